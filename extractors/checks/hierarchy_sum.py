"""Rows add up: a total row is the sum of the top rows, a unit, heading or code the sum of the rows that it holds."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.checks.equation import Claim, Equation, Term
from extractors.checks.figures import Figure, FormFigures
from extractors.checks.nesting import LEFT_OUT, ROOT, nest, readings_for, same_code_details
from extractors.checks.rows import Kind, Row, rows_by_level
from schemas.forms.check_rules import HierarchySum


def hierarchy_claims(rule: HierarchySum, figures: FormFigures) -> list[Claim]:
    """Return the claims of the reading of a form's rows that its figures support best."""
    if rule.levels:
        rows, depths = rows_by_level(figures.form, rule.levels)
        return _Tree(rows, _nest_by_depth(depths), figures, rule).claims()
    rows = figures.rows
    details = same_code_details(rows, figures)
    best: list[Claim] = []
    best_score: int | None = None
    for reading in readings_for(rows):
        claims = _Tree(rows, nest(rows, details, reading), figures, rule).claims()
        failing = sum(claim.judge()[0] != "pass" for claim in claims)
        score = len(claims) - 2 * failing
        if best_score is None or score > best_score:
            best, best_score = claims, score
        if not failing:
            break
    return best


def _nest_by_depth(depths: list[int]) -> list[int]:
    parents: list[int] = []
    open_rows: list[int] = []
    for index, depth in enumerate(depths):
        while open_rows and depths[open_rows[-1]] >= depth:
            open_rows.pop()
        parents.append(open_rows[-1] if open_rows else ROOT)
        open_rows.append(index)
    return parents


class _Tree:
    """Rows with their holders, and the claims that follow from them."""

    def __init__(self, rows: Sequence[Row], parents: list[int], figures: FormFigures, rule: HierarchySum) -> None:
        self.rows = rows
        self.figures = figures
        self.by_code = not rule.levels
        self.except_measures = set(rule.except_measures)
        self.held: dict[int, list[int]] = {}
        for index, parent in enumerate(parents):
            if parent not in (ROOT, LEFT_OUT):
                self.held.setdefault(parent, []).append(index)

    def claims(self) -> list[Claim]:
        """Return the claims on every row that holds others, with the doubtful ones marked as not sure."""
        drafts = [(self._certain(holder), claim) for holder in sorted(self.held) for claim in self._of(holder)]
        doubtful = [claim.judge()[0] == "pass" for certain, claim in drafts if not certain]
        confirmed = 2 * sum(doubtful) > len(doubtful)
        return [claim if certain or confirmed else Claim(claim.readings, False) for certain, claim in drafts]

    def _certain(self, holder: int) -> bool:
        """Tell whether codes or the total's label settle what the row holds, whatever the figures say."""
        kind = self.rows[holder].kind
        if not self.by_code or kind in (Kind.CODED, Kind.GROUP):
            return True
        held = {self.rows[index].kind for index in self.held[holder]}
        if kind in (Kind.TOTAL, Kind.BLANK):
            return len(held) == 1 and not held & {Kind.HEADING, Kind.SUBTOTAL}
        return False

    def _of(self, holder: int) -> list[Claim]:
        row = self.rows[holder]
        rule = "column_sum" if row.kind == Kind.TOTAL else "hierarchy_sum"
        claims = []
        for measure, total in self.figures.records[holder].items():
            if measure in self.except_measures:
                continue
            plain = self._parts(holder, measure, of_which=False)
            every = self._parts(holder, measure, of_which=True)
            readings = [parts for parts in ([plain] if len(plain) == len(every) else [plain, every]) if parts]
            if readings:
                claims.append(
                    Claim(
                        tuple(
                            Equation(rule, row.label, Term(total), tuple(Term(part) for part in parts))
                            for parts in readings
                        )
                    )
                )
        return claims

    def _parts(self, holder: int, measure: str, of_which: bool) -> list[Figure]:
        """Collect what the rows below print; a row that leaves the measure blank is replaced by the rows it holds."""
        parts: list[Figure] = []
        for index in self.held.get(holder, ()):
            if self.rows[index].of_which and not of_which:
                continue
            figure = self.figures.records[index].get(measure)
            parts += [figure] if figure else self._parts(index, measure, of_which)
        return parts
