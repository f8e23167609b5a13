"""Noughts that a ruling cut off: C or a among figures, 127.3C among amounts.

A figure set flush against its border loses the side that lies in the ruling, and what is left of a 0 looks like a
letter. Where a column holds figures, no letter is meant: it is a nought. It stays doubted, as it might be another
round digit: the sums are to say whether it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.words.settle import WELL_FORMED
from schemas.findings import Repair
from schemas.table import Cell, Table

#: What a restored figure is believed at most.
BELIEVED = 0.5
#: A column holds figures when so many of its cells do, and this share of those with text.
FEWEST, SHARE = 4, 0.7
#: What engines read for a nought without one of its sides.
_CUT = re.compile(r"(-?[\d,.]*)[aàαcCDGoOQuU]")


def restore_noughts(tables: Sequence[Table]) -> list[Repair]:
    """Put noughts for the letters that end figures of OCR columns, in place; return a repair for each."""
    return [repair for table in tables for cells in _columns(table) for repair in _restored(table, cells)]


def _columns(table: Table) -> Iterator[list[Cell]]:
    columns: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.source == "ocr" and cell.kind == "data" and cell.text and cell.column_span == 1:
            columns.setdefault(cell.column, []).append(cell)
    yield from columns.values()


def _restored(table: Table, cells: list[Cell]) -> Iterator[Repair]:
    figures = sum(1 for cell in cells if WELL_FORMED.fullmatch(cell.text))
    if figures < max(FEWEST, SHARE * len(cells)):
        return
    evidence = f"column: {figures} of {len(cells)} cells are figures"
    for cell in cells:
        cut = _CUT.fullmatch(cell.text)
        text = f"{cut[1]}0" if cut else ""
        if not WELL_FORMED.fullmatch(text):
            continue
        before, cell.text, cell.lines = cell.text, text, (text,)
        cell.confidence = min(cell.confidence, BELIEVED)
        yield Repair("ocr_digit", table.id, cell.row, cell.column, cell.page, before, text, evidence, cell.confidence)
