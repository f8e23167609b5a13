from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.pages.bend import fit_bend, flatten
from extractors.pages.level import find_skew
from extractors.ports import Gray


def lined_page(angle: float) -> Gray:
    page = np.full((900, 1200), 250, np.uint8)
    for y in range(100, 800, 40):
        for x in range(100, 1050, 22):
            cv2.rectangle(page, (x, y), (x + 14, y + 16), 30, 2)
    rotation = cv2.getRotationMatrix2D((600, 450), -angle, 1.0)
    turned: Gray = cv2.warpAffine(page, rotation, (1200, 900), borderValue=250)
    return turned


@pytest.mark.parametrize("angle", [-5.0, -1.37, -0.2, 0.0, 0.6, 2.2, 5.0])
def test_skew_is_found_to_a_tenth_of_a_degree(angle: float) -> None:
    assert find_skew(lined_page(angle)) == pytest.approx(angle, abs=0.1)


@pytest.mark.parametrize("angle", [-3.0, 1.0])
def test_a_page_on_its_side_has_the_same_skew(angle: float) -> None:
    page = np.ascontiguousarray(np.rot90(lined_page(angle)))
    assert find_skew(page) == pytest.approx(angle, abs=0.1)


def test_blank_page_is_level() -> None:
    assert find_skew(np.full((500, 500), 250, np.uint8)) == 0.0


def curved(x: np.ndarray, y: float, width: int, height: int) -> np.ndarray:
    return y + 6 * ((x / width - 0.5) ** 2 * 4) * (y / height) + 5 * (x / width - 0.5)


def test_bend_flattens_curled_rulings() -> None:
    width, height = 1000, 700
    along = np.arange(50.0, 950.0, 6.0)
    rows = [(along, curved(along, y, width, height)) for y in range(60, 680, 60)]
    bend = fit_bend(rows, [], (height, width))
    for x, y in rows:
        assert np.ptp(y - bend.dy(x, y)) < 0.8


def test_one_wrong_line_does_not_pull_the_bend() -> None:
    width, height = 1000, 700
    along = np.arange(50.0, 950.0, 6.0)
    rows = [(along, np.full_like(along, float(y))) for y in range(60, 680, 60)]
    rows.append((along, 300 + 40 * np.sin(along / 60)))
    assert fit_bend(rows, [], (height, width)).largest < 1.5


def test_flattened_picture_has_straight_lines() -> None:
    width, height = 1000, 700
    page = np.full((height, width), 250, np.uint8)
    along = np.arange(40, 960)
    rows = []
    for y in range(80, 660, 80):
        across = curved(along.astype(float), y, width, height)
        page[np.rint(across).astype(int), along] = 0
        rows.append((along.astype(float), across))
    flat = flatten(page, fit_bend(rows, [], page.shape), np.eye(2, 3))
    ink = (flat < 200).sum(axis=1)
    assert np.count_nonzero(ink > 50) <= 3 * len(rows)


def test_no_lines_no_bend() -> None:
    assert fit_bend([], [], (700, 1000)).largest == 0.0
