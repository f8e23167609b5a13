"""The heading rows: where they end, which columns each heading spans, and how many levels there are."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.tables.finders.unruled.columns import column_range
from extractors.tables.finders.unruled.draft import DraftCell
from extractors.tables.finders.unruled.lines import Line, Rule, is_full
from extractors.tables.finders.unruled.place import Columns, spread
from extractors.tables.finders.unruled.segments import Segment

_YEAR = re.compile(
    r"(?:FY\s?)?[(]?(?:1[89]|20)\d\d(?:[-–/.](?:\d\d|\d{4}))?[)*]*|(?:Q[1-4]|[1-4]Q)|\d{1,2}/\d{1,2}/\d{2,4}"
)
#: What a column's number or a class (1st grade: 1) is not: a decimal, a separator of thousands, or three digits.
_AMOUNT = re.compile(r"\d[.,]\d|\d{3}")
#: Headings of one cell follow within this many character heights of white space.
_TIGHT = 0.75
#: ... and within this many where they stand over a single column: a level of its own would divide nothing.
_LOOSE = 2.2
#: Columns are numbered up to this at most.
_LAST_NUMBER = 100
#: A heading is set over columns whose own headings begin within this many character heights under its baseline.
_REACH = 4.5
#: Pieces of one line of headings may stand this much lower, for some are set in the middle of two lines.
_SAME_LINE = 0.7
#: From so many rules inside a table on, rules part its rows, and the first one need not end the heading.
_GRID_RULES = 3
#: More lines than this are no heading.
_MOST_LINES = 12


def count_header_lines(lines: list[Line], columns: Columns, rules: list[Rule]) -> int:
    """Return how many of the lines are headings: those above the first full rule, else above the first figures."""
    values = [index for index, line in enumerate(lines) if _has_figures(line, columns)]
    full = [rule for rule in rules if is_full(rule, rules, columns.x0, columns.x1)]
    inner = sorted({index for rule in full if 0 < (index := _first_below(lines, rule[0])) < len(lines)})
    for index in inner:
        if not _could_head(lines[:index], columns):
            return 0
        above = [value for value in values if value < index]
        if index <= _MOST_LINES and (not above or (above == [index - 1] and _is_numbered(lines[index - 1], columns))):
            return _last_heading_rule(lines, columns, inner, index, next((v for v in values if v >= index), None))
    if not values:
        return 1 if len(lines) > 2 and not inner else 0
    top = min(values[0], _MOST_LINES)
    while top > 0 and not lines[top - 1].core and _is_in_line(lines[top - 1].segments[0], columns):
        top -= 1
    return top


def _could_head(lines: list[Line], columns: Columns) -> bool:
    """Tell whether lines could be headings: more than lone labels of single columns."""
    runs = [column_range(line.segments[0], columns.separators) for line in lines if not line.core]
    return len(runs) < len(lines) or any(last > first for first, last in runs)


def _is_in_line(segment: Segment, columns: Columns) -> bool:
    """Tell whether a lone piece is a label: in the stub, or at the left edge of the texts of its only column."""
    first, last = column_range(segment, columns.separators)
    extent = columns.extents[first]
    return first == 0 or (first == last and extent is not None and abs(segment.x0 - extent[0]) < 0.4 * segment.size)


def _last_heading_rule(lines: list[Line], columns: Columns, inner: list[int], first: int, figures: int | None) -> int:
    """Return the rule that ends the heading: the first one, or a lower one until each column has its own heading."""
    if figures is None:
        figures = len(lines) - 1
    elif len(inner) < _GRID_RULES:
        return first
    end = first
    for index in inner:
        if not first < index <= figures or _are_headed(lines[:end], columns):
            continue
        alone = [column_range(line.segments[0], columns.separators) for line in lines[end:index] if not line.core]
        if len(alone) == index - end and any(low == 0 or low != high for low, high in alone):
            break
        end = index
    return end


def _are_headed(lines: list[Line], columns: Columns) -> bool:
    """Tell whether each column has a heading of its own; the stub may have none."""
    headed = set()
    for line in lines:
        for segment in line.segments:
            first, last = column_range(segment, columns.separators)
            if first == last:
                headed.add(first)
    return headed | {0} == set(range(columns.count))


def _first_below(lines: list[Line], y: float) -> int:
    return sum(line.baseline - 0.3 * line.size < y for line in lines)


def _has_figures(line: Line, columns: Columns) -> bool:
    """Tell whether a line holds values: figures right of the stub, unless all of them are years or a numbering."""
    if not line.core:
        return False
    values = [
        segment for segment in line.segments if segment.number and column_range(segment, columns.separators)[0] > 0
    ]
    if not values or 2 * len(values) < len(line.segments) - 1:
        return False
    if any(character.isdigit() for segment in values for character in segment.text) is False:
        return len(values) >= 2 or len(line.segments) == 2
    stub = column_range(line.segments[0], columns.separators)[0] == 0
    texts = [segment.text for segment in values]
    if all(_YEAR.fullmatch(text) for text in texts):
        return False
    return stub or 2 * sum(bool(_AMOUNT.search(text)) for text in texts) > len(texts)


def _is_numbered(line: Line, columns: Columns) -> bool:
    return _is_numbering(
        [segment.text for segment in line.segments if column_range(segment, columns.separators)[0] > 0]
    )


def _is_numbering(texts: list[str]) -> bool:
    """Tell whether figures are small and rise from each to the next, as the heads of a numbered set of columns do."""
    try:
        values = [float(text.replace(",", "")) for text in texts]
    except ValueError:
        return False
    return len(values) >= 3 and max(values) <= _LAST_NUMBER and all(a < b for a, b in pairwise(values))


def build_header(
    lines: list[Line], columns: Columns, rules: list[Rule], verticals: list[Rule], framed: bool
) -> tuple[list[DraftCell], int]:
    """Return the heading cells of the given lines and the number of heading rows that they take."""
    cells: list[DraftCell] = []
    for line, runs in zip(lines, _spread_up(lines, columns, rules, verticals, framed), strict=True):
        for segment, (first, last) in zip(line.segments, runs, strict=True):
            home = _home(cells, segment, first, last, rules)
            if home is None:
                cells.append(DraftCell(0, first, 1, last - first + 1, [segment]))
            else:
                home.segments.append(segment)
    return _set_levels(cells, columns.count)


def _spread_up(
    lines: list[Line], columns: Columns, rules: list[Rule], verticals: list[Rule], framed: bool
) -> list[list[tuple[int, int]]]:
    """Return the columns of each heading, worked out from the lowest line upward: what stands below tells the span."""
    found: list[list[tuple[int, int]]] = []
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        under = list(zip(lines[index + 1 :], found, strict=True))
        beneath = _next_line(line, under, columns)
        if framed and under and not any(line.baseline < rule[0] < lines[-1].baseline for rule in rules):
            beneath = set()  # No rule parts the headings below it: it is one of them, wrapped.
        held = _held(line, columns, rules) if index + 1 < len(lines) else frozenset()
        runs = spread(line, columns, beneath, beneath | _near(line, under), held)
        everything = {column for _, below in under for run in below for column in _columns(run)}
        found.insert(
            0,
            [
                _between(segment, columns, verticals) or _over_rule(segment, line, columns, rules, everything) or run
                for segment, run in zip(line.segments, runs, strict=True)
            ],
        )
    return found


def _columns(run: tuple[int, int]) -> range:
    return range(run[0], run[1] + 1)


def _near(line: Line, under: list[tuple[Line, list[tuple[int, int]]]]) -> set[int]:
    """Return the columns with text within reach under a line, else those of the next line at all."""
    near = [runs for other, runs in under if other.baseline - line.baseline <= _REACH * line.size]
    return {column for runs in near or [runs for _, runs in under[:1]] for run in runs for column in _columns(run)}


def _next_line(line: Line, under: list[tuple[Line, list[tuple[int, int]]]], columns: Columns) -> set[int]:
    """Return the columns with text on the first line below that has text under one of this line's pieces."""
    own = {column for segment in line.segments for column in _columns(column_range(segment, columns.separators))}
    covered = [{column for run in runs for column in _columns(run)} for _, runs in under]
    first = next((index for index, known in enumerate(covered) if known & own), None)
    if first is None:
        return _near(line, under)
    height = under[first][0].baseline + _SAME_LINE * line.size
    return set().union(*(known for known, (other, _) in zip(covered, under, strict=True) if other.baseline <= height))


