"""A table as rows of texts: what formats without merged cells show."""

from __future__ import annotations

from schemas.result import TableOut


def text_grid(table: TableOut) -> list[list[str]]:
    """Return the texts by row and column; a merged cell's text stands in its top left place, the others are blank."""
    rows = [[""] * table.column_count for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def spread_headings(table: TableOut) -> list[str]:
    """Return one heading a column: the texts over it from top to bottom, joined, those of merged cells included."""
    paths: list[list[str]] = [[] for _ in range(table.column_count)]
    for cell in sorted(table.cells, key=lambda cell: cell.row):
        if cell.row >= table.header_row_count or not cell.text:
            continue
        for column in range(cell.column, cell.column + cell.column_span):
            paths[column].append(cell.text)
    return [" / ".join(path) for path in paths]
