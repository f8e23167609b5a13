"""Text too wide for its column stays in it, whatever it is printed over."""

from __future__ import annotations

import io
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from extractors.tables.finders.ruled import RuledFinder
from tests.support.contents import read_contents

XS = (50, 70, 95, 200)


def columns(*drawn: tuple[float, str]) -> list[str]:
    """Return what stands in the three cells of a row in which these texts are drawn, each in one go."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300))
    canvas.setFont("Helvetica", 8)
    for x0, x1 in pairwise(XS):
        for y in (230, 210):
            canvas.rect(x0, y, x1 - x0, 20)
        canvas.drawString(x0 + 2, 236, "head")
    for x, text in drawn:
        canvas.drawString(x, 216, text)
    canvas.showPage()
    canvas.save()
    (content,) = read_contents(buffer.getvalue())
    (table,) = RuledFinder().find_tables(content)
    return [cell.text for cell in table.cells if cell.row == 1]


def test_a_code_wider_than_its_column_is_one() -> None:
    assert columns((52, "310"), (66, "6350012"), (100, "name")) == ["310", "6350012", "name"]
    assert columns((52, "310"), (72, "635001"), (100, "name")) == ["310", "635001", "name"]


def test_what_reaches_far_into_the_next_cell_is_text_of_both() -> None:
    assert columns((52, "3100201"), (100, "name")) == ["3100", "201", "name"]
