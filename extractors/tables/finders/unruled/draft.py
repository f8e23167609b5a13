"""A table before it is written down: pieces of text with their place in a grid."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.tables.finders.unruled.segments import Segment
from schemas.geometry import Box


@dataclass(slots=True)
class DraftCell:
    """Pieces that are one cell, from top to bottom, and the grid slots that they cover."""

    row: int
    column: int
    row_span: int
    column_span: int
    segments: list[Segment] = field(default_factory=list)

    @property
    def last_column(self) -> int:
        """Index of the rightmost column."""
        return self.column + self.column_span - 1

    @property
    def number(self) -> bool:
        """Tell whether all that it holds are figures."""
        return all(segment.number for segment in self.segments)

    @property
    def top(self) -> float:
        """Upper edge of the text in points."""
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        """Lower edge of the text in points."""
        return max(segment.bottom for segment in self.segments)


@dataclass(slots=True)
class Draft:
    """A grid of cells with text; slots that no cell covers are blank. ``frame`` is what rules bound, if they do."""

    cells: list[DraftCell]
    header_rows: int
    row_count: int
    separators: list[float]
    frame: Box | None = None

    @property
    def column_count(self) -> int:
        """How many columns the separators part."""
        return len(self.separators) + 1


def settle(cells: list[DraftCell]) -> list[DraftCell]:
    """Return the cells without overlaps: a span that meets another cell shrinks, text in a taken slot joins its cell.

    Cells stay in order of row and column, so the same page gives the same table.
    """
    owner: dict[tuple[int, int], DraftCell] = {}
    kept: list[DraftCell] = []
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        home = owner.get((cell.row, cell.column))
        if home is not None:
            home.segments.extend(cell.segments)
            continue
        while any(slot in owner for slot in _slots(cell)):
            if cell.column_span > 1:
                cell.column_span -= 1
            else:
                cell.row_span -= 1
        owner.update(dict.fromkeys(_slots(cell), cell))
        kept.append(cell)
    return kept


def _slots(cell: DraftCell) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
