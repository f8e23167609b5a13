"""Long lines and what goes on between two of them: rulings printed double, rows of print, and the 1 of a figure."""

from __future__ import annotations

import numpy as np
import pytest
from test_edges import DPI, NOTHING, XS, YS, framed, page_with_print, trace

from extractors.rulings.edges import settle_edges
from extractors.rulings.trace import RasterLines, Trace


def middle_row(*inked: tuple[int, int], beside: bool) -> RasterLines:
    """Settle a table of three rows in whose middle one ink stands between the rules of the others."""
    rows = [60, 190, 240, 370]
    page = framed(rows)
    for first, last in (rows[:2], rows[2:], *inked):
        page[first:last, XS[1] - 1 : XS[1] + 1] = 20
    if beside:
        for x in (XS[1] - 16, XS[1] - 32):  # a figure's other digits
            page[206:224, x : x + 8] = 20
    upright = [trace(x, rows[0], rows[-1]) for x in (XS[0], XS[2])]
    upright += [trace(XS[1], *rows[:2]), trace(XS[1], *rows[2:])]
    return settle_edges(page, RasterLines([trace(y, XS[0], XS[2]) for y in rows], upright), NOTHING, DPI)


@pytest.mark.parametrize(
    ("inked", "beside", "is_edge"),
    [
        ([(206, 224)], True, False),  # the 1 of a figure in a cell of both columns
        ([(206, 224)], False, True),  # a piece of a ruling that something erased
        ([(190, 224)], True, True),  # which goes on beyond print beside it
        ([(206, 224), (228, 234)], True, True),
    ],
)
def test_what_goes_on_between_two_rules_is_no_part_of_a_figure(
    inked: list[tuple[int, int]], beside: bool, is_edge: bool
) -> None:
    lines = middle_row(*inked, beside=beside)
    found = [one for one in lines.vertical if abs(one.across.mean() - XS[1]) < 5 and one.along[0] < 215 < one.along[-1]]
    assert bool(found) is is_edge


def test_the_two_lines_of_a_ruling_printed_double_are_looked_at_apart() -> None:
    """Each line is looked at along its own course: between the two there is paper."""
    page = np.full((500, 600), 250, np.uint8)
    places = (*YS[:2], YS[1] + 4, YS[2])
    sides = (XS[0], 230, 360, XS[2])
    for x in sides:
        page[YS[0] : YS[2], x - 1 : x + 1] = 20
    for y in places:
        page[y, XS[0] : XS[2]] = 20
    lines = RasterLines([trace(y, XS[0], XS[2], 1.0) for y in places], [trace(x, YS[0], YS[2]) for x in sides])
    for number, count in ((1, 80), (2, 83)):  # traced at other places than each other
        along = np.linspace(XS[0], XS[2], count)
        lines.horizontal[number] = Trace(along, np.full(count, float(places[number])), 1.0, float(XS[2] - XS[0]), 1.0)
    settled = settle_edges(page, lines, NOTHING, DPI)
    assert [(round(line.across.mean()), line.along[-1]) for line in settled.horizontal] == [(y, XS[2]) for y in places]


@pytest.mark.parametrize(("free", "gap", "kept"), [(0.5, 2, False), (0.9, 2, False), (0.5, 0, False), (0.9, 0, True)])
def test_a_row_of_small_print_that_runs_along_no_edge_is_no_ruling(free: float, gap: int, kept: bool) -> None:
    """What is dark all along with light on both sides may be left of a worn one."""
    page, lines = page_with_print(290)
    page[YS[1] - 6 : YS[1] + 6] = 250
    for x in range(XS[0] + 2, XS[0] + 120, 8):
        page[YS[1] - 6 : YS[1] + 6, x : x + 8 - gap] = 20
    lines.horizontal[1] = Trace(np.array([102.0, 220.0]), np.full(2, float(YS[1])), 7.0, 118.0, free)
    lines.vertical[1] = trace(460, YS[0], YS[2])
    settled = settle_edges(page, lines, NOTHING, DPI)
    assert any(abs(line.across.mean() - YS[1]) < 3 for line in settled.horizontal) is kept


