"""Edges of cells, each looked at on its own: a cell's side runs from ruling to ruling, a character's stroke does not.

Tracing finds lines by their length. What is short, a rule between two headings or a cell of small print, is settled
here, where it may stand: at the place of a longer ruling, or where tracing saw something, and only between two rulings
that it meets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from extractors.ports import Gray
from extractors.rulings.cell_edges import CLEAR, OFF_COURSE, UNBROKEN, Edge, find_edge
from extractors.rulings.flush import flush_sides
from extractors.rulings.moved import FURTHEST, ROW_BETWEEN, moved_together
from extractors.rulings.overhang import closing_lines
from extractors.rulings.strokes import (
    APART,
    BOTH_SIDES,
    MUCH,
    ONE_SIDE,
    STROKE,
    Sheet,
    joints,
    print_beside,
    room_beside,
    sheet_of,
)
from extractors.rulings.trace import CORNER, TALLEST, RasterLines, Trace
from extractors.rulings.tracks import (
    ALIGNED,
    ROOM,
    Band,
    Track,
    bands_between,
    course_of,
    crossings,
    find_tracks,
)

#: The end of a long line that is dark over less than this is no edge, nor one with a gap in it and a stroke across.
BROKEN = 0.8
#: Lines shorter than this, in points, are looked at again, each edge on its own; those up to the second length are
#: left whole if all their edges stand: a row of small print may fill a column of that width.
SHORT, MIDDLING = 40.0, 100.0
#: No print has room in a row lower than this, in points: no edge runs so near to a long line along it where no ruling
#: is, but beside one that is printed double it may, up to the first distance.
DOUBLE, LOWEST_ROW = 2.6, 6.0
#: What runs from rule to rule, so far in points, past print that is no higher than this share of it is no stroke of it.
HIGH, LOWER = 12.0, 0.55
#: The share of a long line's edges, and of those of all a page's long lines, that have to run into what they meet.
MOST = 0.5


def settle_edges(gray: Gray, lines: RasterLines, seen: RasterLines, dpi: float, again: bool = False) -> RasterLines:
    """Return the lines with the short ones that are no edges left out, and edges that tracing missed put in.

    ``seen`` holds what tracing saw and did not believe. ``again`` tells that the lines are settled: none is left out.
    """
    unit = dpi / 72
    upended = cv2.transpose(gray)
    horizontal = _settled(gray, lines.horizontal, lines.vertical, seen.horizontal, unit, again)
    closed = [*horizontal, *closing_lines(lines.vertical, horizontal, unit)]
    vertical = _settled(upended, lines.vertical, closed, seen.vertical, unit, again, upright=True)
    if len(vertical) != len(lines.vertical):
        horizontal = _settled(gray, horizontal, vertical, seen.horizontal, unit, again)
    return RasterLines(horizontal, vertical)


def _settled(
    gray: Gray,
    lines: list[Trace],
    others: list[Trace],
    seen: list[Trace],
    unit: float,
    again: bool,
    upright: bool = False,
) -> list[Trace]:
    if not lines or not others:
        return lines
    sheet = sheet_of(gray, lines, unit)
    sheet.jointed = _is_jointed(sheet, lines, others)
    thickness = float(np.median([line.thickness for line in lines]))
    settled: list[Trace] = []
    doubted: list[Trace] = []
    for track in find_tracks(lines, seen, unit):
        places = crossings(track, others, unit)
        kept = track.members if again else _kept(sheet, track, places)
        found, unsure = list(kept), list[tuple[Trace, bool]]()
        between = _between_tables(lines, places, unit)
        for band in _bands_without(kept, places, unit):
            here = [line for line in kept if _in_one_table(line, band, between)]
            is_known = bool(here) or any(_is_at(line, band, ROW_BETWEEN * unit) for line in track.members)
            if not is_known and not track.along[0] <= band.middle <= track.along[-1]:
                continue
            edge, led = _look(sheet, track, found, band, thickness, upright)
            if edge is None:
                continue
            course = np.interp(band.ends, led.along, led.across) + edge.offset
            line = Trace(band.ends, course, thickness, band.length, 1.0)
            on_course = abs(edge.offset) <= OFF_COURSE * unit + 1
            goes_on = _goes_on_behind(here, band) and (edge.is_torn or _is_torn_among_print(sheet, edge, line))
            torn = on_course and (goes_on or _is_torn_at_end(sheet, edge, here, line))
            aside = upright and not (on_course and here) and _is_torn_aside(sheet, edge, line)
            shown = torn or aside or edge.stands(known=True)
            left_aside = not shown and upright and not on_course and _is_left_aside(sheet, edge, line)
            if not shown and not left_aside:
                continue
            if _runs_beside(lines + seen, band.middle, float(course.mean()), track, unit):
                continue
            believed = edge.stands(is_known and on_course) or _is_tall(sheet, edge, line)
            believed = believed and (bool(here) or _leaves_room(lines, band.middle, float(course.mean()), unit))
            if left_aside:
                doubted.append(line)
            elif not torn and (not believed or (upright and _is_stroke(sheet, line, alone=not here))):
                unsure.append((line, _is_firm(sheet, edge, line)))
            else:
                found.append(line)
        linking, rest = _going_on(unsure, found, CORNER * unit)
        doubted += rest
        settled += found + linking
    return _with_sides(sheet, settled, doubted, others, seen) if upright else settled


def _with_sides(
    sheet: Sheet, settled: list[Trace], doubted: list[Trace], others: list[Trace], seen: list[Trace]
) -> list[Trace]:
    """Return upright edges with those that others bear out or that figures set flush touch."""
    known = settled + moved_together(doubted, settled, sheet.unit)
    return known + list(flush_sides(sheet, known, others, seen))


def _kept(sheet: Sheet, track: Track, places: list[tuple[float, float]]) -> list[Trace]:
    """Return the lines of a track that are no print, without such ends."""
    trusted = [line for line in track.members if _is_trusted(sheet, line, track, places)]
    return [_without_strokes(sheet, line, track, places) for line in trusted]


def _bands_without(lines: list[Trace], places: list[tuple[float, float]], unit: float) -> Iterator[Band]:
    """Yield the stretches between crossing lines that no line of a track runs along."""
    for band in bands_between(places, unit):
        if not any(line.along[0] <= band.middle <= line.along[-1] for line in lines):
            yield band


def _between_tables(lines: list[Trace], places: list[tuple[float, float]], unit: float) -> list[float]:
    """Return the middles of the stretches between crossing lines along which no line at all runs."""
    return [
        band.middle
        for band in bands_between(places, unit)
        if not any(line.along[0] <= band.middle <= line.along[-1] for line in lines)
    ]


def _in_one_table(line: Trace, band: Band, between: list[float]) -> bool:
    """Tell whether a line and a band belong to one table: a column of another one in line with it says nothing here."""
    if line.along[0] > band.middle:
        return not any(band.middle < place < line.along[0] for place in between)
    return not any(line.along[-1] < place < band.middle for place in between)


def _going_on(unsure: list[tuple[Trace, bool]], found: list[Trace], reach: float) -> tuple[list[Trace], list[Trace]]:
    """Part a track's unsure edges: those that link two found ones, or are firm and go on with one, and the rest."""
    goes_on: list[Trace] = []
    waiting = list(unsure)
    while True:
        known = found + goes_on
        joined = [
            (line, firm)
            for line, firm in waiting
            if sum(any(abs(ends) <= reach for ends in gaps) for gaps in _gaps(line, known)) >= (1 if firm else 2)
        ]
        if not joined:
            return goes_on, [line for line, _ in waiting]
        goes_on += [line for line, _ in joined]
        waiting = [(line, firm) for line, firm in waiting if not any(line is each for each, _ in joined)]


