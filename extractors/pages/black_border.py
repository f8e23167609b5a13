"""The black border that a scanner or a camera shows around a sheet: its lid was open, or the sheet lay on a dark desk.

A sheet that lies askew leaves wedges, which look like strokes of print when they are narrow.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractors.components import find_components
from extractors.content import Bools
from extractors.ports import Gray

#: It is looked for in a copy of so many dots an inch, in which no print is solid.
COARSE_DPI = 36
#: Darker than this share of the paper's brightness; paper is as bright as the second share of the page is dark.
DARK, PAPER_AT = 0.45, 0.75
#: What is solid over so many points is no print; at the picture's edge half of it is enough.
SOLID = 10.0
#: The tip of a wedge may be this thin: what is dark so near the picture's edge belongs to the border that it touches.
TIP = 6.0
#: A border has no print on it: so much of it is dark where gaps of so many points are closed.
PLAIN, GAP = 0.95, 30.0
#: A border takes at most this share of a picture; more is a dark page.
LARGEST = 0.5
#: It is blurred over so much, in points, and dark there below the share.
BLURRED, EDGE = 4.0, 0.85


def find_black_border(gray: Gray, dpi: float) -> Bools | None:
    """Return where a grey picture shows what is around the sheet; None if it shows nothing of it."""
    step = max(1, round(dpi / COARSE_DPI))
    unit = dpi / 72 / step
    small: Gray = cv2.resize(gray, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    paper = float(np.quantile(small, PAPER_AT))
    dark = (small < DARK * paper).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, _square(SOLID * unit))
    if not _frame(solid, 1).any():
        return None
    border = _touching(cv2.bitwise_or(solid, _frame(dark, round(TIP * unit))), solid, round(GAP * unit))
    if not 0 < np.count_nonzero(border) <= LARGEST * border.size:
        return None
    near = cv2.dilate(border, _square(2 * BLURRED * unit))
    around = cv2.resize(near, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_NEAREST)
    where: Bools = (around > 0) & (gray < EDGE * paper)
    return where


def _touching(mask: Gray, solid: Gray, gap: int) -> Gray:
    """Return the pieces of a mask that are plain and solid where they touch the picture's edge."""
    pieces = find_components(mask)
    result = np.zeros_like(mask)
    for number in np.unique(pieces.labels[_frame(solid, 1) > 0]).tolist():
        piece = (pieces.labels == number).astype(np.uint8)
        whole = cv2.morphologyEx(piece, cv2.MORPH_CLOSE, _square(gap))
        if number and np.count_nonzero(piece) >= PLAIN * np.count_nonzero(whole):
            result |= piece
    return result


def _frame(mask: Gray, breadth: int) -> Gray:
    """Return a mask with nothing but its outermost pixels."""
    result = mask.copy()
    result[breadth:-breadth, breadth:-breadth] = 0
    return result


def _square(side: float) -> Gray:
    size = max(3, round(side) | 1)
    return np.ones((size, size), np.uint8)
