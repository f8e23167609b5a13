"""Ends that stick out of a grid: print that stands in line with rulings, or a row whose outer side is not printed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.rulings.overhang import closing_lines, without_overhang
from extractors.rulings.trace import Trace

UNIT = 200 / 72
TOP, MIDDLE, FOOT = 100.0, 140.0, 300.0
#: A heading over the first three columns, with a rule below it; the others are as high as the whole head.
XS = (50.0, 100.0, 150.0, 200.0, 300.0, 400.0)


def trace(place: float, start: float, end: float) -> Trace:
    along = np.linspace(start, end, 40)
    return Trace(along, np.full(40, place), 2.0, end - start, 1.0)


def table(tops: tuple[float, ...]) -> tuple[list[Trace], list[Trace]]:
    """Return a table's upright lines, which begin at these heights, and its level ones; no line runs along its top."""
    level = [trace(MIDDLE, XS[0] - 50, XS[3]), *(trace(y, XS[0] - 50, XS[-1] + 50) for y in (220.0, FOOT))]
    return [trace(x, top, FOOT) for x, top in zip(XS, tops, strict=True)], level


def test_three_lines_that_stick_out_by_a_rows_height_bound_a_row() -> None:
    upright, level = table((MIDDLE, MIDDLE, MIDDLE, TOP, TOP, TOP))
    assert [line.along[0] for line in without_overhang(upright, level, UNIT)] == [MIDDLE] * 3 + [TOP] * 3
    (closing,) = closing_lines(upright, level, UNIT)
    assert (closing.along[0], closing.along[-1], closing.across[0]) == (XS[3], XS[5], TOP + 1)


def test_a_line_that_meets_one_other_counts() -> None:
    level = [trace(MIDDLE, XS[0] - 50, XS[3]), trace(220.0, XS[0] - 50, XS[-1] + 50)]
    upright = [trace(XS[3], TOP, 220.0), trace(XS[4], TOP, 220.0), trace(XS[5], TOP, 220.0)]
    assert without_overhang(upright, level, UNIT)[0].along[0] == TOP


def test_two_lines_and_ends_of_different_heights_are_strokes_of_print() -> None:
    for tops in ((MIDDLE, MIDDLE, MIDDLE, TOP, 220.0, 220.0), (MIDDLE, TOP - 8, MIDDLE, TOP, TOP + 8, 220.0)):
        upright, level = table(tops)
        cut = without_overhang(upright, level, UNIT)
        assert cut[3].along[0] > TOP
        assert closing_lines(upright, level, UNIT) == []


def test_a_line_that_ends_a_little_before_the_open_ones_is_one_of_them() -> None:
    upright, level = table((MIDDLE, MIDDLE, TOP + 9, TOP, TOP, TOP))
    assert [line.along[0] for line in without_overhang(upright, level, UNIT)] == [MIDDLE] * 2 + [TOP + 9] + [TOP] * 3


def test_the_sides_of_a_merged_heading_end_with_the_other_open_lines() -> None:
    """Only two stick out beyond the rule below the heading; the three beside it beyond the rule below all."""
    level = [trace(MIDDLE, XS[3], XS[5] + 50), *(trace(y, XS[0] - 50, XS[-1] + 50) for y in (180.0, 220.0, FOOT))]
    upright = [trace(x, top, FOOT) for x, top in zip(XS, (TOP, TOP, TOP, TOP, MIDDLE, TOP), strict=True)]
    cut = without_overhang(upright, level, UNIT)
    assert [line.along[0] for line in cut] == [TOP, TOP, TOP, TOP, MIDDLE, TOP]
    (closing,) = closing_lines(upright, level, UNIT)
    assert (closing.along[0], closing.along[-1]) == (XS[0], XS[5])


def row_below_a_break(side: Trace, rule: Trace) -> list[Trace]:
    """Return what closes a torn row's first cell, by that cell's outer side and the rule over the other cells."""
    upright = [side, *(trace(x, TOP, MIDDLE) for x in XS[2:])]
    return closing_lines(upright, [rule, trace(MIDDLE, XS[0], XS[-1])], UNIT)


def test_a_cell_that_a_page_break_left_open_is_closed_level_with_the_rule_of_the_others() -> None:
    (closing,) = row_below_a_break(trace(XS[0], TOP, MIDDLE), trace(TOP, XS[2], XS[-1]))
    assert (closing.along[0], closing.along[-1], closing.across[0]) == (XS[0], XS[2], TOP + 1)
    last = [trace(x, TOP, MIDDLE) for x in XS[:-1]]  # at the other corner, and upside down
    level = [trace(TOP, XS[0], XS[-1]), trace(MIDDLE, XS[0], XS[-2])]
    (closing,) = closing_lines([*last, trace(XS[-1], TOP, MIDDLE)], level, UNIT)
    assert (closing.along[0], closing.along[-1], closing.across[0]) == (XS[-2], XS[-1], MIDDLE - 1)


def test_a_stroke_beside_a_grid_is_no_open_cells_side() -> None:
    rule = trace(TOP, XS[2], XS[-1])
    assert row_below_a_break(trace(XS[0], TOP + 15, MIDDLE), rule) == []  # not as high as the row
    assert row_below_a_break(trace(XS[0] + 20, TOP, MIDDLE), rule) == []  # not at the end of the row's rule
    beside = replace(trace(XS[0], TOP, MIDDLE), free=0.8)  # with the rest of its character beside it
    assert row_below_a_break(beside, rule) == []
    assert row_below_a_break(trace(XS[0], TOP, MIDDLE), trace(TOP, XS[0] + 15, XS[-1])) == []  # a broken corner


@pytest.mark.parametrize(
    ("top", "free", "start"),
    [(TOP, 1.0, TOP), (TOP + 12, 1.0, MIDDLE), (TOP, 0.8, MIDDLE)],
    ids=["level with the rule", "lower", "with print beside it"],
)
def test_a_side_between_torn_cells_is_level_with_the_rule_of_the_others(top: float, free: float, start: float) -> None:
    """Two cells span rows before a page break: only over the cells beside them is a rule behind it."""
    level = [trace(TOP, XS[2], XS[5]), *(trace(y, XS[0], XS[5]) for y in (MIDDLE, FOOT))]
    upright = [trace(XS[0], MIDDLE, FOOT), replace(trace(XS[1], top, FOOT), free=free)]
    upright += [trace(x, TOP, FOOT) for x in XS[2:]]
    assert without_overhang(upright, level, UNIT)[1].along[0] == pytest.approx(start, abs=12)


@pytest.mark.parametrize(("tops", "is_open"), [((TOP, TOP), True), ((TOP, TOP + 14), False), ((TOP, MIDDLE), False)])
def test_all_sides_of_three_columns_stick_out_alike_where_their_table_is_open(
    tops: tuple[float, float], is_open: bool
) -> None:
    """A heading printed again over a table without outer sides, without the rule above it."""
    level = [trace(y, XS[0], XS[4]) for y in (MIDDLE, 220.0, FOOT)]
    upright = [replace(trace(x, top, FOOT), free=0.5) for x, top in zip(XS[1:3], tops, strict=True)]
    cut = without_overhang(upright, level, UNIT)
    assert (cut[0].along[0] == TOP) == is_open
    assert bool(closing_lines(upright, level, UNIT)) is is_open
