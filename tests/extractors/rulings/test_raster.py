from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.erase import without_rulings
from extractors.rulings.raster import rulings_from, trace_lines
from extractors.rulings.trace import Trace

DPI = 200.0
UNIT = DPI / 72
#: An end may lie in the thickness of the line that it meets.
CORNER_PIXELS = 12
XS, YS = [40.0, 120.0, 200.0, 330.0], [50.0, 68.0, 90.0, 130.0]


def drawn_grid(thickness: int = 2, noise: float = 0.0) -> Gray:
    page = np.full((500, 1000), 250, np.uint8)
    for x in XS:
        cv2.line(page, (round(x * UNIT), round(YS[0] * UNIT)), (round(x * UNIT), round(YS[-1] * UNIT)), 20, thickness)
    for y in YS:
        cv2.line(page, (round(XS[0] * UNIT), round(y * UNIT)), (round(XS[-1] * UNIT), round(y * UNIT)), 20, thickness)
    if noise:
        rough = page + np.random.default_rng(1).normal(0, noise, page.shape)
        page = cv2.GaussianBlur(rough.clip(0, 255).astype(np.uint8), (0, 0), 0.7)
    return page


def positions(page: Gray) -> tuple[list[float], list[float]]:
    rulings = rulings_from(trace_lines(page, DPI), DPI)
    return sorted(rulings.vertical[:, 0]), sorted(rulings.horizontal[:, 0])


@pytest.mark.parametrize(("thickness", "noise"), [(1, 0.0), (2, 0.0), (4, 0.0), (2, 12.0)])
def test_a_grid_is_found_where_it_was_drawn(thickness: int, noise: float) -> None:
    xs, ys = positions(drawn_grid(thickness, noise))
    assert xs == pytest.approx(XS, abs=0.7)
    assert ys == pytest.approx(YS, abs=0.7)


def test_a_short_rule_in_a_heading_may_begin_at_a_side_that_is_not_drawn() -> None:
    """The table has no outer rulings: the rule under 科目编码, over 类 and 款, meets one line only.

    A row without edges parts the heading's from those of the rows below, which stand a little aside.
    """
    page = np.full((500, 1000), 250, np.uint8)
    ys = (50.0, 62.0, 74.0, 86.0, 100.0, 114.0, 128.0, 142.0, 156.0, 170.0)
    rows = [(40.0, y, 92.0 if y == 74 else 400.0, y) for y in ys]
    heading = [(66.0, 74.0, 66.0, 86.0), (92.0, 62.0, 92.0, 86.0)]
    body = [(x, 100.0, x, 170.0) for x in (64.0, 90.0)] + [(x, 50.0, x, 170.0) for x in (200.0, 300.0, 350.0)]
    for x0, top, x1, bottom in rows + heading + body:
        cv2.line(page, (round(x0 * UNIT), round(top * UNIT)), (round(x1 * UNIT), round(bottom * UNIT)), 20, 2)
    assert positions(page)[1] == pytest.approx(ys, abs=0.7)


def test_short_breaks_are_bridged() -> None:
    page = drawn_grid()
    for x in (200, 260, 430, 480, 660, 740, 820):
        page[:, x : x + 8] = 250
    xs, ys = positions(page)
    assert ys == pytest.approx(YS, abs=0.7)
    assert xs == pytest.approx(XS, abs=0.7)


def test_a_shaded_cell_hides_no_ruling() -> None:
    page = drawn_grid()
    x0, x1, top, bottom = (round(value * UNIT) for value in (XS[0], XS[1], YS[0], YS[1]))
    page[top + 2 : bottom - 2, x0 + 2 : x1 - 2] = 190
    assert positions(page)[0] == pytest.approx(XS, abs=0.7)


def test_print_is_no_ruling() -> None:
    page = drawn_grid()
    for row in range(3):
        for column in range(3):
            place = (round(XS[column] * UNIT) + 8, round(YS[row + 1] * UNIT) - 12)
            cv2.putText(page, "HTL-11", place, cv2.FONT_HERSHEY_SIMPLEX, 0.8, 10, 2)
    xs, ys = positions(page)
    assert (len(xs), len(ys)) == (len(XS), len(YS))


