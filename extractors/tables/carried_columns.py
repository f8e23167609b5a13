"""Columns that a page takes over from the page before: without rules, a page shows only the columns that it fills.

A form that goes on is read again from the words at the head of its page, on the columns of the piece before it. Of
other tables the cells are placed again by where their texts stand; where that does not come out even, the piece stays
as it was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.tables.edges import column_edges, row_edges
from extractors.tables.finders.unruled.go_on import common_columns, read_on
from extractors.tables.headers import count_header_rows, mark_header_rows, repeated_header_rows
from schemas.geometry import Box
from schemas.page import PageHead, PageReading
from schemas.table import Cell, Table, TextSource

#: This share of the texts of a piece must stand within the columns that it takes over.
_FITTING = 0.95
#: Tables whose columns are guessed from the text.
_GUESSED = "unruled"


def carry_columns(readings: Sequence[PageReading], pages: Sequence[Sequence[Table]]) -> list[list[Table]]:
    """Return the tables of each page, the first of a page on the columns of the last one before it where it goes on.

    ``pages`` holds each page's captioned tables. Lines that turn out to be rows are taken from the readings.
    """
    carried: list[list[Table]] = []
    model: Table | None = None
    headed = True
    columns: list[float] | None = None
    for index, (reading, tables) in enumerate(zip(readings, pages, strict=True)):
        mine = list(tables)
        if columns is None and not headed and model is not None and _is_form(model):
            columns = common_columns(_heads(readings[index:]), model)
        rest = _rest_of_form(reading, model, columns)
        if rest is not None:
            mine = [rest, *(table for table in mine if table.parts[0].box.top > rest.parts[0].box.bottom)]
        elif mine and model is not None:
            mine[0] = _on_same_columns(mine[0], model) or _on_columns(mine[0], model)
        carried.append(mine)
        if mine and mine[-1] is not rest:
            headed, columns = count_header_rows(mine[-1]) > 0, None
        model = _last_open(reading, mine)
    return carried


def _heads(readings: Sequence[PageReading]) -> list[PageHead]:
    """Return the heads of the pages up to the first one that brings its own caption."""
    heads = []
    for reading in readings:
        if reading.head is None:
            break
        heads.append(reading.head)
    return heads


def _last_open(reading: PageReading, tables: list[Table]) -> Table | None:
    """Return the last table of a page, which may go on if only footers stand below it."""
    if not tables:
        return None
    last = tables[-1]
    floor = last.parts[-1].box.bottom
    below = [line for line in reading.lines if line.kind not in ("header", "footer") and line.box.top >= floor - 1]
    return None if below else last


def _rest_of_form(reading: PageReading, model: Table | None, columns: list[float] | None) -> Table | None:
    """Return what goes on with a form at the head of a page; the lines that it takes leave the reading."""
    if model is None or model.finder != _GUESSED or not _is_form(model) or reading.head is None:
        return None
    source: TextSource = "ocr" if reading.facts.source == "ocr" else "text"
    rest = read_on(reading.head, reading.facts.number, source, model, columns)
    if rest is None:
        return None
    rest.caption = replace(model.caption, title=None, code=None, notes=[])
    box = rest.parts[0].box
    reading.lines = [line for line in reading.lines if line.box.bottom < box.top or line.box.top > box.bottom]
    return rest


def _is_form(table: Table) -> bool:
    return table.caption.unit is not None or table.caption.entity is not None


def _on_same_columns(piece: Table, model: Table) -> Table | None:
    """Return a piece that prints the headings of the one before again, on its columns; None for any other."""
    if not (piece.finder == model.finder == _GUESSED) or piece.column_count != model.column_count:
        return None
    if not repeated_header_rows(mark_header_rows(model), piece):
        return None
    box = piece.parts[0].box
    edges = _scaled(column_edges(model), box)
    cells = [
        replace(cell, box=Box(edges[cell.column], cell.box.top, edges[cell.last_column + 1], cell.box.bottom))
        for cell in piece.cells
    ]
    return replace(piece, cells=cells)


def _on_columns(piece: Table, model: Table) -> Table:
    """Return a piece on the columns of the table before it, or unchanged."""
    if not (piece.finder == model.finder == _GUESSED) or piece.header_row_count:
        return piece
    if piece.column_count > model.column_count:
        return piece
    box = piece.parts[0].box
    edges = _scaled(column_edges(model), box)
    cells = [_place(cell, edges) for cell in piece.cells if cell.ink is not None]
    if sum(_fits(cell) for cell in cells) < _FITTING * len(cells):
        return piece
    taken = [(cell.row, column) for cell in cells for column in range(cell.column, cell.last_column + 1)]
    if len(taken) != len(set(taken)):
        return piece
    rows = row_edges(piece)
    full = set(taken) | {(r, c.column) for c in cells for r in range(c.row + 1, c.last_row + 1)}
    blanks = [
        Cell(row, column, 1, 1, "", (), new_page, Box(edges[column], rows[row], edges[column + 1], rows[row + 1]))
        for new_page in (piece.parts[0].page,)
        for row in range(piece.row_count)
        for column in range(model.column_count)
        if (row, column) not in full
    ]
    ordered = sorted(cells + blanks, key=lambda cell: (cell.row, cell.column))
    return replace(piece, cells=ordered, column_count=model.column_count)


def _scaled(edges: list[float], box: Box) -> list[float]:
    """Return column edges as they are on a page where the table has this box: pages may be printed in two sizes."""
    scale = box.width / max(edges[-1] - edges[0], 1e-6)
    return [box.x0 + (edge - edges[0]) * scale for edge in edges]


def _fits(cell: Cell) -> bool:
    """Tell whether the text of a cell stands within its columns, but for a letter's width."""
    ink = cell.ink or cell.box
    slack = 0.5 * ink.height / max(1, len(cell.lines))
    return cell.box.x0 - slack <= ink.x0 and ink.x1 <= cell.box.x1 + slack


def _place(cell: Cell, edges: list[float]) -> Cell:
    """Return a cell in the column that holds most of its text; a merged one over all columns that it touches."""
    ink = cell.ink or cell.box
    shares = [min(ink.x1, right) - max(ink.x0, left) for left, right in pairwise(edges)]
    column = max(range(len(shares)), key=lambda index: shares[index])
    span = 1
    if cell.column_span > 1:
        touched = [index for index, share in enumerate(shares) if share > 0]
        column, span = touched[0], touched[-1] - touched[0] + 1
    box = Box(edges[column], cell.box.top, edges[column + span], cell.box.bottom)
    return replace(cell, column=column, column_span=span, box=box)
