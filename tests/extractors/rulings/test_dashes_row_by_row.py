"""Dashes that are drawn cell by cell: at other steps in higher rows, a little aside, or one by one beside noughts."""

from __future__ import annotations

import numpy as np
import pytest
from test_dashes import DASHES, DPI, UNIT, XS, YS, dashed_grid, draw, empty_page, positions, traced

from extractors.ports import Gray
from extractors.rulings import dashes
from extractors.rulings.chains import Chain, find_chains


@pytest.mark.parametrize("marks", [2, 3])
def test_a_column_goes_on_where_its_dashes_are_fitted_to_a_higher_row(marks: int) -> None:
    page, body, step = empty_page(), 300, 13
    for start in (*range(body, 450, 9), *(body - number * step for number in range(1, marks + 1))):
        page[start : start + 7, 400:403] = 20
    _, (column,) = find_chains(page, DPI)
    assert column.starts[0] == body - marks * step


@pytest.mark.parametrize(("aside", "found"), [(4.0, True), (8.0, False)])
def test_a_row_has_the_side_of_a_heading_that_stands_a_little_beyond_its_last_dot(aside: float, found: bool) -> None:
    """The last dot of a row, on its side, is part of neither."""
    page, pen, xs, ys = empty_page(), (5, 3, 4), [100.0, 200.0, 260.0], [40.0, 70.0, 90.0, 110.0, 130.0]
    for y in ys[1:]:
        draw(page, xs[0], xs[-1] - 3, y, pen)
    draw(page, xs[0] + aside, xs[-1] + aside - 3, ys[0], pen)
    for x in xs:
        draw(page.T, ys[1], ys[-1], x, pen)
    for x in xs[1:]:
        draw(page.T, ys[0], ys[1], x + aside, pen)
    assert (min(positions(page)[1]) < ys[0] + 5) == found


@pytest.mark.parametrize(("columns", "found"), [(XS[1:3], 1), (XS[1:2], 0)])
def test_two_columns_lead_to_a_long_row_beside_those_of_a_grid(columns: list[float], found: int) -> None:
    page, foot = dashed_grid(DASHES), YS[-1] + 11
    draw(page, XS[0] - 2, XS[-1] - 2, foot, DASHES)
    for x in columns:
        draw(page.T, YS[-1], foot, x - 2, DASHES)
    level = [float(np.median(line.across)) / UNIT for line in traced(page).horizontal]
    assert sum(place > YS[-1] + 5 for place in level) == found


@pytest.mark.parametrize(("marks", "found"), [(1, False), (2, True)])
def test_one_mark_between_every_two_rows_makes_no_column(
    monkeypatch: pytest.MonkeyPatch, marks: int, found: bool
) -> None:
    """So stand the noughts that end the figures of a column; of a ruling more is seen in some rows."""
    page, rows, place = empty_page(), [20.0 + 9.72 * number for number in range(15)], 160.0
    for y in rows:
        draw(page, XS[0], XS[-1], y, DASHES)
    for x in XS:
        draw(page.T, rows[0], rows[-1], x, DASHES)
    starts = np.array([y * UNIT + 6 + 8.0 * number for y in rows[:-1] for number in range(marks)])
    across = np.full(len(starts), place * UNIT)
    noughts = Chain(np.arange(len(starts)), starts, starts + 4, across, 4.0, 8.0, sure=True)

    def find(gray: Gray, dpi: float) -> tuple[list[Chain], list[Chain]]:
        level, upright = find_chains(gray, dpi)
        return level, [*upright, noughts]

    monkeypatch.setattr(dashes, "find_chains", find)
    _, drawn = dashes.draw_dashes(page, DPI)
    assert any(abs(line.place - place * UNIT) < 2 for line in drawn.lines.vertical) is found


def test_a_mark_at_the_edge_of_the_picture_has_nothing_beyond_it() -> None:
    page = empty_page()
    for start in range(346, len(page), 9):  # of the last is a row of pixels there
        page[start : start + 7, 400:403] = 20
    _, (column,) = find_chains(page, DPI)
    assert column.ends[-1] == len(page)
