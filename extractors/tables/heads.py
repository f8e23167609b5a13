"""What stands at the head of a page without a caption: it may go on with a table of the page before.

A page alone cannot tell. So its words are kept until the pages are put together, where no ruling has already made a
table of them, and where no paragraph stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.content import PageContent
from extractors.tables.finders.unruled.segments import row_to_segments
from extractors.tables.finders.unruled.words import TextRow, characters_to_words, words_to_rows
from schemas.geometry import Box
from schemas.page import PageHead, TextLine, Word
from schemas.table import Table

#: A paragraph begins within this many character heights of the left edge of the text ...
_INDENT = 4.0
#: ... and is wider than this share of the page.
_WIDE = 0.4
#: So many lines at the head of a page tell whether it goes on with a paragraph.
_LOOKED_AT = 5
#: This share of them wide and at the left is prose.
_MOST_OF_THEM = 0.6
#: A page with more characters than this goes on with prose, if with anything.
_MOST_CHARACTERS = 12_000
_NO_RULES = np.empty((0, 3))


def read_head(page: PageContent, tables: Sequence[Table], lines: Sequence[TextLine]) -> PageHead | None:
    """Return what may go on with a table of the page before, None where that is not to be."""
    if not len(page.characters) or len(page.characters) > _MOST_CHARACTERS:
        return None
    if any(table.finder == "ruled" for table in tables) or _is_captioned(lines, tables) or _is_prose(lines, page.width):
        return None
    margins = [line.box for line in lines if line.kind in ("header", "footer")]
    rows = words_to_rows(characters_to_words(page.characters))
    body = [row for row in rows if not all(_inside(word, margins) for word in row.words)]
    if _begins_with_paragraph(body, page.width):
        return None
    rules = [(float(y), float(x0), float(x1)) for y, x0, x1 in page.rulings.horizontal.tolist()]
    return PageHead([row.words for row in body], rules)


def _is_prose(lines: Sequence[TextLine], width: float) -> bool:
    """Glance at a page: tell whether most of its first lines begin at the left edge and go over half the page."""
    body = [line for line in lines if line.kind not in ("header", "footer")]
    left = min((line.box.x0 for line in body), default=0.0)
    first = body[:_LOOKED_AT]
    wide = sum(line.box.x0 < left + _INDENT * line.size and line.box.width > _WIDE * width for line in first)
    return wide >= _MOST_OF_THEM * len(first) > 0


def _inside(word: Word, boxes: Sequence[Box]) -> bool:
    x = (word.x0 + word.x1) / 2
    return any(box.x0 <= x <= box.x1 and box.top <= word.centre <= box.bottom for box in boxes)


def _is_captioned(lines: Sequence[TextLine], tables: Sequence[Table]) -> bool:
    """Tell whether a caption, a title or a note stands before any table."""
    ceiling = min((table.parts[0].box.top for table in tables), default=float("inf"))
    body = [line for line in lines if line.kind not in ("header", "footer") and line.box.top < ceiling]
    return any(line.kind in ("caption", "title", "note") for line in body[:_LOOKED_AT])


def _begins_with_paragraph(rows: list[TextRow], width: float) -> bool:
    """Tell whether one of the first lines begins at the left edge of all text and goes over half the page."""
    left = min((row.words[0].x0 for row in rows), default=0.0)
    for row in rows[:_LOOKED_AT]:
        first = row_to_segments(row, _NO_RULES)[0]
        if first.x0 < left + _INDENT * first.size and first.width > _WIDE * width:
            return True
    return False
