"""Marks in codes: 9.9 in the column of a code's last two digits is 99 with a speck, [704002 has a bit of ruling.

What heads the column says that codes stand there, and what else stands there how many digits they have, if it is not a
code that the document has in other tables. A lone stroke beside a total, which has none, is a bit of ruling.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.context.put import put_text
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

_HEADING = re.compile(r"类|款|项|.*(?:编码|代码)")
#: Digits with specks between them, or with bits of the rulings beside them.
_MARKED = re.compile(r"(?:[^\w\s]|[1Il|]\s)?(\d+(?:[.,、·:]\d+)*)(?:[^\w\s]|\s[1Il|])?")
_STROKE, _TOTAL = re.compile(r"[1Il|丨]"), re.compile(r".{0,8}(?:合计|总计|小计)")
_NOT_A_NUMBER = re.compile(r"[^\d\s]")
_BELIEVED = 0.9
#: Shorter ones are like others.
_TELLING = 5


def unmark_codes(tables: Sequence[Table]) -> list[Repair]:
    """Take marks out of codes of OCR tables, in place; return a repair for each."""
    repairs = []
    columns = [(table, list(_code_columns(table))) for table in tables]
    known = {cell.text for _, codes in columns for cells in codes for cell in cells if cell.text.isdigit()}
    known = {code for code in known if len(code) >= _TELLING}
    for table, codes in columns:
        totals = {cell.row for cell in table.cells if _TOTAL.fullmatch(normalise(cell.text))}
        for cells in codes:
            lengths = {len(cell.text) for cell in cells if cell.text.isdigit()}
            for cell in cells:
                if cell.row in totals and _STROKE.fullmatch(cell.text):
                    repairs.append(put_text(table, cell, "", "no code stands beside a total", _BELIEVED))
                    continue
                marked = _MARKED.fullmatch(cell.text)
                digits = re.sub(r"\D", "", marked[1]) if marked else ""
                if cell.text != digits and (len(digits) in lengths or digits in known):
                    repairs.append(_repair(table, cell, digits))
    return repairs


def _code_columns(table: Table) -> Iterator[list[Cell]]:
    """Yield the cells below headings of codes, where most of them are digits, with marks or without."""
    # Below the headings some forms number their columns.
    heads = [cell for cell in table.cells if cell.row < table.header_row_count and _NOT_A_NUMBER.search(cell.text)]
    lowest = {column: cell for cell in sorted(heads, key=lambda cell: cell.row) for column in _columns(cell)}
    named = {column for column, cell in lowest.items() if _HEADING.fullmatch(normalise(cell.text))}
    columns: dict[int, list[Cell]] = {column: [] for column in sorted(named)}
    for cell in table.cells:
        if cell.column in columns and cell.row >= table.header_row_count and cell.source == "ocr" and cell.text:
            columns[cell.column].append(cell)
    for cells in columns.values():
        kinds = Counter(_MARKED.fullmatch(cell.text) is not None for cell in cells)
        if kinds[True] > kinds[False]:
            yield cells


def _columns(cell: Cell) -> range:
    return range(cell.column, cell.last_column + 1)


def _repair(table: Table, cell: Cell, digits: str) -> Repair:
    return put_text(table, cell, digits, "codes have digits only", min(cell.confidence, _BELIEVED))
