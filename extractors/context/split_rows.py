"""Cells of a scan that hold the codes or figures of two rows: in low rows print hides the edge between them.

In a column of codes or amounts hardly a cell is merged over rows, and none has a line for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.context.columns import data_cells
from extractors.context.parts import edges_between, part_of, put_parts
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
    data = [cell for cell in data_cells(table) if cell.column_span == 1]
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


def _parted(table: Table, cell: Cell, texts: Sequence[str]) -> list[Repair]:
    beside = [
        [one.box.top for one in table.cells if one.row == cell.row + number and one.page == cell.page]
        for number in range(1, cell.row_span)
    ]
    edges = pairwise(edges_between(cell.box.top, cell.box.bottom, beside))
    parts = [
        replace(
            part_of(cell, text, BELIEVED),
            row=cell.row + number,
            row_span=1,
            box=cell.box._replace(top=top, bottom=bottom),
        )
        for number, (text, (top, bottom)) in enumerate(zip(texts, edges, strict=True))
    ]
    return put_parts(table, cell, parts, "a column without merged cells, and a line for each row")
