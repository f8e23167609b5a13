"""Values of indicators on scans whose signs lost a stroke: >20万元 for ≥20万元, ≥748 for ≥74%.

The bar under ≥ is the first thing that a copier loses, and few budgets print a bare >. In type where that is half as
broad as ≥, one that takes less room before its figure than all ≥ of its table has lost none. A small % is an 8 to
recognisers; where all values have their unit, one that ends in a figure has it there, or is doubted. 1008 is 100%,
which most rates are to reach, in any list: one that was read too surely to be changed is doubted, and so is .90%: its
point is a speck. No value begins with a letter: small ≤ look like s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from extractors.context.indicators.indicator_values import value_cells
from extractors.context.put import put_text
from extractors.lattices import best_path, less_likely
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Signs that lost their bar, and what they were.
BARS = {">": "≥", "<": "≤"}
SIGNS = "≤≥="
_BARLESS, _BARRED = re.compile(r"([<>])\d.*"), re.compile(r"[≤≥]\d.*")
#: A speck before the first figure: budgets print 0.9.
_POINTED = re.compile(r"(?P<sign>[<>≤≥=]?)\.(?P<value>\d.*)")
_LETTERED = re.compile(r"[A-Za-z](\d.*)")
_VALUE = re.compile(r"[<>≤≥=]?\d[\d.,]*(?P<unit>\D*)")
#: What a % is taken for at the end of a value.
_LOOKS_ALIKE = re.compile(r"(?P<value>[<>≤≥=]?\d+)[05689]")
_WHOLE = re.compile(r"(?P<value>[<>≤≥=]?100)[4689]")
#: A sign is meant if it is less likely than what was read by no more than this, a natural logarithm: of 24 values of
#: copies that lost their bar 19 are within it; two bare signs of a published budget's scan are off by 3.3 and 4.1.
#: Signs read with more than the second number are there.
AS_WELL, SURE = 3.0, 0.97
#: The same of 100%: budgets have it by the hundred where they have a 1008 once. And of a sign for a letter, if that is
#: likelier than the other signs by the second number.
HUNDRED, CLEARER = 7.0, 2.0
#: A bare sign takes no more than this share of the room that so many barred ones take, and less than each of them.
NARROWER, BARRED = 0.8, 3
#: Values have units if so many have one, and this share.
FEWEST, SHARE = 3, 0.7
#: What is believed of a restored sign, and at most of a value that may have one.
BELIEVED, DOUBTED = 0.7, 0.85


def restore_value_signs(tables: Sequence[Table]) -> list[Repair]:
    """Restore bars and percent signs in values of OCR tables, in place; return a repair for each value."""
    return [repair for table in tables for repair in _restored(table, value_cells(table))]


def _restored(table: Table, cells: Sequence[Cell]) -> Iterator[Repair]:
    bare = any(cell.confidence >= SURE and _BARLESS.fullmatch(normalise(cell.text)) for cell in cells)
    valued = [found for cell in cells if (found := _VALUE.fullmatch(normalise(cell.text)))]
    united = sum(bool(found["unit"]) for found in valued) >= max(FEWEST, SHARE * len(valued))
    rooms = [room for cell in cells if _BARRED.fullmatch(normalise(cell.text)) and (room := _room_of_sign(cell))]
    for cell in cells:
        text, told, doubted = normalise(cell.text), [], False
        if not bare and (sign := _BARLESS.fullmatch(text)):
            if not _is_narrower(cell, rooms):
                text = BARS[sign[1]] + text[1:]
                told.append("the bar under the sign is lost first")
            doubted = True
        lettered = _LETTERED.fullmatch(text)
        if pointed := _POINTED.fullmatch(text):
            text = pointed["sign"] + pointed["value"]
            told.append("no value begins with a point")
            doubted = True
        elif lettered:
            text = _signed(cell, lettered[1])
            told += ["no value begins with a letter"] if text != lettered[0] else []
            doubted = True
        doubted |= united and (value := _VALUE.fullmatch(text)) is not None and not value["unit"]
        whole = _WHOLE.fullmatch(text)
        if united and (digits := _LOOKS_ALIKE.fullmatch(text)):
            text = f"{digits['value']}%"
            told.append("the other values have their units")
        elif whole:
            text = f"{whole['value']}%"
            told.append("most rates are to be 100%")
            doubted = True
        if doubted:
            cell.confidence = min(cell.confidence, DOUBTED)
        if told:
            yield from _put(table, cell, text, "; ".join(told), HUNDRED if whole or lettered else AS_WELL)


def _signed(cell: Cell, value: str) -> str:
    """Return a value with the sign that its first letter is, if it is clear which; else what was read."""
    text = normalise(cell.text)
    if cell.lattice is None:
        return text
    ranked = sorted((less_likely(cell.lattice, sign + value, than=text), sign) for sign in SIGNS)
    return ranked[0][1] + value if ranked[1][0] - ranked[0][0] >= CLEARER else text


def _room_of_sign(cell: Cell) -> int | None:
    """Return at which of the recogniser's steps the first digit of a value stands: how broad its sign is."""
    path = best_path(cell.lattice) if cell.lattice is not None else []
    return next((step for step, character in path if character.isdigit()), None)


def _is_narrower(cell: Cell, rooms: Sequence[int]) -> bool:
    """Tell whether a sign takes so much less room than the barred ones of its table that it is another."""
    room = _room_of_sign(cell)
    if room is None or len(rooms) < BARRED:
        return False
    return room < min(rooms) and room <= NARROWER * median(rooms)


def _put(table: Table, cell: Cell, text: str, evidence: str, bound: float) -> Iterator[Repair]:
    """Put a text into a cell if, to the recogniser, it is not by more than a bound less likely than what was read."""
    if cell.lattice is None or cell.confidence >= SURE:
        return
    if less_likely(cell.lattice, normalise(text), than=normalise(cell.text)) <= bound:
        yield put_text(table, cell, text, evidence, min(cell.confidence, BELIEVED))
