"""Relations in front of values that a scan lost: `12.00(次)` among `≥8.00(次)` and `=1.00(次)` is `=12.00(次)`.

Where a form prints relation, figure and unit in one cell, a copier leaves little of a =: it is read as a dash, as a
bracket or not at all. Most values of such a form have a relation, and which it may be is for the picture to say.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.context.put import put_text
from extractors.indicator_columns import indicator_cells
from extractors.lattices import log_likelihoods
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

_RELATIONS = "=≥≤><"
#: A figure with a unit behind it, and what stands before it: a relation, what is left of one, or nothing.
_VALUE = re.compile(r"([=≥≤><]?)([-—(·.]?)(\d[\d,.]*\([^()\d]+\))")
#: So many values of a document have a relation, and this share of them, where others have lost theirs.
FEWEST, SHARE = 3, 0.4
#: A relation may be so much less likely by its picture, in natural logarithms, than the likeliest reading: where none
#: is printed, each is by ten.
PLAUSIBLE = 6.0
#: Cells read with less are looked at, and what a relation is believed that was lost.
DOUBTED, BELIEVED = 0.9, 0.7
#: What a value is believed that has none where others have one, however surely it was read.
WITHOUT = 0.85


def restore_lost_relations(tables: Sequence[Table]) -> list[Repair]:
    """Put relations before values in place, and return a repair for each."""
    found = [(table, *value) for table in tables for value in _values(table)]
    counts = Counter(value[1] for _, _, value in found if value[1])
    if counts.total() < max(FEWEST, SHARE * len(found)):
        return []
    evidence = f"{counts.total()} of {len(found)} values have a relation"
    repairs = []
    for table, cell, value in found:
        if value[1]:
            continue
        relation = _relation(cell, value[3], counts)
        if relation is not None:
            repairs.append(put_text(table, cell, relation + value[3], evidence, min(cell.confidence, BELIEVED)))
        cell.confidence = min(cell.confidence, WITHOUT)
    return repairs


def _values(table: Table) -> Iterator[tuple[Cell, re.Match[str]]]:
    first = min((cell.row for _, cell in indicator_cells(table)), default=table.row_count)
    for cell in table.cells:
        value = _VALUE.fullmatch(normalise(cell.text)) if cell.source == "ocr" and cell.row >= first else None
        if value is not None:
            yield cell, value


def _relation(cell: Cell, figure: str, counts: Counter[str]) -> str | None:
    """Return the relation that is likeliest by the picture and the others; None if none is plausible."""
    if cell.lattice is None or cell.confidence >= DOUBTED:
        return None
    fits = dict(zip(_RELATIONS, log_likelihoods(cell.lattice, [sign + figure for sign in _RELATIONS]), strict=True))
    plausible = [sign for sign, fit in fits.items() if fit >= -PLAUSIBLE]
    return max(plausible, key=lambda sign: float(fits[sign]) + math.log(1 + counts[sign]), default=None)
