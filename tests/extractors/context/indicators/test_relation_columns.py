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


def barred(bare: dict[str, float], *others: str) -> list[str]:
    """Return the signs of a column after those without bars, read so surely, and others, read well."""
    box = Box(0, 0, 50, 10)
    read = [*bare.items(), *((text, 0.95) for text in others)]
    cells = [Cell(row, 0, 1, 1, text, (text,), 1, box, "data", sure, "ocr") for row, (text, sure) in enumerate(read)]
    restore_relations([Table("t1", cells, len(cells), 1, 0, "ruled", [])])
    return [cell.text for cell in cells[: len(bare)]]


def test_doubted_signs_get_their_bars_where_the_others_have_them() -> None:
    assert barred({"<": 0.7, ">": 0.5}, "≤", "≥", "=", "≥") == ["≤", "≥"]
    assert barred({"<": 0.95, ">": 0.5}, "≤", "≥", "=", "≥") == ["<", ">"]  # one without is there
    assert barred({"<": 0.7, ">": 0.5}, "≤", "=", "=", "≥") == ["<", ">"]  # too few have one


def test_one_that_is_read_fairly_surely_lost_its_bar_where_many_have_theirs() -> None:
    assert barred({">": 0.93, "<": 0.5}, *"≤≥≤≥≤≥") == ["≥", "≤"]
    assert barred({">": 0.98, "<": 0.5}, *"≤≥≤≥≤≥") == [">", "<"]
