"""Signs that an engine reads in a gap of prose where no ink stands: 意识，提升 where 意识 提升 is printed.

Pauses are marks of a few pixels in small print, so a recogniser sees one wherever characters stand apart, and the words
on both sides ask for one. Where the picture is blank from one character to the next there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from extractors.components import find_runs
from extractors.content import Bools
from extractors.decoding.language import is_ideograph
from extractors.lattices import best_path, with_silence
from extractors.ports import INK, Gray
from extractors.words.unseen_marks import added_up
from schemas.table import LineReading

#: What may be read there. Brackets and what else is as high as a character show whether they are there.
SIGNS = "、，。．,.·:：;；'’`\"“”‘…"
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


def without_signs_in_gaps(line: LineReading, crop: Gray) -> LineReading:
    """Return a doubted line without signs where the picture is blank from one ideograph to the next.

    For pictures with greys: of one in two tones one may have been lost altogether.
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
    readings = added_up((between.sub("", reading.text), reading.score) for reading in line.readings)
    return LineReading(readings, with_silence(line.lattice, silent))


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
