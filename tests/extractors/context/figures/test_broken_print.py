"""Figures of pages whose print is broken."""

from __future__ import annotations

import pytest

from extractors.context.figures.broken_print import doubt_broken_print, find_broken_pages
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading
from schemas.table import Cell, Table


def page(number: int, doubted: int, figures: int = 20) -> PageReading:
    """Return a page with so many figures, of which some are doubted, and a name that is, too."""

    def cell(row: int, column: int, text: str, confidence: float) -> Cell:
        box = Box(0, 10 * row, 90, 10 * row + 10)
        return Cell(row, column, 1, 1, text, (text,), number, box, confidence=confidence, source="ocr")

    cells = [cell(row, 1, f"{row}.50", 0.5 if row < doubted else 0.995) for row in range(figures)]
    table = Table("t1", [cell(0, 0, "奖金", 0.97), *cells], figures, 2, 0, "ruled", [])
    return PageReading(PageFacts(number, 595.0, 842.0, "ocr"), tables=[table])


@pytest.mark.parametrize(
    ("doubted", "figures", "broken"), [(4, 20, True), (3, 20, False), (4, 50, False), (5, 50, True)]
)
def test_a_page_of_many_doubted_figures_is_of_broken_print(doubted: int, figures: int, broken: bool) -> None:
    assert find_broken_pages([page(3, doubted, figures)]) == ({3} if broken else set())


def test_the_other_figures_of_such_a_page_are_doubted_as_well() -> None:
    readings = [page(1, 0), page(2, 10)]
    tables = [table for reading in readings for table in reading.tables]
    doubt_broken_print(tables, find_broken_pages(readings))
    sound, broken = ([cell.confidence for cell in table.cells] for table in tables)
    assert min(sound) == 0.97
    assert max(broken[1:]) < 0.9
    assert broken[0] == 0.97  # words are for other words to say
