"""Dashed and dotted rulings: drawn solid where they belong to a grid, left alone where they do not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.chain_pieces import between_crossings, goes_on, is_drawn_alike
from extractors.rulings.chains import Chain, find_chains
from extractors.rulings.dashes import draw_dashes, over_marks
from extractors.rulings.erase import without_rulings
from extractors.rulings.raster import rulings_from, trace_lines
from extractors.rulings.trace import RasterLines

DPI = 200.0
UNIT = DPI / 72
XS, YS = [40.0, 120.0, 200.0, 330.0], [50.0, 64.0, 90.0, 130.0]
#: Dash and gap in pixels, thickness.
DOTS, DASHES, LONG = (1, 3, 1), (4, 4, 2), (16, 8, 2)


def traced(page: Gray) -> RasterLines:
    solid, dashes = draw_dashes(page, DPI)
    return trace_lines(solid, DPI, dashes)


def empty_page() -> Gray:
    return np.full((500, 1000), 250, np.uint8)


def draw(page: Gray, start: float, end: float, place: float, pen: tuple[int, int, int]) -> None:
    """Draw a dashed line along the rows of a page, from ``start`` to ``end`` in points."""
    dash, gap, thickness = pen
    row = round(place * UNIT)
    for column in range(round(start * UNIT), round(end * UNIT) + 1, dash + gap):
        page[row : row + thickness, column : min(column + dash, round(end * UNIT) + thickness)] = 20


def dashed_grid(pen: tuple[int, int, int]) -> Gray:
    page = empty_page()
    for y in YS:
        draw(page, XS[0], XS[-1], y, pen)
    for x in XS:
        draw(page.T, YS[0], YS[-1], x, pen)
    return page


def scanned(page: Gray, noise: float, degrees: float = 0.0) -> Gray:
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    page = cv2.warpAffine(page, turn, (width, height), borderValue=(250.0,), flags=cv2.INTER_LINEAR)
    rough = cv2.GaussianBlur(page, (0, 0), 0.7) + np.random.default_rng(1).normal(0, noise, page.shape)
    return rough.clip(0, 255).astype(np.uint8)


def positions(page: Gray) -> tuple[list[float], list[float]]:
    rulings = rulings_from(traced(page), DPI)
    return sorted(rulings.vertical[:, 0]), sorted(rulings.horizontal[:, 0])


@pytest.mark.parametrize("pen", [DOTS, DASHES, LONG])
@pytest.mark.parametrize("noise", [0.0, 8.0])
def test_a_dashed_grid_is_found_where_it_was_drawn(pen: tuple[int, int, int], noise: float) -> None:
    xs, ys = positions(scanned(dashed_grid(pen), noise))
    assert xs == pytest.approx(XS, abs=0.7)
    assert ys == pytest.approx(YS, abs=0.7)


def test_a_dashed_grid_may_stand_a_little_askew() -> None:
    xs, ys = positions(scanned(dashed_grid(DASHES), 5.0, degrees=0.4))
    assert (len(xs), len(ys)) == (len(XS), len(YS))


def test_a_solid_frame_may_hold_dashed_rulings() -> None:
    page = dashed_grid(DASHES)
    left, right, top, bottom = (round(place * UNIT) for place in (XS[0], XS[-1], YS[0], YS[-1]))
    cv2.rectangle(page, (left, top), (right, bottom), 20, 2)
    xs, ys = positions(page)
    assert xs == pytest.approx(XS, abs=0.7)
    assert ys == pytest.approx(YS, abs=0.7)


def test_dashes_under_print_are_not_missed() -> None:
    page = dashed_grid(DASHES)
    for place in (XS[1], XS[2]):
        for y in (62, 88, 105):
            cv2.putText(page, "80", (round(place * UNIT) - 20, round(y * UNIT)), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 20, 2)
    xs, _ = positions(page)
    assert xs == pytest.approx(XS, abs=0.7)


def test_an_edge_that_is_left_out_stays_out() -> None:
    page = dashed_grid(DASHES)
    page[round(YS[1] * UNIT) + 3 : round(YS[2] * UNIT) - 1, round(XS[1] * UNIT) - 2 : round(XS[1] * UNIT) + 5] = 250
    lines = traced(page)
    pieces = [line for line in lines.vertical if abs(line.across.mean() - XS[1] * UNIT) < 3]
    ends = sorted((line.along[0], line.along[-1]) for line in pieces)
    wanted = [(YS[0] * UNIT, YS[1] * UNIT), (YS[2] * UNIT, YS[3] * UNIT)]
    assert ends == [pytest.approx(stretch, abs=4) for stretch in wanted]


def test_an_edge_of_few_dashes_between_two_rulings_is_found() -> None:
    page = dashed_grid(DASHES)
    draw(page.T, YS[0], YS[1], 160.0, DASHES)
    xs, _ = positions(page)
    assert xs == pytest.approx(sorted([*XS, 160.0]), abs=0.7)


def test_an_edge_of_two_dots_runs_into_the_dots_of_the_rulings_that_it_meets() -> None:
    pen, rows = (5, 4, 4), [50.0, 61.5, 90.0, 130.0]
    page = empty_page()
    for y in rows:
        draw(page, XS[0], XS[-1], y, pen)
    for x in XS:
        draw(page.T, rows[0], rows[-1], x, pen)
    top, bottom, left = round(rows[0] * UNIT), round(rows[1] * UNIT), round(260.0 * UNIT)
    for row in (top, bottom):
        page[row : row + 4, left - 4 : left + 9] = 250
    for first, last in ((top - 1, top + 8), (top + 11, top + 16), (top + 20, top + 25), (bottom - 3, bottom + 6)):
        page[first:last, left : left + 4] = 20
    assert positions(page)[0] == pytest.approx(sorted([*XS, 260.5]), abs=0.9)


def test_a_colon_between_two_dashed_rulings_is_no_edge() -> None:
    page = dashed_grid(DASHES)
    for y in (55, 59.5):
        cv2.circle(page, (round(160 * UNIT), round(y * UNIT)), 2, 20, -1)
    xs, _ = positions(page)
    assert xs == pytest.approx(XS, abs=0.7)


def test_strokes_in_line_from_row_to_row_are_no_edge() -> None:
    page = empty_page()
    rows = [50.0 + 9 * row for row in range(8)]
    for y in rows:
        draw(page, XS[0], XS[-1], y, DASHES)
    for x in XS:
        draw(page.T, rows[0], rows[-1], x, DASHES)
    for y in rows[:-1]:
        page[round((y + 2) * UNIT) : round((y + 7.4) * UNIT), 220:223] = 20
    xs, _ = positions(page)
    assert xs == pytest.approx(XS, abs=0.7)


@pytest.mark.parametrize("lying", [False, True])
def test_figures_broken_to_bits_in_rows_of_a_solid_grid_are_no_dashes(lying: bool) -> None:
    page = empty_page()
    rows = [round((50.0 + 10 * row) * UNIT) for row in range(10)]
    left, right = round(XS[0] * UNIT), round(XS[-1] * UNIT)
    for y in rows:
        page[y : y + 2, left:right] = 20
    for x in XS:
        page[rows[0] : rows[-1], round(x * UNIT) : round(x * UNIT) + 2] = 20
    for y in rows[:-1]:
        for x in (220, 226, 232):  # what a coarse copy leaves of threes
            page[y + 7 : y + 11, x : x + 2] = 20
            page[y + 15 : y + 19, x : x + 2] = 20
    page = np.ascontiguousarray(np.rot90(page)) if lying else page
    assert draw_dashes(page, DPI)[0] is page


def test_bits_of_figures_in_even_steps_over_a_few_rows_of_a_solid_grid_are_no_dashes() -> None:
    page = empty_page()
    rows = [round((30.0 + 8.64 * row) * UNIT) for row in range(17)]
    for y in rows:
        page[y : y + 2, round(XS[0] * UNIT) : round(XS[-1] * UNIT)] = 20
    for x in XS:
        page[rows[0] : rows[-1], round(x * UNIT) : round(x * UNIT) + 2] = 20
    for y in rows[4:9]:
        for bit in (4, 12, 20):  # thirds of a row
            page[y + bit : y + bit + 3, 220:222] = 20
    assert draw_dashes(page, DPI)[0] is page


def test_a_long_line_is_known_though_its_dashes_are_frayed() -> None:
    page = dashed_grid(DASHES)
    row = round(YS[2] * UNIT)
    rough = np.random.default_rng(3)
    for column in range(round(XS[0] * UNIT) + 8, round(XS[-1] * UNIT) - 8, 8):
        page[row - 1 : row + 4, column : column + 8] = 250
        page[row - 1 : row + rough.integers(0, 4), column : column + 2 + rough.integers(0, 4)] = 20
    _, ys = positions(page)
    assert len(ys) == len(YS)


def test_a_header_that_stands_a_little_to_the_side_keeps_its_borders() -> None:
    page = empty_page()
    for y in YS[1:]:
        draw(page, XS[0], XS[-1], y, DASHES)
    draw(page, XS[0] + 2, XS[-1] + 2, YS[0] - 6, DASHES)
    for x in XS:
        draw(page.T, YS[1], YS[-1], x, DASHES)
        draw(page.T, YS[0] - 6, YS[1], x + 2, DASHES)
    xs, _ = positions(page)
    assert xs == pytest.approx(sorted(XS + [x + 2 for x in XS]), abs=0.7)


def test_leader_dots_and_a_line_to_cut_along_are_no_rulings() -> None:
    page = empty_page()
    for y in range(40, 160, 12):
        draw(page, 100, 300, y, (3, 9, 3))
    draw(page, 0, 350, 165, DASHES)
    assert find_chains(page, DPI)[0]
    assert draw_dashes(page, DPI)[0] is page


def test_a_screened_tint_is_no_grid() -> None:
    page = empty_page()
    page[100:300:8, 100:600:8] = 20
    page[101:300:8, 100:600:8] = 20
    page[100:300:8, 101:600:8] = 20
    assert draw_dashes(page, DPI)[0] is page


def test_a_page_without_dashes_is_given_back_as_it_is() -> None:
    page = empty_page()
    cv2.rectangle(page, (100, 100), (600, 300), 20, 2)
    cv2.putText(page, "HELLO: 1,234.56 ...", (120, 200), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 10, 2)
    assert draw_dashes(page, DPI)[0] is page


def test_dashes_are_taken_out_and_print_between_them_stays() -> None:
    page = dashed_grid(DASHES)
    before = page.copy()
    x, y = round(60 * UNIT), round(120 * UNIT)
    cv2.putText(page, "38", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 20, 2)
    lines = traced(page)
    clean = without_rulings(page, lines, DPI)
    printed = page != before
    assert (clean[printed] == page[printed]).mean() > 0.95
    clean[printed] = 250
    assert (clean < 150).sum() == 0


def with_holes(page: Gray, *holes: tuple[float, float, float, float]) -> Gray:
    """Erase parts of a page, given in points as left, top, right and bottom: a pale watermark on a copy."""
    for left, top, right, bottom in holes:
        page[round(top * UNIT) : round(bottom * UNIT), round(left * UNIT) : round(right * UNIT)] = 250
    return page


@pytest.mark.parametrize("pen", [DOTS, DASHES])
def test_a_piece_that_is_cut_off_from_its_ruling_is_one_of_it(pen: tuple[int, int, int]) -> None:
    # Of the first rule two pieces are left that meet one upright rule each, and one between that meets none.
    page = with_holes(dashed_grid(pen), (150, 46, 165, 54), (180, 46, 220, 54), (196, 46, 204, 62), (116, 46, 124, 62))
    rulings = rulings_from(traced(page), DPI)
    first = rulings.horizontal[np.abs(rulings.horizontal[:, 0] - YS[0]) < 1]
    assert (first[:, 2] - first[:, 1]).sum() == pytest.approx(XS[-1] - XS[0], abs=25)


def test_a_hole_in_the_middle_of_a_row_is_bridged() -> None:
    page = with_holes(dashed_grid(DASHES), (XS[1] - 4, 100, XS[1] + 4, 112))
    lines = traced(page)
    (inner,) = [line for line in lines.vertical if abs(line.across.mean() - XS[1] * UNIT) < 3]
    assert (inner.along[0], inner.along[-1]) == pytest.approx((YS[0] * UNIT, YS[-1] * UNIT), abs=4)


def test_dots_cut_to_unlike_heights_are_a_line_if_they_are_many() -> None:
    page = empty_page()
    for number, column in enumerate(range(100, 340, 8)):
        page[102 - number % 3 : 104 + number % 3, column : column + 5] = 20
    for number, column in enumerate(range(100, 164, 8)):
        page[202 - number % 3 : 204 + number % 3, column : column + 5] = 20
    level, _ = find_chains(page, DPI)
    assert [(len(chain.starts), chain.sure) for chain in level] == [(30, True), (8, False)]


def test_a_low_table_is_put_together_step_by_step() -> None:
    """Its inner rules have too few marks to hold each other: the long one holds them, and they hold the others."""
    rows = [50.0, 64.0, 78.0]
    page = empty_page()
    for y in (rows[0], rows[2]):
        draw(page, XS[0], XS[-1], y, (8, 3, 2))
    draw(page, XS[1], XS[2], rows[1], (8, 3, 2))
    for x in (XS[0], XS[-1]):
        draw(page.T, rows[0], rows[2], x, (8, 3, 2))
    for x in (XS[1], XS[2]):
        for number, row in enumerate(range(round(rows[0] * UNIT), round(rows[2] * UNIT) + 1, 11)):
            left = round(x * UNIT)
            page[row : row + 8, left - number % 3 : left + 2 + number % 3] = 20  # frayed
    rulings = rulings_from(traced(page), DPI)
    upright = {(round(place), round(start / 14), round(end / 14)) for place, start, end in rulings.vertical}
    assert upright == {(40, 4, 6), (120, 4, 6), (201, 4, 6), (330, 4, 6)}
    assert rulings.horizontal[:, 0] == pytest.approx(rows, abs=1.0)


def chain(marks: list[tuple[int, int]], place: float, step: float = 9.0) -> Chain:
    starts, ends = np.array(marks, dtype=np.float64).T
    return Chain(np.arange(len(marks)), starts, ends, np.full(len(marks), place), 2.0, step, False)


def test_dashes_that_run_together_at_every_row_do_not_make_a_column_another_pens() -> None:
    """Each cell's side is drawn by itself: its last dash and the next one's first are one, with the row's."""
    lengths = [8, 5, 17, 5, 17, 8, 5, 8, 14, 8, 14, 8, 14, 8]
    starts = [sum(lengths[:number]) + 2 * number for number in range(len(lengths))]
    column = chain([(start, start + length) for start, length in zip(starts, lengths, strict=True)], 100.0)
    rows = [(0.0, 500.0, start + 8.0) for start, length in zip(starts, lengths, strict=True) if length > 8]
    left = between_crossings(column, rows, UNIT)
    assert (left.ends - left.starts).tolist() == [length for length in lengths if length <= 8]
    pens = np.array([(9.0, 7.0)])
    assert (is_drawn_alike(left, pens), is_drawn_alike(column, pens)) == (True, False)


