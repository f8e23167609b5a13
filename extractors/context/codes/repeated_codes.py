"""Codes of units of a scan that a table has once, and nearly again and again: 172903 among many 172003 is one of them.

A department lists its few units under every subject. A code that stands there once, a digit off one of those and of no
other, that the engine doubts and has read as that one too, is that one, if its subject does not have that one already.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from extractors.context.codes.coded_rows import first_codes, spelt_code
from extractors.context.columns import by_column
from extractors.context.put import put_text
from extractors.slips import differing
from schemas.findings import Repair
from schemas.table import Cell, Table

#: A column has few codes if each is there so often, but for one cell in so many.
REPEATED, BUT_FOR = 8, 20
#: Codes read with more are believed; what a corrected one is believed.
DOUBTED, BELIEVED = 0.97, 0.7
#: Shorter ones are years and amounts too.
_CODE = re.compile(r"\d{6,}")


def restore_repeated_codes(tables: Sequence[Table]) -> list[Repair]:
    """Put codes of OCR tables right that are a slip of one that is repeated, in place; return a repair for each."""
    return [repair for table in tables for repair in _restored(table)]


def _restored(table: Table) -> Iterator[Repair]:
    subjects = {row: spelt_code(parts) for row, parts in first_codes(table).items()}
    beside = (cell for cell in table.cells if cell.row in subjects and cell.source == "ocr")
    for cells in by_column(cell for cell in beside if _CODE.fullmatch(cell.text)).values():
        counts = Counter(cell.text for cell in cells)
        odd = [cell for cell in cells if counts[cell.text] < REPEATED]
        known = {code for code, count in counts.items() if count >= REPEATED}
        if not known or len(odd) * BUT_FOR > len(cells):
            continue
        by_row = {cell.row: cell.text for cell in cells}
        for cell in odd:
            code = _meant(cell, known)
            if code is not None and code not in _of_same_subject(cell.row, subjects, by_row):
                yield put_text(table, cell, code, f"same document: {counts[code]} times", BELIEVED)


def _meant(cell: Cell, known: set[str]) -> str | None:
    near = [code for code in known if differing(cell.text, code) == 1]
    if len(near) != 1 or cell.confidence >= DOUBTED:
        return None
    second = next((reading.text for reading in cell.readings if reading.text != cell.text), "")
    return near[0] if second == near[0] else None


def _of_same_subject(row: int, subjects: Mapping[int, str], codes: Mapping[int, str]) -> Iterator[str]:
    """Yield the codes in the rows around one that have its subject."""
    for step in (-1, 1):
        other = row + step
        while subjects.get(other) == subjects.get(row) and other in codes:
            yield codes[other]
            other += step
