"""From judged claims to the checks of the result: short messages with figures, and the cells to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.checks.equation import RATE, Claim, Equation, Verdict
from extractors.checks.figures import Figure, FormFigures, decimal_text, ref_of
from schemas.findings import CellRef, Check

#: Rules whose passes are told one by one; the others fill hundreds of rows and are told once for each equation.
SINGLE = frozenset({"column_sum", "cross_form", "balance", "weight_total"})
ROW_RULES = frozenset({"row_sum", RATE})

Judged = tuple[Verdict, Equation]


def report(judged: Sequence[Judged], forms: Sequence[FormFigures], owner: FormFigures) -> list[Check]:
    """Return the checks of one form: every failure, and passes and skips told together where they are many."""
    checks = [_single(verdict, equation, forms, owner) for verdict, equation in judged if _alone(verdict, equation)]
    groups: dict[tuple[Verdict, str, str], list[Equation]] = {}
    for verdict, equation in judged:
        if not _alone(verdict, equation):
            label = equation.label if equation.rule in ROW_RULES else ""
            groups.setdefault((verdict, equation.rule, label), []).append(equation)
    return checks + [_together(key, equations, forms, owner) for key, equations in groups.items()]


def _alone(verdict: Verdict, equation: Equation) -> bool:
    return verdict == "fail" or (verdict == "pass" and equation.rule in SINGLE)


def _single(verdict: Verdict, equation: Equation, forms: Sequence[FormFigures], owner: FormFigures) -> Check:
    actual, expected = _amount(equation, equation.actual), _amount(equation, equation.expected)
    return Check(
        equation.rule,
        verdict,
        owner.form.form,
        _message(equation, actual, expected) + (", undecided" if verdict == "skipped" else ""),
        expected,
        actual,
        _amount(equation, equation.tolerance),
        cells_of(equation, forms),
    )


def _together(
    key: tuple[Verdict, str, str], equations: Sequence[Equation], forms: Sequence[FormFigures], owner: FormFigures
) -> Check:
    verdict, rule, label = key
    if len(equations) == 1:
        return _single(verdict, equations[0], forms, owner)
    held = "hold" if verdict == "pass" else "do not hold, but the form may mean something else"
    message = f"{label or rule}: {len(equations)} {held}"
    totals = [cell for equation in equations if (cell := _cell(equation.total.figure, forms))]
    return Check(rule, verdict, owner.form.form, message, cells=totals)


def _message(equation: Equation, actual: str, expected: str) -> str:
    sign = "=" if equation.holds else "≠"
    if equation.rule in ROW_RULES:
        return f"{equation.label}: {actual} {sign} {expected}"
    if equation.rule == "weight_total":
        return f"weights {expected} {sign} {actual} ({len(equation.parts)} indicators)"
    if equation.rule in ("cross_form", "balance"):
        return f"{equation.label}: {actual} {sign} {expected}"
    path = equation.total.figure.path
    label = equation.label if path == "total" else f"{equation.label} {path}"
    count = len(equation.parts)
    return f"{label} {actual} {sign} {expected} ({count} row{'' if count == 1 else 's'})"


def _amount(equation: Equation, value: int) -> str:
    """Return a value of an equation in the unit and with the decimals of its total."""
    factor = equation.total.factor
    places = equation.total.figure.places
    if equation.rule == RATE:
        return decimal_text(round(value / factor / 10_000) * 10_000 if factor else 0, places)
    return decimal_text(value // factor if value % factor == 0 else round(value / factor), places)


def cells_of(equation: Equation, forms: Sequence[FormFigures]) -> list[CellRef]:
    """Return the cells of an equation, the total's first; figures whose cells are unknown are left out."""
    return [cell for term in equation.terms if (cell := _cell(term.figure, forms))]


def _cell(figure: Figure, forms: Sequence[FormFigures]) -> CellRef | None:
    return ref_of(forms[figure.form].form, figure)


def judge(claims: Iterable[Claim]) -> list[Judged]:
    """Return the verdict on every claim with the equation it rests on."""
    return [claim.judge() for claim in claims]
