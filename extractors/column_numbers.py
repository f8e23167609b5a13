"""The row that numbers a table's columns, 1 2 3 …, where a recogniser misread some of its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.text import normalise
from schemas.table import Cell

#: So many columns, and this share of those with a text, have to have their number.
FEWEST, MOST = 3, 0.6
#: What a number of two digits is read for has no more characters: 1.00.
LONGEST = 4
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")


def number_columns(cells: Sequence[Cell]) -> bool:
    """Tell whether the cells of a scanned row number the columns, some of them misread: 1 2 3 + 5 6 x."""
    printed = [(cell.column + 1, normalise(cell.text)) for cell in cells if cell.text]
    if any(cell.source != "ocr" for cell in cells):
        return False
    if any(len(text) > LONGEST or _WORD.search(text) for _, text in printed):
        return False
    return sum(text == str(number) for number, text in printed) >= max(FEWEST, MOST * len(printed))
