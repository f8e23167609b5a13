"""A draft -> a table whose cells tile its grid."""

from __future__ import annotations

import numpy as np

from extractors.tables.finders.unruled.draft import Draft, DraftCell
from extractors.tables.finders.unruled.segments import Segment
from extractors.text import drop_layout_spaces, join_printed_lines
from schemas.geometry import Box
from schemas.table import Cell, Part, Table, TextSource

#: Pieces whose baselines differ by less than this share of their height stand on one line.
_SAME_LINE = 0.4


def write_table(draft: Draft, page: int, source: TextSource, finder: str) -> Table:
    """Return the table of a draft on a page (1-based); slots without text become blank cells."""
    cells = draft.cells + _blanks(draft)
    xs, ys = _edges(draft)
    written = [_write_cell(cell, (page, source), xs, ys, draft.header_rows) for cell in cells]
    written.sort(key=lambda cell: (cell.row, cell.column))
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    part = Part(page, box, 0, draft.row_count)
    return Table("", written, draft.row_count, draft.column_count, draft.header_rows, finder, [part])


def _blanks(draft: Draft) -> list[DraftCell]:
    free = np.ones((draft.row_count, draft.column_count), dtype=bool)
    for cell in draft.cells:
        free[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span] = False
    return [DraftCell(int(row), int(column), 1, 1) for row, column in np.argwhere(free)]


def _edges(draft: Draft) -> tuple[list[float], list[float]]:
    """Return the grid lines: separators and the middles between the texts of neighbouring rows."""
    texts = [segment for cell in draft.cells for segment in cell.segments]
    xs = [min(text.x0 for text in texts), *draft.separators, max(text.x1 for text in texts)]
    if draft.frame is not None:
        xs[0], xs[-1] = min(xs[0], draft.frame.x0), max(xs[-1], draft.frame.x1)
    tops, bottoms = [float("inf")] * draft.row_count, [float("-inf")] * draft.row_count
    for cell in draft.cells:
        tops[cell.row] = min(tops[cell.row], cell.top)
        low = cell.row + cell.row_span - 1
        bottoms[low] = max(bottoms[low], cell.bottom)
    ys = [min(text.top for text in texts)]
    for row in range(draft.row_count - 1):
        below = min(tops[row + 1 :])
        above = max(bottoms[: row + 1])
        middle = (above + below) / 2 if above > float("-inf") else below
        ys.append(max(ys[-1], middle))
    return xs, [*ys, max(ys[-1], max(text.bottom for text in texts))]


def _printed_lines(cell: DraftCell) -> tuple[str, ...]:
    """Return the lines of a cell from top to bottom; pieces on one baseline are one line."""
    lines: list[list[Segment]] = []
    for segment in sorted(cell.segments, key=lambda segment: (segment.baseline, segment.x0)):
        if lines and segment.baseline - lines[-1][0].baseline < _SAME_LINE * segment.size:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return tuple(
        drop_layout_spaces(" ".join(segment.text for segment in sorted(line, key=lambda segment: segment.x0)))
        for line in lines
    )


def _write_cell(
    cell: DraftCell, origin: tuple[int, TextSource], xs: list[float], ys: list[float], header_rows: int
) -> Cell:
    printed = _printed_lines(cell)
    return Cell(
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        join_printed_lines(printed) if printed else "",
        printed,
        origin[0],
        Box(xs[cell.column], ys[cell.row], xs[cell.column + cell.column_span], ys[cell.row + cell.row_span]),
        "header" if cell.row < header_rows else "data",
        min((word.confidence for segment in cell.segments for word in segment.words), default=1.0),
        origin[1],
        ink=_ink(cell),
    )


def _ink(cell: DraftCell) -> Box | None:
    if not cell.segments:
        return None
    return Box(
        min(segment.x0 for segment in cell.segments),
        cell.top,
        max(segment.x1 for segment in cell.segments),
        cell.bottom,
    )
