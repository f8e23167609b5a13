"""Where the headings of a form end, and the lowest ones: each of those heads one column."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.captions import begins_paragraph
from extractors.tables.finders.unruled.labels import is_total
from extractors.tables.finders.unruled.lines import Line
from extractors.tables.finders.unruled.segments import Segment, is_spread
from extractors.text import normalise

#: Headings are at most this many printed lines.
_MOST_LINES = 14
#: A figure that no column number is: with decimals, with separators, or a code.
_VALUE = re.compile(r"[-(]?[\d,]*\d\.\d+%?\)?|-?\d{1,3}(?:,\d{3})+|\d{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Lines of one heading follow within this many character heights.
_LEADING = 1.65
#: What stands in the middle of two lines is off it by less than this share of the character height.
_LEVEL = 0.2
#: A heading this many character heights over the middle of all headings spans what stands below it.
_OVER = 0.3


def count_form_headings(lines: list[Line]) -> int | None:
    """Return how many lines stand above the first row of a form; None where no row shows."""
    for index, line in enumerate(lines[: _MOST_LINES + 1]):
        if _begins_rows(line, lines[index + 1 :]):
            return 0 if _has_label_over(lines, index) else _first_line_of_row(lines, index)
    figures = (index for index, line in enumerate(lines[: _MOST_LINES + 1]) if _has_figure(line))
    first = next(figures, None)
    return _first_line_of_row(lines, first) if first else None


def _has_figure(line: Line) -> bool:
    return any(segment.number and any(map(str.isdigit, segment.text)) for segment in line.segments[1:])


def _has_label_over(lines: list[Line], index: int) -> bool:
    """Tell whether a lone label at the left stands in the middle between a line above and the first values.

    It labels both lines, so the upper one holds no headings of columns: the form sets labels beside values.
    """
    if index < 2 or lines[index - 1].core:
        return False
    above, label, first = lines[index - 2], lines[index - 1].segments[0], lines[index]
    level = abs((above.baseline + first.baseline) / 2 - label.baseline) < _LEVEL * label.size
    return level and label.x1 < min(above.x0, first.x0)


def _begins_rows(line: Line, below: list[Line]) -> bool:
    """Tell whether a line holds a figure, an item with its ordinal, or the label of a total over its figures."""
    texts = [normalise(segment.text) for segment in line.segments]
    if any(_VALUE.fullmatch(text) and not _YEAR.fullmatch(text) for text in texts):
        return True
    if any(begins_paragraph(segment.text) for segment in line.segments):
        return True
    words_below = any(other.core and not any(s.number for s in other.segments) for other in below)
    return is_total(texts[0]) and len(texts) == 1 and not words_below


def _first_line_of_row(lines: list[Line], index: int) -> int:
    """Return the first line of the row that a line stands in the middle of: its label may have been wrapped."""
    line, size = lines[index], lines[index].size
    for lower in lines[index + 1 : index + 4]:
        for upper in range(max(0, index - 3), index):
            first, last = lines[upper].segments[0], lower.segments[0]
            if (
                last.number
                or abs((first.baseline + last.baseline) / 2 - line.baseline) > 0.35 * size
                or not _share_edge(first, last)
            ):
                continue
            lines_between = 1 if _share_edge(first, line.segments[0]) else 0
            if last.baseline - first.baseline <= (1 + lines_between) * _LEADING * size:
                return upper
    return index


def _share_edge(upper: Segment, lower: Segment) -> bool:
    slack = 0.3 * upper.size
    return abs(upper.x0 - lower.x0) < slack or abs(upper.centre - lower.centre) < slack


def heading_blocks(lines: list[Line]) -> list[list[Segment]]:
    """Return the headings, each as its printed lines from top to bottom."""
    blocks: list[list[Segment]] = []
    for line in lines:
        for segment in line.segments:
            over = [block for block in blocks if _is_near(block, segment)]
            beside = [other for other in line.segments if over and _is_near(over[0], other)]
            if len(over) == 1 and len(beside) == 1 and _is_wrapped(over[0][-1], segment):
                over[0].append(segment)
            else:
                blocks.append([segment])
    return blocks


def _is_near(block: list[Segment], lower: Segment) -> bool:
    upper = block[-1]
    step = lower.baseline - upper.baseline
    over = any(lower.x0 < segment.x1 and segment.x0 < lower.x1 for segment in block)
    return 0.5 * upper.size < step <= _LEADING * upper.size and over


def _is_wrapped(upper: Segment, lower: Segment) -> bool:
    """Tell whether a heading goes on below: set in the middle, or at one edge, its first line filling the column."""
    size = upper.size
    if upper.width < lower.width - 0.5 * size or (
        _is_spread(upper) and not (_is_spread(lower) or len(lower.text) == 1)
    ):
        return False
    # Letters that are spread have space behind the last one, too: the line is a little off the middle.
    slack = 0.8 if _is_spread(upper) else 0.5
    return abs(upper.centre - lower.centre) < slack * size or abs(upper.x0 - lower.x0) < 0.3 * size


def _is_spread(segment: Segment) -> bool:
    return any(is_spread(left, right) for left, right in pairwise(segment.words))


def lowest_headings(blocks: list[list[Segment]]) -> list[list[Segment]]:
    """Return the headings with nothing below them.

    A heading above the middle of all headings has others under it, even where it stands over the gap between them.
    """
    if not blocks:
        return []
    top, floor = min(block[0].baseline for block in blocks), max(block[-1].baseline for block in blocks)
    single = floor - top < 0.5 * blocks[0][0].size
    return [
        block
        for block in blocks
        if not any(_is_under(other, block) for other in blocks)
        and (single or _middle(block) >= (top + floor) / 2 - _OVER * block[0].size)
        and not _stands_high(block, blocks, floor)
    ]


def _middle(block: list[Segment]) -> float:
    return (block[0].baseline + block[-1].baseline) / 2


def _stands_high(block: list[Segment], blocks: list[list[Segment]], floor: float) -> bool:
    """Tell whether a heading under another one stands too high to reach down to the rows: it spans what is below."""
    above = [other for other in blocks if _is_under(block, other)]
    if not above or floor - block[-1].baseline < 0.5 * block[0].size:
        return False
    return _middle(block) < (max(other[-1].baseline for other in above) + floor) / 2 + 0.25 * block[0].size


def _is_under(lower: list[Segment], upper: list[Segment]) -> bool:
    apart = lower[0].baseline > upper[-1].baseline + 0.5 * upper[-1].size
    left, right = min(segment.x0 for segment in upper), max(segment.x1 for segment in upper)
    return apart and any(segment.x0 < right and left < segment.x1 for segment in lower)
