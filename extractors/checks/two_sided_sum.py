"""Forms with revenue beside expenditure: each side adds up by its ordinals and totals, and the sides balance."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.checks.equation import Claim, Equation, Term, best_supported, without_details
from extractors.checks.figures import Figure, FormFigures
from extractors.checks.ordinals import READINGS, ROOT, Line, Reading, lines_of, nest_lines
from schemas.form import BY_USE, EXPENDITURE, REVENUE
from schemas.forms.check_rules import TwoSidedSum


def two_sided_claims(rule: TwoSidedSum, figures: FormFigures, read: Callable[[FormFigures, str], Side]) -> list[Claim]:
    """Return the claims on every side, on the second expenditure block and on the balance."""
    sides = {side: read(figures, side) for side in (REVENUE, EXPENDITURE, BY_USE)}
    claims = [claim for side in sides.values() for claim in side.claims()]
    claims += _by_use(sides[EXPENDITURE], sides[BY_USE])
    if rule.balance:
        claims += _balance(sides[REVENUE], sides[EXPENDITURE])
    return claims


def read_side(figures: FormFigures, side: str) -> Side:
    """Return one side in the reading that its figures support best."""
    lines = lines_of(figures.form.records, side)
    return best_supported((Side(figures, lines, reading) for reading in READINGS), Side.claims)


class Side:
    """One side of a form: its lines, what each holds, and its totals."""

    def __init__(self, figures: FormFigures, lines: Sequence[Line], reading: Reading) -> None:
        self.figures = figures
        self.lines = lines
        self.parents = nest_lines(lines, reading)
        self.totals = [position for position, line in enumerate(lines) if line.total]
        self.held: dict[int, list[int]] = {}
        for position, parent in enumerate(self.parents):
            if parent != ROOT:
                self.held.setdefault(parent, []).append(position)

    def amounts(self, position: int) -> dict[str, Figure]:
        """Return the figures of a line that add up: changes do not, for what ended last year may have no line."""
        figures = self.figures.records[self.lines[position].record]
        return {measure: figure for measure, figure in figures.items() if not measure.startswith("change")}

    def outermost(self, after: int, before: int) -> list[int]:
        """Return the lines between two positions that nothing holds, totals left out."""
        between = range(after + 1, before)
        return [p for p in between if self.parents[p] == ROOT and not (self.lines[p].total or self.lines[p].of_which)]

    def claims(self) -> list[Claim]:
        """Return a claim for every line that holds others and every total, per measure."""
        claims = []
        for position in sorted(self.held):
            claims += self._nested(position)
        for number, position in enumerate(self.totals):
            claims += self._total(position, self.totals[number - 1] if number else None)
        return claims

    def _nested(self, holder: int) -> list[Claim]:
        label = self.lines[holder].label
        claims = []
        for measure, total in self.amounts(holder).items():
            plain = [p for p in self.held[holder] if not self.lines[p].of_which]
            readings = self._equations("hierarchy_sum", label, measure, total, [plain, self.held[holder]])
            if plain and readings:
                # A single line under another need not be all of it, even where 其中 is not printed.
                partial = len(plain) == 1 and readings[0].expected < readings[0].actual
                claims.append(Claim(readings, sure=not partial))
        return claims

    def _total(self, position: int, before: int | None) -> list[Claim]:
        """Say that a total is the one before it plus the lines since, or all lines, or the lines since."""
        since = self.outermost(ROOT if before is None else before, position)
        groups = [since]
        if before is not None:
            every = self.outermost(ROOT, position)
            groups = [every, [before, *since]] if self.lines[position].current else [[before, *since], every, since]
        claims = []
        for measure, total in self.amounts(position).items():
            readings = self._equations("column_sum", self.lines[position].label, measure, total, groups)
            if readings:
                claims.append(Claim(readings))
        return claims

    def _equations(
        self, rule: str, label: str, measure: str, total: Figure, groups: Sequence[Sequence[int]]
    ) -> tuple[Equation, ...]:
        found = []
        for group in groups:
            parts = [part for position in group for part in self.parts(position, measure)]
            found += [reading for reading in (parts, without_details(parts)) if reading and reading not in found]
        return tuple(Equation(rule, label, Term(total), tuple(Term(part) for part in parts)) for parts in found)

    def parts(self, position: int, measure: str) -> list[Figure]:
        """Return a line's figure, or those of the lines it holds when it prints none itself."""
        figure = self.amounts(position).get(measure)
        if figure:
            return [figure]
        held = [inner for inner in self.held.get(position, ()) if not self.lines[inner].of_which]
        return [part for inner in held for part in self.parts(inner, measure)]

    def grand(self, measure: str) -> list[Figure]:
        """Return the side's grand total, or the outermost lines whose sum it would be."""
        if self.totals and (figure := self.amounts(self.totals[-1]).get(measure)):
            return [figure]
        if self.totals:
            return []
        return [part for p in self.outermost(ROOT, len(self.lines)) for part in self.parts(p, measure)]

    def current(self, measure: str) -> list[Figure]:
        """Return the total of the form's own year: 本年收入合计, 当年支出小计, or the line 一、本年支出."""
        for position, line in enumerate(self.lines):
            if line.current and (line.total or self.held.get(position)):
                figure = self.amounts(position).get(measure)
                return [figure] if figure else []
        return []


def _by_use(expenditure: Side, by_use: Side) -> list[Claim]:
    """Say that the block by use adds up to a total of the block by function."""
    if by_use.totals:
        parts = by_use.grand("total")
    else:
        parts = [part for p in by_use.outermost(ROOT, len(by_use.lines)) for part in by_use.parts(p, "total")]
    totals = [f for p in expenditure.totals if (f := expenditure.amounts(p).get("total"))]
    if not parts or not totals:
        return []
    terms = tuple(Term(part) for part in parts)
    return [Claim(tuple(Equation("column_sum", "expenditure by use", Term(total), terms) for total in totals))]


def _balance(revenue: Side, expenditure: Side) -> list[Claim]:
    """Say that the grand totals are equal, or, where a side shows only its own year's, that those are."""
    readings = []
    for left, right in (
        (revenue.grand("total"), expenditure.grand("total")),
        (revenue.current("total"), expenditure.current("total")),
        (revenue.current("total"), expenditure.grand("total")),
    ):
        if left and right:
            total, *rest = right if len(right) == 1 else left
            others = left if len(right) == 1 else right
            parts = (*(Term(figure) for figure in others), *(Term(figure, -1) for figure in rest))
            readings.append(Equation("balance", "revenue = expenditure", Term(total), parts))
    return [Claim(tuple(readings))] if readings else []
