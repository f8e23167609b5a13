from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.pages.show_through import without_show_through
from extractors.ports import Gray

DPI = 150.0


def page_with(back: int, blur: float) -> Gray:
    """A printed page with other print and rules that much darker than its paper, and so blurred."""
    page = np.full((700, 700), 250, np.uint8)
    behind = np.zeros((700, 700), np.uint8)
    for y in range(60, 680, 60):
        cv2.line(behind, (40, y), (660, y), back, 4)
        cv2.putText(behind, "98765432", (300, y + 40), cv2.FONT_HERSHEY_SIMPLEX, 1.0, back, 4)
    page = page - cv2.GaussianBlur(behind, (0, 0), blur)
    for y in range(90, 680, 60):
        cv2.line(page, (40, y), (660, y), 20, 2)
        cv2.putText(page, "12.34", (60, y - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 20, 2)
    noise = np.random.default_rng(2).normal(0, 3, page.shape)
    found: Gray = (page + noise).clip(0, 255).astype(np.uint8)
    return found


def test_what_shines_through_goes_and_print_stays() -> None:
    page = page_with(45, 2.0)
    clean = without_show_through(page, DPI)
    dark = page < 150
    assert np.array_equal(clean[dark], page[dark])
    away = cv2.dilate(dark.astype(np.uint8), np.ones((11, 11), np.uint8)) == 0
    assert (page[away] < 228).mean() > 0.05
    assert (clean[away] < 228).mean() < 0.002


@pytest.mark.parametrize(("back", "blur"), [(0, 2.0), (60, 0.3)])
def test_sharp_pale_print_and_a_clean_page_are_left(back: int, blur: float) -> None:
    page = page_with(back, blur)
    assert without_show_through(page, DPI) is page
