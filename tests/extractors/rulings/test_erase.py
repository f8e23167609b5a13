from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.erase import without_rulings
from extractors.rulings.trace import RasterLines, Trace

DPI = 200.0
#: A ruling down the middle of the page, and the rows between which print stands beside it.
MIDDLE, TOP, BOTTOM = 100, 180, 200


def page_with_ruling(offsets: list[float] | None = None, thickness: int = 3) -> tuple[Gray, RasterLines]:
    """Draw a vertical ruling that lies off its traced course by so many pixels at each row."""
    page = np.full((400, 200), 250, np.uint8)
    for row in range(400):
        left = MIDDLE - thickness // 2 + round(offsets[row]) if offsets else MIDDLE - thickness // 2
        page[row, left : left + thickness] = 20
    along = np.arange(0.0, 401.0, 5.0)
    trace = Trace(along, np.full(len(along), float(MIDDLE)), float(thickness), float(len(along)), 1.0)
    return page, RasterLines([], [trace])


def steps() -> list[float]:
    """A ruling that was askew and is level again: it swings by a pixel every thirty rows."""
    return [-1.0 if row // 30 % 2 else 1.0 for row in range(400)]


def test_nothing_is_left_of_a_ruling_that_runs_in_steps() -> None:
    page, lines = page_with_ruling(steps())
    assert (without_rulings(page, lines, DPI) < 200).sum() == 0


@pytest.mark.parametrize("side", [-1, 1])
def test_what_is_left_of_a_ruling_does_not_lengthen_the_print_that_touches_it(side: int) -> None:
    page, lines = page_with_ruling()
    thicker = slice(MIDDLE + 2, MIDDLE + 3) if side > 0 else slice(MIDDLE - 2, MIDDLE - 1)
    page[TOP - 60 : BOTTOM + 60, thicker] = 90  # a copy's ink ran there
    foot = slice(MIDDLE + 1, MIDDLE + 30) if side > 0 else slice(MIDDLE - 30, MIDDLE)
    page[BOTTOM - 3 : BOTTOM, foot] = 20
    clean = without_rulings(page, lines, DPI)
    rows = np.flatnonzero((clean < 190).any(axis=1))
    assert rows[0] >= BOTTOM - 6
    assert rows[-1] <= BOTTOM + 2


def test_the_side_of_a_nought_that_lies_in_the_ruling_stays_as_far_as_it_shows() -> None:
    page, lines = page_with_ruling(thickness=4)
    cv2.ellipse(page, (MIDDLE - 7, (TOP + BOTTOM) // 2), (6, 10), 0, 0, 360, 20, 2)
    page[TOP + 6 : BOTTOM - 6, MIDDLE - 3 : MIDDLE - 2] = 20  # its side makes the ruling thicker
    clean = without_rulings(page, lines, DPI)
    side = clean[TOP + 8 : BOTTOM - 8, MIDDLE - 3]
    assert (side < 100).all()


def test_print_clear_of_a_ruling_is_left_as_it_is() -> None:
    page, lines = page_with_ruling(steps())
    page[TOP:BOTTOM, MIDDLE + 8 : MIDDLE + 11] = 20
    clean = without_rulings(page, lines, DPI)
    assert (clean[TOP:BOTTOM, MIDDLE + 8 : MIDDLE + 11] == 20).all()


def crossing(start: int) -> tuple[Gray, RasterLines]:
    """Draw a ruling that ends at another, but was traced from ``start`` on, before it."""
    page, lines = page_with_ruling()
    page[TOP - 1 : TOP + 2, MIDDLE:200] = 20
    along = np.arange(float(start), 200.0, 5.0)
    trace = Trace(along, np.full(len(along), float(TOP)), 3.0, float(len(along)), 1.0)
    return page, RasterLines([trace], lines.vertical)


def test_a_nought_that_was_taken_for_the_end_of_a_ruling_stays() -> None:
    page, lines = crossing(MIDDLE - 16)
    cv2.ellipse(page, (MIDDLE - 10, TOP), (6, 10), 0, 0, 360, 20, 2)
    nought = page[TOP - 12 : TOP + 12, MIDDLE - 18 : MIDDLE - 7].copy()
    clean = without_rulings(page, lines, DPI)
    assert (clean[TOP - 12 : TOP + 12, MIDDLE - 18 : MIDDLE - 7] == nought).all()
    assert (clean[:, MIDDLE + 4 :] < 200).sum() == 0


def test_a_ruling_that_was_traced_from_a_little_behind_another_goes_from_there() -> None:
    page, lines = crossing(start=MIDDLE + 9)
    assert (without_rulings(page.copy(), lines, DPI) < 200).sum() == 0
    page[TOP - 1 : TOP + 2, MIDDLE + 2 : MIDDLE + 4] = 250  # what does not lead up to it is print
    assert (without_rulings(page, lines, DPI) < 200).sum() > 0


def test_a_ruling_that_runs_on_beyond_another_goes_with_all_its_length() -> None:
    page, lines = crossing(MIDDLE - 16)
    page[TOP - 1 : TOP + 2, MIDDLE - 16 : MIDDLE] = 20
    assert (without_rulings(page, lines, DPI) < 200).sum() == 0


def test_a_broken_ruling_between_others_close_together_goes_from_end_to_end() -> None:
    page, lines = page_with_ruling()
    for row in range(0, 400, 12):
        page[row + 3 : row + 7, MIDDLE - 2 : MIDDLE + 3] = 250
    along = np.arange(0.0, 200.0, 5.0)
    level = [Trace(along, np.full(len(along), float(y)), 3.0, 40.0, 1.0) for y in range(0, 401, 20)]
    clean = without_rulings(page, RasterLines(level, lines.vertical), DPI)
    assert (clean < 200).sum() == 0


def test_a_ruling_shorter_than_a_character_goes_too() -> None:
    page, _ = page_with_ruling()
    along, short = np.arange(0.0, 200.0, 5.0), np.array([TOP - 9.0, TOP, TOP + 9.0])
    level = Trace(along, np.full(len(along), float(TOP)), 3.0, 40.0, 1.0)
    upright = Trace(short, np.full(len(short), 100.0), 3.0, 18.0, 1.0)
    page[: TOP - 11], page[TOP + 12 :] = 250, 250
    assert (without_rulings(page, RasterLines([level], [upright]), DPI) < 200).sum() == 0


def low_row() -> tuple[Gray, RasterLines]:
    """Draw a level ruling, as a scanner blurs it, right under a row."""
    page = np.full((120, 400), 250, np.uint8)
    page[79:82] = 20
    along = np.arange(0.0, 401.0, 5.0)
    trace = Trace(along, np.full(len(along), 80.0), 3.0, float(len(along)), 1.0)
    return page, RasterLines([trace], [])


def test_a_comma_at_the_foot_of_a_low_row_is_no_ragged_edge_of_its_ruling() -> None:
    page, lines = low_row()
    page[76:78, 200:203] = 20  # where the blur of the ruling may reach
    clean = without_rulings(page, lines, DPI)
    assert clean[76, 201] < 150
    assert (clean[:, :190] < 200).sum() == 0


def test_a_bit_right_beside_a_ruling_goes_with_it() -> None:
    page, lines = low_row()
    page[78:79, 200:204] = 60
    assert (without_rulings(page, lines, DPI) < 200).sum() == 0
