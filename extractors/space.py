"""From PDF user space to the displayed page: odd page boxes and /Rotate are handled here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2

from extractors.content import Floats

#: PDFium shows pages with impossible boxes as US Letter; so do we (ISO 32000-2, 7.7.3.3 leaves it open).
_LETTER = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True, slots=True)
class PageSpace:
    """The visible box of a page in user space and how it is turned for display.

    ``turn`` is in degrees clockwise: 0, 90, 180 or 270. ``width`` and ``height`` are those of the displayed page, in
    points.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """Width of the displayed page in points."""
        return self.right - self.left if self.turn % 180 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height of the displayed page in points."""
        return self.top - self.bottom if self.turn % 180 == 0 else self.right - self.left

    def turned(self, degrees: int) -> PageSpace:
        """Return the same page turned by further degrees clockwise."""
        return PageSpace(self.left, self.bottom, self.right, self.top, (self.turn + degrees) % 360)

    def to_display(self, boxes: Floats) -> Floats:
        """Map n x 4 boxes (left, bottom, right, top in user space) to (x0, top, x1, bottom) of the displayed page."""
        left, bottom, right, top = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
        if self.turn == 0:
            sides = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        elif self.turn == 90:
            sides = (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        elif self.turn == 180:
            sides = (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        else:
            sides = (self.top - top, self.right - right, self.top - bottom, self.right - left)
        return np.column_stack(sides)


def open_space(page: pypdfium2.PdfPage) -> PageSpace:
    """Read the visible box (crop box within media box) and /Rotate of a page."""
    try:
        left, bottom, right, top = page.get_bbox()
    except pypdfium2.PdfiumError:
        left, bottom, right, top = _LETTER
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = _LETTER
    return PageSpace(left, bottom, right, top, page.get_rotation() % 360)
