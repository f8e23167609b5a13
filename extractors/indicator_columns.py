"""Where a table holds performance indicators: the columns under 一级指标, 二级指标 and 三级指标."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.text import normalise
from schemas.table import Cell, Table

_LEVELS = {"一级指标": 1, "二级指标": 2, "三级指标": 3, "一级": 1, "二级": 2, "三级": 3}


def level_of(text: str) -> int | None:
    """Return the level that a heading names; None if it names none."""
    return _LEVELS.get(text)


def indicator_cells(table: Table) -> Iterator[tuple[int, Cell]]:
    """Yield (level, cell) for the cells below the headings of the three levels, wherever in the table they stand."""
    headings = [(level, cell) for cell in table.cells if (level := level_of(normalise(cell.text))) is not None]
    if len({level for level, _ in headings}) < 2:
        return
    for level, heading in headings:
        for cell in table.cells:
            if cell.column == heading.column and cell.row > heading.last_row and cell.text:
                yield level, cell
