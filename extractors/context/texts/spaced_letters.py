"""Marks between the letters of a spaced word: `科 目 名 称` read as `科目、名、称`.

Labels are spaced out to fill their column, and a speck in a gap, or nothing but its paper, is read as the mark that
stands between words, or as the one character that is no more than a stroke: 单一位、名、称. The word without the marks
has to be one that is known, and the text with them none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from extractors.context.official_names import official_names
from extractors.context.put import put_text
from extractors.lattices import STROKES
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Table

#: One letter or two, and a mark, again and again: words in a list are longer.
_MARKED = re.compile(r"(?:[\u4e00-\u9fff]{1,2}[、·.,:;。\"(])+[\u4e00-\u9fff]{1,2}")
_MARKS = re.compile(r"[、·.,:;。\"(]")
#: The character that is no more than a stroke.
_STROKE = "一"
_BELIEVED = 0.9


def join_spaced_letters(tables: Sequence[Table], headings: Callable[[], Iterable[str]]) -> list[Repair]:
    """Take marks out of known words of OCR cells, in place; return a repair for each.

    ``headings`` gives the texts that may stand in tables beside official names; it is asked only where marks are found.
    """
    marked = [
        (table, cell, words)
        for table in tables
        for cell in table.cells
        if cell.source == "ocr" and cell.text and (words := _words(normalise(cell.text)))
    ]
    known = official_names() | {normalise(text) for text in headings()} if marked else frozenset[str]()
    repairs = []
    for table, cell, words in marked:
        after = next((word for word in words if word in known), None)
        if normalise(cell.text) in known or after is None:
            continue
        repairs.append(put_text(table, cell, after, f"a spaced word: {after}", min(cell.confidence, _BELIEVED)))
    return repairs


def _words(text: str) -> list[str]:
    """Return what a spaced text may say: its letters without marks, and those without strokes, or a bit before them."""
    spelt = (text, text.replace(_STROKE, ""), text.lstrip("".join(STROKES)))
    return [_MARKS.sub("", letters) for letters in spelt if _MARKED.fullmatch(letters)]
