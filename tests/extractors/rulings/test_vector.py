"""Rulings as exporters draw them: lines, thin rectangles, boxes, pieces; white ones do not show."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.intake import open_document
from extractors.pdfium import list_objects
from extractors.rulings.snap import snap_rulings
from extractors.rulings.vector import read_vector_rulings
from extractors.space import open_space


def read(paint):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300))
    paint(canvas)
    canvas.showPage()
    canvas.save()
    with open_document(buffer.getvalue()) as document, document.page(1) as page:
        rulings, pictures = read_vector_rulings(list_objects(page), open_space(page))
    return snap_rulings(rulings), pictures


def lines(canvas):
    for y in (100, 150, 200):
        canvas.line(50, y, 250, y)
    for x in (50, 150, 250):
        canvas.line(x, 100, x, 200)


def thin_rectangles(canvas):
    for y in (100, 150, 200):
        canvas.rect(50, y - 0.25, 200, 0.5, stroke=0, fill=1)
    for x in (50, 150, 250):
        canvas.rect(x - 0.25, 100, 0.5, 100, stroke=0, fill=1)


def boxes(canvas):
    for x in (50, 150):
        for y in (100, 150):
            canvas.rect(x, y, 100, 50)


def one_path(canvas):
    path = canvas.beginPath()
    for y in (100, 150, 200):
        path.moveTo(50, y)
        path.lineTo(250, y)
    for x in (50, 150, 250):
        path.moveTo(x, 100)
        path.lineTo(x, 200)
    canvas.drawPath(path)


def doubled(canvas):
    lines(canvas)
    canvas.translate(0.5, 0.5)
    lines(canvas)


def pieces(canvas):
    for y in (100, 150, 200):
        for x in range(50, 250, 20):
            canvas.line(x, y, x + 19, y)
    for x in (50, 150, 250):
        for y in range(100, 200, 10):
            canvas.line(x, y, x, y + 9)


def in_a_form(canvas):
    canvas.beginForm("grid")
    canvas.translate(10, 0)
    lines(canvas)
    canvas.endForm()
    canvas.translate(-10, 0)
    canvas.doForm("grid")


@pytest.mark.parametrize("paint", [lines, thin_rectangles, boxes, one_path, doubled, pieces, in_a_form])
def test_every_way_to_draw_a_grid_gives_its_rulings(paint):
    rulings, _ = read(paint)
    assert rulings.horizontal[:, 0].round().tolist() == [100, 150, 200]
    assert rulings.vertical[:, 0].round().tolist() == [50, 150, 250]
    assert rulings.horizontal[:, 1:].mean(axis=0) == pytest.approx([50, 250], abs=1.5)


def test_white_strips_are_paper():
    def paint(canvas):
        canvas.setFillGray(1)
        canvas.setStrokeGray(1)
        thin_rectangles(canvas)
        lines(canvas)

    rulings, _ = read(paint)
    assert len(rulings.horizontal) == len(rulings.vertical) == 0


def test_slanted_lines_and_curves_are_no_rulings():
    def paint(canvas):
        canvas.line(50, 50, 200, 200)
        canvas.circle(200, 150, 60)

    rulings, _ = read(paint)
    assert len(rulings.horizontal) == len(rulings.vertical) == 0


def test_a_shaded_area_is_no_ruling():
    rulings, _ = read(lambda canvas: canvas.rect(50, 50, 100, 100, stroke=0, fill=1))
    assert len(rulings.horizontal) == len(rulings.vertical) == 0
