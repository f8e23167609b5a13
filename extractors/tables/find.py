"""All finders on one page: each sees what the ones before it have not settled, a score chooses where they compete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.belonging import characters_in_any
from extractors.content import Bools, Floats, PageContent, Rulings, chosen_characters
from extractors.ports import TableFinder
from extractors.tables.boxed import lift_boxed_text
from extractors.tables.choose import choose_tables, fit, is_chart
from schemas.geometry import Box
from schemas.table import Table

#: A table whose cells fit its text so well stands, and is not looked at again.
_SOUND = 0.9
#: Lines of running text have no gap wider than this many character heights; rows of a table do.
_COLUMN_GAP = 0.8
#: A page with fewer such lines holds no table without rules.
_FEWEST_ROWS = 2
_EDGE = 1.0


def find_tables(finders: Sequence[TableFinder], page: PageContent) -> list[Table]:
    """Return the page's tables from top to bottom, not yet joined with those of other pages.

    A finder's table that fits its text is settled at once; text inside it is not offered to the finders that follow.
    """
    settled: list[Table] = []
    rivals: list[list[Table]] = []
    rest = page
    for number, finder in enumerate(finders):
        if number and not _could_hold_a_table(rest):
            break
        found = [table for table in finder.find_tables(rest) if not is_chart(table, rest)]
        last = number == len(finders) - 1
        sound = [] if last else [table for table in found if fit(table) >= _SOUND or not _has_text(table)]
        settled.extend(sound)
        rivals.append([table for table in found if not any(table is other for other in sound)])
        rest = _without(rest, [table.parts[0].box for table in sound])
    tables = [lift_boxed_text(table) for table in settled + choose_tables(rivals, rest)]
    return sorted(tables, key=lambda table: (table.parts[0].box.top, table.parts[0].box.x0))


def _has_text(table: Table) -> bool:
    return any(cell.text for cell in table.cells)


def _could_hold_a_table(page: PageContent) -> bool:
    """Glance at a page: tell whether enough lines have a gap that running text has not."""
    characters = page.characters
    if len(characters) < 2 * _FEWEST_ROWS:
        return False
    boxes = characters.boxes
    height = float(np.median(boxes[:, 3] - boxes[:, 1]))
    line = np.floor(characters.anchors[:, 1] / max(height, 1.0))
    order = np.lexsort((boxes[:, 0], line))
    gap = boxes[order, 0][1:] - boxes[order, 2][:-1]
    wide = (line[order][1:] == line[order][:-1]) & (gap > _COLUMN_GAP * height)
    return len(np.unique(line[order][1:][wide])) >= _FEWEST_ROWS


def _without(page: PageContent, boxes: Sequence[Box]) -> PageContent:
    """Return the page without the characters and rulings inside the boxes."""
    if not boxes:
        return page
    characters, rulings = page.characters, page.rulings
    keep = ~characters_in_any(characters, boxes)
    fewer = chosen_characters(characters, keep)
    across, down = rulings.horizontal, rulings.vertical
    level = ~_inside((across[:, 1] + across[:, 2]) / 2, across[:, 0], boxes)
    upright = ~_inside(down[:, 0], (down[:, 1] + down[:, 2]) / 2, boxes)
    return replace(page, characters=fewer, rulings=Rulings(across[level], down[upright]))


def _inside(x: Floats, y: Floats, boxes: Sequence[Box]) -> Bools:
    inside = np.zeros(len(x), dtype=bool)
    for box in boxes:
        inside |= (x >= box.x0 - _EDGE) & (x <= box.x1 + _EDGE) & (y >= box.top - _EDGE) & (y <= box.bottom + _EDGE)
    return inside
