"""The columns of a table as a recogniser read them."""

from __future__ import annotations

from schemas.table import Cell, Table


def read_columns(table: Table) -> list[list[Cell]]:
    """Return the OCR cells with text below the header rows, column by column; a spanning cell counts in its first."""
    columns: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.source == "ocr" and cell.text and cell.row >= table.header_row_count:
            columns.setdefault(cell.column, []).append(cell)
    return list(columns.values())


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
