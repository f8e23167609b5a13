"""Rulings that pale print over them has cut to pieces, made whole: a watermark or a seal whose own ink a copy left out.

A ruling ends at another one. What is left of one between two lines across it, thin, straight and with nothing beside
it, tells that it ran from one to the other; a dash or a stroke of a character touches neither and is alone in its cell.
"""

from __future__ import annotations

from functools import partial

import cv2
import numpy as np

from extractors.ports import Gray
from extractors.rulings.erased import with_erased
from extractors.rulings.filled import (
    ASIDE,
    IsEdge,
    Run,
    Stretch,
    filled,
    has_room,
    left_along,
    runs_on_both_sides,
    runs_through,
)
from extractors.rulings.long_lines import bands_along, is_jointed, is_of_barred_strokes, stops_short
from extractors.rulings.overhang import closing_lines
from extractors.rulings.strokes import Sheet, is_of_a_finer_pen, right_beside, sheet_of
from extractors.rulings.stubs import with_stubs
from extractors.rulings.trace import RasterLines, Trace
from extractors.rulings.tracks import Band, course_of, crossings

#: What is left of a ruling stands this free on both sides, the more so in a low row, which strokes of characters fill;
#: it is as thick as the page's rulings to within this share.
FREE, FREE_IN_LOW_ROW, ALIKE = 0.75, 0.96, 0.5
#: Right beside it there is ink along this share of a low row at most: specks. Where so much is left it may be more:
#: dashes and figures stand against rulings.
STRAY, WHOLE, TOUCHED = 0.05, 0.9, 0.1
#: The share of an edge that is left at least, in pieces that touch a line across it to within so much, in points, or
#: that are several, or longer than any stroke of print in a table, in points. Where the ruling is there on both sides
#: less will do: a cell that fills two columns leaves nothing of what is between them.
LEFT, LEFT_BETWEEN, TOUCH, TALLEST = 0.4, 0.2, 1.2, 24.0
#: A ruling that is there on both sides of an edge, and comes into it out of a line across, that long on its far side,
#: goes on over all of it, whatever print stands against it, if it is there over this share and so many points of it:
#: print in a row so high does not reach up to its lines.
MOST, HIGH = 0.6, 11.0
#: A ruling of which only pieces are seen runs across so many others: through no stroke of a character does one.
FEWEST = 2


def mended(gray: Gray, lines: RasterLines, seen: RasterLines, unit: float) -> RasterLines:
    """Return the lines of a picture with the edges put in of which pieces are left; ``unit`` is pixels a point.

    ``seen`` holds all pieces that tracing saw.
    """
    upended: Gray = cv2.transpose(gray)
    horizontal = _mended(gray, lines.horizontal, lines.vertical, seen.horizontal, unit)
    closed = [*horizontal, *_open_ends(lines.vertical, horizontal, unit)]
    vertical = _mended(upended, lines.vertical, closed, seen.vertical, unit)
    if vertical and horizontal:
        usual = float(np.median([line.thickness for line in vertical]))
        vertical = with_erased(sheet_of(upended, vertical, unit), vertical, closed, usual)
    if vertical is not lines.vertical:
        horizontal = _mended(gray, horizontal, vertical, seen.horizontal, unit)
    return RasterLines(horizontal, vertical)


def _open_ends(lines: list[Trace], others: list[Trace], unit: float) -> list[Trace]:
    """Return where a grid ends that is open: its lines end together, and none is there beyond.

    Another ruling further on, under a running title, is none of its own. Where a fold cuts lines they go on behind it.
    """
    places = sorted(line.place for line in others)
    ends = []
    for line in closing_lines(lines, others, unit):
        place = float(line.across.mean())
        before = max((other for other in places if other < place), default=-np.inf)
        behind = min((other for other in places if other > place), default=np.inf)
        runs = [(max(float(one.along[0]), before), min(float(one.along[-1]), behind)) for one in lines]
        sides = {end <= place + TOUCH * unit for start, end in runs if end - start > TOUCH * unit}
        if len(sides) == 1:
            ends.append(line)
    return ends


def _mended(gray: Gray, lines: list[Trace], others: list[Trace], seen: list[Trace], unit: float) -> list[Trace]:
    if not lines or not others:
        return lines
    sheet = sheet_of(gray, lines, unit)
    sheet.jointed = is_jointed(sheet, lines, others)
    usual = float(np.median([line.thickness for line in lines]))
    broad = [line for line in lines if line.thickness > (1 + ALIKE) * usual]
    pieces = [
        piece
        for piece in seen
        if piece.free >= FREE and _is_of_pen(piece, usual, broad, unit) and not _is_print(sheet, piece, others)
    ]

    def judge(run: Run) -> IsEdge | None:
        if not run.known and _is_unlikely(sheet, run, others):
            return None
        return partial(_is_cut_edge, sheet, lines, run, usual)

    whole = filled(lines, others, pieces, judge, usual, unit)
    return with_stubs(sheet, whole, others, usual)


