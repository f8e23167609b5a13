"""Rows of the grid that are no rows of the table: its title, year, entity or unit, ruled in with it."""

from __future__ import annotations

from extractors.captions import (
    before_unit,
    find_entity,
    find_unit,
    is_caption,
    is_code,
    is_date,
    is_entity_label,
    is_note,
    is_period,
    is_title,
    plain_code,
    split_code,
    unit_of_title,
)
from extractors.tables.reshape import row_cells, without_rows
from extractors.text import drop_layout_spaces, normalise
from schemas.table import Caption, Cell, Table

#: Title, code, year, entity and unit on a row each, and a blank one.
_MOST_BANNER_ROWS = 6


def lift_banner_rows(table: Table) -> Table:
    """Return the table without its banner rows, what they say kept in its caption."""
    caption = Caption()
    lifted: list[int] = []
    for row in range(min(_MOST_BANNER_ROWS, table.row_count - 1)):
        cells = row_cells(table, row)
        texts = _with_labels_joined([cell.text for cell in cells if cell.text])
        if not _is_banner(cells, texts, table.column_count, caption):
            break
        _read_row(texts, caption)
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


def _read_row(texts: list[str], caption: Caption) -> None:
    if _is_subtitle(texts, caption):
        if is_note(texts[0]):
            caption.notes.append(texts[0])
        else:
            caption.title = f"{caption.title}{texts[0]}"
        return
    for text in texts:
        read_caption(text, caption)


def _with_labels_joined(texts: list[str]) -> list[str]:
    """Return the texts of a row, those that only name what the next cell says put before it: 编制单位： | 某局.

    Only beside a unit of money: elsewhere such a row is the first of a form of labels and values.
    """
    joined: list[str] = []
    for text in texts:
        if joined and is_entity_label(joined[-1]) and is_caption(joined[-1] + text):
            joined[-1] += text
        else:
            joined.append(text)
    return joined if any(find_unit(text) for text in joined) else texts


def _is_banner(cells: list[Cell], texts: list[str], columns: int, caption: Caption) -> bool:
    if sum(cell.column_span for cell in cells) != columns or any(cell.row_span > 1 for cell in cells):
        return False
    if not texts:
        return len(cells) == 1
    if _is_subtitle(texts, caption) and len(cells) == 1:
        return True
    titles = [text for text in texts if not is_caption(text)]
    if not titles:
        # Two years beside each other are headings: 2023 | 2024.
        return sum(is_period(text) for text in texts) <= 1
    # A title stands above everything else, with nothing beside it but its code or unit.
    return (
        len(titles) == 1 and caption.title is None and is_title(split_code(titles[0])[1]) and _is_wide(cells, titles[0])
    )


def _is_wide(cells: list[Cell], title: str) -> bool:
    """Tell whether a title takes at least half of its row: a heading beside another takes no more than its column."""
    own = sum(cell.column_span for cell in cells if cell.text == title)
    return len(cells) == 1 or (own > 1 and 2 * own >= sum(cell.column_span for cell in cells))


def _is_subtitle(texts: list[str], caption: Caption) -> bool:
    """Tell whether a row says in brackets what the title above it is about: （按功能分类）."""
    plain = normalise(texts[0]) if len(texts) == 1 else ""
    return caption.title is not None and plain[:1] == "(" and plain[-1:] == ")" and not is_caption(texts[0])
