"""Rows of tables without rules at their sides."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.content import Rulings
from extractors.tables.grid import Grid, find_grids

#: A table from 0 to 200 without rules at its sides: level rules, and where the upright ones between them stand.
YS, XS = (20, 40, 60, 80), (50, 100, 150)


def grids(level: list[tuple[float, float, float]], upright: list[tuple[float, float, float]]) -> list[Grid]:
    return find_grids(Rulings(np.array(level, dtype=float), np.array(upright, dtype=float)))


@pytest.mark.parametrize(
    ("heads", "top", "rows"),
    [
        pytest.param((100,), 0, 4, id="a rule between two headings"),
        pytest.param((50, 150), 0, 4, id="the sides of one"),
        pytest.param((100,), 13, 3, id="too low for a row"),
        pytest.param((), 20, 3, id="none"),
    ],
)
def test_headings_that_a_page_break_repeats_have_no_rule_above(heads: tuple[int, ...], top: int, rows: int) -> None:
    upright = [(x, top if x in heads else 20, 80) for x in XS]
    (grid,) = grids([(y, 0, 200) for y in YS], upright)
    assert len(grid.ys) - 1 == rows


def test_a_rule_that_sticks_out_of_a_framed_table_opens_no_row() -> None:
    upright = [(0, 20, 80), (100, 0, 80), (200, 20, 80)]
    (grid,) = grids([(y, 0, 200) for y in YS], upright)
    assert len(grid.ys) - 1 == 3


@pytest.mark.parametrize(
    ("last", "rows"),
    [
        pytest.param((100, 0, 200), 4, id="as high as others"),
        pytest.param((140, 0, 200), 3, id="far below"),
        pytest.param((100, 0, 120), 3, id="shorter"),
    ],
)
def test_a_last_row_of_one_cell_ends_at_a_rule_that_meets_no_other(last: tuple[float, float, float], rows: int) -> None:
    (grid,) = grids([*((y, 0, 200) for y in YS), last], [(x, 20, 80) for x in XS])
    assert len(grid.ys) - 1 == rows
    assert sum(span.row == 3 for span in grid.spans) == (rows == 4)
