"""Small, exact changes of a table's grid: leave rows out, drop grid columns that bound nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from schemas.geometry import Box
from schemas.table import Cell, Part, Table


def without_rows(table: Table, rows: Iterable[int]) -> Table:
    """Return the table without the given rows; cells that only pass through them get shorter.

    Only for tables of one part. Grid columns that bounded nothing but cells of those rows go too.
    """
    gone = set(rows)
    if not gone:
        return table
    new_row, kept = {}, 0
    for row in range(table.row_count + 1):
        new_row[row] = kept
        kept += row < table.row_count and row not in gone
    cells = []
    for cell in table.cells:
        first, end = new_row[cell.row], new_row[cell.row + cell.row_span]
        if end > first:
            cells.append(replace(cell, row=first, row_span=end - first))
    part = table.parts[0]
    box = _around(cells) if cells else part.box
    smaller = replace(
        table,
        cells=cells,
        row_count=table.row_count - len(gone),
        parts=[Part(part.page, box, 0, table.row_count - len(gone))],
    )
    return without_idle_columns(smaller)


def without_idle_columns(table: Table) -> Table:
    """Return the table without grid columns at which no cell begins."""
    starts = sorted({cell.column for cell in table.cells})
    if len(starts) == table.column_count or not starts:
        return table
    number = {column: index for index, column in enumerate(starts)}
    ends = [*starts[1:], table.column_count]

    def index_of_end(end: int) -> int:
        return next(index for index, stop in enumerate(ends) if stop >= end) + 1

    cells = [
        replace(
            cell,
            column=number[cell.column],
            column_span=index_of_end(cell.column + cell.column_span) - number[cell.column],
        )
        for cell in table.cells
    ]
    return replace(table, cells=cells, column_count=len(starts))


def row_cells(table: Table, row: int) -> list[Cell]:
    """Return the cells that begin in a row, from left to right."""
    return sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)


def _around(cells: list[Cell]) -> Box:
    return Box(
        min(cell.box.x0 for cell in cells),
        min(cell.box.top for cell in cells),
        max(cell.box.x1 for cell in cells),
        max(cell.box.bottom for cell in cells),
    )
