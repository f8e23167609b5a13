"""A record's figures add up: total = basic + project, annual = fiscal + carry-over + other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product

from extractors.checks.equation import RATE, Claim, Equation, Term
from extractors.checks.figures import ONE, Figure, FormFigures
from schemas.forms.check_rules import FieldSum, PercentChange, RowSum, signed

#: With fewer records than this, one figure that is wrong could outvote the rest, so each counts by itself.
FEW = 3


def row_sum_claims(rule: RowSum, figures: FormFigures, complete: Callable[[int], bool]) -> list[Claim]:
    """Return a claim per record and prefix; ``complete`` tells that every figure in a record's row was understood."""
    claims = []
    for prefix in rule.under:
        readings = [
            _equations(rule, figures, prefix, beside, apart)
            for beside in _choices(rule, figures, prefix)
            for apart in _apart(rule, figures, prefix)
        ]
        claims += _claims(readings, rule.certain, complete)
    return claims


def field_sum_claims(rule: FieldSum, figures: FormFigures) -> list[Claim]:
    """Return a claim per record of a text form; where its main part, the first, is blank it may be given otherwise."""
    whole = RowSum(rule="row_sum", total=rule.total, parts=rule.parts)
    return row_sum_claims(whole, figures, lambda record: rule.parts[0] in figures.records[record])


def percent_claims(rule: PercentChange, figures: FormFigures) -> list[Claim]:
    """Return a claim per record; a form may print percent, fractions or this year relative to the last."""
    readings: list[list[Equation]] = [[], [], []]
    for row in figures.records:
        percent, change, base, amount = (row.get(n) for n in (rule.percent, rule.change, rule.base, rule.amount))
        if not percent or not base or not base.value:
            continue
        if change:
            growth: tuple[Term, ...] = (Term(change, 100 * ONE),)
            readings[1].append(_percent(rule, percent, base, (Term(change, ONE),)))
        elif amount:
            growth = (Term(amount, 100 * ONE), Term(base, -100 * ONE))
        else:
            continue
        readings[0].append(_percent(rule, percent, base, growth))
        if amount:
            readings[2].append(_percent(rule, percent, base, (Term(amount, 100 * ONE),)))
    return _claims(readings, True, lambda _: True)


def _percent(rule: PercentChange, percent: Figure, base: Figure, parts: tuple[Term, ...]) -> Equation:
    label = f"{rule.percent} = {parts[0].figure.path} / {rule.base}"
    slack = abs(percent.value) * base.half
    return Equation(RATE, label, Term(percent, base.value), parts, slack)


def _claims(readings: Sequence[list[Equation]], certain: bool, complete: Callable[[int], bool]) -> list[Claim]:
    """Keep the reading that most records obey; when most records obey none, the form is not understood."""
    best = max(readings, key=lambda equations: sum(equation.holds for equation in equations))
    holding = sum(equation.holds for equation in best)
    sure = certain and (len(best) < FEW or 2 * holding >= len(best))
    return [Claim((eq,), sure and (eq.holds or complete(eq.total.figure.record))) for eq in best]


def _choices(rule: RowSum, figures: FormFigures, prefix: str) -> Iterable[frozenset[str]]:
    """Return which parts' contents may stand beside them instead of inside, the usual reading (inside) first."""
    open_parts = [
        part
        for part, inner in rule.contains.items()
        if _path(prefix, part) in figures.measures and any(_path(prefix, name) in figures.measures for name in inner)
    ]
    for choice in product((False, True), repeat=len(open_parts)):
        yield frozenset(part for part, beside in zip(open_parts, choice, strict=True) if beside)


def _apart(rule: RowSum, figures: FormFigures, prefix: str) -> list[frozenset[str]]:
    """Return which parts may be none of the total's, the usual reading (all are) first."""
    printed = frozenset(name for name in rule.apart if _path(prefix, name) in figures.measures)
    return [frozenset(), printed] if printed else [frozenset()]


def _equations(
    rule: RowSum, figures: FormFigures, prefix: str, beside: frozenset[str], apart: frozenset[str]
) -> list[Equation]:
    terms = [(name, _path(prefix, name), sign) for name, sign in map(signed, rule.parts)]
    inside = [(_path(prefix, part), set(inner)) for part, inner in rule.contains.items() if part not in beside]
    total_path = _path(prefix, rule.total)
    found = []
    for row in figures.records:
        total = row.get(total_path)
        if total is None:
            continue
        hidden = apart.union(*(inner for part, inner in inside if part in row))
        parts = tuple(Term(row[path], sign) for name, path, sign in terms if path in row and name not in hidden)
        if parts:
            found.append(Equation("row_sum", _label(total_path, parts), Term(total), parts))
    return found


def _label(total: str, parts: tuple[Term, ...]) -> str:
    text = " + ".join(f"-{part.figure.path}" if part.factor < 0 else part.figure.path for part in parts)
    return f"{total} = {text}".replace("+ -", "- ")


def _path(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name
