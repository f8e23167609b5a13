"""Whose ink is whose: each character of a level picture belongs to one box, though it may run over the box's side.

Everything is in pixels of the picture; rulings have been painted over before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.components import Components, find_components
from extractors.content import Bools
from extractors.ports import INK, PAPER, Gray

Owners = NDArray[np.int32]
Rectangle = tuple[int, int, int, int]
#: Pixels that belong to no box, pixels without ink, and those of specks, which may be what is left of thin print.
OUTSIDE, NO_INK, SPECKS = -1, -2, -3

#: Print of a box is pale if fewer pixels than these are darker than the second number, and there is some if so many are
#: darker than the third: there what is darker than this share of the way from paper to print is ink. A lower share
#: would join lines one over another.
DARKEST, PALE, FAINT, OF_PRINT = 12, 150, 200, 0.6
#: Print may be paler still, up to this, if all of it stands farther from the box's sides than this, in points: what is
#: left of a watermark goes on in the next box.
FAINTEST, INSIDE = 210, 1.5
#: Specks smaller than this both ways, in points, are no character; a decimal point beside one is found by the margin.
SPECK = 1.1
#: Remains of rulings are thinner than this, in points, and longer than a character.
SLIVER = 0.9
#: The share of a character's ink that makes it a box's own.
MOST = 0.7
#: What runs over into another box goes on a line of figures there if it is at least this high, in points, if it has the
#: line's rows up to this share of its height, and if the space before it, with a point perhaps, is no wider than this.
LOWEST, SAME_ROWS, SPACE = 3.0, 0.15, 0.75
#: A figure is so broad for its height, and hangs together with what it touches by this share of their height.
NARROWEST, BROADEST, THIN = 0.35, 0.85, 0.4
#: So near to a box's side, in points, ink alone is what its ruling left.
STRIP = 1.2


def owned_ink(gray: Gray, boxes: Sequence[Rectangle], dpi: float, pale: bool = True) -> Owners:
    """Return for each pixel the number of the box that its character belongs to, OUTSIDE, SPECKS, or NO_INK.

    Ink is what is dark without specks and remains of rulings. A character that a ruling crosses belongs, with all of
    its ink, to the box that holds most of it: figures too wide for their column run over its border. With ``pale`` what
    is paler is ink as well in boxes whose print is.
    """
    unit = dpi / 72
    marks = find_components(_ink(gray, boxes if pale else (), round(INSIDE * unit)))
    count, labels = len(marks), marks.labels
    shorter, longer = marks.shorter / unit, marks.longer / unit
    sliver = (shorter < SLIVER) & (longer > 14.0)
    keep = (longer >= SPECK) & ~sliver & (marks.area >= 3)
    keep &= shorter <= 60.0  # pictures, shadows and black borders
    keep[0] = False
    places = np.zeros(gray.shape, dtype=np.int32)
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        places[top:bottom, x0:x1] = number + 1
    pixels = np.flatnonzero(keep[labels])
    pairs, shares = np.unique(
        labels.ravel()[pixels].astype(np.int64) << 32 | places.ravel()[pixels], return_counts=True
    )
    owner = np.full(count, NO_INK, dtype=np.int32)
    whole = np.bincount(pairs >> 32, weights=shares, minlength=count)
    most = shares >= MOST * whole[pairs >> 32]
    owner[(pairs >> 32)[most]] = (pairs & 0xFFFFFFFF)[most] - 1
    specks = (longer < SPECK) | (marks.area < 3)
    specks[0] = False
    owner[specks] = SPECKS
    owners: Owners = owner[labels]
    # Two characters that touch across a ruling are cut apart where it ran.
    split = keep & (owner == NO_INK)
    if split.any():
        cut = split[labels]
        owners[cut] = places[cut] - 1
    over = (shares < MOST * whole[pairs >> 32]) & (pairs & 0xFFFFFFFF > 0) & ~split[pairs >> 32]
    for pair in pairs[over].tolist():
        number = (pair & 0xFFFFFFFF) - 1
        _give_back(owners, marks, places, pair >> 32, number, boxes[number], unit)
    return owners


def _ink(gray: Gray, boxes: Sequence[Rectangle], inside: int) -> Gray:
    """Return where ink is (1) and where none is (0): in boxes of pale print, what is nearly as dark as that is ink.

    The palest has to stand ``inside``, so many pixels from the sides.
    """
    ink = (gray < INK).astype(np.uint8)
    for x0, top, x1, bottom in boxes:
        part = gray[top:bottom, x0:x1]
        if part.size <= DARKEST:
            continue
        own = int(np.partition(part, DARKEST, axis=None)[DARKEST])
        if not PALE < own < FAINTEST:
            continue
        faint = part < PAPER - OF_PRINT * (PAPER - own)
        if own < FAINT or faint[inside:-inside, inside:-inside].sum() == faint.sum():
            ink[top:bottom, x0:x1] = faint
    return ink


def _give_back(
    owners: Owners,
    marks: Components,
    places: NDArray[np.int32],
    label: int,
    number: int,
    box: Rectangle,
    unit: float,
) -> None:
    """Give the last figures of a line that touch the text of the next box back to the line's own box.

    What a ruling left along the box's side, which may be what they touch it by, is higher than they are and not theirs.
    """
    x, top = int(marks.left[label]), int(marks.top[label])
    window = slice(top, top + int(marks.height[label])), slice(x, x + int(marks.width[label]))
    part = (marks.labels[window] == label) & (places[window] == number + 1)
    clear = part.copy()
    clear[:, : max(0, round(box[0] + STRIP * unit) - x)] = False
    clear[:, max(0, round(box[2] - STRIP * unit) - x) :] = False
    part = clear if clear.any() else part
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    first, last = top + int(rows[0]), top + int(rows[-1]) + 1
    sides = x + int(columns[0]), x + int(columns[-1]) + 1
    x0, above, x1, below = box
    lone = _is_figure(part) and _hangs_by_little(marks, label, box, unit)
    lone = lone and not (owners[above:below, x0:x1] == number).any()
    if last - first >= LOWEST * unit and (lone or _goes_on(owners, number, first, last, sides)):
        part = (marks.labels[window] == label) & (places[window] == number + 1)
        part[: first - top] = part[last - top :] = False
        owners[window][part] = number


def _is_figure(part: Bools) -> bool:
    """Tell whether a piece of ink is as broad for its height as a figure: 0 alone in a cell."""
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return bool(NARROWEST <= (np.ptp(columns) + 1) / (np.ptp(rows) + 1) <= BROADEST)


def _hangs_by_little(marks: Components, label: int, box: Rectangle, unit: float) -> bool:
    """Tell whether what runs over a box's side is thin somewhere near it: two characters that touch, not one."""
    x, top = int(marks.left[label]), int(marks.top[label])
    height, width = int(marks.height[label]), int(marks.width[label])
    ink = (marks.labels[top : top + height, x : x + width] == label).sum(axis=0)
    near = round(STRIP * unit)
    crossed = [side for side in (box[0], box[2]) if x < side < x + width]
    return any(ink[max(0, side - x - near) : side - x + near].min() <= THIN * height for side in crossed)


def _goes_on(owners: Owners, box: int, top: int, bottom: int, sides: tuple[int, int]) -> bool:
    """Tell whether a piece of ink goes on a box's line of figures: the same rows are inked close by, and no others."""
    height = bottom - top
    slack, reach = round(SAME_ROWS * height), round(SPACE * height)
    above = max(0, top - height)
    for left, right in ((max(0, sides[0] - reach), sides[0]), (sides[1], sides[1] + reach)):
        inked = np.flatnonzero((owners[above : bottom + height, left:right] == box).any(axis=1)) + above
        if len(inked) and abs(int(inked[0]) - top) <= slack and abs(int(inked[-1]) + 1 - bottom) <= slack:
            return True
    return False
