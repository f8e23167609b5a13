"""The whole text put into a cell that prints a part of it, and the repair that says so."""

from __future__ import annotations

from schemas.findings import Repair
from schemas.table import Cell, Table


def complete(table: Table, cell: Cell, full: str, evidence: str, believed: float) -> Repair:
    """Put the whole text into a cell, in place, and return the repair; its lines stay as they are printed."""
    before, cell.text = cell.text, full
    return Repair("truncated_text", table.id, cell.row, cell.column, cell.page, before, full, evidence, believed)
