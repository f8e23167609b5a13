"""Tracks: where lines in line with each other run across a page, and the stretches between those that cross them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.content import Floats
from extractors.rulings.trace import CORNER, Trace

#: Traces whose middles lie this close, in points, run along one track.
ALIGNED = 1.5
#: The share of what was only seen that has light on both sides.
ROOM = 0.6
#: Crossing lines closer than this, in points, leave no edge between them.
LEAST = 3.5


@dataclass(slots=True)
class Track:
    """The course that one or more traces take across the page, and the edges that are known to be there."""

    along: Floats
    across: Floats
    members: list[Trace]

    @property
    def place(self) -> float:
        """Its median position across, in pixels."""
        return float(np.median(self.across))


class Band(NamedTuple):
    """A stretch of a track from one crossing line's middle to the next one's, and how far those reach into it."""

    start: float
    end: float
    before: float
    after: float

    @property
    def middle(self) -> float:
        """The place halfway along it."""
        return (self.start + self.end) / 2

    @property
    def length(self) -> float:
        """Extent in pixels."""
        return self.end - self.start

    @property
    def ends(self) -> Floats:
        """Its start and its end."""
        return np.array([self.start, self.end])


def find_tracks(lines: list[Trace], seen: list[Trace], unit: float) -> Iterator[Track]:
    """Yield the courses of lines in line with each other, then those of what was only seen, where there is no line."""
    ordered = sorted(lines, key=lambda line: float(np.median(line.across)))
    groups: list[list[Trace]] = []
    for line in ordered:
        if groups and np.median(line.across) - np.median(groups[-1][-1].across) <= ALIGNED * unit:
            groups[-1].append(line)
        else:
            groups.append([line])
    places = []
    for group in groups:
        # The longest says where the others belong.
        track = course_of(group)
        places.append(track.place)
        yield track
    known = np.array(places)
    for line in seen:
        if line.free >= ROOM and np.abs(known - np.median(line.across)).min() > ALIGNED * unit:
            yield Track(line.along, line.across, [])


def course_of(group: list[Trace]) -> Track:
    """Return the track of some traces, ascending along it."""
    along = np.concatenate([line.along for line in group])
    across = np.concatenate([line.across for line in group])
    order = np.argsort(along, kind="stable")
    return Track(along[order], across[order], group)


def crossings(track: Track, others: list[Trace], unit: float) -> list[tuple[float, float]]:
    """Return where other lines meet the track, and half their thickness, in order."""
    reach = CORNER * unit
    place = track.place
    return sorted(
        (float(np.interp(place, other.along, other.across)), other.thickness / 2)
        for other in others
        if other.along[0] - reach <= place <= other.along[-1] + reach
    )


def bands_between(places: list[tuple[float, float]], unit: float) -> Iterator[Band]:
    """Yield the stretches between one crossing line and the next; from one printed double they begin behind both."""
    met: list[list[tuple[float, float]]] = []
    for place in places:
        if met and place[0] - met[-1][-1][0] < LEAST * unit:
            met[-1].append(place)
        else:
            met.append([place])
    for first, second in pairwise(met):
        (start, before), (end, after) = first[-1], second[0]
        if end - start > before + after + 4:
            yield Band(start, end, before, after)
