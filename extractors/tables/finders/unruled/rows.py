"""Which printed lines are one row: wrapped text is joined to the row that it belongs to.

A printer breaks a line only where the next word does not fit. So a line that left room for the first word of the next
one was ended by its author, and the next line is a row of its own.
"""

from __future__ import annotations

import re

from extractors.tables.finders.unruled.columns import column_range
from extractors.tables.finders.unruled.place import Columns, Rule
from extractors.tables.finders.unruled.regions import Line
from extractors.tables.finders.unruled.segments import Segment
from extractors.text import is_wide

_OPEN_END = re.compile(r"(?:[,(/&+\-–—:]|\b(?:and|or|of|the|for|in|to|with|by|at|from|on|per|an?|de|des|du|la|et|und|der|y))$", re.I)
_MORE = re.compile(r"[a-z(&,;)]")


def join_lines(lines: list[Line], columns: Columns, rules: list[Rule]) -> list[list[Line]]:
    """Return the body lines grouped into rows, from top to bottom."""
    if not lines:
        return []
    pitch = _tight_pitch(lines, columns)
    rows = [[lines[0]]]
    for line in lines[1:]:
        if _continues(rows[-1], line, columns, rules, pitch):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _tight_pitch(lines: list[Line], columns: Columns) -> float:
    """Return the distance in points at which lines of text follow each other within one cell, as far as can be seen."""
    last: dict[int, Segment] = {}
    steps: list[float] = []
    for line in lines:
        for segment in line.segments:
            column = column_range(segment, columns.separators)[0]
            if column in last:
                step = segment.baseline - last[column].baseline
                if 0.75 * segment.size < step:
                    steps.append(step)
            last[column] = segment
    return sorted(steps)[len(steps) // 20] if steps else lines[0].size


def _continues(row: list[Line], line: Line, columns: Columns, rules: list[Rule], pitch: float) -> bool:
    last = row[-1]
    if _ruled_off(last, line, rules):
        return False
    mine, theirs = _by_column([line], columns), _by_column(row, columns)
    step = line.baseline - last.baseline
    if step < 0.75 * min(line.size, last.size) and not set(mine) & set(_by_column([last], columns)):
        return True
    steps = [mine[column][0].baseline - theirs[column][-1].baseline for column in mine if column in theirs]
    if max(steps, default=step) > 1.25 * pitch and max(steps, default=step) > 1.3 * line.size:
        return False
    if _has_figures(mine) and _has_figures(theirs):
        return False
    if _has_figures(mine) and not set(theirs) <= {0}:
        return False
    if set(mine) - set(theirs) and not _has_figures(mine):
        return False
    shared = [column for column in mine if column in theirs]
    return bool(shared) and all(_goes_on(theirs[column][-1], mine[column][0], column, columns) for column in shared)


def _ruled_off(above: Line, below: Line, rules: list[Rule]) -> bool:
    x0, x1 = min(above.x0, below.x0), max(above.x1, below.x1)
    return any(
        above.baseline + 0.1 * above.size < rule[0] < below.baseline - 0.4 * below.size
        and min(rule[2], x1) - max(rule[1], x0) > 0.5 * (x1 - x0)
        for rule in rules
    )


def _by_column(lines: list[Line], columns: Columns) -> dict[int, list[Segment]]:
    found: dict[int, list[Segment]] = {}
    for line in lines:
        for segment in line.segments:
            found.setdefault(column_range(segment, columns.separators)[0], []).append(segment)
    return found


def _has_figures(cells: dict[int, list[Segment]]) -> bool:
    return any(
        column > 0 and segment.number for column, segments in cells.items() for segment in segments
    )


def _goes_on(above: Segment, below: Segment, column: int, columns: Columns) -> bool:
    """Tell whether the text of one piece goes on in the piece under it."""
    if above.number or below.number:
        return False
    if _OPEN_END.search(above.text):
        return True
    extent = columns.extents[column]
    right = extent[1] if extent is not None else columns.x1
    text = below.words[0].text
    if is_wide(text[0]):
        need = 1.0 * below.size
    else:
        need = below.words[0].x1 - below.words[0].x0 + 0.25 * below.size
    full = above.x1 + need > right - 0.1 * below.size
    if _MORE.match(text):
        return full or above.x1 + 2 * need > right
    return full and above.width >= 5 * above.size
