"""A region of printed lines -> a draft of a table: columns, heading rows, body rows."""

from __future__ import annotations

from extractors.tables.finders.unruled.columns import column_range, find_separators
from extractors.tables.finders.unruled.draft import Draft, DraftCell, settle
from extractors.tables.finders.unruled.headers import build_header, count_header_lines
from extractors.tables.finders.unruled.lines import Line, Region
from extractors.tables.finders.unruled.place import Columns, measure_columns, split_at, spread, spread_label
from extractors.tables.finders.unruled.rows import join_lines
from extractors.tables.finders.unruled.ruled_rows import build_ruled_rows
from extractors.tables.finders.unruled.segments import Segment


def assemble(region: Region, known: list[float] | None = None) -> Draft | None:
    """Return the table that the lines of a region make, or None when they show one column only.

    ``known`` are the separators of a table that goes on here, without headings.
    """
    separators = known or find_separators(region.lines, region.ys, region.rules)
    if not separators:
        return None
    rough = measure_columns(region.lines, separators)
    lines = [split_at(line, rough) for line in region.lines]
    columns = measure_columns(lines, separators)
    heading = 0 if known else count_header_lines(lines, columns, region.rules)
    cells, rows = (
        build_header(lines[:heading], columns, region.rules, region.verticals, region.framed) if heading else ([], 0)
    )
    body = lines[heading:]
    ruled = build_ruled_rows(body, columns, region.rules) if region.framed and body and not region.tail else None
    if ruled is not None:
        for cell in ruled[0]:
            cell.row += rows
        return Draft(settle(cells + ruled[0]), rows, rows + ruled[1], separators, region.frame)
    joined = join_lines(body, columns, region.rules)
    while joined and all(line in lines[len(lines) - region.tail :] for line in joined[-1]):
        joined.pop()
    for number, row in enumerate(joined):
        cells.extend(row_cells(row, rows + number, columns))
    return Draft(settle(cells), rows, rows + len(joined), separators, region.frame)


def row_cells(row: list[Line], number: int, columns: Columns) -> list[DraftCell]:
    """Return the cells of one body row; a lone piece right of the stub spans the columns that it is centred over."""
    if len(row) == 1 and not row[0].core:
        segment = row[0].segments[0]
        first, last = column_range(segment, columns.separators)
        if first == 0 or _in_column(segment, columns, first, last):
            return [DraftCell(number, first, 1, 1, [segment])]
        values = set(range(1, columns.count))
        first, last = spread(row[0], columns, values, values)[0]
        return [DraftCell(number, first, 1, last - first + 1, [segment])]
    cells: dict[int, DraftCell] = {}
    for line in row:
        label = spread_label(line, columns)
        if label is not None and len(row) == 1:
            cells[0] = DraftCell(number, 0, 1, label[1] + 1, [line.segments[0]])
        for segment in line.segments[1 if label is not None and len(row) == 1 else 0 :]:
            first, _ = column_range(segment, columns.separators)
            cells.setdefault(first, DraftCell(number, first, 1, 1)).segments.append(segment)
    return list(cells.values())


def _in_column(segment: Segment, columns: Columns, first: int, last: int) -> bool:
    """Tell whether a piece starts or ends where the texts of its only column do."""
    extent = columns.extents[first]
    if first != last or extent is None:
        return False
    return min(abs(segment.x0 - extent[0]), abs(segment.x1 - extent[1])) < 0.4 * segment.size
