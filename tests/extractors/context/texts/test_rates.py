"""Per cent signs of rates in prose."""

from __future__ import annotations

import pytest

from extractors.context.texts.rates import restore_rates
from schemas.geometry import Box
from schemas.table import Cell, Table


def restored(text: str, confidence: float = 0.5) -> str:
    cell = Cell(0, 0, 1, 1, text, (text,), 1, Box(0, 0, 50, 10), "data", confidence, "ocr")
    repairs = restore_rates([Table("t1", [cell], 1, 1, 0, "ruled", [])])
    assert [(repair.before, repair.after) for repair in repairs] == ([(text, cell.text)] if cell.text != text else [])
    return cell.text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("覆盖率达到93号，落实设施维护。", "覆盖率达到93%，落实设施维护。"),
        ("完好率98.5年；满意率不低于90元", "完好率98.5%；满意率不低于90%"),
        ("巡查频率达到12次，", "巡查频率达到12次，"),
        ("检查频率达到12回，", "检查频率达到12回，"),
        ("合格率达到95以上，", "合格率达到95以上，"),
        ("培训93号，", "培训93号，"),
    ],
)
def test_what_stands_behind_the_figure_of_a_rate_is_a_per_cent_sign(read: str, meant: str) -> None:
    assert restored(read) == meant


def test_what_is_read_surely_is_left() -> None:
    assert restored("覆盖率达到93号，", 0.95) == "覆盖率达到93号，"
