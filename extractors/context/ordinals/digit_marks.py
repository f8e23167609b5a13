"""Marks behind numbers in digits: `2.公务接待费` between 1、 and 3、 is 2、公务接待费, if it may have been read so.

A list is numbered alike all through, and the two marks are a few dots of ink.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.context.columns import read_columns
from extractors.context.fits import TRUSTED
from extractors.context.put import put_text
from schemas.findings import Repair
from schemas.table import Cell, Table

#: So many other rows have to agree on a mark; an alternative reading has to be this likely.
AGREED, LIKELY = 2, 0.05
#: What is believed at most of a label whose mark was put right.
BELIEVED = 0.85
_NUMBERED = re.compile(r"(\d{1,2})([.．、])(?=[^\W\d])")


def restore_digit_marks(tables: Sequence[Table]) -> list[Repair]:
    """Give numbers before row labels of OCR tables the mark of the others of their column, in place.

    Return a repair for each.
    """
    return [repair for table in tables for cells in read_columns(table) for repair in _restored(table, cells)]


def _restored(table: Table, cells: Sequence[Cell]) -> Iterator[Repair]:
    numbered = [(cell, found) for cell in cells if (found := _NUMBERED.match(cell.text)) is not None]
    for cell, found in numbered:
        marks = {other[2] for each, other in numbered if each is not cell}
        if len(numbered) <= AGREED or len(marks) != 1 or cell.confidence >= TRUSTED:
            continue
        (mark,) = marks
        after = found[1] + mark + cell.text[found.end() :]
        likely = any(reading.text == after and reading.score >= LIKELY for reading in cell.readings)
        if after != cell.text and likely:
            evidence = f"row labels are numbered alike: {found[1]}{mark}"
            yield put_text(table, cell, after, evidence, min(cell.confidence, BELIEVED))
