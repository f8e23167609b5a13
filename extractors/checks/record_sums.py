"""Record tables add up: total rows are sums of the rows above them, balances follow from the row before."""

from __future__ import annotations

import re

from extractors.checks.equation import Claim, Equation, Term
from extractors.checks.figures import Figure, FormFigures
from extractors.text import normalise
from schemas.forms.check_rules import ColumnSum, RunningBalance


def column_sum_claims(rule: ColumnSum, figures: FormFigures) -> list[Claim]:
    """Return a claim per total row and measure: the sum of the rows since the total before, or of all rows above."""
    totals = _matching(figures, rule.label, rule.total)
    counted = set(range(len(figures.records))).difference(totals)
    for name, pattern in rule.rows.items():
        counted.intersection_update(_matching(figures, name, pattern))
    claims = []
    for number, total in enumerate(totals):
        after = totals[number - 1] + 1 if number else 0
        for measure in rule.measures:
            figure = figures.records[total].get(measure)
            since = _column(figures, measure, [row for row in range(after, total) if row in counted])
            every = _column(figures, measure, [row for row in range(total) if row in counted])
            if figure and every:
                label = normalise(str(figures.form.records[total].get(rule.label)))
                parts = [parts for parts in (since, every) if parts]
                terms = [tuple(map(Term, each)) for each in parts]
                claims.append(Claim(tuple(_equation(rule, label, figure, each) for each in terms)))
    return claims


def balance_claims(rule: RunningBalance, figures: FormFigures) -> list[Claim]:
    """Return a claim per row that has a balance and a movement, and a row with a balance before it."""
    totals = set(_matching(figures, rule.label, rule.total)) if rule.label and rule.total else set()
    claims = []
    before: Figure | None = None
    for index, row in enumerate(figures.records):
        balance = row.get(rule.balance)
        if index in totals or balance is None:
            continue
        moved = [Term(row[name]) for name in rule.add if name in row]
        moved += [Term(row[name], -1) for name in rule.subtract if name in row]
        if before is not None and moved:
            claims.append(Claim((_equation(rule, rule.balance, balance, (Term(before), *moved)),)))
        before = balance
    return claims


def _equation(rule: ColumnSum | RunningBalance, label: str, total: Figure, parts: tuple[Term, ...]) -> Equation:
    """Return an equation that has to hold to the last digit, unless the figures were rounded one by one."""
    rounding = total.half + sum(part.figure.half for part in parts)
    return Equation(rule.rule, label, Term(total), parts, 0 if rule.rounded else -rounding)


def _matching(figures: FormFigures, field: str, pattern: str) -> list[int]:
    """Return the records whose field matches a pattern."""
    wanted = re.compile(pattern)
    texts = (record.get(field) for record in figures.form.records)
    return [row for row, text in enumerate(texts) if isinstance(text, str) and wanted.fullmatch(normalise(text))]


def _column(figures: FormFigures, measure: str, rows: list[int]) -> list[Figure]:
    return [figure for row in rows if (figure := figures.records[row].get(measure))]
