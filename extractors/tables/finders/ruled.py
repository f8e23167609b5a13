"""Tables drawn with rulings: grid cells from the rulings, texts from the characters' own places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from extractors.belonging import characters_in
from extractors.content import Characters, PageContent
from extractors.lattices import spell_out
from extractors.lines import Line, read_lines
from extractors.tables.finders.overrun import in_cell_of_middle
from extractors.tables.finders.parted import with_parted_headings
from extractors.tables.grid import Grid, find_grids
from extractors.tables.reshape import row_cells, without_rows
from extractors.text import join_printed_lines, shared_lines
from schemas.table import Cell, Lattice, Part, Reading, Table, TextSource

#: A row lower than this share of the usual character height holds no line of text.
_SLIT = 0.5
#: A last row without text or columns is a row only if it is at least this share as high as the lowest with text.
_FULL = 0.9


@dataclass(frozen=True, slots=True)
class RuledFinder:
    """Finds every grid that rulings draw on a page. Implements ports.TableFinder."""

    name: str = "ruled"

    def find_tables(self, page: PageContent) -> list[Table]:
        """Return one table for each grid of two or more columns, from top to bottom.

        A grid without any text is among them: it may be the last rows of a table that begins on a page before.
        """
        grids = [grid for grid in find_grids(page.rulings) if len(grid.xs) > 2]
        if page.source == "ocr":
            grids = [with_parted_headings(grid, page.characters) for grid in grids]
        return [_without_slits(grid_to_table(grid, page), page.characters) for grid in grids]


def grid_to_table(grid: Grid, page: PageContent) -> Table:
    """Fill a grid with the characters whose anchor lies in each cell."""
    lines: dict[int, list[Line]] = {}
    source: TextSource = "ocr" if page.source == "ocr" else "text"
    for line in _lines_by_cell(grid, page.characters):
        lines.setdefault(line.group, []).append(line)
    cells = []
    for number, span in enumerate(grid.spans):
        found = lines.get(number)
        printed = shared_lines(line.text for line in found) if found else ()
        cells.append(
            Cell(
                span.row,
                span.column,
                span.row_span,
                span.column_span,
                join_printed_lines(printed) if found else "",
                printed,
                page.number,
                grid.box_of(span),
                "data",
                min([line.confidence for line in found]) if found else 1.0,
                source,
                _readings(found, page.characters) if found and source == "ocr" else (),
                _lattice(found, page.characters) if found and source == "ocr" else None,
            )
        )
    part = Part(page.number, grid.box, 0, len(grid.ys) - 1)
    return Table("", cells, len(grid.ys) - 1, len(grid.xs) - 1, 0, "ruled", [part])


def _without_slits(table: Table, characters: Characters) -> Table:
    """Leave out rows without text that are lower than any text could be: the gaps of double rules.

    Browsers draw a table's own frame down to where the page ends, below the last row that fits: no row either.
    """
    inside = characters_in(characters, table.parts[0].box) if len(characters) else np.empty(0, dtype=bool)
    if not inside.any():
        return table
    lowest = _SLIT * float(np.median((characters.boxes[:, 3] - characters.boxes[:, 1])[inside]))
    slits = []
    for row in range(table.row_count):
        cells = row_cells(table, row)
        own = [cell for cell in cells if cell.row_span == 1]
        if own and own[0].box.height < lowest and not any(cell.text for cell in cells):
            slits.append(row)
    if not slits and _ends_in_frame(table):
        slits.append(table.row_count - 1)
    return without_rows(table, slits)


def _ends_in_frame(table: Table) -> bool:
    """Tell whether the last row has neither text nor columns and is lower than every row of one line."""
    last = row_cells(table, table.row_count - 1)
    if len(last) != 1 or last[0].text or last[0].column_span < table.column_count:
        return False
    heights = [cell.box.height for cell in table.cells if cell.text and cell.row_span == 1]
    return bool(heights) and last[0].box.height < _FULL * min(heights)


def _lines_by_cell(grid: Grid, characters: Characters) -> list[Line]:
    if len(characters) == 0:
        return []
    x, y = characters.anchors[:, 0], characters.anchors[:, 1]
    indices = np.flatnonzero(characters_in(characters, grid.box))
    row, column = grid.slots_at(x[indices], y[indices])
    column = in_cell_of_middle(characters, indices, row, column, grid.places)
    return read_lines(characters, indices, grid.owner[row, column])


def _readings(lines: list[Line], characters: Characters) -> tuple[Reading, ...]:
    """Return an engine's candidates for a cell's whole text: those of its line, if it has only one of one piece."""
    if len(lines) != 1 or len(lines[0].members) != 1:
        return ()
    return characters.readings.get(int(lines[0].members[0]), ())


def _lattice(lines: list[Line], characters: Characters) -> Lattice | None:
    """Return what an engine saw of a cell's text where it doubts a line of it, if each line is of one piece."""
    seen = [characters.lattices.get(int(line.members[0])) if len(line.members) == 1 else None for line in lines]
    if not any(seen) or any(len(line.members) > 1 for line in lines):
        return None
    whole = [lattice or spell_out(line.text) for line, lattice in zip(lines, seen, strict=True)]
    return reduce(Lattice.followed_by, whole)
