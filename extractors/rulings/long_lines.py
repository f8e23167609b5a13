"""Lines that tracing found and that are no print, edge by edge: strokes that stand in line make a long line too."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.rulings.cell_edges import UNBROKEN, Edge, find_edge
from extractors.rulings.strokes import MUCH, STROKE, Sheet, ink_across, is_barred, joints_of_all, room_beside
from extractors.rulings.torn_edges import BROKEN, HIGH
from extractors.rulings.trace import CORNER, TALLEST, Trace
from extractors.rulings.tracks import ROOM, Band, Track, bands_between, course_of, crossings

#: Lines shorter than this, in points, are looked at again, each edge on its own; those up to the second length are
#: left whole if all their edges stand: a row of small print may fill a column of that width.
SHORT, MIDDLING = 40.0, 100.0
#: The share of a long line's edges, and of those of all a page's long lines, that have to run into what they meet.
MOST = 0.5
#: So many places of a line tell where it leads.
FEWEST = 5
#: A line's head that has this much more ink across it, and is clear over less than this share, is no part of it.
BROADER, AMONG_PRINT = 1.2, 0.5


def without_print(sheet: Sheet, track: Track, places: list[tuple[float, float]], upright: bool) -> list[Trace]:
    """Return the lines of a track that are no print, without such ends."""
    # Of a ruling printed double each line has its own course.
    courses = [(line, course_of([line])) for line in track.members]
    trusted = [(line, course) for line, course in courses if _is_trusted(sheet, line, course, places)]
    return [_without_strokes(sheet, line, course, places, upright) for line, course in trusted]


def is_jointed(sheet: Sheet, lines: list[Trace], others: list[Trace]) -> bool:
    """Tell whether a page's long lines run into those that cross them; without any, those with nothing beside them."""
    long = [line for line in lines if line.length >= MIDDLING * sheet.unit]
    joined: list[bool] = []
    for line in long or [line for line in lines if line.free >= 1]:
        places = crossings(course_of([line]), others, sheet.unit)
        joined += _joined_edges(sheet, line, bands_along(line, places, sheet.unit))
    return not joined or float(np.mean(joined)) >= MOST


def _joined_edges(sheet: Sheet, line: Trace, bands: list[Band]) -> list[bool]:
    ends = np.array([band.ends for band in bands]).reshape(-1, 2)
    return [all(pair) for pair in joints_of_all(sheet, ends, np.interp(ends, line.along, line.across))]


def _is_trusted(sheet: Sheet, line: Trace, track: Track, places: list[tuple[float, float]]) -> bool:
    """Tell whether a line is no print: it is long, or each edge along it stands, and most run into what they meet.

    What runs along no edge at all is a row of small print, if it has print or more of itself beside it or gaps in it.

    Strokes that stand one over another in row after row make a line that stops short at each ruling, and have the rest
    of their characters beside them.
    """
    if line.length < SHORT * sheet.unit:
        return False
    bands = bands_along(line, places, sheet.unit)
    if is_of_barred_strokes(sheet, line, bands):
        return False
    if not bands and (line.free < ROOM or _has_gaps(sheet, line, track)):
        return False
    if stops_short(sheet, line, bands):
        return False
    if line.free >= ROOM and (line.length >= MIDDLING * sheet.unit or _goes_out(line, places) >= SHORT * sheet.unit):
        return True
    edges = [find_edge(sheet, track, band, line.thickness) for band in bands]
    stand = [edge is None or edge.stands(known=True) or edge.is_worn for edge in edges]
    not_print = [each or (edge is not None and edge.is_torn) for each, edge in zip(stand, edges, strict=True)]
    return (all(not_print) and (any(stand) or not stand)) or (
        line.length >= MIDDLING * sheet.unit and float(np.mean(stand)) >= MOST
    )


def _goes_out(line: Trace, places: list[tuple[float, float]]) -> float:
    """Return how far, in pixels, a line goes on where no other line crosses its course: a table's open side."""
    met = [place for place, _ in places]
    return float(max(line.along[-1] - max(met), min(met) - line.along[0], 0.0)) if met else 0.0


