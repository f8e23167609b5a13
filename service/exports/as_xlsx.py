"""An Excel workbook: a sheet per table as printed, spans kept, figures as numbers, findings as colour and comment."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from schemas.result import DOUBTFUL, CellOut, ExtractionResult, FormOut, TableOut
from service.exports.figures import figures_of
from service.exports.findings import Findings, findings_of

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_SHEET_NAME = 31
#: A number as printed: thousands separators and at most so many digits that a double keeps them all.
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d+)?")
_HEADER, _DATA = {"bold": True, "bg_color": "#EEF2F7", "text_wrap": True, "valign": "vcenter"}, {"valign": "vcenter"}
_COLOURS = {"failed": "#FFD9D6", "repaired": "#FFF3C4", "doubtful": "#FDE7CF"}
_WIDEST = 40


def render(result: ExtractionResult) -> bytes:
    """Return the workbook: an overview, the tables in order, all figures in long form, checks, repairs, warnings."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        _Writer(book, result).write()
    return buffer.getvalue()


@dataclass(frozen=True)
class _Look:
    """What decides a cell's format."""

    header: bool
    colour: str | None
    decimals: int | None
    separated: bool


class _Writer:
    def __init__(self, book: Any, result: ExtractionResult) -> None:
        self._book = book
        self._result = result
        self._findings: Findings = findings_of(result)
        self._formats: dict[_Look, Any] = {}
        self._names: set[str] = set()

    def write(self) -> None:
        forms = {table_id: form for form in self._result.forms for table_id in form.table_ids}
        self._overview(forms)
        for table in self._result.tables:
            self._table(table, forms.get(table.id))
        self._figures()
        self._listing(
            "检查 Checks",
            ["status", "rule", "form", "message", "expected", "actual", "tolerance"],
            [[c.status, c.rule, c.form, c.message, c.expected, c.actual, c.tolerance] for c in self._result.checks],
        )
        self._listing(
            "修复 Repairs",
            ["kind", "table", "row", "column", "page", "before", "after", "evidence", "confidence"],
            [
                [r.kind, r.table_id, r.row, r.column, r.page, r.before, r.after, r.evidence, r.confidence]
                for r in self._result.repairs
            ],
        )
        self._listing(
            "提示 Warnings", ["code", "page", "message"], [[w.code, w.page, w.message] for w in self._result.warnings]
        )

    def _sheet(self, name: str) -> Any:
        """Add a sheet; Excel wants names short, unlike each other and without some characters."""
        base = _FORBIDDEN.sub(" ", name).strip()[:_SHEET_NAME] or "table"
        unique, number = base, 1
        while unique.lower() in self._names:
            number += 1
            tail = f" {number}"
            unique = base[: _SHEET_NAME - len(tail)] + tail
        self._names.add(unique.lower())
        return self._book.add_worksheet(unique)

    def _overview(self, forms: dict[str, FormOut]) -> None:
        rows = []
        for table in self._result.tables:
            form = forms.get(table.id)
            failed = sum(
                1
                for check in self._result.checks
                if check.status == "fail" and any(cell.table_id == table.id for cell in check.cells)
            )
            repaired = sum(1 for repair in self._result.repairs if repair.table_id == table.id)
            pages = ", ".join(str(part.page) for part in table.parts)
            about = [form.form, form.entity, form.fiscal_year] if form else [None, None, None]
            rows.append([table.id, table.code, table.title, *about, table.unit, pages, failed, repaired])
        head = ["table", "code", "title", "form", "entity", "fiscal_year", "unit", "pages", "failed checks", "repairs"]
        self._listing("概览 Overview", head, rows)

    def _table(self, table: TableOut, form: FormOut | None) -> None:
        sheet = self._sheet(" ".join(filter(None, [table.code, table.title])) or table.id)
        amounts = {tuple(place) for record in form.records for place in _places(record)} if form else None
        for cell in table.cells:
            self._cell(sheet, table, cell, amounts)
        for column, width in enumerate(_widths(table)):
            sheet.set_column(column, column, width)
        if table.header_row_count < table.row_count:
            sheet.freeze_panes(table.header_row_count, 0)
        line = table.row_count + 1
        for note in form.notes if form else ():
            sheet.write_string(line, 0, note)
            line += 1

    def _cell(self, sheet: Any, table: TableOut, cell: CellOut, amounts: set[tuple[int, ...]] | None) -> None:
        place = (table.id, cell.row, cell.column)
        # In a form only amounts are numbers: a code that looks like one keeps its zeros and its width.
        may_count = cell.kind == "data" and (amounts is None or (cell.row, cell.column) in amounts)
        number = _NUMBER.fullmatch(cell.text) if may_count and not _is_code(cell.text) else None
        shown = self._format(
            _Look(
                cell.kind == "header",
                self._colour(place, cell),
                len((number[3] or ".")[1:]) if number else None,
                bool(number and number[2]),
            )
        )
        value = float(cell.text.replace(",", "")) if number else cell.text
        if cell.row_span > 1 or cell.column_span > 1:
            last_row, last_column = cell.row + cell.row_span - 1, cell.column + cell.column_span - 1
            sheet.merge_range(cell.row, cell.column, last_row, last_column, "", shown)
        if number:
            sheet.write_number(cell.row, cell.column, value, shown)
        elif cell.text:
            sheet.write_string(cell.row, cell.column, cell.text, shown)
        else:
            sheet.write_blank(cell.row, cell.column, None, shown)
        if notes := self._findings.notes(place):
            sheet.write_comment(cell.row, cell.column, "\n".join(notes), {"x_scale": 2})

    def _colour(self, place: tuple[str, int, int], cell: CellOut) -> str | None:
        if place in self._findings.failed:
            return _COLOURS["failed"]
        if place in self._findings.repairs:
            return _COLOURS["repaired"]
        return _COLOURS["doubtful"] if cell.confidence < DOUBTFUL else None

    def _format(self, look: _Look) -> Any:
        if look not in self._formats:
            properties: dict[str, Any] = {"border": 1, "border_color": "#999999"}
            properties |= _HEADER if look.header else _DATA
            if look.colour:
                properties["bg_color"] = look.colour
            if look.decimals is not None:
                whole = "#,##0" if look.separated else "0"
                properties["num_format"] = whole + ("." + "0" * look.decimals if look.decimals else "")
                properties["align"] = "right"
            self._formats[look] = self._book.add_format(properties)
        return self._formats[look]

    def _figures(self) -> None:
        labels = ["subject_code", "unit_code", "group", "name", "side", "ordinal", "item", "project"]
        rows: list[list[Any]] = []
        for figure in figures_of(self._result):
            form = self._result.forms[figure.form_index]
            yuan = None if figure.amount_yuan is None else float(figure.amount_yuan)
            rows.append(
                [
                    *[form.form, form.entity, form.fiscal_year, form.unit],
                    *[figure.labels.get(label) for label in labels],
                    *[figure.measure, float(figure.amount), yuan],
                    figure.cell.page if figure.cell else None,
                ]
            )
        head = ["form", "entity", "fiscal_year", "unit", *labels, "measure", "amount", "amount_yuan", "page"]
        self._listing("数据 Figures", head, rows)

    def _listing(self, name: str, head: list[str], rows: list[list[Any]]) -> None:
        sheet = self._sheet(name)
        bold = self._format(_Look(True, None, None, False))
        for column, title in enumerate(head):
            sheet.write_string(0, column, title, bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, column, value)
                elif value is not None:
                    sheet.write_number(line, column, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(head) - 1)
        for column, title in enumerate(head):
            longest = max([len(title), *(_width(str(row[column] or "")) for row in rows[:200])])
            sheet.set_column(column, column, min(_WIDEST, longest + 2))


def _places(record: dict[str, Any]) -> list[list[int]]:
    return list(record.get("cells", {}).values())


def _is_code(text: str) -> bool:
    """Tell whether a text of digits would lose its leading zeros as a number."""
    return len(text) > 1 and text.startswith("0") and text.isdigit()


def _width(text: str) -> int:
    """Return the width in characters of a fixed font: ideographs are twice as wide."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def _widths(table: TableOut) -> list[int]:
    widths = [8] * table.column_count
    for cell in table.cells:
        if cell.column_span == 1:
            widths[cell.column] = max(widths[cell.column], min(_WIDEST, _width(cell.text) + 2))
    return widths
