"""Lines that an engine read in one piece -> pieces: a figure and the label in the next column may nearly touch."""

from __future__ import annotations

import re

import numpy as np

from extractors.content import Characters
from extractors.text import is_wide

#: Between a figure or a code and a text of another script; a year is part of its text.
_SEAM = re.compile(
    r"(?<=\d\.\d)(?=[\u4e00-\u9fff（(])|(?<=\d\.\d\d)(?=[\u4e00-\u9fff（(])|(?<=\d{5})(?=[\u4e00-\u9fff])"
    r"|(?<=[\d\-–—])(?=[一二三四五六七八九十]{1,3}、)|\s+"
)
#: Width of a Latin letter or a figure, as a share of that of an ideograph.
_NARROW = 0.55
#: White on both sides of a seam, as a share of the height: where it is exactly is not known.
_WHITE = 0.2


def split_entries(characters: Characters) -> Characters:
    """Return the characters with entries of several pieces parted, each piece about where it stands.

    Ink that an engine could not read at all is an entry without text: it is left out.
    """
    seams = {index: cuts for index, text in enumerate(characters.text) if len(text) > 2 and (cuts := _cuts(text))}
    if not seams and all(characters.text):
        return characters
    texts: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    origin: list[int] = []
    for index, text in enumerate(characters.text):
        if not text:
            continue
        x0, top, x1, bottom = characters.boxes[index].tolist()
        widths = np.concatenate(([0.0], np.cumsum([1.0 if is_wide(sign) else _NARROW for sign in text])))
        scale, white = (x1 - x0) / widths[-1], _WHITE * (bottom - top)
        starts = [0, *(end for _, end in seams.get(index, []))]
        ends = [*(start for start, _ in seams.get(index, [])), len(text)]
        for start, end in zip(starts, ends, strict=True):
            left = x0 + scale * widths[start] + (white if start else 0.0)
            right = x0 + scale * widths[end] - (white if end < len(text) else 0.0)
            texts.append(text[start:end])
            boxes.append((left, top, max(right, left + 0.1), bottom))
            origin.append(index)
    return Characters(texts, np.array(boxes).reshape(-1, 4), characters.spaced[origin], characters.confidence[origin])


def _cuts(text: str) -> list[tuple[int, int]]:
    """Return where a piece ends and where the next one begins."""
    return [match.span() for match in _SEAM.finditer(text) if match.start() and match.end() < len(text)]
