"""Tables, forms and findings -> the contract's models, validated, as one object or as JSON table by table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from schemas.findings import Check, Repair, Warning
from schemas.form import Form
from schemas.geometry import Box
from schemas.page import PageFacts
from schemas.result import (
    SCHEMA_VERSION,
    CheckOut,
    DocumentOut,
    ExtractionResult,
    FormOut,
    RepairOut,
    TableOut,
    WarningOut,
)
from schemas.table import Cell, Table

_DOCUMENT, _TABLE, _FORM = TypeAdapter(DocumentOut), TypeAdapter(TableOut), TypeAdapter(FormOut)
_CHECK, _REPAIR, _WARNING = TypeAdapter(CheckOut), TypeAdapter(RepairOut), TypeAdapter(WarningOut)


@dataclass(slots=True)
class Extraction:
    """What one document became. ``failed_pages`` are those that could not be read; the others are delivered."""

    sha256: str
    filename: str | None
    page_count: int
    pages: list[PageFacts]
    tables: list[Table]
    forms: list[Form] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    failed_pages: tuple[int, ...] = ()

    @property
    def status(self) -> str:
        """Return `succeeded`, or `partial` when a page is missing."""
        return "partial" if self.failed_pages else "succeeded"

    def result(self) -> ExtractionResult:
        """Return the validated result as one object."""
        return ExtractionResult.model_validate_json(self.json())

    def json(self) -> bytes:
        """Return the validated result as JSON."""
        return b"".join(self.json_pieces())

    def json_pieces(self) -> Iterator[bytes]:
        """Yield the validated JSON piece by piece, so that only one table or form at a time exists twice in memory."""
        yield b'{"schema_version":"%s","document":' % SCHEMA_VERSION.encode()
        yield _dump(_DOCUMENT, self._document())
        yield from _list("tables", _TABLE, map(_table, self.tables))
        yield from _list("forms", _FORM, map(_plain, self.forms))
        yield from _list("checks", _CHECK, map(_check, self.checks))
        yield from _list("repairs", _REPAIR, map(_plain, self.repairs))
        yield from _list("warnings", _WARNING, map(_plain, self.warnings))
        yield b"}"

    def _document(self) -> dict[str, Any]:
        return {
            "sha256": self.sha256,
            "filename": self.filename,
            "page_count": self.page_count,
            "pages": [_page(page) for page in self.pages],
        }


def _dump(adapter: TypeAdapter[Any], value: Any) -> bytes:
    return adapter.dump_json(adapter.validate_python(value), exclude_unset=True)


def _list(name: str, adapter: TypeAdapter[Any], values: Iterable[Any]) -> Iterator[bytes]:
    yield b',"%s":[' % name.encode()
    for number, value in enumerate(values):
        yield (b"," if number else b"") + _dump(adapter, value)
    yield b"]"


def _plain(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _page(page: PageFacts) -> dict[str, Any]:
    return {
        "number": page.number,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "source": page.source,
        "turned": page.turned,
        "deskewed": page.deskewed,
        "regions": [{"kind": region.kind, "bbox": _box(region.box), "text": region.text} for region in page.regions],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.caption.title,
        "code": table.caption.code,
        "unit": table.caption.unit,
        "parts": [
            {
                "page": part.page,
                "bbox": _box(part.box),
                "first_row": part.first_row,
                "row_count": part.row_count,
                "repeated_header_rows": part.repeated_header_rows,
            }
            for part in table.parts
        ],
        "row_count": table.row_count,
        "column_count": table.column_count,
        "header_row_count": table.header_row_count,
        "finder": table.finder,
        "cells": [_cell(cell) for cell in sorted(table.cells, key=_reading_order)],
    }


def _reading_order(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _cell(cell: Cell) -> dict[str, Any]:
    value = {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
        "page": cell.page,
        "bbox": _box(cell.box),
        "kind": cell.kind,
        "confidence": cell.confidence,
        "source": cell.source,
    }
    if cell.lines and cell.lines != (cell.text,):
        value["lines"] = list(cell.lines)
    return value


def _check(check: Check) -> dict[str, Any]:
    return {**_plain(check), "cells": [_plain(cell) for cell in check.cells]}


def _box(box: Box) -> tuple[float, float, float, float]:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
