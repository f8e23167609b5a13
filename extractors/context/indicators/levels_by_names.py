"""Headings of the levels of indicators that cannot be read: what stands below them are names of one level.

The first two levels have official names (``schemas.vocabulary.indicators``); a column of them is headed 一级指标 or
二级指标, and no other columns stand so side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.context.put import put_text
from extractors.indicator_columns import level_of
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.indicators import level1_names, level2_names

#: A column holds names of a level if so many cells do, and this share of those that hold anything.
FEWEST, MOST = 3, 0.5
#: One of so many right below a heading is such a name; another may be misread.
FIRST = 2
#: A heading believed less than this may be another, and what it is by the names below is believed as much.
DOUBTED, BY_NAMES = 0.9, 0.85


def restore_level_headings(tables: Sequence[Table]) -> list[Repair]:
    """Restore 一级指标 and 二级指标 over columns of their names in OCR tables, in place; return a repair for each."""
    return [repair for table in tables for repair in _restored(table)]


def _restored(table: Table) -> Iterator[Repair]:
    headings = {cell.column: cell for cell in table.cells if cell.row < table.header_row_count and cell.text}
    for column, first in sorted(headings.items()):
        second = headings.get(column + 1)
        if second is not None and _holds(table, first, 1) and _holds(table, second, 2):
            for heading, after in ((first, "一级指标"), (second, "二级指标")):
                is_open = heading.source == "ocr" and heading.confidence < DOUBTED
                if is_open and level_of(normalise(heading.text)) is None:
                    yield put_text(table, heading, after, f"names of indicators below: {after}", BY_NAMES)


def _holds(table: Table, heading: Cell, level: int) -> bool:
    """Tell whether most cells below a heading hold names of a level, and so do the first.

    One that spans columns heads no level, nor does what stands above another heading: a sheet of a project begins with
    whose it is.
    """
    names = level1_names() if level == 1 else level2_names()
    column = (cell for cell in table.cells if cell.column == heading.column and cell.row > heading.last_row)
    below = [normalise(cell.text) for cell in column if cell.text]
    if heading.column_span > 1 or any(level_of(text) is not None for text in below):
        return False
    named = [text in names for text in below]
    return any(named[:FIRST]) and sum(named) >= max(FEWEST, MOST * len(below))
