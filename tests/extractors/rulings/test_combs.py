"""Dotted columns of which no two dots stand free: known by the spacing of their dots alone."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.chains import Chain
from extractors.rulings.combs import with_combs
from extractors.rulings.one_style import Dashes
from extractors.rulings.trace import RasterLines, Trace

UNIT = 200 / 72
STEP, DOT = 8, 4
#: A row of 15 points between two rulings, and where a column's dots begin in it.
ROWS, FIRST, PLACE = (100, 142), 105, 300


def page_with(dots: list[int], place: int = PLACE) -> Gray:
    page = np.full((240, 600), 250, np.uint8)
    for row in dots:
        page[row : row + DOT, place : place + DOT] = 20
    return page


def columns(page: Gray, pen: bool = True, known: list[Trace] | None = None) -> list[float]:
    starts = np.arange(0.0, 400, STEP)
    chain = Chain(np.arange(50), starts, starts + DOT, np.zeros(50), DOT, STEP, sure=True) if pen else None
    level = [Trace(np.array([50.0, 550.0]), np.full(2, float(row)), 2.0, 500.0, 1.0) for row in ROWS]
    lines = with_combs(RasterLines(level, known or []), Dashes(page, pen=chain), UNIT).vertical
    assert all((line.along[0], line.along[-1]) == ROWS for line in lines)
    return [float(line.across.mean()) for line in lines]


def even_dots() -> list[int]:
    return list(range(FIRST, ROWS[1], STEP))


def test_evenly_spaced_dots_from_ruling_to_ruling_are_a_column_though_print_touches_each_of_them() -> None:
    page = page_with(even_dots())
    for number, row in enumerate(even_dots()):
        page[row : row + DOT, PLACE : PLACE + 12 + 6 * number] = 20
    page[FIRST : ROWS[1] - STEP, PLACE + 10 : PLACE + 14] = 20
    assert columns(page) == [pytest.approx(PLACE + 1.5, abs=1.5)]


@pytest.mark.parametrize("change", ["one missing", "uneven", "no paper between", "print on both sides", "too few"])
def test_what_is_not_as_even_is_print(change: str) -> None:
    page = page_with(even_dots())
    if change == "one missing":
        page[FIRST + 2 * STEP : FIRST + 3 * STEP, :] = 250
    elif change == "uneven":
        page = page_with([row + 4 * (number % 2) for number, row in enumerate(even_dots())])
    elif change == "no paper between":
        page[FIRST : ROWS[1], PLACE : PLACE + DOT] = 20
    elif change == "print on both sides":
        for row in even_dots():
            page[row : row + DOT] = 20
    else:
        page = page_with(even_dots()[:3])
    assert columns(page) == []


def test_nothing_is_looked_for_on_a_page_without_dashed_rulings_or_beside_a_known_one() -> None:
    page = page_with(even_dots())
    assert columns(page, pen=False) == []
    known = Trace(np.array([float(ROWS[0]), float(ROWS[1])]), np.full(2, PLACE + 4.0), 2.0, 42.0, 1.0)
    assert columns(page, known=[known]) == [PLACE + 4.0]


def test_strokes_of_figures_as_even_along_a_row_are_no_ruling() -> None:
    page = np.ascontiguousarray(page_with(even_dots()).T)
    assert columns(page) == []


@pytest.mark.parametrize(("beside", "found"), [(range(0), 1), (range(1, 3), 0)])
def test_even_strokes_in_the_midst_of_print_are_a_characters(beside: range, found: int) -> None:
    dots = even_dots()[:4]
    page = page_with(dots)
    for number, row in enumerate(dots):
        page[row : row + DOT, PLACE : PLACE + 12 + 6 * number] = 20
    for number in beside:
        page[dots[number] - 3 : dots[number], PLACE - 5 : PLACE - 3] = 20
    page[FIRST + 4 * STEP : ROWS[1], :] = 20
    level = [Trace(np.array([50.0, 550.0]), np.full(2, float(row)), 2.0, 500.0, 1.0) for row in (ROWS[0], FIRST + 33)]
    starts = np.arange(0.0, 400, STEP)
    pen = Chain(np.arange(50), starts, starts + DOT, np.zeros(50), DOT, STEP, sure=True)
    assert len(with_combs(RasterLines(level, []), Dashes(page, pen=pen), UNIT).vertical) == found