@pytest.mark.parametrize(
    ("marks", "place", "found"),
    [
        ([(10, 24), (26, 34), (37, 45), (48, 60)], 100.0, True),
        ([(10, 24), (26, 34), (48, 60)], 100.0, False),  # a gap
        ([(10, 24), (26, 34), (37, 45), (48, 60)], 140.0, False),  # aside
        ([(10, 14), (16, 20), (22, 26)], 100.0, False),  # far from it
    ],
)
def test_marks_without_a_gap_go_on_with_a_ruling_at_its_end(
    marks: list[tuple[int, int]], place: float, found: bool
) -> None:
    ruling = chain([(62 + 9 * number, 69 + 9 * number) for number in range(12)], 100.0)
    assert goes_on(chain(marks, place, step=11.0), [ruling], UNIT) == found


@pytest.mark.parametrize(("filling", "is_ruling"), [(-1, True), (1, False)])
def test_noughts_of_small_print_one_under_another_in_row_after_row_are_no_ruling(filling: int, is_ruling: bool) -> None:
    page = empty_page()
    rules = [50.0 + 11 * row for row in range(9)]
    for y in rules:
        page[round(y * UNIT) : round(y * UNIT) + 2, round(XS[0] * UNIT) : round(XS[-1] * UNIT)] = 20
    for x in (XS[0], XS[-1]):
        page[round(rules[0] * UNIT) : round(rules[-1] * UNIT), round(x * UNIT) : round(x * UNIT) + 2] = 20
    middles = [round((y + below) * UNIT) for y in rules[:-1] for below in (3.0, 8.1)]
    for middle in middles:
        cv2.ellipse(page, (round(XS[2] * UNIT), middle), (2, 4), 0, 0, 360, 20, filling)
    assert len(positions(page)[0]) == 2 + is_ruling