def test_a_page_of_print_has_no_rulings() -> None:
    page = np.full((600, 800), 250, np.uint8)
    for y in range(60, 560, 40):
        cv2.putText(page, "HELLO TTTT LLLL 1,234.56", (40, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 10, 2)
    xs, ys = positions(page)
    assert xs == []
    assert ys == []


def test_taking_rulings_out_leaves_print_beside_them() -> None:
    page = drawn_grid()
    x, top = round(XS[1] * UNIT), round(YS[2] * UNIT)
    page[top + 30 : top + 55, x + 4 : x + 7] = 10  # a stroke a hair's breadth from the ruling
    page[top + 52 : top + 55, x + 4 : x + 22] = 10
    clean = without_rulings(page, trace_lines(page, DPI), DPI)
    assert (clean[top + 30 : top + 55, x + 4 : x + 7] < 100).mean() > 0.9
    clean[top + 28 : top + 57, x + 2 : x + 24] = 250
    assert (clean < 150).sum() == 0


def test_a_grid_that_a_page_break_left_open_keeps_its_open_ends() -> None:
    page = drawn_grid()
    top, left = round(YS[0] * UNIT), round(XS[0] * UNIT)
    page[: top + 4, :] = 250
    page[: top + 4, left - 20 : left - 10] = 20  # a mark that is no part of the grid
    lines = trace_lines(page, DPI)
    assert len(lines.horizontal) == 3
    assert [line.along[0] for line in lines.vertical] == pytest.approx([top + 4] * 4, abs=2)


def test_a_few_low_rows_that_a_page_break_left_open_keep_their_columns() -> None:
    page, row = np.full((300, 1000), 250, np.uint8), round(12 * UNIT)
    xs, ys = (100, 300, 600, 900), (100, 100 + row, 100 + 2 * row)
    for x in xs:
        page[100 - row : 100 + 2 * row, x - 1 : x + 1] = 20  # shorter than a large character
    for y in ys:
        page[y - 1 : y + 1, 100:900] = 20
    page[100 - row + 8 : 94, 892:895] = 20  # the last stroke of a figure set flush right
    vertical = rulings_from(trace_lines(page, DPI), DPI).vertical
    assert sorted(set(vertical[:, 0].round())) == [round(x / UNIT) for x in xs]
    assert vertical[:, 1].min() == pytest.approx((100 - row) / UNIT, abs=1)


def test_a_side_left_open_over_merged_headings_shows_by_the_outer_lines_and_one_between() -> None:
    page = drawn_grid()
    top, below = round(YS[0] * UNIT), round(YS[1] * UNIT)
    page[: top + 4, :] = 250
    merged = round(160 * UNIT)
    cv2.line(page, (merged, below), (merged, round(YS[-1] * UNIT)), 20, 2)
    for x in (XS[1], 160):
        page[: below - 4, round(x * UNIT) - 4 : round(x * UNIT) + 5] = 250
    lines = sorted(trace_lines(page, DPI).vertical, key=lambda line: float(np.median(line.across)))
    assert [line.along[0] for line in lines] == pytest.approx([top + 4, below, below, top + 4, top + 4], abs=4)


def test_an_end_that_sticks_out_of_the_grid_is_no_ruling() -> None:
    page = drawn_grid()
    x, top = round(XS[1] * UNIT), round(YS[0] * UNIT)
    cv2.line(page, (x, top - 40), (x, top), 20, 2)
    lines = trace_lines(page, DPI)
    assert [line.along[0] for line in lines.vertical] == pytest.approx([top] * 4, abs=CORNER_PIXELS)


def test_a_short_rule_between_two_headings_is_found_where_print_touches_it() -> None:
    page = drawn_grid()
    x, top, bottom = round(160 * UNIT), round(YS[1] * UNIT), round(YS[2] * UNIT)
    cv2.line(page, (x, top), (x, bottom), 20, 2)
    cv2.putText(page, "38", (x + 2, bottom - 16), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 20, 2)
    lines = trace_lines(page, DPI)
    short = [line for line in lines.vertical if abs(np.median(line.across) - x) < 2]
    assert [(line.along[0], line.along[-1]) for line in short] == [pytest.approx((top, bottom), abs=3)]


def test_print_that_fills_its_cell_is_no_rule() -> None:
    page = drawn_grid()
    left, bottom = round(XS[0] * UNIT), round(115 * UNIT)
    cv2.putText(page, "0369427" * 3, (left + 3, bottom), cv2.FONT_HERSHEY_SIMPLEX, 0.55, 20, 2)
    xs, ys = positions(page)
    assert xs == pytest.approx(XS, abs=0.7)
    assert ys == pytest.approx(YS, abs=0.7)


def test_the_last_figure_of_an_amount_flush_against_a_ruling_stays() -> None:
    def print_beside(*columns: int, breadth: int = 3) -> Gray:
        """Return a grid without rulings, after strokes as high as figures were printed so far left of the second."""
        page, x, top = drawn_grid(), round(XS[1] * UNIT), round(YS[0] * UNIT) + 16
        for column in columns:
            page[top : top + 9, x - column - breadth : x - column] = 60
        return without_rulings(page, trace_lines(drawn_grid(), DPI), DPI)

    x, top = round(XS[1] * UNIT), round(YS[0] * UNIT) + 16
    last = (slice(top, top + 9), slice(x - 4, x - 1))
    assert (print_beside(19, 13, 7, 1)[last] < 150).mean() > 0.9
    # A spot in the ruling's place that goes on no print is a part of the ruling.
    assert (print_beside(1, breadth=1)[last] < 150).sum() == 0


def stepped_grid(aside: float, under: float) -> Gray:
    """Draw a heading of one row over a grid, ``aside`` points to its right, its foot ``under`` points above the top."""
    page = drawn_grid()
    foot, top = round((YS[0] - under) * UNIT), round((YS[0] - under - 22) * UNIT)
    xs = [round((x + aside) * UNIT) for x in XS]
    for x in xs:
        cv2.line(page, (x, top), (x, foot), 20, 2)
    for y in (top, foot):
        cv2.line(page, (xs[0], y), (xs[-1], y), 20, 2)
    return page


@pytest.mark.parametrize("aside", [1.2, 2.0, 3.0])
def test_a_heading_that_stands_a_little_aside_keeps_its_rulings(aside: float) -> None:
    lines = trace_lines(stepped_grid(aside, 0.0), DPI)
    upper = [line for line in lines.vertical if line.along[0] < (YS[0] - 15) * UNIT]
    lower = [line for line in lines.vertical if line.along[-1] > (YS[-1] - 15) * UNIT]
    assert [np.median(line.across) / UNIT for line in upper] == pytest.approx([x + aside for x in XS], abs=0.5)
    assert [np.median(line.across) / UNIT for line in lower] == pytest.approx(XS, abs=0.5)


def test_a_heading_that_stands_aside_from_a_tall_grid_keeps_its_rulings() -> None:
    grid = drawn_grid()
    page = np.vstack((np.full((80, 1000), 250, np.uint8), grid, np.full((500, 1000), 250, np.uint8)))
    top, foot = 80 + round(YS[-1] * UNIT), 1050
    page[80:top, :] = 250
    for x in XS:
        cv2.line(page, (round(x * UNIT), top), (round(x * UNIT), foot), 20, 2)
        cv2.line(page, (round((x + 1.4) * UNIT), top - 60), (round((x + 1.4) * UNIT), top), 20, 2)
    for y in (top - 60, top, foot):
        cv2.line(page, (round(XS[0] * UNIT), y), (round((XS[-1] + 1.4) * UNIT), y), 20, 2)
    lines = trace_lines(page, DPI)
    upper = [line for line in lines.vertical if line.along[0] < top - 40]
    assert [np.median(line.across) / UNIT for line in upper] == pytest.approx([x + 1.4 for x in XS], abs=0.5)


def test_a_ruling_printed_double_is_found_and_taken_out_where_its_lines_touch() -> None:
    page = stepped_grid(3.0, 1.6)
    x, y = round(150 * UNIT), round(YS[0] * UNIT)
    page[y - 5 : y, x : x + 12] = 20
    lines = trace_lines(page, DPI)
    assert len([line for line in lines.vertical if line.along[0] < (YS[0] - 15) * UNIT]) == len(XS)
    clean = without_rulings(page, lines, DPI)
    clean[y - 6 : y + 2, x - 2 : x + 14] = 250
    assert (clean[y - 12 : y + 8] < 150).sum() == 0


@pytest.mark.parametrize(("apart", "rulings"), [(8, 1), (14, 2)])
def test_two_rulings_with_no_room_for_a_row_between_them_are_one(apart: int, rulings: int) -> None:
    page = drawn_grid()
    y, left, right = round(YS[1] * UNIT), round(XS[0] * UNIT), round(XS[-1] * UNIT)
    page[y + apart - 1 : y + apart + 1, left:right] = 20
    found = {round(place, 1) for place in positions(page)[1]}
    assert len(found) == len(YS) - 1 + rulings


def test_a_ruling_printed_double_is_found_where_blur_makes_it_one_grey_stripe() -> None:
    page = drawn_grid()
    y, left, right = round(YS[1] * UNIT), round(XS[0] * UNIT), round(XS[-1] * UNIT)
    page[y + 5 : y + 7, left:right] = 20
    page = cv2.GaussianBlur(page, (0, 0), 1.5)
    found = sorted(float(np.median(line.across)) for line in trace_lines(page, DPI).horizontal)
    assert found == pytest.approx([YS[0] * UNIT, y, y + 5.5, YS[2] * UNIT, YS[3] * UNIT], abs=1.2)


def test_a_broad_ruling_with_ragged_edges_is_found() -> None:
    page = drawn_grid()
    top, left, right = round(YS[0] * UNIT), round(XS[0] * UNIT), round(XS[-1] * UNIT)
    rough = np.random.default_rng(2)
    for x in range(left, right, 6):  # broad, its lower edge moving by pixels
        page[top - 4 : top + 3 + rough.integers(-2, 5), x : x + 6] = 20
    assert positions(page)[1] == pytest.approx(YS, abs=1.2)


def test_a_broad_ruling_with_ragged_edges_is_found_between_narrow_columns_that_stand_aside() -> None:
    page = np.full((500, 700), 250, np.uint8)
    xs, (top, middle, foot) = range(20, 670, 90), (100, 180, 260)  # columns of 32 points
    for x in xs:
        cv2.line(page, (x, middle), (x, foot), 20, 2)
        cv2.line(page, (x + 6, top), (x + 6, middle), 20, 2)
    for y in (top, foot):
        cv2.line(page, (xs[0], y), (xs[-1] + 6, y), 20, 2)
    rough = np.random.default_rng(11)
    for x in range(xs[0], xs[-1] + 6, 6):  # each column has the ends of others against it
        page[middle - 4 : middle + 3 + rough.integers(-1, 4), x : x + 6] = 20
    level = rulings_from(trace_lines(page, DPI), DPI).horizontal
    first, *broad, last = sorted(level.tolist())
    assert [first[0], last[0]] == pytest.approx([top / UNIT, foot / UNIT], abs=1.2)
    assert [place for place, _, _ in broad] == pytest.approx([middle / UNIT] * len(broad), abs=1.2)
    # From column to column: where one stands aside of the one above it, the corner between them is left out.
    assert sum(end - start for _, start, end in broad) >= 0.93 * (xs[-1] + 6 - xs[0]) / UNIT


def test_a_short_column_with_print_against_it_is_a_ruling_if_a_ruling_runs_across_it() -> None:
    page = np.full((300, 700), 250, np.uint8)
    for y in (50, 87, 124):
        cv2.line(page, (50, y), (600, y), 20, 2)
    for x in (50, 230, 410, 600):
        cv2.line(page, (x, 50), (x, 124), 20, 2)
    page[93:118, 399:407] = 20  # the last stroke of a figure
    lines = trace_lines(cv2.GaussianBlur(page, (0, 0), 0.7), DPI)
    pieces = sorted((line.along[0], line.along[-1]) for line in lines.vertical if abs(line.across.mean() - 410) < 3)
    assert pieces[0][0] == pytest.approx(50, abs=3)
    assert pieces[-1][1] == pytest.approx(124, abs=3)


def test_how_rough_a_line_is_but_for_a_step() -> None:
    along, rough = np.arange(0.0, 120.0, 6.0), np.random.default_rng(0).normal(0, 1.0, 20)
    stepped = Trace(along, np.where(along < 50, 10.0, 12.0) + along / 60, 2.0, 114.0, 1.0)
    assert stepped.roughness > 0.3
    assert stepped.roughness_in_two == pytest.approx(0, abs=1e-6)
    assert Trace(along, 10 + rough, 2.0, 114.0, 1.0).roughness_in_two > 0.6
    assert Trace(along[:4], np.array([1.0, 2.0, 1.0, 2.0]), 2.0, 18.0, 1.0).roughness_in_two > 0


def test_a_row_found_where_pale_print_has_cut_its_rule_shows_what_is_left_of_the_edges_in_it() -> None:
    page = drawn_grid()
    x, first, rule, last = (round(value * UNIT) for value in (XS[1], *YS[:3]))
    page[rule - 4 : rule + 4, x - 30 : x - 2] = page[rule - 4 : rule + 4, x + 2 : x + 50] = 250
    page[rule + 4 : rule + 16, x - 200 : x - 120] = 20  # print against the rule
    page[first + 8 : rule - 6, x - 24 : x - 2] = 20  # and against the column in the upper row
    page[rule + 4 : rule + 16, x - 3 : x + 3] = page[last - 20 : last - 8, x - 3 : x + 3] = 250
    rulings = rulings_from(trace_lines(page, DPI), DPI)
    column = rulings.vertical[np.abs(rulings.vertical[:, 0] - XS[1]) < 1]
    assert (column[:, 2] - column[:, 1]).sum() == pytest.approx(YS[3] - YS[0], abs=2)


def test_a_long_ruling_whose_pixels_a_copy_paled_is_found_past_figures_against_it() -> None:
    page = np.full((900, 900), 250, np.uint8)
    rows = range(50, 800, 33)
    for y in rows:
        page[y - 1 : y + 2, 100:700] = 20
    worn = np.where(np.random.default_rng(4).random(rows[-1] - rows[0]) < 0.2, 130, 20)
    worn[1:][(worn[1:] == 130) & (worn[:-1] == 130)] = 20  # one pixel, not two
    for x in (100, 400, 700):
        page[rows[0] : rows[-1], x : x + 3] = 20 if x != 400 else worn[:, None]
    for y in rows[:-1]:
        page[y + 9 : y + 27, 392:398] = 20
    places = positions(page)[0]
    assert places == pytest.approx([place / UNIT for place in (101.5, 401.5, 701.5)], abs=0.7)


def test_an_edge_in_low_rows_is_seen_though_print_stands_in_line_with_it() -> None:
    page = np.full((400, 900), 250, np.uint8)
    rows = range(60, 300, 32)
    for y in rows:
        page[y - 1 : y + 2, 100:700] = 20
    for x in (100, 700):
        page[rows[0] : rows[-1], x : x + 3] = 20
    page[rows[2] + 4 : rows[5], 400:403] = 20
    page[rows[2] + 4 : rows[3] - 2 : 2, 400:403] = 170  # a stroke that runs up to it, not evenly dark
    page[rows[2] + 4 : rows[3] - 2, 414:422:2] = 20
    found = [line for line in rulings_from(trace_lines(page, DPI), DPI).vertical if abs(line[0] - 401.5 / UNIT) < 1]
    ends = min(line[1] for line in found), max(line[2] for line in found)
    assert ends == pytest.approx((rows[3] / UNIT, rows[5] / UNIT), abs=1)
