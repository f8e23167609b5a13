"""Cells in columns of amounts that gave none: which they are, and what sums make of them.

An amount of which nothing could be made is the one in its row that it resembles, if all sums then hold; it need not
resemble it much if they are several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.checks.apply_rules import equations
from extractors.checks.corrections.misreadings import plain_amount
from extractors.checks.corrections.pictures import SURE, UNLIKELY, WRECKED, with_or_without_commas
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.equation import by_place
from extractors.checks.figures import Place, scaled
from extractors.slips import changes
from schemas.findings import CellRef, Repair
from schemas.form import Form
from schemas.forms.library import FormLibrary
from schemas.table import Cell, Table

#: What is printed where there is no amount, or nothing.
_DASH = re.compile(r"[-–—]*")
#: What is believed of an amount that others gave: they may all be misread alike, as they are printed alike.
BELIEVED = 0.85
#: So many signs at most are misread; where it is more than one, and no wreck, so many sums have to hold.
FARTHEST, SEVERAL = 2, 2


def read_unread(
    forms: Sequence[Form], tables: Sequence[Table], library: FormLibrary, cells: ScannedCells
) -> list[Repair]:
    """Give cells that are no amount the amount of their row that they resemble, where every sum with it then holds."""
    filled: dict[Place, str] = {}
    unlike: set[Place] = set()
    for place, ref in unread_cells(forms, cells):
        cell = cells.at(ref)
        found = _likest(cell, amounts_of(forms, place).values()) if cell else None
        if found is not None:
            amount, is_like = found
            put_amount(forms, place, amount, ref)
            filled[place] = amount
            if not is_like:
                unlike.add(place)
    if not filled:
        return []
    repairs, sums = [], by_place(equations(forms, tables, library))
    for place, amount in filled.items():
        proofs = sums.get(place, [])
        if len(proofs) >= (SEVERAL if place in unlike else 1) and all(equation.is_exact for equation in proofs):
            repairs.append(cells.correct(proofs[0].figure_at(place), scaled(amount) or 0, proofs, BELIEVED))
        else:
            take_amount(forms, place)
    return repairs


def amounts_of(forms: Sequence[Form], place: Place) -> dict[str, object]:
    """Return the amounts of a place's record."""
    amounts: dict[str, object] = forms[place[0]].records[place[1]]["amounts"]
    return amounts


def put_amount(forms: Sequence[Form], place: Place, amount: str, ref: CellRef) -> None:
    """Give a record an amount for a cell that gave none, to see what the sums say of it."""
    amounts_of(forms, place)[place[2]] = amount
    forms[place[0]].records[place[1]]["cells"][place[2]] = (ref.row, ref.column)


def take_amount(forms: Sequence[Form], place: Place) -> None:
    """Take away an amount that a record was given."""
    del amounts_of(forms, place)[place[2]], forms[place[0]].records[place[1]]["cells"][place[2]]


def unread_cells(forms: Sequence[Form], cells: ScannedCells) -> Iterator[tuple[Place, CellRef]]:
    """Yield the cells that have text and gave no amount, by the places of these."""
    for place, ref in without_amount(forms):
        cell = cells.at(ref)
        if cell is not None and not is_dash(cell) and cell.confidence < SURE:
            yield place, ref


def is_dash(cell: Cell) -> bool:
    """Tell whether a cell prints what stands for no amount, or nothing."""
    return _DASH.fullmatch(cell.text) is not None


def without_amount(forms: Sequence[Form]) -> Iterator[tuple[Place, CellRef]]:
    """Yield the cells that are in columns of amounts of a form and gave none, by the places of these."""
    return ((place, ref) for index, form in enumerate(forms) for place, ref in _gaps(index, form))


def _gaps(index: int, form: Form) -> Iterator[tuple[Place, CellRef]]:
    # What stands beside a revenue is no figure of its own: each side of a form has its columns.
    columns: dict[str | None, dict[str, int]] = {}
    for record in form.records:
        if isinstance(record.get("amounts"), dict):
            own = {path: place[1] for path, place in (record.get("cells") or {}).items()}
            columns.setdefault(record.get("side"), {}).update(own)
    taken = {tuple(place) for record in form.records for place in (record.get("cells") or {}).values()}
    for number, record in enumerate(form.records):
        amounts, row = record.get("amounts"), record.get("row")
        if not isinstance(amounts, dict) or row is None or not form.table_ids:
            continue
        for path, column in columns.get(record.get("side"), {}).items():
            if path not in (record.get("cells") or {}) and (row, column) not in taken:
                yield (index, number, path), CellRef(form.table_ids[0], row, column)


def _likest(cell: Cell, amounts: Iterable[object]) -> tuple[str, bool] | None:
    """Return the amount that a cell resembles most and whether it does by itself, None if it is too far from all."""
    texts = sorted({amount for amount in amounts if isinstance(amount, str)})
    if not texts:
        return None
    if cell.lattice is not None:
        likely = with_or_without_commas(cell.lattice, texts)
        if likely.max() >= -UNLIKELY:
            return texts[int(likely.argmax())], True
    slips = [changes(plain_amount(cell.text), text) for text in texts]
    wrecked = cell.confidence < WRECKED or " " in cell.text
    is_like = wrecked or min(slips) <= 1
    return (texts[slips.index(min(slips))], is_like) if is_like or min(slips) <= FARTHEST else None
