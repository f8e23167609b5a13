"""Marks between a code and its name in one cell, where the document prints none."""

from __future__ import annotations

import pytest

from extractors.context.codes.coded_names import unmark_names
from schemas.geometry import Box
from schemas.table import Cell, Table

PLAIN = ("202外交支出", "203国防支出", "204公共安全支出")


def column(*texts: str, doubted: str = "", sure: float = 0.95) -> Table:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 10 * row, 50, 10 * row + 10), "data", sure, "ocr")
        for row, text in enumerate((*texts, doubted))
    ]
    cells[-1].confidence = 0.6
    return Table("t1", cells, len(cells), 1, 0, "ruled", [])


@pytest.mark.parametrize("mark", [".", "-", "“", "、", ". "])
def test_a_doubted_mark_goes_where_names_read_surely_have_none(mark: str) -> None:
    table = column(*PLAIN, doubted=f"205{mark}教育支出")
    repairs = unmark_names([table])
    assert [(repair.before, repair.after) for repair in repairs] == [(f"205{mark}教育支出", "205教育支出")]
    assert table.cells[-1].confidence == 0.6


@pytest.mark.parametrize("code", ["20502", "2050201"])
def test_codes_of_groups_and_items_are_whole(code: str) -> None:
    name = {"20502": "普通教育", "2050201": "学前教育"}[code]
    table = column("20101人大事务", "2010101行政运行", "20502普通教育", doubted=f"{code}.{name}")
    assert [repair.after for repair in unmark_names([table])] == [f"{code}{name}"]


@pytest.mark.parametrize(
    "table",
    [
        column("202.外交支出", "203.国防支出", "204.公共安全支出", doubted="205.教育支出"),  # this department prints it
        column(*PLAIN[:2], doubted="205.教育支出"),  # too few to tell
        column(*PLAIN, doubted="205（教育支出）"),  # no mark, another way to write both
        column(*PLAIN, doubted="2.5.教育支出"),  # no code
        column(*PLAIN, doubted="205.平安建设项目"),  # no subject's name
        column(*PLAIN, "206.科学技术支出", doubted="205.教育支出"),  # read surely with one, too
    ],
)
def test_other_marks_stay(table: Table) -> None:
    assert unmark_names([table]) == []
