"""A page -> its picture, at the resolution that reading needs and no more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium_c

from extractors.ports import Picture
from extractors.space import PageSpace

#: Recognition reads lines 48 pixels high: text of 5 pt has enough of them at 300 dpi, and more only costs time.
_MOST_DPI = 300.0
#: Below this a figure of 5 pt has too few pixels; a coarser scan is enlarged, which invents nothing and loses nothing.
_LEAST_DPI = 200.0
#: A page as large as the limit allows is still looked at, but not below this.
_FLOOR_DPI = 20.0


@dataclass(frozen=True, slots=True)
class Rendering:
    """A picture of a page as displayed: height x width x 3, BGR, at ``dpi``.

    ``bounded`` tells that the limit of pixels made it coarser than reading wants.
    """

    picture: Picture
    dpi: float
    bounded: bool


def render_page(page: pypdfium2.PdfPage, space: PageSpace, max_pixels: int, native_dpi: float | None) -> Rendering:
    """Render a page, at the resolution of its own picture if that is known, within what recognition can use."""
    wanted = min(_MOST_DPI, max(_LEAST_DPI, native_dpi or _MOST_DPI))
    area = max(space.width * space.height, 1.0) / 72**2
    affordable = (max_pixels / area) ** 0.5
    dpi = max(_FLOOR_DPI, min(wanted, affordable))
    bitmap = page.render(scale=dpi / 72, rev_byteorder=False, prefer_bgrx=False)
    try:
        picture = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
    finally:
        bitmap.close()
    return Rendering(picture, dpi, affordable < wanted)


def native_dpi(page: pypdfium2.PdfPage) -> float | None:
    """Return the resolution of the page's largest picture, in pixels an inch; None for a page without one.

    Rendering a scan at its own resolution neither invents pixels nor blurs those there are.
    """
    largest, dpi = 0.0, None
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        width, height = right - left, top - bottom
        if width * height > largest:
            pixels = sorted(item.get_px_size())
            sides = sorted((width, height))
            largest, dpi = width * height, 72 * min(pixels[0] / max(sides[0], 1), pixels[1] / max(sides[1], 1))
    return dpi
