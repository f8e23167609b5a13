"""Rows that number the columns, as a scan has them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.column_numbers import number_columns
from extractors.tables.headers import count_header_rows, mark_header_rows
from schemas.table import Cell, Table
from tests.extractors.forms.grids import records
from tests.extractors.tables.builders import table


def scanned(made: Table, source: str = "ocr") -> Table:
    return replace(made, cells=[replace(cell, source=source, confidence=0.9) for cell in made.cells])


def row(text: str, source: str = "ocr") -> list[Cell]:
    return scanned(table(text), source).cells


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 | 2 | 3 | + | 5 | 6 | x | 8", True),
        ("1 | | 1.00 | 4 | 5 | 6i", True),
        ("1 | 2 | 3", True),
        ("1 | 2", False),
        ("1 | 教育支出 | 3 | 4 | 5", False),
        ("1 | 7 | 9 | 4", False),
        ("3 | 4 | 5 | 6", False),
    ],
)
def test_most_columns_have_their_number(text: str, numbers: bool) -> None:
    assert number_columns(row(text)) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("大★ | 大大 | 1 | 2 | 3 | 4", True),
        ("- | " + " | ".join(map(str, range(1, 27))) + " | 22", True),
        ("★★ | ** | 1 | 大大", True),
        ("** | ** | 1 | 2 | 3 | 4 | 5 | 7.6 | 7 | 8", True),
        ("** | ** | 1 | 2 | 3 | 4 | 5 | 12,400.00 | 7 | 8", False),
        ("** | ** | 1 | 2 | 3.00 | 4.00", False),
        ("一般公共服务支出 | 1 | 2 | 3", False),
        ("合计 | 1", False),
        ("- | 1 | 3 | 2", False),
        ("- | 3 | 4 | 5", False),
        ("- | 5.00", False),
    ],
)
def test_numbers_count_up_behind_what_was_made_of_stars(text: str, numbers: bool) -> None:
    assert number_columns(row(text)) == numbers


def test_a_text_layer_is_never_misread() -> None:
    assert not number_columns(row("1 | 2 | 3 | + | 5", source="text"))


def test_a_misread_row_of_numbers_is_a_heading_and_no_record() -> None:
    drawing = """
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        1 | 2 | 3 | + | 5
        205 | 教育支出 | 9.00 | 5.00 | 4.00
    """
    made = scanned(table(drawing, title="部门支出总表"))
    assert count_header_rows(made) == 2
    for form in (mark_header_rows(made), replace(made, header_row_count=1)):
        (record,) = records(form)
        assert record["amounts"] == {"total": "9.00", "basic": "5.00", "project": "4.00"}
