"""Marks between a code and its name in one cell: 201.一般公共服务支出 where the document prints 201一般公共服务支出.

The gap that type leaves before an ideograph is read as a point, a dash or a quote in small print. The classification
writes a code and its name with nothing between, and so does a document that has such names without a mark where they
are read surely. A department may print a point there: then all have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.context.columns import data_cells
from extractors.context.put import put_text
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.subjects import is_subject_name, lookup

#: Names read with more are left as they are, and are those to go by, if there are so many.
SURE, FEWEST = 0.9, 3
#: What is believed of one without its mark.
BELIEVED = 0.85
_CODED = re.compile(r"(\d{3}|\d{5}|\d{7})(?!\d)\s*([^\w\s(（]{0,2})\s*(\w.*)")


def unmark_names(tables: Sequence[Table]) -> list[Repair]:
    """Take marks out from between code and name in OCR cells, in place; return a repair for each."""
    coded = [(table, cell, found) for table in tables for cell, found in _coded(table)]
    surely = [found[2] for _, cell, found in coded if cell.confidence >= SURE]
    if surely.count("") < FEWEST or any(surely):
        return []
    return [
        put_text(
            table, cell, found[1] + found[3], "code and name stand side by side here", min(cell.confidence, BELIEVED)
        )
        for table, cell, found in coded
        if found[2] and cell.confidence < SURE
    ]


def _coded(table: Table) -> Iterator[tuple[Cell, re.Match[str]]]:
    """Yield the OCR cells that have a subject's code and a subject's name, and what is what in them."""
    for cell in data_cells(table):
        found = _CODED.fullmatch(cell.text)
        if found and lookup(found[1]) and is_subject_name(found[3]):
            yield cell, found
