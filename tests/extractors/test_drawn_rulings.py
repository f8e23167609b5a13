"""Rulings that are a picture behind the text, or a shading, bound cells like drawn ones."""

import io

import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.pipeline import extract

XS, YS = (60, 180, 300, 420), (700, 670, 640, 610)


def grid_picture():
    """Return a picture of the grid alone, 300 dpi, as wide and high as the grid."""
    scale = 300 / 72
    width, height = round((XS[-1] - XS[0]) * scale) + 4, round((YS[0] - YS[-1]) * scale) + 4
    pixels = np.full((height, width), 255, np.uint8)
    for x in XS:
        at = round((x - XS[0]) * scale)
        pixels[:, at : at + 4] = 0
    for y in YS:
        at = round((YS[0] - y) * scale)
        pixels[at : at + 4, :] = 0
    return Image.fromarray(pixels)


def draw():
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(480, 760))
    canvas.drawImage(ImageReader(grid_picture()), XS[0], YS[-1], XS[-1] - XS[0] + 1, YS[0] - YS[-1] + 1)
    canvas.setFont("Helvetica", 11)
    for row, y in enumerate(YS[:-1]):
        for column, x in enumerate(XS[:-1]):
            canvas.drawString(x + 6, y - 20, f"cell {row}{column}")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_grid_that_is_a_picture_gives_its_cells():
    (table,) = extract(draw()).tables
    assert (table.row_count, table.column_count, table.finder) == (3, 3, "ruled")
    assert [cell.text for cell in table.cells] == [f"cell {row}{column}" for row in range(3) for column in range(3)]
    assert {cell.source for cell in table.cells} == {"text"}
