"""Cells of a scan that hold the codes or figures of two rows: in low rows print hides the edge between them.

In a column of codes or amounts hardly a cell is merged over rows, and none has a line for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from extractors.context.split_cells import BELIEVED, RARE, code_length, holds, is_figure
from schemas.findings import Repair
from schemas.table import Cell, Table

#: More rows than these lose no edges at once.
MOST = 3
#: A bit of a ruling that touches a code.
_STROKE = re.compile(r"^[|/\\Il1!]|[|/\\Il1!]$")


def split_rows(tables: Sequence[Table]) -> list[Repair]:
    """Part OCR cells that hold the codes or figures of several rows, in place; return a repair for each part."""
    return [repair for table in tables for repair in _split(table)]


def _split(table: Table) -> Iterator[Repair]:
    data = [cell for cell in table.cells if cell.source == "ocr" and cell.kind == "data" and cell.column_span == 1]
    tall = [cell for cell in data if 1 < cell.row_span <= MOST and len(cell.lines) >= cell.row_span]
    for cell in tall:
        column = [other for other in data if other.column == cell.column and other.text]
        alone = [other for other in column if other.row_span == 1]
        if len(column) - len(alone) > max(1, RARE * len(alone)):
            continue
        read = [(line, _part(line, alone)) for line in cell.lines]
        texts = [text for _, text in read if text]
        # What is left of the edge is a mark between the lines.
        if len(texts) == cell.row_span and all(text or len(line.strip()) == 1 for line, text in read):
            yield from _parted(table, cell, texts)


def _part(line: str, column: Sequence[Cell]) -> str | None:
    """Return what a line of such a column says if it is whole."""
    text, length = line.strip(), code_length(column)
    if length:
        text = _STROKE.sub("", text, count=1) if len(text) == length + 1 else text
        return text if len(text) == length and text.isdigit() else None
    return text if holds(column, is_figure) and is_figure(text) else None


def _parted(table: Table, cell: Cell, texts: Sequence[str]) -> Iterator[Repair]:
    before, believed = cell.text, min(cell.confidence, BELIEVED)
    at = next(number for number, one in enumerate(table.cells) if one is cell)
    edges = [cell.box.top, *_edges(table, cell), cell.box.bottom]
    parts = [
        replace(
            cell,
            row=cell.row + number,
            row_span=1,
            text=text,
            lines=(text,),
            box=cell.box._replace(top=edges[number], bottom=edges[number + 1]),
            readings=(),
            lattice=None,
            confidence=believed,
        )
        for number, text in enumerate(texts)
    ]
    table.cells[at : at + 1] = parts
    told = "a column without merged cells, and a line for each row"
    for part in parts:
        yield Repair("ocr_text", table.id, part.row, part.column, part.page, before, part.text, told, believed)


def _edges(table: Table, cell: Cell) -> list[float]:
    """Return where the rows of a tall cell are parted beside it; evenly, where nothing tells."""
    edges = []
    for number in range(1, cell.row_span):
        beside = [one.box.top for one in table.cells if one.row == cell.row + number and one.page == cell.page]
        share = cell.box.top + (cell.box.bottom - cell.box.top) * number / cell.row_span
        edges.append(median(beside) if beside else share)
    return edges
