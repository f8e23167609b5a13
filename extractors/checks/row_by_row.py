"""Figures of one row put right together by the sums in that row.

In small print several figures of a row are misread at once: 0.80 = 0.00 + 0.20 where nothing was printed but noughts.
No single one explains why the sums fail, and the sums of the columns fail for other rows as well. All the ways to make
the sums of the row hold to the last digit are compared by how likely the pictures of the cells that change are. A
change is made that all likely ways have, if what was read is doubted and no sum of other rows that held speaks against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.checks.agreement import CLEARLY, SURE, likelihoods
from extractors.checks.equation import Equation, Term
from extractors.checks.figures import Figure, decimal_text, scaled
from extractors.checks.misreadings import plain_amount
from extractors.checks.scanned_cells import Place, ScannedCells, place_of
from schemas.findings import Repair

#: Cells read with more are only taken for what the recogniser offered: else a mistake of the print would be mended.
DOUBTFUL = 0.9
#: By how much less likely than what was read a value may be in the picture of its cell, in natural logarithms, and what
#: a change costs beside that: the fewer figures were misread, the better.
PLAUSIBLE, CHANGE = 5.0, 1.0
#: So many figures of a row may be misread in sums that hang together.
DEEPEST = 4
#: The share of the sums of a form that have to hold to the last digit for all to be exact.
EXACT = 0.9
#: What is believed of a corrected figure.
BELIEVED = 0.9

Row = tuple[int, int]


@dataclass(slots=True)
class _Way:
    """Values for some figures of a row, and by how much less likely they are than what was read."""

    values: dict[Place, tuple[Figure, int]] = field(default_factory=dict)
    cost: float = 0.0


def settle_rows(found: Sequence[Equation], cells: ScannedCells) -> list[Repair]:
    """Put figures of rows right in the records and the tables; return a repair for each cell that changed."""
    rows: dict[Row, list[Equation]] = {}
    elsewhere: dict[Place, list[Equation]] = {}
    for equation in found:
        row = _row_of(equation)
        if row is not None:
            rows.setdefault(row, []).append(equation)
        else:
            for term in _terms(equation):
                elsewhere.setdefault(place_of(term.figure), []).append(equation)
    exact = _exact_forms(rows)
    repairs = []
    for (form, _), equations in rows.items():
        if form in exact and any(_off(equation, {}) for equation in equations):
            for figure, value in _settled(equations, elsewhere, cells):
                why = [equation for equation in equations if _has(equation, place_of(figure))]
                repairs.append(cells.correct(figure, value, why, BELIEVED))
    return repairs


def _row_of(equation: Equation) -> Row | None:
    """Return the row all of whose figures an equation adds up one to one, None for any other equation."""
    terms = _terms(equation)
    rows = {(term.figure.form, term.figure.record) for term in terms}
    plain = equation.rule == "row_sum" and all(abs(term.factor) == 1 for term in terms)
    return rows.pop() if plain and len(rows) == 1 else None


def _exact_forms(rows: Mapping[Row, list[Equation]]) -> set[int]:
    """Return the forms whose sums, where they hold, do so to the last digit: they were not rounded one by one."""
    holding: dict[int, list[bool]] = {}
    for (form, _), equations in rows.items():
        holding.setdefault(form, []).extend(not _off(equation, {}) for equation in equations if equation.holds)
    return {form for form, exact in holding.items() if sum(exact) >= EXACT * len(exact)}


def _settled(
    equations: Sequence[Equation], elsewhere: Mapping[Place, Sequence[Equation]], cells: ScannedCells
) -> list[tuple[Figure, int]]:
    """Return the figures of a row that all likely ways to make its sums hold change alike."""
    settled: dict[Place, tuple[Figure, int]] = {}
    for group in _failing_groups(equations):
        ways = [way for way in _ways(group, equations, _Way(), cells) if _keeps(way, elsewhere)]
        least = min((way.cost for way in ways), default=0.0)
        likely = [way.values for way in ways if way.cost < least + CLEARLY]
        alike = {place: change for values in likely[:1] for place, change in values.items()}
        for values in likely[1:]:
            alike = {place: change for place, change in alike.items() if values.get(place) == change}
        settled.update(alike)
    return list(settled.values())


def _failing_groups(equations: Sequence[Equation]) -> list[list[Equation]]:
    """Return the sums of a row that do not hold, those with a common figure together."""
    groups: list[tuple[set[Place], list[Equation]]] = []
    for equation in equations:
        if _off(equation, {}):
            own = {place_of(term.figure) for term in _terms(equation)}
            touching = [group for group in groups if group[0] & own]
            groups = [group for group in groups if not group[0] & own]
            merged = own.union(*(places for places, _ in touching))
            groups.append((merged, [each for _, group in touching for each in group] + [equation]))
    return [group for _, group in groups]


def _ways(group: Sequence[Equation], equations: Sequence[Equation], way: _Way, cells: ScannedCells) -> Iterator[_Way]:
    """Yield the ways to make a group's sums hold, and those of the same row that a change would break."""
    touched = [each for each in equations if each in group or any(_has(each, place) for place in way.values)]
    failing = next((each for each in touched if _off(each, way.values)), None)
    if failing is None:
        yield way
        return
    if len(way.values) == DEEPEST:
        return
    off = _off(failing, way.values)
    for term in (Term(failing.total.figure, -failing.total.factor), *failing.parts):
        place = place_of(term.figure)
        if place in way.values:
            continue
        value = term.figure.value + off * term.factor
        cost = _cost(term.figure, value, cells)
        if cost is not None:
            values = {**way.values, place: (term.figure, value)}
            yield from _ways(group, equations, _Way(values, way.cost + cost), cells)


def _keeps(way: _Way, elsewhere: Mapping[Place, Sequence[Equation]]) -> bool:
    """Tell whether the sums of other rows that held to the last digit do so still."""
    touched = (equation for place in way.values for equation in elsewhere.get(place, ()))
    return all(_off(equation, {}) or not _off(equation, way.values) for equation in touched)


def _off(equation: Equation, values: Mapping[Place, tuple[Figure, int]]) -> int:
    """Return by how much a sum's total is more than its parts, with these values instead of what was read."""

    def worth(term: Term) -> int:
        return term.factor * values.get(place_of(term.figure), (None, term.figure.value))[1]

    return worth(equation.total) - sum(map(worth, equation.parts))


def _terms(equation: Equation) -> tuple[Term, ...]:
    return (equation.total, *equation.parts)


def _has(equation: Equation, place: Place) -> bool:
    return any(place_of(term.figure) == place for term in _terms(equation))


def _cost(figure: Figure, value: int, cells: ScannedCells) -> float | None:
    """Return by how much less likely a value is in a figure's cell than what was read; None if it cannot be there."""
    cell = cells.of(figure)
    if cell is None or cell.confidence >= SURE or (value < 0) != (figure.value < 0):
        return None
    if cell.confidence >= DOUBTFUL and all(scaled(plain_amount(one.text)) != value for one in cell.readings):
        return None
    places = figure.places
    amounts = [decimal_text(figure.value, places), decimal_text(value, places)]
    read, meant = likelihoods(figure, cell, amounts, places).tolist()
    less = max(0.0, read - meant)
    return CHANGE + less if less <= PLAUSIBLE else None
