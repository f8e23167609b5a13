from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.pages.streaks import find_streaks, without_streaks
from extractors.ports import Gray

DPI = 150.0


def page_with(*streaks: int, grey: int = 110) -> Gray:
    """A ruled and printed page, somewhat askew and noisy, with streaks two pixels broad down it."""
    page = np.full((900, 700), 245, np.uint8)
    for y in range(100, 820, 60):
        cv2.line(page, (80, y), (620, y + 4), 20, 2)
        cv2.putText(page, "12345678.90", (90, y + 40), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 20, 2)
    for x in (80, 350, 620):
        cv2.line(page, (x, 100), (x - 5, 824), 20, 2)
    for x in streaks:
        page[:, x : x + 2] = np.minimum(page[:, x : x + 2], grey)
    noise = np.random.default_rng(7).normal(0, 4, page.shape)
    noisy: Gray = (page + noise).clip(0, 255).astype(np.uint8)
    return noisy


def test_streaks_are_found_and_rulings_are_none() -> None:
    assert find_streaks(page_with(), DPI) == []
    found = find_streaks(page_with(150, 500), DPI)
    assert [abs(first - x) <= 1 and 1 <= last - first <= 4 for (first, last), x in zip(found, (150, 500), strict=True)]


def test_a_page_without_streaks_is_left_as_it_is() -> None:
    page = page_with()
    assert without_streaks(page, DPI) is page


@pytest.mark.parametrize("across", [False, True])
def test_what_a_streak_crosses_goes_on(across: bool) -> None:
    page, wanted = page_with(500), page_with()
    clean = without_streaks(np.ascontiguousarray(page.T) if across else page, DPI)
    clean = clean.T if across else clean
    assert clean[:90, 498:504].min() > 220
    # The rules across it are whole, and no print is lost.
    assert np.abs(clean[90:830, 498:504].astype(int) - wanted[90:830, 498:504]).mean() < 12


def test_the_columns_of_a_table_that_fills_its_picture_are_no_streaks() -> None:
    page = np.full((900, 700), 245, np.uint8)
    for x in range(0, 700, 100):
        page[:, x : x + 2] = 20
    for y in range(0, 900, 20):
        page[y : y + 2] = 20
    assert find_streaks(page, DPI) == []


def test_a_rule_that_ends_short_of_the_edge_is_no_streak() -> None:
    page = page_with(500)
    page[880:, 495:510] = 245
    assert find_streaks(page, DPI) == []
