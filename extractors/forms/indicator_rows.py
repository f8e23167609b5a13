"""Forms with one performance indicator a row and many rows a project (contract, "Text forms")."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from extractors.forms.built import Built
from extractors.forms.figures import amount_or_warning
from extractors.forms.heading_words import SharedWords, Words
from extractors.forms.measures import Resolved
from extractors.forms.report import report_columns
from extractors.forms.rows import data_rows
from extractors.forms.view import Column, TableView
from extractors.forms.wording import tidy
from schemas.forms.definition import IndicatorRows
from schemas.table import Cell
from schemas.vocabulary.indicators import RELATIONS


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the fields of an indicator stand; ``banner`` heads them where several lists stand side by side."""

    places: dict[str, int]
    banner: Cell | None = None


@dataclass(slots=True)
class _Layout:
    """Where a table has what: the grid column of each field, the lists of indicators.

    ``named_together`` tells that the two outer fields stand in one column: a unit above its projects.
    """

    places: dict[str, int]
    lists: list[_Columns]
    named_together: bool = False


class IndicatorRowsBuilder:
    """Maps a table to one form of this kind."""

    def __init__(self, form: IndicatorRows, shared: SharedWords) -> None:
        self._form = form
        self._shared = shared
        self._words = Words(form.headings)

    def build(self, view: TableView, year: int | None) -> Built:
        """Return one record a project with its indicators; a unit's own total row is a record without any."""
        built = Built()
        layout = self._arrange(view, built)
        built.mapped = bool(layout.lists)
        record: dict[str, Any] | None = None
        printed: dict[str, str] = {}
        above: dict[int, dict[str, Any] | None] = {}
        for index, row in data_rows(view, built):
            if record is None or self._begins(row, index, layout, record, printed):
                record = self._begin(row, index, layout, printed, view, built)
                built.records.append(record)
                above.clear()
            for number, each in enumerate(layout.lists):
                above[number] = self._add_row(record, row, each, above.get(number))
        return built

    def _arrange(self, view: TableView, built: Built) -> _Layout:
        """Return the grid column of each field, and of those of an indicator; a heading that means none is reported."""
        places: dict[str, int] = {}
        together = False
        heads: dict[str, Column] = {}
        named: list[tuple[str, Column]] = []
        unmapped: list[Column] = []
        wanted = [*self._form.fields, *self._form.rows]
        for column in view.columns:
            heading = column.path[-1] if column.path else ""
            name = self._name(heading, wanted, places)
            if set(self._form.group[:2]) <= set(self._words.meanings(heading)):
                name, together = self._form.group[1], True
            named += [(name, column)] if name in self._form.rows else []
            if name and (name not in heads or self._says_better(heading, name, heads[name])):
                unmapped += [heads[name]] if name in heads else []
                places[name], heads[name] = column.first, column
            elif name or not view.says_nothing(column, self._shared):
                unmapped.append(column)
        if "value" in heads:
            self._part_values(heads["value"], places, view)
        lists = self._side_by_side(named) or [_Columns({key: places[key] for key in self._form.rows if key in places})]
        held = {at for each in lists for at in each.places.values()}
        report_columns(view, built, Resolved(unmapped=[each for each in unmapped if each.first not in held]))
        return _Layout(places, [each for each in lists if each.places], together)

    def _part_values(self, column: Column, places: dict[str, int], view: TableView) -> None:
        """Tell apart what stands under one heading of values over several columns: relation, figure and unit."""
        rest = list(range(column.first, column.last + 1))
        if len(rest) == 1:
            return
        if "operator" in self._form.rows and "operator" not in places and _all_under(view, rest[0], RELATIONS):
            places["operator"] = rest.pop(0)
            places["value"] = rest[0]
        # A value that fills both columns is no unit.
        own = len(rest) > 1 and any((cell := row[rest[1]]).column == rest[1] and cell.text for row in view.slots)
        if "measure_unit" in self._form.rows and "measure_unit" not in places and own:
            places["measure_unit"] = rest[1]

    def _side_by_side(self, named: list[tuple[str, Column]]) -> list[_Columns]:
        """Return the lists of indicators that stand side by side, each below the name of its outermost level.

        There are none unless the same headings come again below other ones, and no column names that level.
        """
        if not self._form.carried or any(name == self._form.carried[0] for name, _ in named):
            return []
        lists: dict[int, _Columns] = {}
        for name, column in named:
            if len(column.heads) < 2:
                return []
            banner = column.heads[-2]
            lists.setdefault(id(banner), _Columns({}, banner)).places.setdefault(name, column.first)
        alike = {frozenset(each.places) for each in lists.values()}
        return list(lists.values()) if len(lists) > 1 and len(alike) == 1 else []

    def _name(self, heading: str, wanted: list[str], places: dict[str, int]) -> str | None:
        """Return what a heading means: right of an indicator's first column, something of the indicator if it can.

        单位 is who has the project, or what its indicator is counted in.
        """
        of_project, of_indicator = self._words.means(heading, wanted), self._shared.indicators.means(heading, wanted)
        if any(key in places for key in self._form.rows):
            return of_indicator or of_project
        return of_project or of_indicator

    def _says_better(self, heading: str, name: str, known: Column) -> bool:
        """Tell whether a further heading of an indicator's field says it more directly: 指标值 than 指标值内容."""
        return name in self._form.rows and known.path[-1].startswith(heading) and heading != known.path[-1]

    def _begins(
        self,
        row: list[Cell],
        index: int,
        layout: _Layout,
        record: dict[str, Any],
        printed: dict[str, str],
    ) -> bool:
        """Tell whether a row begins a new record: a group field is printed here that differs from the current one.

        A project's text that is printed again, as after a page break, goes on with the same record. A row without a
        project of its own after one is another unit's total when it names a unit and no indicator.
        """
        own = {key: cell.text for key, cell in self._group_cells(row, layout) if cell.row == index and cell.text}
        if not own:
            return False
        if any(printed.get(key) != text for key, text in own.items()):
            return True
        return not any(row[at].text for each in layout.lists for at in each.places.values()) and record["row"] != index

    def _group_cells(self, row: list[Cell], layout: _Layout) -> list[tuple[str, Cell]]:
        return [(key, row[layout.places[key]]) for key in self._form.group if key in layout.places]

    def _names_unit(self, row: list[Cell], index: int, layout: _Layout) -> bool:
        """Tell whether a row's only name is that of the unit of the projects below: it has no more than a figure."""
        figures = {
            layout.places[key] for key, kind in self._form.types.items() if key in layout.places and kind != "text"
        }
        own = {at for at, cell in enumerate(row) if cell.row == index and cell.text} - figures
        name = layout.places.get(self._form.group[1])
        return layout.named_together and name is not None and own == {name} and row[name].row_span == 1

    def _begin(
        self,
        row: list[Cell],
        index: int,
        layout: _Layout,
        printed: dict[str, str],
        view: TableView,
        built: Built,
    ) -> dict[str, Any]:
        record: dict[str, Any] = {}
        cells: dict[str, list[int]] = {}
        first, second = self._form.group[:2]
        outermost = printed.get(first)
        printed.clear()
        places = layout.places
        if self._names_unit(row, index, layout):
            places = {key: at for key, at in places.items() if key != second} | {first: places[second]}
        for key in self._form.fields:
            record[key] = None
            cell = row[places[key]] if key in places else None
            text = tidy(cell.text) if cell is not None else None
            if cell is None or text is None:
                continue
            value = self._value(key, text, index, view, built)
            if value is not None:
                record[key] = value
                cells[key] = [cell.row, cell.column]
                printed[key] = cell.text
        if record[first] is None and outermost is not None:
            # The unit is printed once for its projects when its cells are not merged.
            record[first] = tidy(outermost)
            printed[first] = outermost
        record[self._form.rows_key] = []
        record["row"] = index
        record["cells"] = cells
        return record

    def _value(self, key: str, text: str, index: int, view: TableView, built: Built) -> str | None:
        if self._form.types.get(key) != "decimal":
            return text
        return amount_or_warning(text, key, index, view, built)

    def _add_row(
        self, record: dict[str, Any], row: list[Cell], columns: _Columns, above: dict[str, Any] | None
    ) -> dict[str, Any] | None:
        """Add a row's indicator to a record; return what holds for blank levels below it.

        A row of levels only heads the rows below it, as in a tree.
        """
        entries: list[dict[str, Any]] = record[self._form.rows_key]
        cells = {key: row[at] for key, at in columns.places.items()}
        if columns.banner is not None:
            cells[self._form.carried[0]] = columns.banner
        texts = {key: tidy(cells[key].text) if key in cells else None for key in self._form.rows}
        if not any(texts.values()):
            return above
        carry_down(texts, above, self._form.carried)
        if not any(text for key, text in texts.items() if key not in self._form.carried):
            return texts
        for key, cell in cells.items():
            if cell.text:
                record["cells"][f"{self._form.rows_key}.{len(entries)}.{key}"] = [cell.row, cell.column]
        entries.append(texts)
        return texts


def carry_down(entry: dict[str, Any], above: dict[str, Any] | None, keys: list[str]) -> None:
    """Fill blank outer fields from the entry above: a label printed once holds for the rows below it.

    An inner one is filled only while all outer ones are the same.
    """
    if above is None:
        return
    for key in keys:
        if entry[key] is None:
            entry[key] = above[key]
        elif entry[key] != above[key]:
            return


def _all_under(view: TableView, at: int, words: Container[str]) -> bool:
    """Tell whether the cells of a grid column hold nothing but some words, and one at least does."""
    texts = [row[at].text for row in view.slots[view.height :] if row[at].column_span == 1 and row[at].text]
    return bool(texts) and all(text in words for text in texts)
