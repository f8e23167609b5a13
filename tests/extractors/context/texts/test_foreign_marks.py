"""Marks among words that no Chinese text has."""

from __future__ import annotations

import pytest

from extractors.context.texts.foreign_marks import restore_marks
from schemas.geometry import Box
from schemas.table import Cell, Table


def document(read: str, *others: str, belief: float = 0.8) -> Table:
    """Return a table with a doubted text and others that are read well."""
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", belief if row == 0 else 0.95, "ocr")
        for row, text in enumerate((read, *others))
    ]
    return Table("t1", cells, len(cells), 1, 0, "ruled", [])


def test_the_mark_is_the_one_behind_the_same_words() -> None:
    table = document("科技特派员工作资金$数量", "科技特派员工作资金（第一批）", "特派员工作资金(数")
    (repair,) = restore_marks([table])
    assert table.cells[0].text == "科技特派员工作资金（数量"
    assert (repair.before, repair.after) == ("科技特派员工作资金$数量", "科技特派员工作资金（数量")


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(document("科技特派员工作资金$数量", "科技特派员工作资金", "科技工作资金（"), id="nowhere else"),
        pytest.param(document("科技特派员工作资金$数量", "科技特派员工作资金（第一批）"), id="once only"),
        pytest.param(document("科技特派员工作资金$", "特派员工作资金（", "特派员工作资金、"), id="different marks"),
        pytest.param(document("科技特派员工作资金$", "科技特派员工作资金额", "特派员工作资金额"), id="a word goes on"),
        pytest.param(document("价格$5", "价格（5"), id="too few words"),
        pytest.param(document("特派员工作资金$", "特派员工作资金（", "特派员工作资金（", belief=0.98), id="read well"),
    ],
)
def test_otherwise_it_stays(table: Table) -> None:
    assert restore_marks([table]) == []
