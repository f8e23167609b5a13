from __future__ import annotations

import cv2
import numpy as np

from extractors.pages.specks import find_specks
from extractors.ports import INK, PAPER, Gray

DPI = 150.0


def printed() -> Gray:
    page = np.full((900, 900), 250, np.uint8)
    for y in range(100, 850, 80):
        cv2.line(page, (60, y), (840, y), 20, 2)
        cv2.putText(page, "12345678", (100, y + 50), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 2)
        cv2.rectangle(page, (241, y + 47), (243, y + 50), 20, -1)
        cv2.putText(page, "90", (246, y + 50), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 2)
    return page


def dusty(page: Gray, count: int = 400, sizes: int = 2) -> Gray:
    found = page.copy()
    places = np.random.default_rng(5).integers(5, 895, (count, 2)).tolist()
    for number, (x, y) in enumerate(places):
        if sizes == 1 or number % 10:
            found[y, x] = 40
        else:
            cv2.circle(found, (x, y), 2, 40, -1)
    return found


def cleaned(page: Gray) -> Gray:
    specks = find_specks(page, DPI)
    assert specks is not None
    clean: Gray = np.where(specks.where, np.uint8(PAPER), page)
    return clean


def test_dust_goes_and_print_stays_to_its_points() -> None:
    page, clean = printed(), cleaned(dusty(printed()))
    blank = cv2.erode(page, np.ones((25, 25), np.uint8)) >= INK
    assert (clean[blank] < INK).sum() <= 3
    assert (clean[page < INK] < INK).mean() > 0.999


def test_dust_beside_rules_goes_too() -> None:
    page = dusty(printed())
    cv2.circle(page, (600, 265), 2, 40, -1)
    assert cleaned(page)[263:268, 598:603].min() > INK


def test_a_page_with_a_few_specks_is_left() -> None:
    page = dusty(printed(), 15)
    assert find_specks(page, DPI) is None


def test_leaders_and_dotted_rulings_are_no_dust() -> None:
    page = printed()
    page[60:64, 60:840:12] = 20
    for y in range(120, 840, 40):
        page[y : y + 2, 500:840:10] = 20
        page[y : y + 2, 501:841:10] = 20
    assert find_specks(page, DPI) is None


def test_dust_as_large_as_points_is_told() -> None:
    large, small = (find_specks(page, DPI) for page in (dusty(printed()), dusty(printed(), sizes=1)))
    assert large is not None
    assert small is not None
    assert (large.like_points, small.like_points) == (True, False)


def test_points_that_a_face_sets_apart_stay() -> None:
    page = printed()
    for y in range(100, 850, 80):
        cv2.putText(page, "7", (600, y + 50), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 2)
        cv2.rectangle(page, (626, y + 46), (629, y + 49), 20, -1)
        cv2.putText(page, "8", (640, y + 50), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 2)
    clean = cleaned(dusty(page))
    assert all(clean[y + 46 : y + 50, 626:630].max() < INK for y in range(100, 850, 80))
