"""Edges of cells, each looked at on its own: a cell's side runs from ruling to ruling, a character's stroke does not.

Tracing finds lines by their length. What is short, a rule between two headings or a cell of small print, is settled
here, where it may stand: at the place of a longer ruling, or where tracing saw something, and only between two rulings
that it meets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from extractors.content import Floats
from extractors.ports import Gray
from extractors.rulings.moved import FURTHEST, ROW_BETWEEN, moved_together
from extractors.rulings.overhang import closing_lines
from extractors.rulings.strokes import APART, BOTH_SIDES, MUCH, ONE_SIDE, PAPER, STROKE, Sheet, joints, room_beside
from extractors.rulings.trace import RasterLines, Trace

#: Traces whose middles lie this close, in points, run along one track.
ALIGNED = 1.5
#: A line's end this close, in points, to a crossing line was meant to touch it.
CORNER = 4.0
#: How far, in points, an edge may lie off its track's course.
OFF_COURSE = 1.0
#: An edge is dark over this share of its length, and light on one side over that share: a row of small print that fills
#: its cell is dark all along, but has print above and below its middle. What is dark all along needs no light where
#: a ruling is known to run; without one it needs both, and no stroke may go through it: that makes it a character's.
WHOLE, LIT, UNBROKEN = 0.96, 0.8, 0.995
#: A line traced over several edges may be worn: dark over this share of one that is light on both sides all along. The
#: foot of a row of figures is light below only.
WORN, CLEAR = 0.88, 0.98
#: What a fold or a watermark leaves of one in pieces too short to be traced (others: ``mended``) is dark over this
#: share, and clear on both sides over that.
TORN, MOSTLY_CLEAR = 0.3, 0.9
#: The end of a long line that is dark over less than this is no edge.
BROKEN = 0.8
#: What light means, from the page's rulings (0) to its paper (1).
LIGHT = 0.6
#: The share of what was only seen that has light on both sides.
ROOM = 0.6
#: Lines shorter than this, in points, are looked at again, each edge on its own; those up to the second length are
#: left whole if all their edges stand: a row of small print may fill a column of that width.
SHORT, MIDDLING = 40.0, 100.0
#: Crossing lines closer than this, in points, leave no edge between them.
LEAST = 3.5
#: Rows of print are lower than this, in points: an edge that is longer is no stroke.
TALLEST = 24.0
#: No print has room in a row lower than this, in points: no edge runs so near to a long line along it where no ruling
#: is, but beside one that is printed double it may, up to the first distance.
DOUBLE, LOWEST_ROW = 2.6, 6.0
#: The share of a long line's edges, and of those of all a page's long lines, that have to run into what they meet.
MOST = 0.5


@dataclass(slots=True)
class _Track:
    """The course that one or more traces take across the page, and the edges that are known to be there."""

    along: Floats
    across: Floats
    members: list[Trace]

    @property
    def place(self) -> float:
        return float(np.median(self.across))


class _Band(NamedTuple):
    """A stretch of a track from one crossing line's middle to the next one's, and how far those reach into it."""

    start: float
    end: float
    before: float
    after: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def length(self) -> float:
        return self.end - self.start

    @property
    def ends(self) -> Floats:
        return np.array([self.start, self.end])


def settle_edges(gray: Gray, lines: RasterLines, seen: RasterLines, dpi: float) -> RasterLines:
    """Return the lines with the short ones that are no edges left out, and edges that tracing missed put in.

    ``seen`` holds what tracing saw and did not believe.
    """
    unit = dpi / 72
    upended = np.ascontiguousarray(gray.T)
    horizontal = _settled(gray, lines.horizontal, lines.vertical, seen.horizontal, unit)
    closed = [*horizontal, *closing_lines(lines.vertical, horizontal, unit)]
    vertical = _settled(upended, lines.vertical, closed, seen.vertical, unit, upright=True)
    if len(vertical) != len(lines.vertical):
        horizontal = _settled(gray, horizontal, vertical, seen.horizontal, unit)
    return RasterLines(horizontal, vertical)


def _settled(
    gray: Gray, lines: list[Trace], others: list[Trace], seen: list[Trace], unit: float, upright: bool = False
) -> list[Trace]:
    if not lines or not others:
        return lines
    # Noise is averaged out along the line.
    smooth: Gray = cv2.blur(gray, (3, 1))
    sheet = Sheet(gray, smooth, _darkness(smooth, lines), unit)
    sheet.jointed = _is_jointed(sheet, lines, others)
    thickness = float(np.median([line.thickness for line in lines]))
    settled: list[Trace] = []
    doubted: list[Trace] = []
    for track in _tracks(lines, seen, unit):
        places = _crossings(track, others, unit)
        trusted = [line for line in track.members if _is_trusted(sheet, line, track, places)]
        kept = [_without_strokes(sheet, line, track, places) for line in trusted]
        found = list(kept)
        is_known = bool(kept) or len(trusted) < len(track.members)
        for band in _bands_without(kept, places, unit):
            if not is_known and not track.along[0] <= band.middle <= track.along[-1]:
                continue
            edge = _edge(sheet, track, band, thickness)
            if upright and not _stands(edge) and _next_to_end(found, band, unit):
                edge = _edge(sheet, track, band, thickness, FURTHEST)
            torn = edge is not None and edge.is_torn and _goes_on_behind(kept, band)
            if edge is None or not (torn or edge.stands(known=True)):
                continue
            course = np.interp(band.ends, track.along, track.across) + edge.offset
            if _runs_beside(lines + seen, band.middle, float(course.mean()), track, unit):
                continue
            line = Trace(band.ends, course, thickness, band.length, 1.0)
            believed = edge.stands(is_known and abs(edge.offset) <= OFF_COURSE * unit + 1)
            believed = believed and (bool(kept) or _leaves_room(lines, band.middle, float(course.mean()), unit))
            if not torn and (not believed or (upright and _is_stroke(sheet, line, alone=not kept))):
                doubted.append(line)
            else:
                found.append(line)
        settled += found
    return settled + moved_together(doubted, settled, unit) if upright else settled


def _bands_without(lines: list[Trace], places: list[tuple[float, float]], unit: float) -> Iterator[_Band]:
    """Yield the stretches between crossing lines that no line of a track runs along."""
    for band in _bands(places, unit):
        if not any(line.along[0] <= band.middle <= line.along[-1] for line in lines):
            yield band


def _next_to_end(lines: list[Trace], band: _Band, unit: float) -> bool:
    """Tell whether a line ends where a band begins, or begins where that ends: its grid may go on a little aside.

    A line may begin a row further down: one cell fills the row between.
    """
    reach = CORNER * unit
    return any(
        abs(line.along[-1] - band.start) <= reach or -reach <= line.along[0] - band.end <= ROW_BETWEEN * unit
        for line in lines
    )


def _goes_on_behind(lines: list[Trace], band: _Band) -> bool:
    """Tell whether lines run before a band and behind it."""
    return any(line.along[0] < band.start for line in lines) and any(line.along[-1] > band.end for line in lines)


def _stands(edge: _Edge | None) -> bool:
    return edge is not None and edge.stands(known=True)


def _is_stroke(sheet: Sheet, edge: Trace, alone: bool) -> bool:
    """Tell whether an upright edge is a character's stroke: ``alone``, that is where no ruling runs, for want of room.

    What does not run into what it meets needs much room on both sides.
    """
    joined = not sheet.jointed or all(joints(sheet, edge.along, edge.across))
    if joined and not alone:
        return False
    room = room_beside(sheet, edge)
    if not joined:
        return min(room) < MUCH
    needed = min(MUCH, max(BOTH_SIDES, APART * edge.length / sheet.unit))
    return min(room) < needed and max(room) < ONE_SIDE


def _is_jointed(sheet: Sheet, lines: list[Trace], others: list[Trace]) -> bool:
    """Tell whether the page's long lines run into those that cross them."""
    joined: list[bool] = []
    for line in lines:
        if line.length >= MIDDLING * sheet.unit:
            places = _crossings(_course([line]), others, sheet.unit)
            joined += _joined_edges(sheet, line, _covered(line, places, sheet.unit))
    return not joined or float(np.mean(joined)) >= MOST


