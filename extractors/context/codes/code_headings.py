"""Headings of codes that have lost the rules between them: 类款项 in one cell over columns of digits, 科目编码科目名称.

In a low row the letters stand flush against the rules on both sides, and the rule above them may be lost as well. No
heading says 类款项 of three columns: each has its own, below 科目编码. Nor does one say what two columns are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.context.parts import edges_below, part_of, part_over_columns, put_parts
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

_PARTS = re.compile(r"(?P<above>|.*(?:编码|代码|编号|科目))(?P<parts>类款项?)")
#: The headings of two columns that are one where the edge between them was lost; 编码及名称 heads both.
_CODE_AND_NAME = re.compile(r"(.*?(?:编码|代码))([^及和与、/(].*名称)")
#: What is believed of headings that were parted.
BELIEVED = 0.7


def part_code_headings(tables: Sequence[Table]) -> list[Repair]:
    """Part the headings of OCR tables that are one of each part of a code, in place; return a repair for each part."""
    return [repair for table in tables for cell in list(table.cells) for repair in _parted(table, cell)]


def _parted(table: Table, cell: Cell) -> list[Repair]:
    return _code_from_name(table, cell) or _code_in_parts(table, cell)


def _code_from_name(table: Table, cell: Cell) -> list[Repair]:
    """Part the heading of a code from that of its name, over two columns and right above the data."""
    found = _CODE_AND_NAME.fullmatch(normalise(cell.text)) if cell.source == "ocr" else None
    if found is None or cell.column_span != 2 or cell.last_row != table.header_row_count - 1:
        return []
    return part_over_columns(table, cell, found.groups(), BELIEVED, "a code and its name have a heading each")


def _code_in_parts(table: Table, cell: Cell) -> list[Repair]:
    found = _PARTS.fullmatch(normalise(cell.text)) if cell.source == "ocr" else None
    if found is None or cell.last_row >= table.header_row_count or cell.column_span != len(found["parts"]):
        return []
    if found["above"] and cell.row_span == 1:
        _add_row(table, cell.row)
    rows, edges = cell.row_span - 1 if found["above"] else 0, edges_below(table, cell)
    middle = cell.box.top + (cell.box.bottom - cell.box.top) * (0.5 if found["above"] else 0.0)
    parts = [
        replace(
            part_of(cell, letter, BELIEVED),
            row=cell.row + rows,
            row_span=cell.row_span - rows,
            column=cell.column + number,
            column_span=1,
            box=cell.box._replace(x0=x0, x1=x1, top=middle),
        )
        for number, (letter, (x0, x1)) in enumerate(zip(found["parts"], pairwise(edges), strict=True))
    ]
    if found["above"]:
        above = part_of(cell, found["above"], BELIEVED)
        parts.insert(0, replace(above, row_span=rows, box=cell.box._replace(bottom=middle)))
    return put_parts(table, cell, parts, "each part of a code has its heading")


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
