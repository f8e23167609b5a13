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
