"""Large pale print over or under a page, a watermark, made paper: it looks like print, and leaves rulings no room.

Its strokes are broader than those of print, paler, and all of one grey. Print over it stays nearly as dark.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractors.components import find_components
from extractors.ports import Gray

#: Dark marks narrower than this, in points, are print and rulings: what is left without them is paper or a watermark.
BROAD = 3.0
#: A watermark is darker than the first and paler than the second, on paper of 250: print of so broad strokes is dark.
PAPER, PALEST, DARKEST = 250, 232, 150
#: Inside its strokes it is even to within this, noise averaged out; between the strokes of small print it is not.
EVEN = 25
#: A character of a watermark is wider and taller than any line of pale text; its strokes stand this near each other.
#: Its thin ones are broader than this, and longer than any of print; its edges are blurred over so much. In points.
SIDE, GAP, THIN, LONG, EDGE = 45.0, 10.0, 1.2, 12.0, 1.2


def without_watermark(gray: Gray, dpi: float) -> Gray:
    """Return a picture on even paper without large pale print; the very picture where it has none."""
    unit = dpi / 72
    if not _has_pale_ground(gray, unit):
        return gray
    smooth: Gray = cv2.blur(gray, (3, 3))
    strokes = _broad_strokes(smooth, unit)
    if not strokes.any():
        return gray
    level = float(np.median(smooth[strokes > 0]))
    near = cv2.dilate(strokes, _element(2 * GAP * unit))
    alike = cv2.inRange(smooth, max(DARKEST, level - EVEN), PALEST)
    thin = cv2.morphologyEx(cv2.bitwise_and(alike, near), cv2.MORPH_OPEN, _element(THIN * unit))
    mark = cv2.dilate(_long(cv2.bitwise_or(strokes, thin), unit), _element(2 * EDGE * unit))
    lighter = np.minimum(gray * (PAPER / level), PAPER)
    whiter: Gray = np.where(mark > 0, lighter, gray).astype(np.uint8)
    return whiter


def _has_pale_ground(gray: Gray, unit: float) -> bool:
    """Tell, from a quarter of the pixels, whether anything could be a watermark's stroke."""
    small: Gray = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return bool(_long(_pale_and_broad(small, unit / 2), unit / 2).any())


def _broad_strokes(smooth: Gray, unit: float) -> Gray:
    """Return the mask of broad, pale, even strokes if some belong to a character larger than those of lines of text."""
    strokes = _long(_pale_and_broad(smooth, unit), unit)
    joined = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, _element(GAP * unit))
    return strokes if (find_components(joined).shorter >= SIDE * unit).any() else np.zeros_like(strokes)


def _pale_and_broad(smooth: Gray, unit: float) -> Gray:
    wide = _element(BROAD * unit)
    ground = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, wide)
    even = cv2.inRange(cv2.subtract(ground, smooth), 0, EVEN)
    pale = cv2.bitwise_and(cv2.inRange(ground, DARKEST, PALEST), even)
    strokes: Gray = cv2.morphologyEx(pale, cv2.MORPH_OPEN, wide)
    return strokes


def _long(thin: Gray, unit: float) -> Gray:
    """Return the parts of a mask that are longer than a stroke of print."""
    marks = find_components(thin)
    long = marks.longer >= LONG * unit
    return np.where(long[marks.labels], thin, 0).astype(np.uint8)


def _element(pixels: float) -> Gray:
    """Return a disc: it fits strokes of all directions alike."""
    size = max(3, round(pixels) | 1)
    disc: Gray = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return disc