def test_a_low_row_that_stands_alone_is_of_the_grids_pen() -> None:
    page, xs, ys = dashed_grid(DASHES), [60.0, 150.0, 230.0, 300.0], [150.0, 160.0]
    for y in ys:
        draw(page, xs[0], xs[-1], y, DASHES)
    for x in xs:
        draw(page.T, ys[0], ys[-1], x, DASHES)
    lines = traced(page)
    level = [float(np.median(line.across)) / UNIT for line in lines.horizontal]
    upright = [float(np.median(line.across)) / UNIT for line in lines.vertical if line.along[0] > YS[-1] * UNIT]
    assert [place for place in level if place > YS[-1] + 5] == pytest.approx(ys, abs=0.7)
    assert sorted(upright) == pytest.approx(xs, abs=0.7)


@pytest.mark.parametrize("columns", [[60.0, 150.0, 230.0, 340.0], []])
def test_a_low_row_may_be_all_that_a_page_has(columns: list[float]) -> None:
    page, ys = empty_page(), [40.0, 57.0]
    for y in ys:
        draw(page, 60.0, 340.0, y, (7, 3, 2))
    for x in columns:  # whose dashes do not end where the lower line is
        draw(page.T, ys[0], ys[-1], x, (7, 4, 2))
    upright, level = positions(scanned(page, 6.0))
    assert level == pytest.approx(ys if columns else [], abs=0.7)
    assert upright == pytest.approx(columns, abs=0.7)


