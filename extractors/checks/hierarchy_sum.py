"""Rows add up: a total row is the sum of the top rows, a unit, heading or code the sum of the rows that it holds."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.checks.equation import Claim, Equation, Term, best_supported, without_details
from extractors.checks.figures import Figure, FormFigures
from extractors.checks.nesting import LEFT_OUT, ROOT, nest, readings_for, same_code_details
from extractors.checks.rows import Kind, Row, rows_by_level
from schemas.forms.check_rules import HierarchySum
from schemas.vocabulary.subjects import codes_of


def hierarchy_claims(rule: HierarchySum, figures: FormFigures) -> list[Claim]:
    """Return the claims of the reading of a form's rows that its figures support best."""
    if rule.levels:
        rows, depths = rows_by_level(figures.form, rule.levels)
        itemised = all(depth != 1 for depth in depths)
        return _Tree(rows, _nest_by_depth(depths), figures, rule, itemised).claims()
    rows = figures.rows
    details = same_code_details(rows, figures)
    claims = (_Tree(rows, nest(rows, details, reading), figures, rule).claims() for reading in readings_for(rows))
    return best_supported(claims, list)


def _nest_by_depth(depths: list[int]) -> list[int]:
    parents: list[int] = []
    open_rows: list[int] = []
    for index, depth in enumerate(depths):
        while open_rows and depths[open_rows[-1]] >= depth:
            open_rows.pop()
        parents.append(open_rows[-1] if open_rows else ROOT)
        open_rows.append(index)
    if depths.count(0) == 1 and depths[-1] == 0:  # the total stands at the foot
        parents = [len(depths) - 1 if parent == ROOT else parent for parent in parents[:-1]] + [ROOT]
    return parents


def _names_the_codes_of(heading: Row, held: Sequence[Row]) -> bool:
    """Tell whether a heading is the official name of a code that all rows below it have or begin with."""
    return any(all(row.code.startswith(code) for row in held) for code in codes_of(heading.name))


def _nests_by_prefix(code: str) -> bool:
    """Tell whether a code is printed in full, so that what it begins with says where it belongs."""
    return not code or (code.isdecimal() and len(code) >= 3 and len(code) % 2 == 1)


def _comparable(measure: str, equation: Equation) -> bool:
    """Tell whether all that a sum needs is bound to be printed.

    Rows show the subjects of the form's own year. A subject that was dropped since has no row, so that last year's rows
    may fall short of their total, and the changes may differ from theirs either way. Where they add up, none was.
    """
    if equation.holds:
        return True
    if measure.startswith("prior_year"):
        return equation.expected > equation.actual
    return not measure.startswith("change")


class _Tree:
    """Rows with their holders, and the claims that follow from them."""

    def __init__(
        self, rows: Sequence[Row], parents: list[int], figures: FormFigures, rule: HierarchySum, itemised: bool = False
    ) -> None:
        self.rows = rows
        self.figures = figures
        self.by_code = not rule.levels
        self.itemised = itemised
        self.known_codes = all(_nests_by_prefix(row.code) for row in rows)
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
        return [Claim(claim.readings, claim.sure and (certain or confirmed)) for certain, claim in drafts]

    def _certain(self, holder: int) -> bool:
        """Tell whether labels and codes settle what the row holds, whatever the figures say."""
        row = self.rows[holder]
        if not self.by_code:
            return self.itemised
        if row.kind == Kind.GROUP:
            return True
        if row.kind == Kind.CODED or not self.known_codes:
            return self.known_codes
        held = [self.rows[index] for index in self.held[holder]]
        kinds = {inner.kind for inner in held}
        if row.kind == Kind.HEADING:
            return _names_the_codes_of(row, held)
        if row.kind in (Kind.TOTAL, Kind.BLANK) or row.unit:
            headed = kinds == {Kind.HEADING} and all(
                index in self.held and self._certain(index) for index in self.held[holder]
            )
            return headed or (len(kinds) == 1 and not kinds & {Kind.HEADING, Kind.SUBTOTAL})
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
            readings = [plain] if len(plain) == len(every) else [plain, every]
            if row.kind != Kind.CODED and len(shorter := without_details(plain)) < len(plain):
                readings.append(shorter)
            if plain:
                sums = [Equation(rule, row.label, Term(total), tuple(map(Term, parts))) for parts in readings]
                claims.append(Claim(tuple(sums), _comparable(measure, sums[0])))
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
