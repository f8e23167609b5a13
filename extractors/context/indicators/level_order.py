"""Headings of the levels of indicators by their order: 一级指标, 三级指标，, 三级指标 are the first to the third.

The three stand side by side, at the head of a table or inside a sheet; 一, 二 and 三 differ by a thin stroke.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.context.columns import by_row
from extractors.context.fits import DOUBTED
from extractors.context.put import put_text
from extractors.text import letters_of
from schemas.findings import Repair
from schemas.table import Cell, Table

LEVELS = ("一级指标", "二级指标", "三级指标")
#: What is believed of a heading by its place.
BY_ORDER = 0.85


def restore_level_order(tables: Sequence[Table]) -> list[Repair]:
    """Put headings of levels of OCR tables into their order, in place; return a repair for each that changed."""
    return [
        repair
        for table in tables
        for cells in by_row(cell for cell in table.cells if cell.source == "ocr" and cell.text).values()
        for repair in _restored(table, sorted(cells, key=lambda cell: cell.column))
    ]


def _restored(table: Table, cells: Sequence[Cell]) -> Iterator[Repair]:
    for place in range(len(cells) - len(LEVELS) + 1):
        three = cells[place : place + len(LEVELS)]
        beside = all(one.last_column + 1 == other.column for one, other in pairwise(three))
        if not beside or not all(letters_of(cell.text) in LEVELS for cell in three):
            continue
        wrong = [(cell, level) for cell, level in zip(three, LEVELS, strict=True) if letters_of(cell.text) != level]
        if len(wrong) < len(LEVELS) and all(cell.confidence < DOUBTED for cell, _ in wrong):
            for cell, level in wrong:
                yield put_text(table, cell, level, f"headings of levels stand in order: {level}", BY_ORDER)
