"""The truth of a drawn document, in the shape that the acceptance scorer reads."""

from __future__ import annotations

import copy
from typing import Any

from .departments import INDICATOR_LEVELS
from .flow import Placed
from .grid import Slot

LEVEL2 = tuple(name for names in INDICATOR_LEVELS.values() for name in names)


def sure_ending(printed: str) -> bool:
    """Tell whether a cut 二级指标 has exactly one ending in the official vocabulary."""
    return printed not in LEVEL2 and sum(name.startswith(printed) for name in LEVEL2) == 1


def cuttable(slot: Slot, printed: str) -> bool:
    """Allow cutting indicator names of project targets; a 二级指标 only where its ending stays certain."""
    if slot.header or slot.column not in (5, 6):
        return False
    return sure_ending(printed) if slot.column == 5 else len(printed) >= 4


def truth_of(placed: list[Placed]) -> dict[str, Any]:
    """Return forms, cells, pages and cuts."""
    forms, pages, truncated, tables = [], [], [], []
    for one in placed:
        form, grid = one.form, one.form.grid
        records = copy.deepcopy(form.records)
        for row, column, full, printed in one.cuts:
            body_row = row - grid.header_rows
            must = column == 5
            truncated.append(
                {
                    "form": form.form,
                    "row": body_row,
                    "column": column,
                    "full": full,
                    "printed": printed,
                    "must_repair": must,
                }
            )
            if not must:
                _replace_indicator(records, row, "level3", printed)
        table = {
            "title": form.title,
            "form": form.form,
            "rows": grid.rows,
            "columns": grid.columns,
            "header_rows": grid.header_rows,
            "cells": [[slot.row, slot.column, slot.row_span, slot.column_span, slot.text] for slot in grid.slots()],
            "pages": [page for page, _, _ in one.pages],
        }
        tables.append(table)
        for page, first, end in one.pages:
            pages.append({"form": form.form, "rows": [first, end], "page": page})
        if form.form is None:
            continue
        forms.append(
            {
                "form": form.form,
                "code": form.code,
                "title": form.title,
                "entity": form.entity,
                "fiscal_year": form.year,
                "unit": form.unit,
                "rows": grid.rows,
                "columns": grid.columns,
                "pages": [page for page, _, _ in one.pages],
                "notes": form.notes,
                "records": records,
            }
        )
    return {"forms": forms, "truncated": truncated, "wrong_sums": [], "pages": pages, "tables": tables}


def _replace_indicator(records: list[dict[str, Any]], row: int, field: str, printed: str) -> None:
    for record in records:
        index = row - record["row"]
        if 0 <= index < len(record.get("indicators", [])):
            record["indicators"][index][field] = printed
