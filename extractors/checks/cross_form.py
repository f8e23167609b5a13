"""Forms of one document repeat each other's totals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.checks.document import Document
from extractors.checks.equation import Claim, Equation, Term
from extractors.checks.figures import Figure, FormFigures
from extractors.text import normalise
from schemas.forms.check_rules import CrossForm, Place, signed

#: So many rows of two forms, and this share of them, print the same where they are to be equal.
FEWEST, MOST = 8, 0.8
#: What a title leaves out: 一般公共预算支出表（不含上年结转）.
_LEFT_OUT = re.compile(r"不[含包].{0,6}(?:结转|结余)")


def cross_form_claims(rule: CrossForm, figures: FormFigures, document: Document) -> list[Claim]:
    """Return the claim on a form's total, or none when the other forms are not in the document."""
    if rule.rows:
        return _row_claims(rule, figures, document)
    own = document.at(figures, Place(form=figures.form.form, measure=rule.measure, side=rule.side))
    if len(own) != 1:
        return []
    found = [_reading(rule, own[0], figures, places, document) for places in rule.readings]
    readings = tuple(equation for equation in found if equation)
    return [Claim(readings, rule.certain and found[0] is not None)] if readings else []


def _reading(
    rule: CrossForm, own: Figure, figures: FormFigures, places: Sequence[Place], document: Document
) -> Equation | None:
    """Return the equation of one reading, or None when the document lacks one of its figures.

    Of two forms of which one leaves out what was carried over, neither repeats the other's total.
    """
    terms: list[Term] = []
    for place in places:
        other = document.beside(place.form, figures)
        found = document.at(other, place) if other else []
        if not other or not found or (other.yuan is None) != (figures.yuan is None):
            return None
        if _leaves_out(other) != _leaves_out(figures):
            return None
        _, sign = signed(place.measure)
        terms += [Term(figure, sign * (other.yuan or 1)) for figure in found]
    label = f"{rule.measure} = {' + '.join(_name(place) for place in places)}".replace("+ -", "- ")
    return Equation("cross_form", label, Term(own, figures.yuan or 1), tuple(terms))


def _row_claims(rule: CrossForm, figures: FormFigures, document: Document) -> list[Claim]:
    """Return the claims on the rows that another form has with the same code and name, if most of them print the same.

    A code and a name that stand in several rows of one form name none of them.
    """
    place = rule.readings[0][0]
    other = document.beside(place.form, figures)
    if other is None or (other.yuan is None) != (figures.yuan is None) or _leaves_out(other) != _leaves_out(figures):
        return []
    own, there = _by_row(figures, rule.measure), _by_row(other, place.measure)
    pairs = [
        Equation("cross_form_rows", name, Term(own[key], figures.yuan or 1), (Term(there[key], other.yuan or 1),))
        for key in own.keys() & there.keys()
        for name in key[1:]
    ]
    equal = sum(equation.is_exact for equation in pairs)
    if len(pairs) < FEWEST or equal < MOST * len(pairs):
        return []
    return [Claim((equation,), sure=False, likely=True) for equation in sorted(pairs, key=_place)]


def _by_row(figures: FormFigures, measure: str) -> dict[tuple[str, str], Figure]:
    """Return the figures of one measure by the codes and names of their rows, those that only one row has."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for record, row in zip(figures.form.records, figures.records, strict=True):
        code, name = (normalise(str(record.get(field) or "")) for field in ("subject_code", "name"))
        if code and name and measure in row:
            found.setdefault((code, name), []).append(row[measure])
    return {key: own[0] for key, own in found.items() if len(own) == 1}


def _place(equation: Equation) -> int:
    return equation.total.figure.record


def _leaves_out(figures: FormFigures) -> bool:
    return _LEFT_OUT.search(normalise(figures.form.title or "")) is not None


def _name(place: Place) -> str:
    measure, sign = signed(place.measure)
    name = ".".join(part for part in (place.form, place.side, measure) if part)
    return f"-{name}" if sign < 0 else name
