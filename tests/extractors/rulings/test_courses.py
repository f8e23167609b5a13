"""The course of a line that print stands on."""

from __future__ import annotations

import numpy as np

from extractors.rulings.courses import find_courses
from extractors.rulings.raster import trace_lines


def test_print_that_touches_a_line_does_not_bend_its_course() -> None:
    window = np.zeros((16, 300), bool)
    window[10:13] = True
    window[2:10, 80:140] = True
    (course,) = find_courses(window, np.where(window, np.uint8(20), np.uint8(250)))
    assert course.centres[100] < 9
    bare = course.past_print()
    assert (bare.centres == 11).all()
    assert bare.thickness == 3


def test_a_long_rule_is_found_though_words_stand_on_it_all_along() -> None:
    page = np.full((400, 900), 250, np.uint8)
    for y in (100, 200, 300):
        page[y : y + 3, 100:800] = 60
    for x in (100, 797):
        page[100:303, x : x + 3] = 60
    for x in range(120, 760, 80):
        page[186:200, x : x + 30] = 60
    found = [round(line.place) for line in trace_lines(page, 200.0).horizontal]
    assert sorted(found) == [101, 201, 301]


def test_a_hairline_that_leans_in_a_copy_falls_between_two_pixels_in_places() -> None:
    page = np.full((400, 900), 255, np.uint8)
    for y in (100, 300):
        page[y : y + 2, 100:800] = 0
    page[200, 100:800] = 0
    for x in range(110, 780, 40):
        page[200:202, x : x + 10] = 128
    for x in (100, 798):
        page[100:302, x : x + 2] = 0
    assert sorted(round(line.place) for line in trace_lines(page, 200.0).horizontal) == [100, 200, 300]


def test_a_hairline_that_leans_goes_on_through_the_rules_of_low_rows() -> None:
    """There its pieces are as short as strokes, and the rules as near its sides as print is."""
    page = np.full((720, 900), 255, np.uint8)
    rows = (100, 122, 144, *range(190, 641, 50))
    for y in rows:
        page[y : y + 2, 100:800] = 0
    for x in (100, 798):
        page[100:642, x : x + 2] = 0
    page[100:642, 450] = 0
    for y in rows[3:-1]:
        page[y + 12 : y + 32, 450:452] = 128
    assert sorted(round(line.place) for line in trace_lines(page, 200.0).vertical) == [100, 450, 798]
