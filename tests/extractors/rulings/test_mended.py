"""Rulings cut by pale print over them: an edge of which pieces are left runs from one crossing line to the next."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.mended import mended
from extractors.rulings.raster import trace_lines
from extractors.rulings.trace import RasterLines, Trace

DPI = 200.0
UNIT = DPI / 72
XS, YS = (100, 300, 500, 700), (60, 160, 260, 360)


def trace(place: float, start: float, end: float, free: float = 1.0, thickness: float = 2.0) -> Trace:
    return Trace(np.linspace(start, end, 20), np.full(20, float(place)), thickness, end - start, free)


def grid(middle: list[tuple[float, float]]) -> RasterLines:
    """Return the lines of a grid of 3 x 3 whose second upright line runs along the given stretches only."""
    upright = [trace(x, YS[0], YS[3]) for x in XS if x != XS[1]] + [trace(XS[1], *stretch) for stretch in middle]
    return RasterLines([trace(y, XS[0], XS[3]) for y in YS], upright)


def drawn(lines: RasterLines) -> Gray:
    page = np.full((500, 800), 250, np.uint8)
    for line in lines.horizontal:
        y = round(line.across.mean())
        page[y - 1 : y + 1, round(line.along[0]) : round(line.along[-1])] = 20
    for line in lines.vertical:
        x = round(line.across.mean())
        page[round(line.along[0]) : round(line.along[-1]), x - 1 : x + 1] = 20
    return page


def _mended(lines: RasterLines, seen: RasterLines, unit: float) -> RasterLines:
    everything = RasterLines(lines.horizontal + seen.horizontal, lines.vertical + seen.vertical)
    return mended(drawn(everything), lines, seen, unit)


def covered(lines: RasterLines) -> float:
    """Return how much of the second upright line is there, in pixels."""
    places = np.zeros(YS[3] + 1, dtype=bool)
    for line in lines.vertical:
        if abs(line.across.mean() - XS[1]) < 2:
            places[int(line.along[0]) : int(line.along[-1])] = True
    return float(places.sum())


@pytest.mark.parametrize(
    "left",
    [
        [(YS[0], YS[0] + 45)],  # joined to the line that it meets
        [(YS[0] + 10, YS[0] + 40), (YS[0] + 60, YS[0] + 90)],  # in two pieces
        [(YS[0] + 18, YS[0] + 88)],  # in one longer than any stroke
    ],
)
def test_what_is_left_of_an_edge_in_line_with_a_ruling_tells_of_all_of_it(left: list[tuple[int, int]]) -> None:
    lines = grid([(YS[1], YS[3])])
    seen = RasterLines([], [trace(XS[1], *piece) for piece in left])
    assert covered(_mended(lines, seen, UNIT)) == YS[3] - YS[0]


@pytest.mark.parametrize(
    "print_there",
    [
        trace(XS[1], YS[0] + 30, YS[0] + 75),  # a dash alone in its cell
        trace(XS[1], YS[0], YS[0] + 20),  # little of it
        trace(XS[1], YS[0], YS[0] + 45, free=0.4),  # print beside it
        trace(XS[1], YS[0], YS[0] + 45, free=0.84),  # the stroke of a character, with others here and there
        trace(XS[1], YS[0], YS[0] + 45, thickness=5.0),
        trace(XS[1] + 4, YS[0], YS[0] + 45),
    ],
)
def test_print_in_line_with_a_ruling_is_no_piece_of_it(print_there: Trace) -> None:
    lines = grid([(YS[1], YS[3])])
    assert covered(_mended(lines, RasterLines([], [print_there]), UNIT)) == YS[3] - YS[1]


def test_a_ruling_that_ends_between_two_others_goes_on_to_the_next() -> None:
    lines = grid([(YS[0], YS[1] + 55), (YS[2] - 20, YS[3])])
    assert covered(_mended(lines, RasterLines([], []), UNIT)) == YS[3] - YS[0]


def test_a_ruling_of_which_only_pieces_are_seen_runs_across_others() -> None:
    pieces = [trace(XS[1], y - 20, y + 50) for y in YS[:3]]
    assert covered(_mended(grid([]), RasterLines([], pieces), UNIT)) == YS[3] - YS[0]
    strokes = [trace(XS[1], y + 2, y + 85) for y in YS[:3]]  # of a letter at the head of each row
    assert covered(_mended(grid([]), RasterLines([], strokes), UNIT)) == 0


def test_a_stroke_beside_a_line_that_stands_a_little_aside_takes_no_ruling_on() -> None:
    lines = grid([(YS[0], YS[1])])
    seen = RasterLines([], [trace(XS[1], YS[0], YS[1] + 45)])
    assert covered(_mended(lines, seen, UNIT)) == YS[2] - YS[0]
    lines.vertical.append(trace(XS[1] - 6, YS[1], YS[3]))
    assert covered(_mended(lines, seen, UNIT)) == YS[1] - YS[0]


def test_a_merged_cell_stays() -> None:
    lines = grid([(YS[0], YS[1]), (YS[2], YS[3])])
    assert covered(_mended(lines, RasterLines([], []), UNIT)) == 200


def test_tracing_finds_a_grid_that_pale_strokes_have_cut() -> None:
    page = np.full((420, 800), 250, np.uint8)
    for x in XS:
        page[YS[0] : YS[3], x - 1 : x + 1] = 20
    for y in YS:
        page[y - 1 : y + 1, XS[0] : XS[3]] = 20
    for y in range(YS[0] + 25, YS[3], 100):
        page[y : y + 22, XS[1] - 4 : XS[1] + 4] = 250
    lines = trace_lines(page, DPI)
    assert covered(lines) >= YS[3] - YS[0] - 4


@pytest.mark.parametrize(("free", "is_edge"), [(1.0, True), (0.93, False)])
def test_a_stroke_that_fills_a_low_row_has_the_rest_of_its_character_beside_it(free: float, is_edge: bool) -> None:
    low = YS[1] + 30
    rows = [trace(y, XS[0], XS[3]) for y in (*YS, low)]
    upright = [trace(x, YS[0], YS[3]) for x in XS if x != XS[1]] + [trace(XS[1], low, YS[3])]
    seen = RasterLines([], [trace(XS[1], YS[1], low - 2, free)])
    found = covered(_mended(RasterLines(rows, upright), seen, UNIT))
    assert found == (YS[3] - YS[1] if is_edge else YS[3] - low)


@pytest.mark.parametrize("print_beside", [False, True])
def test_what_sticks_out_into_a_low_row_is_a_rulings_end_if_no_print_stands_beside_it(print_beside: bool) -> None:
    low = YS[1] + 30
    rows = [trace(y, XS[0], XS[3]) for y in (*YS, low)]
    upright = [trace(x, YS[0], YS[3]) for x in XS if x != XS[1]] + [trace(XS[1], low - 16, YS[3])]
    lines = RasterLines(rows, upright)
    page = drawn(lines)
    if print_beside:
        page[low - 14 : low - 10, XS[1] - 12 : XS[1] + 12] = 20
    found = covered(mended(page, lines, RasterLines([], []), UNIT))
    assert found == (YS[3] - low + 16 if print_beside else YS[3] - YS[1])


@pytest.mark.parametrize("thickness", [8.0, 5.0])
def test_a_piece_of_a_broad_ruling_is_as_broad_as_its_others(thickness: float) -> None:
    broad, rest = trace(YS[1], XS[0], XS[1], thickness=8.0), trace(YS[1], XS[2], XS[3], thickness=8.0)
    rows = [trace(y, XS[0], XS[3]) for y in YS if y != YS[1]]
    lines = RasterLines([*rows, broad, rest], [trace(x, YS[0], YS[3]) for x in XS])
    seen = RasterLines([trace(YS[1], XS[1], XS[1] + 120, thickness=thickness)], [])
    mended_lines = mended(drawn(lines), lines, seen, UNIT).horizontal
    level = [line for line in mended_lines if abs(line.across.mean() - YS[1]) < 2]
    assert sum(line.length for line in level) == (XS[3] - XS[0] if thickness == 8.0 else 400)


@pytest.mark.parametrize(("ends", "whole"), [(YS[1] + 22, True), (YS[1] + 8, False)])
def test_of_a_ruling_that_is_there_on_both_sides_little_has_to_be_left(ends: int, whole: bool) -> None:
    lines = grid([(YS[0], ends), (YS[2], YS[3])])
    found = covered(_mended(lines, RasterLines([], []), UNIT))
    assert found == (YS[3] - YS[0] if whole else ends - YS[0] + YS[3] - YS[2])


def test_an_edge_put_in_makes_one_line_with_those_that_it_stands_between() -> None:
    lines = grid([(YS[0], YS[1] + 55), (YS[2] - 20, YS[3])])
    upright = _mended(lines, RasterLines([], []), UNIT).vertical
    assert sum(abs(line.across.mean() - XS[1]) < 2 for line in upright) == 1


def test_a_line_that_is_also_a_piece_is_there_once() -> None:
    lines = grid([(YS[0], YS[1]), (YS[1], YS[3])])
    assert len(_mended(lines, lines, UNIT).vertical) == len(lines.vertical)


def test_what_was_left_out_of_a_line_is_not_put_in_again() -> None:
    lines = grid([(YS[1], YS[3])])
    seen = RasterLines([], [trace(XS[1], YS[1] - 50, YS[3])])
    assert covered(_mended(lines, seen, UNIT)) == YS[3] - YS[1]


@pytest.mark.parametrize(
    ("start", "end", "stops", "whole"),
    [
        (YS[1], YS[1] + 35, YS[1], True),
        (YS[1], YS[1] + 25, YS[1], False),  # no longer than print
        (YS[1] + 5, YS[1] + 40, YS[1], False),  # it touches neither line
        (YS[1], YS[1] + 35, YS[0] + 60, False),  # no ruling comes up to it
    ],
)
def test_a_ruling_that_comes_into_a_row_runs_through_it_whatever_stands_against_it(
    start: int, end: int, stops: int, whole: bool
) -> None:
    low = YS[1] + 50
    rows = [trace(y, XS[0], XS[3]) for y in (*YS, low)]
    upright = [trace(x, YS[0], YS[3]) for x in XS if x != XS[1]]
    upright += [trace(XS[1], YS[0], stops), trace(XS[1], low, YS[3])]
    lines = RasterLines(rows, upright)
    page = drawn(lines)
    page[start:end, XS[1] - 1 : XS[1] + 1] = 20
    page[YS[1] + 15 : YS[1] + 33, XS[1] - 20 : XS[1] - 2] = 20
    page[YS[1] + 15 : YS[1] + 33, XS[1] + 3 : XS[1] + 20] = 20
    seen = RasterLines([], [trace(XS[1], start, end, free=0.8)])
    found = covered(mended(page, lines, seen, UNIT))
    assert (found >= YS[3] - YS[1] + stops - YS[0]) == whole


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_grid_that_is_open_above_does_not_reach_to_a_ruling_over_it(goes_on: bool) -> None:
    # 45 of a hundred: that much of an edge would tell of all of it, but here they all end together.
    top = YS[0] + 55
    upright = [trace(x, top, YS[3]) for x in XS]
    upright += [trace(x, YS[0], YS[0] + 45) for x in XS if goes_on]
    lines = RasterLines([trace(y, XS[0], XS[3]) for y in YS], upright)
    found = _mended(lines, RasterLines([], []), UNIT)
    assert (min(float(line.along[0]) for line in found.vertical) == YS[0]) == goes_on
    assert (covered(found) == YS[3] - YS[0]) == goes_on
