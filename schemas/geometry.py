"""The one statement of the coordinate system.

Lengths are points (1/72 inch). The origin is the top left corner of the page *as displayed*, after /Rotate and any
turn that we made; x grows to the right, y grows downward. Everything is converted to this once, at the door.
"""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """Rectangle on a displayed page, in points; serialised as ``[x0, top, x1, bottom]``."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent in points."""
        return self.bottom - self.top

    def contains(self, x: float, y: float) -> bool:
        """Tell whether the point lies inside or on the edge."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def overlap(self, other: Box) -> float:
        """Return the area shared with another box, in square points."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


def union(boxes: list[Box]) -> Box:
    """Return the smallest box around all given ones; raises ValueError for an empty list."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
