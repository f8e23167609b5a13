"""Column edges of pieces on the edges of the whole table."""

from __future__ import annotations

from itertools import pairwise

from extractors.tables.edges import merge_edges, on_edges, relative_edges, with_edges_of_texts
from schemas.geometry import Box
from schemas.table import Caption, Cell, Part, Table


def table(*edges: float) -> Table:
    """Return a table of one row with the given column edges; only cells wider than a letter have text."""
    cells = [
        Cell(0, column, 1, 1, "1" if right - left > 10 else "", (), 1, Box(left, 0.0, right, 20.0))
        for column, (left, right) in enumerate(pairwise(edges))
    ]
    part = Part(1, Box(edges[0], 0.0, edges[-1], 20.0), 0, 1)
    return Table("t1", cells, 1, len(cells), 0, "ruled", [part], Caption())


def test_a_blank_cell_between_edges_that_are_one_is_none() -> None:
    whole, piece = table(0, 200, 400), table(0, 199, 201, 400)
    edges = merge_edges(relative_edges(whole), relative_edges(piece))
    placed = on_edges(piece, edges)
    assert [(cell.column, cell.column_span, cell.text) for cell in placed.cells] == [(0, 1, "1"), (1, 1, "1")]
    assert placed.column_count == 2


def test_a_narrow_cell_with_text_keeps_its_edges() -> None:
    whole, piece = table(0, 200, 400), table(0, 199, 201, 400)
    piece.cells[1].text = "|"
    edges = with_edges_of_texts(merge_edges(relative_edges(whole), relative_edges(piece)), piece)
    for one in (whole, piece):
        placed = on_edges(one, edges)
        assert all(cell.column_span > 0 for cell in placed.cells)
        assert sum(cell.column_span for cell in placed.cells) == placed.column_count
    assert "|" in [cell.text for cell in on_edges(piece, edges).cells]
