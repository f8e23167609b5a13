"""Dashed rulings of which no two marks in a row stand free: looked for wherever their marks fit between two lines.

A page's dashed rulings are drawn with one pen. Its marks at their step, each dark and paper between most, from one line
to the next, are the teeth of a comb: strokes of print are not spaced like that over a whole row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from extractors.components import find_runs
from extractors.content import Bools, Floats
from extractors.rulings.chains import MARKED, Chain, beside
from extractors.rulings.one_style import Dashes
from extractors.rulings.trace import RasterLines, Trace

#: So few marks are no proof, and in so high a row, in points, what shows so many is seen without this.
FEWEST, HIGHEST = 4, 90.0
#: Paper shows in this share of the gaps.
CLEAR = 0.7
#: So many of the marks have nothing on one side at least: no print, it stands against rulings, runs across them.
FREE = 0.75
#: And so many have nothing on either side, or one side is clear so far, in points, all along, or there are so many.
ALONE, ROOM, MANY = 0.25, 2.0, 6
#: No print has room so near beside a ruling, in points: what fits there is part of that.
BESIDE = 3.0
#: Parts of a pixel to which the first mark's place is looked for.
PHASES = 2
#: The outline of a mark is so many pixels longer than what is dark in its middle, on either side.
EDGE = 2


def with_combs(lines: RasterLines, dashes: Dashes, unit: float) -> RasterLines:
    """Return the lines of an upright page with the upright edges put in of which only the marks' spacing tells.

    ``unit`` is pixels a point. Edges along the rows are not looked for: strokes of figures are as even.
    """
    if dashes.pen is None:
        return lines
    found = _find_combs((dashes.undrawn < MARKED).T, dashes.pen, lines, unit)
    return RasterLines(lines.horizontal, lines.vertical + found)


def _find_combs(marked: Bools, pen: Chain, lines: RasterLines, unit: float) -> list[Trace]:
    """Return edges along the rows of an upended picture, each from one of the lines across to the next."""
    found: list[Trace] = []
    for start, end, rows in _bands(lines.horizontal, marked.shape[0]):
        if not (FEWEST - 1) * pen.step < end - start <= HIGHEST * unit:
            continue
        middle = (start + end) / 2
        for line in lines.vertical:
            if line.along[0] <= middle <= line.along[-1]:
                place = float(np.interp(middle, line.along, line.across))
                rows[max(0, round(place - BESIDE * unit)) : round(place + BESIDE * unit)] = False
        for place in _places(marked, pen, (start, end), rows, unit):
            found.append(Trace(np.array([start, end]), np.full(2, place), pen.thickness, end - start, 1.0))
    return found


def _bands(lines: list[Trace], height: int) -> Iterator[tuple[float, float, Bools]]:
    """Yield from where to where each two lines follow one another, and for which rows of an upended picture."""
    ordered = sorted(lines, key=lambda line: line.place)
    extents = np.zeros((len(ordered), height), dtype=bool)
    for extent, line in zip(extents, ordered, strict=True):
        extent[max(0, round(line.along[0])) : max(0, round(line.along[-1]))] = True
    for number, line in enumerate(ordered):
        left = extents[number].copy()
        for extent, other in zip(extents[number + 1 :], ordered[number + 1 :], strict=True):
            met = left & extent
            if met.any():
                middle = float(np.flatnonzero(met).mean())
                start, end = (float(np.interp(middle, each.along, each.across)) for each in (line, other))
                yield start, end, met
                left &= ~met
            if not left.any():
                break


def _places(marked: Bools, pen: Chain, ends: tuple[float, float], rows: Bools, unit: float) -> Iterator[float]:
    """Yield the places across, among some rows, at which all marks stand from one end to the other."""
    if not rows.any():
        return
    top, bottom = np.flatnonzero(rows)[[0, -1]]
    columns = np.arange(int(ends[0]), int(ends[1]) + 1)
    fits = np.zeros(bottom + 1 - top, dtype=bool)
    for row, middles in _combed(marked[top : bottom + 1, columns], pen):
        if not fits[row] and rows[top + row]:
            fits[row] = _stands_free(marked, pen, middles + columns[0], top + row, unit)
    for first, last in find_runs(fits):
        yield top + (first + last - 1) / 2


def _stands_free(marked: Bools, pen: Chain, middles: Floats, row: int, unit: float) -> bool:
    """Tell whether marks have room as those of a ruling have: the even strokes of a character are in its midst."""
    comb = replace(pen, starts=middles, ends=middles, across=np.full(len(middles), float(row)))
    # The first and the last may be marks of the lines across.
    above, below = (side[1:-1] for side in beside(marked, comb, unit))
    if (~(above & below)).mean() < FREE:
        return False
    return bool(len(middles) >= MANY or (~(above | below)).mean() >= ALONE or _has_clear_side(marked, comb, unit))


def _has_clear_side(marked: Bools, comb: Chain, unit: float) -> bool:
    """Tell whether on one side of a comb is nothing, from its second mark to the last but one."""
    columns = slice(round(comb.starts[1]), round(comb.starts[-2]) + 1)
    row, half, room = round(comb.place), round(comb.thickness / 2) + 1, round(ROOM * unit)
    above, below = marked[max(0, row - half - room) : row - half, columns], marked[row + half + 1 :, columns][:room]
    return not above.any() or not below.any()


def _combed(strip: Bools, pen: Chain) -> Iterator[tuple[int, Floats]]:
    """Yield the rows of a strip along which marks stand from its start to its end, and their middles."""
    # Two rows of pixels, which a ruling drifts between, are dark in the middle of a mark.
    half = max(0, int(np.ceil(pen.dash / 2 - EDGE)))
    inside = np.ones((2, 2 * half + 1), np.uint8)
    filled: Bools = cv2.erode(strip.astype(np.uint8), inside).astype(bool)
    edge = pen.thickness / 2 + 1
    for phase in edge + np.arange(0, pen.step, 1 / PHASES):
        middles: Floats = np.arange(phase, strip.shape[1] - 1 - edge, pen.step)
        if len(middles) >= FEWEST:
            marks = np.rint(middles).astype(np.intp)
            gaps = np.rint(middles[:-1] + pen.step / 2).astype(np.intp)
            fits = filled[:, marks].all(axis=1) & ((~strip[:, gaps]).mean(axis=1) >= CLEAR)
            for row in np.flatnonzero(fits).tolist():
                yield row, middles
