"""Corners of dashed rulings: one mark where the dashes of two lines that meet run together, given back as those dashes.

Browsers end each side of a cell with a dash, so that in low rows most of a ruling's dashes are part of such a mark.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.components import Components
from extractors.content import Bools

#: A bar is dark over this share of its length, and what is no part of one of two bars is less than this of a corner.
BAR, BESIDE = 0.7, 0.1
#: What stands out on one side of a bar by fewer pixels is no dash.
SHORTEST = 3

Marks = NDArray[np.intp]
#: Left, top, width, height and the corner's number.
_Dash = tuple[int, int, int, int, int]


def find_corners(marks: Components, thickest: float, longest: float) -> tuple[Marks, Marks]:
    """Return the dashes along the rows and along the columns that make up corners.

    Bars are no thicker than ``thickest`` and no longer than ``longest`` pixels. A corner gives a dash for each of its
    arms, up to the middle of the other bar: left, top, width, height and the corner's number. Characters of two
    strokes, as 十, look the same.
    """
    likely = (marks.shorter > thickest) & (marks.longer <= longest)
    likely &= marks.area <= thickest * (marks.width + marks.height)
    level: list[_Dash] = []
    upright: list[_Dash] = []
    for number in np.flatnonzero(likely).tolist():
        left, top = int(marks.left[number]), int(marks.top[number])
        right, bottom = left + int(marks.width[number]), top + int(marks.height[number])
        bars = _two_bars(marks.labels[top:bottom, left:right] == number, thickest)
        if bars is not None:
            (first, last), (begin, end) = bars
            row, column = top + (first + last) // 2, left + (begin + end) // 2
            level += [
                (start, top + first, length, last - first, number) for start, length in _halves(left, right, column)
            ]
            upright += [
                (left + begin, start, end - begin, length, number) for start, length in _halves(top, bottom, row)
            ]
    return np.array(level, dtype=np.intp).reshape(-1, 5), np.array(upright, dtype=np.intp).reshape(-1, 5)


def _two_bars(mark: Bools, thickest: float) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the rows of a mark's bar along the rows and the columns of that along the columns; None if it has more."""
    height, width = mark.shape
    rows = np.flatnonzero(mark.sum(axis=1) >= BAR * width)
    columns = np.flatnonzero(mark.sum(axis=0) >= BAR * height)
    if not len(rows) or not len(columns) or max(np.ptp(rows), np.ptp(columns)) >= thickest:
        return None
    bars = (int(rows[0]), int(rows[-1]) + 1), (int(columns[0]), int(columns[-1]) + 1)
    # An edge of a bar frays by a pixel.
    rest = mark.copy()
    rest[max(0, bars[0][0] - 1) : bars[0][1] + 1] = False
    rest[:, max(0, bars[1][0] - 1) : bars[1][1] + 1] = False
    return bars if rest.sum() <= BESIDE * mark.sum() else None


def _halves(start: int, end: int, middle: int) -> list[tuple[int, int]]:
    """Return start and length of what of a bar is before and behind its middle, where another crosses it."""
    return [(one, length) for one, length in ((start, middle - start), (middle, end - middle)) if length > SHORTEST]