def _gaps(line: Trace, others: list[Trace]) -> tuple[list[float], list[float]]:
    """Return how far before a line each other one ends, and how far behind it each begins."""
    before = [float(line.along[0] - other.along[-1]) for other in others]
    return before, [float(other.along[0] - line.along[-1]) for other in others]


def _is_at(line: Trace, band: Band, reach: float) -> bool:
    """Tell whether a line runs along a band, or comes so near its ends: a row of one cell may lie between."""
    return bool(line.along[0] <= band.end + reach and band.start - reach <= line.along[-1])


def _next_to_end(lines: list[Trace], band: Band, unit: float) -> bool:
    """Tell whether a line ends where a band begins, or begins where that ends: its grid may go on a little aside.

    A line may begin a row further down: one cell fills the row between.
    """
    reach = CORNER * unit
    return any(
        abs(line.along[-1] - band.start) <= reach or -reach <= line.along[0] - band.end <= ROW_BETWEEN * unit
        for line in lines
    )


def _look(
    sheet: Sheet, track: Track, found: list[Trace], band: Band, thickness: float, upright: bool
) -> tuple[Edge | None, Track]:
    """Return what a band shows, on the track's course, on that of the edge before it, or aside, and the course."""
    edge = find_edge(sheet, track, band, thickness)
    if not track.members and not (edge and edge.stands(known=False)):
        edge, track = _led_to(sheet, found, band, thickness) or (edge, track)
    if upright and not _stands(edge) and _next_to_end(found, band, sheet.unit):
        edge = find_edge(sheet, track, band, thickness, FURTHEST)
    return edge, track


