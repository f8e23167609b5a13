"""A frame that is drawn below the last row of a table is no row."""

from __future__ import annotations

import io
from itertools import pairwise

from reportlab.pdfgen.canvas import Canvas

from extractors.tables.finders.ruled import RuledFinder
from tests.support.contents import read_contents

XS, ROW = (50, 120, 200), 20


def rows(below: float, text: str = "") -> int:
    """Return how many rows a table of two has with a frame so much higher below them, and a text in it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 300))
    canvas.setFont("Helvetica", 8)
    for x0, x1 in pairwise(XS):
        for y in (230, 210):
            canvas.rect(x0, y, x1 - x0, ROW)
            canvas.drawString(x0 + 2, y + 6, "text")
    canvas.rect(XS[0], 210 - below, XS[-1] - XS[0], below)
    canvas.drawString(XS[0] + 2, 210 - below + 3, text)
    canvas.showPage()
    canvas.save()
    (content,) = read_contents(buffer.getvalue())
    (table,) = RuledFinder().find_tables(content)
    return table.row_count


def test_what_a_frame_leaves_below_the_last_row_is_none() -> None:
    assert rows(12) == 2


def test_a_blank_row_as_high_as_others_is_one_and_so_is_a_low_one_with_text() -> None:
    assert rows(ROW) == 3
    assert rows(12, "text") == 3
