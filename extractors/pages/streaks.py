"""The streaks that a speck of dust on a sheet-fed scanner's glass draws over every page, made what is beside them.

They look like rulings, but the glass stands still: a streak is straight to the pixel, however askew the sheet is fed,
and runs from one edge of the picture to the other, over margins where nothing is printed.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.components import find_runs
from extractors.content import Bools
from extractors.ports import Gray

#: Streaks are no broader than this, in points.
BROADEST = 1.0
#: Rows of pixels that are looked at as one: noise and print grow faint in it, and streaks do not.
BLOCK = 8
#: A streak is so much darker than what is on both sides of it, in so many of all blocks (print covers it in others).
DARKER, SHARE = 12, 0.65
#: At both edges of the picture, over this share of it, nearly all blocks show it, and are blank beside it for so many
#: points: the rulings of a table that fills its picture have others in line there.
MARGIN, SHOWN, BESIDE = 0.03, 0.85, 15.0
#: Blank: so much darker than the middle brightness are no more blocks than this share, specks of dust.
BLANK, SPOTS = 25, 0.05

Blocks = NDArray[np.int16]


def without_streaks(gray: Gray, dpi: float) -> Gray:
    """Return a grey picture without streaks down or across it; the very picture where it has none."""
    down, across = find_streaks(gray, dpi), find_streaks(gray.T, dpi)
    if not down and not across:
        return gray
    clear = gray.copy()
    for window, streaks in ((clear, down), (clear.T, across)):
        for first, last in streaks:
            _paint_over(window, first, last)
    return clear


def find_streaks(gray: Gray, dpi: float) -> list[tuple[int, int]]:
    """Return the first column of each streak down a picture, and the one behind its last."""
    unit = dpi / 72
    height, width = gray.shape
    count, reach, beside = height // BLOCK, max(2, round(BROADEST * unit) + 1), round(BESIDE * unit)
    margin = max(2, round(MARGIN * count))
    if count < 2 * margin or width <= 2 * beside:
        return []
    blocks = cv2.resize(gray, (width, count), interpolation=cv2.INTER_AREA).astype(np.int16)
    padded = np.pad(blocks, ((0, 0), (reach, reach)), mode="edge")
    around = np.minimum(padded[:, : -2 * reach], padded[:, 2 * reach :])
    darker: Bools = around - blocks >= DARKER
    ends = np.concatenate((darker[:margin], darker[-margin:]))
    found = (darker.mean(axis=0) >= SHARE) & (ends.mean(axis=0) >= SHOWN)
    found[:reach] = found[-reach:] = False
    runs = [(first, last) for first, last in find_runs(found) if last - first <= reach]
    return [run for run in runs if _is_blank_beside(blocks, run, margin, reach, beside)]


def _is_blank_beside(blocks: Blocks, run: tuple[int, int], margin: int, reach: int, beside: int) -> bool:
    """Tell whether nothing is printed beside a streak where it runs over the picture's margins."""
    sides = (slice(max(0, run[0] - beside), max(0, run[0] - reach)), slice(run[1] + reach, run[1] + beside))
    for rows in (slice(None, margin), slice(-margin, None)):
        for side in sides:
            window = blocks[rows, side]
            if window.size and float((window < np.median(window) - BLANK).mean()) > SPOTS:
                return False
    return True


def _paint_over(gray: Gray, first: int, last: int) -> None:
    """Make a streak what is on both sides of it: strokes that cross it go on."""
    begin, end = first - 1, last + 1
    left, right = gray[:, max(0, begin - 1)].astype(np.float32), gray[:, min(end, gray.shape[1] - 1)].astype(np.float32)
    for column in range(begin, end):
        share = (column - begin + 1) / (end - begin + 1)
        gray[:, column] = np.rint(left + share * (right - left)).astype(np.uint8)
