"""Rulings taken out of a picture without the print that stands against them.

What a ruling adds to the page is the same all along it: its profile across. That profile is taken from where nothing
else is printed and subtracted, so a figure set flush against a border keeps its last stroke.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.content import Bools
from extractors.ports import Gray
from extractors.rulings.raster import RasterLines, Trace

PAPER = 250
#: A ruling's profile is taken anew after this length, in points: print may be fainter further on.
STRETCH = 25.0
#: The blur of a ruling reaches this far beyond its own thickness, in points.
BLUR = 0.8
#: Of the pixels at one distance from the ruling, this share (in per cent) may be darkened by print beside it.
PRINTED = 75
#: Darker than this is a remain of the ruling if this share of it lies where the ruling was.
REMAINS, IN_BAND = 200, 0.85
#: Rulings are taken out this far beyond their ends, in points: corners are drawn over.
BEYOND = 0.8


def without_rulings(gray: Gray, lines: RasterLines, dpi: float) -> Gray:
    """Return the picture with the traced lines subtracted; traces are those of this very picture."""
    lighter = gray.astype(np.int16)
    band = np.zeros(gray.shape, dtype=bool)
    for line in lines.horizontal:
        _subtract(lighter, band, line, dpi / 72)
    for line in lines.vertical:
        _subtract(lighter.T, band.T, line, dpi / 72)
    return _without_remains(np.clip(lighter, 0, 255).astype(np.uint8), band)


def _without_remains(gray: Gray, band: Bools) -> Gray:
    """Paint over dark spots that lie in the ruling's own place: ragged edges, bits off its course."""
    _, labels = cv2.connectedComponents((gray < REMAINS).astype(np.uint8), connectivity=8)
    area = np.bincount(labels.ravel())
    inside = np.bincount(labels[band], minlength=len(area))
    remains = inside >= IN_BAND * area
    remains[0] = False
    spots = cv2.dilate(remains[labels].astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    gray[spots & band] = PAPER
    return gray


def _subtract(picture: NDArray[np.int16], band: Bools, line: Trace, unit: float) -> None:
    height, width = picture.shape
    start = max(0, int(line.along[0] - BEYOND * unit))
    end = min(width, int(line.along[-1] + BEYOND * unit) + 2)
    columns = np.arange(start, end)
    centres = np.rint(np.interp(columns, line.along, line.across)).astype(np.intp)
    reach = int(np.ceil(line.thickness / 2 + BLUR * unit))
    rows = centres[:, None] + np.arange(-reach, reach + 1)
    inside = (rows >= 0) & (rows < height)
    rows = np.clip(rows, 0, height - 1)
    values = picture[rows, columns[:, None]]
    step = max(8, round(STRETCH * unit))
    for first in range(0, len(columns), step):
        stretch = slice(first, first + step)
        profile = np.percentile(values[stretch], PRINTED, axis=0)
        values[stretch] = np.minimum(PAPER, values[stretch] + np.maximum(0, PAPER - profile).astype(np.int16))
    keep = np.broadcast_to(columns[:, None], rows.shape)
    picture[rows[inside], keep[inside]] = values[inside]
    band[rows[inside], keep[inside]] = True
