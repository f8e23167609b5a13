"""Percent signs read as the figures that they look like, in a column of an indicator form that holds units.

A small % is two rings and a stroke, which recognisers take for an 8 or a nought; no unit is one figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context.put import put_text
from extractors.indicator_columns import indicator_cells
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: The heading of such a column: 度量单位, 绩效度量单位, 计量单位. 单位名称 is another, and has no units below.
_HEADING = re.compile(r".*(?:[度计]量)单位")
#: What % is taken for; a unit of one letter, as g or t, is believed if it is read surely.
_LOOKS_ALIKE = re.compile(r"[\dgGsSoOàáâ$]")
SURE = 0.9
#: What a restored sign is believed.
RESTORED = 0.7


def restore_percent_signs(tables: Sequence[Table]) -> list[Repair]:
    """Restore percent signs in columns of units of OCR tables, in place, and return a repair for each."""
    repairs = []
    for table in tables:
        for cell in _units(table):
            if cell.source == "ocr" and cell.confidence < SURE and _LOOKS_ALIKE.fullmatch(cell.text):
                repairs.append(put_text(table, cell, "%", "no unit is a figure", RESTORED))
    return repairs


def _units(table: Table) -> list[Cell]:
    """Return the cells beside indicators under a heading that says that units stand there."""
    rows = {cell.row for _, cell in indicator_cells(table)}
    headings = [cell for cell in table.cells if rows and _HEADING.fullmatch(normalise(cell.text))]
    return [
        cell
        for heading in headings
        for cell in table.cells
        if cell.column == heading.column and cell.row > heading.last_row and cell.row in rows
    ]
