"""Rulings taken out of a picture without the print that stands against them.

What a ruling adds to the page is the same all along it: its profile across. That profile is taken from where nothing
else is printed and subtracted, so a figure set flush against a border keeps its last stroke.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.components import Components, find_components
from extractors.content import Bools, Floats
from extractors.ports import PAPER, Gray
from extractors.rulings.steady import undrawn_aside
from extractors.rulings.trace import RasterLines, Trace

#: A ruling drifts over the pixels' grid: distances from its middle are told apart to this part of a pixel.
PHASES = 3
#: Places (about 2 points apart) over which its course is averaged.
SMOOTH = 9
#: What lies off its course does so for this long, in points, and by this many pixels at most.
HOLDS_ON, FARTHEST = 3.0, 0.75
#: A ruling is thicker by this many pixels, on either side, where a copy made it so.
FLANK = 0.75
#: A character's strokes that stick out of a ruling are less than this apart, in points.
CHARACTER = 10.0
#: The blur of a ruling reaches this far beyond its own thickness, in points.
BLUR = 0.8
#: Of the pixels at one distance from the ruling, this share (in per cent) may be darkened by print beside it.
PRINTED = 75
#: A line that is light over more than this share of its length is dashed; light is what has less than this share of
#: its usual darkness.
DASHED, FAINT = 0.2, 0.4
#: Distances at which the ruling has so small a share of the pixels that it has at the most frequent tell nothing of it.
SELDOM = 0.1
#: Darker than this is a remain of the ruling if this share of it lies where the ruling was, or so near beside that, in
#: points: farther off there is blur, but no ragged edge. In a low row the foot of its print stands there, and all of a
#: comma or a point.
REMAINS, IN_BAND, RAGGED = 200, 0.85, 0.45
#: Where a ruling's ragged edges may be, and where no more than its blur is.
_OWN, _BLURRED = 2, 1
#: Unless it is as high as a figure, in points, not slimmer than a one, and goes on a line of print beside it. Shares of
#: its height: its width, the space before it, and by how much its top and foot may stand off those of the line.
FIGURE_HEIGHT, HIGHEST = 1.8, 14.0
SLIMMEST, SPACE, SAME_ROWS = 0.28, 0.5, 0.15
#: Print that was taken for the end of a ruling is no longer than a character, in points, and a ruling of its length
#: would be dark to this share.
PRINT_BEYOND, SOLID = 10.0, 0.9
#: Rulings are taken out this far beyond their ends, in points: corners are drawn over. What ends no farther than the
#: second number before a line across it, and is dark up to there, ends at that.
BEYOND, SHORT = 0.8, 5.0

#: What of a ruling may be at each pixel of a picture, 0 where none is.
Band = NDArray[np.uint8]


def without_rulings(gray: Gray, lines: RasterLines, dpi: float, stepped: bool = False) -> Gray:
    """Return the picture with the traced lines subtracted; traces are those of this very picture.

    Lines that were askew in a picture of two tones are ``stepped``: their ink jumps by a pixel now and then.
    """
    lighter = gray.astype(np.int16)
    band = np.zeros(gray.shape, dtype=np.uint8)
    for line in lines.horizontal:
        _subtract(lighter, band, line, _extent(gray, line, lines.vertical, dpi / 72), dpi / 72, stepped)
    for line in lines.vertical:
        _subtract(lighter.T, band.T, line, _extent(gray.T, line, lines.horizontal, dpi / 72), dpi / 72, stepped)
    return _without_remains(np.clip(lighter, 0, 255).astype(np.uint8), band, dpi / 72)


def _without_remains(gray: Gray, band: Band, unit: float) -> Gray:
    """Paint over dark spots that lie in the ruling's own place: ragged edges, bits off its course."""
    marks = find_components((gray < REMAINS).astype(np.uint8))
    inside = np.bincount(marks.labels[band == _OWN], minlength=len(marks))
    remains = inside >= IN_BAND * marks.area
    remains[0] = False
    print_beside = (marks.labels > 0) & ~remains[marks.labels]
    boxes = marks.boxes.tolist()
    for number in _high_enough(marks, remains, unit):
        remains[number] = not _goes_on(print_beside, *boxes[number - 1])
    spots = cv2.dilate(remains[marks.labels].astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    gray[spots & (band > 0)] = PAPER
    return gray


def _high_enough(marks: Components, remains: Bools, unit: float) -> list[int]:
    """Return the numbers of the spots that could be figures: a seven flush against a border lies all in its place."""
    wide = marks.width >= np.maximum(2.0, SLIMMEST * marks.height)
    high = (marks.height >= FIGURE_HEIGHT * unit) & (marks.height <= HIGHEST * unit)
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


def _extent(gray: Gray, line: Trace, across: list[Trace], unit: float) -> tuple[int, int]:
    """Return the first and last place where a ruling is taken out.

    Print in its way beyond the ruling that it ends at may have been taken for a part of it: that has gaps, as the two
    sides of a nought. Where two lines printed double run together, both may have been traced from a little farther on.
    """
    first, last = float(line.along[0]), float(line.along[-1])
    middle, beyond, print_beyond = line.place, BEYOND * unit, PRINT_BEYOND * unit
    places = np.sort(
        [
            float(np.interp(middle, other.along, other.across))
            for other in across
            if other.along[0] - beyond <= middle <= other.along[-1] + beyond
        ]
    )
    inner = places[(places > first - beyond) & (places < last + beyond)]
    if len(inner):
        start, end = float(inner[0]), float(inner[-1])
        if beyond < start - first < print_beyond and not _is_solid(gray, line, first, start - line.thickness):
            first = start
        if beyond < last - end < print_beyond and not _is_solid(gray, line, end + line.thickness, last):
            last = end
    before, behind = places[places <= first - beyond], places[places >= last + beyond]
    if len(before) and first - before[-1] < SHORT * unit and _is_solid(gray, line, before[-1], first):
        first = float(before[-1])
    if len(behind) and behind[0] - last < SHORT * unit and _is_solid(gray, line, last, behind[0]):
        last = float(behind[0])
    return max(0, int(first - beyond)), min(gray.shape[1] - 1, int(last + beyond) + 1)


def _is_solid(gray: Gray, line: Trace, first: float, last: float) -> bool:
    """Tell whether a piece of a ruling is dark all along."""
    columns = np.arange(max(0, int(first) + 1), max(0, int(last)))
    rows = np.rint(np.interp(columns, line.along, line.across)).astype(np.intp)
    return bool((gray[np.clip(rows, 0, len(gray) - 1), columns] < REMAINS).mean() >= SOLID) if len(columns) else True


def _subtract(
    picture: NDArray[np.int16], band: Band, line: Trace, extent: tuple[int, int], unit: float, stepped: bool
) -> None:
    height = len(picture)
    columns = np.arange(extent[0], extent[1] + 1)
    reach = int(np.ceil(line.thickness / 2 + BLUR * unit))
    centres = np.interp(columns, line.along, _smooth(line.across))
    if not stepped:
        centres = undrawn_aside(picture, columns, centres, reach)
    else:
        centres += _jitter(picture, columns, centres, line.thickness, reach, unit)
    rows = np.rint(centres).astype(np.intp)[:, None] + np.arange(-reach, reach + 1)
    distance = rows - centres[:, None]
    phase = np.rint(distance * PHASES).astype(np.intp) + PHASES * (reach + 1)
    inside = (rows >= 0) & (rows < height)
    places = rows[inside], np.broadcast_to(columns[:, None], rows.shape)[inside]
    strength = _strength(picture, columns, centres)
    values, phase, strength = picture[places], phase[inside], np.broadcast_to(strength[:, None], rows.shape)[inside]
    whole = strength > 1 - FAINT
    profile = _profile(values[whole], phase[whole], int(phase.max()) + 1)
    darker = np.rint(strength * np.maximum(0, PAPER - profile[phase])).astype(np.int16)
    lighter = np.full(rows.shape, PAPER, dtype=np.int16)
    lighter[inside] = np.minimum(np.maximum(values, PAPER), values + darker)
    lighter[_unreached(lighter, distance, line.thickness / 2 + FLANK, CHARACTER * unit)] = PAPER
    picture[places] = lighter[inside]
    own = np.abs(distance[inside]) <= line.thickness / 2 + RAGGED * unit
    band[places] = np.maximum(band[places], np.where(own, _OWN, _BLURRED))


def _strength(picture: NDArray[np.int16], columns: NDArray[np.intp], centres: Floats) -> Floats:
    """Return how much of the ruling is there at each place, 0 to 1: a dashed one comes and goes."""
    last = picture.shape[0] - 1
    rows = np.rint(centres).astype(np.intp)
    darkest = np.minimum.reduce([picture[np.clip(rows + step, 0, last), columns] for step in (-1, 0, 1)])
    own = min(float(np.percentile(darkest, 25)), PAPER - 1.0)
    strength: Floats = np.clip((PAPER - darkest) / (PAPER - own), 0, 1)
    return strength if (strength < FAINT).mean() > DASHED else np.ones(len(columns))


def _unreached(lighter: NDArray[np.int16], distance: Floats, core: float, character: float) -> Bools:
    """Tell which pixels no print beside the ruling reaches: what is dark there is where the ruling is thicker.

    Print comes into the ruling's place from one of its sides, and goes back: the middle of a nought may lie all in it.
    """
    printed, beside = lighter < REMAINS, np.abs(distance) > core
    above = _closed(np.asarray((printed & beside & (distance < 0)).any(axis=1)), character)
    below = _closed(np.asarray((printed & beside & (distance > 0)).any(axis=1)), character)
    side = np.where(distance < -0.5, above[:, None], np.where(distance > 0.5, below[:, None], (above | below)[:, None]))
    return ~beside & ~side


def _closed(flags: Bools, gap: float) -> Bools:
    """Return the flags with their neighbours, and with what lies between two of them closer than ``gap``."""
    places = np.flatnonzero(flags)
    near = np.diff(places) < gap
    starts = np.zeros(len(flags) + 1, dtype=np.intp)
    np.add.at(starts, places[:-1][near], 1)
    np.add.at(starts, places[1:][near], -1)
    closed = np.zeros(len(flags) + 2, dtype=bool)
    closed[1:-1] = flags | (np.cumsum(starts)[:-1] > 0)
    wide: Bools = closed[1:-1] | closed[:-2] | closed[2:]
    return wide


def _jitter(
    picture: NDArray[np.int16], columns: NDArray[np.intp], centres: Floats, thickness: float, reach: int, unit: float
) -> Floats:
    """Return by how many pixels the ruling's ink lies off its course at each column.

    A ruling of a picture in two tones that was askew has steps of a pixel. Where print stands beside it, which would
    draw the middle of the ink to its side, it runs on as before and behind.
    """
    rows = np.rint(centres).astype(np.intp)[:, None] + np.arange(-reach, reach + 1)
    distance = rows - centres[:, None]
    dark = (PAPER - picture[np.clip(rows, 0, len(picture) - 1), columns[:, None]]).clip(0).astype(np.float64)
    ink = dark > PAPER - REMAINS
    inked, beside = ink.sum(axis=1), (ink & (np.abs(distance) > thickness / 2 + 2 * FLANK)).any(axis=1)
    alone = (inked > 0) & (inked <= np.median(inked)) & ~beside
    if alone.sum() < 2:
        return np.zeros(len(columns))
    off = (dark * distance).sum(axis=1)[alone] / dark.sum(axis=1)[alone]
    off = np.interp(columns, columns[alone], off.clip(-FARTHEST, FARTHEST))
    window = 2 * round(HOLDS_ON * unit / 2) + 1
    padded = np.pad(off, window // 2, mode="edge")
    steady: Floats = np.median(np.lib.stride_tricks.sliding_window_view(padded, window), axis=1)
    return steady


def _profile(values: NDArray[np.int16], phase: NDArray[np.intp], phases: int) -> NDArray[np.int16]:
    """Return the ruling's own brightness at each distance: a high percentile, as print beside it only darkens."""
    if len(values) == 0:
        return np.full(phases, PAPER, dtype=np.int16)
    order = np.lexsort((values, phase))
    counts = np.bincount(phase, minlength=phases)
    last = np.cumsum(counts) - 1
    ranks = last - ((counts - 1) * (100 - PRINTED)) // 100
    # A distance that hardly occurs may be that of print alone: it is as bright there as at the distances around.
    usual = np.flatnonzero(counts >= SELDOM * counts.max())
    profile: NDArray[np.int16] = np.interp(np.arange(len(counts)), usual, values[order[ranks[usual]]]).astype(np.int16)
    return profile


def _smooth(course: Floats) -> Floats:
    """Return a line's course without the jitter of single places."""
    if len(course) <= SMOOTH:
        return np.full_like(course, np.median(course))
    padded = np.pad(course, SMOOTH // 2, mode="reflect", reflect_type="odd")
    return np.convolve(padded, np.full(SMOOTH, 1 / SMOOTH), mode="valid")
