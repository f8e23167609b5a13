"""Which rows of a form print figures that its records do not have.

A column whose heading no definition knows stays in the table only. A sum that would need it is not wrong, it is
unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.text import normalise
from schemas.form import Form
from schemas.table import Table

_AMOUNT = re.compile(r"[-+(]?[\d,]*\.?\d+\)?")
_NOTHING = re.compile(r"[-0.,]*")
#: What a recogniser makes of a figure that it cannot read: digits, and anything but words.
_UNREAD = re.compile(r"[^\u4e00-\u9fff]*[1-9][^\u4e00-\u9fff]*")


class Leftovers:
    """Looks up, per table row, the figures that no record took."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = {table.id: table for table in tables}
        self._figures: dict[str, dict[int, set[int]]] = {}

    def complete(self, form: Form, record: int) -> bool:
        """Tell whether a record took every figure of its row; true where there is no table to look at."""
        fields = form.records[record]
        row, cells = fields.get("row"), fields.get("cells")
        if row is None or not cells or not form.table_ids or form.table_ids[0] not in self._tables:
            return True
        taken = {place[1] for place in cells.values() if place and place[0] == row}
        first = min(taken, default=0)
        return not {column for column in self._row(form.table_ids[0], row) if column > first} - taken

    def _row(self, table_id: str, row: int) -> set[int]:
        if table_id not in self._figures:
            found: dict[int, set[int]] = {}
            for cell in self._tables[table_id].cells:
                text = normalise(cell.text)
                is_figure = _AMOUNT.fullmatch(text) or (cell.source == "ocr" and _UNREAD.fullmatch(text))
                if text and is_figure and not _NOTHING.fullmatch(text):
                    found.setdefault(cell.row, set()).add(cell.column)
            self._figures[table_id] = found
        return self._figures[table_id].get(row, set())