def _joined_edges(sheet: Sheet, line: Trace, bands: list[_Band]) -> list[bool]:
    ends = [band.ends for band in bands]
    return [all(joints(sheet, pair, np.interp(pair, line.along, line.across))) for pair in ends]


def _runs_beside(lines: list[Trace], middle: float, place: float, track: _Track, unit: float) -> bool:
    """Tell whether what was found at a place is a line of another track: one grid under another, a little aside."""
    return any(
        line.free >= ROOM
        and line.along[0] <= middle <= line.along[-1]
        and abs(float(np.median(line.across)) - track.place) > ALIGNED * unit
        and abs(float(np.interp(middle, line.along, line.across)) - place) <= ALIGNED * unit
        for line in lines
    )


def _leaves_room(lines: list[Trace], middle: float, place: float, unit: float) -> bool:
    """Tell whether print has room between an edge and the nearest long line along it: feet of figures leave none."""
    return not any(
        line.length >= MIDDLING * unit
        and line.along[0] <= middle <= line.along[-1]
        and DOUBLE * unit < abs(float(np.interp(middle, line.along, line.across)) - place) < LOWEST_ROW * unit
        for line in lines
    )


def _is_trusted(sheet: Sheet, line: Trace, track: _Track, places: list[tuple[float, float]]) -> bool:
    """Tell whether a line is no print: it is long, or each edge along it stands, and most run into what they meet.

    Strokes that stand one over another in row after row make a line that stops short at each ruling, and have the rest
    of their characters beside them.
    """
    if line.length < SHORT * sheet.unit:
        return False
    bands = _covered(line, places, sheet.unit)
    low = [band for band in bands if band.length < TALLEST * sheet.unit]
    if sheet.jointed and low and len(low) >= MOST * len(bands):
        joined = zip(_joined_edges(sheet, line, bands), bands, strict=True)
        believed = [one or _stands_clear(sheet, line, track, band) for one, band in joined]
        if sum(believed) < MOST * len(believed):
            return False
    if line.length >= MIDDLING * sheet.unit and line.free >= ROOM:
        return True
    edges = [_edge(sheet, track, band, line.thickness) for band in bands]
    stand = [edge is None or edge.stands(known=True) or edge.is_worn for edge in edges]
    return all(stand) or (line.length >= MIDDLING * sheet.unit and float(np.mean(stand)) >= MOST)


