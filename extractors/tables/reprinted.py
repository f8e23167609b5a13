"""Headings that following pages print again: what one print shows badly, another may show well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: A heading read with less is looked up in its other prints; one read with more says what is printed.
_DOUBTED, _READ_WELL = 0.9, 0.97
_Place = tuple[int, int, int, int]


def take_better_prints(pieces: Sequence[Table], repeated: Sequence[int], table_id: str) -> list[Repair]:
    """Put what the best print of a heading says into the first piece's doubted cells, and return the repairs.

    The pieces have the same columns; ``repeated[i]`` is how many heading rows piece i prints again. A heading that two
    prints say alike is believed as much as the better one. One of several columns is parted as a better print parts it.
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
        if best is None:
            repairs += _part(first, cell, prints, table_id)
        elif best.confidence >= _READ_WELL and best.text:
            before = cell.text
            _print_as(cell, best)
            repairs += [_repair(table_id, cell, before, best)] if normalise(before) != normalise(cell.text) else []
    return repairs


def _part(first: Table, cell: Cell, prints: Sequence[Mapping[_Place, Cell]], table_id: str) -> list[Repair]:
    """Part a heading of several columns, in place, where a print that was read well has several in its place."""
    for printed in prints:
        inside = sorted((other for other in printed.values() if _is_inside(other, cell)), key=lambda each: each.column)
        whole = sum(other.column_span for other in inside) == cell.column_span
        if len(inside) < 2 or not whole or any(each.confidence < _READ_WELL or not each.text for each in inside):
            continue
        parts = [replace(cell, column=other.column, column_span=other.column_span) for other in inside]
        for part, other, (x0, x1) in zip(parts, inside, _sides(cell, inside), strict=True):
            part.box = part.box._replace(x0=x0, x1=x1)
            _print_as(part, other)
        at = next(number for number, each in enumerate(first.cells) if each is cell)
        first.cells[at : at + 1] = parts
        return [_repair(table_id, part, cell.text, other) for part, other in zip(parts, inside, strict=True)]
    return []


def _is_inside(other: Cell, cell: Cell) -> bool:
    same_rows = (other.row, other.row_span) == (cell.row, cell.row_span)
    return same_rows and cell.column <= other.column and other.last_column <= cell.last_column


def _sides(cell: Cell, inside: Sequence[Cell]) -> Iterator[tuple[float, float]]:
    """Yield where the parts of a cell begin and end: as far from each other as on the page that shows them."""
    start, width = inside[0].box.x0, inside[-1].box.x1 - inside[0].box.x0
    scale = cell.box.width / width if width > 0 else 0.0
    for other in inside:
        yield cell.box.x0 + (other.box.x0 - start) * scale, cell.box.x0 + (other.box.x1 - start) * scale


def _print_as(cell: Cell, other: Cell) -> None:
    cell.text, cell.lines, cell.confidence = other.text, other.lines, other.confidence
    cell.readings, cell.lattice = other.readings, other.lattice


def _repair(table_id: str, cell: Cell, before: str, other: Cell) -> Repair:
    evidence = f"the heading as page {other.page} prints it again"
    return Repair("ocr_text", table_id, cell.row, cell.column, cell.page, before, cell.text, evidence, cell.confidence)


def _headings(piece: Table, rows: int) -> Iterator[Cell]:
    return (cell for cell in piece.cells if cell.row < rows and cell.source == "ocr")


def _place(cell: Cell) -> _Place:
    return cell.row, cell.column, cell.row_span, cell.column_span