def _between(segment: Segment, columns: Columns, verticals: list[Rule]) -> tuple[int, int] | None:
    """Return the columns between the vertical rules left and right of a heading, None where there are none."""
    middle, slack = segment.baseline - 0.3 * segment.size, 0.3 * segment.size
    beside = [rule[0] for rule in verticals if rule[1] <= middle <= rule[2]]
    inner = [x for x in beside if columns.x0 + slack < x < columns.x1 - slack]
    if not inner:
        return None
    left = max((x for x in beside if x <= segment.x0 + slack), default=columns.x0)
    right = min((x for x in beside if x >= segment.x1 - slack), default=columns.x1)
    return columns.covered_by((0.0, left, right))


def _held(line: Line, columns: Columns, rules: list[Rule]) -> frozenset[int]:
    """Return the columns over short rules right under a line on which several of its headings stand side by side."""
    held: set[int] = set()
    for rule in rules:
        if not line.baseline - 0.1 * line.size < rule[0] < line.baseline + 1.6 * line.size:
            continue
        on_it = sum(rule[1] <= segment.centre <= rule[2] for segment in line.segments)
        run = columns.covered_by(rule)
        if on_it > 1 and run is not None and run[0] > 0:
            held.update(_columns(run))
    return frozenset(held)


def _over_rule(
    segment: Segment, line: Line, columns: Columns, rules: list[Rule], below: set[int]
) -> tuple[int, int] | None:
    """Return the columns under the short rule on which a heading stands alone, None if it stands on none."""
    own = column_range(segment, columns.separators)
    for rule in rules:
        if not segment.baseline - 0.1 * segment.size < rule[0] < segment.baseline + 1.6 * segment.size:
            continue
        on_it = [
            other for other in line.segments if rule[1] - other.size <= other.x0 and other.x1 <= rule[2] + other.size
        ]
        run = columns.covered_by(rule)
        if len(on_it) != 1 or on_it[0] is not segment or run is None or run == (0, columns.count - 1):
            continue
        if run[0] <= own[0] and own[1] <= run[1] and set(_columns(run)) <= below:
            return run
    return None


