"""The lists inside a form to fill in: a header row, entries below it, and the row of totals that may end them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from extractors.forms.built import Built
from extractors.forms.heading_words import SharedWords, Words, any_of
from extractors.forms.indicator_rows import carry_down
from extractors.forms.view import TableView, distinct, printed_in
from extractors.forms.wording import tidy
from schemas.forms.definition import FieldLayout, Section
from schemas.table import Cell

#: A row that names fewer columns than this is no header: 指标 alone is a label.
_FEWEST_COLUMNS = 2
#: What is said below a heading that is divided, for what the heading says itself.
_ITSELF = ("内容", "数值")


@dataclass
class SheetList:
    """A list found in a sheet: its header rows, the heading cells of its columns, its last row, its row of totals."""

    key: str
    section: Section
    header: int
    columns: dict[str, Cell]
    last: int
    first: int = 0
    #: Where a field of the sheet stands in the row of totals.
    totals: dict[str, Cell] = field(default_factory=dict)
    summed: set[int] = field(default_factory=set)

    @property
    def left(self) -> int:
        """Return the first column of the list; left of it stands its own label."""
        return min(cell.column for cell in self.columns.values())


class SheetLists:
    """Finds and reads the lists of one form; ``is_label`` tells the headings that label a field or head a group."""

    def __init__(self, form: FieldLayout, shared: SharedWords, is_label: Callable[[str], bool]) -> None:
        self._form = form
        self._shared = shared
        self._words = Words(form.headings)
        self._is_label = is_label
        self._totals = {key: any_of(each.totals.labels) for key, each in form.sections.items() if each.totals}
        self._sums = {key: Words(each.totals.headings) for key, each in form.sections.items() if each.totals}

    def find(self, view: TableView) -> list[SheetList]:
        """Return the lists from top to bottom; each ends where the next label of the sheet or list begins."""
        found: list[SheetList] = []
        for index, row in enumerate(view.slots):
            own = printed_in(row, index)
            for key, section in self._form.sections.items():
                columns = self._header(own, section, view)
                if columns is not None:
                    found.append(SheetList(key, section, index, columns, len(view.slots) - 1))
        for before, after in pairwise(found):
            before.last = after.header - 1
        for each in found:
            each.first = max(cell.last_row for cell in each.columns.values()) + 1
            each.last = self._end(each, view)
            self._find_totals(each, view)
        return found

    def read(self, found: SheetList, view: TableView, record: dict[str, Any], cells: dict[str, list[int]]) -> None:
        """Add the entries of a list to a record, and to ``cells`` where their texts stand."""
        entries: list[dict[str, Any]] = record[found.key]
        above: dict[str, Any] | None = None
        for index in range(found.first, found.last + 1):
            row = view.slots[index]
            at = {name: _under(head, row) for name, head in found.columns.items()}
            entry = {name: tidy(at[name].text) if name in at else None for name in found.section.columns}
            new = any(cell.row == index and cell.text for cell in at.values()) and index not in found.summed
            if not new:
                continue
            carry_down(entry, above, found.section.carried)
            above = entry
            if not any(entry[name] for name in entry if name not in found.section.carried):
                continue  # levels only: they head the rows below
            for name, cell in at.items():
                if cell.text:
                    cells[f"{found.key}.{len(entries)}.{name}"] = [cell.row, cell.column]
            entries.append(entry)

    def report_unknown(self, found: SheetList, view: TableView, built: Built) -> None:
        """Warn of headings of a list that name none of its fields; left of the first stands the list's own label."""
        known = list(found.columns.values())
        first = found.left
        summed = {cell.column for cell in found.totals.values()}
        for cell in distinct(view.slots[found.header]):
            own = cell.column > first and cell.row == found.header and cell.text
            if (
                not own
                or any(cell.column <= each.column <= cell.last_column for each in known)
                or summed & set(range(cell.column, cell.last_column + 1))
            ):
                continue
            message = f"heading {view.heading(cell)} is not known in {found.key}; its column stays in the table only"
            built.warnings.append(view.warning("unmapped_heading", message, found.header))

    def _header(self, own: list[Cell], section: Section, view: TableView) -> dict[str, Cell] | None:
        columns: dict[str, Cell] = {}
        for cell in own:
            heading = view.heading(cell)
            name = self._meaning(heading, section)
            if name:
                columns.setdefault(name, cell)
        complete = all(name in columns for name in section.required) and len(columns) >= _FEWEST_COLUMNS
        return self._divided(columns, section, view) if complete else None

    def _divided(self, columns: dict[str, Cell], section: Section, view: TableView) -> dict[str, Cell]:
        """Return the headings of a list with those below one that is divided: 指标值 into 运算符号, 内容, 度量单位."""
        found = dict(columns)
        for name, head in columns.items():
            row = view.slots[head.last_row + 1] if head.last_row + 1 < len(view.slots) else []
            below = distinct(row[head.column : head.last_column + 1])
            headings = {view.heading(cell): cell for cell in below}
            parts = {
                name if heading in _ITSELF else self._meaning(heading, section): cell
                for heading, cell in headings.items()
            }
            if name in parts and len(parts) > 1 and None not in parts:
                found |= {meant: cell for meant, cell in parts.items() if meant}
        return found

    def _meaning(self, heading: str, section: Section) -> str | None:
        own = self._words.means(heading, section.columns)
        return own or self._shared.indicators.means(heading, section.columns)

    def _end(self, found: SheetList, view: TableView) -> int:
        """Return a list's last row: the one before a row that begins with a label of the sheet.

        The list's own label stands beside its header, or below a blank corner.
        """
        named = bool(view.slots[found.header][0].text)
        for index in range(found.first if named else found.first + 1, found.last + 1):
            cell = view.slots[index][0]
            heading = view.heading(cell)
            if cell.row == index and heading and self._is_label(heading):
                return index - 1
        return found.last

    def _find_totals(self, found: SheetList, view: TableView) -> None:
        """Find the row of totals and the columns of it that are fields of the sheet, by the headings over them."""
        label = self._totals.get(found.key)
        if label is None:
            return
        heads = distinct([cell for row in view.slots[found.header : found.first] for cell in row])
        for index in range(found.first, found.last + 1):
            own = printed_in(view.slots[index], index)
            if not own or not label.fullmatch(view.heading(own[0])):
                continue
            found.summed.add(index)
            for head in heads:
                names = self._sums[found.key].meanings(view.heading(head))
                under = _under(head, view.slots[index])
                if names and head.column > own[0].last_column and under.row == index:
                    found.totals.setdefault(names[0], under)


def _under(head: Cell, row: list[Cell]) -> Cell:
    """Return the cell of a row that stands under most of a heading's columns."""
    under = distinct(row[head.column : head.last_column + 1])
    return max(under, key=lambda cell: min(cell.last_column, head.last_column) - max(cell.column, head.column))
