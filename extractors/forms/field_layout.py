"""Forms to fill in: labels with values beside or below, and lists with a header row (contract, "Text forms")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractors.forms.built import Built
from extractors.forms.figures import amount_or_warning
from extractors.forms.indicator_rows import carry_down
from extractors.forms.view import TableView, distinct
from extractors.forms.wording import is_remark, tidy, unit_in
from extractors.forms.words import SharedWords, Words, any_of
from schemas.forms.definition import FieldLayout, LabelledField, Section
from schemas.table import Cell


@dataclass
class _List:
    """A list found in the sheet: the cells of its header row and the rows of its entries."""

    key: str
    section: Section
    header: int
    columns: dict[str, Cell]
    last: int


class FieldLayoutBuilder:
    """Maps a table to one form of this kind; such a form is one record."""

    def __init__(self, form: FieldLayout, shared: SharedWords) -> None:
        self._form = form
        self._shared = shared
        self._lists = Words(form.headings)
        self._fields = {path: (any_of(said.labels), said) for path, said in form.fields.items()}
        self._anchors = {path: any_of(said.under) for path, said in form.fields.items() if said.under}
        self._labels = any_of([*(label for said in form.fields.values() for label in said.labels), *form.other_labels])

    def build(self, view: TableView, year: int | None) -> Built:
        """Return the one record of a sheet; a field without a label or value is None, a list without rows is empty."""
        built = Built()
        cells: dict[str, list[int]] = {}
        record: dict[str, Any] = {}
        lists = self._find_lists(view)
        inside = [(found.header, found.last) for found in lists]
        sheet = [
            cell
            for cell in sorted(view.table.cells, key=lambda cell: (cell.row, cell.column))
            if not any(first <= cell.row <= last for first, last in inside)
        ]
        labels = [cell for cell in sheet if self._labels.fullmatch(view.heading(cell))]
        taken: set[int] = {id(cell) for cell in labels}
        for path, (pattern, said) in self._fields.items():
            found = self._value(path, pattern, labels, taken, view)
            value = self._typed(said, path, found, view, built) if found is not None else None
            _put(record, path, value)
            if value is not None and found is not None:
                cells[path] = [found.row, found.column]
        for key in self._form.sections:
            record[key] = []
        for found_list in lists:
            self._read_list(found_list, view, record, cells)
            _report_unknown(found_list, view, built)
        built.records.append({**record, "row": 0, "cells": cells})
        built.notes += [
            text for cell in sheet if is_remark(cell.text) and _spans(cell, view) and (text := tidy(cell.text))
        ]
        built.mapped = bool(cells)
        self._caption(built, record, labels)
        return built

    def _caption(self, built: Built, record: dict[str, Any], labels: list[Cell]) -> None:
        built.unit = next((unit for cell in labels if (unit := unit_in(cell.text))), None)
        if self._form.entity:
            built.entity = record.get(self._form.entity)

    def _value(
        self, path: str, pattern: re.Pattern[str], labels: list[Cell], taken: set[int], view: TableView
    ) -> Cell | None:
        """Return the cell with a field's value: right of its label, or below it where right of it is another label."""
        for label in labels:
            if not pattern.fullmatch(view.heading(label)) or not self._stands_right(path, label, labels, view):
                continue
            right = view.slots[label.row][label.last_column + 1] if label.last_column + 1 < view.width else None
            below = view.slots[label.last_row + 1][label.column] if label.last_row + 1 < len(view.slots) else None
            for cell in (right, below):
                if cell is not None and id(cell) not in taken:
                    return cell
        return None

    def _stands_right(self, path: str, label: Cell, labels: list[Cell], view: TableView) -> bool:
        """Tell whether a label is the wanted one of several equal ones: the nearest anchor above it is this field's."""
        wanted = self._anchors.get(path)
        if wanted is None:
            return True
        anchors = [
            (other.row, other)
            for other in labels
            if other.column == label.column
            and other.row < label.row
            and any(pattern.fullmatch(view.heading(other)) for pattern in self._anchors.values())
        ]
        return bool(anchors) and bool(wanted.fullmatch(view.heading(max(anchors, key=lambda at: at[0])[1])))

    def _typed(self, said: LabelledField, path: str, cell: Cell, view: TableView, built: Built) -> str | None:
        text = tidy(cell.text)
        if text is None or said.type != "decimal":
            return text
        return amount_or_warning(text, path, cell.row, view, built)

    def _find_lists(self, view: TableView) -> list[_List]:
        """Return the lists from top to bottom; each ends where the next label of a field, or the next list, begins."""
        found: list[_List] = []
        for index, row in enumerate(view.slots):
            own = [cell for cell in distinct(row) if cell.row == index and cell.text]
            for key, section in self._form.sections.items():
                columns = self._header(own, section, view)
                if columns is not None:
                    found.append(_List(key, section, index, columns, len(view.slots) - 1))
        for before, after in pairwise(found):
            before.last = after.header - 1
        for each in found:
            each.last = self._end(each, view)
        return found

    def _header(self, own: list[Cell], section: Section, view: TableView) -> dict[str, Cell] | None:
        columns: dict[str, Cell] = {}
        for cell in own:
            heading = view.heading(cell)
            name = self._lists.means(heading, section.columns) or self._shared.indicators.means(
                heading, section.columns
            )
            if name:
                columns.setdefault(name, cell)
        return columns if all(name in columns for name in section.required) else None

    def _end(self, found: _List, view: TableView) -> int:
        """Return a list's last row: the one before a row that begins with the label of a field."""
        for index in range(found.header + 1, found.last + 1):
            cell = view.slots[index][0]
            if cell.row == index and self._is_field_label(view.heading(cell)) and cell.last_column + 1 < view.width:
                return index - 1
        return found.last

    def _is_field_label(self, heading: str) -> bool:
        return bool(heading) and any(pattern.fullmatch(heading) for pattern, _ in self._fields.values())

    def _read_list(self, found: _List, view: TableView, record: dict[str, Any], cells: dict[str, list[int]]) -> None:
        entries: list[dict[str, Any]] = record[found.key]
        for index in range(found.header + 1, found.last + 1):
            row = view.slots[index]
            at = {name: _under(head, row) for name, head in found.columns.items()}
            entry = {name: tidy(at[name].text) if name in at else None for name in found.section.columns}
            new = any(cell.row == index and cell.text for cell in at.values())
            if not new or not any(entry[name] for name in entry if name not in found.section.carried):
                continue
            carry_down(entry, entries, found.section.carried)
            for name, cell in at.items():
                if cell.text:
                    cells[f"{found.key}.{len(entries)}.{name}"] = [cell.row, cell.column]
            entries.append(entry)


def _report_unknown(found: _List, view: TableView, built: Built) -> None:
    """Warn of headings of a list that name none of its fields; left of the first stands the list's own label."""
    known = list(found.columns.values())
    first = min(cell.column for cell in known)
    for cell in distinct(view.slots[found.header]):
        if cell.column > first and cell.row == found.header and cell.text and not any(cell is each for each in known):
            message = f"heading {view.heading(cell)} is not known in {found.key}; its column stays in the table only"
            built.warnings.append(view.warning("unmapped_heading", message, found.header))


def _under(head: Cell, row: list[Cell]) -> Cell:
    """Return the cell of a row that stands under most of a heading's columns."""
    under = distinct(row[head.column : head.last_column + 1])
    return max(under, key=lambda cell: min(cell.last_column, head.last_column) - max(cell.column, head.column))


def _spans(cell: Cell, view: TableView) -> bool:
    return cell.column_span == view.width


def _put(record: dict[str, Any], path: str, value: str | None) -> None:
    *outer, name = path.split(".")
    for key in outer:
        record = record.setdefault(key, {})
    record[name] = value
