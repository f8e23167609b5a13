from __future__ import annotations

from extractors.context.indicators.relation_columns import restore_relations
from schemas.geometry import Box
from schemas.table import Cell, Table


def restored(*texts: str) -> list[str]:
    box = Box(0, 0, 50, 10)
    cells = [Cell(row, 0, 1, 1, text, (text,), 1, box, "data", 0.9, "ocr") for row, text in enumerate(texts)]
    restore_relations([Table("t1", cells, len(cells), 1, 0, "ruled", [])])
    return [cell.text for cell in cells]


def test_look_alikes_in_a_column_of_relations_are_relations() -> None:
    read = ["≥", "=", "≥", "2", "≤", "-", "≤", "5", "定性", "H"]
    assert restored(*read) == ["≥", "=", "≥", "≥", "≤", "=", "≤", "≤", "定性", "="]


def test_columns_of_figures_keep_their_figures() -> None:
    assert restored("2", "5", "≥", "7") == ["2", "5", "≥", "7"]
