"""Columns of OCR tables in which the names of the codes in their rows stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.context.codes.coded_rows import first_codes, spelt_code
from extractors.context.columns import data_cells
from extractors.text import normalise
from schemas.table import Cell, Table
from schemas.vocabulary.subjects import names_of

#: So many names of a column are those of the codes in their rows, and this share, or it has other names.
FEWEST, OFFICIAL = 8, 0.5


@dataclass(frozen=True, slots=True)
class NameColumn:
    """The cells of a table in which the names of the codes stand, and the codes by row."""

    table: Table
    cells: Sequence[Cell]
    codes: Mapping[int, str]


def name_columns(tables: Sequence[Table]) -> list[NameColumn]:
    """Return the columns of names of the tables that have one."""
    return [column for table in tables if (column := _name_column(table)) is not None]


def _name_column(table: Table) -> NameColumn | None:
    """Return the column in which the names of the codes stand; None where the names are others, or too few."""
    codes = {row: spelt_code(parts) for row, parts in first_codes(table).items()}
    cells = [cell for cell in data_cells(table) if cell.row in codes]
    read, official = Counter[int](), Counter[int]()
    for cell in cells:
        if cell.text:
            read[cell.column] += 1
            official[cell.column] += kind_of(cell, codes) is not None
    place, count = official.most_common(1)[0] if official else (0, 0)
    if not official or count < max(FEWEST, OFFICIAL * read[place]):
        return None
    return NameColumn(table, [cell for cell in cells if cell.column == place], codes)


def kind_of(cell: Cell, codes: Mapping[int, str]) -> str | None:
    """Return what stands before the official name of a cell's row, "" for nothing; None where it has another name."""
    text = normalise(cell.text)
    ends = (normalise(name) for name in names_of(codes[cell.row]))
    return next((text.removesuffix(name) for name in ends if text.endswith(name)), None)
