"""Cells of a scan that are parted or joined: what edges print hid, and what strokes were taken for edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extractors.context.put import told
from schemas.findings import Repair
from schemas.geometry import union
from schemas.table import Cell, Table


def part_of(cell: Cell, text: str, believed: float) -> Cell:
    """Return a copy of a cell with a part of its text, believed so much at most; the readings were of the whole."""
    confidence = min(cell.confidence, believed)
    return replace(cell, text=text, lines=(text,), readings=(), lattice=None, confidence=confidence)


def put_parts(table: Table, cell: Cell, parts: Sequence[Cell], evidence: str) -> list[Repair]:
    """Put parts in the place of a cell, and return a repair for each."""
    at = next(number for number, one in enumerate(table.cells) if one is cell)
    table.cells[at : at + 1] = parts
    return [told(table, part, cell.text, evidence) for part in parts]


def edges_between(first: float, last: float, begin: Sequence[Sequence[float]]) -> list[float]:
    """Return the edges of parts, from the first to the last: between them where cells beside each further part begin.

    Evenly, where none do.
    """
    inner = (
        median(places) if places else first + (last - first) * number / (len(begin) + 1)
        for number, places in enumerate(begin, 1)
    )
    return [first, *inner, last]


def join_cells(table: Table, left: Cell, right: Cell, between: str = "") -> None:
    """Make two cells side by side one, in place, with the texts of both."""
    left.text = f"{left.text}{between}{right.text}"
    left.column_span += right.column_span
    left.box = union([left.box, right.box])
    table.cells[:] = [cell for cell in table.cells if cell is not right]


def drop_column(table: Table, column: int) -> None:
    """Leave out a column, in place, if no cell begins in it any more."""
    if any(cell.column == column for cell in table.cells):
        return
    for cell in table.cells:
        if cell.column > column:
            cell.column -= 1
        elif cell.last_column >= column:
            cell.column_span -= 1
    table.column_count -= 1
