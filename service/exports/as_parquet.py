"""Parquet in long form: one row a figure, ready for DuckDB, Spark and pandas."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.result import ExtractionResult
from service.exports.figures import Figure, figures_of
from service.exports.findings import findings_of

#: Wide enough for a country's budget in yuan, fine enough for any printed rounding.
_AMOUNT = pa.decimal128(38, 8)
SCHEMA = pa.schema(
    [
        pa.field("document_sha256", pa.string(), nullable=False),
        ("filename", pa.string()),
        pa.field("form_index", pa.int32(), nullable=False),
        pa.field("form", pa.string(), nullable=False),
        ("code", pa.string()),
        ("title", pa.string()),
        ("entity", pa.string()),
        ("fiscal_year", pa.int32()),
        ("unit", pa.string()),
        pa.field("record_index", pa.int32(), nullable=False),
        ("subject_code", pa.string()),
        ("unit_code", pa.string()),
        ("group", pa.string()),
        ("name", pa.string()),
        ("side", pa.string()),
        ("ordinal", pa.string()),
        ("project", pa.string()),
        pa.field("measure", pa.string(), nullable=False),
        pa.field("amount", _AMOUNT, nullable=False),
        ("amount_yuan", _AMOUNT),
        ("table_id", pa.string()),
        ("row", pa.int32()),
        ("column", pa.int32()),
        ("page", pa.int32()),
        ("bbox", pa.list_(pa.float64(), 4)),
        ("confidence", pa.float64()),
        ("source", pa.string()),
        pa.field("repaired", pa.bool_(), nullable=False),
        pa.field("failed_check", pa.bool_(), nullable=False),
    ]
)


def render(result: ExtractionResult) -> bytes:
    """Return a Parquet file with the schema above, also when there is no figure at all."""
    table = pa.Table.from_pylist(list(_rows(result)), schema=SCHEMA)
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _rows(result: ExtractionResult) -> Iterator[dict[str, Any]]:
    findings = findings_of(result)
    for figure in figures_of(result):
        place = (figure.table_id or "", figure.row or 0, figure.column or 0)
        yield {
            "document_sha256": result.document.sha256,
            "filename": result.document.filename,
            **_about(result, figure),
            **_where(figure),
            "repaired": place in findings.repairs,
            "failed_check": place in findings.failed,
        }


def _about(result: ExtractionResult, figure: Figure) -> dict[str, Any]:
    form, labels = result.forms[figure.form_index], figure.labels
    return {
        "form_index": figure.form_index,
        "form": form.form,
        "code": form.code,
        "title": form.title,
        "entity": form.entity,
        "fiscal_year": form.fiscal_year,
        "unit": form.unit,
        "record_index": figure.record_index,
        "name": labels.get("name") or labels.get("item"),
        **{key: labels.get(key) for key in ("subject_code", "unit_code", "group", "side", "ordinal", "project")},
        "measure": figure.measure,
        "amount": figure.amount,
        "amount_yuan": figure.amount_yuan,
    }


def _where(figure: Figure) -> dict[str, Any]:
    cell = figure.cell
    return {
        "table_id": figure.table_id,
        "row": figure.row,
        "column": figure.column,
        "page": cell.page if cell else None,
        "bbox": list(cell.bbox) if cell else None,
        "confidence": cell.confidence if cell else None,
        "source": cell.source if cell else None,
    }
