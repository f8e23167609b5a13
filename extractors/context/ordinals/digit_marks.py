"""Marks behind numbers in digits: `2.公务接待费` between 1、 and 3、 is 2、公务接待费, if it may have been read so.

A list is numbered alike all through, and the two marks are a few dots of ink. Brackets are thin strokes: `1公务接待费`,
`（1公务接待费` over （2） is （1）公务接待费.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log

from extractors.context.columns import read_columns
from extractors.context.fits import TRUSTED
from extractors.context.put import put_text
from extractors.lattices import less_likely
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: So many other rows have to agree on a mark; an alternative has to be this likely, as a reading or beside what was
#: read.
AGREED, LIKELY = 2, 0.05
#: What is believed at most of a label whose mark was put right.
BELIEVED = 0.85
_NUMBERED = re.compile(r"(\d{1,2})([.．、])(?=[^\W\d])")
#: A number in brackets, whole or of what copies leave, and what may stand before it.
_IN_BRACKETS = re.compile(r"(其中[：:])?（(\d{1,2})）(?=[^\W\d])")
_LEFT_OF_BRACKETS = re.compile(r"(其中[：:])?[（(]?(\d{1,2})[)）]?(?=[^\W\d])")


def restore_digit_marks(tables: Sequence[Table]) -> list[Repair]:
    """Give numbers before row labels of OCR tables the mark of the others of their column, in place.

    Return a repair for each.
    """
    columns = [(table, cells) for table in tables for cells in read_columns(table)]
    repairs = [repair for table, cells in columns for repair in _restored(table, cells)]
    return repairs + [repair for table, cells in columns for repair in _in_brackets(table, cells)]


def _restored(table: Table, cells: Sequence[Cell]) -> Iterator[Repair]:
    numbered = [(cell, found) for cell in cells if (found := _NUMBERED.match(cell.text)) is not None]
    for place, (cell, found) in enumerate(numbered):
        mark = _mark_of_others([other for _, other in numbered], place)
        if mark is None or cell.confidence >= TRUSTED:
            continue
        after = found[1] + mark + cell.text[found.end() :]
        if after != cell.text and _is_likely(cell, after):
            evidence = f"row labels are numbered alike: {found[1]}{mark}"
            yield put_text(table, cell, after, evidence, min(cell.confidence, BELIEVED))


def _mark_of_others(numbered: Sequence[re.Match[str]], place: int) -> str | None:
    """Return the mark that all others of a list have, or those before and behind a number; None if they differ.

    Another list may stand between, below one of its rows.
    """
    others = [*numbered[:place], *numbered[place + 1 :]]
    marks = {other[2] for other in others}
    if len(others) >= AGREED and len(marks) == 1:
        return marks.pop()
    number = int(numbered[place][1])
    before = next((other[2] for other in reversed(numbered[:place]) if int(other[1]) == number - 1), None)
    behind = next((other[2] for other in numbered[place + 1 :] if int(other[1]) == number + 1), None)
    return before if before == behind else None


def _is_likely(cell: Cell, text: str) -> bool:
    """Tell whether a cell may say a text: one of its readings does, or it is likely beside what was read."""
    if any(reading.text == text and reading.score >= LIKELY for reading in cell.readings):
        return True
    if cell.lattice is None:
        return False
    return less_likely(cell.lattice, normalise(text), than=normalise(cell.text)) <= -log(LIKELY)


def _in_brackets(table: Table, cells: Sequence[Cell]) -> Iterator[Repair]:
    """Restore brackets around numbers over and under which the next ones stand in brackets."""
    rows = {cell.row: cell for cell in cells}
    for cell in cells:
        found = _LEFT_OF_BRACKETS.match(cell.text)
        if found is None or cell.confidence >= TRUSTED or _IN_BRACKETS.match(cell.text):
            continue
        number = int(found[2])
        beside = [(rows.get(cell.row - 1), number - 1), (rows.get(cell.row + cell.row_span), number + 1)]
        if any(other is not None and _bracketed(other.text) == wanted for other, wanted in beside):
            after = f"{found[1] or ''}（{number}）{cell.text[found.end() :]}"
            evidence = f"row labels are numbered alike: （{number}）"
            yield put_text(table, cell, after, evidence, min(cell.confidence, BELIEVED))


def _bracketed(text: str) -> int | None:
    found = _IN_BRACKETS.match(text)
    return int(found[2]) if found else None
