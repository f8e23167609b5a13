"""Headings of a scan whose cells have lost the rule between them: `科目名称` and `合计` in one cell over two columns.

A watermark that a copy left out takes rules with it. The rows below are parted where the rule was, and the print in the
cell stands on both sides of it, in words of their own: a heading over several columns is one line of print through
their middle, and has headings below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from extractors.content import Characters
from extractors.tables.grid import Grid, Span

#: Print may stand so far, in points, beyond the place where a rule was.
BEYOND = 2.0
#: So many letters are a heading: of one that is set wide each letter stands by itself.
WORD = 2
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIGURE = re.compile(r"[-–—\d,.% ]+")


def with_parted_headings(grid: Grid, characters: Characters) -> Grid:
    """Return a scan's grid with the headings parted that lost the rule between them; the same if there are none."""
    if len(characters) == 0:
        return grid
    spans = [part for span in grid.spans for part in _parts(grid, span, characters)]
    if len(spans) == len(grid.spans):
        return grid
    owner = np.empty_like(grid.owner)
    for number, span in enumerate(spans):
        owner[span.row : span.row + span.row_span, span.column : span.column + span.column_span] = number
    return Grid(grid.xs, grid.ys, spans, owner, grid.places)


def _parts(grid: Grid, span: Span, characters: Characters) -> Iterator[Span]:
    """Yield the cells that a cell ought to be."""
    columns = range(span.column, span.column + span.column_span)
    if span.column_span > 1 and _has_lost_rules(grid, span, columns, characters):
        yield from (replace(span, column=column, column_span=1) for column in columns)
    else:
        yield span


def _has_lost_rules(grid: Grid, span: Span, columns: range, characters: Characters) -> bool:
    """Tell whether a heading stands in as many columns as there are below it, where figures are."""
    below = span.row + span.row_span
    if below >= len(grid.ys) - 1 or any(grid.spans[grid.owner[below, column]].column_span > 1 for column in columns):
        return False
    words = [_in_column(grid, column, span.row, below, characters) for column in columns]
    under = [text for column in columns for text in _in_column(grid, column, below, below + 1, characters)]
    shortest = 1 if _is_parted_above(grid, span, columns) else WORD
    return (
        all(texts and all(len(_HAN.findall(text)) >= shortest for text in texts) for texts in words)
        and any(_FIGURE.fullmatch(text) for text in under)
        and sum(map(len, words)) == _count(grid, span, characters)
    )


def _is_parted_above(grid: Grid, span: Span, columns: range) -> bool:
    """Tell whether the rules go on above the cell: in one column with them stand the headings over it."""
    return span.row > 0 and len({int(grid.owner[span.row - 1, column]) for column in columns}) == len(columns)


def _in_column(grid: Grid, column: int, top: int, bottom: int, characters: Characters) -> list[str]:
    """Return the print that stands in a column between two rules, all of it."""
    boxes, (x, y) = characters.boxes, characters.anchors.T
    left, right = grid.xs[column] - BEYOND, grid.xs[column + 1] + BEYOND
    inside = (boxes[:, 0] >= left) & (boxes[:, 2] <= right) & (x > grid.xs[column]) & (x < grid.xs[column + 1])
    inside &= (y > grid.ys[top]) & (y < grid.ys[bottom])
    return [characters.text[number] for number in np.flatnonzero(inside)]


def _count(grid: Grid, span: Span, characters: Characters) -> int:
    """Count what is printed in a cell."""
    box, (x, y) = grid.box_of(span), characters.anchors.T
    return int(((x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom)).sum())
