"""Forms of one document repeat each other's totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from extractors.checks.document import Document
from extractors.checks.equation import Claim, Equation, Term
from extractors.checks.figures import Figure, FormFigures
from schemas.forms.check_rules import CrossForm, Place


def cross_form_claims(rule: CrossForm, figures: FormFigures, document: Document) -> list[Claim]:
    """Return the claim on a form's total, or none when the other forms are not in the document."""
    own = document.at(figures, Place(form=figures.form.form, measure=rule.measure, side=rule.side))
    if len(own) != 1:
        return []
    found = [list(_readings(rule, own[0], figures, places, document)) for places in rule.readings]
    readings = tuple(equation for group in found for equation in group)
    if not readings:
        return []
    return [Claim(readings, rule.certain and bool(found[0]) and all(len(group) <= 1 for group in found))]


def _readings(
    rule: CrossForm, own: Figure, figures: FormFigures, places: Sequence[Place], document: Document
) -> Iterator[Equation]:
    """Return the equation of one reading; more where the document has more than one form that could be meant."""
    for forms in product(*(document.others(place.form, figures) for place in places)):
        terms: list[Term] = []
        for place, other in zip(places, forms, strict=True):
            found = document.at(other, place)
            if not found or (other.yuan is None) != (figures.yuan is None):
                break
            sign = -1 if place.measure.startswith("-") else 1
            terms += [Term(figure, sign * (other.yuan or 1)) for figure in found]
        else:
            label = f"{rule.measure} = {' + '.join(_name(place) for place in places)}".replace("+ -", "- ")
            yield Equation("cross_form", label, Term(own, figures.yuan or 1), tuple(terms))


def _name(place: Place) -> str:
    measure = place.measure.removeprefix("-")
    name = ".".join(part for part in (place.form, place.side, measure) if part)
    return f"-{name}" if place.measure.startswith("-") else name
