"""Tables from text grids: ``|`` parts cells, ``<`` goes on from the left cell, ``^`` from the one above."""

from extractors.forms import Recognised, recognise_forms
from schemas.geometry import Box
from schemas.table import Caption, Cell, Part, Table


def grid(text: str, headers: int = 1, title: str | None = None, **caption: str) -> Table:
    """Lay out a table; ``headers`` is the number of heading rows."""
    rows = [[piece.strip() for piece in line.split("|")] for line in text.strip().splitlines()]
    width = len(rows[0])
    assert all(len(row) == width for row in rows), [len(row) for row in rows]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, pieces in enumerate(rows):
        for column, piece in enumerate(pieces):
            at = (row, column)
            owner[at] = owner[row, column - 1] if piece == "<" else owner[row - 1, column] if piece == "^" else at
    cells = []
    for row, column in sorted(set(owner.values())):
        covered = [at for at, of in owner.items() if of == (row, column)]
        last_row, last_column = max(at[0] for at in covered), max(at[1] for at in covered)
        said = rows[row][column]
        box = Box(column * 50.0, row * 20.0, (last_column + 1) * 50.0, (last_row + 1) * 20.0)
        cells.append(Cell(row, column, last_row - row + 1, last_column - column + 1, said, (said,), 1, box))
    part = Part(1, Box(0, 0, width * 50.0, len(rows) * 20.0), 0, len(rows))
    return Table("t1", cells, len(rows), width, headers, "ruled", [part], Caption(title=title, **caption))


def recognised(table: Table, year: int | None = 2024) -> Recognised:
    """Map one table with the built-in definitions."""
    from schemas.forms.library import load_library

    return recognise_forms([table], load_library(), year)


def records(table: Table, year: int | None = 2024) -> list[dict]:
    """Return the records of the one form that a table is."""
    (form,) = recognised(table, year).forms
    return form.records


def bare(record: dict) -> dict:
    """Return a record without the places of its figures."""
    return {key: value for key, value in record.items() if key not in ("row", "cells")}
