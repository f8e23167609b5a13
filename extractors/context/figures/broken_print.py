"""Figures of a page whose print is broken: where many cannot be read surely, none is sure.

A copier that loses thin strokes makes a 7 of a 5's rest, and a recogniser that has never seen such print reads it with
0.99. On a page of sound print hardly a figure is doubted, be it small; where every tenth is, the others are no better.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from extractors.decoding.settle import FIGURE_LIKE
from schemas.page import PageReading
from schemas.table import Cell, Table

#: Figures read with less are doubted. A page is of broken print if so many of its figures and this share are: in 16
#: scans of invented and published budgets, pages of sound print have 0.00 to 0.06, of broken print 0.1 to 1.
DOUBTED, FEWEST, SHARE = 0.9, 4, 0.1
#: What a figure of such a page is believed at most.
BELIEVED = 0.85


def find_broken_pages(readings: Iterable[PageReading]) -> frozenset[int]:
    """Return the numbers of the scanned pages whose print is broken; before anything was corrected."""
    return frozenset(reading.facts.number for reading in readings if _is_broken(reading))


def doubt_broken_print(tables: Sequence[Table], pages: Collection[int]) -> None:
    """Believe the figures of these pages no more than what was doubted; after everything was corrected."""
    if not pages:
        return
    for table in tables:
        for cell in table.cells:
            if cell.page in pages and _is_figure(cell):
                cell.confidence = min(cell.confidence, BELIEVED)


def _is_broken(reading: PageReading) -> bool:
    figures = [cell for table in reading.tables for cell in table.cells if _is_figure(cell)]
    return sum(cell.confidence < DOUBTED for cell in figures) >= max(FEWEST, SHARE * len(figures))


def _is_figure(cell: Cell) -> bool:
    return cell.source == "ocr" and any(map(str.isdigit, cell.text)) and FIGURE_LIKE.fullmatch(cell.text) is not None
