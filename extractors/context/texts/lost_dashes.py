"""Dashes of a scan that were misread: `202301.01` beside 计划开始日期 is 2023-01-01, `321,财政局` is 321-财政局.

Between the code of a unit and its name a dash may stand, and no other mark of that size.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date

from extractors.context.put import put_text
from extractors.decoding.language import likelier
from extractors.slips import differing, has_in_order, is_misread
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: What a restored date is believed: its digits were read, what parts them was not.
RESTORED = 0.85
_LABEL = re.compile(r".*(?:日期|时间|年月日)[:：]?")
_BLURRED = re.compile(r"((?:19|20)\d{2})[\s.,·\-—~'/]{0,2}(\d{2})[\s.,·\-—~'/]{0,2}(\d{2})")
#: A unit's code and its name with another mark than a dash between them.
_CODED = re.compile(r"(\d{3,12})[,，.·、。'](?=[\u4e00-\u9fff])(.*)", re.DOTALL)
#: The same with anything short before the name, and as a document prints it.
_BEFORE_NAME = re.compile(r"([^\u4e00-\u9fff]{2,14})([\u4e00-\u9fff].*)", re.DOTALL)
_DASHED = re.compile(r"(\d{3,12})-([\u4e00-\u9fff].*)", re.DOTALL)
#: A code with a point among its digits: none is printed there, so that it is a speck.
_SPECKED = re.compile(r"(?=.{5,14}$)\d+[.·']\d+-")
#: Shorter names are too like others; and by how much likelier words an organisation's name makes than what was read,
#: in natural logarithms: 统计局 is as good a name as 审计局.
SHORTEST, LIKELIER = 4, 10.0
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

    A name begins with that of an organisation that a caption of the document names, or is it with one character
    misread. Elsewhere it may stand with its code as that is: 32%-财政局 is 321-财政局.
    """
    entities = {table.caption.entity for table in tables if table.caption.entity}
    codes = _codes_of_units(tables)
    repairs = []
    for table in tables:
        for cell in table.cells:
            coded = _BEFORE_NAME.fullmatch(cell.text) if cell.source == "ocr" and cell.confidence < DOUBTED else None
            name = _name(coded[2], entities) if coded is not None else None
            if coded is None or name is None:
                continue
            same = {code for known, code in codes.items() if name.startswith(known)}
            read = _CODED.fullmatch(cell.text)
            whole = _DASHED.fullmatch(cell.text) or read
            digits = "".join(filter(str.isdigit, coded[1]))
            printed = whole[1] if whole else digits if _SPECKED.fullmatch(coded[1]) else None
            code = next(iter(same)) if len(same) == 1 else printed
            if code is not None and has_in_order(code, digits):
                evidence = "a dash stands between a unit's code and its name"
                after = f"{code}-{name}"
                repairs += [put_text(table, cell, after, evidence, cell.confidence)] if after != cell.text else []
    return repairs


def _name(text: str, entities: Collection[str]) -> str | None:
    """Return a unit's name, put right if it is an organisation's with one character misread; None for any other."""
    if any(text.startswith(entity) for entity in entities):
        return text
    slips = [entity for entity in entities if len(entity) >= SHORTEST and differing(text, entity) == 1]
    one = slips[0] if len(slips) == 1 and is_misread(text, slips[0]) else None
    return one if one is not None and likelier(one, than=text) >= LIKELIER else None


def _codes_of_units(tables: Sequence[Table]) -> dict[str, str]:
    """Return the codes of units by their names, as the document has them with a dash between, surely or twice."""
    read = [
        (found[2], found[1], cell.confidence)
        for table in tables
        for cell in table.cells
        if (found := _DASHED.fullmatch(cell.text)) is not None
    ]
    counts = Counter((name, code) for name, code, _ in read)
    sure = {(name, code) for name, code, confidence in read if confidence >= DOUBTED or counts[name, code] > 1}
    names = Counter(name for name, _ in sure)
    return {name: code for name, code in sure if names[name] == 1}


def _date(cell: Cell, mark: str) -> str | None:
    plain = normalise(cell.text)
    match = _BLURRED.fullmatch(plain)
    if match is None or _PRINTED.fullmatch(plain):
        return None
    with suppress(ValueError):
        date(int(match[1]), int(match[2]), int(match[3]))
        return mark.join(match.groups())
    return None
