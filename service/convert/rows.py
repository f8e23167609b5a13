"""A document in relational form: rows by table, in the order of the columns given here.

Made in the worker, straight from the extraction, so that whoever loads them has nothing left to compute. All values are
plain JSON; amounts are decimal strings. Rows do not say which document they belong to: the loader knows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from extractors.emit import Extraction
from schemas.form import Form
from schemas.result import SCHEMA_VERSION
from schemas.table import Cell
from service.exports.figures import amounts_of, yuan_of

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
Place = tuple[str, int, int]

_BOX = ("x0", "top", "x1", "bottom")
COLUMNS: dict[str, tuple[str, ...]] = {
    "tables": (
        *("table_id", "title", "code", "unit", "row_count", "column_count", "header_row_count", "finder"),
        *("first_page", "last_page"),
    ),
    "cells": (
        *("table_id", "row_index", "column_index", "row_span", "column_span", "text", "kind", "page", *_BOX),
        *("confidence", "source"),
    ),
    "forms": (
        *("form_index", "form", "code", "title", "entity", "fiscal_year", "unit", "table_id", "notes"),
        *("record_count", "unchecked"),
    ),
    "records": (
        *("form_index", "record_index", "row_index", "side", "ordinal", "group_name", "subject_code", "unit_code"),
        *("name", "project", "content"),
    ),
    "figures": (
        *("form_index", "record_index", "measure", "form", "entity", "fiscal_year", "side", "group_name"),
        *("subject_code", "unit_code", "name", "project", "is_total", "amount", "unit", "amount_yuan", "table_id"),
        *("row_index", "column_index", "page", *_BOX, "confidence", "source", "repaired", "check_status"),
    ),
    "indicators": (
        *("form_index", "record_index", "indicator_index", "form", "entity", "fiscal_year", "project", "level1"),
        *("level2", "level3", "operator", "value", "measure_unit", "weight", "direction"),
    ),
    "checks": ("check_index", "rule", "status", "form", "message", "expected", "actual", "tolerance", "cells"),
    "repairs": (
        *("repair_index", "kind", "table_id", "row_index", "column_index", "page", "before_text", "after_text"),
        *("evidence", "confidence"),
    ),
    "warnings": ("warning_index", "code", "message", "page"),
}
#: Labels of the row that sums up a whole form; other 合计 and 小计 stand in its middle.
_GRAND_TOTAL = re.compile(r"(收入|支出|收支)?(总计|合计)")
_INDICATOR = ("level1", "level2", "level3", "operator", "value", "measure_unit", "weight", "direction")


def rows_of(extraction: Extraction, *, with_cells: bool = False) -> Rows:
    """Return the document's rows for every table; those of ``cells`` only if asked for."""
    rows: Rows = {
        "document": [
            (extraction.sha256, extraction.filename, extraction.page_count, extraction.status, SCHEMA_VERSION),
        ],
        "tables": list(_tables(extraction)),
        "cells": list(_cells(extraction)) if with_cells else [],
        "forms": [_form(index, form) for index, form in enumerate(extraction.forms)],
        "records": list(_records(extraction)),
        "figures": list(_figures(extraction)),
        "indicators": list(_indicators(extraction)),
        "checks": list(_checks(extraction)),
        "repairs": [
            (i, r.kind, r.table_id, r.row, r.column, r.page, r.before, r.after, r.evidence, r.confidence)
            for i, r in enumerate(extraction.repairs)
        ],
        "warnings": [(i, w.code, w.message, w.page) for i, w in enumerate(extraction.warnings)],
    }
    return {name: [tuple(_storable(value) for value in row) for row in values] for name, values in rows.items()}


def _tables(extraction: Extraction) -> Iterator[Row]:
    for table in extraction.tables:
        caption = table.caption
        size = table.row_count, table.column_count, table.header_row_count
        pages = [part.page for part in table.parts]
        yield table.id, caption.title, caption.code, caption.unit, *size, table.finder, min(pages), max(pages)


def _cells(extraction: Extraction) -> Iterator[Row]:
    for table in extraction.tables:
        for cell in table.cells:
            place = cell.row, cell.column, cell.row_span, cell.column_span
            box = tuple(round(side, 2) for side in cell.box)
            yield table.id, *place, cell.text, cell.kind, cell.page, *box, cell.confidence, cell.source


