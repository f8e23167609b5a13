"""Forms that are plain record tables: each row a record, each column a field with a type.

Nothing here knows of budgets: a user's definition says what the headings mean. A row's label that is printed over
several columns, or in the place of a date or code (Total), goes to the form's label field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from extractors.forms.amounts import is_absent, parse_percent
from extractors.forms.built import Built
from extractors.forms.heading_words import any_of
from extractors.forms.measures import Resolved
from extractors.forms.report import report_columns
from extractors.forms.rows import data_rows
from extractors.forms.typed import AmbiguousDate, parse_date, parse_decimal, parse_integer, split_list
from extractors.forms.view import Column, TableView, printed_under
from extractors.forms.wording import as_code, as_digits, tidy, tidy_label
from extractors.text import normalise
from schemas.forms.definition import RecordField, RecordRows
from schemas.table import Cell

#: Figures count once, in the first row that their cell covers; words hold for every row that their cell covers.
_NUMBERS = frozenset(("decimal", "integer", "percent"))
_FAULTS = {"date": ("not_a_date", "date"), "code": ("not_a_code", "code"), "digits": ("not_a_code", "code")}


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    said: RecordField
    heading: re.Pattern[str]
    under: re.Pattern[str] | None
    vocabulary: frozenset[str]

    def heads(self, column: Column) -> bool:
        """Tell whether a column is the field's: by its lowest heading, and by one above it where the field says so."""
        if not column.path or not self.heading.fullmatch(column.path[-1]):
            return False
        return self.under is None or any(self.under.fullmatch(heading) for heading in column.path[:-1])


class RecordRowsBuilder:
    """Maps a table to one form of this kind."""

    def __init__(self, form: RecordRows) -> None:
        self._label = form.label_key
        self._ignored = any_of(form.ignored) if form.ignored else None
        self._fields = [
            _Field(
                name,
                said,
                any_of(said.headings),
                any_of(said.under) if said.under else None,
                frozenset(normalise(text) for text in said.vocabulary),
            )
            for name, said in form.fields.items()
        ]

    def build(self, view: TableView, year: int | None) -> Built:
        """Return one record a row; ``year`` has no say, as dates are printed in full."""
        built = Built()
        columns = self._arrange(view, built)
        built.mapped = bool(columns)
        for index, row in data_rows(view, built) if columns else ():
            record, places = _Row(self._fields, self._label, columns, view, built).read(row, index)
            built.records.append({**record, "row": index, "cells": places})
        return built

    def _arrange(self, view: TableView, built: Built) -> dict[str, Column]:
        """Return the column of each field; headings that mean none, or one that is taken, are reported."""
        resolved = Resolved()
        for column in view.columns:
            fits = [field.name for field in self._fields if field.heads(column)]
            free = [name for name in fits if name not in resolved.columns]
            if free:
                resolved.columns[free[0]] = column
            elif fits:
                resolved.twice.append((fits[0], column))
            elif not view.is_blank(column) and not self._is_ignored(column):
                resolved.unmapped.append(column)
        report_columns(view, built, resolved)
        return resolved.columns

    def _is_ignored(self, column: Column) -> bool:
        return self._ignored is not None and bool(column.path) and bool(self._ignored.fullmatch(column.path[-1]))


class _Row:
    """Reads one row: values and places by field."""

    def __init__(
        self, fields: list[_Field], label: str | None, columns: dict[str, Column], view: TableView, built: Built
    ) -> None:
        self._fields = fields
        self._label = label
        self._columns = columns
        self._view = view
        self._built = built
        self._places: dict[str, list[int]] = {}
        self._lost: list[tuple[_Field, Cell]] = []

    def read(self, row: list[Cell], index: int) -> tuple[dict[str, Any], dict[str, list[int]]]:
        record: dict[str, Any] = dict.fromkeys(field.name for field in self._fields)
        for field in self._fields:
            cell = self._cell_of(field, row, index)
            if cell is None or is_absent(cell.text):
                continue
            value = self._value(field, cell, index)
            if value is None:
                self._lost.append((field, cell))
            else:
                record[field.name] = value
                self._places[field.name] = [cell.row, cell.column]
        self._save_labels(record, index)
        return record, self._places

    def _cell_of(self, field: _Field, row: list[Cell], index: int) -> Cell | None:
        """Return the cell that holds a field's value in a row, None when none does or it belongs to another field."""
        column = self._columns.get(field.name)
        if column is None:
            return None
        cell = printed_under(column, row)
        if not cell.text or (field.said.type in _NUMBERS and cell.row != index):
            return None
        owners = [name for name, other in self._columns.items() if cell.column <= other.first <= cell.last_column]
        if len(owners) > 1:
            # A label over several columns: the label field's, or the leftmost one's where that field is not among them.
            owner = self._label if self._label in self._columns else owners[0]
            return cell if field.name == owner or (owner not in owners and field.name == owners[0]) else None
        return cell

    def _value(self, field: _Field, cell: Cell, index: int) -> Any:
        text = tidy(cell.text) or ""
        if field.said.type == "date":
            try:
                return parse_date(text, field.said.date_order)
            except AmbiguousDate:
                message = f"row {index + 1}: the day under {field.name} can be read in two ways; date_order settles it"
                self._built.warnings.append(self._view.warning("ambiguous_date", message, index))
                return None
        value = _plain_value(field.said, text)
        texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        if field.vocabulary and any(normalise(each) not in field.vocabulary for each in texts):
            message = f"row {index + 1}: the text under {field.name} is not in the form's vocabulary"
            self._built.warnings.append(self._view.warning("unknown_value", message, index))
        return value

    def _save_labels(self, record: dict[str, Any], index: int) -> None:
        """Give the label field a text that stands in the place of a date or code; report what else does not fit."""
        for field, cell in self._lost:
            label = self._label
            if label and record[label] is None and field.said.type not in _NUMBERS and tidy_label(cell.text):
                record[label] = tidy_label(cell.text)
                self._places[label] = [cell.row, cell.column]
                continue
            code, noun = _FAULTS.get(field.said.type, ("not_an_amount", "number"))
            message = f"row {index + 1}, column {cell.column + 1} under {field.name} is no {noun}; it is left out"
            self._built.warnings.append(self._view.warning(code, message, index))


def _plain_value(said: RecordField, text: str) -> str | list[str] | None:
    match said.type:
        case "decimal":
            return parse_decimal(text, said.decimal_mark)
        case "integer":
            return parse_integer(text, said.decimal_mark)
        case "percent":
            return parse_percent(text)
        case "code":
            return as_code(text)
        case "digits":
            return as_digits(text)
        case "list":
            return split_list(text, said.separator)
        case _:
            return text
