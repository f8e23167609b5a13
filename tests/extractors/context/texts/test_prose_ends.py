"""Full stops that were read as digits."""

from __future__ import annotations

import pytest

from extractors.context.texts.prose_ends import restore_full_stops
from schemas.geometry import Box
from schemas.table import Cell, Table


@pytest.mark.parametrize(
    ("read", "confidence", "meant"),
    [
        ("深化设施维护不少于93场，形成长效机制0", 0.6, "深化设施维护不少于93场，形成长效机制。"),
        ("切实做好巡查，维护社会和谐稳定9", 0.6, "切实做好巡查，维护社会和谐稳定。"),
        ("切实做好巡查，维护社会和谐稳定9", 0.95, "切实做好巡查，维护社会和谐稳定9"),
        ("切实做好巡查，不少于90", 0.6, "切实做好巡查，不少于90"),
        ("办公室0", 0.6, "办公室0"),
    ],
)
def test_a_digit_behind_the_last_words_of_prose_is_its_full_stop(read: str, confidence: float, meant: str) -> None:
    cell = Cell(0, 0, 1, 1, read, (read,), 1, Box(0, 0, 50, 10), "data", confidence, "ocr")
    repairs = restore_full_stops([Table("t1", [cell], 1, 1, 0, "ruled", [])])
    assert cell.text == meant
    assert [(repair.before, repair.after) for repair in repairs] == ([(read, meant)] if read != meant else [])
