"""Dashes of a scan that were misread: `202301.01` beside 计划开始日期 is 2023-01-01, `321,财政局` is 321-财政局.

Between the code of a unit and its name a dash may stand, and no other mark of that size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from extractors.context.put import put_text
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: What a restored date is believed: its digits were read, what parts them was not.
RESTORED = 0.85
_LABEL = re.compile(r".*(?:日期|时间|年月日)[:：]?")
_BLURRED = re.compile(r"((?:19|20)\d{2})[\s.,·\-—~'/]{0,2}(\d{2})[\s.,·\-—~'/]{0,2}(\d{2})")
#: A unit's code and its name with another mark than a dash between them.
_CODED = re.compile(r"(\d{3,12})[,，.·、。'](?=[\u4e00-\u9fff])(.*)", re.DOTALL)
#: Units read with more are left as they are.
DOUBTED = 0.9
_PRINTED = re.compile(r"\d{4}([-/.])\d{2}\1\d{2}")


def restore_dates(tables: Sequence[Table]) -> list[Repair]:
    """Restore dates right of their labels in OCR tables, in place, parted as the document parts others."""
    cells = [(table, cell) for table in tables for cell in table.cells if cell.source == "ocr"]
    marks = [match[1] for _, cell in cells if (match := _PRINTED.fullmatch(normalise(cell.text)))]
    mark = max(set(marks), key=marks.count) if marks else "-"
    labelled = {
        (table.id, cell.row, cell.last_column + 1) for table, cell in cells if _LABEL.fullmatch(normalise(cell.text))
    }
    repairs = []
    for table, cell in cells:
        if (table.id, cell.row, cell.column) in labelled and (after := _date(cell, mark)) is not None:
            evidence = "a date stands beside its label"
            repairs.append(put_text(table, cell, after, evidence, min(cell.confidence, RESTORED)))
    return repairs


def restore_unit_dashes(tables: Sequence[Table]) -> list[Repair]:
    """Restore the dash between the code and the name of units in OCR tables, in place; return a repair for each.

    A name begins with that of an organisation that a caption of the document names.
    """
    entities = {table.caption.entity for table in tables if table.caption.entity}
    repairs = []
    for table in tables:
        for cell in table.cells:
            coded = _CODED.fullmatch(cell.text) if cell.source == "ocr" and cell.confidence < DOUBTED else None
            if coded is None or not any(coded[2].startswith(entity) for entity in entities):
                continue
            evidence = "a dash stands between a unit's code and its name"
            repairs.append(put_text(table, cell, f"{coded[1]}-{coded[2]}", evidence, cell.confidence))
    return repairs


def _date(cell: Cell, mark: str) -> str | None:
    plain = normalise(cell.text)
    match = _BLURRED.fullmatch(plain)
    if match is None or _PRINTED.fullmatch(plain):
        return None
    with suppress(ValueError):
        date(int(match[1]), int(match[2]), int(match[3]))
        return mark.join(match.groups())
    return None
