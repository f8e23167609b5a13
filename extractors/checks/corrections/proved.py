"""Amounts that print over them or a copier has destroyed, given by the sums around them.

What is left of such a figure resembles many. Its row says what it has to be, and the sum of its column says so too, or
that of another form. Several figures of a document may be gone, and stand in the same sums: together they are unknowns
of linear equations. One is given if all its equations then hold to the last digit, and if they leave no other value for
it even without those of any single figure, however well that was read, and without copies of it in its own row: no one
misreading, and none that is printed several times over in a row, makes it up. The digits that were read have to be in
it. The repair names the sums, and little is believed of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from extractors.checks.apply_rules import equations
from extractors.checks.corrections.copies import SAME_SUBJECT, copies
from extractors.checks.corrections.pictures import DOUBTFUL, WRECKED
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.corrections.unread import amounts_of, put_amount, take_amount, unread_cells
from extractors.checks.equation import RATE, Equation, Term
from extractors.checks.figures import ONE, POWERS, Figure, Place, decimal_text
from extractors.checks.leftovers import Leftovers
from extractors.slips import common
from schemas.findings import CellRef, Repair
from schemas.form import Form
from schemas.forms.library import FormLibrary
from schemas.table import Table

#: Of the digits that were read, if they are more than one, so many have to be in the amount, in their order.
LEFT = 0.3
#: More figures that are gone are a page that cannot be read: nothing is given.
MOST = 80
#: What is believed of an amount that no picture shows.
BELIEVED = 0.7
_NOTHING = "0"
_NEGLIGIBLE = 1e-9

Values = Mapping[Place, int]


def prove(forms: Sequence[Form], tables: Sequence[Table], library: FormLibrary, cells: ScannedCells) -> list[Repair]:
    """Give figures that are destroyed the amounts that their sums prove; return a repair for each."""
    unread = dict(unread_cells(forms, cells))
    for place, ref in unread.items():
        put_amount(forms, place, _NOTHING, ref)
    found = [*equations(forms, tables, library), *copies(forms, library, cells)]
    # Figures of sheets of targets stand in few sums, and not among the amounts of a row: they are left as read.
    gone = {figure.place: figure for figure in _gone(found, unread, cells) if _is_of_a_row(forms, figure)}
    for place in _more_than_copied(forms, tables, found):
        gone.pop(place, None)
    values = _values(found, gone.keys()) if len(gone) <= MOST else {}
    # What sums ask for and what was read badly say the same: it is known.
    gone = {place: one for place, one in gone.items() if place in unread or values.get(place) != one.value}
    values = {place: value for place, value in values.items() if place in gone}
    read = {place: amounts_of(forms, place)[place[2]] for place in gone}
    for place, value in values.items():
        amounts_of(forms, place)[place[2]] = decimal_text(value, gone[place].places)
    told = [*equations(forms, tables, library), *copies(forms, library, cells)] if values else []
    proved = _proved(told, values, gone, cells) if values else {}
    # What stands where nothing is to be added up may be a dash or a speck.
    given = {place: proof for place, proof in proved.items() if values[place]}
    for place in gone.keys() - given.keys():
        amounts_of(forms, place)[place[2]] = read[place]
    for place in unread.keys() - given.keys():
        take_amount(forms, place)
    return [cells.correct(proof.figure, values[place], proof.equations, BELIEVED) for place, proof in given.items()]


@dataclass(frozen=True, slots=True)
class _Proof:
    """A figure with the amount that it is given, and the equations that leave it no other."""

    figure: Figure
    equations: list[Equation]


def _is_of_a_row(forms: Sequence[Form], figure: Figure) -> bool:
    return "amounts" in forms[figure.form].records[figure.record]


def _more_than_copied(forms: Sequence[Form], tables: Sequence[Table], found: Sequence[Equation]) -> Iterator[Place]:
    """Yield figures that other forms have for the same subject, in rows with one more that no definition knows.

    There a total may be more than its parts and than that of a form for fewer kinds of money.
    """
    leftovers = Leftovers(tables)
    for form, record, path in {place for one in found if one.rule == SAME_SUBJECT for place in one.places}:
        if not leftovers.complete(forms[form], record):
            yield form, record, path


def _gone(found: Sequence[Equation], unread: Mapping[Place, CellRef], cells: ScannedCells) -> Iterator[Figure]:
    """Yield the figures of which nothing could be made, and those read badly whose sums all fail.

    What was only doubted is one too where its copy in another form was read otherwise.
    """
    exact = {place for equation in found if equation.is_exact for place in equation.places}
    for equation in found:
        doubted = 0.0 if equation.holds else DOUBTFUL if equation.rule == SAME_SUBJECT else WRECKED
        for term in equation.terms:
            cell, place = cells.of(term.figure), term.figure.place
            if place in unread or (cell is not None and cell.confidence < doubted and place not in exact):
                yield term.figure


def _values(found: Sequence[Equation], gone: AbstractSet[Place]) -> Values:
    """Return the values that equations ask for one after another, where all that ask at once agree."""
    values: dict[Place, int] = {}
    contested: set[Place] = set()
    while True:
        asked: dict[Place, set[int | None]] = {}
        for equation in found:
            open_ = [term for term in equation.balance if (place := term.figure.place) in gone and place not in values]
            if len(open_) == 1 and equation.rule != RATE:
                asked.setdefault(open_[0].figure.place, set()).add(_solved(equation, open_[0], values))
        fresh = {place: asks for place, asks in asked.items() if place not in contested}
        contested |= {place for place, asks in fresh.items() if len(asks) > 1 or None in asks}
        agreed = {
            place: value for place, asks in fresh.items() if len(asks) == 1 for value in asks if value is not None
        }
        if not agreed:
            return values
        values |= agreed


def _solved(equation: Equation, wanted: Term, values: Values) -> int | None:
    """Return the value of a term with which an equation is exact; None if it has more digits than are printed."""
    rest = sum(
        term.factor * values.get(term.figure.place, term.figure.value) for term in equation.balance if term != wanted
    )
    value, left = divmod(-rest, wanted.factor)
    places = wanted.figure.places
    return None if left or places >= len(POWERS) or value % (ONE // POWERS[places]) else value


def _proved(
    found: Sequence[Equation], values: Values, gone: Mapping[Place, Figure], cells: ScannedCells
) -> dict[Place, _Proof]:
    """Return the figures whose values are proved by equations that have these values already."""
    left = {place for place, value in values.items() if _may_be(gone[place], value, cells)}
    while True:
        unknown = gone.keys() - left
        known = [equation for equation in found if unknown.isdisjoint(equation.places)]
        mine = {place: [each for each in known if place in each.places] for place in left}
        holding = {place for place, own in mine.items() if own and all(equation.holds for equation in own)}
        kept = holding if holding != left else set(_determined(known, left))
        if kept == left:
            return {place: _Proof(mine[place][0].figure_at(place), mine[place]) for place in sorted(left)}
        left = kept


def _may_be(figure: Figure, value: int, cells: ScannedCells) -> bool:
    """Tell whether what is left in a figure's cell may be of an amount."""
    cell = cells.of(figure)
    if cell is None or (value < 0 and "-" not in cell.text):
        return False
    left, digits = _digits(cell.text), _digits(decimal_text(value, figure.places))
    return len(left) < 2 or common(left, digits) >= LEFT * len(left)


