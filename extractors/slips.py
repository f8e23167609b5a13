"""How far a text of a scan is from another that it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Shorter texts are too alike to be told from each other by a character; of longer ones one in so many may differ.
SHORTEST, LENIENCE = 6, 5
#: What tells names from each other by a single character, and is never taken for a misreading.
_TELLING = re.compile(r"[\d一二三四五六七八九十甲乙丙丁东南西北]")


def differing(text: str, other: str) -> int:
    """Return in how many places two texts of one length differ; texts of other lengths are far apart, be they short."""
    if len(text) != len(other):
        return len(text) + len(other)
    return sum(1 for a, b in zip(text, other, strict=True) if a != b)


def changes(text: str, other: str) -> int:
    """Return how many characters have to be exchanged, lost or added to make one text the other (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for number, character in enumerate(text, 1):
        before, row[0] = row[0], number
        for column, wanted in enumerate(other, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (character != wanted))
    return row[-1]


def common(text: str, other: str) -> int:
    """Return how many characters two texts have in common in one order (longest common subsequence)."""
    row = [0] * (len(other) + 1)
    for character in text:
        before = 0
        for column, wanted in enumerate(other, 1):
            above = row[column]
            row[column] = before + 1 if character == wanted else max(above, row[column - 1])
            before = above
    return row[-1]


def has_in_order(whole: Iterable[str], part: Iterable[str]) -> bool:
    """Tell whether something has all that another is made of, in its order, and perhaps more between."""
    left = iter(whole)
    return all(each in left for each in part)


def is_misread(text: str, other: str) -> bool:
    """Tell whether two texts could be one: they have the same numerals, and of the rest few characters differ."""
    shorter = min(len(text), len(other))
    if shorter < SHORTEST or _TELLING.findall(text) != _TELLING.findall(other):
        return False
    return changes(text, other) <= shorter // LENIENCE


def is_one_slip(text: str, code: str) -> bool:
    """Tell whether a text is the code with one or two characters misread, or one lost or added."""
    if not any(character.isdigit() for character in text):
        return False
    if len(text) == len(code):
        return differing(text, code) <= 2
    longer, shorter = (text, code) if len(text) > len(code) else (code, text)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
