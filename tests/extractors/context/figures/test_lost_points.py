from __future__ import annotations

from extractors.context.figures.lost_points import DOUBTED, doubt_lost_points
from schemas.geometry import Box
from schemas.table import Cell, Table, TextSource


def column(*texts: str, source: TextSource = "ocr") -> Table:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 10 * row, 50, 10 * row + 10), "data", 0.99, source)
        for row, text in enumerate(texts)
    ]
    return Table("t1", cells, len(cells), 1, 0, "ruled", [])


def doubted(table: Table) -> list[str]:
    doubt_lost_points([table])
    return [cell.text for cell in table.cells if cell.confidence <= DOUBTED]


def test_a_whole_number_among_decimals_is_doubted() -> None:
    assert doubted(column("3.24", "324", "1,758.36", "998.36", "")) == ["324"]


def test_any_whole_number_but_nought_is_doubted_where_decimals_are_printed_though_noughts() -> None:
    assert doubted(column("3.24", "4", "1,758.00", "998.36", "0", "00")) == ["4", "00"]


def test_columns_of_whole_numbers_and_codes_are_not() -> None:
    assert doubted(column("30101", "30102", "30103", "3.24")) == []


def test_small_whole_numbers_and_text_layers_are_not() -> None:
    assert doubted(column("3.24", "10", "1.36", "98.36")) == []
    assert doubted(column("3.24", "324", "1.36", "98.36", source="text")) == []


def test_one_decimal_among_two_is_doubted() -> None:
    assert doubted(column("3.24", "12.6", "1,758.36", "998.36")) == ["12.6"]
    assert doubted(column("3.2", "12.6", "1,758.3", "998.36")) == []


def test_one_decimal_is_doubted_in_a_column_of_few_where_all_the_document_has_two() -> None:
    few, many = column("13.0", "13.0", "0.00"), column(*(f"{number}.50" for number in range(40)))
    assert doubted(column("13.0", "13.0", "0.00")) == []
    doubt_lost_points([many, few])
    assert [cell.text for cell in few.cells if cell.confidence <= DOUBTED] == ["13.0", "13.0"]
    few = column("13.0", "13.0", "0.00")
    doubt_lost_points([column(*(f"{number}.50" for number in range(20))), few])
    assert [cell.text for cell in few.cells if cell.confidence <= DOUBTED] == []


def test_a_figure_with_a_gap_is_doubted() -> None:
    assert doubted(column("655 65.75", "12.00", "1,758.36", "2080 501", "第 12 页")) == ["655 65.75", "2080 501"]
