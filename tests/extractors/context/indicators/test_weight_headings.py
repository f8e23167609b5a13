"""Headings of weights are told by the figures below them."""

from __future__ import annotations

import pytest

from extractors.context.indicators.weight_headings import restore_weight_headings
from extractors.lattices import mark_lattice
from schemas.geometry import Box
from schemas.table import Cell, Table


def form(*weights: str, heading: str = "数量", sure: float = 0.3, shown: float = 0.2, level: str = "三级指标") -> Table:
    """Return two projects of three indicators each; the second character of the last heading may be that of 权重."""

    def cell(row: int, column: int, text: str, rows: int = 1, belief: float = 0.99) -> Cell:
        kind = "header" if row == 0 else "data"
        return Cell(row, column, rows, 1, text, (text,), 1, Box(0, 0, 1, 1), kind, belief, "ocr")

    head = cell(0, 2, heading, belief=sure)
    first, second = mark_lattice({heading[0]: 0.7, "权": shown}), mark_lattice({heading[1]: 0.7, "重": shown})
    head.lattice = first.followed_by(second)
    cells = [cell(0, 0, "项目名称"), cell(0, 1, level), head, cell(1, 0, "甲", 3), cell(4, 0, "乙", 3)]
    for row, weight in enumerate(weights, 1):
        cells += [cell(row, 1, f"指标{row}"), cell(row, 2, weight)]
    return Table("t1", cells, 7, 3, 1, "ruled", [])


SUMS = ("30", "30", "40", "50", "20", "20")


def test_figures_that_add_up_to_a_hundred_stand_under_a_heading_of_weights() -> None:
    table = form(*SUMS)
    (repair,) = restore_weight_headings([table])
    assert (repair.before, repair.after) == ("数量", "权重")


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(form("30", "30", "45", "50", "20", "25"), id="other sums"),
        pytest.param(form(*SUMS, sure=0.95), id="read surely"),
        pytest.param(form(*SUMS, shown=1e-5), id="nothing of it was seen"),
        pytest.param(form(*SUMS, level="项目类别"), id="no table of indicators"),
    ],
)
def test_otherwise_it_stays(table: Table) -> None:
    assert restore_weight_headings([table]) == []
