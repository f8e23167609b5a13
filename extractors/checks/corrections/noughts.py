"""Noughts of which a copier or print over them left so little that nothing could be made of it.

Most of a budget's figures are noughts, and a thin one falls apart into two strokes. Where a table prints a nought for
nothing, and a sum adds up to the last digit without what could not be read, then that is nothing: no part of a sum is
less. A total that sums have corrected says nothing of its parts. A nought's remains are short, whatever they were read
as.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from extractors.checks.apply_rules import equations
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.corrections.unread import is_dash, put_amount, take_amount, unread_cells, without_amount
from extractors.checks.equation import Equation
from extractors.checks.figures import Place
from extractors.text import normalise
from schemas.findings import CellRef, Repair
from schemas.form import Form
from schemas.forms.library import FormLibrary
from schemas.table import Table

#: So many characters are made of a broken nought, at most.
LEFT = 2
#: A dash read with less may be the top or the foot of a nought.
DOUBTED = 0.9
#: Noughts stand so many times as often in a cell's row and column as nothing or a dash, of which a speck may be left.
OFTEN = 4
#: What is believed of a nought that no picture shows whole.
BELIEVED = 0.7


def read_noughts(
    forms: Sequence[Form], tables: Sequence[Table], library: FormLibrary, cells: ScannedCells
) -> list[Repair]:
    """Give cells that are no amount a nought where sums leave nothing else; return a repair for each."""
    tried = dict(_candidates(forms, cells))
    if not tried:
        return []
    for place, (ref, zero) in tried.items():
        put_amount(forms, place, zero, ref)
    proofs: dict[Place, list[Equation]] = {place: [] for place in tried}
    for equation in equations(forms, tables, library):
        for place in proofs.keys() & {*equation.places}:
            proofs[place].append(equation)
    repairs = []
    for place, own in proofs.items():
        exact = all(equation.is_exact for equation in own)
        if exact and any(_tells(equation, place, tried.keys(), cells) for equation in own):
            repairs.append(cells.correct(own[0].figure_at(place), 0, own, BELIEVED))
        else:
            take_amount(forms, place)
    return repairs


def _candidates(forms: Sequence[Form], cells: ScannedCells) -> Iterator[tuple[Place, tuple[CellRef, str]]]:
    """Yield the cells that may be broken noughts, each with how its table prints one."""
    unread = dict(unread_cells(forms, cells))
    unread |= {
        place: ref
        for place, ref in without_amount(forms)
        if (cell := cells.at(ref)) is not None and cell.text and is_dash(cell) and cell.confidence < DOUBTED
    }
    prints = _Prints(forms, set(unread.values())) if unread else None
    for place, ref in unread.items():
        cell, zero = cells.at(ref), cells.zero(ref.table_id)
        left = normalise(cell.text) if cell else ""
        if zero is None or len(left) > max(LEFT, len(zero)) or left.isdecimal():
            continue
        if prints and prints.noughts(ref) >= max(1, OFTEN * prints.blanks(ref)):
            yield place, (ref, zero)


class _Prints:
    """What stands in the rows and columns of amounts where there is nothing: noughts, or no amount."""

    def __init__(self, forms: Sequence[Form], unread: Container[CellRef]) -> None:
        self._blanks = Counter(line for _, ref in without_amount(forms) if ref not in unread for line in _lines(ref))
        self._noughts = Counter(line for form in forms for ref in _noughts(form) for line in _lines(ref))

    def noughts(self, ref: CellRef) -> int:
        """Return how many noughts stand in a cell's row and column."""
        return sum(self._noughts[line] for line in _lines(ref))

    def blanks(self, ref: CellRef) -> int:
        """Return how many cells without an amount stand in a cell's row and column."""
        return sum(self._blanks[line] for line in _lines(ref))


def _lines(ref: CellRef) -> tuple[tuple[str, str, int], ...]:
    return (ref.table_id, "row", ref.row), (ref.table_id, "column", ref.column)


def _noughts(form: Form) -> Iterator[CellRef]:
    for record in form.records if form.table_ids else ():
        amounts, places = record.get("amounts"), record.get("cells") or {}
        for path, amount in amounts.items() if isinstance(amounts, dict) else ():
            if path in places and not amount.strip("0."):
                yield CellRef(form.table_ids[0], *places[path])


def _tells(equation: Equation, place: Place, tried: Container[Place], cells: ScannedCells) -> bool:
    """Tell whether a sum leaves a figure nothing: its total was read, or it is the total of what was read."""
    if any(term.factor < 0 for term in equation.terms):
        return False
    total = equation.total.figure
    if total.place == place:
        return all(part.figure.place not in tried for part in equation.parts)
    return total.place not in tried and not cells.is_corrected(total)
