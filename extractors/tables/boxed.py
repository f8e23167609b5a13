"""A box drawn around a table, its title above it and its notes below it: those rows are no rows of the table."""

from __future__ import annotations

from extractors.tables.finders.unruled.labels import is_caption_text, is_note_text
from extractors.tables.reshape import row_cells, without_rows
from extractors.text import is_wide
from schemas.table import Table


def lift_boxed_text(table: Table) -> Table:
    """Return the table without a first row that is its title (Exhibit 9 ...) and last rows that are its notes.

    Only rows of one cell over all columns count; what they say is kept in the caption.
    """
    if table.column_count < 2:
        return table
    texts = [_whole_row(table, row) or "" for row in range(table.row_count)]
    first, last = 0, table.row_count
    while last > 1 and _is_latin(text := texts[last - 1]) and is_note_text(text):
        last -= 1
    if last > 2 and _is_latin(texts[0]) and is_caption_text(texts[0]):
        first = 1
    if (first, last) == (0, table.row_count):
        return table
    smaller = without_rows(table, [*range(first), *range(last, table.row_count)])
    smaller.caption = table.caption
    smaller.header_row_count = max(0, table.header_row_count - first)
    smaller.caption.title = smaller.caption.title or (texts[0] if first else None)
    smaller.caption.notes.extend(texts[last:])
    return smaller


def _is_latin(text: str) -> bool:
    """Tell whether a text is there and not Chinese: notes inside the grids of budgets are read with their forms."""
    return bool(text) and not is_wide(text[0])


def _whole_row(table: Table, row: int) -> str | None:
    """Return the text of a row that is one cell, None for other rows."""
    cells = row_cells(table, row)
    return cells[0].text if len(cells) == 1 and cells[0].row_span == 1 else None
