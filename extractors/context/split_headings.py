"""Headings of a scan that are one where the edges between them were lost: 合计人员经费 over two columns of figures.

Right above the data each column has its own. What is read over several and is no heading of the form, but made up of
as many that are, was printed as these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, pairwise

from extractors.context.captions.cut_titles import bare_title
from extractors.context.parts import part_over_columns
from extractors.context.texts.form_headings import HeadingsUnder
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: What is believed of headings that were parted.
BELIEVED = 0.7
#: More columns than this were hardly lost at once; no heading is of fewer characters.
MOST_COLUMNS, SHORTEST = 4, 2


def split_headings(tables: Sequence[Table], headings_under: HeadingsUnder) -> list[Repair]:
    """Part headings of OCR tables that are those of several columns, in place; return a repair for each part.

    ``headings_under`` gives the headings of the forms under a title.
    """
    return [repair for table in tables for repair in _split(table, headings_under)]


def _split(table: Table, headings_under: HeadingsUnder) -> Iterator[Repair]:
    joined = [cell for cell in table.cells if _heads_several(table, cell)]
    if not joined:
        return
    headings = headings_under(bare_title(table.caption.title or ""), [normalise(cell.text) for cell in joined])
    for cell in joined:
        text = normalise(cell.text)
        made = list(_made_of(text, cell.column_span, headings)) if text not in headings else []
        if len(made) == 1:
            yield from part_over_columns(table, cell, made[0], BELIEVED, "headings of the form, one for each column")


def _heads_several(table: Table, cell: Cell) -> bool:
    """Tell whether a heading stands right above the data over columns each of which has cells of its own there."""
    if cell.source != "ocr" or not 1 < cell.column_span <= MOST_COLUMNS or cell.last_row != table.header_row_count - 1:
        return False
    begun = {one.column for one in table.cells if one.row > cell.last_row and one.column_span == 1 and one.text}
    return begun.issuperset(range(cell.column, cell.last_column + 1))


def _made_of(text: str, count: int, headings: Collection[str]) -> Iterator[list[str]]:
    """Yield the ways in which a text is made up of so many headings."""
    for inner in combinations(range(SHORTEST, len(text) - SHORTEST + 1), count - 1):
        parts = [text[start:end] for start, end in pairwise((0, *inner, len(text)))]
        if all(part in headings for part in parts):
            yield parts
