"""Two pages on one sheet, side by side, as they are copied from a bound book or printed to save paper.

Each is a page of its own: titles and captions stand over its tables, and what ends the left one may go on at the head
of the right one. Two pages one above the other are read from top to bottom as they are; where pieces are grouped it is
told whether a table goes on from the upper to the lower one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.content import Floats, PageContent, Rulings, chosen_characters
from schemas.geometry import Box
from schemas.page import PageReading
from schemas.table import Table

#: A sheet of two pages is so many times as wide as it is high.
WIDE = 1.15
#: The blank strip between them lies within this share of the sheet's width from its middle, and takes so much of it.
FROM_MIDDLE, BLANK = 0.06, 0.02
#: A table has so many level rules at least.
FEWEST_RULES = 2


def find_gutter(page: PageContent, tables: Sequence[Table]) -> float | None:
    """Return where the two pages of a sheet meet, from its left in points; None if it is one page.

    Each has a table, and nothing is printed from one into the other.
    """
    boxes = [table.parts[0].box for table in tables]
    if len(boxes) < 2 or page.width < WIDE * page.height:
        return None
    gutter = _blank_strip(page)
    if gutter is None or any(box.x0 < gutter < box.x1 for box in boxes):
        return None
    on_the_left = [box.x1 <= gutter for box in boxes]
    return gutter if any(on_the_left) and not all(on_the_left) else None


def halves_of(page: PageContent) -> list[PageContent]:
    """Return both halves of a sheet with rulings on either side of a blank strip; any other page as it is.

    Lines of print that stand at one height on both are no row of a table without rules.
    """
    gutter = _blank_strip(page) if page.width >= WIDE * page.height else None
    if gutter is None:
        return [page]
    level, upright = page.rulings.horizontal, page.rulings.vertical
    right_rules = level[:, 1] > gutter
    if min(int(right_rules.sum()), int((~right_rules).sum())) < FEWEST_RULES:
        return [page]
    on_the_right = page.characters.anchors[:, 0] > gutter
    return [
        replace(
            page,
            characters=chosen_characters(page.characters, on_the_right == side),
            rulings=Rulings(level[right_rules == side], upright[(upright[:, 0] > gutter) == side]),
        )
        for side in (False, True)
    ]


def pages_of(reading: PageReading) -> list[PageReading]:
    """Return the pages of a sheet from left to right, and a page that is one as it is; they share its facts."""
    gutter = reading.gutter
    if gutter is None:
        return [reading]
    left, right = (
        replace(
            reading,
            pictures=[box for box in reading.pictures if _is_right(box, gutter) == side],
            tables=[table for table in reading.tables if _is_right(table.parts[0].box, gutter) == side],
            lines=[line for line in reading.lines if _is_right(line.box, gutter) == side],
            head=None,
            gutter=None,
        )
        for side in (False, True)
    )
    return [left, right]


def _is_right(box: Box, gutter: float) -> bool:
    return (box.x0 + box.x1) / 2 > gutter


def _blank_strip(page: PageContent) -> float | None:
    """Return the middle of the broadest strip near the sheet's middle that nothing printed reaches into."""
    low, high = ((0.5 + sign * FROM_MIDDLE) * page.width for sign in (-1, 1))
    level, upright = page.rulings.horizontal, page.rulings.vertical
    taken: Floats = np.concatenate((page.characters.boxes[:, [0, 2]], level[:, 1:3], upright[:, [0, 0]]))
    taken = taken[(taken[:, 1] > low) & (taken[:, 0] < high)]
    taken = taken[np.argsort(taken[:, 0])]
    starts = np.append(taken[:, 0], high)
    ends = np.maximum.accumulate(np.append(low, taken[:, 1]))
    widest = int(np.argmax(starts - ends))
    if starts[widest] - ends[widest] < BLANK * page.width:
        return None
    return float(starts[widest] + ends[widest]) / 2
