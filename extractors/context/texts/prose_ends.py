"""Full stops of prose that were read as a digit: 形成长效机制0 ends in 。, as sentences do.

A full stop is a small ring; where print is small so is a nought. No sentence ends in one digit right behind its words:
a number has its unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.context.put import put_text
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Cells read with more are left as they are; what a corrected one is believed.
DOUBTED, BELIEVED = 0.9, 0.7
#: Two clauses or more, and what a ring is read as behind their last word.
_PROSE = re.compile(r"[\u4e00-\u9fff].*[，；。,;].*[\u4e00-\u9fff][0689oO〇]")


def restore_full_stops(tables: Sequence[Table]) -> list[Repair]:
    """Put a full stop for a last digit behind the words of prose in doubted OCR cells, in place; one repair each."""
    return [
        put_text(table, cell, f"{cell.text[:-1]}。", "a sentence ends in a full stop", min(cell.confidence, BELIEVED))
        for table in tables
        for cell in table.cells
        if _ends_in_ring(cell)
    ]


def _ends_in_ring(cell: Cell) -> bool:
    return cell.source == "ocr" and cell.confidence < DOUBTED and _PROSE.fullmatch(cell.text) is not None
