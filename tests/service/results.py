"""A small result with everything in it: spans, a code with zeros, a repair, a failed check, a doubtful reading."""

from __future__ import annotations

from typing import Any

from schemas.geometry import Box
from schemas.result import (
    CellOut,
    CellRefOut,
    CheckOut,
    DocumentOut,
    ExtractionResult,
    FormOut,
    PageOut,
    PartOut,
    RepairOut,
    TableOut,
    WarningOut,
)


def cell(row: int, column: int, text: str, **changes: Any) -> CellOut:
    facts: dict[str, Any] = {
        "row": row,
        "column": column,
        "row_span": 1,
        "column_span": 1,
        "text": text,
        "page": 1,
        "bbox": Box(10 + 100 * column, 50 + 20 * row, 110 + 100 * column, 70 + 20 * row),
        "kind": "data" if row >= 2 else "header",
        "confidence": 1.0,
        "source": "text",
    }
    return CellOut(**(facts | changes))


def small_result() -> ExtractionResult:
    cells = [
        cell(0, 0, "科目编码", row_span=2),
        cell(0, 1, "支出", column_span=2),
        cell(1, 1, "合计"),
        cell(1, 2, "基本支出"),
        cell(2, 0, "0205"),
        cell(2, 1, "1,234.50"),
        cell(2, 2, '=HYPERLINK("http://x")', confidence=0.5, source="ocr"),
        cell(3, 0, "合计|<b>"),
        cell(3, 1, "1,234.60"),
        cell(3, 2, "-5.00"),
    ]
    record = {"unit_code": None, "name": None}
    return ExtractionResult(
        document=DocumentOut(
            sha256="ab" * 32,
            filename="预算<1>.pdf",
            page_count=1,
            pages=[PageOut(number=1, width=400, height=300, source="text")],
        ),
        tables=[
            TableOut(
                id="t1",
                title="部门支出总表",
                code="表1-2",
                unit="万元",
                parts=[PartOut(page=1, bbox=Box(10, 50, 310, 130), first_row=0, row_count=4)],
                row_count=4,
                column_count=3,
                header_row_count=2,
                finder="ruled",
                cells=cells,
            )
        ],
        forms=[
            FormOut(
                form="department_expenditure_summary",
                code="表1-2",
                title="部门支出总表",
                entity="某局",
                fiscal_year=2024,
                unit="万元",
                table_ids=["t1"],
                notes=["注：金额单位为万元"],
                records=[
                    {
                        "subject_code": "0205",
                        **record,
                        "amounts": {"total": "1234.50"},
                        "row": 2,
                        "cells": {"total": [2, 1]},
                    },
                    {
                        "subject_code": None,
                        **record,
                        "name": "合计",
                        "amounts": {"total": "1234.60", "basic": "-5.00"},
                        "row": 3,
                        "cells": {"total": [3, 1], "basic": [3, 2]},
                    },
                ],
            )
        ],
        checks=[
            CheckOut(
                rule="column_sum",
                status="fail",
                form="department_expenditure_summary",
                message="合计 1234.60 ≠ 1234.50 (1 row)",
                cells=[CellRefOut(table_id="t1", row=3, column=1)],
            )
        ],
        repairs=[
            RepairOut(
                kind="truncated_text",
                table_id="t1",
                row=2,
                column=0,
                page=1,
                before="020",
                after="0205",
                evidence="vocabulary",
                confidence=0.9,
            )
        ],
        warnings=[WarningOut(code="unmapped_heading", message="x", page=1)],
    )
