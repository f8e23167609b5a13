"""Tasks for the review page's tests: real pictures, results made to order (the last word of the file says which)."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from extractors.errors import DamagedPdf
from schemas.geometry import Box
from schemas.result import ExtractionResult, PageOut, PartOut
from service.workers import tasks
from service.workers.messages import Answer, Done, Order
from service.workers.task_table import Report
from tests.service.results import cell, small_result

LARGE_PAGES, LARGE_COLUMNS, LARGE_ROWS = 300, 40, 3000


def large_result() -> ExtractionResult:
    small = small_result()
    each = LARGE_ROWS // LARGE_PAGES
    cells = [
        cell(
            row,
            column,
            f"r{row}c{column}",
            page=row // each + 1,
            bbox=Box(5 + 9 * column, 20 + 20 * (row % each), 14 + 9 * column, 40 + 20 * (row % each)),
            kind="header" if row == 0 else "data",
        )
        for row in range(LARGE_ROWS)
        for column in range(LARGE_COLUMNS)
    ]
    parts = [
        PartOut(page=number + 1, bbox=Box(5, 20, 365, 220), first_row=number * each, row_count=each)
        for number in range(LARGE_PAGES)
    ]
    table = small.tables[0].model_copy(
        update={
            "cells": cells,
            "parts": parts,
            "row_count": LARGE_ROWS,
            "column_count": LARGE_COLUMNS,
            "header_row_count": 1,
        }
    )
    pages = [PageOut(number=number + 1, width=400, height=300, source="text") for number in range(LARGE_PAGES)]
    document = small.document.model_copy(update={"page_count": LARGE_PAGES, "pages": pages})
    return ExtractionResult(document=document, tables=[table], forms=[], checks=[], repairs=[], warnings=[])


def extract(order: Order, report: Report) -> Answer:
    kind = order.source.read_bytes().rsplit(maxsplit=1)[-1]
    if kind == b"broken":
        raise DamagedPdf("as asked", stage="intake")
    result = large_result() if kind == b"large" else small_result()
    content = result.model_dump_json().encode()
    path = order.folder / "result.json"
    path.write_bytes(content)
    return Done(path, sha256(content).hexdigest(), pages=len(result.document.pages))


TASKS: dict[str, Any] = tasks.TASKS | {"extract": extract}
