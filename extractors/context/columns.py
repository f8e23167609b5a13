"""The cells of a table that a recogniser read, by rows and by columns; a spanning cell counts in its first."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.table import Cell, Table


def data_cells(table: Table) -> list[Cell]:
    """Return the OCR cells that are no headings."""
    return [cell for cell in table.cells if cell.source == "ocr" and cell.kind == "data"]


def read_columns(table: Table) -> list[list[Cell]]:
    """Return the OCR cells with text below the header rows, column by column."""
    read = (cell for cell in table.cells if cell.source == "ocr" and cell.text and cell.row >= table.header_row_count)
    return list(by_column(read).values())


def by_column(cells: Iterable[Cell]) -> dict[int, list[Cell]]:
    """Return cells by their columns, in their order."""
    columns: dict[int, list[Cell]] = {}
    for cell in cells:
        columns.setdefault(cell.column, []).append(cell)
    return columns


def by_row(cells: Iterable[Cell]) -> dict[int, list[Cell]]:
    """Return cells by their rows, in their order."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows
