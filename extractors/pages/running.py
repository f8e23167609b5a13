"""Running headers and footers: the same line at the same place on page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.captions import is_caption
from extractors.text import normalise
from schemas.page import PageReading, TextLine

#: On so many pages, and so large a share of them, a line must come again to be a running one.
_FEWEST_PAGES = 3
_SHARE = 0.3
_MARGIN = 0.12


def mark_running_lines(readings: Sequence[PageReading]) -> None:
    """Mark headers and footers over the whole document; numbers in them may differ from page to page."""
    height = {reading.facts.number: reading.facts.height for reading in readings}
    places: Counter[tuple[str, int]] = Counter()
    for reading in readings:
        places.update({_place(line) for line in reading.lines if _in_margin(line, height[line.page])})
    needed = max(_FEWEST_PAGES, _SHARE * len(readings))
    for reading in readings:
        for line in reading.lines:
            tall = height[line.page]
            if _in_margin(line, tall) and places[_place(line)] >= needed:
                line.kind = "header" if line.box.top < tall / 2 else "footer"


def _in_margin(line: TextLine, height: float) -> bool:
    in_margin = line.box.bottom < height * _MARGIN or line.box.top > height * (1 - _MARGIN)
    return in_margin and line.kind in ("text", "header", "footer") and not is_caption(line.text)


def _place(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", normalise(line.text)), round(line.box.top / 6)
