"""Forms to fill in: labels with values beside or below, and lists with a header row (contract, "Text forms")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractors.forms.amounts import parse_amount
from extractors.forms.built import Built
from extractors.forms.figures import amount_or_warning
from extractors.forms.heading_words import SharedWords, any_of
from extractors.forms.sheet_lists import SheetList, SheetLists
from extractors.forms.view import TableView
from extractors.forms.wording import heading_core, is_remark, tidy, unit_in
from schemas.forms.definition import FieldLayout
from schemas.table import Cell

#: The cell with a field's value, and of its text what is the value.
_Said = tuple[Cell, str]
_LABEL_AND_AMOUNT = re.compile(r"(?P<label>.{2,20})[:：]\s*(?P<amount>-?[\d,，]*\d(?:\.\d+)?)\s*(?:万元|元)?")
#: A list beside which fewer fields have their heading stands below them, not beside.
_FEWEST_HEADINGS = 2


@dataclass(frozen=True)
class _Sheet:
    """The cells outside of lists: labels and what may be their values; ``headed`` tells that values stand below."""

    labels: list[Cell]
    values: list[Cell]
    headed: bool = False


class FieldLayoutBuilder:
    """Maps a table to one form of this kind; such a form is one record."""

    def __init__(self, form: FieldLayout, shared: SharedWords) -> None:
        self._form = form
        self._fields = {path: (any_of(said.labels), said) for path, said in form.fields.items()}
        self._anchors = {path: any_of(said.under) for path, said in form.fields.items() if said.under}
        self._labels = any_of([*(label for said in form.fields.values() for label in said.labels), *form.other_labels])
        self._lists = SheetLists(form, shared, lambda heading: bool(self._labels.fullmatch(heading)))

    def build(self, view: TableView, year: int | None) -> Built:
        """Return the one record of a sheet; a field without a label or value is None, a list without rows is empty."""
        built = Built()
        cells: dict[str, list[int]] = {}
        record: dict[str, Any] = {}
        lists = self._lists.find(view)
        sheet = self._sheet(lists, view)
        summed = {path: (cell, cell.text) for found in lists for path, cell in found.totals.items()}
        for path in self._fields:
            said = self._value(path, sheet, view) or self._inline(path, sheet.values) or summed.get(path)
            value = self._typed(path, *said, view, built) if said is not None else None
            _put(record, path, value)
            if value is not None and said is not None:
                cells[path] = [said[0].row, said[0].column]
        for key in self._form.sections:
            record[key] = []
        for found_list in lists:
            self._lists.read(found_list, view, record, cells)
            self._lists.report_unknown(found_list, view, built)
        built.records.append({**record, "row": 0, "cells": cells})
        built.notes += [
            text for cell in sheet.values if is_remark(cell.text) and _spans(cell, view) and (text := tidy(cell.text))
        ]
        built.mapped = bool(cells)
        self._caption(built, record, sheet.labels)
        return built

    def _sheet(self, lists: Sequence[SheetList], view: TableView) -> _Sheet:
        """Part what stands outside of the lists into labels and values.

        Where the labels are headings beside those of a list, each heads a column whose values go down beside it.
        """
        cells = sorted(view.table.cells, key=lambda cell: (cell.row, cell.column))
        for found in lists:
            beside = [cell for cell in cells if cell.last_column < found.left]
            heads = [cell for cell in beside if cell.last_row == found.first - 1 and self._is_field(cell, view)]
            if len(heads) >= _FEWEST_HEADINGS:
                return _Sheet(heads, [cell for cell in beside if cell.row >= found.first], headed=True)
        inside = [(found.header, found.last) for found in lists]
        sheet = [cell for cell in cells if not any(first <= cell.row <= last for first, last in inside)]
        labels = [cell for cell in sheet if self._labels.fullmatch(view.heading(cell))]
        return _Sheet(labels, [cell for cell in sheet if not any(cell is label for label in labels)])

    def _is_field(self, cell: Cell, view: TableView) -> bool:
        return any(pattern.fullmatch(view.heading(cell)) for pattern, _ in self._fields.values())

    def _caption(self, built: Built, record: dict[str, Any], labels: list[Cell]) -> None:
        built.unit = next((unit for cell in labels if (unit := unit_in(cell.text))), None)
        if self._form.entity:
            built.entity = record.get(self._form.entity)

    def _value(self, path: str, sheet: _Sheet, view: TableView) -> _Said | None:
        """Return a field's value: right of its label, or below it where right of it is another label or a heading.

        Of an amount, also below where what stands right of the label is no number. Labels are tried in the order of
        the definition; one without a value heads others.
        """
        _, said = self._fields[path]
        ranked = [
            label
            for each in said.labels
            for label in sheet.labels
            if re.fullmatch(each, view.heading(label)) and self._stands_right(path, label, sheet.labels, view)
        ]
        for label in ranked:
            beside = label.last_column + 1 < view.width and not sheet.headed
            right = view.slots[label.row][label.last_column + 1] if beside else None
            below = view.slots[label.last_row + 1][label.column] if label.last_row + 1 < len(view.slots) else None
            if below is not None and below.column != label.column:
                below = None  # the value of what stands left of the label
            near = [
                cell for cell in (right, below) if cell is not None and any(cell is value for value in sheet.values)
            ]
            if said.type == "decimal":
                near.sort(key=lambda cell: parse_amount(cell.text) is None)
            if near and near[0].text:
                return near[0], near[0].text
        return None

    def _inline(self, path: str, values: list[Cell]) -> _Said | None:
        """Return an amount that is printed in the cell of its label: 资金总额：100.00."""
        pattern, said = self._fields[path]
        for cell in values if said.type == "decimal" and path not in self._anchors else []:
            found = _LABEL_AND_AMOUNT.fullmatch(cell.text)
            if found and pattern.fullmatch(heading_core(found["label"])):
                return cell, found["amount"]
        return None

    def _stands_right(self, path: str, label: Cell, labels: list[Cell], view: TableView) -> bool:
        """Tell whether a label is the wanted one of several equal ones: the nearest anchor is this field's.

        Anchors are nearest left of it in its row, then above it in its column.
        """
        wanted = self._anchors.get(path)
        if wanted is None:
            return True
        anchors = [
            (other.row, other.column, view.heading(other))
            for other in labels
            if (other.row == label.row and other.column < label.column)
            or (other.column == label.column and other.row < label.row)
        ]
        known = [each for each in anchors if any(each_of.fullmatch(each[2]) for each_of in self._anchors.values())]
        return bool(known) and bool(wanted.fullmatch(max(known)[2]))

    def _typed(self, path: str, cell: Cell, printed: str, view: TableView, built: Built) -> str | None:
        text = tidy(printed)
        if text is None or self._fields[path][1].type != "decimal":
            return text
        return amount_or_warning(text, path, cell.row, view, built)


def _spans(cell: Cell, view: TableView) -> bool:
    return cell.column_span == view.width


def _put(record: dict[str, Any], path: str, value: str | None) -> None:
    *outer, name = path.split(".")
    for key in outer:
        record = record.setdefault(key, {})
    record[name] = value
