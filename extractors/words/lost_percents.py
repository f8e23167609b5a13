"""The % of a heading that a scan lost: 增减 beside 增减额 is 增减%.

In headings % is printed half as wide as the characters before it, and its rings run together: recognisers give 8 for
it or nothing. Two columns side by side do not say the same: beside the amount of a change stands its percentage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schemas.findings import Repair
from schemas.table import Cell, Table

#: A heading that was read or settled with no more than this may have lost its sign.
DOUBTED = 0.9
#: What a heading is believed to which the sign was put back.
BELIEVED = 0.7
#: The amount of a change, and its name with what engines give for % behind it.
_AMOUNT = re.compile(r"(.*(?:增减|增长|变动|变化))(?:额|数|数额|金额)")
_REST = re.compile(r"[8sS$.。，,、子]?")


def restore_percents(tables: Sequence[Table]) -> list[Repair]:
    """Put the lost % back to doubtful headings of OCR tables, in place, and return a repair for each."""
    return [repair for table in tables for repair in _restored(table)]


def _restored(table: Table) -> Iterator[Repair]:
    headings = {(cell.row, cell.column): cell for cell in table.cells if cell.kind == "header" and cell.source == "ocr"}
    for (row, column), cell in headings.items():
        amount = headings.get((row, column - 1))
        if amount is None or cell.confidence > DOUBTED or cell.row_span != amount.row_span:
            continue
        change = _AMOUNT.fullmatch(amount.text)
        if change is None or not _is_cut(cell, change[1]):
            continue
        before, cell.text = cell.text, f"{change[1]}%"
        cell.lines, cell.readings, cell.lattice = (cell.text,), (), None
        cell.confidence = min(BELIEVED, cell.confidence)
        evidence = f"beside {amount.text} stands its percentage"
        yield Repair(
            "ocr_text", table.id, cell.row, cell.column, cell.page, before, cell.text, evidence, cell.confidence
        )


def _is_cut(cell: Cell, change: str) -> bool:
    return cell.text.startswith(change) and _REST.fullmatch(cell.text[len(change) :]) is not None
