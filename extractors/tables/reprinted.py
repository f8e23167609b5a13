"""Headings that following pages print again: what one print shows badly, another may show well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: A heading read with less is looked up in its other prints; one read with more says what is printed.
_DOUBTED, _READ_WELL = 0.9, 0.97
_Place = tuple[int, int, int, int]


def take_better_prints(pieces: Sequence[Table], repeated: Sequence[int], table_id: str) -> list[Repair]:
    """Put what the best print of a heading says into the first piece's doubted cells, and return the repairs.

    The pieces have the same columns; ``repeated[i]`` is how many heading rows piece i prints again. A heading that two
    prints say alike is believed as much as the better one.
    """
    first = pieces[0]
    doubted = [cell for cell in _headings(first, first.header_row_count) if cell.confidence < _DOUBTED]
    prints = [
        {_place(cell): cell for cell in _headings(piece, count)}
        for piece, count in zip(pieces[1:], repeated[1:], strict=True)
        if count
    ]
    repairs = []
    for cell in doubted:
        others = [printed[_place(cell)] for printed in prints if _place(cell) in printed]
        best = max(others, key=lambda other: other.confidence, default=None)
        if best is None or best.confidence < _READ_WELL or not best.text:
            continue
        before = cell.text
        cell.text, cell.lines, cell.confidence = best.text, best.lines, best.confidence
        cell.readings, cell.lattice = best.readings, best.lattice
        if normalise(before) != normalise(cell.text):
            evidence = f"the heading as page {best.page} prints it again"
            place = (table_id, cell.row, cell.column, cell.page)
            repairs.append(Repair("ocr_text", *place, before, cell.text, evidence, cell.confidence))
    return repairs


def _headings(piece: Table, rows: int) -> Iterator[Cell]:
    return (cell for cell in piece.cells if cell.row < rows and cell.source == "ocr")


def _place(cell: Cell) -> _Place:
    return cell.row, cell.column, cell.row_span, cell.column_span
