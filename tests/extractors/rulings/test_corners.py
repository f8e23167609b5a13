"""Dashed rulings as browsers draw them: each side of a cell begins and ends with a dash, so dashes meet in corners."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from extractors.components import find_components
from extractors.ports import Gray
from extractors.rulings.chain_pieces import is_drawn_alike
from extractors.rulings.chains import Chain, find_chains, together
from extractors.rulings.corners import find_corners
from extractors.rulings.dashes import draw_dashes
from extractors.rulings.raster import rulings_from, trace_lines
from extractors.rulings.trace import RasterLines
from tests.extractors.rulings.test_dashes import scanned

DPI = 200.0
UNIT = DPI / 72
DASH, GAP, THICK = 7, 5, 3
#: Rows so low that one dash stands free between the corners.
XS, YS = [40, 240, 440, 640], [20, *(68 + 30 * number for number in range(7))]


def traced(page: Gray) -> RasterLines:
    solid, dashes = draw_dashes(page, DPI)
    return trace_lines(solid, DPI, dashes)


def side(page: Gray, start: int, end: int, place: int) -> None:
    """Draw one side of a cell along the rows: as many dashes as fit, the first and the last at its ends."""
    steps = max(1, round((end - start - DASH) / (DASH + GAP)))
    for number in range(steps + 1):
        x = start + THICK // 2 + round(number * (end - start - DASH) / steps)
        page[place : place + THICK, x : x + DASH] = 20


def browser_grid(merged: int = 0) -> Gray:
    """Draw a table; the first ``merged`` rows have one cell each."""
    page = np.full((300, 700), 250, np.uint8)
    for y in YS:
        for left, right in pairwise(XS):
            side(page, left, right, y)
    for top, bottom in pairwise(YS):
        for x in XS if top >= YS[merged] else (XS[0], XS[-1]):
            side(page.T, top, bottom, x)
    return page


def stretches(page: Gray, place: int) -> list[tuple[float, float]]:
    """Return where upright rulings near a column run from and to, in pixels."""
    rulings = rulings_from(traced(page), DPI).vertical * UNIT
    return sorted((start, end) for x, start, end in rulings if abs(x - place) < 12)


def corners(mark: Gray) -> list[list[list[int]]]:
    page = np.zeros((60, 60), np.uint8)
    page[20 : 20 + mark.shape[0], 10 : 10 + mark.shape[1]] = mark
    return [dashes[:, :4].tolist() for dashes in find_corners(find_components(page), 7.2, 38.9)]


def test_a_cross_is_two_dashes_along_the_rows_and_two_along_the_columns() -> None:
    cross = np.zeros((14, 15), np.uint8)
    cross[6:9] = cross[:, 6:9] = 1
    assert corners(cross) == [[[10, 26, 7, 3], [17, 26, 8, 3]], [[16, 20, 3, 7], [16, 27, 3, 7]]]


def test_a_corner_has_no_dash_where_nothing_stands_out() -> None:
    tee = np.zeros((9, 15), np.uint8)
    tee[:3] = tee[:, 6:9] = 1
    level, upright = corners(tee)
    assert (len(level), upright) == (2, [[16, 21, 3, 8]])


def test_what_has_three_bars_is_no_corner() -> None:
    work = np.zeros((15, 15), np.uint8)
    work[:3] = work[-3:] = work[:, 6:9] = 1
    assert corners(work) == [[], []]


@pytest.mark.parametrize("noise", [0.0, 8.0])
def test_low_rows_with_a_dash_between_two_corners_are_found(noise: float) -> None:
    page = scanned(browser_grid(), noise)
    for x in XS:
        assert stretches(page, x) == [pytest.approx((YS[0], YS[-1]), abs=5)]


def test_a_character_of_two_strokes_goes_on_no_ruling() -> None:
    page = browser_grid()
    left, row = XS[-1] + THICK + GAP, YS[3] + THICK // 2
    page[row - 1 : row + 2, left : left + 16] = page[row - 8 : row + 8, left + 7 : left + 10] = 20
    level, _ = find_chains(page, DPI)
    assert len(level) == len(YS)
    assert max(chain.ends[-1] for chain in level) <= left


@pytest.mark.parametrize(
    ("strokes", "aside"),
    [([(37, 44), (48, 55)], 33), ([(34, 54)], 0), ([(26, 42), (47, 63)], -3)],
    ids=["too far from the rulings", "one long stroke", "two long strokes"],
)
def test_strokes_of_a_merged_heading_are_no_piece_of_a_ruling(strokes: list[tuple[int, int]], aside: int) -> None:
    page = browser_grid(merged=1)
    for start, end in strokes:
        page[start:end, XS[1] + aside : XS[1] + aside + THICK] = 20
    assert stretches(page, XS[1] + aside) == ([] if aside > 12 else [pytest.approx((YS[1], YS[-1]), abs=5)])


def test_two_dashes_that_touch_are_drawn_like_one() -> None:
    starts = np.array([0.0, 12.0, 31.0, 43.0])
    chain = Chain(np.arange(4), starts, starts + np.array([7, 14, 7, 14]), np.zeros(4), 3.0, 12.0, sure=True)
    assert is_drawn_alike(chain, np.array([(12.0, 7.0)]))
    assert not is_drawn_alike(chain, np.array([(12.0, 5.0)]))
    assert not is_drawn_alike(replace(chain, sure=False), np.array([(12.0, 7.0)]))  # may be strokes


@pytest.mark.parametrize(("shade", "found"), [(20, 1), (160, 0)])
def test_pale_strokes_between_dark_rulings_are_no_piece_of_one(shade: int, found: int) -> None:
    page = browser_grid()
    left = XS[1] + 33
    for top, bottom in ((75, 82), (87, 94)):
        page[top:bottom, left : left + THICK] = shade
    assert len(stretches(page, left)) == found


def test_bits_of_a_figure_in_each_row_are_no_ruling() -> None:
    page = browser_grid()
    left = XS[1] + 4 * (DASH + GAP) + 2
    for top in YS[1:-1]:
        page[top + 11 : top + 14, left : left + THICK] = page[top + 19 : top + 22, left : left + THICK] = 20
    assert stretches(page, left) == []


@pytest.mark.parametrize(("steps", "sure"), [([9, 26], False), ([9, 10], True), ([9, 19], True)])
def test_many_marks_make_a_chain_if_they_are_in_step(steps: list[int], sure: bool) -> None:
    starts = np.cumsum([0, *steps * 6]).astype(np.float64)
    chain = Chain(np.arange(13), starts, starts + 4, np.zeros(13), 3.0, 9.5, sure=False)
    pieces = [
        replace(chain, **{name: getattr(chain, name)[part] for name in ("members", "starts", "ends", "across")})
        for part in (slice(6), slice(6, 13))
    ]
    assert together(*pieces).sure == sure


def test_a_long_chain_is_as_thick_as_its_thicker_stretches() -> None:
    page = browser_grid()
    page[YS[3] - 1 : YS[3] + THICK + 1, XS[1] + 20 : XS[1] + 180] = page[YS[3] + 1, XS[1] + 20 : XS[1] + 180]
    level, _ = find_chains(page, DPI)
    assert sorted(chain.thickness for chain in level) == [3.0] * (len(YS) - 1) + [5.0]
