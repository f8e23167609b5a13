"""Headings and names of scans that a stroke tore in two: 财政 and 发款支出 where 财政拨款支出 is printed.

A stroke that fills a low row runs from rule to rule as an edge does, and is taken out as one. Where neither half nor
both are known, and together they are but for the character that lost the stroke, the two cells are one. Among data a
column also has to begin there in hardly any other row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from extractors.context.official_names import official_names
from extractors.context.parts import drop_column, join_cells
from extractors.context.put import put_text
from extractors.decoding.language import has_ideograph
from extractors.slips import differing
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Shorter texts are too alike; a heading over others may be shorter if every character was read well (科 and 目编码).
SHORTEST, SHORTEST_HEADING = 5, 4
#: Cells that are one heading at most.
MOST_PIECES = 4
#: A column that a stroke made begins in so many rows at most, and in this share of all.
RARELY, FEW = 2, 0.2
#: What is believed of a text put together.
BELIEVED = 0.7


def join_torn_texts(tables: Sequence[Table], headings: Callable[[], Iterable[str]]) -> list[Repair]:
    """Join cells of OCR tables that are one heading or official name, in place; return a repair for each.

    ``headings`` gives the texts that may stand in tables beside official names; it is asked only where cells stand side
    by side that may be one.
    """
    rows = [(table, cells) for table in tables for cells in _rows(table)]
    pairs = [(table, pair) for table, cells in rows for pair in _neighbours(table, cells)]
    if not pairs:
        return []
    known: dict[int, list[str]] = {}
    for text in {normalise(heading) for heading in headings()} | official_names():
        known.setdefault(len(text), []).append(text)
    repairs = [repair for table, cells in rows for repair in _join_letters(table, cells, known)]
    for table, (left, right) in pairs:
        halves = normalise(left.text), normalise(right.text)
        whole = _whole(*halves, known) or (_whole_heading(*halves, known) if _heads_others(right, table) else None)
        if whole is not None and all(any(each is cell for each in table.cells) for cell in (left, right)):
            repairs.append(_join(table, left, right, whole))
            drop_column(table, right.column)
    return repairs


def _rows(table: Table) -> list[list[Cell]]:
    """Return the cells with words that stand in one row with each other and are as high, from left to right."""
    rows: dict[tuple[int, int], list[Cell]] = {}
    for cell in table.cells:
        if cell.source == "ocr" and has_ideograph(cell.text):
            rows.setdefault((cell.row, cell.row_span), []).append(cell)
    return [sorted(cells, key=lambda cell: cell.column) for cells in rows.values()]


def _neighbours(table: Table, cells: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """Return the pairs of cells side by side that may be one: above cells of their own, or parted in hardly any row."""
    begin, rarely = Counter(cell.column for cell in table.cells), min(RARELY, FEW * table.row_count)
    return [
        (left, right)
        for left, right in pairwise(cells)
        if left.last_column + 1 == right.column and (_heads_others(right, table) or begin[right.column] <= rarely)
    ]


def _join_letters(table: Table, cells: Sequence[Cell], known: dict[int, list[str]]) -> list[Repair]:
    """Join headings that several strokes of spaced print tore, in place: 科目, 编 and 码, of which two are none."""
    for count in (MOST_PIECES, MOST_PIECES - 1):
        for begin in range(len(cells) - count + 1):
            pieces = cells[begin : begin + count]
            if not all(one.last_column + 1 == other.column for one, other in pairwise(pieces)):
                continue
            texts = [normalise(cell.text) for cell in pieces]
            strange = sum(text not in known.get(len(text), ()) for text in texts)
            heads = all(_heads_others(cell, table) for cell in pieces)
            whole = _near("".join(texts), known) if heads and strange >= count - 1 else None
            if whole is not None and len(whole) >= SHORTEST_HEADING:
                first, *others = pieces
                return [_join(table, first, other, whole) for other in others]
    return []


def _heads_others(cell: Cell, table: Table) -> bool:
    return cell.row + cell.row_span < table.header_row_count


def _whole(left: str, right: str, known: dict[int, list[str]]) -> str | None:
    """Return the one heading that two texts are together, give or take a character; None if both are headings."""
    joined = left + right
    if len(joined) < SHORTEST or (left in known.get(len(left), ()) and right in known.get(len(right), ())):
        return None
    return _near(joined, known)


def _near(joined: str, known: dict[int, list[str]]) -> str | None:
    """Return the known text that a text is, or but for a character, if only one is."""
    near = [text for text in known.get(len(joined), ()) if differing(joined, text) <= 1]
    exact = [text for text in near if text == joined] or near
    return exact[0] if len(exact) == 1 else None


def _whole_heading(left: str, right: str, known: dict[int, list[str]]) -> str | None:
    """Return the heading that two texts, neither of them one, are together to the letter."""
    joined = left + right
    if len(joined) < SHORTEST_HEADING or any(half in known.get(len(half), ()) for half in (left, right)):
        return None
    return joined if joined in known.get(len(joined), ()) else None


def _join(table: Table, left: Cell, right: Cell, text: str) -> Repair:
    believed = min(left.confidence, right.confidence, BELIEVED)
    join_cells(table, left, right, between=" | ")
    return put_text(table, left, text, f"one text: {text}", believed)
