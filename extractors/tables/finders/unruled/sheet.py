"""The rows of a form without rules, as spreadsheets print them: cells stand in the middle of the rows that they cover.

The column with most cells says which rows there are. A cell of another column that stands level with a row belongs to
it; where cells stand between rows, or reach over several, the column has merged cells, and each covers the rows whose
middle it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractors.content import Floats
from extractors.tables.finders.unruled.blocks import SAME_LINE, Block, edges_around, lines_to_blocks, type_size
from extractors.tables.finders.unruled.draft import DraftCell
from extractors.tables.finders.unruled.labels import is_total
from extractors.tables.finders.unruled.lines import Line, Rule
from extractors.tables.finders.unruled.place import Columns

#: What stands nearer to a row than this share of the least distance of rows is no row of its own.
_BETWEEN = 0.8
#: Price of a row that no cell of a merged column covers, in character heights by which a cell may be off its middle.
_UNCOVERED = 0.5
#: Price of a character height by which a cell's text sticks out of the rows that it covers.
_STICKS_OUT = 3.0
#: A cell in the middle of its rows is off it by less than this many character heights.
_LEVEL = 0.2
#: Merged labels show where they cover so many rows at least.
_FEWEST_ROWS = 3
#: Cells times rows times rows; beyond it merged cells are not looked for.
_MOST_WORK = 3_000_000
#: How much the white space between two rows says about their border, against the middles of the rows.
_GAP_WEIGHT = 0.15


@dataclass(slots=True)
class _Row:
    """A row: the middle that its cells share, and the first and the last baseline in it."""

    centre: float
    top: float
    bottom: float


def read_rows(lines: list[Line], columns: Columns, rules: list[Rule]) -> tuple[list[DraftCell], int]:
    """Return the cells of the body, rows from 0, and the number of rows.

    ``rules`` are horizontal ones (y, x0, x1), if there are some.
    """
    blocks = lines_to_blocks(lines, columns, rules) if lines else []
    if not blocks:
        return [], 0
    size = type_size(lines)
    rows = _find_rows(blocks, size)
    rows, labels = _merged_labels(blocks, rows, size)
    merged = {
        b.column for n, b in enumerate(blocks) if n not in labels and not b.number and _row_of(b, rows, size) is None
    }
    spans = _spread(blocks, merged, rows, size) | labels
    spans |= _figures_beside(blocks, spans, rows, size)
    cells = []
    for index, block in enumerate(blocks):
        first, last = spans.get(index) or (_nearest(block, rows, size),) * 2
        cells.append(DraftCell(first, block.column, last - first + 1, block.last - block.column + 1, block.segments))
    _spread_labels(cells, columns)
    return cells, len(rows)


def _spread_labels(cells: list[DraftCell], columns: Columns) -> None:
    """Let labels that stand in a column of figures span the blank columns in whose middle they stand."""
    edges = [columns.x0, *columns.separators, columns.x1]
    taken = {(cell.row, cell.column): cell for cell in cells}
    figures = {column for column in range(columns.count) if _holds_figures(column, cells)}
    for cell in cells:
        while cell.last_column > cell.column and cell.last_column in figures and cell.column not in figures:
            cell.column_span -= 1  # A label that is a little too long for its column.
        if cell.number or cell.row_span > 1 or cell.column not in figures:
            continue
        segment, best = cell.segments[0], (0.6 * cell.segments[0].size, cell.column, cell.last_column)
        first = cell.column
        while first >= 0 and taken.get((cell.row, first), cell) is cell:
            last = cell.last_column
            while last < columns.count and taken.get((cell.row, last), cell) is cell:
                off = abs(segment.centre - (edges[first] + edges[last + 1]) / 2)
                if last > first:
                    best = min(best, (off, first, last))
                last += 1
            first -= 1
        _, first, last = best
        cell.column, cell.column_span = first, last - first + 1
        taken.update({(cell.row, column): cell for column in range(first, last + 1)})


def _holds_figures(column: int, cells: list[DraftCell]) -> bool:
    own = [cell.number for cell in cells if cell.column == column]
    return sum(own) >= 2 and 2 * sum(own) >= len(own)


def _nearest(block: Block, rows: list[_Row], size: float) -> int:
    own = _row_of(block, rows, size)
    return own if own is not None else min(range(len(rows)), key=lambda row: abs(rows[row].centre - block.centre))


def _figures_beside(
    blocks: list[Block], spans: dict[int, tuple[int, int]], rows: list[_Row], size: float
) -> dict[int, tuple[int, int]]:
    """Return the rows of figures merged like the text beside them: some stand level with it and with no row."""
    found: dict[int, tuple[int, int]] = {}
    for column in {block.column for block in blocks if block.number}:
        own = [index for index, block in enumerate(blocks) if block.column == column and block.number]
        beside = {
            index: span
            for index in own
            for text, span in spans.items()
            if abs(blocks[text].centre - blocks[index].centre) <= SAME_LINE * size
        }
        if any(_row_of(blocks[index], rows, size) is None for index in beside):
            found.update(beside)
    return found


def _find_rows(blocks: list[Block], size: float) -> list[_Row]:
    """Return the rows from top to bottom: those of the fullest column, and what stands apart from all of them."""
    by_column: dict[int, list[Block]] = {}
    for block in blocks:
        by_column.setdefault(block.column, []).append(block)
    order = sorted(by_column.values(), key=lambda column: (-len(column), -column[0].column))
    rows = [_Row(block.centre, block.top, block.bottom) for block in order[0]]
    least = min((below.centre - above.centre for above, below in pairwise(rows)), default=2 * size)
    for column in order[1:]:
        for block in column:
            if not _near(block, rows, _BETWEEN * least, size):
                rows.append(_Row(block.centre, block.top, block.bottom))
                rows.sort(key=lambda row: row.centre)
    for block in blocks:
        own = _row_of(block, rows, size)
        if own is not None:
            rows[own].top, rows[own].bottom = min(rows[own].top, block.top), max(rows[own].bottom, block.bottom)
    return rows


def _near(block: Block, rows: Sequence[_Row], reach: float, size: float) -> bool:
    """Tell whether a cell overlaps a row, or is so near to one that there is no room for another."""
    slack = SAME_LINE * size
    return any(
        (block.top <= row.bottom + slack and row.top <= block.bottom + slack) or abs(block.centre - row.centre) < reach
        for row in rows
    )


def _row_of(block: Block, rows: Sequence[_Row], size: float) -> int | None:
    """Return the row that a cell stands level with: by its middle, its first or its last line; None if with none."""
    slack = SAME_LINE * size
    reached = [
        index
        for index, row in enumerate(rows)
        if block.top <= row.centre + slack and row.centre <= block.bottom + slack
    ]
    if len(reached) > 1:
        return None
    for index, row in enumerate(rows):
        if abs(block.centre - row.centre) <= slack:
            return index
    touched = [
        index for index, row in enumerate(rows) if block.top <= row.bottom + slack and row.top <= block.bottom + slack
    ]
    if len(touched) == 1:
        row = rows[touched[0]]
        if abs(block.top - row.top) <= slack or abs(block.bottom - row.bottom) <= slack:
            return touched[0]
    return None


def _spread(blocks: list[Block], merged: set[int], rows: list[_Row], size: float) -> dict[int, tuple[int, int]]:
    """Return the first and the last row of each cell in the columns that have merged cells."""
    edges = _row_edges(rows, size)
    spans: dict[int, tuple[int, int]] = {}
    for column in merged:
        own = [index for index, block in enumerate(blocks) if block.column == column]
        own.sort(key=lambda index: blocks[index].centre)
        for index, span in zip(own, _cover([blocks[index] for index in own], edges, size), strict=True):
            spans[index] = span
    return spans


def _merged_labels(blocks: list[Block], rows: list[_Row], size: float) -> tuple[list[_Row], dict[int, tuple[int, int]]]:
    """Return the rows without those that are only a merged label's, and the rows that such labels cover.

    A column holds merged labels if some of them stand level with no other cell, and if all of them together cover all
    rows that the other cells make, each in the middle of its own.
    """
    spans: dict[int, tuple[int, int]] = {}
    for column in sorted({block.column for block in blocks}):
        own = [index for index, block in enumerate(blocks) if block.column == column]
        others = [block for block in blocks if block.column != column]
        base = [row for row in rows if any(_level(block, row, size) for block in others)]
        while base and any(_is_total(block) and _level(block, base[0], size) for block in others):
            base = base[1:]
        while base and any(_is_total(block) and _level(block, base[-1], size) for block in others):
            base = base[:-1]
        off = any(not any(_level(blocks[index], row, size) for row in base) for index in own)
        number = any(blocks[index].number for index in own)
        if number or not off or len(base) < _FEWEST_ROWS or len(own) >= len(base):
            continue
        found = _cover([blocks[index] for index in own], _row_edges(base, size), size)
        if not _all_covered(found, [blocks[index] for index in own], base, size):
            continue
        lone = [row for row in rows if not any(_level(block, row, size) for block in others)]
        if lone:
            return _merged_labels(blocks, [row for row in rows if row not in lone], size)
        places = [rows.index(row) for row in base]
        spans.update((index, (places[first], places[last])) for index, (first, last) in zip(own, found, strict=True))
    return rows, spans


def _is_total(block: Block) -> bool:
    """Tell whether a label is that of a total of everything, which no merged label covers; subtotals may be covered."""
    return is_total(" ".join(segment.text for segment in block.segments), sub=False)


def _level(block: Block, row: _Row, size: float) -> bool:
    return abs(block.centre - row.centre) <= _LEVEL * size


def _all_covered(spans: list[tuple[int, int]], blocks: list[Block], rows: list[_Row], size: float) -> bool:
    """Tell whether cells cover all rows without a gap, each in the middle of its own."""
    if spans[0][0] != 0 or spans[-1][1] != len(rows) - 1:
        return False
    if any(below[0] != above[1] + 1 for above, below in pairwise(spans)):
        return False
    edges = _row_edges(rows, size)
    return all(
        abs(block.centre - float(edges[first] + edges[last + 1]) / 2) <= _LEVEL * size
        for block, (first, last) in zip(blocks, spans, strict=True)
    )


def _row_edges(rows: list[_Row], size: float) -> Floats:
    """Return the heights between rows, one more than rows."""
    gaps = [rows[0].top - size, *((a.bottom + b.top) / 2 for a, b in pairwise(rows)), rows[-1].bottom + size]
    return edges_around([row.centre for row in rows], gaps, _GAP_WEIGHT)


def _cover(blocks: list[Block], edges: Floats, size: float) -> list[tuple[int, int]]:
    """Return the rows that each cell of a column covers: in order, apart, each cell in the middle of its rows.

    ``best[n][r]`` is the least price of the first n cells over the first r rows.
    """
    count = len(edges) - 1
    if len(blocks) > count or len(blocks) * count * count > _MOST_WORK:
        nearest = [int(np.abs((edges[1:] + edges[:-1]) / 2 - block.centre).argmin()) for block in blocks]
        return [(row, row) for row in nearest]
    best = [[0.0 if cells == 0 else float("inf")] * (count + 1) for cells in range(len(blocks) + 1)]
    chosen: list[list[int | None]] = [[None] * (count + 1) for _ in range(len(blocks) + 1)]
    for row in range(1, count + 1):
        best[0][row] = _UNCOVERED * row
    for number, block in enumerate(blocks, start=1):
        for row in range(1, count + 1):
            best[number][row] = best[number][row - 1] + _UNCOVERED
            for first in range(row):
                price = best[number - 1][first] + _price(block, float(edges[first]), float(edges[row]), size)
                if price < best[number][row]:
                    best[number][row], chosen[number][row] = price, first
    spans: list[tuple[int, int]] = []
    row = count
    for number in range(len(blocks), 0, -1):
        start = chosen[number][row]
        while start is None:
            row -= 1
            start = chosen[number][row]
        spans.append((start, row - 1))
        row = start
    return spans[::-1]


def _price(block: Block, top: float, bottom: float, size: float) -> float:
    off = abs(block.centre - (top + bottom) / 2)
    out = max(0.0, top - (block.top - 0.5 * size)) + max(0.0, block.bottom - bottom)
    return (off + _STICKS_OUT * out) / size