def test_leaders_of_dots_under_a_grid_are_no_row() -> None:
    page = dashed_grid(DASHES)
    for y in (150.0, 162.0):
        draw(page, XS[0], XS[-1], y, DASHES)
    lines = traced(page)
    assert len(lines.horizontal) == len(YS)


def test_a_colon_above_a_column_is_no_more_of_it() -> None:
    page = dashed_grid(DASHES)
    column = round(XS[1] * UNIT)
    for y in (40.0, 43.0):
        row = round(y * UNIT)
        page[row : row + 4, column : column + 2] = 20
    assert min(line.along[0] for line in traced(page).vertical) >= (YS[0] - 1) * UNIT


@pytest.mark.parametrize(
    ("inked", "start"),
    [(slice(78, 100), 76.0), (slice(78, 82), 100.0), (slice(0, 0), 100.0)],
)
def test_an_end_goes_on_to_the_next_line_where_its_marks_have_run_together(inked: slice, start: float) -> None:
    """One of two marks in one is too long for a dash; without ink a chain ends where its marks do."""
    marked = np.zeros((100, 300), dtype=bool)
    marked[50:52, inked] = True
    one = chain([(x, x + 6) for x in range(100, 200, 9)], 50.5)
    reach = one.starts[0], one.ends[-1]
    assert over_marks(marked, one, reach, [40.0, 76.0, 290.0]) == (start, one.ends[-1])
