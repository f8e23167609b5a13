"""Specks on scans that look like figures."""

from dataclasses import replace

import pytest

from schemas.table import Table
from tests.extractors.forms.grids import grid, recognised

ROWS = """
科目编码|科目名称|合计|基本支出|项目支出
208|社会保障和就业支出|30.00|{figure}|30.00
20805|行政事业单位养老支出|20.00|12.50|7.50
2080501|行政单位离退休|10.00|2.50|7.50
2080502|事业单位离退休|10.00|10.00|
"""


def scan(figure: str, confidence: float, source: str = "ocr") -> Table:
    made = grid(ROWS.format(figure=figure), 1, "一般公共预算支出表")
    cells = [replace(cell, source=source, confidence=0.99) for cell in made.cells]  # type: ignore[arg-type]
    return replace(made, cells=[replace(one, confidence=confidence) if one.text == figure else one for one in cells])


def basic(table: Table) -> str | None:
    (form,) = recognised(table).forms
    return form.records[0]["amounts"].get("basic")


@pytest.mark.parametrize("figure", ["7", "40"])
def test_a_doubted_figure_without_decimals_among_others_that_have_them_is_left_out_and_said(figure):
    assert basic(scan(figure, 0.3)) is None
    assert [warning.code for warning in recognised(scan(figure, 0.3)).warnings] == ["not_an_amount"]


@pytest.mark.parametrize(("figure", "confidence"), [("7", 0.95), ("0", 0.3), ("7.00", 0.3), ("700", 0.3)])
def test_other_figures_are_kept(figure, confidence):
    assert basic(scan(figure, confidence)) == figure


def test_a_text_layer_is_believed():
    assert basic(scan("7", 0.3, "text")) == "7"


@pytest.mark.parametrize("figure", ["00", "05.20", "-03.00"])
def test_a_figure_that_lost_its_beginning_is_none_however_well_it_is_read(figure):
    assert basic(scan(figure, 0.99)) is None
    assert [warning.code for warning in recognised(scan(figure, 0.99)).warnings] == ["not_an_amount"]
    assert basic(scan(figure, 0.99, "text")) == figure
