"""Which columns a piece of text belongs to: its own, those that it is set over, or those that a rule gives it."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.tables.finders.unruled.columns import column_range
from extractors.tables.finders.unruled.lines import Line, Rule
from extractors.tables.finders.unruled.segments import Segment, is_spread, make_segment, touches
from schemas.page import Word

#: Headings of one character that stand side by side: the levels of a budget code.
_CODE_LEVELS = frozenset("类款项目节")


@dataclass(slots=True)
class Columns:
    """The columns of a region: separators, extent of the text in each (None: no text), width of its longest piece."""

    separators: list[float]
    extents: list[tuple[float, float] | None]
    widths: list[float]
    x0: float
    x1: float

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.separators) + 1

    def centre(self, first: int, last: int) -> float | None:
        """Return the middle of the text in a run of columns, None if there is none."""
        known = [extent for extent in self.extents[first : last + 1] if extent is not None]
        return (known[0][0] + max(extent[1] for extent in known)) / 2 if known else None

    def covered_by(self, rule: Rule) -> tuple[int, int] | None:
        """Return the run of columns whose text's middle lies over or under a rule."""
        inside = [
            index
            for index, extent in enumerate(self.extents)
            if extent is not None and rule[1] - 1 <= (extent[0] + extent[1]) / 2 <= rule[2] + 1
        ]
        return (inside[0], inside[-1]) if inside else None


def measure_columns(lines: list[Line], separators: list[float]) -> Columns:
    """Return the columns with the extent of the pieces that stand in one column only."""
    extents: list[tuple[float, float] | None] = [None] * (len(separators) + 1)
    widths = [0.0] * (len(separators) + 1)
    for line in lines:
        for segment in line.segments:
            first, last = column_range(segment, separators)
            if first != last or (not line.core and first != 0):
                continue
            known = extents[first]
            widths[first] = max(widths[first], segment.width)
            extents[first] = (
                (segment.x0, segment.x1) if known is None else (min(known[0], segment.x0), max(known[1], segment.x1))
            )
    return Columns(separators, extents, widths, min(line.x0 for line in lines), max(line.x1 for line in lines))


def split_at(line: Line, columns: Columns) -> Line:
    """Return the line with its pieces parted where a separator falls into a gap between words that is wide enough.

    A narrow gap is enough where both parts then line up with the text of their columns.
    """
    pieces: list[Segment] = []
    for segment in line.segments:
        cuts = _cuts(segment, line.core, columns)
        for start, end in zip([0, *cuts], [*cuts, len(segment.words)], strict=True):
            pieces.append(make_segment(segment.words[start:end]) if cuts else segment)
    return Line(pieces)


def _cuts(segment: Segment, core: bool, columns: Columns) -> list[int]:
    found: list[int] = []
    for index in range(1, len(segment.words)):
        left, right = segment.words[index - 1], segment.words[index]
        gap = (right.x0 - left.x1) / segment.size
        least = 0.2 if left.number and right.number else 0.34 if core else 0.7
        if gap < 0.08 or not any(left.x1 - 0.5 <= x <= right.x0 + 0.5 for x in columns.separators):
            continue
        start = found[-1] if found else 0
        if is_spread(left, right) and not (
            left.text in _CODE_LEVELS and right.text in _CODE_LEVELS and _lines_up(segment, index, start, columns)
        ):
            continue
        if gap >= least or touches(left, right) or (core and _lines_up(segment, index, start, columns)):
            found.append(index)
    return found


def _lines_up(segment: Segment, index: int, start: int, columns: Columns) -> bool:
    """Tell whether the words before and after a cut line up with the text of their columns: an edge or the middle."""
    stop = index
    while stop < len(segment.words) and _column_of(segment.words[stop], columns) == _column_of(
        segment.words[index], columns
    ):
        stop += 1
    for words in (segment.words[start:index], segment.words[index:stop]):
        extent = columns.extents[_column_of(words[0], columns)]
        if extent is None:
            return False
        left, right = words[0].x0 - extent[0], words[-1].x1 - extent[1]
        if min(abs(left), abs(right), abs(left + right) / 2) > 0.35 * segment.size:
            return False
    return True


def _column_of(word: Word, columns: Columns) -> int:
    return sum(x <= (word.x0 + word.x1) / 2 for x in columns.separators)


