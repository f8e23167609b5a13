"""Figures of a scan that do not end as all others do: `9480006.00` where each ends in 0000.00 is 9480000.00.

Budgets are made in round sums: most print whole yuan, many ten thousands of them. In print of four points a nought
looks much like a 6 or a 9, and a figure has many of them. Where the well-read figures of a table, or of those in the
same unit if it has too few, end in so many noughts nearly throughout, a doubted one has them too, unless the recogniser
saw something else too clearly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.context.columns import data_cells
from extractors.context.put import put_figure
from extractors.lattices import less_likely
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Cells read with more tell how figures end; they must hold so many different ones, of which no more than this share
#: may end otherwise.
SURE, FEWEST, SELDOM = 0.97, 8, 0.05
#: By so much, as a factor of its logarithms, a recogniser is too sure of digits in print that it reads badly.
TOO_SURE = 2.0
#: What is believed at most of a figure that was given the ending of the others.
BELIEVED = 0.7
_FIGURE = re.compile(r"-?\d[\d,]*\.\d{2}")


@dataclass(frozen=True, slots=True)
class _Ending:
    """How figures end: in at least so many noughts, of so many figures all but a few."""

    noughts: int
    figures: int
    odd: int

    @property
    def weight(self) -> float:
        """By how much an ending like all others is likelier than another: a logarithm as the recogniser's are."""
        return TOO_SURE * math.log((self.figures + 1) / (self.odd + 1))


def restore_round_figures(tables: Sequence[Table]) -> list[Repair]:
    """Give doubtful figures of OCR cells the noughts in which all others end, in place; return a repair for each."""
    figures = {table.id: [cell for cell in data_cells(table) if _FIGURE.fullmatch(cell.text)] for table in tables}
    by_unit: dict[str | None, list[Cell]] = {}
    for table in tables:
        by_unit.setdefault(table.caption.unit, []).extend(figures[table.id])
    return [
        repair
        for table in tables
        for ending in [_ending(figures[table.id]) or _ending(by_unit[table.caption.unit])]
        if ending is not None and ending.noughts
        for repair in _restored(table, figures[table.id], ending)
    ]


def _ending(figures: Sequence[Cell]) -> _Ending | None:
    """Return how the figures end that were read surely; None where too few were. What is printed twice counts once."""
    sure = {cell.text for cell in figures if cell.confidence >= SURE and cell.text.strip("-0,.")}
    noughts = sorted(map(_noughts, sure))
    if len(noughts) < FEWEST:
        return None
    least = noughts[int(SELDOM * len(noughts))]
    return _Ending(least, len(noughts), sum(1 for count in noughts if count < least))


def _noughts(text: str) -> int:
    digits = "".join(filter(str.isdigit, text))
    return len(digits) - len(digits.rstrip("0"))


def _restored(table: Table, figures: Sequence[Cell], ending: _Ending) -> Iterator[Repair]:
    for cell in figures:
        if cell.confidence >= SURE or cell.lattice is None or _noughts(cell.text) >= ending.noughts:
            continue
        text = _ending_in(cell.text, ending.noughts)
        # Nothing is left of what is less than the roundest.
        if not text.strip("-0,.") or less_likely(cell.lattice, text, than=cell.text) > ending.weight:
            continue
        evidence = f"{ending.figures - ending.odd} of {ending.figures} figures end in {ending.noughts} noughts"
        yield put_figure(table, cell, text, evidence, BELIEVED)


def _ending_in(text: str, noughts: int) -> str:
    """Return a figure with noughts for its last digits."""
    digits = sum(map(str.isdigit, text))
    seen = 0
    result = []
    for character in text:
        seen += character.isdigit()
        result.append("0" if character.isdigit() and seen > digits - noughts else character)
    return "".join(result)
