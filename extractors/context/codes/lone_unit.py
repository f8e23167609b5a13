"""The code of a document's only unit: where print is too thin to be read, what looks about like it is that code.

A department without further units prints one code under 单位代码 in every row of every table. Where it was read surely
often enough, and no other was, there is nothing else to choose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.context.put import put_text
from extractors.lattices import less_likely
from extractors.slips import differing
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Codes read with less are doubted; the code has to be read surely so often, in all tables together.
DOUBTED, REPEATED = 0.9, 8
#: By how much, in natural logarithms, the code may be less likely than what was read. Of 19 misread cells of a copy of
#: thin print it is by 0 to 10; another unit's would be by 3 to 7 more, a code of other digits by 20 to 40.
AS_WELL = 12.0
#: What is believed of a code settled so.
BELIEVED = 0.7
#: Shorter texts are a department's code above its units'.
SHORTEST = 4
_HEADING = re.compile(r"(预算|部门|单位|基层|所属|一级|二级|主管)*(单位|部门)(\((单位|部门)\))?(预算)?(编码|代码|编号)")
_CODE = re.compile(r"\d{5,}")


def settle_lone_unit(tables: Sequence[Table]) -> list[Repair]:
    """Settle doubtful codes of OCR tables whose document has one unit, in place; return a repair for each."""
    columns = [(table, cells) for table in tables for cells in _columns(table)]
    sure = Counter(
        cell.text for _, cells in columns for cell in cells if cell.confidence >= DOUBTED and _CODE.fullmatch(cell.text)
    )
    code, count = next(iter(sure.most_common(1)), ("", 0))
    # Some forms print the codes of subjects in that column; those of units are of one length.
    if count < REPEATED or any(len(other) == len(code) for other in sure if other != code):
        return []
    return [
        put_text(table, cell, code, f"the document's only unit: {count} times", BELIEVED)
        for table, cells in columns
        for cell in cells
        if _may_be(cell, code)
    ]


def _columns(table: Table) -> Iterator[list[Cell]]:
    """Yield the OCR cells with text below each heading that says that codes of units stand there."""
    for heading in table.cells:
        is_one = heading.last_row < table.header_row_count and heading.column_span == 1
        if is_one and _HEADING.fullmatch(normalise(heading.text)):
            yield [
                cell
                for cell in table.cells
                if cell.column == heading.column and cell.row >= table.header_row_count and cell.source == "ocr"
                if cell.text and cell.column_span == 1
            ]


def _may_be(cell: Cell, code: str) -> bool:
    text = normalise(cell.text)
    if not text.isdecimal() and len(text) == len(code) and differing(text, code) == 1:
        return True  # no code has a sign like that, however surely it was read
    if cell.confidence >= DOUBTED or text == code or len(text) < SHORTEST or cell.lattice is None:
        return False
    return less_likely(cell.lattice, code, than=text) <= AS_WELL
