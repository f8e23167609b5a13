"""Names of organisations cut in some captions of a document that prints them in full in the others.

Spreadsheets cut what is broader than its row: an entity at its end, a title in the middle of a narrow table at its
start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.captions import head_of_title
from extractors.text import normalise
from schemas.findings import Warning
from schemas.table import Table

#: A shorter beginning may be another organisation's name.
_SHORTEST = 4


def complete_captions(tables: Sequence[Table]) -> list[Warning]:
    """Complete cut entities and titles in place; a warning names each, as no repair could point at a cell."""
    return [*_complete_entities(tables), *_complete_titles(tables)]


def _complete_entities(tables: Sequence[Table]) -> list[Warning]:
    counts = Counter(table.caption.entity for table in tables if table.caption.entity)
    warnings = []
    for table in tables:
        entity = table.caption.entity
        if entity is None or len(normalise(entity)) < _SHORTEST:
            continue
        longer = {other for other in counts if other != entity and normalise(other).startswith(normalise(entity))}
        if len(longer) == 1 and counts[full := next(iter(longer))] > counts[entity]:
            table.caption.entity = full
            warnings.append(_warning(table, "entity"))
    return warnings


def _complete_titles(tables: Sequence[Table]) -> list[Warning]:
    heads = {table.id: head_of_title(table.caption.title or "") for table in tables}
    counts = Counter(filter(None, heads.values()))
    warnings = []
    for table in tables:
        title, head = table.caption.title, heads[table.id]
        if not title or not head:
            continue
        whole = max((other for other in counts if other.endswith(head)), key=len)
        if whole != head and counts[whole] > counts[head]:
            table.caption.title = whole + title.removeprefix(head)
            warnings.append(_warning(table, "title"))
    return warnings


def _warning(table: Table, what: str) -> Warning:
    message = f"table {table.id}: the {what} is cut in print; completed from the document's other captions"
    return Warning("caption_completed", message, table.parts[0].page)
