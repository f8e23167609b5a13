"""The texts that a heading's pattern stands for, spelt out: a closed list to read doubtful print by.

A pattern is for comparison; what a recogniser is unsure of is settled the other way round, by asking which of the
texts that could stand there looks most like it. Patterns of forms are small: optional words and alternatives.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import nsmallest
from typing import Any

#: Texts of one pattern at most, and their length: a pattern that says almost anything is no closed list.
MOST, LONGEST = 600, 30
#: Python's own reader of patterns; it has had this name since 3.11.
_READER: Any = importlib.import_module("re._parser")


@cache
def spellings(pattern: str) -> frozenset[str]:
    """Return the shortest texts that a pattern fits; of what may be repeated, none and one.

    Open classes (``.``) give none.
    """
    return frozenset(text for text in _texts(_READER.parse(pattern)) if 0 < len(text) <= LONGEST)


def _texts(items: Iterable[tuple[Any, Any]]) -> list[str]:
    """Return the shortest: what is left out of a pattern of many optional words has most of them at once."""
    texts = [""]
    for name, value in items:
        choices = list(_choices(str(name), value))
        texts = nsmallest(MOST, dict.fromkeys(text + choice for text in texts for choice in choices), key=len)
    return texts


def _choices(name: str, value: Any) -> Iterator[str]:
    if name == "LITERAL":
        yield chr(value)
    elif name == "SUBPATTERN":
        yield from _texts(value[-1])
    elif name == "BRANCH":
        for branch in value[1]:
            yield from _texts(branch)
    elif name in ("MAX_REPEAT", "MIN_REPEAT"):
        yield from _repeated(*value)
    elif name == "IN":
        yield from (chr(one) for kind, one in value if str(kind) == "LITERAL")
    elif name in ("AT", "ASSERT", "ASSERT_NOT"):
        yield ""


def _repeated(least: int, most: int, inner: Any) -> Iterator[str]:
    if least == 0:
        yield ""
    if most:
        yield from _texts(inner)
