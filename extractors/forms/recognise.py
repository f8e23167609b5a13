"""Tables to canonical forms: which form a table is, and its records (contract, section 2).

A table is recognised by its printed title and, where the title leaves a choice, by its headings and codes; without a
title only by a signature that no other form has. What is not recognised stays a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from weakref import WeakKeyDictionary

from extractors.forms.amount_rows import AmountRowsBuilder
from extractors.forms.built import Built
from extractors.forms.conditions import FormConditions
from extractors.forms.field_layout import FieldLayoutBuilder
from extractors.forms.indicator_rows import IndicatorRowsBuilder
from extractors.forms.periods import year_in
from extractors.forms.titles import clean_title, match_title, title_pattern
from extractors.forms.two_sided import TwoSidedBuilder
from extractors.forms.view import TableView
from extractors.forms.wording import MONEY_UNIT
from extractors.forms.words import SharedWords, shared_words
from extractors.text import normalise
from schemas.findings import Warning
from schemas.form import Form
from schemas.forms.definition import AmountRows, FieldLayout, FormDefinition, IndicatorRows
from schemas.forms.library import FormLibrary
from schemas.table import Table


@dataclass
class Recognised:
    """The forms in the order of their tables, and what the mapping could not place."""

    forms: list[Form] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)


class _Builder(Protocol):
    def build(self, view: TableView, year: int | None) -> Built: ...


@dataclass
class _Compiled:
    """One definition, ready to use; its builder is made when first needed."""

    form: FormDefinition
    title: re.Pattern[str]
    shared: SharedWords
    conditions: FormConditions = field(init=False)
    builder: _Builder | None = None

    def __post_init__(self) -> None:
        self.conditions = FormConditions(self.form)

    def build(self, view: TableView, year: int | None) -> Built:
        if self.builder is None:
            self.builder = _builder(self.form, self.shared, self.title)
        return self.builder.build(view, year)


_COMPILED: WeakKeyDictionary[FormLibrary, list[_Compiled]] = WeakKeyDictionary()


def recognise_forms(tables: Sequence[Table], library: FormLibrary, fiscal_year: int | None) -> Recognised:
    """Map each table that is a known form; ``fiscal_year`` is the document's, for forms that name none.

    Tables are left as they are. Figures whose heading is not understood are reported and stay in the table only.
    """
    compiled = _compile(library)
    shared = shared_words(library)
    recognised = Recognised()
    for table in tables:
        if not table.cells:
            continue
        view = TableView(table, shared.knows)
        found = _find(view, compiled, shared)
        if found is not None:
            _map(view, found, fiscal_year, recognised)
    _name_entities(recognised.forms, library)
    return recognised


def _compile(library: FormLibrary) -> list[_Compiled]:
    compiled = _COMPILED.get(library)
    if compiled is None:
        shared = shared_words(library)
        # Sheets last: their labels may stand anywhere, so of equal titles a table with a header row is the surer one.
        ordered = sorted(library, key=lambda form: isinstance(form, FieldLayout))
        compiled = _COMPILED[library] = [_Compiled(form, title_pattern(form), shared) for form in ordered]
    return compiled


def _builder(form: FormDefinition, shared: SharedWords, title: re.Pattern[str]) -> _Builder:
    if isinstance(form, AmountRows):
        return AmountRowsBuilder(form, shared, title)
    if isinstance(form, IndicatorRows):
        return IndicatorRowsBuilder(form, shared, title)
    if isinstance(form, FieldLayout):
        return FieldLayoutBuilder(form, shared, title)
    return TwoSidedBuilder(form, shared, title)


def _find(view: TableView, compiled: list[_Compiled], shared: SharedWords) -> _Compiled | None:
    """Return the form that a table is: by its title, else by its signature."""
    caption = view.table.caption
    title = clean_title(caption.title or "")
    best: tuple[int, _Compiled] | None = None
    for each in compiled:
        match = match_title(title, each.title, shared) if title else None
        if match and (best is None or match.core > best[0]) and each.conditions.hold(view, title):
            best = (match.core, each)
    if best is not None:
        return best[1]
    if title.endswith("表") or shared.unsigned.search(title + (caption.code or "")):
        return None  # a titled table of another kind, however alike its headings are
    signed = [each for each in compiled if each.conditions.signed(view)]
    return signed[0] if len(signed) == 1 else None


def _map(view: TableView, found: _Compiled, fiscal_year: int | None, recognised: Recognised) -> None:
    table, caption = view.table, view.table.caption
    year = year_in(caption.title, caption.period) or fiscal_year
    built = found.build(view, year)
    recognised.warnings += built.warnings
    if not built.mapped:
        message = f"the title names the form {found.form.key}, but no heading of the table is known in it"
        recognised.warnings.append(view.warning("unmapped_form", message))
        return
    unit = MONEY_UNIT.search(caption.unit or "")
    notes = [*caption.notes, *(note for note in built.notes if note not in caption.notes)]
    recognised.forms.append(
        Form(
            form=found.form.key,
            code=caption.code,
            title=caption.title,
            entity=caption.entity or built.entity,
            fiscal_year=year,
            unit=unit.group() if unit else view.heading_unit or built.unit,
            table_ids=[table.id],
            notes=notes,
            records=built.records,
        )
    )


def _name_entities(forms: list[Form], library: FormLibrary) -> None:
    """Give a form without a caption of its own the organisation of the others, where its own units name it too."""
    entities = {form.entity for form in forms} - {None}
    if len(entities) != 1:
        return
    entity = normalise(entities.pop() or "")
    for form in forms:
        definition = library[form.form]
        named = definition.entity if isinstance(definition, IndicatorRows) else None
        if named and form.entity is None and any(entity in normalise(each[named] or "") for each in form.records):
            form.entity = next(other.entity for other in forms if other.entity)
