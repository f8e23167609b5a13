"""An organisation's name cut in one caption of a document that prints it in full in the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.text import normalise
from schemas.findings import Warning
from schemas.table import Table

#: A shorter beginning may be another organisation's name.
_SHORTEST = 4


def complete_entities(tables: Sequence[Table]) -> list[Warning]:
    """Complete cut entities in place; a warning names each, as no repair could point at a cell."""
    counts = Counter(table.caption.entity for table in tables if table.caption.entity)
    warnings = []
    for table in tables:
        entity = table.caption.entity
        if entity is None or len(normalise(entity)) < _SHORTEST:
            continue
        longer = {other for other in counts if other != entity and normalise(other).startswith(normalise(entity))}
        if len(longer) == 1 and counts[full := next(iter(longer))] > counts[entity]:
            table.caption.entity = full
            message = f"table {table.id}: the entity is cut in print; completed from the document's other captions"
            warnings.append(Warning("caption_completed", message, table.parts[0].page))
    return warnings
