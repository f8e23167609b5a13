"""Headings of the parts of codes that have lost the rules between them."""

from __future__ import annotations

import pytest

from extractors.context.codes.code_headings import part_code_headings
from schemas.table import Table
from tests.extractors.tables.builders import table


def scan(drawing: str, headers: int, source: str = "ocr") -> Table:
    made = table(drawing, header_rows=headers)
    for cell in made.cells:
        cell.source = source  # type: ignore[assignment]
    return made


def head(made: Table) -> list[tuple[int, int, int, int, str]]:
    cells = [cell for cell in made.cells if cell.row < made.header_row_count and cell.column < 3]
    return sorted((cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in cells)


LETTERS = [(2, 0, 1, 1, "类"), (2, 1, 1, 1, "款"), (2, 2, 1, 1, "项")]


def test_each_part_of_a_code_has_its_heading() -> None:
    made = scan("项目 | < | < | 合计\n科目编码 | < | < | ^\n类款项 | < | < | ^\n205 | 01 | 02 | 1.00", 3)
    repairs = part_code_headings([made])
    assert head(made) == [(0, 0, 1, 3, "项目"), (1, 0, 1, 3, "科目编码"), *LETTERS]
    assert [(repair.before, repair.after) for repair in repairs] == [("类款项", letter) for letter in "类款项"]
    below = {cell.column: cell.box for cell in made.cells if cell.row == 3}
    assert all(cell.box.x0 == below[cell.column].x0 for cell in made.cells if cell.row == 2)


def test_a_heading_row_that_was_lost_comes_back() -> None:
    made = scan("项目 | < | < | 合计\n科目编码类款项 | < | < | ^\n205 | 01 | 02 | 1.00\n205 | 01 | 03 | 2.00", 2)
    part_code_headings([made])
    assert head(made) == [(0, 0, 1, 3, "项目"), (1, 0, 1, 3, "科目编码"), *LETTERS]
    assert (made.row_count, made.header_row_count, made.parts[0].row_count) == (5, 3, 5)
    assert [(cell.row, cell.row_span) for cell in made.cells if cell.column == 3] == [(0, 3), (3, 1), (4, 1)]


@pytest.mark.parametrize(
    ("drawing", "headers", "source"),
    [
        ("类款项 | < | 合计\n205 | 01 | 1.00", 1, "ocr"),
        ("某类款项 | < | < | 合计\n205 | 01 | 02 | 1.00", 1, "ocr"),
        ("编码 | < | < | 合计\n类款项 | < | < | 1.00", 1, "ocr"),
        ("类款项 | < | < | 合计\n205 | 01 | 02 | 1.00", 1, "text"),
    ],
)
def test_other_headings_stay(drawing: str, headers: int, source: str) -> None:
    made = scan(drawing, headers, source)
    assert part_code_headings([made]) == []


def test_the_heading_of_a_code_is_not_that_of_its_name() -> None:
    made = scan("支出功能分类 | < | 合计\n科目编码科目名称 | < | ^\n205 | 教育支出 | 1.00", 2)
    repairs = part_code_headings([made])
    assert head(made)[1:] == [(0, 2, 2, 1, "合计"), (1, 0, 1, 1, "科目编码"), (1, 1, 1, 1, "科目名称")]
    assert len(repairs) == 2
    below = {cell.column: cell.box for cell in made.cells if cell.row == 2}
    assert all(cell.box.x0 == below[cell.column].x0 for cell in made.cells if cell.row == 1)


@pytest.mark.parametrize("text", ["科目编码及名称", "科目编码", "支出科目名称", "科目编码（科目名称"])
def test_one_heading_over_a_code_and_its_name_is_one(text: str) -> None:
    made = scan(f"支出功能分类 | < | 合计\n{text} | < | ^\n205 | 教育支出 | 1.00", 2)
    assert part_code_headings([made]) == []
