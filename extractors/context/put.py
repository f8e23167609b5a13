"""Another text put into a cell that a recogniser read, and the repair that says so."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.text import join_printed_lines
from schemas.findings import Repair
from schemas.table import Cell, Table


def put_text(table: Table, cell: Cell, text: str, evidence: str, believed: float) -> Repair:
    """Put a text into a cell, believed so much, and return the repair; the engine's readings were of another text."""
    before, cell.text, cell.lines = cell.text, text, (text,)
    cell.readings, cell.lattice, cell.confidence = (), None, believed
    return told(table, cell, before, evidence)


def put_lines(table: Table, cell: Cell, lines: Sequence[str], evidence: str, believed: float) -> Repair:
    """Put other lines into a cell, believed so much at most, and return the repair; its lattice stays, to be asked."""
    before, cell.lines, cell.text, cell.readings = cell.text, tuple(lines), join_printed_lines(lines), ()
    cell.confidence = min(cell.confidence, believed)
    return told(table, cell, before, evidence)


def put_figure(table: Table, cell: Cell, text: str, evidence: str, believed: float) -> Repair:
    """Put a figure into a cell, believed so much at most, and return the repair; sums may choose another reading."""
    before, cell.text, cell.lines = cell.text, text, (text,)
    cell.confidence = min(cell.confidence, believed)
    return told(table, cell, before, evidence, "ocr_digit")


def told(table: Table, cell: Cell, before: str, evidence: str, kind: str = "ocr_text") -> Repair:
    """Return the repair that says that a cell's text was another before."""
    place = (table.id, cell.row, cell.column, cell.page)
    return Repair(kind, *place, before, cell.text, evidence, cell.confidence)
