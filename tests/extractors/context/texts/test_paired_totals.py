from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.context.texts.paired_totals import BELIEVED, restore_paired_totals
from schemas.table import Cell, TextSource
from tests.extractors.tables.builders import table


def row(left: str, right: str, belief: float = 0.2, source: TextSource = "ocr") -> tuple[Cell, int]:
    """Return the right one of two labels after correction, and the number of repairs."""
    made = table(f"一、本年收入 | 10.00 | 一、本年支出 | 10.00\n{left} | 10.00 | {right} | 10.00")
    cells = [replace(cell, source=source, confidence=0.99) for cell in made.cells]
    (doubted,) = [cell for cell in cells if (cell.row, cell.column) == (1, 2)]
    doubted.confidence = belief
    return doubted, len(restore_paired_totals([replace(made, cells=cells)]))


@pytest.mark.parametrize(
    ("left", "right", "meant"),
    [
        ("收入总计", "支é总计", "支出总计"),
        ("收 入 总 计", "出总计", "支出总计"),
        ("本年收入合计", "7年支合计", "本年支出合计"),
        ("支出总计", "又入总计", "收入总计"),
    ],
)
def test_a_misread_total_is_named_as_that_of_the_other_side(left: str, right: str, meant: str) -> None:
    cell, repairs = row(left, right)
    assert (cell.text, cell.confidence, repairs) == (meant, BELIEVED, 1)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("收入总计", "支出合计"),  # it is a total
        ("收入总计", "支é合计"),  # of another kind
        ("收入总计", "结转下年"),
        ("收入合计", "本年支é合计"),  # it says more
        ("收入总计", "计"),
        ("收入总计", "总计"),
        ("一、本年收入", "支é总计"),
    ],
)
def test_another_label_stays(left: str, right: str) -> None:
    cell, repairs = row(left, right)
    assert (cell.text, repairs) == (right, 0)


def test_what_was_read_well_and_a_text_layer_stay() -> None:
    assert row("收入总计", "支é总计", belief=0.95)[1] == 0
    assert row("收入总计", "支é总计", source="text")[1] == 0
