"""Lines of a cell that touch are read apart where that reads better."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from extractors.words.ink_lines import THINNEST, InkLine, parted
from extractors.words.touching_lines import NOTCH, read_apart
from schemas.table import LineReading, Reading

WHOLE, UPPER, LOWER = InkLine(0, 0, 60, 37, 0), InkLine(0, 0, 60, 18, 0), InkLine(0, 18, 60, 37, 0)


def reads(scores: dict[InkLine, float]) -> Callable[[Sequence[InkLine]], list[LineReading]]:
    return lambda lines: [LineReading((Reading("预算", scores[line]),) if scores[line] else ()) for line in lines]


def halves(line: InkLine) -> list[InkLine]:
    return [UPPER, LOWER] if line == WHOLE else [line]


@pytest.mark.parametrize(
    ("whole", "upper", "lower", "expected"),
    [
        (0.2, 0.9, 0.6, [UPPER, LOWER]),
        (0.0, 0.9, 0.6, [UPPER, LOWER]),  # as one it gives no text at all
        (0.4, 0.9, 0.3, [WHOLE]),  # one half is no line
        (0.4, 0.9, 0.0, [WHOLE]),
        (0.95, 0.99, 0.99, [WHOLE]),  # not doubted
    ],
)
def test_the_parts_are_lines_if_each_reads_better(
    whole: float, upper: float, lower: float, expected: list[InkLine]
) -> None:
    other = InkLine(100, 0, 160, 18, 1)
    see = reads({WHOLE: whole, UPPER: upper, LOWER: lower, other: 0.1})
    lines, seen = read_apart([WHOLE, other], see([WHOLE, other]), halves, see)
    assert lines == [*expected, other]
    assert len(seen) == len(lines)
    assert seen[-1].readings[0].score == 0.1


def test_lines_of_no_box_stay() -> None:
    free = InkLine(0, 0, 60, 37)
    lines, _ = read_apart([free], [LineReading()], lambda _: [UPPER, LOWER], reads({UPPER: 1.0, LOWER: 1.0}))
    assert lines == [free]


@pytest.mark.parametrize(("notch", "parts"), [(20, 2), (50, 1)])
def test_lines_are_parted_at_the_thinnest_row_between_them(notch: int, parts: int) -> None:
    owners = np.full((60, 80), -1, np.int32)
    owners[10:47, 10:70] = 0
    owners[28:30, 10 + notch : 70] = -1
    found = parted(owners, InkLine(10, 10, 70, 47, 0, ceiling=5, floor=55), 13.0, NOTCH)
    assert [(line.top, line.bottom) for line in found] == ([(10, 28), (28, 47)] if parts == 2 else [(10, 47)])
    if parts == 2:
        assert [(line.ceiling, line.floor) for line in found] == [(5, 28), (28, 55)]


@pytest.mark.parametrize("last", [12, 60], ids=["a word", "a whole line"])
def test_lines_are_parted_one_after_another_however_short_the_last_is(last: int) -> None:
    """Four lines set close, of which descenders run into the next: their height is that of three and a half."""
    owners = np.full((80, 80), -1, np.int32)
    for number, width in enumerate((60, 60, 60, last)):
        owners[10 + 12 * number : 21 + 12 * number, 10 : 10 + width] = 0
        owners[21 + 12 * number : 22 + 12 * number, 10 : 10 + min(width, 5)] = 0
    found = parted(owners, InkLine(10, 10, 70, 58, 0, ceiling=5, floor=65), 11.0, THINNEST)
    assert [line.top for line in found] == pytest.approx([10, 21, 33, 45], abs=1)
