"""The figures of a row: the cell that stands under each measure, as decimal strings with their places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.forms.amounts import is_absent, parse_amount, parse_percent
from extractors.forms.built import Built
from extractors.forms.view import Column, TableView, printed_under
from extractors.forms.wording import is_remark, tidy
from schemas.table import Cell

#: A figure of a scan believed less than this is a speck if it has no decimals and, of those believed so much, all have.
_SPECK, _SURE, _FEWEST_SURE = 0.7, 0.9, 3
_SHORT = re.compile(r"[1-9]\d?")
_CUT = re.compile(r"-?0\d")
_DECIMALS = re.compile(r".*\.\d\d")


class FigureReader:
    """Reads the figures of a form's rows; what is no number, or cut or a speck on a scan, is reported and left out."""

    def __init__(self, view: TableView, columns: Mapping[str, Column], types: Mapping[str, str], built: Built) -> None:
        self._view = view
        self._built = built
        self._columns = [(name, column, types.get(name, "decimal")) for name, column in columns.items()]
        self._pointed = frozenset(column.first for column in columns.values() if _has_points(view, column))

    def read(self, row: list[Cell], index: int) -> tuple[dict[str, str], dict[str, list[int]]]:
        """Return a row's amounts by measure and the [row, column] of each."""
        amounts: dict[str, str] = {}
        places: dict[str, list[int]] = {}
        for name, column, kind in self._columns:
            cell = row[column.first] if column.first == column.last else printed_under(column, row)
            text = cell.text
            if not text or cell.row != index or cell.column < column.first or is_absent(text):
                continue
            amount = parse_percent(text) if kind == "percent" else (text if kind == "text" else parse_amount(text))
            speck = column.first in self._pointed and _is_speck(cell)
            if amount is not None and not speck and not _is_cut(cell, kind):
                amounts[name] = amount
                places[name] = [cell.row, cell.column]
            else:
                self._report(cell, name, index)
        return amounts, places

    def _report(self, cell: Cell, name: str, index: int) -> None:
        """Keep a remark that stands among the figures; name the cell that holds anything else."""
        if is_remark(cell.text):
            remark = tidy(cell.text)
            if remark and remark not in self._built.notes:
                self._built.notes.append(remark)
            return
        unless = ", unless a repair gives it" if cell.source == "ocr" else ""
        place = f"row {index + 1}, column {cell.column + 1} under {name}"
        message = f"{place} is no number; the measure is left out{unless}"
        self._built.warnings.append(self._view.warning("not_an_amount", message, index))


def _has_points(view: TableView, column: Column) -> bool:
    """Tell whether all figures of a scanned column that are read surely have two decimals."""
    if not view.from_ocr:
        return False
    sure = [cell.text for cell in view.cells_below(column) if cell.confidence >= _SURE and parse_amount(cell.text)]
    return len(sure) >= _FEWEST_SURE and all(_DECIMALS.fullmatch(text) for text in sure)


def _is_speck(cell: Cell) -> bool:
    return cell.confidence < _SPECK and _SHORT.fullmatch(cell.text) is not None


def _is_cut(cell: Cell, kind: str) -> bool:
    """Tell whether a figure of a scan has lost its beginning or its point: no amount is printed as 00 or 05.20."""
    return cell.source == "ocr" and kind == "decimal" and _CUT.match(cell.text) is not None


def amount_or_warning(text: str, name: str, row: int, view: TableView, built: Built) -> str | None:
    """Return the amount that a text of a grid row is, None for a dash; what is no number is reported and left out."""
    if is_absent(text):
        return None
    amount = parse_amount(text)
    if amount is None:
        message = f"row {row + 1}: {name} is no number; it is left out"
        built.warnings.append(view.warning("not_an_amount", message, row))
    return amount


def is_textual(view: TableView, column: Column) -> bool:
    """Tell whether a column holds words and no figure at all."""
    own = [
        cell
        for cell in view.cells_below(column)
        if not is_absent(cell.text) and cell.column >= column.first and cell.last_column <= column.last
    ]
    return bool(own) and not any(parse_percent(cell.text) is not None for cell in own)
