"""The headings of a form without rules: each stands in the middle of the cell that it fills.

The lowest headings have a column each and reach up as far as their height says; the others lie side by side over the
columns that are left, each in the middle of those that it spans.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from extractors.content import Floats
from extractors.tables.finders.unruled.blocks import Block, edges_around
from extractors.tables.finders.unruled.columns import column_range
from extractors.tables.finders.unruled.draft import DraftCell
from extractors.tables.finders.unruled.form_head import heading_blocks, lowest_headings
from extractors.tables.finders.unruled.lines import Line
from extractors.tables.finders.unruled.place import Columns
from extractors.tables.finders.unruled.segments import Segment

#: Headings whose middles differ by less than this share of their height stand in one row.
_SAME_ROW = 0.6
#: A heading over several columns is off their middle by less than this many character heights.
_SPANNED = 1.0
#: ... or these, where the edge of the form is not known but from its texts.
_SPANNED_AT_EDGE = 2.5
#: How much the even division of the headings' height says about the edges of their rows, against their middles.
_EVEN = 0.1
#: Price of a column that no heading of a row covers though none reaches up to it, in character heights off the middle.
_BARE = 1.5


def read_headings(lines: list[Line], columns: Columns) -> tuple[list[DraftCell], int]:
    """Return the heading cells of a form and the number of heading rows."""
    blocks = heading_blocks(lines)
    lowest = {id(block[0]) for block in lowest_headings(blocks)}
    leaves: list[Block] = []
    others: list[Block] = []
    for block in (_in_columns(block, columns) for block in blocks):
        (leaves if id(block.segments[0]) in lowest else others).append(block)
    if not leaves:
        return [], 0
    _reach_aside(leaves, columns)
    size = lines[0].size
    levels = _levels(others, size)
    edges = _level_edges(levels, leaves, size)
    rows = len(levels) + 1
    cells = []
    free = [[True] * columns.count for _ in range(rows)]
    for leaf in leaves:
        top = _top_row(leaf, edges)
        cells.append(DraftCell(top, leaf.column, rows - top, leaf.last - leaf.column + 1, leaf.segments))
        for row in range(top, rows):
            for column in range(leaf.column, leaf.last + 1):
                free[row][column] = False
    for row in range(len(levels)):
        beside = sorted((b for b in others if _level_of(b, levels) == row), key=lambda block: block.segments[0].x0)
        for block, (first, last) in zip(beside, _share_out(beside, free[row], columns), strict=True):
            cells.append(DraftCell(row, first, 1, last - first + 1, block.segments))
    return _reach_down(cells, rows), rows


def _in_columns(segments: list[Segment], columns: Columns) -> Block:
    runs = [column_range(segment, columns.separators) for segment in segments]
    return Block(min(first for first, _ in runs), max(last for _, last in runs), segments)


def _reach_aside(leaves: list[Block], columns: Columns) -> None:
    """Let the lowest headings span columns beside them that have none, where they then stand more in the middle."""
    edges = [columns.x0, *columns.separators, columns.x1]
    headed = {column for leaf in leaves for column in range(leaf.column, leaf.last + 1)}

    def off(leaf: Block, first: int, last: int) -> float:
        return abs(leaf.segments[0].centre - (edges[first] + edges[last + 1]) / 2)

    for leaf in leaves:
        for first, last in ((leaf.column - 1, leaf.last), (leaf.column, leaf.last + 1)):
            aside = first if first < leaf.column else last
            if not 0 <= aside < columns.count or aside in headed:
                continue
            slack = _SPANNED_AT_EDGE if first == 0 or last == columns.count - 1 else _SPANNED
            if off(leaf, first, last) < min(off(leaf, leaf.column, leaf.last), slack * leaf.segments[0].size):
                leaf.column, leaf.last = first, last
                headed.add(aside)


def _levels(others: list[Block], size: float) -> list[float]:
    """Return the middles of the rows of headings that span others, from top to bottom."""
    levels: list[list[float]] = []
    for centre in sorted(block.centre for block in others):
        if levels and centre - levels[-1][0] < _SAME_ROW * size:
            levels[-1].append(centre)
        else:
            levels.append([centre])
    return [sum(level) / len(level) for level in levels]


def _level_of(block: Block, levels: list[float]) -> int:
    return min(range(len(levels)), key=lambda row: abs(levels[row] - block.centre))


def _level_edges(levels: list[float], leaves: list[Block], size: float) -> Floats:
    """Return the heights between the heading rows, one more than rows, from the middles of what stands in them."""
    middles = [*levels, max(leaf.centre for leaf in leaves)]
    gaps = [middles[0] - size, *((a + b) / 2 for a, b in pairwise(middles)), middles[-1] + size]
    return edges_around(middles, gaps, _EVEN)


def _top_row(leaf: Block, edges: Floats) -> int:
    """Return the row from which a heading reaches down to the last one, so that it stands in the middle."""
    middles = (edges[:-1] + edges[-1]) / 2
    return int(np.abs(middles - leaf.centre).argmin())


def _share_out(blocks: list[Block], free: list[bool], columns: Columns) -> list[tuple[int, int]]:
    """Return the columns of headings side by side: all free ones are covered, each heading in the middle of its own.

    ``best[c]`` is the least price of covering the columns before c by the headings so far.
    """
    if not blocks:
        return []
    edges = [columns.x0, *columns.separators, columns.x1]
    count = columns.count
    best: list[tuple[float, list[tuple[int, int]]]] = [(float("inf"), []) for _ in range(count + 1)]
    best[0] = (0.0, [])
    for column in range(1, count + 1):
        price, runs = best[column - 1]
        best[column] = (price + (_BARE if free[column - 1] else 0.0), runs)
    for block in blocks:
        middle, size = block.segments[0].centre, block.segments[0].size
        reached: list[tuple[float, list[tuple[int, int]]]] = [(float("inf"), []) for _ in range(count + 1)]
        for end in range(1, count + 1):
            if reached[end - 1][0] < float("inf"):
                price, runs = reached[end - 1]
                reached[end] = (price + (_BARE if free[end - 1] else 0.0), runs)
            start = end - 1
            while start >= 0 and free[start]:
                price, runs = best[start]
                price += abs(middle - (edges[start] + edges[end]) / 2) / size
                if price < reached[end][0]:
                    reached[end] = (price, [*runs, (start, end - 1)])
                start -= 1
        best = reached
    if best[count][0] < float("inf"):
        return best[count][1]
    return [(block.column, block.last) for block in blocks]


def _reach_down(cells: list[DraftCell], rows: int) -> list[DraftCell]:
    """Let headings with nothing right under them reach down to what stands below."""
    for cell in cells:
        below = [
            other.row
            for other in cells
            if other.row > cell.row and other.column <= cell.last_column and cell.column <= other.last_column
        ]
        cell.row_span = max(1, min(below, default=rows) - cell.row)
    return cells
