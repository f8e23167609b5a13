"""Dotted rulings whose dots run into the print that stands against them, row after row."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.bands import hidden_bands, pen_of
from extractors.rulings.chains import Chain
from extractors.rulings.dashes import draw_dashes
from extractors.rulings.raster import trace_lines
from extractors.rulings.trace import RasterLines, Trace

DPI = 200.0
#: In pixels: dots of 4 and gaps of 4, rows of 14 points.
STEP, DOT = 8, 4
COLUMNS = (100, 260, 420, 580)
ROWS = tuple(range(100, 420, 40))
#: The column against which figures stand.
PLACE = COLUMNS[2]


def traced(page: Gray) -> RasterLines:
    solid, dashes = draw_dashes(page, DPI)
    return trace_lines(solid, DPI, dashes)


def dotted_grid() -> Gray:
    page = np.full((520, 700), 250, np.uint8)
    for row in ROWS:
        for x in range(COLUMNS[0], COLUMNS[-1] + 1, STEP):
            page[row : row + DOT, x : x + DOT] = 20
    for column in COLUMNS:
        for y in range(ROWS[0], ROWS[-1] + 1, STEP):
            page[y : y + DOT, column : column + DOT] = 20
    return page


def write_nought(page: Gray, row: int, x: int = PLACE) -> None:
    """Write a nought so that its right side lies among the dots of a column."""
    cv2.ellipse(page, (x - 7, row + 22), (8, 7), 0, 0, 360, 20, 3)


def stretches(page: Gray) -> list[tuple[float, float]]:
    """Return from where to where rulings are found at the place."""
    lines: list[Trace] = traced(page).vertical
    return sorted(
        (float(line.along[0]), float(line.along[-1])) for line in lines if abs(np.median(line.across) - PLACE) < 5
    )


def test_a_column_is_seen_from_end_to_end_though_figures_stand_against_it_in_every_row() -> None:
    page = dotted_grid()
    for row in ROWS[:-1]:
        write_nought(page, row)
    assert stretches(page) == [pytest.approx((ROWS[0], ROWS[-1]), abs=5)]


def test_a_column_is_seen_though_print_leaves_a_dot_of_it_in_a_row() -> None:
    page = dotted_grid()
    for row in ROWS[:-1]:
        if row == ROWS[2]:
            write_nought(page, row)
        else:
            cv2.ellipse(page, (PLACE - 7, row + 24), (8, 9), 0, 0, 360, 20, 3)
    assert stretches(page) == [pytest.approx((ROWS[0], ROWS[-1]), abs=5)]


def test_figures_in_line_from_row_to_row_are_no_dotted_column() -> None:
    page = dotted_grid()
    for row in ROWS[:-1]:
        page[row + DOT : row + 40, PLACE : PLACE + DOT] = 250
        write_nought(page, row)
    assert stretches(page) == []


def test_the_last_row_keeps_its_side_though_a_figure_hides_most_of_its_dots() -> None:
    page = dotted_grid()
    page[ROWS[-2] + DOT :, PLACE : PLACE + DOT] = 250
    for y in range(ROWS[-2] + 8, ROWS[-1], STEP):
        page[y : y + DOT, PLACE : PLACE + DOT] = 20
    write_nought(page, ROWS[-2])
    assert stretches(page)[-1][1] == pytest.approx(ROWS[-1], abs=5)


def test_a_side_is_there_below_a_merged_row_too() -> None:
    page = dotted_grid()
    page[ROWS[-3] + DOT : ROWS[-2], PLACE : PLACE + DOT] = 250
    write_nought(page, ROWS[-2])
    assert stretches(page) == [
        pytest.approx((ROWS[0], ROWS[-3]), abs=5),
        pytest.approx((ROWS[-2], ROWS[-1]), abs=5),
    ]


def test_long_dashes_may_run_up_to_the_lines_across() -> None:
    marked = np.zeros((40, 300), dtype=bool)
    for x in range(0, 300, 24):
        marked[19:22, x : x + 16] = True
    marked[:, 100] = marked[:, 190] = True
    starts = np.array([216.0, 240.0, 264.0])
    chain = Chain(np.arange(3), starts, starts + 16, np.full(3, 20.0), 3.0, 24.0, sure=True)
    (band,) = hidden_bands(marked, [(chain, [100.0, 190.0])], [], [], DPI / 72)
    assert (band.starts[0], band.ends[-1]) == (100, 190)
    marked[:, 101:190] = False
    assert hidden_bands(marked, [(chain, [100.0, 190.0])], [], [], DPI / 72) == []


def test_a_step_is_known_from_two_of_which_one_has_a_hidden_mark_in_it() -> None:
    marked = np.zeros((40, 200), dtype=bool)
    for x in range(0, 200, 8):
        marked[19:22, x : x + 5] = True
    starts = np.array([104.0, 112.0, 128.0])
    chain = Chain(np.arange(3), starts, starts + 5, np.full(3, 20.0), 3.0, 12.0, sure=True)
    assert len(hidden_bands(marked, [(chain, [40.0, 90.0])], [], [], DPI / 72)) == 1


@pytest.mark.parametrize("text", ["0", "8", "1", "I", "M", ":"])
def test_print_in_a_merged_row_is_no_side(text: str) -> None:
    page = dotted_grid()
    page[ROWS[-2] + DOT : ROWS[-1], PLACE - 2 : PLACE + DOT + 2] = 250
    for x in (PLACE - 9, PLACE - 4, PLACE + 1):
        copy = page.copy()
        cv2.putText(copy, text, (x, ROWS[-1] - 8), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 3)
        assert stretches(copy) == [pytest.approx((ROWS[0], ROWS[-2]), abs=5)]


def row_of_dots(*stretches: tuple[int, int]) -> np.ndarray:
    """Return what is marked where dots of 5 pixels, 8 apart, stand in one row from and to these places."""
    marked = np.zeros((40, 320), dtype=bool)
    for first, last in stretches:
        for x in range(first, last, 8):
            marked[19:22, x : x + 5] = True
    return marked


def chain_of_dots(first: int, last: int) -> Chain:
    starts = np.arange(first, last, 8.0)
    return Chain(np.arange(len(starts)), starts, starts + 5, np.full(len(starts), 20.0), 3.0, 8.0, sure=True)


@pytest.mark.parametrize(("end", "print_beside", "found"), [(96, False, 1), (56, False, 0), (96, True, 0)])
def test_two_dots_in_a_low_row_are_a_side_next_to_one_that_shows_it(end: int, print_beside: bool, found: int) -> None:
    marked = row_of_dots((0, end), (104, 120))
    if print_beside:
        marked[22:26, 112:118] = True
    chain = chain_of_dots(0, end)
    assert len(hidden_bands(marked, [(chain, [0.0, end + 4.0, 100.0, 122.0])], [], [], DPI / 72)) == found


def test_dots_that_a_rule_beside_them_runs_into_link_two_chains() -> None:
    marked = row_of_dots((0, 320))
    chains = [(chain_of_dots(0, 72), []), (chain_of_dots(256, 320), [])]
    (band,) = hidden_bands(marked, chains, [], [], DPI / 72)
    assert (band.starts[0], band.ends[-1]) == (69, 256)
    marked[19:22, 128:133] = False  # one is not there
    assert hidden_bands(marked, chains, [], [], DPI / 72) == []
    marked[19:22, 72:256] = True  # print stands there
    assert hidden_bands(marked, chains, [], [], DPI / 72) == []


def test_a_step_is_a_single_one_though_every_other_dot_of_the_longest_ruling_is_hidden() -> None:
    starts = np.arange(0.0, 320.0, 16.0)
    seen = Chain(np.arange(20), starts, starts + 5, np.full(20, 20.0), 3.0, 16.0, sure=True)
    assert pen_of([seen, chain_of_dots(0, 160), chain_of_dots(0, 160)]).step == pytest.approx(8.0)
    assert pen_of([seen]).step == pytest.approx(16.0)


def test_dots_from_line_to_line_on_a_known_course_are_an_edge_though_print_touches_each() -> None:
    marked = row_of_dots((0, 320))
    for column in range(200, 240, 8):
        marked[22:30, column : column + 4] = True
    chain = chain_of_dots(0, 160)
    crossed = [(chain, [0.0, 160.0, 200.0, 240.0])]
    bands = hidden_bands(marked, crossed, [], [], DPI / 72)
    assert [(band.starts[0], band.ends[-1]) for band in bands] == [(160, 200), (200, 240)]
    assert hidden_bands(marked, crossed, [], bands, DPI / 72) == []


def test_dots_a_little_aside_of_their_column_are_looked_for_where_some_are_seen() -> None:
    marked = np.zeros((60, 330), dtype=bool)
    for column in range(0, 160, 8):
        marked[19:22, column : column + 4] = True
    for column in range(200, 248, 8):
        marked[22:25, column : column + 4] = True
    chain, seen = chain_of_dots(0, 152), chain_of_dots(200, 208)
    seen = replace(seen, across=seen.across + 3, sure=False)
    places = [0.0, 160.0, 198.0, 246.0]
    assert hidden_bands(marked, [(chain, places)], [], [], DPI / 72) == []
    (band,) = hidden_bands(marked, [(chain, places)], [(seen, places)], [], DPI / 72)
    assert (band.starts[0], band.place) == (198, pytest.approx(23, abs=1))


def test_a_chain_that_ends_in_the_middle_of_a_row_does_not_fill_it() -> None:
    marked = row_of_dots((0, 320))
    chain = chain_of_dots(0, 184)
    crossed = [(chain, [0.0, 80.0, 160.0, 200.0])]
    assert [(band.starts[0], band.ends[-1]) for band in hidden_bands(marked, crossed, [], [], DPI / 72)] == [(160, 200)]
    longer = [(chain_of_dots(0, 200), [0.0, 80.0, 160.0, 200.0])]
    assert hidden_bands(marked, longer, [], [], DPI / 72) == []


def test_dots_are_looked_for_on_the_course_of_the_chain_next_to_them_where_a_page_is_bent() -> None:
    marked = np.zeros((60, 420), dtype=bool)
    for column in range(0, 136, 8):
        marked[16:19, column : column + 5] = True
    near, far = chain_of_dots(0, 80), chain_of_dots(232, 400)
    near, far = replace(near, across=near.across - 3), replace(far, across=far.across)
    crossed = [(far, [80.0, 136.0, 230.0]), (near, [])]
    bands = hidden_bands(marked, crossed, [], [], DPI / 72)
    assert [(band.starts[0], band.ends[-1], band.place) for band in bands] == [(80, 136, pytest.approx(17, abs=1.1))]
