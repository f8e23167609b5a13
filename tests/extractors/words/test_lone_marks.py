from __future__ import annotations

import numpy as np

from extractors.lattices import log_likelihoods, spell_out
from extractors.ports import Gray
from extractors.words.lone_marks import look_again
from schemas.table import LineReading, Reading

SPECK: Gray = np.full((4, 3), 60, np.uint8)


def read(text: str, score: float) -> LineReading:
    return LineReading((Reading(text, score),), spell_out(text))


def test_a_low_mark_that_was_read_as_something_taller_is_an_equals_sign_in_doubt() -> None:
    found = look_again(read("≥", 0.6), SPECK, usual=11.0)
    assert [reading.text for reading in found.readings] == ["="]
    assert found.readings[0].score < 0.9
    assert found.lattice is not None
    equals, at_least = log_likelihoods(found.lattice, ["=", "≥"])
    assert equals > at_least + 4


def test_a_low_mark_that_was_read_as_a_dash_stays_one() -> None:
    found = look_again(read("-", 0.6), SPECK, usual=11.0)
    assert [reading.text for reading in found.readings] == ["-"]


def test_what_the_engine_is_sure_of_is_not_looked_at_again() -> None:
    sure = read("、", 0.95)
    assert look_again(sure, SPECK, usual=11.0) is sure


def test_words_are_no_lone_marks() -> None:
    words = read("年度初", 0.2)
    assert look_again(words, SPECK, usual=11.0) is words


def test_a_greater_than_whose_lower_arm_is_thick_is_doubted_however_surely_it_was_read() -> None:
    mark = np.full((15, 15), 250, np.uint8)
    for column in range(15):
        rise = round(column * 5 / 14)
        mark[rise : rise + 2, column] = 40
        mark[10 - rise : 15 - rise, column] = 40
    found = look_again(read(">", 0.96), mark, usual=24.0)
    assert found.readings[0].text == "≥"
    assert found.readings[0].score < 0.9
    assert found.lattice is None


def test_a_flat_stroke_is_a_dash_whatever_figure_the_engine_sees_in_it() -> None:
    dash: Gray = np.full((3, 12), 60, np.uint8)
    found = look_again(read("90", 0.25), dash, usual=27.0)
    assert [reading.text for reading in found.readings] == ["-"]


def test_ink_that_the_engine_gives_no_text_for_stays_without() -> None:
    assert look_again(LineReading(), SPECK, usual=11.0).readings == ()


def test_an_ideograph_that_would_be_wider_is_a_percent_sign_in_doubt() -> None:
    ring: Gray = np.full((16, 10), 60, np.uint8)
    found = look_again(read("名", 0.995), ring, usual=16.0)
    assert [(reading.text, reading.score < 0.9) for reading in found.readings] == [("%", True)]
    assert found.lattice is not None
    # As wide as it is printed, or of another shape, it is what was read.
    for text, mark in (("名", np.full((16, 16), 60, np.uint8)), ("日", ring)):
        assert look_again(read(text, 0.995), mark, usual=16.0).readings[0].text == text


def test_a_doubted_ideograph_of_half_a_characters_width_is_a_percent_sign() -> None:
    slim: Gray = np.full((13, 8), 60, np.uint8)
    assert look_again(read("鲁", 0.74), slim, usual=17.0).readings[0].text == "%"
    for text, score in (("鲁", 0.95), ("日", 0.74)):
        assert look_again(read(text, score), slim, usual=17.0).readings[0].text == text
