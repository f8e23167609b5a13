from dataclasses import replace

import pytest

from schemas.table import Table
from tests.extractors.forms.grids import grid, recognised, records

ROWS = """
科目编码|科目名称|2020年执行数|2021年预算数|<|<|2021年预算数比2020年执行数|<
^|^|^|合计|基本支出|项目支出|{first}|{second}
208|社会保障和就业支出|363.65|435.58|435.58||{a1}|{b1}
20805|养老支出|200.00|150.00|150.00||{a2}|{b2}
2080501|离退休|100.00|125.00|125.00||{a3}|{b3}
210|卫生健康支出|100.00|100.00|100.00||{a4}|{b4}
"""
AMOUNTS = ("71.93", "-50.00", "25.00", "-")
SHARES = ("19.78", "-25.00", "25.00", "-")


def table(first: str, second: str, left: tuple[str, ...], right: tuple[str, ...], source: str = "ocr") -> Table:
    names = {f"a{number}": text for number, text in enumerate(left, 1)}
    names |= {f"b{number}": text for number, text in enumerate(right, 1)}
    made = grid(ROWS.format(first=first, second=second, **names), 2, "一般公共预算支出表")
    return replace(made, cells=[replace(cell, source=source) for cell in made.cells])  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "second"), [("增减额", "增减"), ("增减", "增减"), ("增减额", "增减量")])
def test_a_percentage_whose_sign_was_lost_is_told_by_its_figures(first, second):
    scan = table(first, second, AMOUNTS, SHARES)
    amounts = records(scan, 2021)[0]["amounts"]
    assert (amounts["change"], amounts["change_percent"]) == ("71.93", "19.78")
    assert [warning.code for warning in recognised(scan, 2021).warnings] == ["misread_heading"]


def test_a_percentage_may_stand_first():
    amounts = records(table("增减", "增减额", SHARES, AMOUNTS), 2021)[0]["amounts"]
    assert (amounts["change"], amounts["change_percent"]) == ("71.93", "19.78")


def test_figures_that_bear_nothing_out_are_left_to_the_table():
    scan = table("增减额", "增减", AMOUNTS, ("1.00", "2.00", "3.00", "4.00"))
    assert "change_percent" not in records(scan, 2021)[0]["amounts"]
    assert [warning.code for warning in recognised(scan, 2021).warnings] == ["ambiguous_heading"]


def test_a_text_layer_is_taken_by_its_word():
    assert "change_percent" not in records(table("增减额", "增减", AMOUNTS, SHARES, "text"), 2021)[0]["amounts"]


def test_where_nothing_has_changed_a_heading_is_taken_by_its_word():
    made = grid(
        "项目 | 2020年预算数 | 2021年预算数 | 增减额\n合计 | 3 | 3 | 0\n公务接待费 | 1 | 1 | 0\n公务用车费 | 2 | 2 | 0",
        title="“三公”经费预算表",
    )
    scan = replace(made, cells=[replace(cell, source="ocr") for cell in made.cells])
    assert records(scan, 2021)[0]["amounts"] == {"prior_year": "3", "total": "3", "change": "0"}
