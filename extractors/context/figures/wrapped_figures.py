"""Figures of a scan that a narrow column broke at their point, which the rule beside it took: `2,892` over `00`.

A point that ends a line stands against the rule of its cell and is taken out with it. Commas group three digits, so two
more in a line of their own are decimals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context.columns import data_cells
from extractors.context.put import put_figure
from schemas.findings import Repair
from schemas.table import Table

#: What is believed of a figure whose point nobody saw, at most.
BELIEVED = 0.85
_GROUPED, _DECIMALS = re.compile(r"-?\d{1,3}(?:,\d{3})+"), re.compile(r"\d{2}")


def restore_wrapped(tables: Sequence[Table]) -> list[Repair]:
    """Put the point back into figures of OCR cells that are broken at it, in place; return a repair for each."""
    evidence = "a comma groups three digits: decimals are in the next line"
    return [
        put_figure(table, cell, ".".join(cell.lines), evidence, BELIEVED)
        for table in tables
        for cell in data_cells(table)
        if _is_broken(cell.lines)
    ]


def _is_broken(lines: Sequence[str]) -> bool:
    return len(lines) == 2 and bool(_GROUPED.fullmatch(lines[0]) and _DECIMALS.fullmatch(lines[1]))
