"""Which characters belong to a box: those anchored in it, and the rest of a line that runs over its side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.content import Bools, Characters
from schemas.geometry import Box

#: Characters may stand out of outer rules by this much, in points.
_EDGE = 1.0
#: Neighbours within one word are nearer than this share of their height.
_LETTER_GAP = 0.35
#: A line runs over a side by at most this many character heights.
_FURTHEST = 8.0


def characters_in(characters: Characters, box: Box) -> Bools:
    """Tell which characters belong to a box.

    A centred title that is wider than the table sticks out of it on both sides: what follows on without a gap from
    characters inside, on the same line, belongs to them.
    """
    x, y = characters.anchors[:, 0], characters.anchors[:, 1]
    level = (y >= box.top - _EDGE) & (y <= box.bottom + _EDGE)
    inside: Bools = level & (x >= box.x0 - _EDGE) & (x <= box.x1 + _EDGE)
    if not inside.any():
        return inside
    boxes = characters.boxes
    height = boxes[:, 3] - boxes[:, 1]
    reach = _FURTHEST * height
    near = np.flatnonzero(level & ~inside & (x > box.x0 - reach) & (x < box.x1 + reach))
    if len(near) == 0:
        return inside
    # Outwards from the box, so that each character can lean on the one before it.
    for index in near[np.argsort(np.maximum(box.x0 - x[near], x[near] - box.x1))].tolist():
        gap = np.maximum(boxes[index, 0] - boxes[:, 2], boxes[:, 0] - boxes[index, 2])
        same_line = np.abs(y - y[index]) < 0.25 * height[index]
        if (inside & same_line & (gap < _LETTER_GAP * height[index]) & (gap > -height[index])).any():
            inside[index] = True
    return inside


def characters_in_any(characters: Characters, boxes: Sequence[Box]) -> Bools:
    """Tell which characters belong to one of the boxes."""
    found = np.zeros(len(characters), dtype=bool)
    for box in boxes:
        found |= characters_in(characters, box)
    return found