def _is_cut_edge(sheet: Sheet, lines: list[Trace], run: Run, usual: float, band: Stretch) -> bool:
    """Tell whether what is left along a band is of an edge."""
    unit, known = sheet.unit, run.known
    beside = [line for line in lines if not any(line is each for each in known)]
    if _runs_in(run.track, band, unit):
        return has_room(beside, run.track, band, unit)
    clear = known + [piece for piece in run.pieces if piece.free >= FREE_IN_LOW_ROW]
    low = band[1] - band[0] < TALLEST * unit
    least = LEFT_BETWEEN if runs_on_both_sides(known, band, unit) else LEFT
    if not (_is_long_cut(clear if low else run.track, band, unit) or _is_short_cut(clear, band, unit, least)):
        return False
    stray = STRAY if _share_left(clear, band) < WHOLE else TOUCHED
    return has_room(beside, run.track, band, unit) and not (low and _ink_beside(sheet, run.track, band, usual) > stray)


def _is_unlikely(sheet: Sheet, run: Run, others: list[Trace]) -> bool:
    """Tell whether pieces without a known ruling are none's: they cross too few others, or look like strokes.

    Those of one character in row after row are of a finer pen, or stop short of the rules.
    """
    if sum(runs_through(run.pieces, place, sheet.unit) for place in run.places) < FEWEST:
        return True
    return all(
        is_of_a_finer_pen(sheet, piece) or stops_short(sheet, piece, _bands(sheet, piece, others))
        for piece in run.pieces
    )


def _is_of_pen(piece: Trace, usual: float, broad: list[Trace], unit: float) -> bool:
    """Tell whether a piece is as thick as the page's rulings, or as a broader one in line with it."""
    return abs(piece.thickness - usual) <= ALIKE * usual or any(
        abs(piece.thickness - line.thickness) <= ALIKE * usual
        and abs(float(np.interp(piece.along.mean(), line.along, line.across) - piece.across.mean())) <= ASIDE * unit
        for line in broad
    )


def _is_print(sheet: Sheet, piece: Trace, others: list[Trace]) -> bool:
    return is_of_barred_strokes(sheet, piece, _bands(sheet, piece, others))


def _bands(sheet: Sheet, piece: Trace, others: list[Trace]) -> list[Band]:
    return bands_along(piece, crossings(course_of([piece]), others, sheet.unit), sheet.unit)


def _share_left(track: list[Trace], band: Stretch) -> float:
    return sum(end - start for start, end in left_along(track, band)) / (band[1] - band[0])


def _is_long_cut(track: list[Trace], band: Stretch, unit: float) -> bool:
    """Tell whether what is left along a band is more than a stroke of print: several pieces, or longer than any."""
    share = _share_left(track, band)
    long = share * (band[1] - band[0]) >= TALLEST * unit
    return share >= LEFT and (long or len(left_along(track, band)) > 1)


def _is_short_cut(track: list[Trace], band: Stretch, unit: float, least: float) -> bool:
    """Tell whether what is left along a band, a share of ``least``, ends in a line across it."""
    left = left_along(track, band)
    touches = any(start - band[0] <= TOUCH * unit or band[1] - end <= TOUCH * unit for start, end in left)
    return touches and _share_left(track, band) >= least


def _runs_in(track: list[Trace], band: Stretch, unit: float) -> bool:
    """Tell whether a ruling comes into a band out of a line across it, over most of it, and is there behind it too."""
    reach, least = TALLEST * unit, max(HIGH * unit, MOST * (band[1] - band[0]))
    start, end = band
    runs = _bridged(left_along(track, (start - reach, end + reach)), TOUCH * unit)
    before = any(place < start - TOUCH * unit for place, _ in runs)
    behind = any(place > end + TOUCH * unit for _, place in runs)
    near = reach - TOUCH * unit
    into = any(
        (first <= start - near and last - start >= least) or (last >= end + near and end - first >= least)
        for first, last in runs
    )
    return before and behind and into


def _bridged(stretches: list[Stretch], gap: float) -> list[Stretch]:
    """Return stretches in order as one where no more than a gap is between them: where another line runs across."""
    runs: list[Stretch] = []
    for first, last in stretches:
        if runs and first - runs[-1][1] <= gap:
            runs[-1] = (runs[-1][0], last)
        else:
            runs.append((first, last))
    return runs


def _ink_beside(sheet: Sheet, track: list[Trace], band: Stretch, thickness: float) -> float:
    """Return the share of a band beside which, right by what is left along it, there is ink."""
    half, last = thickness / 2 + 1, sheet.gray.shape[0] - 1
    columns = np.arange(round(band[0] + half), round(band[1] - half) + 1)
    course = course_of(track)
    rows = np.rint(np.interp(columns, course.along, course.across)).astype(np.intp)
    side = right_beside(thickness, sheet.unit)
    inked = np.minimum.reduce([sheet.gray[np.clip(rows + step, 0, last), columns] for step in (-side, side)])
    return float((inked <= sheet.dark).mean()) if len(columns) else 0.0