def spread(
    line: Line, columns: Columns, next_line: set[int], below: set[int], held: frozenset[int] = frozenset()
) -> list[tuple[int, int]]:
    """Return the columns that each heading of a line spans, so that headings stand in the middle of what they head.

    Only over columns with text of their own can a heading be spread: a heading that stands over one column over those
    of the ``next_line``, for else it may be the first line of a wrapped heading; one that crosses columns over all
    that come ``below``. Headings that stand on short rules share the columns ``held`` by those. A column that is left
    without a heading has its price. Where some headings of a line would span several columns and others one, each
    stays over its own: they are wrapped headings.
    """
    own = [column_range(segment, columns.separators) for segment in line.segments]
    crossing = any(first != last for first, last in own)
    free = below if crossing else next_line
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for index, segment in enumerate(line.segments):
        limit = own[index + 1][0] if index + 1 < len(own) else columns.count
        reached: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (price, runs) in best.items():
            room = held if own[index][0] in held else below if own[index][0] != own[index][1] else next_line
            for first, last in _choices(own[index], start, limit, room):
                cost = (
                    price + _bare(start, first, free, held) + _off_centre(segment, columns, first, last) / segment.size
                )
                if first == 0 < own[index][0]:
                    cost += _OVER_STUB
                if last + 1 not in reached or cost < reached[last + 1][0]:
                    reached[last + 1] = (cost, [*runs, (first, last)])
        if not reached:
            return own
        best = reached
    runs = min((price + _bare(end, columns.count, free, held), runs) for end, (price, runs) in best.items())[1]
    over = [last > first for first, last in runs if first in free]
    return own if not crossing and any(over) and not all(over) else runs


def spread_label(line: Line, columns: Columns) -> tuple[int, int] | None:
    """Return the leading columns that the label of a row of values is centred over (合 计), None if it has a column."""
    segment = line.segments[0]
    if len(line.segments) == 1 and len(segment.words) > 1 and all(map(is_spread, segment.words, segment.words[1:])):
        return _leading_run(segment, columns)
    if len(line.segments) < 2 or segment.number:
        return None
    first = column_range(line.segments[1], columns.separators)[0]
    own = column_range(segment, columns.separators)
    extent = columns.extents[own[0]]
    if first < 2 or (extent is not None and segment.x0 - extent[0] < 0.5 * segment.size):
        return None
    known = [extent for extent in columns.extents[:first] if extent is not None]
    right = max((extent[1] for extent in known), default=columns.separators[first - 1])
    low, high = (columns.x0 + right) / 2, (columns.x0 + columns.separators[first - 1]) / 2
    slack = 0.8 * segment.size
    return (0, first - 1) if min(low, high) - slack < segment.centre < max(low, high) + slack else None


def _leading_run(segment: Segment, columns: Columns) -> tuple[int, int] | None:
    """Return the leading columns in whose middle a spread label stands (合   计), in a row that is blank beside it."""
    edges = [columns.x0, *columns.separators, columns.x1]
    first, last = column_range(segment, columns.separators)
    runs = range(max(last, 1), columns.count - 1) if first > 0 else ()
    off = {run: abs(segment.centre - (edges[0] + edges[run + 1]) / 2) for run in runs}
    best = min(off, key=lambda run: off[run], default=None)
    return (0, best) if best is not None and off[best] < 0.8 * segment.size else None


#: Price of spreading a heading over the stub, and of leaving a column of figures without one, in character heights.
_OVER_STUB = 0.3
_BARE, _BARE_ON_RULE = 0.5, 3.0


def _choices(own: tuple[int, int], start: int, limit: int, below: set[int] | frozenset[int]) -> list[tuple[int, int]]:
    """Return the runs of columns from ``start`` up to ``limit`` that hold a heading's own columns."""
    if not set(range(own[0], own[1] + 1)) & below:
        return [own] if own[0] >= start else []
    found = []
    for first in range(own[0], start - 1, -1):
        if first != own[0] and first not in below:
            break
        for last in range(own[1], max(limit, own[1] + 1)):
            if last != own[1] and last not in below:
                break
            found.append((first, last))
    return found


def _bare(start: int, end: int, below: set[int], held: frozenset[int]) -> float:
    left = range(max(start, 1), end)
    return _BARE_ON_RULE * sum(column in held for column in left) + _BARE * sum(column in below for column in left)


def _off_centre(segment: Segment, columns: Columns, first: int, last: int) -> float:
    """Return how far a heading is from the middle of the texts, or of the room, of a run of columns, in points."""
    edges = [columns.x0, *columns.separators, columns.x1]
    room = abs(segment.centre - (edges[first] + edges[last + 1]) / 2)
    centre = columns.centre(first, last)
    return min(room, abs(segment.centre - centre)) if centre is not None else room
