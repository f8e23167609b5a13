"""Cells of a scan that are parted or joined: what edges print hid, and what strokes were taken for edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
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


def part_over_columns(table: Table, cell: Cell, texts: Sequence[str], believed: float, evidence: str) -> list[Repair]:
    """Make a heading one of each column that it stands over, in place, and return a repair for each."""
    parts = []
    for number, (text, (x0, x1)) in enumerate(zip(texts, pairwise(edges_below(table, cell)), strict=True)):
        part, box = part_of(cell, text, believed), cell.box._replace(x0=x0, x1=x1)
        parts.append(replace(part, column=cell.column + number, column_span=1, box=box))
    return put_parts(table, cell, parts, evidence)


def edges_below(table: Table, cell: Cell) -> list[float]:
    """Return where a heading is parted: where the columns below it are, on its page."""
    below = [one for one in table.cells if one.page == cell.page and one.row > cell.last_row]
    columns = range(cell.column + 1, cell.last_column + 1)
    begin = [[one.box.x0 for one in below if one.column == column] for column in columns]
    return edges_between(cell.box.x0, cell.box.x1, begin)


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