def _stands_clear(sheet: Sheet, line: Trace, track: _Track, band: _Band) -> bool:
    """Tell whether a line runs all through a band with so much room on both sides that it is part of no character."""
    edge = _edge(sheet, track, band, line.thickness)
    if edge is None or edge.dark < UNBROKEN:
        return False
    course = np.interp(band.ends, line.along, line.across)
    return min(room_beside(sheet, Trace(band.ends, course, line.thickness, band.length, 1.0))) >= MUCH


def _covered(line: Trace, places: list[tuple[float, float]], unit: float) -> list[_Band]:
    """Return the stretches between crossing lines that a line runs along, more or less."""
    return [band for band in _bands(places, unit) if line.along[0] <= band.middle <= line.along[-1]]


def _without_strokes(sheet: Sheet, line: Trace, track: _Track, places: list[tuple[float, float]]) -> Trace:
    """Return a long line without an end that is no edge: a stroke of print between its last two crossings."""
    unit = sheet.unit
    bands = [band for band in _covered(line, places, unit) if band.length < MIDDLING * unit]
    start, end = line.along[0], line.along[-1]
    for band in bands[:1] + bands[-1:]:
        edge = _edge(sheet, track, band, line.thickness)
        if edge is None or edge.dark >= BROKEN or edge.is_torn:
            continue
        if band.start - start <= CORNER * unit:
            start = band.end
        elif end - band.end <= CORNER * unit:
            end = band.start
    keep = (line.along >= start) & (line.along <= end)
    if keep.all() or keep.sum() < 2:
        return line
    return replace(line, along=line.along[keep], across=line.across[keep], inked=min(line.inked, end - start))


def _darkness(gray: Gray, lines: list[Trace]) -> float:
    """Return how dark the page's rulings are: the median of their darkest pixels."""
    last = gray.shape[0] - 1
    values = []
    for line in lines:
        rows, columns = np.rint(line.across).astype(np.intp), np.rint(line.along).astype(np.intp)
        columns = np.clip(columns, 0, gray.shape[1] - 1)
        values.append(np.minimum.reduce([gray[np.clip(rows + step, 0, last), columns] for step in (-1, 0, 1)]))
    return float(np.median(np.concatenate(values)))


