from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.pages.faded import without_fading
from extractors.ports import Gray


def page_of(darkness: int, noise: float = 4.0) -> Gray:
    page = np.full((500, 500), 250, np.uint8)
    cv2.putText(page, "1234.56", (60, 200), cv2.FONT_HERSHEY_SIMPLEX, 2.0, darkness, 5)
    noisy = page + np.random.default_rng(3).normal(0, noise, page.shape)
    faint: Gray = noisy.clip(0, 255).astype(np.uint8)
    return faint


@pytest.mark.parametrize("darkness", [145, 165, 180])
def test_faint_print_is_made_dark_and_paper_stays_paper(darkness: int) -> None:
    page = page_of(darkness)
    darker = without_fading(page)
    assert np.median(darker[page < darkness + 10]) < 90
    assert np.percentile(darker[300:], 1) > 200


@pytest.mark.parametrize("darkness", [20, 100, 215])
def test_print_as_usual_and_what_shines_through_are_left(darkness: int) -> None:
    page = page_of(darkness)
    assert without_fading(page) is page


def test_a_blank_page_is_left() -> None:
    page = page_of(250)
    assert without_fading(page) is page
