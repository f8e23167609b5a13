"""The lines of one cell: pieces under each other in a column, nearer to each other than rows are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import numpy as np

from extractors.captions import begins_paragraph
from extractors.content import Floats
from extractors.tables.finders.unruled.columns import column_range
from extractors.tables.finders.unruled.labels import is_total
from extractors.tables.finders.unruled.lines import Line, Rule
from extractors.tables.finders.unruled.place import Columns, spread_label
from extractors.tables.finders.unruled.segments import Segment

#: Lines of one cell follow within this many character heights from baseline to baseline.
_LEADING = 1.5
#: ... and within this share of the least distance of two rows.
_OF_ROW = 0.85
#: Rows nearer than this many character heights are set without room between them: distance does not tell them apart.
_TIGHT = 1.55
#: What is level with another piece is off it by less than this share of the character height.
_LEVEL = 0.2
#: Pieces whose baselines differ by less than this share of their height stand on one line.
SAME_LINE = 0.35


@dataclass(slots=True)
class Block:
    """The pieces of one cell from top to bottom, in the columns from ``column`` to ``last``."""

    column: int
    last: int
    segments: list[Segment]

    @property
    def top(self) -> float:
        """Baseline of the first line in points."""
        return self.segments[0].baseline

    @property
    def bottom(self) -> float:
        """Baseline of the last line in points."""
        return self.segments[-1].baseline

    @property
    def centre(self) -> float:
        """Middle between the first and the last baseline."""
        return (self.top + self.bottom) / 2

    @property
    def number(self) -> bool:
        """Tell whether it is a figure."""
        return all(segment.number for segment in self.segments)


def type_size(lines: list[Line]) -> float:
    """Return the usual height of the characters of some lines in points."""
    return median(segment.size for line in lines for segment in line.segments)


def lines_to_blocks(lines: list[Line], columns: Columns, rules: list[Rule]) -> list[Block]:
    """Return the cells that the lines make, from top to bottom.

    No cell goes on below one of the horizontal ``rules`` (y, x0, x1). Where rows are as near to each other as the lines
    of a cell, lines are one cell that stand around what is level with their middle.
    """
    size = type_size(lines)
    row = _least_row(lines, columns, size)
    tight = row is not None and row < _TIGHT * size
    reach = min(_LEADING * size, _OF_ROW * row) if row is not None and not tight else _LEADING * size
    blocks: list[Block] = []
    last: dict[int, Block] = {}
    for line in lines:
        label = spread_label(line, columns) if is_total(line.segments[0].text, sub=False) else None
        for index, segment in enumerate(line.segments):
            first, end = column_range(segment, columns.separators)
            if index == 0 and label is not None:
                first, end = label
            above = last.get(first)
            if above is not None and _goes_on(above, segment, reach, size) and not _ruled_off(above, segment, rules):
                above.segments.append(segment)
                above.last = max(above.last, end)
            else:
                last[first] = Block(first, end, [segment])
                blocks.append(last[first])
    if tight:
        blocks = [part for block in blocks for part in _split(block, lines, columns, size)]
        blocks.sort(key=lambda block: (block.top, block.column))
    return blocks


def _split(block: Block, lines: list[Line], columns: Columns, size: float) -> list[Block]:
    """Part a run of lines into cells: each is level with others by its middle, and no line but a middle one is.

    What stands level with nothing is parted where a line left room for more.
    """
    others = [
        segment.baseline
        for line in lines
        for segment in line.segments
        if column_range(segment, columns.separators)[0] != block.column
    ]

    def level(height: float) -> bool:
        return any(abs(height - other) < _LEVEL * size for other in others)

    parts: list[list[Segment]] = []
    rest = block.segments
    while rest:
        count = _count_one_cell(rest, level, columns.widths[block.column], size)
        parts.append(rest[:count])
        rest = rest[count:]
    return [Block(block.column, block.last, part) for part in parts]


def _count_one_cell(segments: list[Segment], level: Callable[[float], bool], width: float, size: float) -> int:
    """Return how many of the first lines are one cell."""
    alone = [not level(segment.baseline) for segment in segments]
    for count in range(2, len(segments) + 1):
        middle = (segments[0].baseline + segments[count - 1].baseline) / 2
        off = [alone[index] or abs(segments[index].baseline - middle) < _LEVEL * size for index in range(count)]
        if alone[0] and all(off) and level(middle):
            return count
    count = 1
    while count < len(segments) and alone[count - 1] and alone[count] and segments[count - 1].width > width - size:
        count += 1
    return count


def _goes_on(above: Block, segment: Segment, reach: float, size: float) -> bool:
    step = segment.baseline - above.bottom
    if step < SAME_LINE * size:
        return True
    if begins_paragraph(segment.text) or is_total(segment.text) or is_total(above.segments[-1].text):
        return False
    return step <= reach and not (segment.number and above.segments[-1].number)


def _ruled_off(above: Block, segment: Segment, rules: list[Rule]) -> bool:
    low, high = above.bottom + 0.05 * segment.size, segment.baseline - 0.4 * segment.size
    return any(low < rule[0] < high and rule[1] <= segment.centre <= rule[2] for rule in rules)


def _least_row(lines: list[Line], columns: Columns, size: float) -> float | None:
    """Return the least distance at which figures stand under each other: figures are not wrapped."""
    steps: list[float] = []
    last: dict[int, float] = {}
    for line in lines:
        for segment in line.segments:
            column = column_range(segment, columns.separators)[0]
            if segment.number and column in last:
                steps.append(segment.baseline - last[column])
            if segment.number:
                last[column] = segment.baseline
            else:
                last.pop(column, None)
    return min((step for step in steps if step > SAME_LINE * size), default=None)


def edges_around(middles: list[float], guesses: list[float], weight: float) -> Floats:
    """Return the edges between things that stand side by side, one more than things, from their middles.

    Each middle lies between two edges. That alone leaves one number open; ``guesses`` of the edges, counted with a
    ``weight`` under 1, settle it.
    """
    count = len(middles)
    system, wanted = np.zeros((2 * count + 1, count + 1)), np.zeros(2 * count + 1)
    for index, middle in enumerate(middles):
        system[index, index : index + 2] = 0.5
        wanted[index] = middle
    for index, guess in enumerate(guesses):
        system[count + index, index] = weight
        wanted[count + index] = weight * guess
    return np.asarray(np.linalg.lstsq(system, wanted, rcond=None)[0], dtype=np.float64)
