"""Codes of a scan that do not begin like the codes below them: 721 over 724001 and 724002, which are units of 724.

Units and subjects are numbered in levels: what stands under a code begins with it. Where a code and the first below it
differ in one digit, one of them is misread, and the engine's other readings, or the codes that follow, say which. A
later one that alone begins otherwise, between others that begin like the code above all of them, is misread itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.context.columns import by_column, data_cells
from extractors.context.put import put_text
from extractors.decoding.language import has_ideograph
from extractors.slips import differing
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Cells read with more than this are left alone; what is believed of a corrected one.
DOUBTED, BELIEVED = 0.97, 0.9
#: The fewest digits of a code.
SHORTEST = 3
#: So many codes below that agree outvote one.
AGREED = 2


def restore_parent_codes(tables: Sequence[Table]) -> list[Repair]:
    """Put doubtful codes of OCR tables right by those above or below them, in place; return a repair for each."""
    repairs = []
    for table in tables:
        for codes in _columns_of_codes(table):
            for number, parent in enumerate(codes):
                children = list(_below(codes, number))
                if children and (repair := _settled(table, parent, children)) is not None:
                    repairs.append(repair)
                repairs += _strays_settled(table, parent, children)
    return repairs


def _columns_of_codes(table: Table) -> list[list[Cell]]:
    """Return the codes that have a name beside them, column by column; figures have figures beside them."""
    named = {(cell.row, cell.column) for cell in table.cells if has_ideograph(cell.text)}
    codes = [cell for cell in data_cells(table) if cell.text.isdecimal() and len(cell.text) >= SHORTEST]
    ordered = sorted(codes, key=lambda cell: cell.row)
    return list(by_column(cell for cell in ordered if (cell.row, cell.last_column + 1) in named).values())


def _below(codes: list[Cell], number: int) -> Iterator[Cell]:
    """Yield the codes of more digits in the rows right below one."""
    row = codes[number].last_row
    for cell in codes[number + 1 :]:
        if cell.row != row + 1 or len(cell.text) <= len(codes[number].text):
            return
        yield cell
        row = cell.last_row


def _settled(table: Table, parent: Cell, children: list[Cell]) -> Repair | None:
    """Put one of a code and the first below it right, if they differ in a digit and it is clear which is wrong."""
    child, own = children[0], parent.text
    prefix = child.text[: len(own)]
    if differing(own, prefix) != 1:
        return None
    agree = sum(one.text.startswith(prefix) for one in children)
    against = sum(one.text.startswith(own) for one in children)
    for_prefix = 1.0 if agree >= AGREED > against else _believed(parent, prefix)
    for_own = 1.0 if against >= AGREED else _believed(child, own + child.text[len(own) :])
    if for_prefix > for_own:
        return _settle(table, parent, prefix, child)
    return _settle(table, child, own + child.text[len(own) :], parent) if for_own > for_prefix else None


def _strays_settled(table: Table, parent: Cell, children: list[Cell]) -> Iterator[Repair]:
    """Put right those between two codes that begin like their parent that differ from it in one digit themselves."""
    own = parent.text
    alike = [number for number, child in enumerate(children) if child.text.startswith(own)]
    for number in range(alike[0], alike[-1]) if len(alike) >= AGREED else ():
        child = children[number]
        if differing(own, child.text[: len(own)]) == 1:
            repair = _settle(table, child, own + child.text[len(own) :], parent)
            if repair is not None:
                yield repair


def _believed(cell: Cell, text: str) -> float:
    """Return how much of an engine's belief a text of a cell has."""
    return next((reading.score for reading in cell.readings if reading.text == text), 0.0)


def _settle(table: Table, cell: Cell, text: str, other: Cell) -> Repair | None:
    if cell.confidence >= DOUBTED:
        return None
    return put_text(table, cell, text, f"row {other.row}: {other.text}", BELIEVED)
