"""Headings of levels of indicators stand in order."""

from __future__ import annotations

import pytest

from extractors.context.indicators.level_order import restore_level_order
from schemas.geometry import Box
from schemas.table import Cell, Table


def restored(*read: tuple[str, float], first: int = 1, apart: int = 0) -> list[str]:
    """Return the headings of a row inside a sheet; ``apart`` columns stand between the last two."""
    columns = [first + place + (apart if place == 2 else 0) for place in range(len(read))]
    cells = [
        Cell(9, column, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", sure, "ocr")
        for column, (text, sure) in zip(columns, read, strict=True)
    ]
    repairs = restore_level_order([Table("t1", cells, 12, 8, 0, "ruled", [])])
    texts = [cell.text for cell in cells]
    assert len(repairs) == sum(one != two for (one, _), two in zip(read, texts, strict=True))
    return texts


def test_the_second_of_three_is_that() -> None:
    read = restored(("一级指标", 0.95), ("三级指标，", 0.2), ("三级指标", 0.4), ("年度指标值", 0.9))
    assert read == ["一级指标", "二级指标", "三级指标", "年度指标值"]


@pytest.mark.parametrize(
    ("read", "apart"),
    [
        ([("一级指标", 0.95), ("三级指标", 0.95), ("三级指标", 0.4)], 0),
        ([("一级指标", 0.95), ("三级指标", 0.2)], 0),
        ([("一级指标", 0.95), ("三级指标", 0.2), ("三级指标", 0.4)], 1),
        ([("二级指标", 0.2), ("三级指标", 0.2), ("一级指标", 0.2)], 0),
        ([("一级指标", 0.95), ("某级指标", 0.2), ("三级指标", 0.4)], 0),
    ],
)
def test_otherwise_they_stay(read: list[tuple[str, float]], apart: int) -> None:
    assert restored(*read, apart=apart) == [text for text, _ in read]
