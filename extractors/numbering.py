"""The row that numbers the columns of a form, as an engine reads it from a scan: 1, 2, 3 and what it makes of **."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What engines read where stars stand over a column of words.
_STARS = re.compile(r"[*★☆※大米火木×xX·.\-_'\"^]{1,3}")
_NUMBER = re.compile(r"\d{1,2}")
#: So many numbers tell by themselves; of them one in five may be misread, of fewer none.
_TELLING, _RIGHT = 3, 0.8
_LONGEST_MARK = 3


def counts_up(texts: Sequence[str]) -> bool:
    """Tell whether the texts of a scanned row count its columns: 1, 2, 3, with marks over those that hold words.

    Figures of data count up only by chance, and a row of few of them has labels that say something.
    """
    numbers = [int(text) for text in texts if _NUMBER.fullmatch(text)]
    marks = [text for text in texts if not _NUMBER.fullmatch(text)]
    right = sum(number == place for place, number in enumerate(numbers, 1))
    if not numbers or numbers[0] != 1 or right < (_RIGHT if len(numbers) > _TELLING else 1) * len(numbers):
        return False
    if len(numbers) < _TELLING:
        return bool(marks) and all(map(_STARS.fullmatch, marks))
    return all(len(mark) <= _LONGEST_MARK and not any(letter.isdigit() for letter in mark) for mark in marks)
