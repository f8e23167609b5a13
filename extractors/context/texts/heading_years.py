"""Years in headings of a scan that are none: `025年预算数` is 2025年预算数, and 2318 beside 2019 is 2018.

The first digit goes with the ruling at the left, and no other year of a budget ends so. Of two years side by side one
is the year before or after the other. Which of two blocks of figures is the form's own year hangs on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.context.put import put_text
from extractors.slips import differing
from schemas.findings import Repair
from schemas.table import Cell, Table

#: What is believed at most of a year that was completed.
BELIEVED = 0.85
_CUT = re.compile(r"0\d{2}年")
_YEAR, _BUDGETED = re.compile(r"(\d{4})(?=年)"), re.compile(r"20\d\d")


def restore_years(tables: Sequence[Table]) -> list[Repair]:
    """Complete years that begin OCR headings, and mend those of no budget, in place; return a repair for each."""
    headings = [
        (table, [cell for cell in table.cells if cell.source == "ocr" and cell.kind == "header"]) for table in tables
    ]
    repairs = [
        put_text(table, cell, f"2{cell.text}", "a year has four digits", min(cell.confidence, BELIEVED))
        for table, cells in headings
        for cell in cells
        if _CUT.match(cell.text)
    ]
    return repairs + [repair for table, cells in headings for repair in _mended(table, cells)]


def _mended(table: Table, cells: Sequence[Cell]) -> Iterator[Repair]:
    """Mend years that are none beside one that is, by a digit."""
    years = [(cell, found[0]) for cell in cells if (found := _YEAR.match(cell.text))]
    known = {year for _, year in years if _BUDGETED.fullmatch(year)}
    none = [(cell, year) for cell, year in years if year not in known]
    if len(known) != 1 or not none:
        return
    (beside,), (cell, read) = known, none[0]
    meant = [year for step in (-1, 1) if differing(year := str(int(beside) + step), read) == 1]
    if len(meant) == 1:
        text = meant[0] + cell.text[len(read) :]
        yield put_text(table, cell, text, f"a year beside {beside}", min(cell.confidence, BELIEVED))
