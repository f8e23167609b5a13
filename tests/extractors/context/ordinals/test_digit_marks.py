"""Marks behind numbers in digits."""

from __future__ import annotations

import pytest

from extractors.context.ordinals.digit_marks import restore_digit_marks
from schemas.geometry import Box
from schemas.table import Cell, Reading, Table
from tests.support.lattices import lattice_of


def scanned(*read: str, sure: float = 0.6, other: str = "2、乙") -> list[Cell]:
    """Return row labels of which the second is doubted and has another reading."""
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", sure if row == 1 else 0.99, "ocr")
        for row, text in enumerate(read)
    ]
    cells[1].readings = (Reading(read[1], 0.6), Reading(other, 0.3))
    return cells


def restored(*read: str, sure: float = 0.6, other: str = "2、乙") -> list[str]:
    cells = scanned(*read, sure=sure, other=other)
    repairs = restore_digit_marks([Table("t1", cells, len(cells), 1, 0, "ruled", [])])
    texts = [cell.text for cell in cells]
    assert len(repairs) == sum(one != two for one, two in zip(read, texts, strict=True))
    return texts


def test_a_list_is_numbered_alike() -> None:
    assert restored("1、甲", "2.乙", "3、丙") == ["1、甲", "2、乙", "3、丙"]


def test_a_number_between_two_has_their_mark_whatever_another_list_has() -> None:
    read = ["1、甲", "2.乙", "3、丙", "其中：", "1.丁", "2.戊"]
    assert restored(*read) == [read[0], "2、乙", *read[2:]]
    assert restored(*read[:2], "4、丙", *read[3:]) == [*read[:2], "4、丙", *read[3:]]


def test_a_mark_may_be_likely_that_no_reading_has() -> None:
    labels = scanned("1、甲", "2.乙", "3、丙", other="2乙")
    labels[1].lattice = lattice_of(["", *"2.、乙"], {"2": 0.9}, {".": 0.5, "、": 0.4}, {"乙": 0.9})
    (repair,) = restore_digit_marks([Table("t1", labels, 3, 1, 0, "ruled", [])])
    assert (repair.before, repair.after) == ("2.乙", "2、乙")


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(["1、甲", "2.乙"], id="two rows"),
        pytest.param(["1、甲", "2.乙", "3.丙"], id="others differ"),
        pytest.param(["1、甲", "2.50", "3、丙"], id="a figure"),
    ],
)
def test_otherwise_it_stays(read: list[str]) -> None:
    assert restored(*read) == read


def test_what_was_read_surely_or_never_otherwise_stays() -> None:
    read = ["1、甲", "2.乙", "3、丙"]
    assert restored(*read, sure=0.98) == read
    assert restored(*read, other="2乙") == read


@pytest.mark.parametrize(
    ("read", "after"),
    [
        (["甲", "其中：1乙", "（2）丙"], "其中：（1）乙"),
        (["（1）甲", "2）乙", "丙"], "（2）乙"),
        (["（1）甲", "（2）乙", "丙"], "（2）乙"),
        (["（1）甲", "3乙", "丙"], "3乙"),
        (["（1）甲", "2025年乙", "丙"], "2025年乙"),
    ],
)
def test_numbers_in_brackets_next_to_each_other_both_have_them(read: list[str], after: str) -> None:
    assert restored(*read)[1] == after
    assert restored(*read, sure=0.98)[1] == read[1]
