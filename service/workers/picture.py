"""A page as it is seen: rendered, made upright and level as the result says, with the found cells drawn on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.errors import PageFailed
from extractors.intake import Document, open_document
from schemas.options import ExtractOptions, Limits
from service.problems import Problem

Pixels = NDArray[np.uint8]
#: One box to draw: x0, top, x1, bottom in points, and its kind.
Mark = tuple[float, float, float, float, str]

#: Blue, green, red; told apart by people who see no red or no green.
_COLOURS = {"header": (180, 90, 20), "data": (60, 140, 230), "doubtful": (40, 40, 220)}
_WHITE = 255


def draw_page(
    blob: bytes,
    options: ExtractOptions,
    limits: Limits,
    *,
    number: int,
    dpi: float,
    turned: int,
    deskewed: float,
    marks: Sequence[Mark],
) -> bytes:
    """Return a PNG of the page at ``dpi``, at most ``limits.max_pixels`` large.

    Raises the extractors' errors for a file that cannot be opened, and the problem ``not-found`` for a page that is
    not there or cannot be drawn.
    """
    with open_document(blob, options.password, limits) as document:
        if not 1 <= number <= document.page_count:
            raise Problem("not-found", f"the document has {document.page_count} pages", page=number)
        pixels, scale = _render(document, number, dpi / 72, limits.max_pixels)
    upright = _level(np.ascontiguousarray(np.rot90(pixels, -turned // 90)), deskewed)
    if marks:
        upright = _draw_marks(upright, marks, scale)
    done, png = cv2.imencode(".png", upright, [cv2.IMWRITE_PNG_COMPRESSION, 4])
    if not done:
        raise Problem("not-found", "the page cannot be drawn", page=number)
    return png.tobytes()


def _render(document: Document, number: int, scale: float, max_pixels: int) -> tuple[Pixels, float]:
    try:
        with document.page(number) as page:
            width, height = page.get_size()
            fitting = min(scale, (max_pixels / max(width * height, 1.0)) ** 0.5)
            bitmap = page.render(scale=fitting, rev_byteorder=False)
            pixels: Pixels = bitmap.to_numpy()
            return pixels[:, :, :3].copy(), fitting
    except PageFailed as error:
        raise Problem("not-found", "the page cannot be drawn", page=number) from error


def _level(pixels: Pixels, degrees: float) -> Pixels:
    """Turn by a small angle, clockwise, about the middle; the corners become white."""
    if not degrees:
        return pixels
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1.0)
    level: Any = cv2.warpAffine(pixels, turn, (width, height), borderValue=(_WHITE, _WHITE, _WHITE))
    return np.asarray(level, dtype=np.uint8)


def _draw_marks(pixels: Pixels, marks: Sequence[Mark], scale: float) -> Pixels:
    """Fill each box faintly, so that the text stays readable, and outline it."""
    tinted = pixels.copy()
    corners = [
        ((round(x0 * scale), round(top * scale)), (round(x1 * scale), round(bottom * scale)), _COLOURS[kind])
        for x0, top, x1, bottom, kind in marks
    ]
    for start, end, colour in corners:
        cv2.rectangle(tinted, start, end, colour, thickness=-1)
    blended: Any = cv2.addWeighted(tinted, 0.12, pixels, 0.88, 0)
    for start, end, colour in corners:
        cv2.rectangle(blended, start, end, colour, thickness=max(1, round(scale * 0.6)))
    return np.asarray(blended, dtype=np.uint8)
