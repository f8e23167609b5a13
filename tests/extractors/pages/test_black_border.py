from __future__ import annotations

import cv2
import numpy as np

from extractors.pages.black_border import find_black_border
from extractors.pages.ink import find_ink
from extractors.ports import INK, Gray

DPI = 150.0


def askew_sheet(angle: float = 4.0) -> Gray:
    """A printed sheet that lies askew on black."""
    sheet = np.full((900, 1200), 245, np.uint8)
    for y in range(150, 800, 60):
        cv2.line(sheet, (150, y), (1050, y), 20, 2)
        cv2.putText(sheet, "1234.56", (200, y - 15), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 20, 2)
    turned = cv2.warpAffine(sheet, cv2.getRotationMatrix2D((600, 450), angle, 1.0), (1200, 900), borderValue=18)
    softened: Gray = cv2.GaussianBlur(turned, (0, 0), 0.8)
    return softened


def test_the_wedges_around_a_sheet_that_lies_askew_are_found_to_their_tips() -> None:
    page = askew_sheet()
    border = find_black_border(page, DPI)
    assert border is not None
    frame = np.concatenate((page[0], page[-1], page[:, 0], page[:, -1]))
    found = np.concatenate((border[0], border[-1], border[:, 0], border[:, -1]))
    assert found[frame < 60].mean() > 0.98
    assert not border[200:700, 200:1000].any()


def test_ink_has_no_border() -> None:
    ink = find_ink(cv2.cvtColor(askew_sheet(), cv2.COLOR_GRAY2BGR), DPI).gray
    assert min(ink[5:-5, 8].min(), ink[5:-5, -8].min(), ink[8, 5:-5].min(), ink[-8, 5:-5].min()) >= INK
    assert ink[400:500, 300:900].min() < 90


def test_a_table_that_runs_out_of_the_picture_has_no_border() -> None:
    page = np.full((600, 900), 245, np.uint8)
    for y in range(0, 600, 50):
        cv2.line(page, (0, y), (899, y), 20, 3)
    for x in range(0, 900, 150):
        cv2.line(page, (x, 0), (x, 599), 20, 3)
    assert find_black_border(page, DPI) is None


def test_a_band_with_print_on_it_is_no_border() -> None:
    page = np.full((600, 900), 245, np.uint8)
    page[:90] = 20
    cv2.putText(page, "ANNUAL REPORT 2024 BUDGET", (40, 65), cv2.FONT_HERSHEY_SIMPLEX, 1.7, 250, 5)
    assert find_black_border(page, DPI) is None


def test_a_dark_page_is_no_border() -> None:
    page = np.full((600, 900), 20, np.uint8)
    page[200:300, 300:600] = 245
    assert find_black_border(page, DPI) is None
