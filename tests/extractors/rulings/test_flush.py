"""Sides of cells that figures touch are found in a row that stands alone."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.raster import trace_lines

DPI = 200.0
TOP, BOTTOM, LEFT, RIGHT = 100, 133, 100, 900
SIDES = (400, 650, RIGHT)
INK, PALE = 60, 142


def row() -> Gray:
    """Draw one row of three cells: a heading's and two of amounts, whose sides are still to be drawn."""
    page = np.full((300, 1000), 250, np.uint8)
    for y in (TOP, BOTTOM):
        page[y - 1 : y + 1, LEFT - 1 : RIGHT + 1] = INK
    page[TOP:BOTTOM, LEFT - 1 : LEFT + 1] = INK
    return page


def draw_side(page: Gray, x: int, height: int, gap: int = 0) -> None:
    """Draw a side and, against it, figures of so many pixels' height; it stops ``gap`` pixels short of the rulings."""
    page[TOP + 1 + gap : BOTTOM - 1 - gap, x - 1 : x + 1] = INK
    middle = (TOP + BOTTOM) // 2
    for digit in range(4):
        right = x - 1 - 12 * digit
        page[middle - height // 2 : middle + height // 2, right - 8 : right] = INK


def found(page: Gray) -> list[int]:
    return sorted({5 * round(float(line.across.mean()) / 5) for line in trace_lines(page, DPI).vertical})


@pytest.mark.parametrize("height", [18, 22])
def test_sides_that_figures_touch_are_found_in_a_row_that_stands_alone(height: int) -> None:
    page = row()
    for x in SIDES:
        draw_side(page, x, height)
    assert found(page) == [LEFT, *SIDES]


@pytest.mark.parametrize(("height", "gap", "beside"), [(30, 0, None), (20, 4, None), (20, 0, 8)])
def test_strokes_are_no_sides(height: int, gap: int, beside: int | None) -> None:
    """They fill the row with their character, stop short of the rulings, or have print on both sides."""
    page = row()
    draw_side(page, RIGHT, 20)
    draw_side(page, 400, height, gap)
    if beside is not None:
        page[TOP + 8 : BOTTOM - 8, 400 + beside : 408 + beside] = INK
    assert found(page) == [LEFT, RIGHT]


@pytest.mark.parametrize(("short", "aside"), [(0, 0), (2, 5)])
def test_a_row_that_a_page_break_cut_off_keeps_the_sides_that_stop_short_of_its_rule(short: int, aside: int) -> None:
    """Its upper rule is on the page before; its left side stands a little beyond the end of the lower one."""
    page = np.full((300, 1000), 250, np.uint8)
    page[BOTTOM - 1 : BOTTOM + 1, LEFT + aside : RIGHT + 1] = INK
    for x in (LEFT, 160, 220, 280, 400, 650, RIGHT):
        if x in (400, 650):
            draw_side(page, x, 18)
        page[TOP : BOTTOM - 1, x - 1 : x + 1] = INK
        page[BOTTOM - 1 - short : BOTTOM - 1, x - 1 : x + 1] = PALE
    assert found(page) == [LEFT, 160, 220, 280, 400, 650, RIGHT]


@pytest.mark.parametrize(("rows", "is_side"), [((0, 1, 2, 3), True), ((2,), False)])
def test_in_a_known_grid_figures_touch_a_side_in_more_than_one_row(rows: tuple[int, ...], is_side: bool) -> None:
    """A stroke of a character may run from rule to rule in a low row; a column has its side in most."""
    height, low = BOTTOM - TOP, 4
    page = np.full((300, 1000), 250, np.uint8)
    for row in range(low + 1):
        page[TOP + row * height - 1 : TOP + row * height + 1, LEFT - 1 : RIGHT + 1] = INK
    for x in (LEFT, 250, 700, RIGHT):
        page[TOP : TOP + low * height, x - 1 : x + 1] = INK
    for row in rows:
        draw_side(page[row * height :], 400, 22)
    assert (400 in found(page)) == is_side


def test_columns_of_a_table_further_down_say_nothing_of_a_row_above_it() -> None:
    """Figures so low leave most of a side free; the other table's columns run where the sides do."""
    page = np.full((800, 1000), 250, np.uint8)
    page[:300] = row()
    for x in SIDES:
        draw_side(page, x, 12)
    for y in (500, 533, 566, 599):
        page[y - 1 : y + 1, LEFT - 1 : RIGHT + 1] = INK
    for x in (LEFT, *SIDES):
        page[500:600, x - 1 : x + 1] = INK
    above = [line for line in trace_lines(page, DPI).vertical if line.along[-1] < 200]
    assert sorted(5 * round(float(line.across.mean()) / 5) for line in above) == [LEFT, *SIDES]
