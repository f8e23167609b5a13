"""Headings of the levels of indicators that were misread or lost a stroke: 级指标 beside 二级指标 is 一级指标."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.context.columns import by_row
from schemas.findings import Repair
from schemas.table import Cell, Table

#: How sure a heading is that its neighbours tell, and one that could not be read.
BETWEEN, AFTER = 0.9, 0.7
#: A heading beside levels that is believed less than this may be one, and is believed at least so much then.
DOUBTED, UNREAD = 0.9, 0.3
#: A level, with specks between its letters if they are spaced.
_SPECK = r"[-=、，：·.,:]?"
_LEVEL = re.compile(rf"([一二三]?){_SPECK}级{_SPECK}指{_SPECK}标(名称)?")
_LEVELS, _INDICATOR = "一二三", "级指标"


def restore_levels(tables: Sequence[Table]) -> list[Repair]:
    """Put the levels of indicators in order in the headings of OCR tables, in place; return a repair for each."""
    return [repair for table in tables for repair in _levels(table)]


def _levels(table: Table) -> Iterator[Repair]:
    """Put the levels of indicators in order where they head columns side by side: 一级指标, 二级指标, 三级指标.

    Of three, one may be unreadable: no other heading stands between or beside the others.
    """
    read = [cell for cell in table.cells if cell.source == "ocr" and cell.text]
    for cells in by_row(sorted(read, key=lambda cell: cell.column)).values():
        found = min((run for run in _runs(cells, 3) if _are_levels(run)), key=_displaced, default=None)
        found = found or next((run for run in _runs(cells, 2) if all(_LEVEL.fullmatch(one.text) for one in run)), [])
        for level, cell in zip(_LEVELS, found, strict=False):
            readable = _LEVEL.fullmatch(cell.text)
            after = f"{level}{_INDICATOR}{(readable and readable[2]) or ''}"
            if cell.text != after:
                believed = BETWEEN if readable else min(AFTER, max(cell.confidence, UNREAD))
                yield _write(table, cell, after, f"levels side by side: {level}{_INDICATOR}", believed)


def _runs(cells: list[Cell], count: int) -> Iterator[list[Cell]]:
    for first in range(len(cells) - count + 1):
        run = cells[first : first + count]
        if all(left.last_column + 1 == right.column for left, right in pairwise(run)):
            yield run


def _displaced(run: list[Cell]) -> int:
    """Count the headings that would have to become another level; the fewer the likelier."""
    read = [_LEVEL.fullmatch(cell.text) for cell in run]
    return sum(1 for level, one in zip(_LEVELS, read, strict=True) if one is not None and one[1] != level)


def _are_levels(run: list[Cell]) -> bool:
    unread = [cell for cell in run if not _LEVEL.fullmatch(cell.text)]
    if not unread:
        return True
    like = len(set(unread[0].text) & set(_INDICATOR)) == len(_INDICATOR) - 1
    doubted = DOUBTED if like else UNREAD if unread[0] is run[-1] else 0.0
    return len(unread) == 1 and unread[0].confidence < doubted


def _write(table: Table, cell: Cell, after: str, evidence: str, believed: float) -> Repair:
    """Put a text with its first characters restored into a cell."""
    printed, cell.text = cell.text, after
    if len(cell.lines) == 1:
        cell.lines = (after,)
    cell.confidence = min(cell.confidence, believed)
    return Repair("ocr_text", table.id, cell.row, cell.column, cell.page, printed, after, evidence, believed)
