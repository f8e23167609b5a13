from dataclasses import replace

import pytest

from extractors.context.indicators.indicator_values import restore_values
from schemas.table import Table
from tests.extractors.tables.builders import table


def scan(*values: str, source: str = "ocr") -> Table:
    rows = [f"产出指标 | 质量指标 | 第{number}项 | {value}" for number, value in enumerate(values)]
    made = replace(table("\n".join(["一级指标 | 二级指标 | 三级指标 | 指标值", *rows]), header_rows=1), id="t1")
    return replace(made, cells=[replace(cell, source=source, confidence=0.99) for cell in made.cells])  # type: ignore[arg-type]


def believed(made: Table, row: int) -> float:
    return next(cell.confidence for cell in made.cells if (cell.row, cell.column) == (row, 3))


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("≥98.00(8)", "≥98.00(%)"),
        ("≥98.00(s)", "≥98.00(%)"),
        (">66.0018)", ">66.00(%)"),
        ("≥59.00(%6)", "≥59.00(%)"),
        ("≥1,00(个)", "≥1.00(个)"),
        ("150,00(家)", "150.00(家)"),
    ],
)
def test_a_sign_that_no_value_has_is_put_right(read, meant):
    made = scan(read)
    (repair,) = restore_values([made])
    assert (repair.before, repair.after, repair.row) == (read, meant, 1)
    assert believed(made, 1) == 0.7


@pytest.mark.parametrize("value", ["≥98.00(次)", "≥98.00", "(8)", "≥98.00(12)", "≥1,000(个)", "12,50", "3018)"])
def test_other_units_stay(value):
    made = scan(value)
    assert restore_values([made]) == []
    assert believed(made, 1) == 0.99


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("=12-00（次）", "=12.00（次）"),
        ("=1、00（次)", "=1.00（次)"),
        ("=100(次)", "=1.00(次)"),
        ("(5.00(万人次)", "=5.00(万人次)"),
    ],
)
def test_where_all_values_have_two_decimals_others_are_misread(read: str, meant: str) -> None:
    made = scan("≥6.00(次)", "≥100.00(人数)", "=1.00(次)", read)
    (repair,) = restore_values([made])
    assert (repair.before, repair.after, repair.row) == (read, meant, 4)
    assert believed(made, 4) == 0.7


@pytest.mark.parametrize("value", ["10-20(次)", "=100(次)", "(5.00(万人次)"])
def test_where_values_have_none_they_stay(value: str) -> None:
    made = scan("≥6(次)", "≥100(人数)", "=1(次)", value)
    assert restore_values([made]) == []


def test_a_word_that_may_be_the_documents_own_misread_is_doubted_and_left():
    made = scan("有效", "有效", "存效", "及时")
    assert restore_values([made]) == []
    assert [cell.text for cell in made.cells if cell.column == 3][3] == "存效"
    assert [believed(made, row) for row in (1, 2, 3, 4)] == [0.99, 0.99, 0.7, 0.99]


def test_a_sign_that_may_have_lost_its_bar_is_doubted_and_left():
    made = scan(">60.00(次)", "≥60.00(次)", "<3.00(天)")
    assert restore_values([made]) == []
    assert [believed(made, row) for row in (1, 2, 3)] == [0.7, 0.99, 0.7]


def test_a_text_layer_is_believed():
    made = scan("有效", "有效", "存效", "≥98.00(8)", source="text")
    assert restore_values([made]) == []
    assert believed(made, 3) == 0.99
