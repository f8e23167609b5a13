"""A zip of CSV files: every table as printed, and all figures of the forms in long form."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from schemas.result import ExtractionResult
from service.exports.figures import figures_of
from service.exports.grid import text_grid

#: Excel takes CSV for the system's encoding, which garbles Chinese, unless the file begins with this mark.
_ENCODING = "utf-8-sig"
_NUMBER = re.compile(r"[+-]?[\d,.]+%?")
_FORMULA = re.compile(r"[=+\-@\t\r]")
#: Fixed, so that the same result gives the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


def render(result: ExtractionResult) -> bytes:
    """Return the zip: ``tables/t1.csv`` …, ``tables.csv`` that lists them, and ``figures.csv``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "tables.csv", [_TABLE_COLUMNS, *_table_rows(result)])
        for table in result.tables:
            _add(archive, f"tables/{table.id}.csv", text_grid(table))
        _add(archive, "figures.csv", [_FIGURE_COLUMNS, *_figure_rows(result)])
    return buffer.getvalue()


_TABLE_COLUMNS = ["id", "form", "code", "title", "entity", "fiscal_year", "unit", "pages", "rows", "columns"]
_LABELS = ["subject_code", "unit_code", "group", "name", "side", "ordinal", "item", "category", "project", "unit"]
_FIGURE_COLUMNS = [
    *["form", "code", "title", "entity", "fiscal_year", "unit", "record"],
    *[f"record_{name}" for name in _LABELS],
    *["measure", "amount", "amount_yuan", "table_id", "row", "column", "page", "confidence"],
]


def _table_rows(result: ExtractionResult) -> Iterable[list[object]]:
    forms = {table_id: form for form in result.forms for table_id in form.table_ids}
    for table in result.tables:
        form = forms.get(table.id)
        pages = " ".join(str(part.page) for part in table.parts)
        about = [form.form, form.code, form.title, form.entity, form.fiscal_year, form.unit] if form else None
        yield [
            table.id,
            *(about or [None, table.code, table.title, None, None, table.unit]),
            *[pages, table.row_count, table.column_count],
        ]


def _figure_rows(result: ExtractionResult) -> Iterable[list[object]]:
    for figure in figures_of(result):
        form = result.forms[figure.form_index]
        cell = figure.cell
        yield [
            *[form.form, form.code, form.title, form.entity, form.fiscal_year, form.unit, figure.record_index],
            *[figure.labels.get(name) for name in _LABELS],
            *[figure.measure, figure.amount, figure.amount_yuan, figure.table_id, figure.row, figure.column],
            *([cell.page, cell.confidence] if cell else [None, None]),
        ]


def _add(archive: zipfile.ZipFile, name: str, rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(value) for value in row] for row in rows)
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text.getvalue().encode(_ENCODING))


def _harmless(value: object) -> object:
    """Keep a spreadsheet from running a stranger's text as a formula; figures with a sign stay as they are."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value
