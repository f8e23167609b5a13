"""The labels of a form's rows, read from its leading columns: codes, names, the group that a row belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.forms.leading import GROUP, Leading
from extractors.forms.view import TableView, distinct
from extractors.forms.wording import as_code, as_digits, split_coded_name, tidy_label
from schemas.forms.definition import AmountRows
from schemas.table import Cell


class RowLabels:
    """Reads the leading keys of one row after another; remembers the group across a page break."""

    def __init__(self, form: AmountRows, leading: Leading, types: Mapping[str, str], view: TableView) -> None:
        self._form = form
        self._leading = leading
        self._types = types
        self._view = view
        self._positions = sorted(leading.key_at)
        self._group: str | None = None
        self.spare_lost: set[int] = set()

    def read(self, row: list[Cell], index: int) -> dict[str, Any]:
        """Return the leading keys of a row in the form's order, None where nothing is printed."""
        values: dict[str, str] = {}
        labels: dict[str, str] = {}
        for cell in distinct([row[position] for position in self._positions]):
            text = tidy_label(cell.text)
            if text is None:
                continue
            keys = list(
                dict.fromkeys(
                    self._leading.key_at[position]
                    for position in range(cell.column, cell.last_column + 1)
                    if position in self._leading.key_at
                )
            )
            if len(keys) > 1 or not self._take(values, keys[0], text):
                labels.setdefault(self._form.label_key or keys[0], text)
        self._spare(values, row)
        return self._in_order(labels | values, row, index)

    def _take(self, values: dict[str, str], key: str, text: str) -> bool:
        """Put a text under its key; False when a column of codes holds something else."""
        kind = self._types.get(key, "text")
        if kind == "text":
            values[key] = text
            return True
        code = as_digits(text) if kind == "digits" else as_code(text)
        if code is None:
            coded = split_coded_name(text) if kind == "digits" else None
            if coded is None:
                return False
            code = coded[0]
            values.setdefault("name", tidy_label(coded[1]) or "")
        values[key] = _join_codes(values.get(key, ""), code)
        return True

    def _spare(self, values: dict[str, str], row: list[Cell]) -> None:
        for position, key in self._leading.spare.items():
            text = tidy_label(row[position].text)
            if text is None or row[position].column in self._leading.key_at:
                continue
            if key not in values:
                self._take(values, key, text)
            elif values[key] != text:
                self.spare_lost.add(position)

    def _in_order(self, values: dict[str, str], row: list[Cell], index: int) -> dict[str, Any]:
        record: dict[str, Any] = {}
        if "name" in values and self._leading.subjects:
            self._split_name(values)
        for key in self._form.leading:
            if key == "name" and self._leading.grouped:
                record[GROUP] = self._group_of(values, row, index)
            record[key] = values.get(key) or None
        return record

    def _split_name(self, values: dict[str, str]) -> None:
        """Part 2080501行政单位离退休 where the form has subject codes but prints no column of their own."""
        coded = split_coded_name(values["name"])
        if coded is not None:
            values["subject_code"], values["name"] = coded[0], tidy_label(coded[1]) or ""

    def _group_of(self, values: dict[str, str], row: list[Cell], index: int) -> str | None:
        position = next(place for place, key in self._leading.key_at.items() if key == GROUP)
        if GROUP in values:
            self._group = values[GROUP]
        elif row[position].text or not self._view.starts_part(index):
            self._group = None
        return self._group


def _join_codes(head: str, part: str) -> str:
    """Concatenate 208 and 05; a part that repeats the whole code so far (208, 20805) replaces it."""
    return part if head and part.startswith(head) and len(part) > len(head) else head + part
