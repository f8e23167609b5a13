"""Figures that have not the form of their column."""

from __future__ import annotations

import pytest

from extractors.context.figures.figure_columns import BELIEVED, restore_figures
from schemas.geometry import Box
from schemas.table import Cell, Reading, Table, TextSource


def column(*texts: str, odd: Cell | None = None, source: TextSource = "ocr", confidence: float = 0.9) -> Table:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 10 * row, 50, 10 * row + 10), "data", confidence, source)
        for row, text in enumerate(texts)
    ]
    return Table("t1", cells, len(cells), 1, 0, "ruled", [])


USUAL = ("3.24", "1,758.36", "998.36", "12.00", "0.50", "77.10")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("1849 85", "1849.85"),
        ("33,02", "33.02"),
        ("324", "3.24"),
        ("4.376. 43", "4,376.43"),
        ("217.9.6", "217.96"),
        ("4.376.43.", "4,376.43"),
    ],
)
def test_a_lost_point_is_put_back_where_it_can_only_be(read: str, meant: str) -> None:
    table = column(*USUAL, read)
    (repair,) = restore_figures([table])
    assert (table.cells[-1].text, repair.before, repair.after) == (meant, read, meant)
    assert table.cells[-1].confidence == BELIEVED


@pytest.mark.parametrize("read", ["17,390,000-", "17,390,000.", ":17,390,000"])
def test_what_cannot_belong_to_a_figure_is_left_out(read: str) -> None:
    table = column("26,680,000", "10,760,000", "-610,000", "2,390,000", "1,020", read, "0", "-")
    (repair,) = restore_figures([table])
    assert (table.cells[5].text, repair.before, table.cells[5].confidence) == ("17,390,000", read, BELIEVED)


@pytest.mark.parametrize(("read", "meant"), [("12,034,800-", "12,034,800"), ("555.30—", "555.30"), ("0-", "0")])
def test_no_figure_ends_in_a_dash_whatever_its_column_prints(read: str, meant: str) -> None:
    (repair,) = restore_figures([column("6,200", "0", read, "12.5%")])
    assert (repair.before, repair.after, repair.confidence) == (read, meant, BELIEVED)
    assert restore_figures([column("6,200", "2024-", "3-", "2080501-")]) == []


def test_a_nought_has_no_minus() -> None:
    table = column("-3.95", "-0.00", "-0")
    repairs = restore_figures([table])
    assert [cell.text for cell in table.cells] == ["-3.95", "0.00", "0"]
    assert len(repairs) == 2
    assert restore_figures([column("-0.00", confidence=0.98)]) == []


def test_a_bit_of_ruling_behind_a_figure_is_no_digit() -> None:
    table = column("3.95", "3.95 1", "12")
    (repair,) = restore_figures([table])
    assert (repair.before, repair.after, table.cells[1].confidence) == ("3.95 1", "3.95", BELIEVED)
    assert restore_figures([column("3.95", "3.95 1", confidence=0.99)]) == []
    assert restore_figures([column("3.95", "3 951", "1 234.00")]) == []


def test_of_the_other_readings_one_in_form_is_taken() -> None:
    table = column(*USUAL, "148.9%")
    table.cells[-1].readings = (Reading("148.9%", 0.5), Reading("148.8", 0.2), Reading("148.95", 0.1))
    restore_figures([table])
    assert table.cells[-1].text == "148.95"


def test_nothing_is_invented_for_a_misread_digit() -> None:
    table = column(*USUAL, "148.9%")
    assert restore_figures([table]) == []


@pytest.mark.parametrize("texts", [("30101", "30102", "3.24", "30103"), ("3.24", "10", "1.5", "1849")])
def test_columns_that_have_not_two_decimals_throughout_are_left(texts: tuple[str, ...]) -> None:
    assert restore_figures([column(*texts)]) == []


def test_text_layers_and_what_was_read_well_are_left() -> None:
    assert restore_figures([column(*USUAL, "1849", source="text")]) == []
    assert restore_figures([column(*USUAL, "1849", confidence=0.98)]) == []


def test_a_figure_of_one_decimal_among_many_of_two_is_doubted_but_not_where_a_budget_prints_them_so() -> None:
    table = column(*USUAL, *USUAL, "111.7", confidence=0.98)
    assert restore_figures([table]) == []
    assert [cell.text for cell in table.cells if cell.confidence < 0.9] == ["111.7"]
    common = column(*USUAL, *USUAL, "111.7", "3.5", confidence=0.98)
    restore_figures([common])
    assert all(cell.confidence == 0.98 for cell in common.cells)
