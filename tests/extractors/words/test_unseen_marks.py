from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.lattices import log_likelihoods, spell_out
from extractors.ports import Gray
from extractors.words.unseen_marks import without_unseen_marks
from schemas.table import LineReading, Reading


def crop_of(*pieces: tuple[int, int, int, int]) -> Gray:
    """Draw pieces of ink (x0, top, x1, bottom) on paper."""
    crop = np.full((34, 200), 250, np.uint8)
    for x0, top, x1, bottom in pieces:
        cv2.rectangle(crop, (x0, top), (x1 - 1, bottom - 1), 20, -1)
    return crop


def best(text: str, crop: Gray, *others: tuple[str, float]) -> Reading:
    readings = (Reading(text, 0.6), *(Reading(*other) for other in others))
    return without_unseen_marks(LineReading(readings), crop).readings[0]


TWO_DIGITS = crop_of((10, 7, 22, 27), (25, 7, 37, 27))
TWO_WORDS = crop_of((10, 7, 29, 27), (60, 7, 70, 27), (73, 7, 79, 27))


@pytest.mark.parametrize("invented", ["0.2", "0,2", "0 2"])
def test_a_point_between_digits_that_left_no_ink_is_none(invented: str) -> None:
    assert best(invented, TWO_DIGITS) == Reading("02", 0.6)


def test_readings_that_differ_in_unseen_marks_are_one() -> None:
    assert best("0.2", TWO_DIGITS, ("02", 0.3), ("0.5", 0.1)) == Reading("02", pytest.approx(0.9))


def test_a_point_that_left_ink_is_kept() -> None:
    point = crop_of((10, 7, 22, 27), (24, 24, 27, 27), (29, 7, 41, 27))
    assert best("0.2", point).text == "0.2"


def test_a_faint_point_is_kept() -> None:
    faint = crop_of((10, 7, 22, 27), (29, 7, 41, 27))
    faint[24:27, 24:27] = 205
    assert best("0.2", faint).text == "0.2"


def test_a_point_that_may_have_run_into_a_digit_is_kept() -> None:
    run_into = crop_of((10, 7, 22, 27), (22, 24, 28, 27), (30, 7, 42, 27))
    assert best("0.2", run_into).text == "0.2"
    one = crop_of((10, 7, 16, 27), (16, 24, 23, 27), (25, 7, 31, 27))
    assert best("1.1", one).text == "1.1"


def test_a_point_that_ran_into_a_narrow_digit_is_kept() -> None:
    narrow = crop_of((10, 7, 20, 27), (23, 7, 33, 27), (33, 23, 38, 27), (45, 7, 55, 27))
    assert best("82.5", narrow).text == "82.5"


def test_a_one_with_a_foot_is_as_wide_as_another_digit() -> None:
    twelve = crop_of((14, 7, 17, 27), (9, 25, 22, 27), (25, 7, 37, 27))
    assert best("1.2", twelve).text == "12"


def test_commas_between_spaced_characters_that_left_no_ink_are_none() -> None:
    assert best("合、计", TWO_WORDS).text == "合计"


def test_a_comma_beside_a_character_is_kept() -> None:
    comma = crop_of((10, 7, 29, 27), (33, 20, 38, 27), (60, 7, 79, 27))
    assert best("一、计", comma).text == "一、计"


def test_a_comma_close_to_a_narrow_character_is_kept() -> None:
    comma = crop_of((14, 7, 27, 27), (29, 22, 33, 27), (60, 7, 79, 27))
    assert best("小、计", comma).text == "小、计"


@pytest.mark.parametrize("text", ["-2", "2.", "合计、", "（二）、合", "2"])
def test_signs_before_and_behind_and_other_texts_are_left(text: str) -> None:
    assert best(text, TWO_DIGITS).text == text


def test_nothing_read_and_nothing_printed_is_no_matter() -> None:
    assert without_unseen_marks(LineReading(), TWO_DIGITS) == LineReading()
    assert best("0.2", crop_of()).text == "0.2"


def test_the_lattice_spells_no_unseen_marks_either() -> None:
    line = LineReading((Reading("合、计", 0.6),), spell_out("合、计"))
    lattice = without_unseen_marks(line, TWO_WORDS).lattice
    assert lattice is not None
    spaced, bare = log_likelihoods(lattice, ["合、计", "合计"])
    assert bare > spaced


@pytest.mark.parametrize("text", ["合、计", "0.2"])
def test_print_paler_than_ink_tells_nothing(text: str) -> None:
    pale = np.full((34, 200), 250, np.uint8)
    pale[7:27, 10:60] = 200
    assert best(text, pale) == Reading(text, 0.6)
