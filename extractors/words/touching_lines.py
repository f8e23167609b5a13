"""Lines of a cell that touch: set so close that a copier's spread ink left no thin row between them.

Read as one line, two make no text, or one of those that their characters make together, doubted. So what is doubted
and high enough for two is read in parts as well, cut where it is thinnest, and parts that read better are lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.words.ink_lines import InkLine
from schemas.table import LineReading

#: What is read with more is one line.
SURE = 0.8
#: Lines are parted at a row with no more than this share of their rows' mean ink: a line of large print has one too.
NOTCH = 0.6


def read_apart(
    lines: Sequence[InkLine],
    seen: Sequence[LineReading],
    parted: Callable[[InkLine], list[InkLine]],
    see: Callable[[Sequence[InkLine]], list[LineReading]],
) -> tuple[list[InkLine], list[LineReading]]:
    """Return lines and what is seen of them, with those in place of one that it may be ``parted`` to, if better read.

    ``see`` reads lines. Lines of no box stay.
    """
    parts = [
        parted(line) if line.box >= 0 and _score(found) < SURE else [line]
        for line, found in zip(lines, seen, strict=True)
    ]
    looked_at = [part for own in parts if len(own) > 1 for part in own]
    if not looked_at:
        return list(lines), list(seen)
    again = iter(see(looked_at))
    result: list[tuple[InkLine, LineReading]] = []
    for line, found, own in zip(lines, seen, parts, strict=True):
        apart = [(part, next(again)) for part in own] if len(own) > 1 else []
        better = apart and min(_score(reading) for _, reading in apart) > _score(found)
        result += apart if better else [(line, found)]
    return [line for line, _ in result], [found for _, found in result]


def _score(found: LineReading) -> float:
    return found.readings[0].score if found.readings else 0.0
