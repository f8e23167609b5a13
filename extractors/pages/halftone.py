"""Shades that a scanner of two tones draws with dots, made grey again.

Each dot would be a speck, and rows of them dotted rulings. Softened they are the shade that was meant, and print among
them stays print.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractors.ports import Gray

#: Darker than this is a dot; it has at most one such pixel beside it.
DOT, BESIDE = 195, 2
#: Where so large a share of the pixels in a square of so many points are dots: no print and no dotted ruling has that.
SHARE, SQUARE = 0.05, 24.0
#: Pixels by which they are softened: dots of a shade are up to four pixels from each other, whatever a pixel is.
SOFTENED = 1.3
_COARSE = 8


def without_halftone(gray: Gray, dpi: float) -> Gray:
    """Return a picture without shades of dots; the very picture where it has none."""
    dark = (gray < DOT).astype(np.uint8)
    around = cv2.boxFilter(dark, -1, (3, 3), normalize=False, borderType=cv2.BORDER_CONSTANT)
    dots = ((dark > 0) & (around <= BESIDE)).astype(np.uint8) * 255
    size = (max(1, gray.shape[1] // _COARSE), max(1, gray.shape[0] // _COARSE))
    small = cv2.resize(dots, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    side = max(3, round(SQUARE * dpi / 72 / _COARSE) | 1)
    shaded = (cv2.blur(small, (side, side)) >= SHARE).astype(np.uint8)
    if not shaded.any():
        return gray
    shaded = cv2.dilate(shaded, np.ones((side, side), np.uint8))
    where = cv2.resize(shaded, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_NEAREST)
    soft: Gray = np.where(where > 0, cv2.GaussianBlur(gray, (0, 0), SOFTENED), gray)
    return soft
