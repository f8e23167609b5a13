"""A dash alone in its cell."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.words.lone_dashes import BELIEF, read_dash
from schemas.table import Reading

USUAL = 20.0


def bar(width: int, height: int) -> Gray:
    return np.full((height, width), 30, np.uint8)


def test_a_level_bar_is_a_dash() -> None:
    assert read_dash(bar(12, 3), USUAL) == Reading("-", BELIEF)


def test_a_bar_with_blurred_sides_and_a_bump_is_one_still() -> None:
    blurred = np.full((4, 13), 200, np.uint8)
    blurred[1:3] = 120
    blurred[:, [0, -1]] = 225
    assert read_dash(blurred, USUAL) is not None
    bump = np.full((4, 13), 250, np.uint8)
    bump[2:], bump[0:2, 6] = 30, 30
    assert read_dash(bump, USUAL) is not None


@pytest.mark.parametrize(("width", "height"), [(4, 4), (12, 8), (20, 3), (14, 2), (3, 12), (2, 1), (0, 0)])
def test_marks_of_other_sizes_are_none(width: int, height: int) -> None:
    assert read_dash(bar(width, height), USUAL) is None


def test_two_dots_are_no_bar() -> None:
    dots = bar(12, 4)
    dots[:, 4:8] = 250
    assert read_dash(dots, USUAL) is None
