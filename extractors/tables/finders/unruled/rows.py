"""Which printed lines are one row: wrapped text is joined to the row that it belongs to.

A printer breaks a line only where the next word does not fit. So a line that left room for the first word of the next
one was ended by its author, and the next line is a row of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.tables.finders.unruled.columns import column_range
from extractors.tables.finders.unruled.lines import Line, Rule
from extractors.tables.finders.unruled.place import Columns
from extractors.tables.finders.unruled.segments import Segment
from extractors.text import is_wide

_OPEN_END = re.compile(
    r"(?:[,(/&+\-–—]|\b(?:and|or|of|the|for|in|to|with|by|at|from|on|per|an?|de|des|du|la|et|und|der|y))$", re.I
)
_MORE = re.compile(r"[a-z(&,;)]")


@dataclass(slots=True, frozen=True)
class _Habits:
    """How a table is set: distance of wrapped lines in points, and whether sub-headings stand among its rows."""

    pitch: float
    subheadings: bool


def join_lines(lines: list[Line], columns: Columns, rules: list[Rule]) -> list[list[Line]]:
    """Return the body lines grouped into rows, from top to bottom."""
    if not lines:
        return []
    pitch = _tight_pitch(lines, columns)
    habits = _Habits(pitch, _has_subheadings(lines, columns, pitch))
    rows = [[lines[0]]]
    for line in lines[1:]:
        if _continues(rows[-1], line, columns, rules, habits):
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
            if column in last and not (segment.number and last[column].number):
                step = segment.baseline - last[column].baseline
                if step > 0.75 * segment.size:
                    steps.append(step)
            last[column] = segment
    return min(steps, default=lines[0].size)


def _has_subheadings(lines: list[Line], columns: Columns, pitch: float) -> bool:
    """Tell whether a lone label stands somewhere that no wrapping explains: with room left, or after white space."""
    above: Line | None = None
    for line, below in pairwise(lines):
        if _is_label(line, columns) and below.core and column_range(below.segments[0], columns.separators)[0] == 0:
            step = below.baseline - line.baseline
            gap = above is not None and line.baseline - above.baseline > 1.25 * step
            if step < 1.3 * pitch and (gap or not _is_full(line.segments[0], below.segments[0], 0, columns)):
                return True
        above = line
    return False


def _is_label(line: Line, columns: Columns) -> bool:
    return not line.core and column_range(line.segments[0], columns.separators)[0] == 0


def _continues(row: list[Line], line: Line, columns: Columns, rules: list[Rule], habits: _Habits) -> bool:
    last = row[-1]
    if _ruled_off(last, line, rules):
        return False
    mine, theirs = _by_column([line], columns), _by_column(row, columns)
    step = line.baseline - last.baseline
    if step < 0.75 * min(line.size, last.size) and not set(mine) & set(_by_column([last], columns)):
        return True
    steps = [mine[column][0].baseline - theirs[column][-1].baseline for column in mine if column in theirs]
    if max(steps, default=step) > 1.25 * habits.pitch and max(steps, default=step) > 1.3 * line.size:
        return False
    if _has_figures(mine):
        return set(theirs) <= {0} and 0 in mine and _label_goes_on(theirs[0][-1], mine[0][0], columns, habits)
    if set(mine) - set(theirs):
        return False
    if set(mine) == {0} and len(theirs) > 1 and not _is_rest(theirs[0][-1], mine[0][0]):
        return False
    return all(_goes_on(theirs[column][-1], mine[column][0], column, columns) for column in mine)


def _is_rest(above: Segment, below: Segment) -> bool:
    """Tell whether a label under a complete row shows that it is the rest of the label there; ideographs may be."""
    first = below.text[0]
    sure = _OPEN_END.search(above.text) or _MORE.match(below.text) or below.x0 > above.x0 + 0.4 * above.size
    return bool(sure) or is_wide(first)


def _label_goes_on(above: Segment, below: Segment, columns: Columns, habits: _Habits) -> bool:
    """Tell whether a label without values is the first line of the label below it, not a sub-heading over it."""
    if not _goes_on(above, below, 0, columns):
        return False
    sure = _OPEN_END.search(above.text) or _MORE.match(below.text) or below.x0 > above.x0 + 0.4 * above.size
    return bool(sure) or not habits.subheadings


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
    return any(column > 0 and segment.number for column, segments in cells.items() for segment in segments)


def _goes_on(above: Segment, below: Segment, column: int, columns: Columns) -> bool:
    """Tell whether the text of one piece goes on in the piece under it."""
    if above.number or below.number or above.text.endswith(":"):
        return False
    if _OPEN_END.search(above.text):
        return True
    full = _is_full(above, below, column, columns)
    if _MORE.match(below.text):
        return full or _is_full(above, below, column, columns, share=0.5)
    return full and above.width >= 5 * above.size


def _is_full(above: Segment, below: Segment, column: int, columns: Columns, share: float = 1.0) -> bool:
    """Tell whether the first word of the piece below had no room at the end of the piece above.

    The room is that of the column's longest line: it holds for text that is set to the right, too.
    With a ``share`` under 1 that part of the line's room may be left.
    """
    word = below.words[0]
    need = below.size if is_wide(word.text[0]) else word.x1 - word.x0 + 0.25 * below.size
    return above.width + need / share > columns.widths[column] - 0.1 * below.size
