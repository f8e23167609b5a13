"""Rows that horizontal rules part: a stretch between two rules is a row, a rule that stops short merges cells."""

from __future__ import annotations

from extractors.tables.finders.unruled.columns import column_range
from extractors.tables.finders.unruled.draft import DraftCell
from extractors.tables.finders.unruled.lines import Line, Rule
from extractors.tables.finders.unruled.place import Columns, spread_label
from extractors.tables.finders.unruled.segments import Segment

#: Rules nearer than this, in points, are one double rule.
_DOUBLE = 4.5
#: A rule bounds a column's cell when it covers this share of the column.
_COVERED = 0.6
#: Rules may part groups of rows; then more than this share of the stretches hold figures below each other.
_GROUPS = 0.34


def build_ruled_rows(lines: list[Line], columns: Columns, rules: list[Rule]) -> tuple[list[DraftCell], int] | None:
    """Return the cells of the body, rows from 0, and the number of rows; None where rules do not part the rows."""
    levels = _levels(lines, rules)
    if not levels:
        return None
    rows = len(levels) + 1
    cells: dict[tuple[int, int], DraftCell] = {}
    for line in lines:
        for segment in line.segments:
            row = sum(level[0][0] < segment.baseline - 0.3 * segment.size for level in levels)
            first, last = column_range(segment, columns.separators)
            label = spread_label(line, columns) if segment is line.segments[0] else None
            if label is not None:
                first, last = label
            elif line.core or first == 0:
                last = first
            cell = cells.setdefault((row, first), DraftCell(row, first, 1, last - first + 1))
            cell.segments.append(segment)
    stretches = {row for row, _ in cells}
    several = {row for (row, column), cell in cells.items() if column > 0 and _hides_rows(cell.segments)}
    if len(several) > _GROUPS * len(stretches) or len(several) > 2:
        return None
    return _merge_down(cells, levels, columns, rows), rows


def _levels(lines: list[Line], rules: list[Rule]) -> list[list[Rule]]:
    """Return the rules between the first and the last line, those on one height together, from top to bottom."""
    top, bottom = lines[0].baseline, lines[-1].baseline - 0.4 * lines[-1].size
    levels: list[list[Rule]] = []
    for rule in sorted(rules):
        if not top < rule[0] < bottom:
            continue
        if levels and rule[0] - levels[-1][0][0] <= _DOUBLE:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _hides_rows(segments: list[Segment]) -> bool:
    return sum(segment.number for segment in segments) > 1


def _merge_down(
    cells: dict[tuple[int, int], DraftCell], levels: list[list[Rule]], columns: Columns, rows: int
) -> list[DraftCell]:
    """Make one cell of those in a column that no rule parts, where other columns are parted."""
    edges = [columns.x0, *columns.separators, columns.x1]
    merged: list[DraftCell] = []
    for column in range(columns.count):
        low, high = edges[column], edges[column + 1]
        row = 0
        while row < rows:
            end = row
            while end < rows - 1 and not _bounds(levels[end], low, high):
                end += 1
            group = [cells[key, column] for key in range(row, end + 1) if (key, column) in cells]
            wide = any(cell.column_span > 1 for cell in group)
            if group and end > row and not wide and not _hides_rows([s for cell in group for s in cell.segments]):
                texts = [segment for cell in group for segment in cell.segments]
                merged.append(DraftCell(row, column, end - row + 1, 1, texts))
            else:
                merged.extend(group)
            row = end + 1
    return merged


def _bounds(level: list[Rule], low: float, high: float) -> bool:
    covered = sum(max(0.0, min(rule[2], high) - max(rule[1], low)) for rule in level)
    return covered >= _COVERED * (high - low)
