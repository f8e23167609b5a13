"""How the lines of one side of a two-sided form nest, by their ordinals and the wording of totals.

Ordinals come without punctuation, so 一 may be 一、 or （一）: a number that starts again opens a deeper level, one
that continues a level closes those below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from extractors.text import normalise

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_TOTAL = re.compile(r".*(?:合计|总计|小计|共计)|(?:收入|支出)总数")
_CURRENT = re.compile(r".*[本当]年.*")
#: Lines that stand beside the numbered ones, whatever comes before them: money of other years and balancing items.
_BESIDE = re.compile(r".*(?:结转|结余|收支差额|调入|动用).*")
_OF_WHICH = re.compile(r"[(]?其中[:)]?")
ROOT = -1


@dataclass(slots=True, frozen=True)
class Line:
    """One record of a side: its ordinal as a number (0 for none) with its script, and what its label says."""

    record: int
    script: str
    number: int
    label: str
    total: bool
    current: bool
    beside: bool
    of_which: bool


@dataclass(slots=True, frozen=True)
class Reading:
    """What the ordinals leave open: ``deep`` continues the inner of two fitting levels, ``loose`` lines are equals."""

    deep: bool = True
    loose: bool = False


READINGS = tuple(Reading(deep, loose) for loose, deep in product((False, True), (True, False)))


def lines_of(records: Sequence[dict[str, Any]], side: str) -> list[Line]:
    """Return the lines of one side in print order."""
    return [_line(index, record) for index, record in enumerate(records) if record.get("side") == side]


def _line(index: int, record: dict[str, Any]) -> Line:
    label = normalise(record.get("item") or "")
    script, number = ordinal_number(str(record.get("ordinal") or ""))
    total = not number and bool(_TOTAL.fullmatch(label))
    return Line(
        index,
        script,
        number,
        label,
        total,
        bool(_CURRENT.fullmatch(label)),
        bool(_BESIDE.fullmatch(label)),
        bool(_OF_WHICH.match(label)),
    )


def ordinal_number(text: str) -> tuple[str, int]:
    """Return the script and value of an ordinal such as 二十三 or 4; ``("", 0)`` for anything else."""
    text = normalise(text).strip("().、")
    if text.isdecimal():
        return "digits", int(text)
    if not text or any(character not in _DIGITS and character != "十" for character in text):
        return "", 0
    tens, ten, ones = text.partition("十")
    if not ten:
        return ("chinese", _DIGITS[text]) if len(text) == 1 else ("", 0)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return "", 0
    return "chinese", 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def nest_lines(lines: Sequence[Line], reading: Reading) -> list[int]:
    """Return for each line the position of the line that holds it; totals and outermost lines have ``ROOT``."""
    parents: list[int] = []
    levels: list[int] = []
    for position, line in enumerate(lines):
        if line.total:
            levels = []
            parents.append(ROOT)
        elif line.number:
            del levels[_level(lines, levels, line, reading.deep) :]
            parents.append(levels[-1] if levels else ROOT)
            levels.append(position)
        elif line.of_which and position:
            parents.append(position - 1 if lines[position - 1].number else parents[-1])
        elif reading.loose or line.beside or not levels:
            parents.append(ROOT)
            levels = [position] if line.beside and not reading.loose else levels
        else:
            parents.append(levels[-1])
    return parents


def _level(lines: Sequence[Line], levels: Sequence[int], line: Line, deep: bool) -> int:
    """Return which level of the open ones a number belongs to; the number of levels opens a new one."""
    fitting = [
        level
        for level, position in enumerate(levels)
        if lines[position].script == line.script and 0 < lines[position].number < line.number
    ]
    if not fitting:
        return len(levels) if line.number == 1 or not levels else _same_script(lines, levels, line)
    return fitting[-1] if deep else fitting[0]


def _same_script(lines: Sequence[Line], levels: Sequence[int], line: Line) -> int:
    """A number that neither continues nor starts a level: misprinted or out of order; it stays among its like."""
    like = [level for level, position in enumerate(levels) if lines[position].script == line.script]
    return like[-1] if like else len(levels)
