from __future__ import annotations

import numpy as np

from extractors.ports import Gray
from extractors.words.ink_owners import NO_INK, OUTSIDE, SPECKS, Rectangle, owned_ink

DPI = 144.0
LEFT, RIGHT = (0, 20, 100, 80), (100, 20, 200, 80)
#: The last figure of the left box, as high as its neighbour, and a character of the right box that it touches.
LAST, TOUCHED = (93, 40, 101, 60), (101, 34, 130, 66)


def owners_of(*pieces: Rectangle, boxes: tuple[Rectangle, ...] = (LEFT, RIGHT)) -> list[int]:
    """Draw pieces of ink and return whose the middle pixel of each is."""
    page: Gray = np.full((120, 220), 250, np.uint8)
    for x0, top, x1, bottom in pieces:
        page[top:bottom, x0:x1] = 20
    owners = owned_ink(page, boxes, DPI)
    return [int(owners[(top + bottom) // 2, (x0 + x1) // 2]) for x0, top, x1, bottom in pieces]


def test_ink_belongs_to_the_box_that_holds_most_of_it() -> None:
    assert owners_of((20, 40, 30, 60), (98, 40, 110, 60), (90, 90, 96, 100)) == [0, 1, OUTSIDE]
    assert owners_of((50, 50, 51, 51)) == [SPECKS]


def test_the_last_figure_that_touches_the_next_text_stays_with_its_own_line() -> None:
    assert owners_of((80, 40, 90, 60), LAST, TOUCHED) == [0, 0, 1]


def test_the_first_figure_that_touches_the_text_before_stays_with_its_own_line() -> None:
    assert owners_of((70, 34, 99, 66), (99, 40, 107, 60), (110, 40, 120, 60)) == [0, 1, 1]


def test_figures_behind_a_lost_point_that_a_remnant_of_the_ruling_joins_to_the_next_text_stay_with_their_line() -> None:
    ruling, low = (98, 30, 100, 70), (100, 62, 160, 78)
    assert owners_of((60, 40, 70, 60), (83, 40, 98, 60), ruling, low)[:2] == [0, 0]
    assert owners_of((40, 40, 50, 60), (83, 40, 98, 60), ruling, low)[:2] == [0, 1]


def test_a_character_that_runs_over_its_border_goes_on_no_line_of_other_rows() -> None:
    assert owners_of((80, 44, 90, 72), LAST, TOUCHED) == [0, 1, 1]
    assert owners_of((60, 40, 70, 60), LAST, TOUCHED) == [0, 1, 1]


def test_a_low_overhang_is_no_figure() -> None:
    assert owners_of((80, 58, 90, 62), (93, 58, 101, 62), TOUCHED) == [0, 1, 1]


def test_where_all_print_of_a_box_is_pale_its_palest_is_ink_too() -> None:
    page: Gray = np.full((120, 220), 250, np.uint8)
    for x, shade in ((20, 170), (50, 198), (120, 60), (150, 198)):
        page[40:60, x : x + 10] = shade
    owners = owned_ink(page, (LEFT, RIGHT), DPI)
    assert [int(owners[50, x + 5]) for x in (20, 50, 120, 150)] == [0, 0, 1, NO_INK]


def test_a_nought_alone_in_its_box_that_touches_the_next_text_is_its_boxs() -> None:
    def nought(width: int = 11, joint: int = 6) -> int:
        page: Gray = np.full((120, 220), 250, np.uint8)
        page[40:60, 99 - width : 99] = 20
        page[44:56, 101 - width : 97] = 250
        page[46 : 46 + joint, 97:103] = 20
        page[38:64, 103:170] = 20
        page[44:58, 108:165] = 250
        return int(owned_ink(page, (LEFT, RIGHT), DPI)[42, 99 - width // 2])

    assert nought() == 0
    assert nought(width=26) == 1  # as broad as it is high: a character
    assert nought(joint=13) == 1  # one character


def test_a_pale_equals_sign_of_a_few_pixels_is_all_of_its_boxs_print() -> None:
    page: Gray = np.full((120, 220), 250, np.uint8)
    page[48:53, 50:57] = 225
    page[49:52, 51:56] = 202
    assert int(owned_ink(page, (LEFT, RIGHT), DPI)[50, 53]) == 0
    page[60:80, 60:64] = 202  # a watermark's stroke, which goes on in the box below
    assert int(owned_ink(page, (LEFT, RIGHT), DPI)[50, 53]) == NO_INK
    page[60:80, 60:64] = 250
    page[49:52, 51:56] = 225  # paper is as uneven
    assert int(owned_ink(page, (LEFT, RIGHT), DPI)[50, 53]) == NO_INK
