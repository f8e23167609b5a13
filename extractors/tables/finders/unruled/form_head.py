"""Where the headings of a form end, and the lowest ones: each of those heads one column."""

from __future__ import annotations

import re

from extractors.captions import begins_paragraph
from extractors.tables.finders.unruled.labels import is_total
from extractors.tables.finders.unruled.lines import Line
from extractors.tables.finders.unruled.segments import Segment
from extractors.text import normalise

#: Headings are at most this many printed lines.
_MOST_LINES = 14
#: A figure that no column number is: with decimals, with separators, or a code.
_VALUE = re.compile(r"[-(]?[\d,]*\d\.\d+%?\)?|-?\d{1,3}(?:,\d{3})+|\d{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Lines of one heading follow within this many character heights.
_LEADING = 1.5
#: What stands in the middle of two lines is off it by less than this share of the character height.
_LEVEL = 0.2
#: A heading this many character heights over the middle of all headings spans what stands below it.
_OVER = 0.3


def count_form_headings(lines: list[Line]) -> int | None:
    """Return how many lines stand above the first row of a form; None where no row shows."""
    for index, line in enumerate(lines[: _MOST_LINES + 1]):
        if _begins_rows(line, lines[index + 1 :]):
            return 0 if _has_label_over(lines, index) else _first_line_of_row(lines, index)
    return None


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
            if abs((first.baseline + last.baseline) / 2 - line.baseline) > 0.35 * size or not _share_edge(first, last):
                continue
            lines_between = 1 if _share_edge(first, line.segments[0]) else 0
            if last.baseline - first.baseline <= (1 + lines_between) * _LEADING * size:
                return upper
    return index


def _share_edge(upper: Segment, lower: Segment) -> bool:
    slack = 0.3 * upper.size
    return abs(upper.x0 - lower.x0) < slack or abs(upper.centre - lower.centre) < slack


def lowest_headings(lines: list[Line]) -> list[Segment]:
    """Return the headings with nothing below them, and the upper lines of those that were wrapped.

    A heading above the middle of all headings has others under it, even where it stands over the gap between them.
    """
    if not lines:
        return []
    middle = (lines[0].baseline + lines[-1].baseline) / 2
    pieces = [segment for line in lines for segment in line.segments]
    below = {id(piece): [other for other in pieces if _is_under(other, piece)] for piece in pieces}
    floor = lines[-1].baseline
    lowest = [
        piece
        for piece in pieces
        if not below[id(piece)]
        and (piece.baseline >= middle - _OVER * piece.size or len(lines) == 1)
        and not _stands_high(piece, pieces, floor)
    ]
    ends = {id(piece) for piece in lowest}
    above = [
        piece
        for piece in pieces
        if len(below[id(piece)]) == 1
        and id(below[id(piece)][0]) in ends
        and below[id(piece)][0].baseline - piece.baseline <= _LEADING * piece.size
    ]
    return lowest + above


def _stands_high(piece: Segment, pieces: list[Segment], floor: float) -> bool:
    """Tell whether a heading under another one stands too high to reach down to the rows: it spans what is below."""
    above = [other for other in pieces if _is_under(piece, other)]
    if not above or floor - piece.baseline < 0.5 * piece.size:
        return False
    return piece.baseline < (max(other.baseline for other in above) + floor) / 2 + 0.25 * piece.size


def _is_under(other: Segment, piece: Segment) -> bool:
    return other.baseline > piece.baseline + 0.5 * piece.size and other.x0 < piece.x1 and piece.x0 < other.x1
