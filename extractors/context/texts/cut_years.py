"""Years in headings of a scan that lost their first digit with the ruling at their left: `025年预算数` is 2025年预算数.

No other year of a budget ends so. Which of two blocks of figures is the form's own year hangs on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context.put import put_text
from schemas.findings import Repair
from schemas.table import Table

#: What is believed at most of a year that was completed.
BELIEVED = 0.85
_CUT = re.compile(r"0\d{2}年")


def restore_years(tables: Sequence[Table]) -> list[Repair]:
    """Complete years that begin OCR headings, in place; return a repair for each."""
    return [
        put_text(table, cell, f"2{cell.text}", "a year has four digits", min(cell.confidence, BELIEVED))
        for table in tables
        for cell in table.cells
        if cell.source == "ocr" and cell.kind == "header" and _CUT.match(cell.text)
    ]
