"""Lines that begin under each other."""

from __future__ import annotations

import pytest

from extractors.words.ink_lines import InkLine
from extractors.words.line_starts import begun_together


def lines(*starts: int, box: int = 0) -> list[InkLine]:
    return [InkLine(start, 20 * row, 200, 20 * row + 12, box) for row, start in enumerate(starts)]


@pytest.mark.parametrize(
    ("starts", "begun"),
    [
        pytest.param((50, 51, 62, 50), (50, 51, 50, 50), id="a mark is lost before the third"),
        pytest.param((74, 50, 52, 50), (74, 50, 52, 50), id="a paragraph is set in"),
        pytest.param((50, 53, 54, 50), (50, 53, 54, 50), id="characters begin a little later than others"),
        pytest.param((50, 62, 70), (50, 62, 70), id="too few to tell"),
        pytest.param((50, 60, 70, 80), (50, 60, 70, 80), id="no two begin alike"),
    ],
)
def test_a_line_begins_where_the_others_of_its_cell_do(starts: tuple[int, ...], begun: tuple[int, ...]) -> None:
    assert tuple(line.x0 for line in begun_together(lines(*starts))) == begun


def test_lines_outside_cells_and_those_of_other_cells_say_nothing() -> None:
    assert begun_together(lines(50, 50, 62, 50, box=-1)) == lines(50, 50, 62, 50, box=-1)
    mixed = [*lines(50, 50, 50, 50), *lines(62, box=1)]
    assert begun_together(mixed) == mixed
