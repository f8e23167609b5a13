"""Is it a table? What tells a table from a list, a form or prose that happens to line up."""

from __future__ import annotations

from extractors.tables.finders.unruled.draft import Draft
from extractors.tables.finders.unruled.regions import Region, is_long


def is_table(draft: Draft, region: Region) -> bool:
    """Tell whether a draft is worth being a table."""
    if draft.row_count < 2 or draft.column_count < 2:
        return False
    body = [cell for cell in draft.cells if cell.row >= draft.header_rows]
    rows_with_values = {cell.row for cell in body if cell.column > 0}
    long = sum(is_long(rule, region.x0, region.x1) for rule in region.rules)
    if long >= 2:
        return len(rows_with_values) >= 1 and draft.row_count >= 2
    if len(rows_with_values) < 3:
        return False
    values = [cell for cell in body if cell.column > 0]
    numbers = sum(all(segment.number for segment in cell.segments) for cell in values)
    return numbers >= 0.5 * len(values)
