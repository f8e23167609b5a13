"""Random small tables, drawn and read back: each character ends in exactly one cell, the cells tile the grid."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.pipeline import extract
from tests.support.drawing.flow import Press
from tests.support.drawing.fonts import Face, available
from tests.support.drawing.form import DrawnForm
from tests.support.drawing.grid import LEFT, UP, Grid, Kind
from tests.support.drawing.look import RULINGS, Look
from tests.support.drawing.paint import paint

pytestmark = pytest.mark.skipif(not available(), reason="no ideographic TrueType fonts on this machine")

words = st.text(alphabet="预算支出合计项目一二三（）、ABab 0123456789.,%", min_size=0, max_size=14).map(str.strip)
figures = st.integers(-9_999_999, 99_999_999).map(lambda cents: f"{cents / 100:,.2f}")


@st.composite
def small_grids(draw: st.DrawFn) -> Grid:
    """A grid of up to six columns with a heading and random merges, its first body row with a figure in it."""
    columns, rows = draw(st.integers(2, 6)), draw(st.integers(1, 6))
    kinds: list[Kind] = [draw(st.sampled_from(["name", "money", "text", "code"])) for _ in range(columns)]
    head = [[f"栏{number}" for number in range(columns)]]
    if draw(st.booleans()):
        across = draw(st.integers(2, columns))
        head.insert(0, ["合栏", *[LEFT] * (across - 1), *[f"单{number}" for number in range(across, columns)]])
        head[1][across:] = [UP] * (columns - across)
    grid = Grid(head, kinds)
    for row in range(rows):
        texts = [draw(figures if kind == "money" else words) for kind in kinds]
        texts[-1] = texts[-1] or "尾"
        across = draw(st.integers(1, columns - 1)) if draw(st.booleans()) else 1
        texts[1:across] = [LEFT] * (across - 1)
        if row and grid.body[-1][-1] != LEFT and draw(st.integers(0, 3)) == 0:
            texts[-1] = UP
        grid.add(*texts)
    return grid


looks = st.builds(
    lambda rulings, size, pad, air, top: Look(
        face=Face(available()[0] if available() else "zenhei"),
        rulings=rulings,
        size=size,
        pad=pad,
        row_air=air,
        valign_top=top,
    ),
    rulings=st.sampled_from(RULINGS),
    size=st.sampled_from([5.0, 9.0, 12.0]),
    pad=st.sampled_from([0.3, 2.0, 4.0]),
    air=st.sampled_from([1.5, 5.0]),
    top=st.booleans(),
)


def characters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(grid=small_grids(), look=looks)
def test_every_character_ends_in_exactly_one_cell(grid: Grid, look: Look) -> None:
    press = Press(look, random.Random(0))
    press.place(DrawnForm(None, "部门收支总表", grid, []))
    (table,) = extract(paint(press.sheets, look)).tables
    table.slots()  # raises when cells overlap or leave a hole
    assert (table.row_count, table.column_count) == (grid.rows, grid.columns)
    wanted = {(slot.row, slot.column, slot.row_span, slot.column_span): characters(slot.text) for slot in grid.slots()}
    found = {(cell.row, cell.column, cell.row_span, cell.column_span): characters(cell.text) for cell in table.cells}
    assert found == wanted
