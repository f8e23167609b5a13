"""The edges of a table's columns and rows; relative to its width, to compare pieces of other scale or margin."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from schemas.table import Table

#: Column edges nearer than this share of the table's width are one edge.
SAME_EDGE = 0.012


def column_edges(table: Table) -> list[float]:
    """Return the column edges of a table in points, one more than columns."""
    edges = [0.0] * (table.column_count + 1)
    for cell in table.cells:
        edges[cell.column], edges[cell.last_column + 1] = cell.box.x0, cell.box.x1
    return edges


def row_edges(table: Table) -> list[float]:
    """Return the row edges of a table in points, one more than rows."""
    edges = [0.0] * (table.row_count + 1)
    for cell in table.cells:
        edges[cell.row], edges[cell.last_row + 1] = cell.box.top, cell.box.bottom
    return edges


def relative_edges(table: Table) -> list[float]:
    """Return the column edges of a table of one part, from 0 (left) to 1 (right), one more than columns."""
    box = table.parts[0].box
    width = max(box.width, 1e-6)
    edges = [0.0] * (table.column_count + 1)
    edges[-1] = 1.0
    for cell in table.cells:
        edges[cell.column] = (cell.box.x0 - box.x0) / width
    return edges


def merge_edges(first: list[float], second: list[float]) -> list[float]:
    """Return the edges of both, near ones taken once."""
    edges = list(first)
    for edge in second:
        if min(abs(edge - other) for other in edges) > SAME_EDGE:
            edges.append(edge)
    return sorted(edges)


def with_edges_of_texts(edges: list[float], table: Table) -> list[float]:
    """Return the edges with those of columns that hold text and would lie between two that are taken for one."""
    own = relative_edges(table)
    place = [_nearest(edges, edge) for edge in own]
    spans = {(cell.column, cell.column + cell.column_span) for cell in table.cells if cell.text}
    missing = {own[end] for span in spans if place[span[0]] == place[span[1]] for end in span}
    return sorted({*edges, *missing})


def on_edges(table: Table, edges: list[float]) -> Table:
    """Return a table of one part on a finer set of column edges: each cell spans all that it covers.

    A blank cell between two edges that are taken for one is none.
    """
    place = [_nearest(edges, edge) for edge in relative_edges(table)]
    if place == list(range(len(edges))):
        return table
    cells = [
        replace(cell, column=place[cell.column], column_span=place[cell.column + cell.column_span] - place[cell.column])
        for cell in table.cells
        if cell.text or place[cell.column] < place[cell.column + cell.column_span]
    ]
    return replace(table, cells=cells, column_count=len(edges) - 1)


def _nearest(edges: list[float], edge: float) -> int:
    index = bisect_left(edges, edge)
    candidates = [at for at in (index - 1, index) if 0 <= at < len(edges)]
    return min(candidates, key=lambda at: abs(edges[at] - edge))
