from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.context.indicators.unit_columns import restore_percent_signs
from schemas.table import Table
from tests.extractors.tables.builders import table


def scan(*units: str, heading: str = "度量单位", sure: float = 0.6) -> Table:
    rows = [f"产出指标 | 质量指标 | 第{number}项 | 100 | {unit}" for number, unit in enumerate(units)]
    made = table("\n".join([f"一级指标 | 二级指标 | 三级指标 | 指标值 | {heading}", *rows]), header_rows=1)
    return replace(made, id="t1", cells=[replace(cell, source="ocr", confidence=sure) for cell in made.cells])


def units(made: Table) -> list[str]:
    return [cell.text for cell in made.cells if cell.column == 4 and cell.row > 0]


@pytest.mark.parametrize("read", ["0", "8", "3", "g", "à", "o"])
@pytest.mark.parametrize("heading", ["度量单位", "绩效度量单位", "计 量 单 位"])
def test_a_figure_among_units_is_a_percent_sign(read: str, heading: str) -> None:
    made = scan("万元", read, "个", heading=heading)
    (repair,) = restore_percent_signs([made])
    assert (repair.before, repair.after, repair.row, repair.column) == (read, "%", 2, 4)
    assert units(made) == ["万元", "%", "个"]


def test_what_is_no_look_alike_stays() -> None:
    assert restore_percent_signs([scan("万元", "12", "t", "个")]) == []


def test_a_unit_that_was_read_surely_stays() -> None:
    assert restore_percent_signs([scan("万元", "g", sure=0.95)]) == []


@pytest.mark.parametrize("heading", ["指标值", "单位名称", "权重"])
def test_figures_of_other_columns_stay(heading: str) -> None:
    assert restore_percent_signs([scan("8", "0", heading=heading)]) == []
