"""A form of labels beside values: what stands alone beside blank columns reaches over them."""

from __future__ import annotations

from extractors.tables.finders.unruled.draft import Draft, DraftCell

#: A text in the middle of several columns is off it by less than this many character heights.
_CENTRED = 0.5


def widen(draft: Draft) -> None:
    """Let the cells of a draft without headings span the blank columns right of them.

    The last cell of a row reaches to the right edge; another one as far as it then stands in the middle.
    """
    owners = {
        (row, column): cell
        for cell in draft.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.last_column + 1)
    }
    for cell in draft.cells:
        free = 0
        while cell.last_column + free + 1 < draft.column_count and not any(
            (row, cell.last_column + free + 1) in owners for row in range(cell.row, cell.row + cell.row_span)
        ):
            free += 1
        if not free or cell.number:
            continue
        more = free if cell.last_column + free == draft.column_count - 1 else _centred_over(cell, free, draft)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.last_column + 1, cell.last_column + 1 + more):
                owners[row, column] = cell
        cell.column_span += more


def _centred_over(cell: DraftCell, free: int, draft: Draft) -> int:
    """Return how many of the free columns right of a cell it must span to stand in their middle."""
    if cell.column == 0:
        return 0
    segment = cell.segments[0]
    left = draft.separators[cell.column - 1]
    off = {
        more: abs(segment.centre - (left + draft.separators[cell.last_column + more]) / 2)
        for more in range(free + 1)
        if cell.last_column + more < len(draft.separators)
    }
    best = min(off, key=lambda more: off[more], default=0)
    return best if off and off[best] < _CENTRED * segment.size else 0
