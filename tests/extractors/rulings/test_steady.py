from __future__ import annotations

import numpy as np
import pytest

from extractors.content import Floats
from extractors.rulings.steady import undrawn_aside

COLUMNS = np.arange(20, 180)


def ruled(print_from: int, print_to: int, beside: int = 26) -> np.ndarray:
    """Return a picture with a ruling in rows 29 to 31, and print above it from and to these columns."""
    picture = np.full((60, 200), 250, np.int16)
    picture[29:32, :] = 60
    picture[beside:29, print_from:print_to] = 60
    return picture


def course(drawn_from: int, drawn_to: int, aside: float = 2.0) -> Floats:
    centres = np.full(len(COLUMNS), 30.0)
    centres[(drawn_from <= COLUMNS) & (drawn_to > COLUMNS)] -= aside
    return centres


def test_the_middle_is_put_back_where_print_drew_it_aside() -> None:
    straight = undrawn_aside(ruled(100, 150), COLUMNS, course(100, 150), reach=4)
    assert straight == pytest.approx(np.full(len(COLUMNS), 30.0))


def test_a_course_within_a_pixel_stays_as_it_is() -> None:
    centres = course(100, 150, aside=0.8)
    assert (undrawn_aside(ruled(100, 150), COLUMNS, centres, reach=4) == centres).all()


def test_a_line_whose_ink_lies_beside_its_course_all_along_is_left() -> None:
    picture = ruled(0, 0)
    picture[33:35, :] = 60  # another one beside it
    centres = course(100, 150)
    assert undrawn_aside(picture, COLUMNS, centres, reach=5) is centres


def test_specks_in_a_gap_say_nothing() -> None:
    picture = ruled(0, 0)
    picture[:, 60:90] = 250
    picture[27, 60:90:3] = 180
    assert (undrawn_aside(picture, COLUMNS, course(0, 0), reach=4) == 30.0).all()


def test_bits_of_print_are_no_ruling_where_that_was_taken_out() -> None:
    picture = ruled(0, 0)
    picture[29:32, :] = 250
    picture[26:28, 100:120] = 60
    assert (undrawn_aside(picture, COLUMNS, course(0, 0), reach=4) == 30.0).all()


def test_pale_print_apart_from_a_pale_ruling_draws_nothing_aside() -> None:
    picture = ruled(0, 0)
    picture[29:32, :] = 170
    picture[27, 100:150] = 190
    assert (undrawn_aside(picture, COLUMNS, course(0, 0), reach=4) == 30.0).all()
