from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ports import Gray
from extractors.words.relations import is_low, read_relation

Line = tuple[tuple[int, int], tuple[int, int]]

STROKES: dict[str, list[Line]] = {
    "=": [((0, 2), (14, 2)), ((0, 8), (14, 8))],
    "≥": [((1, 1), (13, 5)), ((13, 5), (1, 9)), ((0, 13), (14, 13))],
    "≤": [((13, 1), (1, 5)), ((1, 5), (13, 9)), ((0, 13), (14, 13))],
    ">": [((1, 1), (13, 7)), ((13, 7), (1, 13))],
}
#: Type in which the bar lies along the lower arm.
SLANTED: dict[str, list[Line]] = {
    "≥": [((1, 1), (13, 5)), ((13, 5), (1, 10)), ((13, 9), (1, 14))],
    "≤": [((13, 1), (1, 5)), ((1, 5), (13, 10)), ((1, 9), (13, 14))],
}


@pytest.mark.parametrize(("sign", "strokes"), [*STROKES.items(), *SLANTED.items()])
@pytest.mark.parametrize("blur", [0.6, 1.2])
def test_signs_are_told_by_their_strokes(sign: str, strokes: list[Line], blur: float) -> None:
    found = read_relation(drawn(strokes, blur), usual=24.0)
    assert found is not None
    assert found.text == sign


@pytest.mark.parametrize(("sign", "strokes"), SLANTED.items())
def test_a_bar_that_runs_along_the_lower_arm_is_clear(sign: str, strokes: list[Line]) -> None:
    found = read_relation(drawn(strokes, 0.6), usual=24.0)
    assert found is not None
    assert found.alike > 0.8


def test_a_mark_half_as_high_as_the_text_is_no_tall_sign() -> None:
    speck = np.full((4, 3), 60, np.uint8)
    assert is_low(speck, usual=11.0)
    assert read_relation(speck, usual=11.0) is None


def drawn(strokes: list[Line], blur: float) -> Gray:
    canvas = np.full((30, 30), 250, np.uint8)
    for start, end in strokes:
        cv2.line(canvas, (start[0] + 6, start[1] + 6), (end[0] + 6, end[1] + 6), 20, 2)
    canvas = cv2.GaussianBlur(canvas, (0, 0), blur)
    rows, columns = np.nonzero(canvas < 190)
    return canvas[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


@pytest.mark.parametrize("text", ["1", "5", "8"])
def test_figures_are_no_signs(text: str) -> None:
    canvas = np.full((60, 60), 250, np.uint8)
    cv2.putText(canvas, text, (10, 45), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 2)
    rows, columns = np.nonzero(canvas < 190)
    mark = canvas[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    assert read_relation(mark, usual=30.0) is None
