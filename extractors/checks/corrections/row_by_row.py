"""Figures of one row put right together by the sums in that row.

In small print several figures of a row are misread at once: 0.80 = 0.00 + 0.20 where nothing was printed but noughts.
No single one explains why the sums fail, and the sums of the columns fail for other rows as well. All the ways to make
the sums of the row hold to the last digit are compared by how likely the pictures of the cells that change are. A
change is made that all likely ways have, if what was read is doubted and no sum of other rows that held speaks against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.checks.corrections.misreadings import plain_amount
from extractors.checks.corrections.pictures import CLEARLY, DOUBTFUL, SURE, UNLIKELY, is_offered, likelihoods
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.equation import Equation, Term, by_place
from extractors.checks.figures import POWERS, Figure, Place, decimal_text
from schemas.findings import Repair

#: By how much less likely than what was read a value may be in the picture of its cell, in natural logarithms, and what
#: a change costs beside that: the fewer figures were misread, the better.
PLAUSIBLE, CHANGE = 5.0, 1.0
#: So many figures of a row may be misread in sums that hang together.
DEEPEST = 4
#: So many sums of several figures, and this share of a form's, have to hold to the last digit for all to be exact.
FEWEST, EXACT = 5, 0.9
#: What is believed of a corrected figure.
BELIEVED = 0.9

Row = tuple[int, int]
#: Figures and the values that they are to have.
Values = Mapping[Place, tuple[Figure, int]]


@dataclass(frozen=True, slots=True)
class _Way:
    """Values for some figures of a row, and by how much less likely they are than what was read."""

    values: Values
    cost: float = 0.0


def settle_rows(found: Sequence[Equation], cells: ScannedCells) -> list[Repair]:
    """Put figures of rows right in the records and the tables; return a repair for each cell that changed."""
    rows: dict[Row, list[Equation]] = {}
    others: list[Equation] = []
    for equation in found:
        row = _row_of(equation)
        if row is not None:
            rows.setdefault(row, []).append(equation)
        else:
            others.append(equation)
    exact, elsewhere = _exact_forms(rows), by_place(others)
    repairs = []
    for (form, _), equations in rows.items():
        for figure, value in _RowSums(equations, elsewhere, cells, form in exact).settled():
            why = [equation for equation in equations if figure.place in equation.places]
            repairs.append(cells.correct(figure, value, why, BELIEVED))
    return repairs


def _row_of(equation: Equation) -> Row | None:
    """Return the row all of whose figures an equation adds up one to one, None for any other equation."""
    terms = equation.terms
    rows = {(term.figure.form, term.figure.record) for term in terms}
    plain = equation.rule == "row_sum" and all(abs(term.factor) == 1 for term in terms)
    return rows.pop() if plain and len(rows) == 1 else None


def _exact_forms(rows: Mapping[Row, list[Equation]]) -> set[int]:
    """Return the forms whose sums of several figures hold to the last digit: these were not rounded one by one."""
    holding: dict[int, list[bool]] = {}
    for (form, _), equations in rows.items():
        several = [equation for equation in equations if equation.holds and not _is_copy(equation)]
        holding.setdefault(form, []).extend(not _off(equation, {}) for equation in several)
    return {form for form, exact in holding.items() if len(exact) >= FEWEST and sum(exact) >= EXACT * len(exact)}


def _is_copy(equation: Equation) -> bool:
    """Tell whether a sum only prints one figure again, as precisely: rounding makes no difference then."""
    halves = {term.figure.half for term in equation.terms}
    return not equation.adds_up and len(halves) == 1


@dataclass(frozen=True, slots=True)
class _RowSums:
    """The sums of one row, those of other rows by figure, and whether sums of its form are ``exact``."""

    equations: Sequence[Equation]
    elsewhere: Mapping[Place, Sequence[Equation]]
    cells: ScannedCells
    exact: bool

    def settled(self) -> list[tuple[Figure, int]]:
        """Return the figures that all likely ways to make the sums hold change alike, and their values."""
        settled: Values = {}
        for group in self._failing_groups():
            ways = [way for way in self._ways(group, _Way(settled), DEEPEST) if self._keeps(way)]
            least = min((way.cost for way in ways), default=0.0)
            likely = [way.values for way in ways if way.cost < least + CLEARLY]
            for place, change in likely[0].items() if likely else ():
                if all(values.get(place) == change for values in likely):
                    settled = {**settled, place: change}
        return list(settled.values())

    def _failing_groups(self) -> list[list[Equation]]:
        """Return the sums that fail, those with a common figure together."""
        groups: list[tuple[set[Place], list[Equation]]] = []
        for equation in self.equations:
            if self._fails(equation, {}):
                own = set(equation.places)
                touching = [group for group in groups if group[0] & own]
                groups = [group for group in groups if not group[0] & own]
                merged = own.union(*(places for places, _ in touching))
                groups.append((merged, [each for _, group in touching for each in group] + [equation]))
        return [group for _, group in groups]

    def _ways(self, group: Sequence[Equation], way: _Way, deeper: int) -> Iterator[_Way]:
        """Yield the ways to make a group's sums hold, and those that a change would break, in so many changes."""
        touched = [each for each in self.equations if each in group or not way.values.keys().isdisjoint(each.places)]
        failing = next((each for each in touched if self._fails(each, way.values)), None)
        if failing is None:
            yield way
            return
        off = _off(failing, way.values)
        for term in failing.balance if deeper else ():
            place, value = term.figure.place, term.figure.value + off * term.factor
            cost = None if place in way.values else _cost(term.figure, value, self.cells)
            if cost is not None:
                values = {**way.values, place: (term.figure, value)}
                yield from self._ways(group, _Way(values, way.cost + cost), deeper - 1)

    def _keeps(self, way: _Way) -> bool:
        """Tell whether the sums of other rows that held to the last digit do so still."""
        touched = (equation for place in way.values for equation in self.elsewhere.get(place, ()))
        return all(_off(equation, {}) or not _off(equation, way.values) for equation in touched)

    def _fails(self, equation: Equation, values: Values) -> bool:
        """Tell whether a sum fails with these values; what held but for rounding may do so still."""
        loose = equation.holds and _off(equation, {}) and not (self.exact or _is_copy(equation))
        return abs(_off(equation, values)) > (equation.tolerance if loose else 0)


def _off(equation: Equation, values: Values) -> int:
    """Return by how much a sum's total is more than its parts, with these values instead of what was read."""

    def worth(term: Term) -> int:
        return term.factor * values.get(term.figure.place, (None, term.figure.value))[1]

    return worth(equation.total) - sum(map(worth, equation.parts))


def _cost(figure: Figure, value: int, cells: ScannedCells) -> float | None:
    """Return by how much less likely a value is in a figure's cell than what was read; None if it cannot be there."""
    cell = cells.of(figure)
    if cell is None or cell.confidence >= SURE or (value < 0) != (figure.value < 0):
        return None
    # A figure without any mark may have lost its point.
    places, decimals = cells.places(figure), cells.decimals(figure)
    if places and any(mark in cell.text for mark in ".,"):
        places = max(decimals, len(plain_amount(cell.text).partition(".")[2]))
    if places >= len(POWERS) or value % POWERS[-1 - places]:
        return None  # more decimals than are printed
    if cell.confidence >= DOUBTFUL and not is_offered(cell, value):
        return None
    amounts = [decimal_text(figure.value, places), decimal_text(value, places)]
    read, meant = likelihoods(figure, cell, amounts, places, decimals).tolist()
    less = max(0.0, read - meant)
    return CHANGE + less if less <= PLAUSIBLE and meant >= -UNLIKELY else None