def _led_to(sheet: Sheet, found: list[Trace], band: Band, thickness: float) -> tuple[Edge, Track] | None:
    """Return the edge that stands where the one found before a band leads to, and its course; None if none does.

    What was only seen may run to the side of print that touches it; a line was traced over more than one row.
    """
    reach = CORNER * sheet.unit
    before = [line.across.mean() for line in found if abs(line.along[-1] - band.start) <= reach]
    track = Track(band.ends, np.full(2, before[-1]), []) if before else None
    edge = find_edge(sheet, track, band, thickness) if track else None
    return (edge, track) if edge and track and edge.stands(known=False) else None


def _goes_on_behind(lines: list[Trace], band: Band) -> bool:
    """Tell whether lines run before a band and behind it."""
    return any(line.along[0] < band.start for line in lines) and any(line.along[-1] > band.end for line in lines)


def _is_torn_at_end(sheet: Sheet, edge: Edge, lines: list[Trace], line: Trace) -> bool:
    """Tell whether lines come near an edge, and what is seen of it runs into what it meets at one end at least.

    In a low row it may be a stroke whose character is broken, and stands right beside it; the lowest are filled by one,
    but no stroke runs into the lines above and below.
    """
    reach = ROW_BETWEEN * sheet.unit
    near = any(each.along[0] <= line.along[-1] + reach and line.along[0] - reach <= each.along[-1] for each in lines)
    ends = joints(sheet, line.along, line.across)
    if not near or not any(ends) or not edge.is_torn_at_end:
        return near and all(ends) and edge.is_torn and edge.clear >= CLEAR
    if line.length < HIGH * sheet.unit:
        return all(ends)
    return line.length >= TALLEST * sheet.unit or min(room_beside(sheet, line)) >= BOTH_SIDES


