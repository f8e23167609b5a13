"""Text clipped to a cell belongs to that cell, wherever it runs."""

import io

from reportlab.pdfgen.canvas import Canvas

from extractors.content import PageContent
from extractors.intake import open_document
from extractors.pdfium import list_objects
from extractors.rulings.snap import snap_rulings
from extractors.rulings.vector import read_vector_rulings
from extractors.space import open_space
from extractors.tables.finders.ruled import RuledFinder
from extractors.words.text_layer import read_text_layer


def draw(rows, broad=0.0):
    """Draw a column of cells, 20 points high; each row's lines are centred on it and clipped to it.

    The clip may reach over a ``broad`` ruling above it, in points.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300))
    canvas.setFont("Helvetica", 8)
    for index, lines in enumerate(rows):
        top = 250 - 20 * index
        canvas.rect(50, top - 20, 100, 20)
        canvas.rect(150, top - 20, 100, 20)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(50, top - 20, 100, 20 + broad)
        canvas.clipPath(path, stroke=0, fill=0)
        for number, line in enumerate(lines):
            canvas.drawString(55, top - 12 + 9 * (len(lines) - 1) / 2 - 9 * number, line)
        canvas.restoreState()
        canvas.drawString(160, top - 12, f"{index}.50")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_lines_beyond_a_clipped_row_stay_in_their_cell():
    rows = [["alpha", "beta", "gamma", "delta"], ["one", "two", "three", "four"], ["x"]]
    with open_document(draw(rows)) as document, document.page(1) as page:
        characters, space = read_text_layer(page, open_space(page), list_objects(page))
        rulings, _ = read_vector_rulings(list_objects(page), space)
    content = PageContent(1, 300, 300, characters, snap_rulings(rulings), [])
    (table,) = RuledFinder().find_tables(content)
    assert [cell.lines for cell in table.cells if cell.column == 0] == [tuple(lines) for lines in rows]
    assert [cell.text for cell in table.cells if cell.column == 1] == ["0.50", "1.50", "2.50"]


def test_a_clip_may_reach_over_the_ruling_above_it():
    rows = [["head"], ["one", "two", "three", "four"], ["x"]]
    with open_document(draw(rows, broad=1.5)) as document, document.page(1) as page:
        characters, space = read_text_layer(page, open_space(page), list_objects(page))
        rulings, _ = read_vector_rulings(list_objects(page), space)
    (table,) = RuledFinder().find_tables(PageContent(1, 300, 300, characters, snap_rulings(rulings), []))
    assert [cell.lines for cell in table.cells if cell.column == 0] == [tuple(lines) for lines in rows]


def test_a_comma_without_a_clip_goes_with_its_line():
    """Its ink lies inside the row, the middle of its line above it; what else was cut from the line has a clip."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300))
    canvas.setFont("Helvetica", 16)
    for y in (230, 190):
        canvas.rect(50, y, 100, 40)
        canvas.rect(150, y, 100, 40)
    canvas.drawString(54, 227, ",")
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(50, 190, 100, 40)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(59, 227, "done")
    canvas.restoreState()
    canvas.drawString(160, 240, "above")
    canvas.drawString(160, 200, "below")
    canvas.showPage()
    canvas.save()
    with open_document(buffer.getvalue()) as document, document.page(1) as page:
        characters, space = read_text_layer(page, open_space(page), list_objects(page))
        rulings, _ = read_vector_rulings(list_objects(page), space)
    (table,) = RuledFinder().find_tables(PageContent(1, 300, 300, characters, snap_rulings(rulings), []))
    assert [cell.text for cell in table.cells if cell.column == 0] == ["", ",done"]


def test_a_comma_of_another_cell_does_not_go_with_a_line_that_is_clipped_away():
    """A merged cell prints its whole text again on each page, cut to its part: what is cut lies over the heading."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300))
    canvas.setFont("Helvetica", 16)
    for y in (230, 190):
        canvas.rect(50, y, 100, 40)
        canvas.rect(150, y, 100, 40)
    canvas.drawString(64, 242, "one,")
    canvas.drawString(100, 242, "two")
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(50, 190, 100, 40)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(99, 243, "cut")
    canvas.drawString(59, 203, "rest")
    canvas.restoreState()
    canvas.drawString(160, 240, "above")
    canvas.drawString(160, 200, "below")
    canvas.showPage()
    canvas.save()
    with open_document(buffer.getvalue()) as document, document.page(1) as page:
        characters, space = read_text_layer(page, open_space(page), list_objects(page))
        rulings, _ = read_vector_rulings(list_objects(page), space)
    (table,) = RuledFinder().find_tables(PageContent(1, 300, 300, characters, snap_rulings(rulings), []))
    assert "," in table.cells[0].text
