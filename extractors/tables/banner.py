"""Rows of the grid that are no rows of the table: its title, year, entity or unit, ruled in with it."""

from __future__ import annotations

from extractors.captions import (
    before_unit,
    find_entity,
    find_unit,
    is_caption,
    is_code,
    is_date,
    is_period,
    is_title,
    plain_code,
    split_code,
    unit_of_title,
)
from extractors.tables.reshape import row_cells, without_rows
from extractors.text import drop_layout_spaces
from schemas.table import Caption, Cell, Table

#: Title, code, year, entity and unit on a row each, and a blank one.
_MOST_BANNER_ROWS = 6


def lift_banner_rows(table: Table) -> Table:
    """Return the table without its banner rows, what they say kept in its caption."""
    caption = Caption()
    lifted: list[int] = []
    for row in range(min(_MOST_BANNER_ROWS, table.row_count - 1)):
        cells = row_cells(table, row)
        if not _is_banner(cells, table.column_count, caption):
            break
        for cell in cells:
            read_caption(cell.text, caption)
        lifted.append(row)
    while lifted and not any(cell.text for cell in row_cells(table, lifted[-1])):
        lifted.pop()
    if not lifted:
        return table
    smaller = without_rows(table, lifted)
    smaller.caption = caption
    return smaller


def read_caption(text: str, caption: Caption) -> None:
    """Take code, title, entity, unit or period from one printed text; what is there already stays."""
    compact = drop_layout_spaces(text)
    if not compact:
        return
    if (unit := find_unit(compact)) is not None:
        caption.unit = caption.unit or unit
        caption.entity = caption.entity or find_entity(before_unit(compact))
    elif (entity := find_entity(compact)) is not None:
        caption.entity = caption.entity or entity
    elif is_code(compact):
        caption.code = caption.code or plain_code(compact)
    elif is_period(compact):
        caption.period = caption.period or (None if is_date(compact) else compact)
    else:
        code, title = split_code(text)
        if is_title(title):
            caption.code = caption.code or code
            caption.title = caption.title or title
            caption.unit = caption.unit or unit_of_title(title)


def _is_banner(cells: list[Cell], columns: int, caption: Caption) -> bool:
    if sum(cell.column_span for cell in cells) != columns or any(cell.row_span > 1 for cell in cells):
        return False
    texts = [cell.text for cell in cells if cell.text]
    if not texts:
        return len(cells) == 1
    if all(is_caption(text) for text in texts):
        # Two years beside each other are headings: 2023 | 2024.
        return sum(is_period(text) for text in texts) <= 1
    # A title has the row to itself, and stands above everything else.
    return len(cells) == 1 and caption.title is None and is_title(split_code(texts[0])[1])
