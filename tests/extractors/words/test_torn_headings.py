"""Headings that a stroke, taken for an edge, tore in two."""

from __future__ import annotations

import pytest

from extractors.words.torn_headings import BELIEVED, join_torn_headings
from schemas.table import Table, TextSource
from tests.extractors.tables.builders import table

HEADINGS = (
    "财政拨款支出",
    "财政拨款收入",
    "功能分类科目编码",
    "功能",
    "科目编码",
    "基本支出",
    "项目支出",
    "基本支出项目支出",
)


def scan(left: str, right: str, source: TextSource = "ocr") -> Table:
    made = table(
        f"""
        项目 | {left} | {right}
        ^ | 合计 | 其中
        一 | 1.00 | 2.00
    """,
        header_rows=2,
    )
    for cell in made.cells:
        cell.source = source
    return made


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("财政", "发款支出", "财政拨款支出"),
        ("功能)", "类科目编码", "功能分类科目编码"),
        ("功能分类", "科目编码", "功能分类科目编码"),
    ],
)
def test_two_cells_that_are_one_heading_are_one_cell(left: str, right: str, whole: str) -> None:
    made = scan(left, right)
    (repair,) = join_torn_headings([made], lambda: HEADINGS)
    assert (repair.row, repair.column, repair.after, repair.confidence) == (0, 1, whole, BELIEVED)
    assert [(cell.text, cell.column, cell.column_span) for cell in made.cells if cell.row == 0] == [
        ("项目", 0, 1),
        (whole, 1, 2),
    ]


@pytest.mark.parametrize(("left", "right"), [("基本支出", "项目支出"), ("财政", "补助支出"), ("财政", "发款")])
def test_what_is_no_torn_heading_stays(left: str, right: str) -> None:
    made = scan(left, right)
    assert join_torn_headings([made], lambda: HEADINGS) == []
    assert len([cell for cell in made.cells if cell.row == 0]) == 3


def test_a_text_layer_tears_nothing() -> None:
    assert join_torn_headings([scan("财政", "发款支出", source="text")], lambda: HEADINGS) == []


def test_data_below_the_headings_are_left() -> None:
    made = table(
        """
        项目 | 名称
        财政 | 发款支出
    """,
        header_rows=1,
    )
    for cell in made.cells:
        cell.source = "ocr"
    assert join_torn_headings([made], lambda: HEADINGS) == []