def stops_short(sheet: Sheet, line: Trace, bands: list[Band]) -> bool:
    """Tell whether a line in low rows runs into the rules that it meets in few of them, and has print beside it.

    So does a short line with print beside it however long its edges are: the feet of a row of bold print.
    """
    low = [band for band in bands if band.length < TALLEST * sheet.unit]
    among_print = line.free < ROOM and line.length < MIDDLING * sheet.unit
    if not sheet.jointed or not bands or (not among_print and len(low) < MOST * len(bands)):
        return False
    track = course_of([line])
    joined = zip(_joined_edges(sheet, line, bands), bands, strict=True)
    believed = [one or _stands_clear(sheet, line, track, band) for one, band in joined]
    return sum(believed) < MOST * len(believed)


def _has_gaps(sheet: Sheet, line: Trace, track: Track) -> bool:
    edge = find_edge(sheet, track, Band(line.along[0], line.along[-1], 0.0, 0.0), line.thickness)
    return edge is not None and edge.dark < BROKEN


def is_of_barred_strokes(sheet: Sheet, line: Trace, bands: list[Band]) -> bool:
    """Tell whether a line is made of strokes in row after row: of its bands most are low, with a bar across it."""
    low = [band for band in bands if band.length < TALLEST * sheet.unit]
    barred = sum(is_barred(sheet, _edge_along(line, band)) for band in low)
    return barred > 0 and barred >= MOST * len(bands)


def _stands_clear(sheet: Sheet, line: Trace, track: Track, band: Band) -> bool:
    """Tell whether a line runs all through a band with so much room on both sides that it is part of no character."""
    edge = find_edge(sheet, track, band, line.thickness)
    if edge is None or edge.dark < UNBROKEN:
        return False
    return min(room_beside(sheet, _edge_along(line, band))) >= MUCH


def _edge_along(line: Trace, band: Band, offset: float = 0.0) -> Trace:
    return Trace(band.ends, np.interp(band.ends, line.along, line.across) + offset, line.thickness, band.length, 1.0)


def bands_along(line: Trace, places: list[tuple[float, float]], unit: float) -> list[Band]:
    """Return the stretches between crossing lines that a line runs along, more or less."""
    return [band for band in bands_between(places, unit) if line.along[0] <= band.middle <= line.along[-1]]


def _without_strokes(
    sheet: Sheet, line: Trace, track: Track, places: list[tuple[float, float]], upright: bool
) -> Trace:
    """Return a long line without an end that is no edge: a stroke of print between its last two crossings."""
    unit = sheet.unit
    bands = [band for band in bands_along(line, places, unit) if band.length < MIDDLING * unit]
    start, end = line.along[0], line.along[-1]
    for band in bands[:1] + bands[-1:]:
        edge = find_edge(sheet, track, band, line.thickness)
        if edge is None:
            continue
        # Headings are merged: at its head a column's side may run on into one.
        broader = upright and band is bands[0] and _is_broader_there(sheet, line, band, edge)
        if not broader and (edge.stands(known=True) or (edge.is_torn and band.length >= HIGH * unit)):
            continue
        if not broader and edge.dark >= BROKEN and edge.crossed < STROKE:
            continue
        if not broader and _stands_straight_on(sheet, line, band):
            continue
        if band.start - start <= CORNER * unit:
            start = band.end
        elif end - band.end <= CORNER * unit:
            end = band.start
    keep = (line.along >= start) & (line.along <= end)
    if keep.all() or keep.sum() < 2:
        return line
    return replace(line, along=line.along[keep], across=line.across[keep], inked=min(line.inked, end - start))


def _stands_straight_on(sheet: Sheet, line: Trace, band: Band) -> bool:
    """Tell whether a line's end stands where the rest of it leads: print that touches it draws its course aside."""
    reach = MIDDLING * sheet.unit
    rest = (line.along < band.start) | (line.along > band.end)
    rest &= (line.along >= band.start - reach) & (line.along <= band.end + reach)
    if rest.sum() < FEWEST:
        return False
    slope, start = np.polyfit(line.along[rest], line.across[rest], 1)
    straight = Trace(band.ends, slope * band.ends + start, line.thickness, band.length, 1.0)
    edge = find_edge(sheet, course_of([straight]), band, line.thickness)
    return edge is not None and edge.stands(known=True) and edge.crossed < STROKE


def _is_broader_there(sheet: Sheet, line: Trace, band: Band, edge: Edge) -> bool:
    """Tell whether a line's head in a low row is a stroke of a character: more ink across it, and print beside it."""
    if band.length >= HIGH * sheet.unit or edge.clear >= AMONG_PRINT:
        return False
    return ink_across(sheet, _edge_along(line, band, edge.offset)) > BROADER * ink_across(sheet, line)
