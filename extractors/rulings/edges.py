"""Edges of cells, each looked at on its own: a cell's side runs from ruling to ruling, a character's stroke does not.

Tracing finds lines by their length. What is short, a rule between two headings or a cell of small print, is settled
here, where it may stand: at the place of a longer ruling, or where tracing saw something, and only between two rulings
that it meets.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from extractors.ports import Gray
from extractors.rulings.cell_edges import OFF_COURSE, Edge, find_edge
from extractors.rulings.filled import runs_through
from extractors.rulings.flush import flush_sides
from extractors.rulings.long_lines import MIDDLING, is_jointed, without_print
from extractors.rulings.moved import FURTHEST, moved_together
from extractors.rulings.overhang import closing_lines
from extractors.rulings.strokes import Sheet, sheet_of
from extractors.rulings.torn_edges import (
    HIGH,
    is_among_strokes,
    is_firm,
    is_left_aside,
    is_row_of_print,
    is_stroke,
    is_tall,
    is_torn_aside,
    is_torn_at_end,
    is_torn_between,
    is_whole,
)
from extractors.rulings.trace import CORNER, ROW_BETWEEN, RasterLines, Trace
from extractors.rulings.tracks import ALIGNED, ROOM, Band, Track, bands_between, crossings, find_tracks

#: No print has room in a row lower than this, in points: no edge runs so near to a long line along it where no ruling
#: is, but beside one that is printed double it may, up to the first distance.
DOUBLE, LOWEST_ROW = 2.6, 6.0

#: What is left of a ruling that goes on before and behind lies so near the course between, in points, and a pixel.
IN_LINE = 0.5

#: An edge that may be a stroke, and whether it is firm: one that is known to lead to it is enough then.
Doubt = tuple[Trace, bool]


def settle_edges(gray: Gray, lines: RasterLines, seen: RasterLines, dpi: float, again: bool = False) -> RasterLines:
    """Return the lines with the short ones that are no edges left out, and edges that tracing missed put in.

    ``seen`` holds what tracing saw and did not believe. ``again`` tells that the lines are settled: none is left out.
    """
    unit = dpi / 72
    upended = cv2.transpose(gray)
    horizontal = _rows(gray, lines.horizontal, lines.vertical, seen.horizontal, unit, again)
    closed = [*horizontal, *closing_lines(lines.vertical, horizontal, unit)]
    vertical = _settled(upended, lines.vertical, closed, seen.vertical, unit, again, upright=True)
    if len(vertical) != len(lines.vertical):
        horizontal = _rows(gray, horizontal, vertical, seen.horizontal, unit, again)
    return RasterLines(horizontal, vertical)


def _rows(
    gray: Gray, lines: list[Trace], others: list[Trace], seen: list[Trace], unit: float, again: bool
) -> list[Trace]:
    """Return what ``_settled`` does for lines along the rows.

    Edges that are put in so near to each other that no print has room between are head and foot of a line of it.
    """
    settled = _settled(gray, lines, others, seen, unit, again)
    known = {id(line) for line in lines}
    new = [line for line in settled if id(line) not in known]

    def is_crowded(line: Trace) -> bool:
        middle, place = (line.along[0] + line.along[-1]) / 2, float(line.across.mean())
        return any(
            other.along[0] <= middle <= other.along[-1]
            and DOUBLE * unit < abs(float(other.across.mean()) - place) < LOWEST_ROW * unit
            for other in new
        )

    crowded = {id(line) for line in new if is_crowded(line)}
    return [line for line in settled if id(line) not in crowded]


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
    sheet.jointed = is_jointed(sheet, lines, others)
    thickness = float(np.median([line.thickness for line in lines]))
    settled: list[Trace] = []
    doubted: list[Doubt] = []
    for track in find_tracks(lines, seen, unit):
        places = crossings(track, others, unit)
        kept = track.members if again else without_print(sheet, track, places, upright)
        found, unsure = list(kept), list[Doubt]()
        between = _between_tables(lines, places, unit)
        bands = [band for band in _bands_without(kept, places, unit) if band.length >= track.least]
        # Of the bands looked at, whether something led there or something was seen: then a second look tells no more.
        led_to: dict[Band, bool] = {}
        # Down and up again: what was found further down may begin a row higher, or go on aside there. Not in a low row,
        # where strokes fill it and one stands within reach of any course.
        for band in (*bands, *reversed(bands)):
            here = [line for line in kept if _in_one_table(line, band, between)]
            is_known = bool(here) or any(_is_at(line, band, ROW_BETWEEN * unit) for line in track.members)
            within = track.along[0] <= band.middle <= track.along[-1]
            is_led_to = _next_to_end(found, band, unit)
            is_new = band not in led_to or (is_led_to and not led_to[band] and band.length >= HIGH * unit)
            if not is_new or not (is_known or within or is_led_to):
                continue
            led_to[band] = is_led_to
            edge, led = _look(sheet, track, found, band, thickness, upright)
            if edge is None:
                continue
            course = np.interp(band.ends, led.along, led.across) + edge.offset
            line = Trace(band.ends, course, thickness, band.length, 1.0)
            on_course = abs(edge.offset) <= OFF_COURSE * unit + 1
            runs_on = _goes_on_behind(here, band) or _runs_out(seen, here, track, band, unit)
            in_line = abs(edge.offset) <= IN_LINE * unit + 1
            goes_on = runs_on and in_line and is_torn_between(sheet, edge, line)
            torn = on_course and (goes_on or is_torn_at_end(sheet, edge, here, line))
            aside = upright and not (on_course and here) and is_torn_aside(sheet, edge, line)
            shown = torn or aside or edge.stands(known=True)
            left_aside = not shown and upright and not on_course and is_left_aside(sheet, edge, line)
            if not shown and not left_aside:
                continue
            in_print = not upright and not here and is_row_of_print(sheet, line)
            if in_print or _runs_beside(lines + seen, band.middle, float(course.mean()), track, unit):
                continue
            led_to[band] = True
            believed = edge.stands(is_known and on_course) or is_tall(sheet, edge, line)
            believed = believed and (bool(here) or _leaves_room(lines, band.middle, float(course.mean()), unit))
            if left_aside or (upright and not torn and is_among_strokes(sheet, edge, line)):
                doubted.append((line, False))
            elif not torn and (not believed or (upright and is_stroke(sheet, edge, line, alone=not here))):
                firm = is_firm(sheet, edge, line) or (on_course and is_whole(sheet, edge, line))
                unsure.append((line, firm))
            else:
                found.append(line)
        linking, rest = _going_on(unsure, found, CORNER * unit)
        doubted += rest
        settled += found + linking
    return _with_sides(sheet, settled, doubted, others, seen) if upright else settled


def _with_sides(
    sheet: Sheet, settled: list[Trace], doubted: list[Doubt], others: list[Trace], seen: list[Trace]
) -> list[Trace]:
    """Return upright edges with those that others bear out or figures set flush touch, and what goes on with these."""
    unit = sheet.unit
    known = settled + moved_together([line for line, _ in doubted], settled, unit)
    known += flush_sides(sheet, known, others, seen)
    # Those that figures touch tell how others stand.
    known += moved_together([line for line, _ in _without(known, doubted)], known, unit)
    for doubt in _without(known, doubted):
        in_line = [each for each in known if abs(each.place - doubt[0].place) <= ALIGNED * unit]
        known += _going_on([doubt], in_line, CORNER * unit)[0]
    return known


def _without(known: list[Trace], doubted: list[Doubt]) -> list[Doubt]:
    return [doubt for doubt in doubted if not any(doubt[0] is each for each in known)]


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


def _going_on(unsure: list[Doubt], found: list[Trace], reach: float) -> tuple[list[Trace], list[Doubt]]:
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
            return goes_on, waiting
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


def _stands(edge: Edge | None) -> bool:
    return edge is not None and edge.stands(known=True)


def _runs_beside(lines: list[Trace], middle: float, place: float, track: Track, unit: float) -> bool:
    """Tell whether what was found at a place is a line of another track: one grid under another, a little aside."""
    return any(
        line.free >= ROOM
        and line.along[0] <= middle <= line.along[-1]
        and abs(line.place - track.place) > ALIGNED * unit
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


def _runs_out(seen: list[Trace], here: list[Trace], track: Track, band: Band, unit: float) -> bool:
    """Tell whether something seen beside a track's lines runs out of a row through a rule: no stroke in a high one."""
    if not here or not HIGH * unit <= band.length <= ROW_BETWEEN * unit:
        return False
    pieces = [
        piece
        for piece in seen
        if abs(piece.place - track.place) <= ALIGNED * unit
        and not any(line.along[0] <= piece.along[len(piece.along) // 2] <= line.along[-1] for line in here)
    ]
    return any(runs_through(pieces, place, unit) for place in (band.start, band.end))


def _goes_on_behind(lines: list[Trace], band: Band) -> bool:
    """Tell whether lines run before a band and behind it."""
    return any(line.along[0] < band.start for line in lines) and any(line.along[-1] > band.end for line in lines)
