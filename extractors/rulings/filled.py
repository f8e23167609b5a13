"""Edges put in along tracks: where what runs in line with known lines, or in line with itself, tells of more of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractors.content import Floats
from extractors.rulings.nearby import Nearby
from extractors.rulings.trace import Trace

#: Pieces in line with each other lie up to this far apart, in points: print that cuts rulings is large; and so far
#: aside.
APART, ASIDE = 40.0, 1.0
#: A line's end this close, in points, to a crossing line was meant to touch it, before its own end was cut off; lines
#: closer than this leave no edge between them; an edge that is there but for this much is whole.
CORNER, LEAST, MISSING = 10.0, 6.0, 2.0
#: The share of a piece along which known lines run if it is one of theirs.
PART = 0.8
#: No print has room between two lines nearer than this, in points: a grid goes on a little aside.
ROOM = 6.0

Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Known lines and other pieces in line with each other, and where other lines meet them, in order."""

    known: list[Trace]
    pieces: list[Trace]
    places: list[float]

    @property
    def track(self) -> list[Trace]:
        """All of them."""
        return self.known + self.pieces


#: Tells of a stretch between two neighbouring places whether an edge runs all along it.
IsEdge = Callable[[Stretch], bool]
#: Gives that for a run; None if there is no edge to be put in.
Judge = Callable[[Run], IsEdge | None]


def filled(
    lines: list[Trace], others: list[Trace], pieces: list[Trace], judge: Judge, usual: float, unit: float
) -> list[Trace]:
    """Return lines with the edges put in, from one of the crossing ``others`` to the next, of which pieces tell.

    The very list is returned if there are none. ``usual`` is the edges' thickness; ``unit`` is pixels a point.
    """
    there = {id(line) for line in lines}
    whole: list[Trace] = []
    any_found = False
    for members in _tracks(lines, pieces, unit):
        known = list({id(line): line for line in members if id(line) in there}.values())
        rest = [piece for piece in members if id(piece) not in there and not _is_part(piece, known)]
        run = Run(known, rest, _crossings(known + rest, others, unit))
        is_edge = judge(run)
        gaps = [gap for band in pairwise(run.places) for gap in _to_fill(known, band, is_edge, unit)] if is_edge else []
        found = [edge_along(run.track, gap, usual) for gap in gaps]
        whole += _as_one(known, found, unit)
        any_found = any_found or bool(found)
    return whole if any_found else lines


def has_room(beside: list[Trace], track: list[Trace], band: Stretch, unit: float) -> bool:
    """Tell whether no line runs so near along a band that what is left there must be print beside it."""
    middle = sum(band) / 2
    place = float(edge_along(track, band, 0.0).across.mean())
    return not any(
        line.along[0] <= middle <= line.along[-1]
        and abs(float(np.interp(middle, line.along, line.across)) - place) < ROOM * unit
        for line in beside
    )


def runs_through(track: list[Trace], place: float, unit: float) -> bool:
    """Tell whether some piece goes on on both sides of a line across it."""
    return any(min(place - piece.along[0], piece.along[-1] - place) >= MISSING * unit for piece in track)


def runs_on_both_sides(known: list[Trace], band: Stretch, unit: float) -> bool:
    """Tell whether known lines come up to a band from before and go on behind it."""
    before = any(line.along[0] < band[0] and abs(line.along[-1] - band[0]) <= CORNER * unit for line in known)
    return before and any(line.along[-1] > band[1] and abs(line.along[0] - band[1]) <= CORNER * unit for line in known)


def _is_part(piece: Trace, lines: list[Trace]) -> bool:
    """Tell whether a piece is one of known lines: what was left out of it there is known to be print."""
    left = left_along(lines, (float(piece.along[0]), float(piece.along[-1])))
    return sum(end - start for start, end in left) >= PART * piece.length


