"""Headings that a stroke, taken for an edge, tore in two."""

from __future__ import annotations

import pytest

from extractors.context.texts.torn_texts import BELIEVED, join_torn_texts
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
        ("科", "目编码", "科目编码"),
    ],
)
def test_two_cells_that_are_one_heading_are_one_cell(left: str, right: str, whole: str) -> None:
    made = scan(left, right)
    (repair,) = join_torn_texts([made], lambda: HEADINGS)
    assert (repair.row, repair.column, repair.after, repair.confidence) == (0, 1, whole, BELIEVED)
    assert [(cell.text, cell.column, cell.column_span) for cell in made.cells if cell.row == 0] == [
        ("项目", 0, 1),
        (whole, 1, 2),
    ]


@pytest.mark.parametrize(
    ("left", "right"), [("基本支出", "项目支出"), ("财政", "补助支出"), ("财政", "发款"), ("科", "日编码")]
)
def test_what_is_no_torn_heading_stays(left: str, right: str) -> None:
    made = scan(left, right)
    assert join_torn_texts([made], lambda: HEADINGS) == []
    assert len([cell for cell in made.cells if cell.row == 0]) == 3


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        (("科目", "编", "码"), True),
        (("科E", "编", "码"), True),
        (("类", "编", "名"), False),
        (("功能", "科目编码", "其他"), False),
    ],
)
def test_a_heading_of_spaced_letters_over_other_headings_is_one(pieces: tuple[str, str, str], joined: bool) -> None:
    made = table(
        f"""
        项目 | {" | ".join(pieces)}
        ^ | 类 | 款 | 项
        一 | 201 | 01 | 02
    """,
        header_rows=2,
    )
    for cell in made.cells:
        cell.source = "ocr"
    join_torn_texts([made], lambda: HEADINGS)
    head = [(cell.text, cell.column_span) for cell in made.cells if cell.row == 0 and cell.column > 0]
    assert head == ([("科目编码", 3)] if joined else [(piece, 1) for piece in pieces])
    assert made.column_count == 4


def test_a_text_layer_tears_nothing() -> None:
    assert join_torn_texts([scan("财政", "发款支出", source="text")], lambda: HEADINGS) == []


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
    assert join_torn_texts([made], lambda: HEADINGS) == []


def test_a_name_parted_in_one_row_only_is_one_and_its_column_goes() -> None:
    rows = [f"20805{number:02d} | 行政单位离退休 | < | 1.00" for number in range(6)]
    rows.insert(3, "2080502 | 事 | 业单位离退休 | 6.02")
    made = table("\n".join(["科目编码 | 科目名称 | < | 合计", *rows]), header_rows=1)
    for cell in made.cells:
        cell.source = "ocr"
    (repair,) = join_torn_texts([made], lambda: HEADINGS)
    assert (repair.row, repair.before, repair.after) == (4, "事 | 业单位离退休", "事业单位离退休")
    assert made.column_count == 3
    assert {(cell.column, cell.column_span) for cell in made.cells} == {(0, 1), (1, 1), (2, 1)}


def test_of_three_cells_in_a_row_two_are_joined() -> None:
    made = table(
        """
        功能分类 | 科目编码 | 科目编码
        类 | 款 | 项
    """,
        header_rows=2,
    )
    made.header_row_count = 3
    for cell in made.cells:
        cell.source = "ocr"
    assert len(join_torn_texts([made], lambda: HEADINGS)) == 1
    assert [(cell.text, cell.column, cell.column_span) for cell in made.cells if cell.row == 0] == [
        ("功能分类科目编码", 0, 2),
        ("科目编码", 2, 1),
    ]
