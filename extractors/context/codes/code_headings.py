"""Headings of the parts of codes that have lost the rules between them: 类款项 in one cell over columns of digits.

In a low row the letters stand flush against the rules on both sides, and the rule above them may be lost as well. No
heading says 类款项 of three columns: each has its own, below 科目编码.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

_PARTS = re.compile(r"(?P<above>|.*(?:编码|代码|编号|科目))(?P<parts>类款项?)")
#: What is believed of headings that were parted.
BELIEVED = 0.7


def part_code_headings(tables: Sequence[Table]) -> list[Repair]:
    """Part the headings of OCR tables that are one of each part of a code, in place; return a repair for each part."""
    return [repair for table in tables for cell in list(table.cells) for repair in _parted(table, cell)]


def _parted(table: Table, cell: Cell) -> Iterator[Repair]:
    found = _PARTS.fullmatch(normalise(cell.text)) if cell.source == "ocr" else None
    if found is None or cell.last_row >= table.header_row_count or cell.column_span != len(found["parts"]):
        return
    if found["above"] and cell.row_span == 1:
        _add_row(table, cell.row)
    at = next(number for number, one in enumerate(table.cells) if one is cell)
    rows = cell.row_span - 1 if found["above"] else 0
    middle = cell.box.top + (cell.box.bottom - cell.box.top) * (0.5 if found["above"] else 0.0)
    edges = [cell.box.x0, *_edges(table, cell), cell.box.x1]
    parts = [
        replace(
            _part(cell, letter, cell.row + rows, cell.row_span - rows),
            column=cell.column + number,
            column_span=1,
            box=cell.box._replace(x0=edges[number], x1=edges[number + 1], top=middle),
        )
        for number, letter in enumerate(found["parts"])
    ]
    if found["above"]:
        above = _part(cell, found["above"], cell.row, rows)
        parts.insert(0, replace(above, box=cell.box._replace(bottom=middle)))
    table.cells[at : at + 1] = parts
    for part in parts:
        evidence = "each part of a code has its heading"
        place = (table.id, part.row, part.column, part.page)
        yield Repair("ocr_text", *place, cell.text, part.text, evidence, part.confidence)


def _part(cell: Cell, text: str, row: int, row_span: int) -> Cell:
    believed = min(cell.confidence, BELIEVED)
    part = replace(cell, text=text, lines=(text,), row=row, row_span=row_span, confidence=believed)
    part.readings, part.lattice = (), None
    return part


def _add_row(table: Table, row: int) -> None:
    """Make a heading row two, in place: what covers it covers both."""
    for cell in table.cells:
        if cell.row > row:
            cell.row += 1
        elif cell.last_row >= row:
            cell.row_span += 1
    for part in table.parts:
        if part.first_row > row:
            part.first_row += 1
        elif row < part.first_row + part.row_count:
            part.row_count += 1
    table.row_count += 1
    table.header_row_count += 1


def _edges(table: Table, cell: Cell) -> list[float]:
    """Return where the columns below a cell are parted on its page; evenly, where nothing tells."""
    edges = []
    for number in range(1, cell.column_span):
        below = [
            one.box.x0
            for one in table.cells
            if one.column == cell.column + number and one.page == cell.page and one.row > cell.last_row
        ]
        share = cell.box.x0 + (cell.box.x1 - cell.box.x0) * number / cell.column_span
        edges.append(median(below) if below else share)
    return edges