def _form(index: int, form: Form) -> Row:
    about = form.form, form.code, form.title, form.entity, form.fiscal_year, form.unit
    return index, *about, _table_of(form), _json(form.notes), len(form.records), form.unchecked


def _records(extraction: Extraction) -> Iterator[Row]:
    for form_index, form in enumerate(extraction.forms):
        for index, record in enumerate(form.records):
            labels = (record.get(key) for key in ("side", "ordinal", "group", "subject_code", "unit_code"))
            content = {key: value for key, value in record.items() if key not in ("row", "cells")}
            named = _name_of(record), record.get("project"), _json(content)
            yield form_index, index, record.get("row"), *labels, *named


def _figures(extraction: Extraction) -> Iterator[Row]:
    cells = {(table.id, cell.row, cell.column): cell for table in extraction.tables for cell in table.cells}
    repaired = {(repair.table_id, repair.row, repair.column) for repair in extraction.repairs}
    verdicts = _verdicts(extraction)
    for form_index, form in enumerate(extraction.forms):
        table = _table_of(form)
        for index, record in enumerate(form.records):
            who = _whose(form, record)
            for measure, text in amounts_of(record):
                money = _money(measure, text, form.unit)
                if money is None:
                    continue
                row, column = record.get("cells", {}).get(measure, (None, None))
                place = (table or "", -1 if row is None else row, -1 if column is None else column)
                told = place in repaired, verdicts.get(place, "unchecked")
                where = _where(cells.get(place))
                yield form_index, index, measure, *who, *money, table, row, column, *where, *told


def _whose(form: Form, record: dict[str, Any]) -> Row:
    name = _name_of(record)
    # A form of a single row has no need to call it a total.
    sums_up = len(form.records) == 1 if name is None else _GRAND_TOTAL.fullmatch(name) is not None
    is_total = sums_up and record.get("subject_code") is None
    labels = (record.get(key) for key in ("side", "group", "subject_code", "unit_code"))
    return form.form, form.entity, form.fiscal_year, *labels, name, record.get("project"), is_total


def _money(measure: str, text: str, unit: str | None) -> Row | None:
    """Return amount, unit and amount in yuan; None when the text is no decimal number."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    if not amount.is_finite():
        return None
    yuan = yuan_of(measure, amount, unit)
    return f"{amount:f}", unit, None if yuan is None else f"{yuan:f}"


def _where(cell: Cell | None) -> Row:
    if cell is None:
        return (None,) * 7
    return cell.page, *(round(side, 2) for side in cell.box), cell.confidence, cell.source


def _verdicts(extraction: Extraction) -> dict[Place, str]:
    """Return what the checks said of each cell; a failure outweighs any pass."""
    verdicts: dict[Place, str] = {}
    for check in extraction.checks:
        if check.status == "skipped":
            continue
        for cell in check.cells:
            place = cell.table_id, cell.row, cell.column
            if verdicts.get(place) != "fail":
                verdicts[place] = check.status
    return verdicts


def _indicators(extraction: Extraction) -> Iterator[Row]:
    for form_index, form in enumerate(extraction.forms):
        for index, record in enumerate(form.records):
            whose = form.form, form.entity, form.fiscal_year, record.get("project")
            for number, indicator in enumerate(record.get("indicators") or ()):
                yield form_index, index, number, *whose, *(indicator.get(key) for key in _INDICATOR)


def _checks(extraction: Extraction) -> Iterator[Row]:
    for index, check in enumerate(extraction.checks):
        cells = _json([[cell.table_id, cell.row, cell.column] for cell in check.cells])
        proof = check.expected, check.actual, check.tolerance
        yield index, check.rule, check.status, check.form, check.message, *proof, cells


def _name_of(record: dict[str, Any]) -> str | None:
    for key in ("name", "item", "project", "department"):
        value = record.get(key)
        if isinstance(value, str):
            return value
    return None


def _table_of(form: Form) -> str | None:
    return form.table_ids[0] if form.table_ids else None


def _storable(value: Any) -> Any:
    """Replace what PostgreSQL takes in no text: NUL, and halves of surrogate pairs."""
    if isinstance(value, str) and not value.isprintable():
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    return value


def _json(value: Any) -> str:
    return json.dumps(_storable_json(value), ensure_ascii=False, separators=(",", ":"))


def _storable_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _storable_json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_storable_json(part) for part in value]
    return _storable(value)
