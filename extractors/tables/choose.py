"""Which finder's table stands in each place of a page: a score decides, not the order of the finders.

Finders see the same region differently: rules may draw every cell, only the heading, or just a box. Each candidate is
scored by how well its cells fit the text (a cell with figures below each other hides rows), by how much of the text of
the place it holds, and by how its columns line up. The best of the candidates that overlap stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extractors.captions import is_note
from extractors.content import Bools, Floats, Ints, PageContent
from extractors.tables.reshape import row_cells
from extractors.text import is_wide
from schemas.geometry import Box
from schemas.table import Cell, Table

#: Drawn cells are facts where they fit the text: a guess must be better by this factor to replace them.
_DRAWN = 1.6
#: The score of what is no table.
_UNFIT = 0.05
#: Two tables compete when they share this part of the smaller one's text.
_SHARED = 0.3
#: Letters of one word are nearer than this share of their height; so many of them must be parted to tell a chart.
_LETTER_GAP, _TORN, _FEWEST_TORN = 0.1, 0.08, 3
#: Labels of bars, one to a row, stand in merged cells of so many shapes.
_SHAPES = 4
#: Of a text in a narrow column some lines are figures (不少于 / 70469 / 人): one in so many, or fewer, tell nothing.
_PROSE = 3
_FIGURE = re.compile(r"[-–—−+(*]*[$€£¥]?\d[\d.,\s%)*–-]*")


def choose_tables(candidates: Sequence[Sequence[Table]], page: PageContent) -> list[Table]:
    """Return the best candidate for each place, from top to bottom; ``Table.finder`` tells whose it is."""
    tables = [table for found in candidates for table in found if not is_chart(table, page)]
    inside = [_characters_in(page, _text_box(table)) for table in tables]
    scores = [fit(table) for table in tables]
    chosen: list[Table] = []
    for group in _compete(inside):
        chosen.extend(tables[index] for index in _best(group, tables, inside, scores))
    return sorted(chosen, key=lambda table: (table.parts[0].box.top, table.parts[0].box.x0))


def is_chart(table: Table, page: PageContent) -> bool:
    """Tell whether the grid is that of a chart: its lines run through words, or lone labels end at bars."""
    filled = [cell for cell in table.cells if cell.text]
    shapes = {(cell.column, cell.column_span) for cell in filled}
    alone = len({cell.row for cell in filled}) == len(filled)
    return (alone and len(shapes) >= _SHAPES) or _is_torn(table, page)


def _is_torn(table: Table, page: PageContent) -> bool:
    """Tell whether upright grid lines run through words: the grid lies behind a chart, the text was set over it.

    Text that a cell clips does not count: its anchor says that it belongs to the cell. Nor do the lines of a scan,
    which were read cell by cell.
    """
    characters = page.characters
    if page.source == "ocr":
        return False
    inside = np.flatnonzero(_characters_in(page, table.parts[0].box))
    edges = sorted({cell.box.x0 for cell in table.cells})
    if len(inside) < 2 or len(edges) < 2:
        return False
    boxes, anchors = characters.boxes[inside], characters.anchors[inside]
    plain = np.array([not is_wide(characters.text[index][:1]) for index in inside.tolist()])
    order = np.lexsort((boxes[:, 0], np.round(boxes[:, 3])))
    boxes, anchors, plain = boxes[order], anchors[order], plain[order]
    height = boxes[1:, 3] - boxes[1:, 1]
    gap = boxes[1:, 0] - boxes[:-1, 2]
    joined = plain[1:] & plain[:-1] & (np.abs(boxes[1:, 3] - boxes[:-1, 3]) < 0.1 * height)
    joined &= (np.abs(gap) < _LETTER_GAP * height) & ~characters.spaced[inside][order][1:]
    if len(characters.objects):
        # Two figures that fill their cells touch over the rule between them; each was drawn by itself.
        objects = characters.objects[inside][order]
        joined &= objects[1:] == objects[:-1]
    own = _cells_at(table, anchors)
    # What runs over the side of its cell may leave the cell beside it without text.
    torn = joined & (own[1:] != own[:-1])
    count = int(np.count_nonzero(torn))
    return count >= _FEWEST_TORN and count > _TORN * int(np.count_nonzero(joined))


def _cells_at(table: Table, points: Floats) -> Ints:
    """Return for each point the index of the cell that it lies in, -1 for none."""
    found = np.full(len(points), -1)
    for index, cell in enumerate(table.cells):
        if cell.text:
            x0, top, x1, bottom = cell.box
            x, y = points[:, 0], points[:, 1]
            found[(x0 <= x) & (x < x1) & (top <= y) & (y < bottom)] = index
    return found


def _text_box(table: Table) -> Box:
    return table.parts[0].box


def _characters_in(page: PageContent, box: Box) -> Bools:
    boxes = page.characters.boxes
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    within: Bools = (x >= box.x0) & (x <= box.x1) & (y >= box.top) & (y <= box.bottom)
    return within


def _compete(inside: list[Bools]) -> list[list[int]]:
    """Group the tables that hold the same text."""
    groups: list[list[int]] = []
    for index, own in enumerate(inside):
        rivals = [group for group in groups if any(_shares(own, inside[other]) for other in group)]
        merged = [index]
        for group in rivals:
            merged = group + merged
        groups = [group for group in groups if group not in rivals] + [merged]
    return groups


def _shares(one: Bools, other: Bools) -> bool:
    least = min(int(np.count_nonzero(one)), int(np.count_nonzero(other)))
    return int(np.count_nonzero(one & other)) > _SHARED * max(1, least)


def _best(group: list[int], tables: list[Table], inside: list[Bools], scores: list[float]) -> list[int]:
    """Return the finder's tables of a group with the best total: each table's score weighs with the text it holds."""
    if len(group) == 1:
        return group
    refuted = _refuted([tables[index] for index in group])
    # Tables of one finder may hold the same text: it counts once.
    worth: dict[str, Floats] = {}
    for index in group:
        finder = tables[index].finder
        score = _UNFIT if finder in refuted else 1.0 if refuted and finder == "ruled" else scores[index]
        best = worth.setdefault(finder, np.zeros(len(inside[index])))
        np.maximum(best, score * inside[index], out=best)
    totals = {finder: float(best.sum()) * (_DRAWN if finder == "ruled" else 1.0) for finder, best in worth.items()}
    winner = max(sorted(totals), key=totals.__getitem__)
    return [index for index in group if tables[index].finder == winner]


def _refuted(tables: list[Table]) -> set[str]:
    """Return the finders that take more for a table, or less, than one whose only row is drawn.

    They put two of its cells into one, or a note below it into a row, or the lines of its cells into several.
    """
    lone = [table for table in tables if table.finder == "ruled" and table.row_count == 1]
    rows = [[cell.text for cell in table.cells] for table in lone]
    pairs = {f"{left}{right}" for row in rows for left, right in pairwise(row) if left and right}
    if not pairs:
        return set()
    drawn = {"".join(row) for row in rows}
    others = [table for table in tables if table.finder != "ruled"]
    torn = {_letters(table) for table in lone if _is_row_of_figures(table)}
    return {
        table.finder
        for table in others
        if _joins(table, pairs) or _adds_notes(table, drawn) or (table.row_count > 1 and _letters(table) in torn)
    }


def _letters(table: Table) -> str:
    return "".join(sorted("".join("".join(cell.text.split()) for cell in table.cells)))


def _is_row_of_figures(table: Table) -> bool:
    """Tell whether a drawn row has figures of one line and no cell with values of several rows."""
    single = any(len(cell.lines) == 1 and _FIGURE.fullmatch(cell.text) for cell in table.cells)
    return single and not any(_hides_rows(cell) for cell in table.cells)


def _joins(table: Table, pairs: set[str]) -> bool:
    return any("".join(cell.text.split()) in pairs for cell in table.cells)


def _adds_notes(table: Table, drawn: set[str]) -> bool:
    rows = ["".join(cell.text for cell in row_cells(table, row)) for row in range(table.row_count)]
    return any(row in drawn for row in rows) and all(row in drawn or is_note(row) for row in rows)


def fit(table: Table) -> float:
    """Return how well the cells of a table fit its text, from 0 to 1."""
    filled = [cell for cell in table.cells if cell.text]
    letters = sum(len(cell.text) for cell in filled)
    if not letters or table.column_count < 2 or table.row_count < 2:
        return _UNFIT
    stacked = sum(len(cell.text) for cell in filled if _hides_rows(cell))
    largest = max(len(cell.text) for cell in filled)
    lumped = max(0.0, largest / letters - 0.5) * 2
    return max(0.02, (1 - stacked / letters) * (1 - lumped))


def _hides_rows(cell: Cell) -> bool:
    """Tell whether a cell holds values of several rows or columns that no rule parts."""
    figures = [line for line in cell.lines if _FIGURE.fullmatch(line.strip())]
    several = len(figures) >= 3 and len(figures) * _PROSE > len(cell.lines)
    if several or (cell.column_span > 1 and any(_is_row(line) for line in cell.lines)):
        return True
    two = len(figures) == 2 and len(cell.lines) == 2 and len(figures[0]) >= 2 and len(figures[1]) >= 2
    # A figure that ends in its point was torn: the decimals stand below.
    return two and not figures[0].rstrip().endswith((".", ","))


def _is_row(line: str) -> bool:
    """Tell whether a line of a merged cell is a row of values that no rule parts."""
    words = line.split()
    figures = sum(bool(_FIGURE.fullmatch(word)) for word in words)
    return figures >= 2 and 2 * figures >= len(words)
