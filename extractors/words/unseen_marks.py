"""Marks that an engine reads where no ink stands: the point of ``0.2`` in 02, the comma of ``合、计`` in spaced 合计.

A recogniser has learnt that points stand between digits and commas between spaced characters, and in small or spaced
print it sees them where there are none. Where every piece of ink is as wide as one character, and there are as many as
characters were read, no piece is left to be a mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from extractors.components import find_runs
from extractors.decoding.language import is_ideograph
from extractors.ports import INK, Gray
from schemas.table import BLANK, Lattice, LineReading, Reading

#: What an engine may invent between two characters.
MARKS = frozenset("、，。．,.·:：;；'’`-—_ ")
#: Darker than this is what may be left of a mark, however faint.
FAINT_INK = 215
#: Shares of the ink's height: the widest piece that is a digit alone and an ideograph alone. A digit that a point has
#: run into is wider, or in narrow print has as broad a tail that hangs as low; a 1 with a point is not, but its foot is
#: longer on the right of its stem by as much.
DIGIT, IDEOGRAPH, FOOT = 0.85, 1.2, 0.15
#: The share of the print's height that a point reaches up to, with the blur around it.
TAIL = 0.4
#: The parts of one ideograph are less than this far apart, characters of spaced print and their marks more.
PARTS = 0.3


def without_unseen_marks(line: LineReading, crop: Gray) -> LineReading:
    """Return the line's readings, and its lattice, without marks between characters for which there is no ink.

    ``crop`` is the picture of that line and of nothing else. What readings that differ in such marks alone were
    believed is added up.
    """
    if not line.readings or not any(_has_marks(reading.text) for reading in line.readings):
        return line
    ink = _ink(crop)
    if not ink.runs:
        return line  # print so pale that nothing tells which of it is there
    texts = []
    for reading in line.readings:
        bare = _bare(reading.text) if _has_marks(reading.text) else ""
        texts.append(bare if bare and _leaves_no_room(bare, ink) else reading.text)
    if texts == [reading.text for reading in line.readings]:
        return line
    readings = added_up((text, reading.score) for text, reading in zip(texts, line.readings, strict=True))
    return LineReading(readings, _without_marks(line.lattice) if line.lattice else None)


def added_up(believed: Iterable[tuple[str, float]]) -> tuple[Reading, ...]:
    """Return texts as readings, the most believed first, with what each is believed in all."""
    whole: dict[str, float] = {}
    for text, score in believed:
        whole[text] = whole.get(text, 0.0) + score
    ranked = sorted(whole.items(), key=lambda item: -item[1])
    return tuple(Reading(text, min(1.0, score)) for text, score in ranked)


def _has_marks(text: str) -> bool:
    return any(mark in MARKS for mark in text[1:-1])


def _bare(text: str) -> str:
    """Return the text without the marks inside it: a minus before and a full stop behind it have no ink beside them."""
    inside = "".join(character for character in text[1:-1] if character not in MARKS)
    return f"{text[0]}{inside}{text[-1]}"


@dataclass(frozen=True, slots=True)
class _Ink:
    """How high the print of a crop is, the runs of columns that hold any ink, and what is known of each run.

    Whether it hangs low, by how much it reaches farther to the right of its tallest column than to the left, and how
    much of it on the right hangs low.
    """

    height: int
    runs: list[tuple[int, int]]
    low: list[bool]
    rightward: list[int]
    tails: list[int]


def _ink(crop: Gray) -> _Ink:
    rows = np.flatnonzero((crop < INK).any(axis=1))
    if not len(rows):
        return _Ink(0, [], [], [], [])
    height = int(rows[-1] - rows[0]) + 1
    middle = int(rows[0] + rows[-1] + 1) // 2
    faint = crop < FAINT_INK
    runs = find_runs(np.asarray(faint.any(axis=0)))
    low = [not faint[:middle, first:last].any() for first, last in runs]
    stems = [first + int(faint[:, first:last].sum(axis=0).argmax()) for first, last in runs]
    rightward = [(last - 1 - stem) - (stem - first) for (first, last), stem in zip(runs, stems, strict=True)]
    higher = np.asarray(faint[: int(rows[-1]) + 1 - round(TAIL * height)].any(axis=0))
    tails = [int(higher[first:last][::-1].argmax()) for first, last in runs]
    return _Ink(height, runs, low, rightward, tails)


def _leaves_no_room(text: str, ink: _Ink) -> bool:
    """Tell whether the pieces of ink are the text's characters, one each, and nothing besides."""
    if text.isdecimal():
        pieces, widest = ink.runs, DIGIT * ink.height
    elif all(map(is_ideograph, text)):
        pieces, widest = _joined(ink.runs, PARTS * ink.height), IDEOGRAPH * ink.height
    else:
        return False
    if len(pieces) != len(text) or any(ink.low) or any(end - start > widest for start, end in pieces):
        return False
    low = (
        ink.rightward[number] if character == "1" else ink.tails[number]
        for number, character in enumerate(text)
        if character.isdecimal()
    )
    return all(excess <= FOOT * ink.height for excess in low)


def _joined(columns: list[tuple[int, int]], gap: float) -> list[tuple[int, int]]:
    breaks = [number for number, (one, other) in enumerate(pairwise(columns), 1) if other[0] - one[1] >= gap]
    return [(columns[first][0], columns[last - 1][1]) for first, last in pairwise((0, *breaks, len(columns)))]


def _without_marks(lattice: Lattice) -> Lattice:
    characters = "".join(BLANK if one in MARKS else one for one in lattice.characters)
    return replace(lattice, characters=characters)