def _tracks(lines: list[Trace], pieces: list[Trace], unit: float) -> Iterator[list[Trace]]:
    """Yield lines and pieces that go on in line with each other, by where they begin."""
    waiting = sorted(lines + pieces, key=lambda piece: float(piece.along[0]))
    tracks: list[list[Trace]] = []
    lasts: list[Trace] = []
    nearby = Nearby(len(waiting), APART * unit, ASIDE * unit)
    for piece in waiting:
        for index in nearby.find(piece):
            if _in_line(lasts[index], piece, unit):
                tracks[index].append(piece)
                break
        else:
            index = len(tracks)
            tracks.append([piece])
            lasts.append(piece)
        if piece.along[-1] > lasts[index].along[-1]:
            lasts[index] = piece
        nearby.put(index, lasts[index])
    yield from tracks


def _in_line(line: Trace, piece: Trace, unit: float) -> bool:
    """Tell whether a piece lies where a line runs, or begins where it would go on."""
    shared = piece.along[piece.along <= line.along[-1]]
    if len(shared):
        place = float(np.median(np.interp(shared, line.along, line.across) - piece.across[: len(shared)]))
    else:
        place = float(np.median(line.across[-5:]) - np.median(piece.across[:5]))
    return abs(place) <= ASIDE * unit


def _crossings(track: list[Trace], others: list[Trace], unit: float) -> list[float]:
    """Return where other lines meet a track, in order, one place for those of one rule."""
    reach, middle = CORNER * unit, float(np.median(np.concatenate([line.across for line in track])))
    met = sorted(
        float(np.interp(middle, other.along, other.across))
        for other in others
        if other.along[0] - reach <= middle <= other.along[-1] + reach
    )
    return [place for before, place in zip([-np.inf, *met], met, strict=False) if place - before >= unit]


def left_along(track: list[Trace], band: Stretch) -> list[Stretch]:
    """Return the stretches of a band along which there is a line or a piece, in order."""
    inside = [piece for piece in track if piece.along[-1] > band[0] and piece.along[0] < band[1]]
    return _joined([(max(piece.along[0], band[0]), min(piece.along[-1], band[1])) for piece in inside])


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _gaps(known: list[Trace], band: Stretch) -> Iterator[Stretch]:
    """Yield the stretches of a band along which no known line runs."""
    place = band[0]
    for start, end in _joined([(float(line.along[0]), float(line.along[-1])) for line in known]):
        if start > place:
            yield place, min(start, band[1])
        place = max(place, end)
        if place >= band[1]:
            return
    yield place, band[1]


def _to_fill(known: list[Trace], band: Stretch, is_edge: IsEdge, unit: float) -> list[Stretch]:
    """Return the stretches of a band along which an edge is to be put in."""
    if band[1] - band[0] < LEAST * unit:
        return []
    gaps = [gap for gap in _gaps(known, band) if gap[1] - gap[0] > MISSING * unit]
    # In most bands all is there: nothing else is asked of those.
    return gaps if gaps and is_edge(band) else []


def _as_one(known: list[Trace], found: list[Trace], unit: float) -> Iterator[Trace]:
    """Yield the lines of a track with the edges found between them, what goes on without a gap as one line."""
    runs: list[list[Trace]] = []
    end = -np.inf
    for line in sorted([*known, *found], key=lambda line: float(line.along[0])):
        if line.along[0] - end > MISSING * unit:
            runs.append([])
        runs[-1].append(line)
        end = max(end, float(line.along[-1]))
    for run in runs:
        if any(line is edge for line in run for edge in found):
            yield _together(run)
        else:
            yield from run


def _together(lines: list[Trace]) -> Trace:
    along, across = (np.concatenate([getattr(line, name) for line in lines]) for name in ("along", "across"))
    order = np.argsort(along, kind="stable")
    inked = min(sum(line.inked for line in lines), float(along.max() - along.min()))
    thickness, free = max(line.thickness for line in lines), min(line.free for line in lines)
    return Trace(along[order], across[order], thickness, inked, free)


def edge_along(track: list[Trace], gap: Stretch, thickness: float) -> Trace:
    """Return an edge on the course of a track."""
    along = np.concatenate([piece.along for piece in track])
    order = np.argsort(along, kind="stable")
    ends: Floats = np.array(gap)
    course = np.interp(ends, along[order], np.concatenate([piece.across for piece in track])[order])
    return Trace(ends, course, thickness, gap[1] - gap[0], 1.0)
