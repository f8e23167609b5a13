"""Dashes among amounts that were read as relations: `=` where a table of figures has none to relate.

A cell without an amount has a dash, which a copier thickens or splits. Only lists of indicators have relations, one in
a row and none among amounts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.context.put import put_text
from extractors.decoding.settle import WELL_FORMED
from extractors.indicator_columns import indicator_cells
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: A table is one of amounts when it has so many figures.
FEWEST = 4
#: A list has relations in more than this share of its rows: in a long table of amounts one is a dash and a speck.
STRAY = 0.05
#: What a dash is believed that was read as another sign.
BELIEVED = 0.85
_RELATION = re.compile("[≥≤><].*|=.+")


def restore_dashes(tables: Sequence[Table]) -> list[Repair]:
    """Put dashes for lone `=` in OCR tables of amounts, in place; return a repair for each."""
    return [repair for table in tables if _is_of_amounts(table) for repair in _restored(table)]


def _is_of_amounts(table: Table) -> bool:
    data = [normalise(cell.text) for cell in table.cells if cell.row >= table.header_row_count and cell.text]
    if sum(1 for text in data if WELL_FORMED.fullmatch(text)) < FEWEST:
        return False
    relations = sum(1 for text in data if _RELATION.fullmatch(text))
    return relations <= STRAY * table.row_count and not any(indicator_cells(table))


def _restored(table: Table) -> Iterator[Repair]:
    data = [(cell, normalise(cell.text)) for cell in table.cells if cell.row >= table.header_row_count and cell.text]
    signs = Counter(cell.row for cell, text in data if text in ("=", "-"))
    amounts = {cell.column for cell, text in data if len(text) > 1 and WELL_FORMED.fullmatch(text)}
    for cell, text in data:
        if cell.source == "ocr" and text == "=" and (signs[cell.row] > 1 or cell.column in amounts):
            yield _put_dash(table, cell)


def _put_dash(table: Table, cell: Cell) -> Repair:
    return put_text(table, cell, "-", "no relation stands among amounts", min(cell.confidence, BELIEVED))
