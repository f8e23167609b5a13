"""Totals of the two sides of a table, which are named alike: beside 收入总计 stands 支出总计.

A table of revenue and expenditure ends in a row of both. What print over one of its labels has left of it, read as
支é总计, is of the other's counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.context.columns import by_row, data_cells
from extractors.context.put import put_text
from extractors.slips import common
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Labels read with more tell what others are; those read with less may be others. What is believed of such a one.
SURE, DOUBTED, BELIEVED = 0.97, 0.9, 0.7
#: Of the counterpart's characters this share is left.
LEFT = 0.5
_SIDES = ("收入", "支出")
_TOTAL = re.compile(r"(?:本年|本期|当年)?(?:收入|支出)(?:总计|合计|小计)")
_ANY_TOTAL = re.compile(rf"{_TOTAL.pattern}|[总合小]计")
#: What tells one total from another.
_TELLING = re.compile("[收入支出总合小本年期当上结]")


def restore_paired_totals(tables: Sequence[Table]) -> list[Repair]:
    """Give misread totals in OCR tables the name of their counterpart in the row, in place; a repair for each."""
    return [repair for table in tables for repair in _restored(table)]


def _restored(table: Table) -> Iterator[Repair]:
    for cells in by_row(cell for cell in data_cells(table) if cell.text).values():
        wanted = {_counterpart(normalise(cell.text)) for cell in cells if cell.confidence >= SURE} - {None}
        for cell in cells if len(wanted) == 1 else ():
            (other,) = wanted
            if other is not None and _is_left_of(cell, other):
                yield put_text(
                    table, cell, other, f"the other side's total in the row: {_counterpart(other)}", BELIEVED
                )


def _counterpart(text: str) -> str | None:
    """Return the total of the other side; None for what is no side's total."""
    if not _TOTAL.fullmatch(text):
        return None
    own, other = _SIDES if _SIDES[0] in text else _SIDES[::-1]
    return text.replace(own, other)


def _is_left_of(cell: Cell, total: str) -> bool:
    """Tell whether a doubted text may be what is left of a total: it is none itself, and says nothing else."""
    text = normalise(cell.text)
    if cell.confidence >= DOUBTED or _ANY_TOTAL.fullmatch(text) or len(text) > len(total):
        return False
    return common(text, total) >= max(2, LEFT * len(total)) and set(_TELLING.findall(text)) <= set(total)
