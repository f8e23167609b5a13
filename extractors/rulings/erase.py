"""Rulings taken out of a picture without the print that stands against them.

What a ruling adds to the page is the same all along it: its profile across. That profile is taken from where nothing
else is printed and subtracted, so a figure set flush against a border keeps its last stroke.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.content import Bools, Floats
from extractors.ports import Gray
from extractors.rulings.trace import RasterLines, Trace

PAPER = 250
#: A ruling drifts over the pixels' grid: distances from its middle are told apart to this part of a pixel.
PHASES = 3
#: Places (about 2 points apart) over which its course is averaged.
SMOOTH = 9
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
    centres = np.interp(columns, line.along, _smooth(line.across))
    reach = int(np.ceil(line.thickness / 2 + BLUR * unit))
    rows = np.rint(centres).astype(np.intp)[:, None] + np.arange(-reach, reach + 1)
    phase = np.rint((rows - centres[:, None]) * PHASES).astype(np.intp) + PHASES * (reach + 1)
    inside = (rows >= 0) & (rows < height)
    places = rows[inside], np.broadcast_to(columns[:, None], rows.shape)[inside]
    values, phase = picture[places], phase[inside]
    profile = _profile(values, phase)
    picture[places] = np.minimum(np.maximum(values, PAPER), values + np.maximum(0, PAPER - profile[phase]))
    band[places] = True


def _profile(values: NDArray[np.int16], phase: NDArray[np.intp]) -> NDArray[np.int16]:
    """Return the ruling's own brightness at each distance: a high percentile, as print beside it only darkens."""
    order = np.lexsort((values, phase))
    counts = np.bincount(phase)
    last = np.cumsum(counts) - 1
    ranks = last - ((counts - 1) * (100 - PRINTED)) // 100
    profile = np.full(len(counts), PAPER, dtype=np.int16)
    filled = counts > 0
    profile[filled] = values[order[ranks[filled]]]
    return profile


def _smooth(course: Floats) -> Floats:
    """Return a line's course without the jitter of single places."""
    if len(course) <= SMOOTH:
        return np.full_like(course, np.median(course))
    padded = np.pad(course, SMOOTH // 2, mode="reflect", reflect_type="odd")
    return np.convolve(padded, np.full(SMOOTH, 1 / SMOOTH), mode="valid")
