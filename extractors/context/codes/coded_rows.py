"""Rows of OCR tables that have the code of a budget subject in them, whole or in parts, left of its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.context.columns import by_row, data_cells
from schemas.table import Cell, Table

#: Digits of a class, of a group or an item, and of whole codes.
PARTS, WHOLE = (3, 2, 2), (3, 5, 7)


def printed_rows(table: Table) -> dict[int, list[Cell]]:
    """Return the printed OCR cells of each row below the headings, from left to right."""
    cells = sorted(data_cells(table), key=lambda cell: cell.column)
    return by_row(cell for cell in cells if cell.text and cell.row_span == 1)


def usual_lengths(rows: Iterable[list[Cell]]) -> dict[int, int]:
    """Return of how many digits the codes of each column mostly are."""
    seen: dict[int, Counter[int]] = {}
    for cell in (cell for cells in rows for cell in cells):
        if cell.text.isdigit():
            seen.setdefault(cell.column, Counter())[len(cell.text)] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in seen.items()}


def codes_in(cells: Sequence[Cell], lengths: Mapping[int, int]) -> Iterator[list[Cell]]:
    """Yield the runs of a row's cells that may hold a code: one whole, or its class, group and item side by side."""
    for first, cell in enumerate(cells):
        if lengths.get(cell.column) in WHOLE:
            yield [cell]
        for count in (2, 3):
            run = list(cells[first : first + count])
            if len(run) == count and tuple(lengths.get(one.column) for one in run) == PARTS[:count]:
                yield run


def longest_runs(runs: Iterable[list[Cell]]) -> list[list[Cell]]:
    """Return of the runs that begin with one cell the longest, in their order: the class alone is another's code."""
    by_first: dict[int, list[Cell]] = {}
    for run in runs:
        by_first[id(run[0])] = max(by_first.get(id(run[0]), run), run, key=len)
    return list(by_first.values())


def spelt_code(parts: Iterable[Cell]) -> str:
    """Return what the cells of a code say together."""
    return "".join(cell.text for cell in parts)


def codes_by_row(table: Table) -> dict[int, list[list[Cell]]]:
    """Return the runs of each row's cells that may hold a code."""
    rows = printed_rows(table)
    lengths = usual_lengths(rows.values())
    return {row: list(codes_in(cells, lengths)) for row, cells in rows.items()}


def first_codes(table: Table) -> dict[int, list[Cell]]:
    """Return the cells of the leftmost code of each row that has one, all its parts."""
    return {row: longest_runs(runs)[0] for row, runs in codes_by_row(table).items() if runs}
