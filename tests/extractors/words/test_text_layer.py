"""Characters as displayed: turned pages, odd boxes, text that does not show."""

import io

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.intake import open_document
from extractors.lines import read_lines
from extractors.pdfium import list_objects
from extractors.space import open_space
from extractors.words.text_layer import read_text_layer


def draw(paint, size=(400.0, 300.0), rotate=0, crop=None):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, initialFontSize=12)
    if crop:
        canvas.setCropBox(crop)
    paint(canvas)
    canvas.showPage()
    canvas.save()
    if not rotate:
        return buffer.getvalue()
    # ReportLab changes the page box with the rotation; here only /Rotate is to change.
    turned = io.BytesIO()
    with pypdfium2.PdfDocument(buffer.getvalue()) as pdf:
        pdf[0].set_rotation(rotate)
        pdf.save(turned)
    return turned.getvalue()


def read(blob):
    with open_document(blob) as document, document.page(1) as page:
        return read_text_layer(page, open_space(page), list_objects(page))


def place(characters, letter):
    return characters.boxes[characters.text.index(letter)]


def test_a_character_stands_where_it_is_drawn():
    characters, space = read(draw(lambda c: c.drawString(100, 200, "A")))
    x0, top, x1, bottom = place(characters, "A")
    assert 99 < x0 < 101
    assert x1 > x0
    assert top < 300 - 200 < bottom
    assert (space.width, space.height) == (400, 300)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rotate_moves_the_page_not_the_text_on_it(rotate):
    """Content drawn so that it is upright after /Rotate reads the same as on a page that is not turned."""

    def paint(canvas):
        if rotate == 90:
            canvas.translate(300, 0)
        elif rotate == 180:
            canvas.translate(400, 300)
        elif rotate == 270:
            canvas.translate(0, 400)
        canvas.rotate(rotate)
        canvas.drawString(100, 200, "AB")

    size = (400, 300) if rotate % 180 == 0 else (300, 400)
    characters, space = read(draw(paint, size=size, rotate=rotate))
    assert (space.width, space.height) == (400, 300)
    first, second = place(characters, "A"), place(characters, "B")
    assert first[0] == pytest.approx(100, abs=1.5)
    assert second[0] > first[0]
    assert first[1] < 100 < first[3]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_drawn_sideways_turns_the_page(turn):
    def paint(canvas):
        canvas.translate(200, 150)
        canvas.rotate(turn)
        canvas.drawString(0, 0, "sideways text")

    characters, space = read(draw(paint))
    assert space.turn == turn
    assert place(characters, "s")[0] < place(characters, "x")[0]
    line = characters.boxes
    assert line[:, 2].max() - line[:, 0].min() > line[:, 3].max() - line[:, 1].min()


def test_a_crop_box_with_an_odd_origin_is_the_page():
    characters, space = read(draw(lambda c: c.drawString(150, 150, "A"), crop=(100, 100, 300, 250)))
    assert (space.width, space.height) == (200, 150)
    assert place(characters, "A")[0] == pytest.approx(50, abs=1)


def test_text_outside_the_page_is_not_there():
    def paint(canvas):
        canvas.drawString(100, 200, "in")
        canvas.drawString(900, 200, "OUT")
        canvas.drawString(100, -50, "LOW")

    characters, _ = read(draw(paint))
    assert sorted(characters.text) == ["i", "n"]


def test_invisible_text_is_not_there():
    def paint(canvas):
        canvas.drawString(100, 200, "seen")
        text = canvas.beginText(100, 150)
        text.setTextRenderMode(3)
        text.textOut("HIDDEN")
        canvas.drawText(text)

    characters, _ = read(draw(paint))
    assert "".join(characters.text) == "seen"


def test_text_printed_twice_to_look_bold_counts_once():
    def paint(canvas):
        for shift in (0, 0.4):
            canvas.drawString(100 + shift, 200, "bold 11")

    characters, _ = read(draw(paint))
    assert "".join(characters.text) == "bold11"


def test_white_space_is_kept_as_a_mark():
    characters, _ = read(draw(lambda c: c.drawString(100, 200, "a b")))
    assert characters.text == ["a", "b"]
    assert characters.spaced.tolist() == [False, True]


def test_an_empty_page_has_no_characters():
    characters, _ = read(draw(lambda c: None))
    assert len(characters) == 0


def lines_of(text: str, spacing: float, rotate: int = 0) -> list[str]:
    def paint(canvas):
        if rotate:
            canvas.rotate(90)
            canvas.translate(0, -300)
        canvas.drawString(40, 100, text, charSpace=spacing)

    characters, _ = read(draw(paint, rotate=rotate))
    every = np.arange(len(characters.text))
    return [line.text for line in read_lines(characters, every, np.zeros(len(every), dtype=np.intp))]


@pytest.mark.parametrize("rotate", [0, 90])
def test_digits_that_are_spaced_out_are_one_number(rotate):
    assert lines_of("2010111", 2.4, rotate) == ["2010111"]


def test_numbers_that_a_typed_space_parts_are_two():
    assert lines_of("2023 0112", 0.0) == ["2023 0112"]