def _digits(text: str) -> str:
    """Return the digits of an amount but for noughts at its end, which most have in common."""
    return "".join(character for character in text if character.isdigit()).rstrip("0")


def _determined(known: Sequence[Equation], left: AbstractSet[Place]) -> AbstractSet[Place]:
    """Return the figures that exact equations determine, without those of any other figure or of their own row."""
    exact = [each for each in known if each.is_exact and each.rule != RATE and not left.isdisjoint(each.places)]
    found = set(left)
    for other in sorted({other for each in exact for other in each.places} - left):
        found &= _without_choice([each for each in exact if other not in each.places], left)
    for row in sorted({place[:2] for place in found}):
        elsewhere = [each for each in exact if any(other[:2] != row for other in each.places) or each.adds_up]
        determined = _without_choice(elsewhere, left)
        found -= {place for place in found if place[:2] == row and place not in determined}
    return found


def _without_choice(rows: Sequence[Equation], left: AbstractSet[Place]) -> AbstractSet[Place]:
    """Return the unknowns of linear equations that have one value: no solution of the homogeneous ones moves them."""
    columns = {place: at for at, place in enumerate(sorted(left))}
    matrix = np.zeros((len(rows) + 1, len(columns)))
    for row, equation in zip(matrix, rows, strict=False):
        for term in equation.balance:
            if (place := term.figure.place) in columns:
                row[columns[place]] += term.factor / abs(equation.total.factor)
    _, sizes, directions = np.linalg.svd(matrix)
    rank = int((sizes > _NEGLIGIBLE * max(1.0, float(sizes.max(initial=0.0)))).sum())
    moved = np.abs(directions[rank:]).max(axis=0, initial=0.0)
    return {place for place, at in columns.items() if moved[at] < _NEGLIGIBLE}
