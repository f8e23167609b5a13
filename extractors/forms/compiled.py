"""A form library, compiled once: what each definition needs to recognise a table and to map it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol
from weakref import WeakKeyDictionary

from extractors.forms.amount_rows import AmountRowsBuilder
from extractors.forms.built import Built
from extractors.forms.conditions import FormConditions
from extractors.forms.field_layout import FieldLayoutBuilder
from extractors.forms.heading_words import SharedWords
from extractors.forms.indicator_rows import IndicatorRowsBuilder
from extractors.forms.misread import HeadingReader, nearly
from extractors.forms.record_rows import RecordRowsBuilder
from extractors.forms.titles import title_pattern
from extractors.forms.two_sided import TwoSidedBuilder
from extractors.forms.view import TableView
from schemas.forms.definition import AmountRows, FieldLayout, FormDefinition, IndicatorRows, RecordRows
from schemas.forms.library import FormLibrary


class Builder(Protocol):
    """Maps a table to a form of one kind."""

    def build(self, view: TableView, year: int | None) -> Built:
        """Return the records of a table; ``year`` is the form's own, None when nothing names it."""
        ...


class CompiledForm:
    """One definition, ready to use; its parts are made when first needed."""

    def __init__(self, form: FormDefinition, shared: SharedWords, own: bool) -> None:
        self.form = form
        #: Whether a user defined it.
        self.own = own
        self.conditions = FormConditions(form)
        self._shared = shared

    @cached_property
    def title(self) -> re.Pattern[str]:
        """The form's titles."""
        return title_pattern(self.form.titles)

    @cached_property
    def near_title(self) -> re.Pattern[str]:
        """The form's titles with any letter spelt as the wild one."""
        return title_pattern(nearly(self.form.titles))

    @cached_property
    def builder(self) -> Builder:
        """What maps a table to this form: code for each kind of form, none for a form."""
        form = self.form
        if isinstance(form, AmountRows):
            return AmountRowsBuilder(form, self._shared, self.title)
        if isinstance(form, IndicatorRows):
            return IndicatorRowsBuilder(form, self._shared)
        if isinstance(form, FieldLayout):
            return FieldLayoutBuilder(form, self._shared)
        if isinstance(form, RecordRows):
            return RecordRowsBuilder(form)
        return TwoSidedBuilder(form, self._shared, self.title)


class CompiledLibrary:
    """All definitions of a library and the words that they share."""

    def __init__(self, library: FormLibrary) -> None:
        self.shared = SharedWords(library.shared)
        own = (pattern for form in library for pattern in _own_headings(form))
        self.reader = HeadingReader([*self.shared.patterns(), *own], self.shared.meaning)
        # Sheets last: their labels may stand anywhere, so of equal titles a table with a header row is the surer one.
        # A user's own before the shipped ones: who defines a form of the same title means it.
        ordered = sorted(library, key=lambda form: (form.key not in library.own, isinstance(form, FieldLayout)))
        self.forms = [CompiledForm(form, self.shared, form.key in library.own) for form in ordered]

    def prepare(self) -> None:
        """Make now what is else made when first needed: for a process whose copies then all have it."""
        for one in (self.shared, self.reader, *self.forms):
            for name, value in vars(type(one)).items():
                if isinstance(value, cached_property):
                    getattr(one, name)


_COMPILED: WeakKeyDictionary[FormLibrary, CompiledLibrary] = WeakKeyDictionary()


def compile_library(library: FormLibrary) -> CompiledLibrary:
    """Return a library compiled; compiled once for as long as it lives."""
    compiled = _COMPILED.get(library)
    if compiled is None:
        compiled = _COMPILED[library] = CompiledLibrary(library)
    return compiled


def _own_headings(form: FormDefinition) -> Iterator[str]:
    for patterns in form.headings.values():
        yield from patterns
    if isinstance(form, RecordRows):
        for column in form.fields.values():
            yield from column.under
        yield from form.ignored
    if isinstance(form, FieldLayout):
        yield from form.other_labels
        for said in form.fields.values():
            yield from said.labels
