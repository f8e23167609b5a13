"""Names of indicators cut by the height of their row: `服务对象满意度指` -> `服务对象满意度指标`.

Evidence is the Ministry of Finance's framework of indicators: a text in the column of a level that is no name of that
level, but the beginning of exactly one.
"""

from __future__ import annotations

from extractors.indicator_columns import indicator_cells
from extractors.repair.complete import complete
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.indicators import level1_names, level2_names

#: One character begins too many names.
_SHORTEST = 2
_HEADINGS = {1: "一级指标", 2: "二级指标"}
_CONFIDENCE = 0.99


def complete_indicators(table: Table) -> list[Repair]:
    """Complete cut names of the first and second level in place; return what was changed."""
    repairs = []
    cells = [(level, cell) for level, cell in indicator_cells(table) if level in _HEADINGS]
    firsts = [cell for level, cell in cells if level == 1]
    for level, cell in sorted(cells, key=lambda item: item[0]):
        full = _completion(cell, level, firsts)
        if full is None:
            continue
        repairs.append(complete(table, cell, full, f"vocabulary: {_HEADINGS[level]}", _CONFIDENCE))
    return repairs


def _completion(cell: Cell, level: int, firsts: list[Cell]) -> str | None:
    text = normalise(cell.text)
    if len(text) < _SHORTEST:
        return None
    if level == 1:
        names = level1_names()
    else:
        parents = [first.text for first in firsts if first.row <= cell.row <= first.last_row]
        # Under an unknown heading any name of the level may stand.
        names = tuple(name for parent in parents for name in level2_names(parent)) or level2_names()
    if text in names:
        return None
    longer = {name for name in names if name.startswith(text)}
    return longer.pop() if len(longer) == 1 else None
