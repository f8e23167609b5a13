"""A draft -> a table whose cells tile its grid, read with the common line reader."""

from __future__ import annotations

import numpy as np

from extractors.content import PageContent
from extractors.lines import Line, read_lines
from extractors.tables.finders.unruled.draft import Draft, DraftCell
from extractors.text import drop_layout_spaces
from schemas.geometry import Box
from schemas.table import Cell, Part, Table


def write_table(draft: Draft, page: PageContent, finder: str) -> Table:
    """Return the table of a draft; slots without text become blank cells."""
    cells = draft.cells + _blanks(draft)
    xs, ys = _edges(draft)
    lines = _read(cells, page)
    written = [_write_cell(cell, lines[index], page, xs, ys, draft.header_rows) for index, cell in enumerate(cells)]
    written.sort(key=lambda cell: (cell.row, cell.column))
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    part = Part(page.number, box, 0, draft.row_count)
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


def _read(cells: list[DraftCell], page: PageContent) -> list[list[Line]]:
    indices: list[int] = []
    groups: list[int] = []
    for number, cell in enumerate(cells):
        for segment in cell.segments:
            for word in segment.words:
                indices.extend(word.characters)
                groups.extend([number] * len(word.characters))
    found: list[list[Line]] = [[] for _ in cells]
    for line in read_lines(page.characters, np.array(indices, dtype=np.intp), np.array(groups, dtype=np.intp)):
        found[line.group].append(line)
    return found


def _write_cell(
    cell: DraftCell, lines: list[Line], page: PageContent, xs: list[float], ys: list[float], header_rows: int
) -> Cell:
    printed = tuple(drop_layout_spaces(line.text) for line in lines)
    return Cell(
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        drop_layout_spaces(" ".join(printed)),
        printed,
        page.number,
        Box(xs[cell.column], ys[cell.row], xs[cell.column + cell.column_span], ys[cell.row + cell.row_span]),
        "header" if cell.row < header_rows else "data",
        min((line.confidence for line in lines), default=1.0),
        "ocr" if page.source == "ocr" else "text",
    )
