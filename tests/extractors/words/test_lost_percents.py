"""Headings that lost their %."""

from __future__ import annotations

import pytest

from extractors.words.lost_percents import BELIEVED, restore_percents
from schemas.geometry import Box
from schemas.table import Cell, CellKind, Table


def headed(*texts: str, confidence: float = 0.7, kind: CellKind = "header") -> Table:
    cells = [
        Cell(0, column, 1, 1, text, (text,), 1, Box(50 * column, 0, 50 * column + 50, 10), kind, sure, "ocr")
        for column, (text, sure) in enumerate(zip(texts, (0.99,) * (len(texts) - 1) + (confidence,), strict=True))
    ]
    return Table("t1", cells, 1, len(cells), 1, "ruled", [])


@pytest.mark.parametrize("read", ["增减", "增减8", "增减。"])
def test_beside_the_amount_of_a_change_stands_its_percentage(read: str) -> None:
    table = headed("执行数", "增减额", read)
    (repair,) = restore_percents([table])
    assert (table.cells[-1].text, repair.before, repair.after) == ("增减%", read, "增减%")
    assert (table.cells[-1].lines, table.cells[-1].confidence) == (("增减%",), BELIEVED)


@pytest.mark.parametrize("texts", [("增减", "增减8"), ("增减额", "增减额"), ("增减额", "增减率"), ("增减额", "备注")])
def test_other_headings_are_left(texts: tuple[str, ...]) -> None:
    assert restore_percents([headed(*texts)]) == []


def test_headings_that_were_read_surely_and_data_are_left() -> None:
    assert restore_percents([headed("增减额", "增减", confidence=0.95)]) == []
    assert restore_percents([headed("增减额", "增减", kind="data")]) == []
