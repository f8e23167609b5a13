"""Rulings from pixels: long thin dark lines, traced through breaks, noise and slight bends.

A ruling is darker than what stands directly on both sides of it, and goes on for longer than any stroke of a
character. Both are asked of the picture in turn, for each direction; nothing here depends on one darkness for the
whole page. The picture is level to within about half a degree.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractors.components import Ints, Labels, find_components
from extractors.content import Bools, Floats, Rulings
from extractors.ports import Gray
from extractors.rulings.bridged import TWIN, bridged
from extractors.rulings.courses import find_courses
from extractors.rulings.edges import settle_edges
from extractors.rulings.lines_of_print import BROAD, usual_thickness, without_rough, without_strokes
from extractors.rulings.mended import mended
from extractors.rulings.one_style import Dashes, in_one_style
from extractors.rulings.overhang import closing_lines, without_overhang
from extractors.rulings.snap import doubles_as_one
from extractors.rulings.trace import ALONE, CORNER, SHORT, SHORTEST_PIECE, THICKEST, Labelled, RasterLines, Trace

#: What is at least this much darker than its sides (of 255) may be a ruling, after averaging along it.
CONTRAST = 22
#: Pixels are averaged along a line over this length, in points.
AVERAGED = 1.2
#: The share of a piece that has to be evenly dark with a light side, and with both sides light, pixel by pixel; and
#: what even and light mean, from the line's own darkness (0) to that of its sides (1).
DRAWN, FREE, EVEN, LIGHT = 0.8, 0.3, 0.45, 0.6
#: A long piece without gaps may be evenly dark over this share only, if both sides are light over so much of that: a
#: hairline that leans in a copy of two tones falls between two pixels in places, and is half as dark there.
WORN, BARE = 0.6, 0.95
#: A long piece evenly dark over this share of its length is a ruling whatever stands beside it.
UNBROKEN = 0.98
#: A line that is only seen as one because it crosses others has to be evenly dark over this share.
WHOLE = 0.9
#: Pixels around a crossing that belong to both lines.
CROSSING = 3
#: The ends of a short line touch others to within this, in points.
TOUCH = 0.75
#: An end may stick out beyond the line that it touches by this much: no stroke of a character crosses a ruling.
PAST = 2.4
#: Rulings no farther apart than this, in points, are one printed double, or two grids', one above another: nothing is
#: printed in a row so low.
DOUBLED = 3.0
#: The share of a line's length that has to be there in print; rows of small print leave more out between characters.
INKED = 0.8
#: Edges put in where print has cut rulings part the rows and columns that were looked at before, and show what is left
#: of the next: where all of a page is cut, so often.
OFTEN = 4


def trace_lines(gray: Gray, dpi: float, dashes: Dashes | None = None) -> RasterLines:
    """Return all lines along the axes of a level picture that are long enough to be rulings.

    ``dashes`` are what was drawn solid in it.
    """
    upended = cv2.transpose(gray)
    across, down = _dark_pixels(gray, dpi), _dark_pixels(upended, dpi)
    nowhere = np.zeros_like(gray)
    horizontal, across_mask, seen_across = _trace_rows(gray, across, nowhere, dpi)
    standing, down_mask, seen_down = _trace_rows(upended, down, nowhere.T, dpi)
    # Where two rulings cross, neither has light sides. In a close grid that cuts one direction to bits too short to
    # tell from strokes: it is looked at again, knowing where the other runs.
    if _close_together(horizontal, dpi):
        standing, down_mask, seen = _trace_rows(upended, down, _crossing(horizontal, across_mask, dpi), dpi)
        seen_down = _seen_twice(seen_down, seen, dpi / 72)
    elif _close_together(standing, dpi):
        horizontal, across_mask, seen = _trace_rows(gray, across, _crossing(standing, down_mask, dpi), dpi)
        seen_across = _seen_twice(seen_across, seen, dpi / 72)
    horizontal, vertical = _connected(horizontal, standing, dpi)
    dashes = dashes or Dashes(gray)

    def checked(lines: RasterLines) -> RasterLines:
        return in_one_style(lines, dashes, dpi / 72)

    lines = checked(RasterLines([line for line, _ in horizontal], [line for line, _ in vertical]))
    pieces = RasterLines(seen_across, seen_down)
    settled = checked(settle_edges(gray, lines, pieces, dpi))
    # Edges that were found lead to others, as those that are mended do: nothing is taken as drawn before the next look.
    known = {id(line) for line in lines.vertical}
    drawn = _drawn(settled) if all(id(line) in known for line in settled.vertical) else 0.0
    for _ in range(OFTEN):
        whole = checked(mended(gray, settled, pieces, dpi / 72))
        before, drawn = drawn, _drawn(whole)
        if drawn == before:
            break
        settled = checked(settle_edges(gray, whole, pieces, dpi, again=True))
    return settled


def _drawn(lines: RasterLines) -> float:
    """Return how long all lines are together, in pixels."""
    return sum(line.length for line in lines.horizontal + lines.vertical)


def _trace_rows(gray: Gray, dark: Gray, crossing: Gray, dpi: float) -> tuple[list[Labelled], Labels, list[Trace]]:
    """Return the lines that run along rows, each with its labels in the returned label picture, and all that was seen.

    That is their pieces, and pieces that print touches all along one side.
    """
    unit = dpi / 72
    mask, averaged = _opened(cv2.bitwise_or(dark, crossing), dpi), _averaged(gray, dpi)
    marks = find_components(mask)
    labels = marks.labels
    pieces: list[Labelled] = []
    seen: list[Trace] = []
    for label, (left, top, width, height) in enumerate(marks.boxes.tolist(), 1):
        if width < SHORTEST_PIECE * unit or width < 3 * height:
            continue
        place = slice(top, top + height), slice(left, left + width)
        for course in find_courses(labels[place] == label, averaged[place]):
            columns, centres = course.columns + left, course.centres + top
            free = _free_share(gray, crossing, columns, centres, course.thickness, unit)
            if not free and width >= BROAD * unit:
                course = course.past_print()
                centres = course.centres + top
                free = _free_share(gray, crossing, columns, centres, course.thickness, unit)
            if not free:
                continue
            seen.append(_sampled(columns, centres, course.thickness, free, unit))
            if free >= FREE:
                pieces.append((seen[-1], (label,)))
    return bridged(without_rough(pieces, unit), unit), labels, seen


def _sampled(columns: Ints, centres: Floats, thickness: float, free: float, unit: float) -> Trace:
    step = max(1, round(2 * unit))
    usable = slice(0, len(columns), step) if len(columns) > 4 * step else slice(None)
    along = np.append(columns[usable], columns[-1]).astype(np.float64)
    across = np.append(centres[usable], centres[-1])
    return Trace(along, across, thickness, float(columns[-1] - columns[0] + 1), free)


def _close_together(lines: list[Labelled], dpi: float) -> bool:
    """Tell whether long lines stand so close that what crosses them shows in pieces shorter than a stroke."""
    unit = dpi / 72
    places = np.sort([float(line.across.mean()) for line, _ in lines if line.length >= ALONE * unit])
    gaps = np.diff(places)
    return bool(((gaps > TWIN * unit) & (gaps < 1.3 * SHORTEST_PIECE * unit)).sum() >= 2)


def _crossing(lines: list[Labelled], labels: Labels, dpi: float) -> Gray:
    """Return the pixels of the long lines and right beside them, for use on the upended picture."""
    long = [line for line in lines if line[0].length >= ALONE * dpi / 72 and line[0].inked >= INKED * line[0].length]
    covered = _covered(long, labels).astype(np.uint8)
    crossing: Gray = cv2.transpose(cv2.dilate(covered, np.ones((CROSSING, 1), np.uint8)))
    return crossing


def _seen_twice(first: list[Trace], again: list[Trace], unit: float) -> list[Trace]:
    """Return what was seen when looked at again, and what was only seen at first: whole, with print in line with it."""
    if not again:
        return first
    starts, ends, places = np.array([(line.along[0], line.along[-1], line.place) for line in again]).T

    def is_new(line: Trace) -> bool:
        middle, place = (line.along[0] + line.along[-1]) / 2, line.place
        return not ((starts <= middle) & (middle <= ends) & (np.abs(places - place) <= TWIN * unit)).any()

    return again + [line for line in first if is_new(line)]


def _free_share(gray: Gray, crossing: Gray, columns: Ints, centres: Floats, thickness: float, unit: float) -> float:
    """Return the share of a piece that is dark with both sides light; 0 if it is not evenly dark with one side light.

    A row of small print, which averaging smears into a line, is dark only in its strokes. Print may stand close on one
    side of a ruling all along it, figures set flush right, but hardly on both, unless the ruling is long and unbroken.
    """
    rows = np.rint(centres).astype(np.intp)
    alone = crossing[rows, columns] == 0
    crossed = not alone.all()
    if crossed and alone.sum() < SHORTEST_PIECE * unit and len(rows) < SHORT * unit:
        return 0.0
    end = round(TOUCH * unit) + 1  # the ends stand in the rulings that they touch
    alone[:end] = alone[-end:] = False
    if alone.sum() < len(rows) / 3:
        return 0.0
    rows, columns = rows[alone], columns[alone]
    # A broad ruling's sides begin where it ends. It is long, and what is broad and short is a row of small print.
    breadth = int(np.ceil(thickness / 2)) + 1 if columns[-1] - columns[0] >= BROAD * unit else 0
    reach = max(2, round(THICKEST / 2 * unit), breadth)
    offsets = np.array([-1, 0, 1, -reach, -reach - 1, reach, reach + 1])
    seen = gray[np.clip(rows + offsets[:, None], 0, gray.shape[0] - 1), columns].astype(np.intp)
    core, above, below = seen[:3].min(axis=0), seen[3:5].max(axis=0), seen[5:].max(axis=0)
    own, paper = _quantile(core, 0.5), _quantile(np.maximum(above, below), 0.75)
    if own >= paper:
        return 0.0
    limit = own + EVEN * (paper - own)
    even = core <= limit
    if len(rows) >= SHORT * unit and even.mean() >= UNBROKEN:
        return 1.0
    if len(rows) >= BROAD * unit:
        even = _evened(core, limit, even)
    light = own + LIGHT * (paper - own)
    one_side, both = even & (np.maximum(above, below) >= light), even & (np.minimum(above, below) >= light)
    unbroken = len(rows) >= BROAD * unit and (core < light).mean() >= UNBROKEN
    leans = unbroken and one_side.mean() >= WORN and both.mean() >= BARE * one_side.mean()
    if crossed and even.mean() < WHOLE and not leans:
        return 0.0  # strokes that happen to stand in line, each between two rulings
    return float(both.mean()) if one_side.mean() >= DRAWN or leans else 0.0


def _evened(core: Ints, limit: float, even: Bools) -> Bools:
    """Return where a long piece is evenly dark if single pixels, of a worn ruling, may be paler than their neighbours.

    What stands between two characters of a row of print is light over more than one pixel.
    """
    averaged = np.convolve(np.pad(core, 1, mode="edge"), np.full(3, 1 / 3), mode="valid") <= limit
    return averaged if averaged.mean() >= UNBROKEN else even


def _quantile(values: Ints, share: float) -> float:
    """Return what `np.quantile` does, without its overhead, which is most of the time for pieces of a few pixels."""
    ordered, place = np.sort(values), share * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


def _dark_pixels(gray: Gray, dpi: float) -> Gray:
    """Return the pixels that are darker than what stands above and below them."""
    unit = dpi / 72
    sides = np.ones((max(5, round(2 * THICKEST * unit) | 1), 1), np.uint8)
    dark = cv2.morphologyEx(_averaged(gray, dpi), cv2.MORPH_BLACKHAT, sides)
    pixels: Gray = (dark >= CONTRAST).astype(np.uint8)
    return pixels


def _averaged(gray: Gray, dpi: float) -> Gray:
    """Average noise out along the line, over less than the gap between two characters: strokes in a row stay apart."""
    averaged: Gray = cv2.blur(gray, (max(3, round(AVERAGED * dpi / 72) | 1), 1))
    return averaged


def _opened(pixels: Gray, dpi: float) -> Gray:
    length = round(SHORTEST_PIECE * dpi / 72)
    lines: Gray = cv2.morphologyEx(pixels, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    return lines


def _connected(
    horizontal: list[Labelled], vertical: list[Labelled], dpi: float
) -> tuple[list[Labelled], list[Labelled]]:
    """Keep lines that belong to a grid at both ends or in their course, and those long enough to stand alone."""
    unit = dpi / 72
    horizontal = [line for line in horizontal if line[0].inked >= INKED * line[0].length]
    vertical = [line for line in vertical if line[0].inked >= INKED * line[0].length]
    thin = usual_thickness(horizontal + vertical, unit)
    axes = (horizontal, vertical), (vertical, horizontal)
    horizontal, vertical = (without_strokes(lines, others, thin, unit) for lines, others in axes)
    long_rows = [line for line, _ in horizontal if line.length >= ALONE * unit]
    long_columns = [line for line, _ in vertical if line.length >= ALONE * unit]
    horizontal = _without_overhang(horizontal, long_columns, unit)
    vertical = _without_overhang(vertical, long_rows, unit)
    # What a page break took away, or a table without outer rulings never had.
    closing_rows = closing_lines([line for line, _ in vertical], long_rows, unit)
    closing_columns = closing_lines([line for line, _ in horizontal], long_columns, unit)
    while True:
        beside = [*(line for line, _ in vertical), *closing_columns]
        rows = [line for line in horizontal if _belongs(line[0], beside, unit)]
        across = [*(line for line, _ in rows), *closing_rows]
        columns = [line for line in vertical if _belongs(line[0], across, unit)]
        if len(rows) == len(horizontal) and len(columns) == len(vertical):
            return rows, columns
        horizontal, vertical = rows, columns


def _without_overhang(lines: list[Labelled], others: list[Trace], unit: float) -> list[Labelled]:
    trimmed = without_overhang([line for line, _ in lines], others, unit)
    return [(line, labels) for line, (_, labels) in zip(trimmed, lines, strict=True)]


def _belongs(line: Trace, others: list[Trace], unit: float) -> bool:
    if line.length >= ALONE * unit:
        return True
    ends = (line.along[0], line.along[-1])
    touched = [False, False]
    reach = (TOUCH if line.length < SHORT * unit else CORNER) * unit
    past = max(reach, PAST * unit)
    # A table's outer side may miss the ends of its rules by a corner, where nothing else stands.
    beyond = max(reach, CORNER * unit) if line.free >= 1 else reach
    for other in others:
        place = float(np.interp(line.across.mean(), other.along, other.across))
        if other.along[0] - beyond <= line.across.mean() <= other.along[-1] + beyond:
            half = other.thickness / 2
            touched[0] |= -reach - half <= place - ends[0] <= past + half
            touched[1] |= -reach - half <= ends[1] - place <= past + half
    return all(touched)


def _covered(lines: list[Labelled], labels: Labels) -> Bools:
    kept = np.zeros(int(labels.max()) + 1, dtype=bool)
    for _, own in lines:
        kept[list(own)] = True
    kept[0] = False
    covered: Bools = kept[labels]
    return covered


def rulings_from(lines: RasterLines, dpi: float) -> Rulings:
    """Return the lines as rulings in points, corners closed; lines are taken as straight (see ``bend``)."""
    horizontal, vertical = (
        doubles_as_one(_positions(traces, dpi / 72), DOUBLED) for traces in (lines.horizontal, lines.vertical)
    )
    return Rulings(_corners_closed(horizontal, vertical), _corners_closed(vertical, horizontal))


def _positions(lines: list[Trace], unit: float) -> Floats:
    rows = [(line.place + 0.5, line.along[0], line.along[-1] + 1.0) for line in lines]
    return np.array(rows, dtype=np.float64).reshape(-1, 3) / unit


def _corners_closed(lines: Floats, others: Floats) -> Floats:
    """Move ends onto the crossing line next to them."""
    closed = lines.copy()
    for index, (position, start, end) in enumerate(lines):
        if len(others) == 0:
            break
        crossing = (others[:, 1] - CORNER <= position) & (position <= others[:, 2] + CORNER)
        for column, value in ((1, start), (2, end)):
            near = others[crossing & (np.abs(others[:, 0] - value) <= CORNER), 0]
            if len(near):
                closed[index, column] = near[np.argmin(np.abs(near - value))]
    return closed
