"""The row that numbers a table's columns, 1 2 3 …, as a recogniser has it: a few misread, and what it makes of **."""

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
#: What is read where stars stand over a column of words; a mark there has no more characters than the second says.
_STARS, _LONGEST_MARK = re.compile(r"[*★☆※大米火木×xX·.\-_'\"^]{1,3}"), 3
#: So many numbers that begin with 1 tell by themselves; of more than these one in five may be misread.
_TELLING, _RIGHT = 3, 0.8


def number_columns(cells: Sequence[Cell]) -> bool:
    """Tell whether the cells of a scanned row number the columns: 1 2 3 + 5 6 x, or 1 2 3 behind marks over words."""
    printed = [(cell.column + 1, normalise(cell.text)) for cell in cells if cell.text]
    if any(cell.source != "ocr" for cell in cells):
        return False
    return _in_their_places(printed) or _counts_up([text for _, text in printed])


def _in_their_places(printed: Sequence[tuple[int, str]]) -> bool:
    if any(len(text) > LONGEST or _WORD.search(text) for _, text in printed):
        return False
    return sum(text == str(number) for number, text in printed) >= max(FEWEST, MOST * len(printed))


def _counts_up(texts: Sequence[str]) -> bool:
    """Tell whether a row's figures are 1, 2, 3, and the rest of it marks.

    Figures of data count up only by chance, and a row of few of them has labels that say something.
    """
    counted = [text for text in texts if any(mark.isdigit() for mark in text)]
    marks = [text for text in texts if text not in counted]
    right = sum(text == str(place) for place, text in enumerate(counted, 1))
    if not counted or counted[0] != "1" or right < (_RIGHT if len(counted) > _TELLING else 1) * len(counted):
        return False
    if len(counted) < _TELLING:
        return bool(marks) and all(map(_STARS.fullmatch, marks))
    short = all(len(text) <= LONGEST and not _WORD.search(text) for text in counted)
    return short and all(len(mark) <= _LONGEST_MARK for mark in marks)