def _is_torn_aside(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge may be what is left of a ruling where none is known; the lowest rows print fills.

    No stroke is most of a high row, but those of characters one under another are: they run into no rule.
    """
    joined = line.length >= TALLEST * sheet.unit and any(joints(sheet, line.along, line.across))
    return line.length >= HIGH * sheet.unit and edge.is_torn_aside(joined)


def _is_left_aside(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge beside a known course may be what is left of one, if others stand aside alike."""
    return edge.is_torn_aside(joined=True) and any(joints(sheet, line.along, line.across))


def _is_torn_among_print(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge is what is left of a ruling with print against one side.

    It runs into rules at both ends, or at one and is more of its row than a stroke.
    """
    ends = joints(sheet, line.along, line.across)
    return edge.is_torn_aside(joined=True) and (all(ends) or (any(ends) and edge.dark >= BROKEN))


def _is_tall(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether an edge runs all through a row from rule to rule, and is higher than strokes of print in one."""
    unbroken = edge.dark >= UNBROKEN and edge.stands(known=True)
    in_row = TALLEST * sheet.unit <= line.length <= ROW_BETWEEN * sheet.unit
    return unbroken and in_row and all(joints(sheet, line.along, line.across))


def _is_firm(sheet: Sheet, edge: Edge, line: Trace) -> bool:
    """Tell whether a doubted edge is one if a known one leads to it: strokes in low rows have print on both sides.

    A low one has to run into what it meets at one end: the other may be pale.
    """
    if not edge.stands(known=False):
        return False
    joined = any(joints(sheet, line.along, line.across)) and edge.lit >= CLEAR
    return line.length >= HIGH * sheet.unit or (joined and max(room_beside(sheet, line)) >= ONE_SIDE)


def _stands(edge: Edge | None) -> bool:
    return edge is not None and edge.stands(known=True)


def _is_stroke(sheet: Sheet, edge: Trace, alone: bool) -> bool:
    """Tell whether an upright edge is a character's stroke: ``alone``, that is where no ruling runs, for want of room.

    What does not run into what it meets needs much room on both sides, unless it does at one end, passes all print
    beside it and is only worn at the other.
    """
    ends = joints(sheet, edge.along, edge.across)
    joined = not sheet.jointed or all(ends)
    if joined and not alone:
        return False
    room = room_beside(sheet, edge)
    passes = edge.length >= HIGH * sheet.unit and print_beside(sheet, edge) <= LOWER
    if not joined:
        return min(room) < MUCH and not (passes and any(ends))
    needed = min(MUCH, max(BOTH_SIDES, APART * edge.length / sheet.unit))
    return min(room) < needed and max(room) < ONE_SIDE and not passes


def _is_jointed(sheet: Sheet, lines: list[Trace], others: list[Trace]) -> bool:
    """Tell whether the page's long lines run into those that cross them."""
    joined: list[bool] = []
    for line in lines:
        if line.length >= MIDDLING * sheet.unit:
            places = crossings(course_of([line]), others, sheet.unit)
            joined += _joined_edges(sheet, line, _covered(line, places, sheet.unit))
    return not joined or float(np.mean(joined)) >= MOST


def _joined_edges(sheet: Sheet, line: Trace, bands: list[Band]) -> list[bool]:
    ends = [band.ends for band in bands]
    return [all(joints(sheet, pair, np.interp(pair, line.along, line.across))) for pair in ends]


def _runs_beside(lines: list[Trace], middle: float, place: float, track: Track, unit: float) -> bool:
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


def _is_trusted(sheet: Sheet, line: Trace, track: Track, places: list[tuple[float, float]]) -> bool:
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
    edges = [find_edge(sheet, track, band, line.thickness) for band in bands]
    stand = [edge is None or edge.stands(known=True) or edge.is_worn for edge in edges]
    not_print = [each or (edge is not None and edge.is_torn) for each, edge in zip(stand, edges, strict=True)]
    return (all(not_print) and (any(stand) or not stand)) or (
        line.length >= MIDDLING * sheet.unit and float(np.mean(stand)) >= MOST
    )


def _stands_clear(sheet: Sheet, line: Trace, track: Track, band: Band) -> bool:
    """Tell whether a line runs all through a band with so much room on both sides that it is part of no character."""
    edge = find_edge(sheet, track, band, line.thickness)
    if edge is None or edge.dark < UNBROKEN:
        return False
    course = np.interp(band.ends, line.along, line.across)
    return min(room_beside(sheet, Trace(band.ends, course, line.thickness, band.length, 1.0))) >= MUCH


def _covered(line: Trace, places: list[tuple[float, float]], unit: float) -> list[Band]:
    """Return the stretches between crossing lines that a line runs along, more or less."""
    return [band for band in bands_between(places, unit) if line.along[0] <= band.middle <= line.along[-1]]


def _without_strokes(sheet: Sheet, line: Trace, track: Track, places: list[tuple[float, float]]) -> Trace:
    """Return a long line without an end that is no edge: a stroke of print between its last two crossings."""
    unit = sheet.unit
    bands = [band for band in _covered(line, places, unit) if band.length < MIDDLING * unit]
    start, end = line.along[0], line.along[-1]
    for band in bands[:1] + bands[-1:]:
        edge = find_edge(sheet, track, band, line.thickness)
        if edge is None or edge.stands(known=True) or (edge.is_torn and band.length >= HIGH * unit):
            continue
        if edge.dark >= BROKEN and edge.crossed < STROKE:
            continue
        if band.start - start <= CORNER * unit:
            start = band.end
        elif end - band.end <= CORNER * unit:
            end = band.start
    keep = (line.along >= start) & (line.along <= end)
    if keep.all() or keep.sum() < 2:
        return line
    return replace(line, along=line.along[keep], across=line.across[keep], inked=min(line.inked, end - start))
