"""Edges of which nothing is left, told by the holes in the rules that they met and by the print on both sides."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.erased import with_erased
from extractors.rulings.strokes import sheet_of
from extractors.rulings.trace import Trace

UNIT = 200 / 72
XS, YS = (100, 300, 500), (60, 110, 160, 210)
FIGURES = (slice(250, 292), slice(420, 490))


def trace(place: float, start: float, end: float) -> Trace:
    return Trace(np.linspace(start, end, 20), np.full(20, float(place)), 2.0, end - start, 1.0)


def page(print_there: tuple[slice, ...] = FIGURES, hole: slice | None = slice(302, 320)) -> Gray:
    """Draw a grid of two columns and three rows without the edge between the cells of the second row."""
    drawn = np.full((300, 600), 250, np.uint8)
    for y in YS:
        drawn[y - 1 : y + 1, XS[0] : XS[2]] = 20
    for x in XS:
        drawn[YS[0] : YS[3], x - 1 : x + 1] = 20
    drawn[YS[1] + 2 : YS[2] - 2, XS[1] - 1 : XS[1] + 1] = 250
    for columns in print_there:
        drawn[YS[1] + 15 : YS[1] + 35, columns] = 20
    if hole:
        drawn[YS[1] - 3 : YS[1] + 3, hole] = 250
    return drawn


def put_in(drawn: Gray, ends: tuple[int, int] = (YS[0], YS[3])) -> bool:
    """Tell whether the edge is put in if the ruling runs from and to ``ends`` but for the second row."""
    middle = [trace(XS[1], ends[0], YS[1]), trace(XS[1], YS[2], ends[1])]
    upright = [trace(XS[0], YS[0], YS[3]), *(one for one in middle if one.length), trace(XS[2], YS[0], YS[3])]
    rules = [trace(y, XS[0], XS[2]) for y in YS]
    sheet = sheet_of(np.ascontiguousarray(drawn.T), upright, UNIT)
    found = with_erased(sheet, upright, rules, 2.0)
    at = (YS[1] + YS[2]) / 2
    return any(abs(line.across.mean() - XS[1]) < 2 and line.along[0] <= at <= line.along[-1] for line in found)


def test_an_erased_edge_is_put_in_between_figures_beside_a_hole() -> None:
    assert put_in(page())
    # A stub of the ruling itself is no print across it.
    stub = page()
    stub[YS[2] - 15 : YS[2], XS[1] - 1 : XS[1] + 1] = 20
    assert put_in(stub)


@pytest.mark.parametrize(
    ("print_there", "hole"),
    [
        pytest.param(FIGURES, None, id="whole rules"),
        pytest.param(FIGURES, slice(350, 370), id="a hole elsewhere"),
        pytest.param((slice(250, 299), slice(303, 340)), slice(304, 320), id="one text"),
        pytest.param((slice(250, 340),), slice(302, 320), id="a text across"),
        pytest.param((slice(250, 292),), slice(302, 320), id="print on one side"),
    ],
)
def test_a_cell_that_fills_two_columns_stays(print_there: tuple[slice, ...], hole: slice | None) -> None:
    assert not put_in(page(print_there, hole))


def test_a_ruling_that_begins_below_is_not_taken_up() -> None:
    assert not put_in(page(), (YS[1], YS[3]))


def test_at_the_foot_of_a_table_the_ruling_need_not_go_on() -> None:
    assert put_in(page(), (YS[0], YS[2]))


@pytest.mark.parametrize(("above", "found"), [(20, True), (-10, False)])
def test_a_column_of_the_table_above_tells_nothing(above: int, found: bool) -> None:
    """A watermark is large, but what ends farther above is another table's."""
    upright = [trace(XS[0], YS[0], YS[3]), trace(XS[1], -90, above), trace(XS[2], YS[0], YS[3])]
    sheet = sheet_of(np.ascontiguousarray(page().T), upright, UNIT)
    lines = with_erased(sheet, upright, [trace(y, XS[0], XS[2]) for y in YS], 2.0)
    at = (YS[1] + YS[2]) / 2
    assert any(abs(one.across.mean() - XS[1]) < 2 and one.along[0] <= at <= one.along[-1] for one in lines) is found


def test_where_a_rule_ends_is_no_hole_and_beside_another_line_no_edge() -> None:
    ends = page(hole=None)
    ends[YS[1] - 3 : YS[1] + 3, 300:] = ends[YS[2] - 3 : YS[2] + 3, 300:] = 250
    assert not put_in(ends)
