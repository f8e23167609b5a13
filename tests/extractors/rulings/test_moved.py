"""Edges of a heading that is printed a little aside from the grid below it, told from strokes by standing together."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.edges import settle_edges
from extractors.rulings.moved import moved_together
from extractors.rulings.trace import RasterLines, Trace

DPI = 200.0
UNIT = DPI / 72
XS, HEAD, TOP, FOOT = (100, 220, 340, 460, 580), 60, 120, 420
#: By how much the heading stands to the right, in pixels: two points.
ASIDE = 6
NOTHING = RasterLines([], [])


def trace(across: float, start: float, end: float) -> Trace:
    return Trace(np.linspace(start, end, 20), np.full(20, float(across)), 2.0, end - start, 1.0)


def test_edges_that_stand_beside_the_lines_below_as_most_do_are_rulings() -> None:
    below = [trace(x, TOP, FOOT) for x in XS]
    heading = [trace(x + ASIDE + wave, HEAD, TOP) for x, wave in zip(XS, (0, 1, -1, 1, 0), strict=True)]
    strokes = [trace(150, HEAD, TOP), trace(XS[2] - 3, HEAD, TOP)]
    assert moved_together([*heading[:3], *strokes], [*below, *heading[3:]], UNIT) == heading[:3]


def test_a_few_strokes_beside_lines_are_none() -> None:
    below = [trace(x, TOP, FOOT) for x in XS]
    assert moved_together([trace(x + ASIDE, HEAD, TOP) for x in XS[:2]], below, UNIT) == []
    scattered = [trace(x + aside, HEAD, TOP) for x, aside in zip(XS, (-7, 0, 7, -3, 4), strict=True)]
    assert moved_together(scattered, below, UNIT) == []


def test_strokes_one_over_another_are_not_moved_aside() -> None:
    below = [trace(x, TOP, FOOT) for x in XS]
    upper, lower = ([trace(x + 40, *ends) for x in XS] for ends in ((HEAD - 60, HEAD), (HEAD, TOP)))
    assert moved_together([*upper, *lower], below, UNIT) == []


def test_brackets_one_over_another_between_lines_that_run_on_are_not_moved_aside() -> None:
    strokes = [trace(x + aside, *ends) for x in (150, 170, 190) for aside, ends in ((0, (HEAD, TOP)), (4, (TOP, 180)))]
    assert moved_together(strokes, [], UNIT) == strokes
    assert moved_together(strokes, [trace(x, HEAD, FOOT) for x in (*XS, 700)], UNIT) == []


def test_a_grid_is_moved_aside_by_less_than_a_narrow_column() -> None:
    below = [trace(x, TOP, FOOT) for x in XS]
    for points, count in ((3.2, len(XS)), (5.0, 0)):
        heading = [trace(x + points * UNIT, HEAD, TOP) for x in XS]
        assert len(moved_together(heading, below, UNIT)) == count, points


def test_edges_over_a_row_of_one_cell_stand_beside_the_lines_below_it_as_the_others_do() -> None:
    merged = TOP + 40
    below = [trace(x, merged if x == XS[1] else TOP, FOOT) for x in XS]
    heading = [trace(x + ASIDE, HEAD, TOP) for x in XS]
    assert moved_together(heading, below, UNIT) == heading
    stroke = trace(XS[1] - ASIDE, HEAD, TOP)
    assert moved_together([*heading[2:], stroke], below, UNIT) == heading[2:]


def test_lines_that_go_on_at_once_say_nothing_of_a_grid_moved_aside_a_row_further_down() -> None:
    upper = [trace(x, HEAD - 40, HEAD) for x in XS if x != XS[1]]
    heading = [trace(XS[number], HEAD, TOP) for number in (0, 1, 3)]
    below = [trace(x + ASIDE, TOP, FOOT) for x in XS]
    stroke = trace(XS[1] + 1, HEAD - 40, HEAD)
    assert moved_together([stroke], [*upper, *heading, *below], UNIT) == []


def moved_heading() -> tuple[Gray, RasterLines]:
    """Draw a grid and a heading aside, whose upright rules stop short and have print on both sides."""
    page = np.full((500, 700), 250, np.uint8)
    for x in XS:
        page[TOP:FOOT, x - 1 : x + 1] = 20
        page[HEAD + 2 : TOP - 2, x + ASIDE - 1 : x + ASIDE + 1] = 20
        page[HEAD + 20 : HEAD + 30, x + ASIDE + 3 : x + ASIDE + 14] = 20
        page[HEAD + 20 : HEAD + 30, x + ASIDE - 14 : x + ASIDE - 5] = 20
    for y in (HEAD, TOP, FOOT):
        page[y - 1 : y + 1, XS[0] : XS[-1] + ASIDE] = 20
    rows = [trace(y, XS[0], XS[-1] + ASIDE) for y in (HEAD, TOP, FOOT)]
    return page, RasterLines(rows, [trace(x, TOP, FOOT) for x in XS])


def test_a_heading_moved_aside_keeps_rules_that_stop_short_among_print() -> None:
    page, lines = moved_heading()
    seen = RasterLines([], [trace(x + ASIDE, HEAD + 4, TOP - 4) for x in XS])
    settled = settle_edges(page, lines, seen, DPI)
    upper = sorted(float(line.across.mean()) for line in settled.vertical if line.along[0] < HEAD + 10)
    assert np.allclose(upper, [x + ASIDE for x in XS], atol=1.5)


def test_edges_of_a_low_row_too_short_to_be_seen_are_found_beside_the_lines_above() -> None:
    page, lines = moved_heading()
    low = FOOT + 26
    for x in XS:
        page[FOOT + 2 : low, x + ASIDE - 1 : x + ASIDE + 1] = 20
        page[FOOT + 8 : FOOT + 20 : 4, x + ASIDE - 12 : x + ASIDE + 12] = 20  # figures that touch both sides
    page[low - 1 : low + 1, XS[0] : XS[-1] + ASIDE] = 20
    lines.horizontal.append(trace(low, XS[0], XS[-1] + ASIDE))
    settled = settle_edges(page, lines, NOTHING, DPI)
    lower = sorted(float(line.across.mean()) for line in settled.vertical if line.along[-1] > FOOT + 10)
    assert np.allclose(lower, [x + ASIDE for x in XS], atol=1.5)


def test_a_low_row_under_a_heading_whose_rule_was_only_seen_is_looked_at() -> None:
    page, lines = moved_heading()
    low = TOP + 26
    page[low + 1 :] = 250
    page[low - 1 : low + 1, XS[0] : XS[-1]] = 20
    page[HEAD + 2 : TOP - 1, XS[2] + ASIDE - 16 : XS[2] + ASIDE - 1] = 250
    page[HEAD + 2 : TOP - 1, XS[2] + ASIDE + 1 : XS[2] + ASIDE + 16] = 250
    page[HEAD:TOP, XS[2] + ASIDE - 1 : XS[2] + ASIDE + 1] = 20
    rows = [*lines.horizontal[:2], trace(low, XS[0], XS[-1])]
    known = [line for x in XS if x != XS[2] for line in (trace(x + ASIDE, HEAD, TOP), trace(x, TOP, low))]
    seen = RasterLines([], [trace(XS[2] + ASIDE, HEAD + 4, TOP - 4)])
    settled = settle_edges(page, RasterLines(rows, known), seen, DPI)
    assert sum(line.along[-1] > TOP + 10 for line in settled.vertical) == len(XS)


def test_an_edge_over_a_row_of_one_cell_is_looked_for_beside_the_line_below_it() -> None:
    page, lines = moved_heading()
    merged = TOP + 40
    page[merged - 1 : merged + 1, XS[0] : XS[-1]] = 20
    page[TOP + 2 : merged - 2, XS[1] - 2 : XS[1] + 2] = 250
    lines.horizontal.append(trace(merged, XS[0], XS[-1]))
    lines.vertical[1] = trace(XS[1], merged, FOOT)
    settled = settle_edges(page, lines, NOTHING, DPI)
    upper = sorted(float(line.across.mean()) for line in settled.vertical if line.along[0] < HEAD + 10)
    assert np.allclose(upper, [x + ASIDE for x in XS], atol=1.5)


def test_what_is_left_of_an_edge_beside_the_lines_below_is_one_where_others_stand_so() -> None:
    cut = slice(HEAD + 16, HEAD + 34)
    for moved, count in ((XS, len(XS)), (XS[2:3], 0)):
        page, lines = moved_heading()
        for x in set(XS) - set(moved):
            page[HEAD + 2 : TOP - 2, x + ASIDE - 16 : x + ASIDE + 16] = 250
        page[cut, XS[2] + ASIDE - 16 : XS[2] + ASIDE + 16] = 250
        settled = settle_edges(page, lines, NOTHING, DPI)
        upper = [line for line in settled.vertical if line.along[0] < HEAD + 10]
        assert len(upper) == count


def test_lines_that_go_on_below_a_row_of_one_cell_say_how_a_heading_is_moved() -> None:
    merged = TOP + 40
    below = [trace(x, merged if x in XS[1:3] else TOP, FOOT) for x in XS[:4]]
    heading = [trace(x + ASIDE, HEAD, TOP) for x in XS[:4]]
    assert moved_together([heading[2]], [*below, *heading[:2], heading[3]], UNIT) == [heading[2]]


def test_strokes_that_fill_a_low_row_are_nothing_that_is_left_of_a_heading_moved_aside() -> None:
    for low, count in ((TOP - 36, len(XS)), (TOP - 24, 0)):
        page, lines = moved_heading()
        for x in XS:
            page[HEAD:TOP, x + ASIDE - 16 : x + ASIDE + 16] = 250
            page[low + 6 : TOP - 5, x + ASIDE - 1 : x + ASIDE + 1] = 20
        page[low - 1 : low + 1, XS[0] : XS[-1] + ASIDE] = page[HEAD - 1 : HEAD + 1, XS[0] : XS[-1] + ASIDE] = 20
        lines.horizontal.append(trace(low, XS[0], XS[-1] + ASIDE))
        settled = settle_edges(page, lines, NOTHING, DPI)
        assert sum(line.along[0] < TOP - 10 for line in settled.vertical) == count


@pytest.mark.parametrize(("upper", "is_edge"), [((40, 66), True), ((48, 74), False)])
def test_strokes_of_characters_one_under_another_run_into_no_rule(upper: tuple[int, int], is_edge: bool) -> None:
    page, lines = moved_heading()
    high, x = 40, XS[2] + ASIDE  # a row 29 points high
    page[HEAD - 1 : HEAD + 1] = 250
    page[high - 1 : high + 1, XS[0] : XS[-1] + ASIDE] = 20
    for each in XS:
        page[high + 2 : HEAD + 2, each + ASIDE - 1 : each + ASIDE + 1] = 20
    lines.horizontal[0] = trace(high, XS[0], XS[-1] + ASIDE)
    page[high + 2 : TOP - 2, x - 16 : x + 16] = 250
    for first, last in (upper, (84, 110)):
        page[first:last, x - 1 : x + 1] = 20
        page[last - 18 : last - 6, x + 1 : x + 14] = 20
    settled = settle_edges(page, lines, NOTHING, DPI)
    assert sum(line.along[0] < HEAD for line in settled.vertical) == len(XS) - 1 + is_edge


@pytest.mark.parametrize(("left", "is_edge"), [((11, 32), True), ((6, 27), False)])
def test_what_is_left_of_an_edge_in_a_low_row_is_one_where_others_stand_so(
    left: tuple[int, int], is_edge: bool
) -> None:
    page, lines = moved_heading()
    low = TOP - 32
    page[HEAD:TOP, : XS[-1] + ASIDE + 20] = 250
    for x in XS:
        page[low:TOP, x + ASIDE - 1 : x + ASIDE + 1] = 20
    page[low:TOP, XS[2] + ASIDE - 16 : XS[2] + ASIDE + 16] = 250
    page[low + left[0] : low + left[1], XS[2] + ASIDE - 1 : XS[2] + ASIDE + 1] = 20
    page[low + 14 : low + 20, XS[2] + ASIDE + 3 : XS[2] + ASIDE + 14] = 20  # print against one side
    for y in (low, TOP):
        page[y - 1 : y + 1, XS[0] : XS[-1] + ASIDE] = 20
    lines.horizontal[0] = trace(low, XS[0], XS[-1] + ASIDE)
    settled = settle_edges(page, lines, NOTHING, DPI)
    assert sum(line.along[0] < TOP - 10 for line in settled.vertical) == len(XS) - 1 + is_edge


def test_what_stood_alone_is_looked_at_aside_when_the_lines_below_it_are_found() -> None:
    """Below the heading print touches the sides of the first cells: only with the others are these sides known."""
    page, lines = moved_heading()
    short = (TOP, TOP + 30, TOP + 62, TOP + 125)
    for y in short[1:]:
        page[y - 1 : y + 1, XS[0] : XS[-1] + ASIDE] = 20
        lines.horizontal.append(trace(y, XS[0], XS[-1] + ASIDE))
    page[short[-1] + 1 : FOOT + 2] = 250
    lines.horizontal[:] = [line for line in lines.horizontal if line.across[0] < FOOT]
    for x in XS[1:-1]:
        page[TOP + 6 : TOP + 24, x - 12 : x - 2] = 20
        page[TOP + 8 : TOP + 22, x + 2 : x + 12] = 20
        page[TOP + 14 : TOP + 18, x - 1 : x + 1] = 250
    sides = [trace(x, TOP, short[-1]) for x in XS]
    settled = settle_edges(page, RasterLines(lines.horizontal, sides), NOTHING, DPI)
    heads = sorted(round(line.place) for line in settled.vertical if line.along[-1] <= TOP + 4)
    assert heads == [x + ASIDE for x in XS]


def test_an_edge_goes_on_with_one_that_the_others_have_borne_out() -> None:
    """The heading's own has print on both sides; in a low row above it one stops short of the top, near print."""
    page, lines = moved_heading()
    top, x = HEAD - 24, XS[2] + ASIDE
    page[top - 1 : top + 1, XS[0] : XS[-1] + ASIDE] = 20
    page[top + 2 : HEAD + 2, x - 1 : x + 1] = 20
    page[HEAD - 12 : HEAD - 6, x + 5 : x + 14] = 20
    page[HEAD + 8 : HEAD + 28, x - 12 : x - 1] = 20
    page[HEAD + 32 : HEAD + 52, x + 1 : x + 12] = 20
    lines.horizontal.insert(0, trace(top, XS[0], XS[-1] + ASIDE))
    seen = RasterLines([], [trace(x, top + 3, TOP - 4)])
    settled = settle_edges(page, lines, seen, DPI)
    assert min(line.along[0] for line in settled.vertical if abs(line.place - x) < 3) <= top + 3
