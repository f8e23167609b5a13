"""Relation signs read as the figures that they look like: a 2 in a column of ≥, = and ≤ is a ≥."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.context.columns import read_columns
from extractors.context.put import put_text
from schemas.findings import Repair
from schemas.table import Table

_RELATIONS = frozenset("=≥≤><≠＝≧≦") | {"定性"}
#: What each sign is taken for by recognisers.
_LOOK_ALIKES = {"≥": "2zZ之", "≤": "5sS", "=": "-一二—H工"}
_MEANT = {looks: sign for sign, alikes in _LOOK_ALIKES.items() for looks in alikes}
#: A column is one of relations when it has so many, and this share of what it holds.
FEWEST, SHARE = 3, 0.6
RESTORED = 0.85


def restore_relations(tables: Sequence[Table]) -> list[Repair]:
    """Restore signs in columns of OCR tables that hold relations, in place, and return a repair for each."""
    repairs = []
    for table in tables:
        for cells in read_columns(table):
            signs = sum(1 for cell in cells if cell.text in _RELATIONS)
            if signs < max(FEWEST, SHARE * len(cells)):
                continue
            for cell in cells:
                meant = _MEANT.get(cell.text)
                if meant is not None:
                    evidence = f"a column of relations: {signs} signs"
                    repairs.append(put_text(table, cell, meant, evidence, RESTORED))
    return repairs
