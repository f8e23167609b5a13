"""All forms of a document, and how one refers to the figures of another."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from extractors.checks.figures import Figure, FormFigures, figures_of
from extractors.checks.rows import Kind
from extractors.checks.two_sided_sum import Side, read_side
from extractors.text import normalise
from schemas.form import Form
from schemas.forms.check_rules import Place


class Document:
    """The figures of every form, each read once, in the sets that belong together.

    A document may hold the budgets of several departments one after the other: a form of a kind that has come already
    begins a new set.
    """

    def __init__(self, forms: Sequence[Form], amount_fields: Mapping[str, Container[str]] | None = None) -> None:
        """Read the figures; ``amount_fields`` are those of forms whose other fields may hold numbers, by form."""
        known = amount_fields or {}
        self.forms = [figures_of(index, form, known.get(form.form)) for index, form in enumerate(forms)]
        self._sides: dict[tuple[int, str], Side] = {}
        self._sets: list[dict[str, FormFigures]] = []
        current: dict[str, FormFigures] = {}
        for figures in self.forms:
            if figures.form.form in current and any("amounts" in record for record in figures.form.records):
                current = {}
            current.setdefault(figures.form.form, figures)
            self._sets.append(current)

    def side(self, figures: FormFigures, side: str) -> Side:
        """Return one side of a two-sided form."""
        key = (figures.index, side)
        if key not in self._sides:
            self._sides[key] = read_side(figures, side)
        return self._sides[key]

    def beside(self, key: str, owner: FormFigures) -> FormFigures | None:
        """Return the form of a kind in the set of ``owner``; None when it is missing or names another organisation."""
        found = self._sets[owner.index].get(key)
        if found is None:
            return None
        names = {normalise(figures.form.entity) for figures in (found, owner) if figures.form.entity}
        return found if len(names) < 2 else None

    def at(self, figures: FormFigures, place: Place) -> list[Figure]:
        """Return the figures that a place names in a form; several are to be added up, none means not printed."""
        measure = place.measure.removeprefix("-")
        if place.side is None:
            return total_figures(figures, measure)
        side = self.side(figures, place.side)
        if place.item is None:
            return side.current(measure) if place.row == "subtotal" else side.grand(measure)
        pattern = re.compile(place.item)
        lines = [position for position, line in enumerate(side.lines) if pattern.fullmatch(line.label)]
        found = [figure for position in lines if (figure := side.amounts(position).get(measure))]
        return found[:1] if place.row == "subtotal" else found


def total_figures(figures: FormFigures, measure: str) -> list[Figure]:
    """Return the grand total of a form's column: that of the total row, or of the only record."""
    if len(figures.records) == 1:
        candidates = [0]
    else:
        candidates = [row.index for row in figures.rows if row.kind == Kind.TOTAL]
        if not candidates and figures.rows and figures.rows[0].kind == Kind.BLANK:
            candidates = [0]
    return [figure for index in candidates if (figure := figures.records[index].get(measure))][:1]
