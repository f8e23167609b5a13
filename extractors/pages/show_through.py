"""What shines through thin paper from its back, made paper: its broad pale strokes look like rulings.

On its way through the sheet print blurs. Pale print and pale rulings of the front are as sharp as dark ones.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractors.ports import PAPER, Gray

#: Darker than the first is print of the front, between the others what shines through, noise averaged out.
DARK, DARKEST, PALEST = 150, 190, 238
#: Over so many pixels what is blurred hardly changes; what is sharp changes by more than the second.
REACH, SHARP = 2, 12
#: Print has a blur of its own, so far around it, in points.
NEAR = 1.5
#: So large a share of a page shines through, or nothing does.
LEAST = 0.006


def without_show_through(even: Gray, dpi: float) -> Gray:
    """Return a picture on even paper without what shines through; the very picture where nothing does."""
    smooth = cv2.blur(even, (3, 3))
    size = 2 * REACH + 1
    ground = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    blurred = cv2.inRange(smooth, DARKEST, PALEST) & cv2.inRange(cv2.subtract(ground, smooth), 0, SHARP)
    side = 2 * round(NEAR * dpi / 72) + 1
    print_near = cv2.dilate((even < DARK).astype(np.uint8), np.ones((side, side), np.uint8))
    through = cv2.morphologyEx(blurred * (1 - print_near), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if np.count_nonzero(through) < LEAST * through.size:
        return even
    around = cv2.dilate(through, np.ones((5, 5), np.uint8)) > 0
    clean: Gray = np.where(around & (print_near == 0) & (even >= DARK), np.uint8(PAPER), even)
    return clean
