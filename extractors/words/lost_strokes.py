"""A 一 of which a copy left only the wedge at its end: ``般公共服务支出`` behind a dot at half height.

Copies in two tones lose thin level strokes before all else. What is left of 一 is the wedge where the brush was lifted:
a small spot at half the height of the line, where no mark of punctuation stands. It is looked for before the first
whole character only, as there the engine has nothing to tell it by.
"""

from __future__ import annotations

from itertools import takewhile

import numpy as np

from extractors.components import find_runs
from extractors.decoding.language import is_ideograph
from extractors.ports import INK, Gray
from schemas.table import LineReading, Reading

#: Shares of the print's height: the widest and highest spot that is a wedge or a comma, and between which heights the
#: middle of a wedge lies; commas hang lower.
SPOT, HIGHEST, LOWEST = 0.4, 0.3, 0.65
#: Behind a comma there is white for this share of the height.
BEHIND = 0.4
#: What a text is believed at most to which a 一 was put back.
GUESSED = 0.85
_MARKS = "一、，,.。·-—"
#: Of these a stroke may be lost too, and its rest is no 一.
_NUMERALS = "二三四五六七八九十"


def with_lost_strokes(line: LineReading, crop: Gray) -> LineReading:
    """Return the line's readings, first the one with the 一 whose wedge stands in the picture, if one is lost.

    The engine must have thought of it, or have read a comma before it. That the ordinal before such a comma is lost is
    left as it is: its column tells which it was.
    """
    text = _with_wedge(line.readings[0].text, crop) if line.readings else None
    if text is None or not (text[0] == "、" or any(reading.text == text for reading in line.readings)):
        return line
    # What the engine read instead is left the rest of the belief: readings are ranked by it.
    others = (Reading(one.text, min(one.score, 1 - GUESSED)) for one in line.readings if one.text != text)
    return LineReading((Reading(text, min(GUESSED, line.readings[0].score)), *others), line.lattice)


def _with_wedge(text: str, crop: Gray) -> str | None:
    """Return a text with a 一 for the wedge right before its first whole character; None if there is none."""
    lead = "".join(takewhile(lambda character: character in _MARKS, text))
    rest = text[len(lead) :]
    if not is_ideograph(rest[:1]) or rest[0] in _NUMERALS or lead not in ("", "、"):
        return None
    return f"{lead}一{rest}" if _leading_marks(crop) in (f"{lead}一", f"一{lead}一") else None


def _leading_marks(crop: Gray) -> str:
    """Return 一 for every wedge and 、 for every comma that stands before the first whole character."""
    ink = crop < INK
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return ""
    top, height = int(rows[0]), int(rows[-1] - rows[0]) + 1
    marks, end = "", 0
    for first, last in find_runs(np.asarray(ink.any(axis=0))):
        own = np.flatnonzero(ink[:, first:last].any(axis=1))
        middle = ((own[0] + own[-1] + 1) / 2 - top) / height
        if last - first > SPOT * height or own[-1] + 1 - own[0] > SPOT * height or middle < HIGHEST:
            break
        mark = "一" if middle < LOWEST else "、"
        if mark == "一" and marks.endswith("、") and first - end < BEHIND * height:
            break
        # Both ends of one stroke may be left.
        marks += "" if marks.endswith(mark) else mark
        end = last
    return marks