def _tracks(lines: list[Trace], seen: list[Trace], unit: float) -> Iterator[_Track]:
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
        track = _course(group)
        places.append(track.place)
        yield track
    known = np.array(places)
    for line in seen:
        if line.free >= ROOM and np.abs(known - np.median(line.across)).min() > ALIGNED * unit:
            yield _Track(line.along, line.across, [])


def _course(group: list[Trace]) -> _Track:
    along = np.concatenate([line.along for line in group])
    across = np.concatenate([line.across for line in group])
    order = np.argsort(along, kind="stable")
    return _Track(along[order], across[order], group)


def _crossings(track: _Track, others: list[Trace], unit: float) -> list[tuple[float, float]]:
    """Return where other lines meet the track, and half their thickness, in order."""
    reach = CORNER * unit
    place = track.place
    return sorted(
        (float(np.interp(place, other.along, other.across)), other.thickness / 2)
        for other in others
        if other.along[0] - reach <= place <= other.along[-1] + reach
    )


def _bands(places: list[tuple[float, float]], unit: float) -> Iterator[_Band]:
    """Yield the stretches between one crossing line and the next; from one printed double they begin behind both."""
    crossings: list[list[tuple[float, float]]] = []
    for place in places:
        if crossings and place[0] - crossings[-1][-1][0] < LEAST * unit:
            crossings[-1].append(place)
        else:
            crossings.append([place])
    for first, second in pairwise(crossings):
        (start, before), (end, after) = first[-1], second[0]
        if end - start > before + after + 4:
            yield _Band(start, end, before, after)


@dataclass(slots=True)
class _Edge:
    """What a band shows along its track: ``offset`` from the course in pixels, shares dark, lit on one side, on both.

    ``crossed`` is the number of pixels along it that are dark on both sides.
    """

    offset: float
    dark: float
    lit: float
    clear: float
    crossed: int

    @property
    def is_worn(self) -> bool:
        """Tell whether this is a ruling with gaps in its ink, if it is a part of one."""
        return self.dark >= WORN and self.clear >= CLEAR

    @property
    def is_torn(self) -> bool:
        """Tell whether this is what is left of a ruling, if that goes on: print would have more ink beside it."""
        return self.dark >= TORN and self.clear >= MOSTLY_CLEAR

    def stands(self, known: bool) -> bool:
        """Tell whether this is a ruling, at a place where one is known to run or not."""
        unbroken, free = self.dark >= UNBROKEN, self.lit >= LIT
        if known:
            return self.dark >= WHOLE and (unbroken or free)
        return unbroken and free and abs(self.offset) < 1 and self.crossed < STROKE


def _edge(sheet: Sheet, track: _Track, band: _Band, thickness: float, off_course: float = OFF_COURSE) -> _Edge | None:
    """Look for an edge all through a band, on the track's course or up to ``off_course`` points beside it.

    None for too short a band.
    """
    gray, unit = sheet.smooth, sheet.unit
    half = thickness / 2 + 1
    columns = np.arange(int(np.ceil(band.start + half)), int(band.end - half) + 1)
    if len(columns) < 4 or columns[0] < 0 or columns[-1] >= gray.shape[1]:
        return None
    course = np.rint(np.interp(columns, track.along, track.across)).astype(np.intp)
    reach, side = round(off_course * unit), round(thickness / 2 + 0.7 * unit) + 1
    steps = np.arange(-reach - side, reach + side + 2)
    rows = np.clip(course[None, :] + steps[:, None], 0, gray.shape[0] - 1)
    values = gray[rows, columns[None, :]]
    dark = values <= sheet.dark
    # A course drifts over the border between two rows of pixels.
    shares = (dark[:-1] | dark[1:]).mean(axis=1)[side : side + 2 * reach + 1]
    # The middle of those that are dark throughout.
    darkest = np.flatnonzero(shares >= shares.max() - 1e-9)
    best = int(darkest[len(darkest) // 2])
    light = values >= sheet.own + LIGHT * (PAPER - sheet.own)
    above, below = best, best + 2 * side + 1
    lit, clear = max(light[above].mean(), light[below].mean()), (light[above] & light[below]).mean()
    # What it meets may be broader than its own pen: a ruling printed double is no stroke across it.
    inside = (columns > band.start + band.before + 1) & (columns < band.end - band.after - 1)
    crossed = int((dark[above] & dark[below])[inside].sum())
    return _Edge(best - reach + 0.5, float(shares[best]), float(lit), float(clear), crossed)
