from __future__ import annotations

import cv2
import numpy as np
from PIL import Image

from extractors.pages.halftone import without_halftone
from extractors.ports import INK, Gray

DPI = 300.0


def printed(shade: int) -> Gray:
    page = np.full((600, 900), shade, np.uint8)
    cv2.putText(page, "1234.56", (100, 320), cv2.FONT_HERSHEY_SIMPLEX, 3.0, 10, 7)
    cv2.line(page, (50, 400), (850, 400), 10, 4)
    return page


def in_dots(page: Gray) -> Gray:
    dots: Gray = np.asarray(Image.fromarray(page).convert("1")).astype(np.uint8) * 255
    return dots


def test_a_pale_shade_of_dots_is_paper_again_and_print_stays() -> None:
    dotted = in_dots(printed(238))
    assert (dotted[450:] < INK).mean() > 0.04
    soft = without_halftone(dotted, DPI)
    assert soft[450:].min() > INK
    assert soft[400, 100:800].max() < 100


def test_only_where_it_is_shaded() -> None:
    page = in_dots(printed(255))
    page[:150] = in_dots(np.full((150, 900), 235, np.uint8))
    soft = without_halftone(page, DPI)
    assert soft[:150].min() > 150
    assert np.array_equal(soft[330:], page[330:])


def test_print_and_dotted_rulings_are_no_shade() -> None:
    page = in_dots(printed(255))
    page[100, 50:850:4] = 0
    page[100:500:4, 50] = 0
    assert without_halftone(page, DPI) is page
