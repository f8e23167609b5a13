"""Cells that print one amount, put right together by the sums that they stand in.

Where a misread amount is printed four times over, each copy stands in sums of its own column, and no single figure of
them explains why they fail: the copies hold each other. Together they are one unknown. It is settled if one value makes
all its sums hold, if the pictures of all its cells allow it, and if no other change would settle the same sums nearly
as likely. A sum may go on to fail for another figure that other sums doubt, if one more sum speaks for the value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.checks.corrections.agreement import equal_figures
from extractors.checks.corrections.failing_sums import FailingSums
from extractors.checks.corrections.pictures import CLEARLY, SURE, UNLIKELY, likelihoods
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.equation import Equation, Term
from extractors.checks.figures import Figure, Place, decimal_text
from schemas.findings import Repair

#: So many sums have to speak for a change.
SPEAKING = 2
#: By how much less likely the value may be than what was read, on average over the cells that change: another part of
#: the same sums may be the misread one, and its copies read alike.
PLAUSIBLE = 5.0
#: What is believed of it: several sums say so, but no picture did alone.
BELIEVED = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class _Change:
    """A value for equal figures, the failing sums that it settles, and by how much less likely the pictures find it."""

    figures: Sequence[Figure]
    value: int
    settles: frozenset[int]
    cost: float


def settle_together(found: Sequence[Equation], cells: ScannedCells) -> list[Repair]:
    """Put equal figures right in the records and the tables; return a repair for each cell that changed."""
    changes = [change for figures, _ in equal_figures(found, cells) for change in _changes(figures, found, cells)]
    repairs = []
    for change in changes:
        rivals = [other for other in changes if other is not change and other.settles & change.settles]
        if any(other.cost - change.cost < CLEARLY for other in rivals):
            continue
        why = [found[index] for index in sorted(change.settles)]
        for figure in change.figures:
            if figure.value != change.value and cells.of(figure) is not None:
                repairs.append(cells.correct(figure, change.value, why, BELIEVED))
    return repairs


def _changes(figures: Sequence[Figure], found: Sequence[Equation], cells: ScannedCells) -> Iterator[_Change]:
    """Yield the values that the failing sums ask for and with which all sums of these figures hold."""
    own = {figure.place for figure in figures}
    sums = [(index, equation) for index, equation in enumerate(found) if _members(equation, own)]
    failing = [(index, equation) for index, equation in sums if not equation.is_exact]
    outside = [equation for _, equation in failing if len(_members(equation, own)) == 1 and len(equation.terms) > 1]
    wanted = {sum(equation.solve(_members(equation, own)[0].figure)) // 2 for equation in outside if not equation.holds}
    failures, among = FailingSums(found), {index for index, _ in sums}
    for value in sorted(wanted):
        settled = [(index, equation) for index, equation in sums if _holds_with(equation, own, value)]
        failed = [index for index, equation in sums if not _holds_with(equation, own, value)]
        if not all(failures.is_excused(index, among) for index in failed):
            continue
        settles = frozenset(index for index, _ in failing) & {index for index, _ in settled}
        speaking = [e for index, e in settled if index in settles and not e.holds and len(_members(e, own)) == 1]
        enough = len(speaking) >= SPEAKING + len(failed)
        if enough and (cost := _cost(figures, value, cells)) is not None:
            yield _Change(figures, value, settles, cost)


def _members(equation: Equation, own: set[Place]) -> list[Term]:
    return [term for term in equation.terms if term.figure.place in own]


def _holds_with(equation: Equation, own: set[Place], value: int) -> bool:
    """Tell whether an equation holds to the last digit, or as loosely as before, if these figures have a value."""
    worth = [value if term.figure.place in own else term.figure.value for term in equation.terms]
    off = worth[0] * equation.total.factor - sum(
        one * part.factor for one, part in zip(worth[1:], equation.parts, strict=True)
    )
    loose = equation.holds and not equation.is_exact
    return abs(off) <= (equation.tolerance if loose else 0)


def _cost(figures: Sequence[Figure], value: int, cells: ScannedCells) -> float | None:
    """Return by how much less likely a value is in all cells than what was read; None if one of them rules it out."""
    places = max(map(cells.places, figures))
    cost, changed = 0.0, 0
    for figure in figures:
        cell = cells.of(figure)
        if figure.value == value:
            continue
        if cell is None or cell.confidence >= SURE:
            return None
        amounts = [decimal_text(figure.value, places), decimal_text(value, places)]
        read, meant = likelihoods(figure, cell, amounts, places, cells.decimals(figure)).tolist()
        if meant < -UNLIKELY:
            return None
        cost, changed = cost + max(0.0, read - meant), changed + 1
    return cost if cost <= PLAUSIBLE * changed else None
