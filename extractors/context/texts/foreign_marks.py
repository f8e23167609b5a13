"""Marks among words that no Chinese text has there: 资金$第一批 where the document says 资金（第一批）.

A bracket that has run into a ruling or into its neighbour is read as $ or &. What stands behind the same words
elsewhere in the document says which mark it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.context.put import put_text
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table

#: Cells read with more are left as they are; what a corrected one is believed.
DOUBTED, BELIEVED = 0.97, 0.85
#: So many characters before a mark have to be the same, in so many other texts.
WORDS, TEXTS = 6, 2
_FOREIGN = re.compile(rf"(?<=[\u4e00-\u9fff]{{{WORDS}}})[$&@#€£¥]")


def restore_marks(tables: Sequence[Table]) -> list[Repair]:
    """Put the document's own marks for foreign ones among words of OCR cells, in place; return a repair for each."""
    cells = [(table, cell) for table in tables for cell in table.cells if cell.source == "ocr" and cell.text]
    odd = [(table, cell) for table, cell in cells if cell.confidence < DOUBTED and _FOREIGN.search(cell.text)]
    texts = [cell.text for _, cell in cells] if odd else []
    return [repair for table, cell in odd for repair in _restored(table, cell, texts)]


def _restored(table: Table, cell: Cell, texts: Sequence[str]) -> Iterator[Repair]:
    before, text = cell.text, cell.text
    for found in _FOREIGN.finditer(before):
        words = before[found.start() - WORDS : found.start()]
        marks = Counter(other[place] for other in texts for place in _places_behind(words, other))
        said = Counter(normalise(mark) for mark in marks.elements() if not _FOREIGN.search(words + mark))
        if len(said) == 1 and said.total() >= TEXTS and not next(iter(said)).isalnum():
            mark = next(mark for mark, _ in marks.most_common() if normalise(mark) in said)
            text = text[: found.start()] + mark + text[found.end() :]
    if text != before:
        yield put_text(table, cell, text, "same words elsewhere in the document", min(cell.confidence, BELIEVED))


def _places_behind(words: str, text: str) -> Iterator[int]:
    """Yield the places in a text right behind some words."""
    place = text.find(words)
    while place >= 0:
        place += len(words)
        if place < len(text):
            yield place
        place = text.find(words, place)
