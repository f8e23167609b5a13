"""Relation signs read as what they look like: a 2 in a column of ≥, = and ≤ is a ≥, and so is a doubted >.

The bar under the sign is the first that a scan loses. Where a document's columns have signs with bars and none without
that is read surely, those that are doubted had one.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.context.columns import read_columns
from extractors.context.indicators.value_signs import BARS
from extractors.context.put import put_text
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.indicators import RELATIONS

#: What each sign is taken for by recognisers.
_LOOK_ALIKES = {"≥": "2zZ之", "≤": "5sS", "=": "-一二—H工"}
_MEANT = {looks: sign for sign, alikes in _LOOK_ALIKES.items() for looks in alikes}
#: A column is one of relations when it has so many, and this share of what it holds.
FEWEST, SHARE = 3, 0.6
RESTORED = 0.85
#: Of signs without a bar that are read with more than this none lost it, nor with more than the second number where
#: those with bars are not so many times as many; what one is believed that got it back.
SURE, FAIRLY_SURE, TIMES, BARRED = 0.97, 0.9, 3, 0.7


def restore_relations(tables: Sequence[Table]) -> list[Repair]:
    """Restore signs in columns of OCR tables that hold relations, in place, and return a repair for each."""
    columns = [(table, cells) for table in tables for cells in read_columns(table) if _signs(cells)]
    repairs = []
    for table, cells in columns:
        evidence = f"a column of relations: {_signs(cells)} signs"
        for cell in cells:
            meant = _MEANT.get(cell.text)
            if meant is not None:
                repairs.append(put_text(table, cell, meant, evidence, RESTORED))
    return repairs + _with_bars(columns)


def _signs(cells: Sequence[Cell]) -> int:
    """Return how many relations a column holds; 0 for one of something else."""
    signs = sum(1 for cell in cells if cell.text in RELATIONS)
    return signs if signs >= max(FEWEST, SHARE * len(cells)) else 0


def _with_bars(columns: Sequence[tuple[Table, list[Cell]]]) -> list[Repair]:
    """Give doubted signs of a document's columns their bars back, in place, if it has none without."""
    bare = [(table, cell) for table, cells in columns for cell in cells if cell.text in BARS]
    barred = sum(1 for _, cells in columns for cell in cells if cell.text in BARS.values())
    there = SURE if barred >= TIMES * len(bare) else FAIRLY_SURE
    if barred < max(FEWEST, len(bare)) or any(cell.confidence >= there for _, cell in bare):
        return []
    evidence = f"the bar under the sign is lost first: {barred} signs have one"
    return [put_text(table, cell, BARS[cell.text], evidence, min(cell.confidence, BARRED)) for table, cell in bare]
