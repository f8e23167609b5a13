"""Figures of a scan that may have lost their point: 324 where all others are like 3.24.

A decimal point is a pixel or two in small print, and what is left without it reads as surely as any figure; a cell of
which half is lost reads as surely too. Where a column of amounts has decimals throughout, a whole number other than 0
is doubted, and so is one decimal where others have two; a sum may settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.context.columns import by_column, data_cells
from schemas.table import Cell, Table

#: What a figure without the decimals of its neighbours is believed at most.
DOUBTED = 0.85
#: A column has decimals throughout when so many figures have them, and this share.
FEWEST, SHARE = 3, 0.6
#: A document prints two decimals when so many times as many figures have two as have one.
FOR_ONE = 20
_DECIMAL = re.compile(r"-?[\d,]+\.\d{1,2}")
_FULL = re.compile(r"-?[\d,]+\.\d{2}")
_WHOLE, _ANY_WHOLE = re.compile(r"-?\d[\d,]{2,}"), re.compile(r"-?(?!0$)\d[\d,]*")
_SHORT = re.compile(r"-?[\d,]+\.\d")
#: A sign is missing where a figure has a gap.
_GAPPED = re.compile(r"-?\d[\d,.]* [\d,. ]*\d")


def doubt_lost_points(tables: Sequence[Table]) -> None:
    """Lower the confidence of whole numbers among decimals, and of figures with a gap; text layers are left alone."""
    _doubt_short([cell for table in tables for cell in data_cells(table)], FOR_ONE)
    for table in tables:
        data = data_cells(table)
        _doubt(cell for cell in data if _GAPPED.fullmatch(cell.text))
        for cells in by_column(data).values():
            _doubt_short(cells, FEWEST)
            decimals = sum(1 for cell in cells if _DECIMAL.fullmatch(cell.text))
            noughts = any(_FULL.fullmatch(cell.text) and cell.text.endswith("0") for cell in cells)
            whole = [cell for cell in cells if (_ANY_WHOLE if noughts else _WHOLE).fullmatch(cell.text)]
            if decimals >= max(FEWEST, SHARE * (decimals + len(whole))):
                _doubt(whole)


def _doubt_short(cells: list[Cell], for_one: int) -> None:
    """Doubt figures with one decimal where so many others for each have two: a digit was lost."""
    full = sum(1 for cell in cells if _FULL.fullmatch(cell.text))
    short = [cell for cell in cells if _SHORT.fullmatch(cell.text)]
    if full >= for_one * max(1, len(short)):
        _doubt(short)


def _doubt(cells: Iterable[Cell]) -> None:
    for cell in cells:
        cell.confidence = min(cell.confidence, DOUBTED)
