"""Marks that are lost at the ends of lines."""

from __future__ import annotations

import pytest

from extractors.lattices import best_path, spell_out
from extractors.words.ink_lines import InkLine
from extractors.words.line_ends import with_lost_ends
from schemas.table import LineReading, Reading

#: Lines of eight characters, ten pixels each, but for the third.
TEXTS = (
    "完成年度培训任务",
    "保障机关正常运转",
    "检查参保登记单位",
    "人员实地核查工作",
    "提高公共服务水平",
    "确保任务完成",
)


def lines(third: int, texts: tuple[str, ...] = TEXTS, box: int = 0) -> tuple[list[InkLine], list[LineReading]]:
    """Return lines that end at 90, but for the ``third`` and the last."""
    ends = [third if row == 2 else 10 + 10 * len(text) for row, text in enumerate(texts)]
    found = [InkLine(10, 20 * row, end, 20 * row + 10, box) for row, end in enumerate(ends)]
    return found, [LineReading((Reading(text, 0.8),), spell_out(text)) for text in texts]


def marked(found: list[LineReading]) -> list[int]:
    """Return the lines that have more steps in their lattice than characters in their text."""
    spelt = [len(best_path(line.lattice)) if line.lattice else 0 for line in found]
    return [row for row, line in enumerate(found) if spelt[row] > len(line.readings[0].text)]


SHORT = (*TEXTS[:2], "检查参保登记单", *TEXTS[3:])


def test_a_line_that_ends_a_character_before_the_others_may_have_had_a_pause() -> None:
    inks, seen = lines(80, SHORT)
    found = with_lost_ends(inks, seen)
    assert marked(found) == [2]
    # What was read stays as it is.
    assert [line.readings for line in found] == [line.readings for line in seen]


@pytest.mark.parametrize(
    ("third", "texts"),
    [
        pytest.param(90, TEXTS, id="no line is short"),
        pytest.param(85, SHORT, id="half a character: figures are narrower"),
        pytest.param(60, SHORT, id="more than a character: the paragraph ends"),
        pytest.param(80, (*SHORT[:3], "2024年度核查工作"), id="figures are not parted"),
        pytest.param(80, (*SHORT[:3], "位，实地核查工作"), id="no pause begins a line"),
        pytest.param(80, (*SHORT[:2], "检查参保登记、", *SHORT[3:]), id="the pause was read"),
        pytest.param(80, SHORT[1:4], id="too few lines"),
    ],
)
def test_a_line_that_is_short_for_another_reason_has_no_pause(third: int, texts: tuple[str, ...]) -> None:
    inks, seen = lines(third, texts)
    assert with_lost_ends(inks, seen) == seen


def test_lines_outside_cells_stay() -> None:
    inks, seen = lines(80, SHORT, box=-1)
    assert with_lost_ends(inks, seen) == seen
