"""Dashed rulings that end: at a page break, and where a cell is merged."""

from __future__ import annotations

import pytest
from test_dashes import UNIT, draw, empty_page, positions, scanned, traced


@pytest.mark.parametrize("ys", [(43.0, 57.0), (57.0, 43.0)], ids=["upright", "upside down"])
@pytest.mark.parametrize(("columns", "found"), [([60.0, 150.0, 230.0, 340.0], 4), ([60.0, 340.0], 0)])
def test_the_last_row_of_a_table_may_be_all_that_a_page_has(
    ys: tuple[float, float], columns: list[float], found: int
) -> None:
    page = empty_page()
    draw(page, 60.0, 340.0, ys[1], (7, 3, 2))
    for x in columns:
        draw(page.T, min(ys), max(ys), x, (7, 4, 2))
    upright, level = positions(scanned(page, 6.0))
    assert level == pytest.approx([ys[1]] if found else [], abs=0.7)
    assert upright == pytest.approx(columns[:found], abs=0.7)


@pytest.mark.parametrize(("margin", "is_edge"), [(4, True), (8, False)])
def test_print_hides_the_dashes_where_it_stands_and_not_those_above_and_below(margin: int, is_edge: bool) -> None:
    """A character stands, so many pixels from the lines above and below, where a column is left out in one row."""
    page, xs, ys, pen = empty_page(), [40.0, 200.0, 330.0], [20.0, 50.0, 64.0, 94.0], (8, 3, 2)
    for y in ys:
        draw(page, xs[0], xs[-1], y, pen)
    for x, first, last in ((xs[0], 0, 3), (xs[1], 0, 1), (xs[1], 2, 3), (xs[2], 0, 3)):
        draw(page.T, ys[first], ys[last], x, pen)
    top, bottom, x = (round(place * UNIT) for place in (ys[1], ys[2], xs[1]))
    page[top + margin : bottom - margin, x : x + 20] = 20
    crossing = [line for line in traced(page).vertical if line.along[0] < (top + bottom) / 2 < line.along[-1]]
    assert len(crossing) == 2 + is_edge
