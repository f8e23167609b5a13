"""Short ends of cut rulings, told from strokes by the lines that they run into or through."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.mended import mended
from extractors.rulings.trace import RasterLines, Trace

UNIT = 200 / 72
#: Rows 12 points high: a piece of 9.5 points, that tracing sees, is most of one.
XS, YS = (100, 300, 500, 700), (60, 94, 128, 162, 196)
X = XS[1]
Pieces = list[tuple[int, int]]


def trace(place: float, start: float, end: float) -> Trace:
    return Trace(np.linspace(start, end, 20), np.full(20, float(place)), 4.0, end - start, 1.0)


def page_with(pieces: Pieces) -> Gray:
    """Draw a grid of whose second upright line only some pieces are left."""
    page = np.full((260, 800), 250, np.uint8)
    for y in YS:
        page[y - 2 : y + 2, XS[0] : XS[-1]] = 20
    for x in XS:
        if x != X:
            page[YS[0] : YS[-1], x - 2 : x + 2] = 20
    for first, last in pieces:
        page[first:last, X - 2 : X + 2] = 20
    return page


def covered(page: Gray, known: Pieces) -> float:
    """Return how much of the second upright line is there, in pixels, if these parts of it are known."""
    upright = [trace(x - 0.5, YS[0], YS[-1]) for x in XS if x != X] + [trace(X - 0.5, *part) for part in known]
    lines = RasterLines([trace(y - 0.5, XS[0], XS[-1]) for y in YS], upright)
    found = mended(page, lines, RasterLines([], []), UNIT).vertical
    return sum(line.length for line in found if abs(line.across.mean() - X) < 3)


def test_stubs_that_run_through_lines_are_what_is_left_of_a_ruling() -> None:
    page = page_with([(60, 132), (143, 184)])
    assert covered(page, [(60, 128)]) == pytest.approx(YS[-1] - YS[0], abs=1)


def test_where_no_more_than_a_row_of_a_ruling_is_known_they_may_be_brackets() -> None:
    page = page_with([(60, 98), (109, 139), (150, 184)])
    assert covered(page, [(60, 94)]) == 34
    assert covered(page_with([(60, 76), (84, 94)]), []) == 0


def test_strokes_between_lines_are_none() -> None:
    page = page_with([(60, 128), (136, 156), (170, 190)])
    assert covered(page, [(60, 128)]) == 68


def test_a_stroke_that_fills_a_low_row_is_none() -> None:
    page = page_with([(60, 156), (165, 193)])
    page[156:162, X - 6 : X + 6] = 250
    assert covered(page, [(60, 162)]) == 102


def test_a_stub_that_touches_the_far_line_only_is_none() -> None:
    assert covered(page_with([(60, 128), (138, 162)]), [(60, 128)]) == 68


def test_a_ruling_that_is_there_on_both_sides_is_whole() -> None:
    known = [(60, 94), (128, 196)]
    assert covered(page_with([(60, 94), (110, 126), (134, 196)]), known) == pytest.approx(136, abs=1)
    both = page_with([(60, 77), (81, 100), (122, 142), (146, 196)])
    assert covered(both, known) == pytest.approx(136, abs=1)
    # A cell of two columns has print between its lines.
    assert covered(page_with([*known, (100, 116)]), known) == 102


def test_print_beside_makes_it_a_stroke() -> None:
    page = page_with([(60, 132), (143, 184)])
    page[146:152, X - 14 : X + 14] = 20
    page[172:178, X - 14 : X + 14] = 20
    assert covered(page, [(60, 128)]) == 68


def test_a_lone_stub_is_what_is_left_of_a_ruling_that_goes_on_on_both_sides() -> None:
    known = [(60, 94), (128, 196)]
    # It runs into the line above, and nothing else is near: 10 of 34 pixels.
    assert covered(page_with([*known, (94, 104)]), known) == pytest.approx(136, abs=1)
    assert covered(page_with([(60, 94), (94, 104)]), known[:1]) == 34
    page = page_with([*known, (94, 104)])
    page[106:120, X - 10 : X + 8] = 20
    assert covered(page, known) == 102
