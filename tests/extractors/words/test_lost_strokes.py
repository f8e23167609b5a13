"""Level strokes of which a copy left the wedge."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.decoding.settle import settle
from extractors.ports import Gray
from extractors.words.lost_strokes import GUESSED, with_lost_strokes
from schemas.table import LineReading, Reading

Piece = tuple[int, int, int, int]
WEDGE, OTHER_END, COMMA = (20, 18, 24, 21), (10, 19, 12, 21), (29, 24, 33, 30)
WHOLE, NEXT = (40, 8, 60, 30), (62, 8, 82, 30)


def crop_of(*pieces: Piece) -> Gray:
    crop = np.full((38, 120), 250, np.uint8)
    for x0, top, x1, bottom in pieces:
        crop[top:bottom, x0:x1] = 20
    return crop


def read(crop: Gray, *texts: str) -> tuple[Reading, ...]:
    readings = tuple(Reading(text, 0.98 / (number + 1)) for number, text in enumerate(texts))
    return with_lost_strokes(LineReading(readings), crop).readings


@pytest.mark.parametrize("pieces", [(WEDGE, WHOLE, NEXT), (OTHER_END, WEDGE, WHOLE, NEXT)])
def test_a_wedge_before_a_word_is_a_一_if_the_engine_thought_of_it(
    pieces: tuple[tuple[int, int, int, int], ...],
) -> None:
    restored = read(crop_of(*pieces), "般公", "一般公")
    assert restored[0] == Reading("一般公", GUESSED)
    assert settle(restored)[0] == restored[0]
    assert read(crop_of(*pieces), "般公", "股公")[0] == Reading("般公", 0.98)


def test_a_wedge_behind_an_ordinal_s_comma_is_a_一() -> None:
    behind = (46, 18, 50, 21)
    for lead in ((), (WEDGE,)):
        crop = crop_of(*lead, COMMA, behind, NEXT, (84, 8, 104, 30))
        assert read(crop, "、般公")[0] == Reading("、一般公", GUESSED)
    near = crop_of(COMMA, (36, 18, 40, 21), NEXT, (84, 8, 104, 30))
    assert read(near, "、般公")[0].text == "、般公"


def test_the_ordinal_before_a_comma_is_left_to_its_column() -> None:
    assert read(crop_of(WEDGE, COMMA, WHOLE, NEXT), "、财政") == (Reading("、财政", 0.98),)


@pytest.mark.parametrize("text", ["·财政", "十八", "10.5", "", "一财政"])
def test_other_texts_are_left(text: str) -> None:
    assert read(crop_of(WEDGE, WHOLE, NEXT), text, f"一{text}")[0] == Reading(text, 0.98)


def test_a_low_spot_or_a_large_one_is_no_wedge() -> None:
    assert read(crop_of(COMMA, WHOLE, NEXT), "般公", "一般公")[0].text == "般公"
    assert read(crop_of((20, 12, 24, 26), WHOLE, NEXT), "般公", "一般公")[0].text == "般公"
    assert read(crop_of((20, 8, 24, 11), WHOLE, NEXT), "般公", "一般公")[0].text == "般公"


def test_a_picture_without_ink_and_a_line_without_text_are_no_matter() -> None:
    assert read(crop_of(), "般公", "一般公")[0].text == "般公"
    assert with_lost_strokes(LineReading(), crop_of(WEDGE)) == LineReading()