def _home(cells: list[DraftCell], segment: Segment, first: int, last: int, rules: list[Rule]) -> DraftCell | None:
    """Return the cell that a piece goes on with: same columns, directly above, no rule between."""
    above = [cell for cell in cells if cell.column <= last and first <= cell.last_column]
    if not above:
        return None
    nearest = max(above, key=lambda cell: cell.bottom)
    if (nearest.column, nearest.last_column) != (first, last):
        return None
    if segment.top - nearest.bottom > (_TIGHT if last > first else _LOOSE) * segment.size:
        return None
    low, high = nearest.segments[-1].baseline + 0.1 * segment.size, segment.baseline - 0.5 * segment.size
    if any(low < rule[0] < high and rule[1] <= segment.centre <= rule[2] for rule in rules):
        return None
    return nearest


def _set_levels(cells: list[DraftCell], count: int) -> tuple[list[DraftCell], int]:
    """Give each heading its row and its row span: headings reach down to the next one under them."""
    depth = [0] * count
    for cell in sorted(cells, key=lambda cell: (cell.top, cell.column)):
        cell.row = max(depth[cell.column : cell.last_column + 1])
        for column in range(cell.column, cell.last_column + 1):
            depth[column] = cell.row + 1
    rows = max(depth, default=0)
    for cell in cells:
        under = [
            other.row
            for other in cells
            if other.row > cell.row and other.column <= cell.last_column and cell.column <= other.last_column
        ]
        cell.row_span = min(under, default=rows) - cell.row
    return cells, rows
