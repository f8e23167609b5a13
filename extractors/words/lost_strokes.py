"""A 一 of which a copy left only the wedge at its end: ``般公共服务支出`` behind a dot at half height.

Copies in two tones lose thin level strokes before all else. What is left of 一 is the wedge where the brush was lifted:
a small spot at half the height of the line, where no mark of punctuation stands. It is looked for before the first
whole character only, as there the engine has nothing to tell it by.
"""

from __future__ import annotations

from itertools import takewhile

import numpy as np

from extractors.ports import Gray
from schemas.table import LineReading, Reading

#: Darker than this is ink.
INK = 190
#: Shares of the print's height: the widest and highest spot that is a wedge or a comma, and between which heights the
#: middle of a wedge lies; commas hang lower.
SPOT, HIGHEST, LOWEST = 0.4, 0.3, 0.65
#: What a text is believed at most to which a 一 was put back.
GUESSED = 0.85
_MARKS = "一、，,.。·-—"
#: Of these a stroke may be lost too, and its rest is no 一.
_NUMERALS = "二三四五六七八九十"


def with_lost_strokes(line: LineReading, crop: Gray) -> LineReading:
    """Return the line's readings, first the one with the 一 whose wedge stands in the picture, if one is lost.

    The engine must have thought of it, or have read a text that begins with 、, as none does: that is doubted at least.
    """
    if not line.readings:
        return line
    best = line.readings[0]
    text = _with_wedges(best.text, crop)
    if text is None or not (best.text[0] == "、" or any(reading.text == text for reading in line.readings)):
        text = best.text
        if text[:1] != "、":
            return line
    # What the engine read instead is left the rest of the belief: readings are ranked by it.
    others = (Reading(one.text, min(one.score, 1 - GUESSED)) for one in line.readings if one.text != text)
    return LineReading((Reading(text, min(GUESSED, best.score)), *others), line.lattice)


def _with_wedges(text: str, crop: Gray) -> str | None:
    """Return a text with a 一 for each wedge before its first whole character; None if there is none to add."""
    lead = "".join(takewhile(lambda character: character in _MARKS, text))
    rest = text[len(lead) :]
    if not "\u4e00" <= rest[:1] <= "\u9fff" or rest[0] in _NUMERALS or lead not in ("", "、"):
        return None
    seen = _leading_marks(crop)
    return f"{seen}{rest}" if seen.startswith("一") and seen.replace("一", "") == lead else None


def _leading_marks(crop: Gray) -> str:
    """Return 一 for every wedge and 、 for every comma that stands before the first whole character."""
    ink = crop < INK
    rows = np.flatnonzero(ink.any(axis=1))
    if not len(rows):
        return ""
    top, height = int(rows[0]), int(rows[-1] - rows[0]) + 1
    edges = np.flatnonzero(np.diff(np.concatenate(([0], ink.any(axis=0).view(np.int8), [0]))))
    marks = ""
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        own = np.flatnonzero(ink[:, first:last].any(axis=1))
        middle = ((own[0] + own[-1] + 1) / 2 - top) / height
        if last - first > SPOT * height or own[-1] + 1 - own[0] > SPOT * height or middle < HIGHEST:
            break
        mark = "一" if middle < LOWEST else "、"
        # Both ends of one stroke may be left.
        marks += "" if marks.endswith(mark) else mark
    return marks
