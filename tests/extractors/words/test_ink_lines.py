"""How high lines of text usually are."""

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.words.ink_lines import (
    USUAL_HEIGHT,
    InkLine,
    lines_elsewhere,
    lines_in_boxes,
    usual_height,
    with_marks,
)
from extractors.words.ink_owners import NO_INK, OUTSIDE, SPECKS

#: Pixels of a point.
UNIT = 200 / 72


@pytest.mark.parametrize(
    ("heights", "usual"),
    [
        pytest.param([25] * 10 + [3] * 90, 25, id="dashes are no lines to go by"),
        pytest.param([8] * 90 + [23] * 10, 8, id="a page of print of three points"),
        pytest.param([8] * 15 + [23] * 10, 23, id="so few low lines may be signs"),
        pytest.param([8] * 40 + [23] * 60, 23, id="most of the text is higher"),
        pytest.param([3], USUAL_HEIGHT * UNIT, id="nothing to go by"),
    ],
)
def test_the_usual_height_is_that_of_text(heights: list[int], usual: float) -> None:
    assert usual_height(heights, UNIT) == usual


def test_parts_of_characters_are_no_lines_of_tiny_print() -> None:
    owners = np.full((60, 1300), NO_INK, dtype=np.int32)
    for number in range(40):
        height = 22 if number % 4 == 0 else 8
        owners[10 : 10 + height, 20 + 30 * number : 30 + 30 * number] = OUTSIDE
    (line,) = lines_elsewhere(owners, 200)
    assert (line.x0, line.x1, line.height) == (20, 1200, 22)


def test_what_a_character_has_at_its_side_alone_is_no_ruling_where_there_is_no_box() -> None:
    owners = np.full((60, 80), NO_INK, dtype=np.int32)
    owners[20:30, 20:44] = owners[32:44, 20:44] = OUTSIDE
    owners[30:32, 20:23] = OUTSIDE  # the stroke of 阝 that holds 院 together
    (line,) = lines_elsewhere(owners, 150)
    assert (line.top, line.bottom) == (20, 44)


@pytest.mark.parametrize(
    ("bars", "begins"),
    [
        pytest.param([(14, 16), (20, 22)], 30, id="the bars of a pale ="),
        pytest.param([(8, 28)], 42, id="as high as the line: a bit of a ruling"),
        pytest.param([(17, 18)], 42, id="a speck"),
    ],
)
def test_a_line_begins_with_what_is_before_it_in_paler_print(bars: list[tuple[int, int]], begins: int) -> None:
    page: Gray = np.full((40, 120), 250, np.uint8)
    page[8:28, 42:100] = 120
    for top, bottom in bars:
        page[top:bottom, 30 : 38 if len(bars) > 1 else 32] = 205
    line = with_marks(InkLine(42, 8, 100, 28), page, (0, 120))
    assert (line.x0, line.x1) == (begins, 100)


@pytest.mark.parametrize(("slant", "begins"), [(4, 30), (0, 42)])
def test_a_pale_sign_nearly_as_high_as_its_line_is_no_upright_bit_of_a_ruling(slant: int, begins: int) -> None:
    page: Gray = np.full((40, 120), 250, np.uint8)
    page[8:28, 42:100] = 120
    for row in range(10, 27):  # a > if it has two slanting arms
        left = 30 + slant * (8 - abs(18 - row)) // 8
        page[row, left : left + 2] = 205
    assert with_marks(InkLine(42, 8, 100, 28), page, (0, 120)).x0 == begins


@pytest.mark.parametrize(
    ("specks", "texts"),
    [
        pytest.param([], 2, id="blank: two texts share a line"),
        pytest.param(list(range(64, 110, 6)), 1, id="specks of thin print that a copier lost"),
        pytest.param([70, 72], 2, id="a speck or two"),
    ],
)
def test_what_is_left_of_thin_print_holds_a_line_together(specks: list[int], texts: int) -> None:
    owners = np.full((40, 200), NO_INK, dtype=np.int32)
    owners[10:22, 20:60] = owners[10:22, 112:150] = 0
    owners[15, specks] = SPECKS
    assert len(lines_in_boxes(owners, [(0, 0, 200, 40)], 96)) == texts


def test_a_faint_line_is_parted_by_no_less_than_others_are() -> None:
    owners = np.full((90, 200), NO_INK, dtype=np.int32)
    for top in (2, 32):
        owners[top : top + 16, 20:150] = 0
    owners[62:72, 20:40] = owners[62:72, 82:120] = 0  # 42 of its pixels apart, ten of them high
    assert len(lines_in_boxes(owners, [(0, 0, 200, 90)], 96)) == 3
