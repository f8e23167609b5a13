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
#: A line that is light over more than this share of its length is dashed; light is what has less than this share of
#: its usual darkness.
DASHED, FAINT = 0.2, 0.4
#: Darker than this is a remain of the ruling if this share of it lies where the ruling was.
REMAINS, IN_BAND = 200, 0.85
#: Unless it is as high as a figure, in points, not slimmer than a one, and goes on a line of print beside it. Shares of
#: its height: its width, the space before it, and by how much its top and foot may stand off those of the line.
FIGURE_HEIGHT, HIGHEST = 1.8, 14.0
SLIMMEST, SPACE, SAME_ROWS = 0.28, 0.5, 0.15
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
    return _without_remains(np.clip(lighter, 0, 255).astype(np.uint8), band, dpi / 72)


def _without_remains(gray: Gray, band: Bools, unit: float) -> Gray:
    """Paint over dark spots that lie in the ruling's own place: ragged edges, bits off its course."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((gray < REMAINS).astype(np.uint8), connectivity=8)
    inside = np.bincount(labels[band], minlength=count)
    remains = inside >= IN_BAND * stats[:, cv2.CC_STAT_AREA]
    remains[0] = False
    print_beside = (labels > 0) & ~remains[labels]
    for number in _high_enough(stats, remains, unit):
        x, y, width, height, _ = (int(value) for value in stats[number])
        remains[number] = not _goes_on(print_beside, x, y, width, height)
    spots = cv2.dilate(remains[labels].astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    gray[spots & band] = PAPER
    return gray


def _high_enough(stats: NDArray[np.int32], remains: Bools, unit: float) -> list[int]:
    """Return the numbers of the spots that could be figures: a seven flush against a border lies all in its place."""
    wide = stats[:, cv2.CC_STAT_WIDTH] >= np.maximum(2.0, SLIMMEST * stats[:, cv2.CC_STAT_HEIGHT])
    high = (stats[:, cv2.CC_STAT_HEIGHT] >= FIGURE_HEIGHT * unit) & (stats[:, cv2.CC_STAT_HEIGHT] <= HIGHEST * unit)
    return np.flatnonzero(remains & wide & high).tolist()


def _goes_on(print_beside: Bools, x: int, y: int, width: int, height: int) -> bool:
    """Tell whether a spot goes on a line of print beside it: the same rows are inked there, and no others near."""
    slack, reach = round(SAME_ROWS * height), round(SPACE * height)
    top, bottom = max(0, y - 2 * slack), y + height + 2 * slack
    for left, right in ((max(0, x - reach), x), (x + width, x + width + reach)):
        rows = np.flatnonzero(print_beside[top:bottom, left:right].any(axis=1))
        if len(rows) and abs(top + rows[0] - y) <= slack and abs(top + rows[-1] + 1 - y - height) <= slack:
            return True
    return False


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
    strength = _strength(picture, columns, centres)
    values, phase, strength = picture[places], phase[inside], np.broadcast_to(strength[:, None], rows.shape)[inside]
    whole = strength > 1 - FAINT
    profile = _profile(values[whole], phase[whole], int(phase.max()) + 1)
    darker = strength * np.maximum(0, PAPER - profile[phase])
    picture[places] = np.minimum(np.maximum(values, PAPER), values + np.rint(darker).astype(np.int16))
    band[places] = True


def _strength(picture: NDArray[np.int16], columns: NDArray[np.intp], centres: Floats) -> Floats:
    """Return how much of the ruling is there at each place, 0 to 1: a dashed one comes and goes."""
    last = picture.shape[0] - 1
    rows = np.rint(centres).astype(np.intp)
    darkest = np.minimum.reduce([picture[np.clip(rows + step, 0, last), columns] for step in (-1, 0, 1)])
    own = min(float(np.percentile(darkest, 25)), PAPER - 1.0)
    strength: Floats = np.clip((PAPER - darkest) / (PAPER - own), 0, 1)
    return strength if (strength < FAINT).mean() > DASHED else np.ones(len(columns))


def _profile(values: NDArray[np.int16], phase: NDArray[np.intp], phases: int) -> NDArray[np.int16]:
    """Return the ruling's own brightness at each distance: a high percentile, as print beside it only darkens."""
    order = np.lexsort((values, phase))
    counts = np.bincount(phase, minlength=phases)
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
