"""Dashes among amounts that were read as relations."""

from __future__ import annotations

import pytest

from extractors.context.figures.amount_dashes import restore_dashes
from schemas.geometry import Box
from schemas.table import Cell, Table, TextSource


def table(*rows: str, source: TextSource = "ocr") -> Table:
    cells = [
        Cell(row, at, 1, 1, text, (text,), 1, Box(50 * at, 10 * row, 50 * at + 50, 10 * row + 10), "data", 0.95, source)
        for row, line in enumerate(rows)
        for at, text in enumerate(line.split())
    ]
    return Table("t1", cells, len(rows), 4, 0, "ruled", [])


def texts(made: Table) -> list[str]:
    return [cell.text for cell in made.cells]


AMOUNTS = ("教育 12.00 = -", "国防 = 3.00 =", "外交 1.00 2.00 =")


def test_a_relation_among_amounts_is_a_dash() -> None:
    made = table(*AMOUNTS)
    repairs = restore_dashes([made])
    assert texts(made) == ["教育", "12.00", "-", "-", "国防", "-", "3.00", "-", "外交", "1.00", "2.00", "="]
    assert {(repair.before, repair.after, repair.confidence) for repair in repairs} == {("=", "-", 0.85)}


def test_one_relation_in_a_long_table_of_amounts_is_a_speck() -> None:
    made = table("国防 ≤- = 4.00", *AMOUNTS * 10)
    restore_dashes([made])
    assert texts(made)[:8] == ["国防", "≤-", "-", "4.00", "教育", "12.00", "-", "-"]


@pytest.mark.parametrize(
    "rows",
    [
        ("数量 = 12 个", "质量 = 100 次", "时效 = 50 件", "成本 = 20 元"),
        ("一级指标 二级指标 三级指标 值", "产出 数量 = =", "a 12 13 =", "b 14 15 ="),
        (*AMOUNTS, "数量 ≥ 5 3"),
        ("教育 = =",),
    ],
)
def test_relations_of_indicators_and_tables_of_few_figures_are_left(rows: tuple[str, ...]) -> None:
    made = table(*rows)
    assert restore_dashes([made]) == []


def test_a_text_layer_is_believed() -> None:
    assert restore_dashes([table(*AMOUNTS, source="text")]) == []
