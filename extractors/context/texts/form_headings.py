"""Doubtful headings of forms that are known by their titles: few can stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from extractors.context.fits import DOUBTED, adds_words, belief, is_heading, is_sure
from extractors.context.put import put_text
from extractors.lattices import TextList
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Asks for the headings under a title and their meanings; of the texts given, those that are headings there are added.
HeadingsUnder = Callable[[str, Sequence[str]], Mapping[str, str]]


def settle_headings(table: Table, headings_under: HeadingsUnder) -> list[Repair]:
    """Settle a titled form's doubtful headings: few can stand there, and those of one meaning are equally good."""
    doubted = [
        cell
        for cell in table.cells
        if cell.row < table.header_row_count and cell.lattice is not None and cell.confidence < DOUBTED
    ]
    read = [normalise(cell.text) for cell in doubted]
    meanings = headings_under(normalise(table.caption.title or ""), read) if doubted else {}
    if not meanings:
        return []
    texts, repairs = TextList(meanings, meanings), []
    for cell in doubted:
        fit = texts.best(cell.lattice) if cell.lattice else None
        if fit is None or not (is_sure(fit) or is_heading(fit)) or adds_words(normalise(cell.text), fit.text):
            continue
        cell.lattice = None
        if normalise(cell.text) == fit.text:
            cell.confidence = max(cell.confidence, belief(fit))
        else:
            repairs.append(put_text(table, cell, fit.text, f"heading of the form: {fit.text}", belief(fit)))
        if cell.confidence < DOUBTED:
            _doubt_below(table, cell)
    return repairs


def _doubt_below(table: Table, heading: Cell) -> None:
    """Believe the figures under a heading no more than the heading: they may be right and stand for something else."""
    for cell in table.cells:
        if cell.row >= table.header_row_count and heading.column <= cell.column <= heading.last_column:
            cell.confidence = min(cell.confidence, heading.confidence)
