"""The weights of a record's indicators add up to the full score."""

from __future__ import annotations

from collections import Counter

from extractors.checks.equation import Claim, Equation, Term
from extractors.checks.figures import ONE, Figure, FormFigures, scaled
from schemas.forms.check_rules import WeightTotal

#: So many records of a form that agree on another total follow a rule of their own.
AGREEING = 3


def weight_claims(rule: WeightTotal, figures: FormFigures) -> list[Claim]:
    """Return a claim per record with weights; weights are exact numbers, so nothing is rounded.

    A record that leaves a weight blank can be shown right, not wrong; so can a form most of whose records fail.
    """
    found = [_weights(rule, figures, number) for number in range(len(figures.form.records))]
    sums = Counter(sum(weight.value for weight in weights) for weights, complete in found if weights and complete)
    allowed = [full * ONE for full in rule.allowed]
    allowed += [total for total, count in sums.items() if count >= AGREEING and total not in allowed]
    claims = []
    for weights, complete in found:
        if not weights:
            continue
        if sum(weight.value for weight in weights) <= 2 * ONE:  # printed as fractions of one
            weights = [Figure(w.form, w.record, w.path, w.value * 100, w.half) for w in weights]
        parts = tuple(Term(weight) for weight in weights)
        readings = tuple(Equation("weight_total", "weights", Term(_full(figures, full)), parts) for full in allowed)
        claims.append(Claim(readings, complete))
    holding = sum(claim.judge()[0] == "pass" for claim in claims)
    understood = len(claims) < AGREEING or 2 * holding >= len(claims)
    return claims if understood else [Claim(claim.readings, False) for claim in claims]


def _full(figures: FormFigures, value: int) -> Figure:
    return Figure(figures.index, -1, "", value, 0)


def _weights(rule: WeightTotal, figures: FormFigures, number: int) -> tuple[list[Figure], bool]:
    """Return the weights that a record prints, and whether every row of its list has one."""
    rows = figures.form.records[number].get(rule.rows) or []
    weights = []
    for index, row in enumerate(rows):
        value = scaled((row.get(rule.weight) or "").rstrip("分"))
        if value is not None:
            weights.append(Figure(figures.index, number, f"{rule.rows}.{index}.{rule.weight}", value, 0))
    return weights, len(weights) == len(rows)
