"""Large pale print is made paper, and what is printed over it or is small stays."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.pages.watermark import without_watermark
from extractors.ports import Gray

DPI = 150.0
#: The grey of a watermark.
PALE = 205


def marked_page(scale: float, noise: float = 0.0) -> Gray:
    """Draw a letter over a page with a ruling and a figure; at scale 8 it is as large as a watermark's."""
    page = np.full((600, 600), 250, np.uint8)
    cv2.putText(page, "W", (150, 400), cv2.FONT_HERSHEY_SIMPLEX, scale, (PALE,), max(2, round(2 * scale)))
    page[300:302, 50:550] = 40
    cv2.putText(page, "1234.56", (230, 360), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (60,), 1)
    shaken = page + np.random.default_rng(7).normal(0, noise, page.shape)
    return np.clip(shaken, 0, 255).astype(np.uint8)


def pale_share(page: Gray) -> float:
    return float(((page > 180) & (page < 225)).mean())


def test_a_watermark_becomes_paper_and_print_over_it_stays() -> None:
    for noise in (0.0, 6.0):
        page = marked_page(8.0, noise)
        clean = without_watermark(page, DPI)
        assert pale_share(page) > 0.03
        assert pale_share(clean) < 0.005
        assert (clean[300:302, 50:550] < 80).all()
        assert abs(int((clean < 120).sum()) - int((page < 120).sum())) < 0.05 * (page < 120).sum()


def test_pale_print_of_a_line_of_text_stays() -> None:
    page = marked_page(1.2)
    assert without_watermark(page, DPI) is page


def test_a_page_of_print_is_left_alone() -> None:
    page = np.full((600, 900), 250, np.uint8)
    for y in range(60, 580, 40):
        cv2.putText(page, "0123456789 8888", (40, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (70,), 2)
    blurred = cv2.GaussianBlur(page, (0, 0), 1.5)
    assert without_watermark(blurred, DPI) is blurred
