"""Marks that an engine reads where no ink stands: the point of ``0.2`` in 02, the comma of ``合、计`` in spaced 合计.

A recogniser has learnt that points stand between digits and commas between spaced characters, and in small or spaced
print it sees them where there are none. Where every piece of ink is as wide as one character, and there are as many as
characters were read, no piece is left to be a mark. Nor is there one in a gap of prose that is blank from one character
to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from extractors.components import find_runs
from extractors.content import Bools
from extractors.decoding.language import is_ideograph
from extractors.lattices import best_path, with_silence
from extractors.ports import INK, Gray
from schemas.table import BLANK, Lattice, LineReading, Reading

#: What an engine may invent between two characters.
MARKS = frozenset("、，。．,.·:：;；'’`-—_ ")
#: And in a gap of prose. Brackets and what else is as high as a character show whether they are there.
SIGNS = "、，。．,.·:：;；'’`\"“”‘…"
#: Darker than this is what may be left of a mark, however faint.
FAINT_INK = 215
#: Shares of the ink's height: the widest piece that is a digit alone and an ideograph alone. A digit that a point has
#: run into is wider; a 1 with a point is not, but its foot is longer on the right of its stem by this much.
DIGIT, IDEOGRAPH, FOOT = 0.85, 1.2, 0.15
#: PP-OCR's recognisers look at pictures of one height, and take a step for so much of it.
STEP = 8 / 48
#: Shares of the ink's height: no narrower gap could hold a mark with room beside it, and from where a character is read
#: it is no farther to a gap behind it, and from one before it: a mark beside the gap takes 0.3 more.
GAP, BEFORE, BEHIND = 0.6, 0.6, 0.8
#: And no mark is narrower.
MARK = 0.2
#: Paper is lighter than this in pictures with greys; marks of four points at 150 dpi are darker.
PAPER_ALONE = 222
#: A recogniser's step, and the character that it reads there.
Place = tuple[int, str]
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
    readings = _added_up((text, reading.score) for text, reading in zip(texts, line.readings, strict=True))
    return LineReading(readings, _without_marks(line.lattice) if line.lattice else None)


def without_marks_in_gaps(line: LineReading, crop: Gray) -> LineReading:
    """Return a doubted line without marks where the picture is blank from one ideograph to the next.

    For pictures with greys: of one in two tones a mark may have been lost altogether.
    """
    if line.lattice is None or not line.readings:
        return line
    path, halves = best_path(line.lattice), _halves_of(crop)
    gaps = [pair for pair in _neighbours(path) if halves and _is_all_blank(halves, pair, crop.shape[0])]
    if not gaps:
        return line
    between = re.compile("|".join(f"(?<={one})[{SIGNS}](?={other})" for (_, one), (_, other) in gaps))
    # Right beside a gap the characters around it may be seen once more.
    signs = {step for step, one in path if one in SIGNS}
    silent = {
        step
        for (first, _), (last, _) in gaps
        for step in range(first + 1, last)
        if first + 1 < step < last - 1 or step in signs
    }
    readings = _added_up((between.sub("", reading.text), reading.score) for reading in line.readings)
    return LineReading(readings, with_silence(line.lattice, silent))


def _added_up(believed: Iterable[tuple[str, float]]) -> tuple[Reading, ...]:
    """Return texts as readings, the most believed first, with what each is believed in all."""
    whole: dict[str, float] = {}
    for text, score in believed:
        whole[text] = whole.get(text, 0.0) + score
    ranked = sorted(whole.items(), key=lambda item: -item[1])
    return tuple(Reading(text, min(1.0, score)) for text, score in ranked)


def _neighbours(path: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield each two ideographs, with their steps, that follow each other or have one sign between them."""
    for number, one in enumerate(path):
        behind = path[number + 1 : number + 3]
        if len(behind) == 2 and behind[0][1] in SIGNS:
            behind = behind[1:]
        if behind and is_ideograph(one[1]) and is_ideograph(behind[0][1]):
            yield one, behind[0]


@dataclass(frozen=True, slots=True)
class _Halves:
    """How high the print of a crop is, and in which of its columns there is ink above its middle, and below."""

    height: int
    upper: Bools
    lower: Bools


def _halves_of(crop: Gray) -> _Halves | None:
    rows = np.flatnonzero((crop < INK).any(axis=1))
    if not len(rows):
        return None
    middle, inked = int(rows[0] + rows[-1] + 1) // 2, crop < PAPER_ALONE
    upper, lower = inked[:middle].any(axis=0), inked[middle:].any(axis=0)
    return _Halves(int(rows[-1] - rows[0]) + 1, np.asarray(upper), np.asarray(lower))


def _is_all_blank(halves: _Halves, pair: tuple[Place, Place], crop_height: int) -> bool:
    """Tell whether there is nothing between two characters but for their own halves.

    Pauses hang low, and opening quotes high: what stands right beside the gap does not.
    """
    height, blank = halves.height, ~(halves.upper | halves.lower)
    before, behind = ((step + 0.5) * STEP * crop_height for step, _ in pair)
    runs = find_runs(blank[int(before) : int(behind)])
    first, last = (int(before) + end for end in max(runs, key=lambda run: run[1] - run[0], default=(0, 0)))
    near = first - before <= BEFORE * height and behind - last <= BEHIND * height
    broad = round(MARK * height)
    upright = halves.upper[max(0, first - broad) : first].any() and halves.lower[last : last + broad].any()
    return near and bool(upright) and last - first >= GAP * height


def _has_marks(text: str) -> bool:
    return any(mark in MARKS for mark in text[1:-1])


def _bare(text: str) -> str:
    """Return the text without the marks inside it: a minus before and a full stop behind it have no ink beside them."""
    inside = "".join(character for character in text[1:-1] if character not in MARKS)
    return f"{text[0]}{inside}{text[-1]}"


@dataclass(frozen=True, slots=True)
class _Ink:
    """How high the print of a crop is, the runs of columns that hold any ink, and what is known of each run.

    Whether it hangs low, and by how much it reaches farther to the right of its tallest column than to the left.
    """

    height: int
    runs: list[tuple[int, int]]
    low: list[bool]
    rightward: list[int]


def _ink(crop: Gray) -> _Ink:
    rows = np.flatnonzero((crop < INK).any(axis=1))
    if not len(rows):
        return _Ink(0, [], [], [])
    middle = int(rows[0] + rows[-1] + 1) // 2
    faint = crop < FAINT_INK
    runs = find_runs(np.asarray(faint.any(axis=0)))
    low = [not faint[:middle, first:last].any() for first, last in runs]
    stems = [first + int(faint[:, first:last].sum(axis=0).argmax()) for first, last in runs]
    rightward = [(last - 1 - stem) - (stem - first) for (first, last), stem in zip(runs, stems, strict=True)]
    return _Ink(int(rows[-1] - rows[0]) + 1, runs, low, rightward)


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
    feet = (excess for character, excess in zip(text, ink.rightward, strict=False) if character == "1")
    return all(excess <= FOOT * ink.height for excess in feet)


def _joined(columns: list[tuple[int, int]], gap: float) -> list[tuple[int, int]]:
    breaks = [number for number, (one, other) in enumerate(pairwise(columns), 1) if other[0] - one[1] >= gap]
    return [(columns[first][0], columns[last - 1][1]) for first, last in pairwise((0, *breaks, len(columns)))]


def _without_marks(lattice: Lattice) -> Lattice:
    characters = "".join(BLANK if one in MARKS else one for one in lattice.characters)
    return replace(lattice, characters=characters)
