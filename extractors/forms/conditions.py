"""What a table must hold, beside a title or instead of one, to be a form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.view import TableView
from schemas.forms.definition import Conditions, FieldLayout, FormDefinition, IndicatorRows, Signature

Patterns = list[re.Pattern[str]]


class FormConditions:
    """One definition's conditions, compiled."""

    def __init__(self, form: FormDefinition) -> None:
        self._any_of = [_Condition(each) for each in form.any_of]
        self._signatures = [_compile_signature(each) for each in form.signature]
        #: A sheet to fill in has its headings anywhere, a list side by side.
        self._anywhere, self._is_list = isinstance(form, FieldLayout), isinstance(form, IndicatorRows)

    def hold(self, view: TableView, title: str) -> bool:
        """Tell whether a table whose cleaned title fits can be the form."""
        return not self._any_of or any(each.holds(view, title, self._headings(view)) for each in self._any_of)

    def signed(self, view: TableView) -> bool:
        """Tell whether a table is unmistakably the form by its headings and row labels alone."""
        return any(
            _all_among(headings, self._headings(view)) and _all_among(labels, view.labels)
            for headings, labels in self._signatures
        )

    def _headings(self, view: TableView) -> frozenset[str]:
        if self._anywhere:
            return view.labels
        return view.list_headings if self._is_list else view.headings


class _Condition:
    def __init__(self, conditions: Conditions) -> None:
        self._title = re.compile(conditions.title) if conditions.title else None
        self._not_title = re.compile(conditions.not_title) if conditions.not_title else None
        self._codes = frozenset(conditions.codes)
        self._headings = _compile(conditions.headings)

    def holds(self, view: TableView, title: str, headings: frozenset[str]) -> bool:
        if self._title and not self._title.search(title):
            return False
        if self._not_title and self._not_title.search(title):
            return False
        if self._codes and view.classification not in self._codes:
            return False
        return _all_among(self._headings, headings)


def _compile(patterns: Sequence[str]) -> Patterns:
    return [re.compile(pattern) for pattern in patterns]


def _compile_signature(signature: Signature) -> tuple[Patterns, Patterns]:
    return _compile(signature.headings), _compile(signature.labels)


def _all_among(patterns: Patterns, texts: frozenset[str]) -> bool:
    return all(any(pattern.fullmatch(text) for text in texts) for pattern in patterns)
