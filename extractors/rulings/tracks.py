"""Tracks: where lines in line with each other run across a page, and the stretches between those that cross them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.content import Floats
from extractors.rulings.trace import CORNER, ROW_BETWEEN, TALLEST, Trace

#: Traces whose middles lie this close, in points, run along one track.
ALIGNED = 1.5
#: The share of what was only seen that has light on both sides, and of what is taller than a stroke: words set flush on
#: both of its sides leave less.
ROOM, ROOM_OF_TALL = 0.6, 0.45
#: Crossing lines closer than this, in points, leave no edge between them.
LEAST = 3.5


@dataclass(frozen=True, eq=False)
class Track:
    """The course that one or more traces take across the page, and the edges that are known to be there.

    It tells nothing of stretches shorter than ``least``, in pixels.
    """

    along: Floats
    across: Floats
    members: list[Trace]
    least: float = 0.0

    @cached_property
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
    ordered = sorted(lines, key=lambda line: line.place)
    groups: list[list[Trace]] = []
    for line in ordered:
        if groups and line.place - groups[-1][-1].place <= ALIGNED * unit:
            groups[-1].append(line)
        else:
            groups.append([line])
    # The longest says where the others belong.
    tracks = [course_of(group) for group in groups]
    yield from tracks
    for line in seen:
        # Strokes of one row and the next make a tall line, too.
        least = 0.0 if line.free >= ROOM else TALLEST * unit
        tells = line.free >= ROOM or (line.free >= ROOM_OF_TALL and line.length >= least)
        if tells and not any(_leads_to(track, line, unit) for track in tracks):
            yield Track(line.along, line.across, [], least)


def _leads_to(track: Track, line: Trace, unit: float) -> bool:
    """Tell whether a line is one of a track's: of another table in line with it, a track tells nothing."""
    beside = abs(track.place - line.place) <= ALIGNED * unit
    return beside and reach_each_other(track, line, unit)


def reach_each_other(first: Track | Trace, second: Track | Trace, unit: float) -> bool:
    """Tell whether two run along one stretch of the page, or end so near each other that one table may hold both."""
    between = max(first.along[0], second.along[0]) - min(first.along[-1], second.along[-1])
    return bool(between <= ROW_BETWEEN * unit)


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
