"""Brackets of ordinals that a copier left out: `三）其他收入` under （一） and （二） is （三）其他收入."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.words.columns import read_columns
from extractors.words.lost_ordinals import NUMBERS
from schemas.findings import Repair
from schemas.table import Cell, Table

#: A column is numbered in brackets when so many of its labels are.
FEWEST = 3
#: Labels read with more are left as they are; what is believed of one that has its brackets back.
DOUBTED, RESTORED = 0.97, 0.85
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_BRACKETED = re.compile(rf"[（(]({_NUMERAL})[)）]")
_ORDINAL = re.compile(rf"[（(]?({_NUMERAL})[)）、]?")
#: One bracket is left, or none, before a text.
_HALF = re.compile(rf"(?:[（(]({_NUMERAL})|({_NUMERAL})[)）])(?=[\u4e00-\u9fff])")
_BARE = re.compile(rf"({_NUMERAL})(?=[\u4e00-\u9fff])")


def restore_brackets(tables: Sequence[Table]) -> list[Repair]:
    """Put lost brackets back around the ordinals of OCR columns, in place, and return a repair for each label."""
    repairs: list[Repair] = []
    for table in tables:
        for cells in read_columns(table):
            cells = sorted(cells, key=lambda cell: cell.row)
            count = sum(1 for cell in cells if _BRACKETED.match(cell.text))
            if count >= FEWEST:
                repairs += _restored(table, cells, f"ordinals in brackets: {count} of the column")
    return repairs


def _restored(table: Table, cells: list[Cell], evidence: str) -> Iterator[Repair]:
    numbers = [_number(cell.text) for cell in cells]
    for place, cell in enumerate(cells):
        if cell.confidence >= DOUBTED or _BRACKETED.match(cell.text):
            continue
        found = _HALF.match(cell.text)
        # Without any bracket it may be the first of a word, as in 三公经费: its neighbours have to ask for it.
        if found is None and place and numbers[place - 1] == (numbers[place] or 0) - 1:
            found = _BARE.match(cell.text) if numbers[place + 1 : place + 2] == [(numbers[place] or 0) + 1] else None
        if found is None:
            continue
        numeral = next(group for group in found.groups() if group)
        before, cell.text = cell.text, f"（{numeral}）{cell.text[found.end() :]}"
        cell.lines, cell.readings, cell.lattice = (cell.text,), (), None
        cell.confidence = min(cell.confidence, RESTORED)
        place_of = (cell.row, cell.column, cell.page)
        yield Repair("ocr_text", table.id, *place_of, before, cell.text, evidence, cell.confidence)


def _number(text: str) -> int | None:
    found = _ORDINAL.match(text)
    return NUMBERS.get(found[1]) if found else None
