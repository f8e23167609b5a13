"""Edges looked at one by one: a row of print goes on where a ruling ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.edges import _going_on, settle_edges
from extractors.rulings.trace import RasterLines, Trace

DPI = 200.0
XS, YS = (100, 300, 500), (60, 250, 440)
NOTHING = RasterLines([], [])


def trace(place: int, start: int, end: int, thickness: float = 2.0) -> Trace:
    along = np.linspace(start, end, 20)
    return Trace(along, np.full(20, float(place)), thickness, float(end - start), 1.0)


def framed(rows: list[int]) -> Gray:
    """Draw rows of one cell each: level rules, and an upright one at either side."""
    page = np.full((500, 600), 250, np.uint8)
    for y in rows:
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    for x in (XS[0], XS[2]):
        page[rows[0] : rows[-1], x - 1 : x + 1] = 20
    return page


def page_with_print(begins: int) -> tuple[Gray, RasterLines]:
    """Draw a grid of 2 x 2 whose lower left cell is open above, with print there that seems to go on with the rule."""
    page = np.full((500, 600), 250, np.uint8)
    for x in XS:
        page[YS[0] : YS[2], x - 1 : x + 1] = 20
    for y in (YS[0], YS[2]):
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    page[YS[1] - 1 : YS[1] + 1, XS[1] : XS[2]] = 20
    for x in range(begins, XS[1] - 8, 10):
        page[YS[1] - 6 : YS[1] + 6, x : x + 6] = 20
    rows = [trace(YS[0], XS[0], XS[2]), trace(YS[1], begins, XS[2]), trace(YS[2], XS[0], XS[2])]
    return page, RasterLines(rows, [trace(x, YS[0], YS[2]) for x in XS])


def test_a_line_is_cut_where_print_takes_it_on() -> None:
    for begins in (104, 150, 190):
        page, lines = page_with_print(begins)
        settled = settle_edges(page, lines, NOTHING, DPI)
        (rule,) = [line for line in settled.horizontal if abs(line.across.mean() - YS[1]) < 3]
        assert rule.along[0] >= XS[1] - 12, begins
        assert rule.along[-1] >= XS[2] - 12


def test_a_line_with_gaps_in_its_ink_is_a_ruling_where_nothing_stands_beside_it() -> None:
    page, lines = page_with_print(290)
    page[YS[1] - 6 : YS[1] + 6, XS[0] + 2 : XS[1] - 2] = 250
    worn = slice(YS[1] + 40, YS[1] + 50)
    page[worn, XS[1] - 1 : XS[1] + 1] = 250
    lines.vertical[1] = trace(XS[1], YS[1], YS[2])  # 190 pixels, shorter than MIDDLING
    page[YS[0] + 2 : YS[1] - 2, XS[1] - 1 : XS[1] + 1] = 250
    settled = settle_edges(page, lines, NOTHING, DPI)
    assert len(settled.vertical) == len(XS)
    page[worn, XS[1] - 1 : XS[1] + 1] = 20
    page[YS[1] + 20 : YS[1] + 60, XS[1] + 3 : XS[1] + 10] = 20
    assert len(settle_edges(page, lines, NOTHING, DPI).vertical) == len(XS)
    page[worn, XS[1] - 1 : XS[1] + 1] = 250  # print may leave such gaps, and has more of it beside
    assert len(settle_edges(page, lines, NOTHING, DPI).vertical) == len(XS) - 1
    page[YS[1] + 20 : YS[1] + 60, XS[1] + 3 : XS[1] + 10] = 250
    page[YS[1] + 60 : YS[1] + 90, XS[1] - 1 : XS[1] + 1] = 250  # a gap as wide as print leaves
    assert len(settle_edges(page, lines, NOTHING, DPI).vertical) == len(XS) - 1


def test_the_foot_of_figures_in_several_cells_is_no_ruling_however_long() -> None:
    page, lines = page_with_print(290)
    page[YS[1] - 6 : YS[1] + 6, XS[0] + 2 : XS[2] - 2] = 250
    for x in range(XS[0] + 4, XS[2] - 8, 12):  # figures that blur and commas join, three quarters of it dark
        page[YS[1] - 12 : YS[1] + 1, x : x + 9] = 20
    foot = trace(YS[1], XS[0], XS[2])
    lines.horizontal[1] = foot
    assert len(settle_edges(page, lines, NOTHING, DPI).horizontal) == 3
    lines.horizontal[1] = replace(foot, free=0.3)  # as tracing finds it: print above most of it
    assert len(settle_edges(page, lines, NOTHING, DPI).horizontal) == 2


def test_the_foot_of_the_figures_in_one_cell_leaves_no_room_for_a_row() -> None:
    page, lines = page_with_print(290)
    page[YS[1] - 6 : YS[1] + 6, XS[0] + 2 : XS[1] - 2] = 250
    for foot, count in ((YS[2] - 25, 4), (YS[2] - 13, 3)):
        drawn = page.copy()
        drawn[foot - 1 : foot + 1, XS[0] : XS[1]] = 20
        seen = RasterLines([trace(foot, XS[0] + 10, XS[1] - 10)], [])
        assert len(settle_edges(drawn, lines, seen, DPI).horizontal) == count


def test_a_row_of_print_between_two_rulings_is_no_ruling() -> None:
    page, lines = page_with_print(104)
    print_only = RasterLines([lines.horizontal[0], trace(YS[1], 104, 298), lines.horizontal[2]], lines.vertical)
    page[YS[1] - 1 : YS[1] + 1, XS[1] + 2 : XS[2] - 2] = 250
    settled = settle_edges(page, print_only, NOTHING, DPI)
    assert [round(line.across.mean()) for line in settled.horizontal] == [YS[0], YS[2]]


def test_a_stroke_that_another_one_crosses_is_no_edge() -> None:
    page, lines = page_with_print(290)
    page[YS[1] - 1 : YS[1] + 1, XS[0] : XS[2]] = 20
    lines.horizontal[1] = trace(YS[1], XS[0], XS[2])
    seen = RasterLines([], [trace(400, YS[0] + 20, YS[1] - 20)])
    page[YS[0] : YS[1], 399:401] = 20
    settled = settle_edges(page, lines, seen, DPI)
    assert len(settled.vertical) == len(XS) + 1  # a rule between two headings
    page[150:154, 380:420] = 20
    settled = settle_edges(page, lines, seen, DPI)
    assert len(settled.vertical) == len(XS)


def test_a_rule_between_two_headings_over_a_broad_ruling_is_not_crossed_by_it() -> None:
    page, lines = page_with_print(290)
    page[YS[1] - 6 : YS[1] + 6, XS[0] : XS[2]] = 20
    lines.horizontal[1] = trace(YS[1], XS[0], XS[2], thickness=12.0)
    page[YS[0] : YS[1], 399:401] = 20
    settled = settle_edges(page, lines, RasterLines([], [trace(400, YS[0] + 20, YS[1] - 20)]), DPI)
    assert len(settled.vertical) == len(XS) + 1


def test_the_sides_of_a_low_row_under_a_ruling_printed_double_are_edges() -> None:
    page, lines = page_with_print(290)
    double, low = 406, 412  # a row of 28 pixels, ten points, that begins under the second line
    for y in (double, low):
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    rows = [lines.horizontal[0], trace(double, XS[0], XS[2]), trace(low, XS[0], XS[2]), lines.horizontal[2]]
    page[YS[0] : YS[2], 199:201] = 20
    seen = RasterLines([], [trace(200, low - 20, YS[2])])
    settled = settle_edges(page, RasterLines(rows, lines.vertical), seen, DPI)
    found = [line for line in settled.vertical if abs(line.across.mean() - 200) < 3]
    assert any(line.along[0] <= low + 4 and line.along[-1] >= YS[2] - 4 for line in found)


def test_a_column_of_the_table_below_makes_no_edge_of_a_stroke_in_the_table_above() -> None:
    page = np.full((700, 600), 250, np.uint8)
    rows = [60, 86, 112, 138]
    below = [400, 426, 452]
    for y in (*rows, *below):
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    for x in (XS[0], XS[2]):
        page[rows[0] : rows[-1], x - 1 : x + 1] = page[below[0] : below[-1], x - 1 : x + 1] = 20
    page[below[0] : below[-1], XS[1] - 1 : XS[1] + 1] = 20
    page[rows[1] : rows[2], XS[1] - 1 : XS[1] + 1] = 20  # a stroke that fills a low row, with the rest of its character
    page[rows[1] + 8 : rows[1] + 10, XS[1] : XS[1] + 14] = 20
    page[rows[1] + 16 : rows[1] + 18, XS[1] : XS[1] + 14] = 20
    sides = [trace(x, first, last) for x in (XS[0], XS[2]) for first, last in ((rows[0], rows[-1]), (400, 452))]
    upright = [*sides, trace(XS[1], below[0], below[-1])]
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in (*rows, *below)], upright)

    settled = settle_edges(page, lines, NOTHING, DPI)

    inner = [line for line in settled.vertical if abs(line.across.mean() - XS[1]) < 5]
    assert inner
    assert all(line.along[0] >= below[0] - 2 for line in inner)


def test_a_stroke_beside_a_rulings_course_is_nothing_that_is_left_of_it() -> None:
    rows = [60, 190, 242, 372]
    page = framed(rows)
    inner = [(rows[0], rows[1]), (rows[2], rows[3])]
    for first, last in inner:
        page[first:last, XS[1] - 1 : XS[1] + 1] = 20
    page[rows[1] + 14 : rows[1] + 36, XS[1] + 8 : XS[1] + 10] = 20  # in a cell that goes over both columns
    upright = [trace(x, rows[0], rows[-1]) for x in (XS[0], XS[2])] + [trace(XS[1], *stretch) for stretch in inner]
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in rows], upright)

    settled = settle_edges(page, lines, NOTHING, DPI)

    merged = (rows[1] + rows[2]) / 2
    crossing = [line for line in settled.vertical if line.along[0] < merged < line.along[-1]]
    assert [round(float(line.across.mean())) for line in crossing] == [XS[0], XS[2]]


def test_a_stroke_that_takes_a_ruling_on_into_a_merged_cell_is_cut_off() -> None:
    rows = [60, 92, 124, 440]
    page = framed(rows)
    page[64 : rows[-1], XS[1] - 1 : XS[1] + 1] = 20
    page[71:74, XS[1] - 14 : XS[1] + 14] = 20  # the rest of the character
    page[67:70, XS[1] - 1 : XS[1] + 1] = 250
    sides = [trace(x, rows[0], rows[-1]) for x in (XS[0], XS[2])]
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in rows], [*sides, trace(XS[1], 64, rows[-1])])

    settled = settle_edges(page, lines, NOTHING, DPI)

    (inner,) = [line for line in settled.vertical if abs(line.across.mean() - XS[1]) < 5]
    assert inner.along[0] >= rows[1] - 2


def test_an_unsure_edge_goes_on_with_a_found_one_if_it_is_firm_and_links_two_if_not() -> None:
    above, below = trace(300, 60, 120), trace(300, 180, 240)
    link, far = trace(301, 120, 180), trace(300, 400, 440)
    assert _going_on([(link, False), (far, True)], [above, below], 11.0) == ([link], [(far, True)])
    assert _going_on([(link, False)], [above], 11.0) == ([], [(link, False)])
    assert _going_on([(link, True)], [above], 11.0) == ([link], [])
    next_one = trace(300, 180, 240)
    assert _going_on([(next_one, True), (link, True)], [above], 11.0) == ([link, next_one], [])


def last_row(*inked: tuple[int, int], beside: int = 0) -> RasterLines:
    """Settle a table of two columns in whose last row ink is left of the rule between them."""
    rows = [60, 190, 250]
    page = framed(rows)
    page[rows[0] : rows[1], XS[1] - 1 : XS[1] + 1] = 20
    for first, last in inked:
        page[first:last, XS[1] - 1 : XS[1] + 1] = 20
        page[first:last, XS[1] + 3 : XS[1] + 3 + beside] = 20
    upright = [trace(x, rows[0], rows[-1]) for x in (XS[0], XS[2])] + [trace(XS[1], rows[0], rows[1])]
    return settle_edges(page, RasterLines([trace(y, XS[0], XS[2]) for y in rows], upright), NOTHING, DPI)


def has_inner(lines: RasterLines) -> bool:
    return any(abs(line.across.mean() - XS[1]) < 5 and line.along[-1] > 240 for line in lines.vertical)


def test_what_a_ruling_ends_in_may_be_cut_if_it_runs_into_what_it_meets() -> None:
    assert has_inner(last_row((190, 210), (225, 250)))
    assert not has_inner(last_row((200, 238)))  # a stroke in a cell that goes over both columns
    assert not has_inner(last_row((190, 210)))
    assert not has_inner(last_row((190, 210), (225, 250), beside=4))


@pytest.mark.parametrize(("height", "is_edge"), [(76, True), (50, False)])
def test_an_edge_with_print_on_both_sides_is_higher_than_print(height: int, is_edge: bool) -> None:
    """The last row of a table, alone on a page: a figure ends at the rule between two columns, a text begins there."""
    rows = [60, 60 + height]
    page = framed(rows)
    page[rows[0] : rows[1], XS[1] - 1 : XS[1] + 1] = 20
    for x, width in ((XS[1] - 20, 19), (XS[1] + 1, 19)):
        page[rows[0] + 20 : rows[0] + 23, x : x + width] = page[rows[0] + 34 : rows[0] + 37, x : x + width] = 20
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in rows], [trace(x, *rows) for x in (XS[0], XS[2])])
    seen = RasterLines([], [trace(XS[1], *rows)])

    settled = settle_edges(page, lines, seen, DPI)

    assert any(abs(line.across.mean() - XS[1]) < 5 for line in settled.vertical) == is_edge


@pytest.mark.parametrize(("height", "is_left"), [(44, True), (24, False)])
def test_what_is_left_of_a_ruling_at_its_end_is_more_than_a_stroke_that_fills_a_low_row(
    height: int, is_left: bool
) -> None:
    rows = [60, 60 + height, 440]
    page = framed(rows)
    page[rows[1] : rows[2], XS[1] - 1 : XS[1] + 1] = 20
    page[rows[0] + 4 : rows[1] - 4, XS[1] - 1 : XS[1] + 1] = 20
    sides = [trace(x, rows[0], rows[-1]) for x in (XS[0], XS[2])]
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in rows], [*sides, trace(XS[1], rows[0] + 4, rows[-1])])

    settled = settle_edges(page, lines, NOTHING, DPI)

    inner = [line for line in settled.vertical if abs(line.across.mean() - XS[1]) < 5]
    assert (min(line.along[0] for line in inner) < rows[1] - 8) == is_left


@pytest.mark.parametrize(("height", "is_edge"), [(14, True), (34, False)])
def test_a_high_edge_that_is_worn_where_it_meets_a_rule_passes_all_print_beside_it(height: int, is_edge: bool) -> None:
    """The last row of a table, alone on a page, as `height` pixels of print stand beside the rule."""
    rows = [60, 108]
    page = framed(rows)
    page[rows[0] : rows[1], XS[1] - 1 : XS[1] + 1] = 20
    page[rows[1] - 5 : rows[1] - 3, XS[1] - 1 : XS[1] + 1] = 170
    page[rows[0] + 8 : rows[0] + 8 + height, XS[1] - 30 : XS[1] - 6] = 20
    page[rows[0] + 8 : rows[0] + 8 + height, XS[1] + 7 : XS[1] + 30] = 20
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in rows], [trace(x, *rows) for x in (XS[0], XS[2])])
    seen = RasterLines([], [trace(XS[1], *rows)])

    settled = settle_edges(page, lines, seen, DPI)

    assert any(abs(line.across.mean() - XS[1]) < 5 for line in settled.vertical) == is_edge


@pytest.mark.parametrize(
    ("gap", "is_edge"), [(slice(108, 120), True), (slice(101, 113), True), (slice(101, 121), False)]
)
def test_what_is_left_of_a_ruling_with_print_against_it_runs_into_both_lines(gap: slice, is_edge: bool) -> None:
    ys = (60, 100, 130, 170)
    page = np.full((300, 600), 250, np.uint8)
    for y in ys:
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    for x in XS:
        page[ys[0] : ys[-1], x - 1 : x + 1] = 20
    page[105:111, XS[1] - 14 : XS[1] - 1] = 20  # a figure that touches it
    page[gap, XS[1] - 1 : XS[1] + 1] = 250
    upright = [trace(XS[0], ys[0], ys[-1]), trace(XS[2], ys[0], ys[-1])]
    upright += [trace(XS[1], ys[0], ys[1]), trace(XS[1], ys[2], ys[3])]
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in ys], upright)
    settled = settle_edges(page, lines, NOTHING, DPI, again=True)
    inner = [line for line in settled.vertical if abs(line.across.mean() - XS[1]) < 3]
    assert (sum(line.length for line in inner) >= 108) is is_edge


def inner_in_second_row(page: Gray, *known: tuple[int, int], seen: tuple[int, int] | None = None) -> bool:
    """Tell whether rows of 50 pixels have an inner side in the second, where one is known elsewhere, or was seen."""
    ys = (60, 110, 160, 210)
    lines = [trace(XS[0], ys[0], ys[-1]), *(trace(XS[1], *ends) for ends in known), trace(XS[2], ys[0], ys[-1])]
    pieces = RasterLines([], [trace(XS[1], *seen)] if seen else [])
    rules = [trace(y, XS[0], XS[2]) for y in ys]
    found = settle_edges(page, RasterLines(rules, lines), pieces, DPI, again=True).vertical
    return any(abs(one.across.mean() - XS[1]) < 3 and one.along[0] < 135 < one.along[-1] for one in found)


def rows_without(erased: list[slice]) -> Gray:
    """Draw rows of 50 pixels with an inner side of which pieces are gone."""
    page = framed([60, 110, 160, 210])
    page[60:210, XS[1] - 1 : XS[1] + 1] = 20
    for gap in erased:
        page[gap, XS[1] - 4 : XS[1] + 4] = 250
    return page


@pytest.mark.parametrize(
    ("left", "print_height", "is_edge"), [((118, 150), 22, True), ((124, 146), 22, False), ((118, 150), 32, False)]
)
def test_what_is_left_of_a_ruling_with_print_against_it_is_more_than_the_print(
    left: tuple[int, int], print_height: int, is_edge: bool
) -> None:
    """A watermark took both of its ends in the row; a stroke of the text that stands there is as high as that."""
    page = rows_without([slice(106, left[0]), slice(left[1], 164)])
    top = 134 - print_height // 2
    page[top : top + print_height, XS[1] + 1 : XS[1] + 40] = 20
    assert inner_in_second_row(page, (60, 110), (160, 210)) is is_edge


@pytest.mark.parametrize(("seen", "is_edge"), [((85, 128), True), ((110, 128), False)])
def test_what_runs_through_a_rule_goes_on_to_the_ruling_below(seen: tuple[int, int], is_edge: bool) -> None:
    page = rows_without([slice(60, seen[0]), slice(seen[1], 158)])
    page[110, XS[0] : XS[2]] = 20
    assert inner_in_second_row(page, (160, 210), seen=seen) is is_edge


@pytest.mark.parametrize(("gap", "is_edge"), [(slice(109, 122), True), (slice(98, 113), False)])
def test_no_stroke_runs_into_the_lines_above_and_below(gap: slice, is_edge: bool) -> None:
    ys = (60, 100, 130, 170)
    page = np.full((300, 600), 250, np.uint8)
    for x in XS:
        page[ys[0] : ys[-1], x - 1 : x + 1] = 20
    page[ys[0] : ys[1], XS[1] - 1 : XS[1] + 1] = 250
    page[gap, XS[1] - 1 : XS[1] + 1] = 250
    for y in ys:
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    upright = [trace(XS[0], ys[0], ys[-1]), trace(XS[2], ys[0], ys[-1]), trace(XS[1], ys[2], ys[3])]
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in ys], upright)
    settled = settle_edges(page, lines, NOTHING, DPI, again=True)
    inner = [line for line in settled.vertical if abs(line.across.mean() - XS[1]) < 3]
    assert sum(line.length for line in inner) == pytest.approx(70 if is_edge else 40, abs=1)


def test_a_column_found_further_down_may_begin_a_row_higher() -> None:
    ys = (60, 110, 160, 210)
    page = framed(list(ys))
    page[ys[1] : ys[3], XS[1] - 1 : XS[1] + 1] = 20
    # A label stands against it in the upper row: nothing was traced there.
    page[ys[1] + 12 : ys[1] + 36, XS[1] + 2 : XS[1] + 30] = 20
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in ys], [trace(x, ys[0], ys[3]) for x in (XS[0], XS[2])])
    seen = RasterLines([], [trace(XS[1], ys[2], ys[3])])
    upright = settle_edges(page, lines, seen, DPI).vertical
    column = [line for line in upright if abs(line.across.mean() - XS[1]) < 3]
    assert min(line.along[0] for line in column) <= ys[1] + 2


@pytest.mark.parametrize(("aside", "is_edge"), [(1.5, True), (4.0, False)])
def test_figures_that_touch_an_edge_draw_its_course_to_their_side(aside: float, is_edge: bool) -> None:
    """The last row of a table, alone on a page."""
    page = framed([60, 115])
    page[60:115, XS[1] - 1 : XS[1] + 1] = 20
    page[80:98, XS[1] - 30 : XS[1] - 2] = 20
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in (60, 115)], [trace(x, 60, 115) for x in (XS[0], XS[2])])
    along = np.linspace(60, 115, 20)
    seen = RasterLines([], [Trace(along, np.full(20, XS[1] - 0.5 - aside), 4.0, 55.0, 0.7)])
    settled = settle_edges(page, lines, seen, DPI)
    assert any(abs(line.across.mean() - XS[1]) < 3 for line in settled.vertical) == is_edge


@pytest.mark.parametrize(
    ("height", "gap", "is_edge"), [(94, slice(80, 90), True), (94, slice(80, 104), False), (50, slice(80, 86), False)]
)
def test_most_of_a_ruling_in_a_high_row_is_one_where_print_stands_beside_it(
    height: int, gap: slice, is_edge: bool
) -> None:
    """A heading over two columns; a watermark cut the rule between its cells, next to which a word begins."""
    ys = (60, 60 + height, 300, 440)
    page = framed(list(ys))
    page[ys[0] : ys[-1], XS[1] - 1 : XS[1] + 1] = 20
    page[gap, XS[1] - 1 : XS[1] + 1] = 250
    page[94:98, XS[1] + 3 : XS[1] + 23] = 20
    sides = [trace(x, ys[0], ys[-1]) for x in (XS[0], XS[2])]
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in ys], [*sides, trace(XS[1], ys[1], ys[-1])])

    settled = settle_edges(page, lines, NOTHING, DPI)

    inner = [line for line in settled.vertical if abs(line.across.mean() - XS[1]) < 5]
    assert (min(line.along[0] for line in inner) < ys[1] - 8) == is_edge