@pytest.mark.parametrize(("right", "kept"), [(500, True), (420, False)])
def test_what_is_left_of_a_rule_at_an_open_side_is_one_if_it_runs_out_far(right: int, kept: bool) -> None:
    """A watermark erased the rule up to the middle of the last column but one."""
    page = np.full((500, 600), 250, np.uint8)
    sides, left = (XS[0], 250, 350), 290
    for x in sides:
        page[YS[0] : YS[2], x - 1 : x + 1] = 20
    for y, x0 in zip(YS, (XS[0], left, XS[0]), strict=True):
        page[y - 1 : y + 1, x0:right] = 20
    rows = [trace(YS[0], XS[0], right), trace(YS[1], left, right), trace(YS[2], XS[0], right)]
    settled = settle_edges(page, RasterLines(rows, [trace(x, YS[0], YS[2]) for x in sides]), NOTHING, DPI)
    ends = [line.along[-1] for line in settled.horizontal if abs(line.across.mean() - YS[1]) < 3]
    assert (right in ends) is kept


@pytest.mark.parametrize("ruled", [True, False])
def test_a_rules_end_that_print_draws_aside_is_looked_for_where_the_rest_leads(ruled: bool) -> None:
    """Words stand on the rule in its first cell; without it they are what goes on there."""
    page = np.full((500, 600), 250, np.uint8)
    first = XS[0] + 110
    for x in (XS[0], first, XS[2]):
        page[YS[0] : YS[2], x - 1 : x + 1] = 20
    for y in YS:
        page[y - 1 : y + 1, (XS[0] if y != YS[1] or ruled else first) : XS[2]] = 20
    for x in range(XS[0] + 14, first - 20, 14):
        page[YS[1] - 14 : YS[1] - 1, x : x + 11] = 20
    along = np.linspace(XS[0], XS[2], 60)
    inside = np.clip((along - XS[0]) / (first - XS[0]), 0, 1)
    drawn_aside = Trace(along, YS[1] - 6 * np.sin(np.pi * inside), 2.0, float(XS[2] - XS[0]), 1.0)
    rows = [trace(YS[0], XS[0], XS[2]), drawn_aside, trace(YS[2], XS[0], XS[2])]
    upright = [trace(x, YS[0], YS[2]) for x in (XS[0], first, XS[2])]
    settled = settle_edges(page, RasterLines(rows, upright), NOTHING, DPI)
    found = [line for line in settled.horizontal if abs(line.place - YS[1]) < 3]
    assert bool(min(line.along[0] for line in found) <= XS[0] + 5) is ruled


def test_a_side_that_begins_between_two_tables_does_not_run_up_to_the_first() -> None:
    """The rule above it is torn: the side begins in the middle of what lies between two rules."""
    page = np.full((500, 600), 250, np.uint8)
    for y in YS:
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    page[170 : YS[2], XS[1] - 1 : XS[1] + 1] = 20
    rows, side = [trace(y, XS[0], XS[2]) for y in YS], trace(XS[1], 170, YS[2])
    settled = settle_edges(page, RasterLines(rows, [side]), RasterLines([], [side]), DPI)
    assert [line.along[0] for line in settled.vertical] == [170]


@pytest.mark.parametrize(("short", "high", "kept"), [(5, 4, False), (0, 2, True)], ids=["feet of print", "rule"])
def test_a_short_line_with_print_beside_it_runs_into_the_sides_that_it_meets(short: int, high: int, kept: bool) -> None:
    """The feet of a bold heading stand in line over all of its column, but for the room at its sides."""
    xs, ys, foot = (100, 260, 420), (60, 160), 105
    page = np.full((220, 600), 250, np.uint8)
    for y in ys:
        page[y - 1 : y + 1, xs[0] : xs[2]] = 20
    for x in xs:
        page[ys[0] : ys[1], x - 1 : x + 1] = 20
    page[foot - high // 2 : foot + high // 2, xs[0] + short : xs[1] - short] = 20
    for x in range(xs[0] + 8, xs[1] - 20, 30):
        page[foot - 24 : foot, x : x + 14] = 20
    line = Trace(np.linspace(xs[0] + short, xs[1] - short, 80), np.full(80, float(foot)), 3.0, 150.0, 0.4)
    level = [trace(ys[0], xs[0], xs[2]), line, trace(ys[1], xs[0], xs[2])]
    settled = settle_edges(page, RasterLines(level, [trace(x, *ys) for x in xs]), NOTHING, DPI)
    assert any(abs(one.across.mean() - foot) < 3 for one in settled.horizontal) is kept
