"""Where a form stands: from the line that names its entity and unit down to its notes, whatever white space is inside.

Rows of a form may be far apart, and its headings far from its rows; the line above it tells all the same that what
follows is one table.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from extractors.captions import find_entity, find_unit, is_code, is_note, is_page_number, is_title
from extractors.content import Floats
from extractors.tables.finders.unruled.labels import (
    is_caption_text,
    is_form_caption,
    is_note_text,
    is_parted_note,
    is_total,
)
from extractors.tables.finders.unruled.lines import Line
from extractors.tables.finders.unruled.segments import Segment, make_segment
from extractors.text import is_wide

#: A form has this many lines of several pieces, or of a total without figures: a heading and a row.
_FEWEST_LINES = 2
#: Words of headings and totals that forms spread over the width of a cell.
_SPREAD = re.compile(
    "(?:收入|支出)?(?:合计|总计)|小计|项目|收入|支出|(?:预|决)算(?:数|金额)|金额|科目(?:编码|名称)?|单位(?:编码|名称)?"
)
#: Strokes that were read apart from their character are lower than this share of it.
_SHRED = 0.65
#: The number of a page is narrower than this many character heights.
_PAGE_NUMBER = 8.0
#: Gaps of spread letters differ by less than this factor.
_EVEN = 1.2
#: No printed page has a form of more lines, or pieces of text; work grows with their product.
_MOST_LINES, _MOST_PIECES = 300, 3000
#: The rest of a wrapped unit of money is at most so long.
_REST = 2
#: So many rules part the rows of a form; fewer may be ornaments.
_FEWEST_RULES = 3
#: The rule under a row stands within this many character heights of its text.
_ROW = 5.0
#: A sentence is wider than this share of the form.
_WIDE = 0.6


def find_zones(rows: list[list[Segment]], rules: Floats) -> list[list[Line]]:
    """Return the lines of each form on a page, from its headings down to its last row.

    ``rules`` are the horizontal ones of the page (y, x0, x1): nothing of a form stands below the last of its rules.
    """
    captions = [index for index, row in enumerate(rows) if is_form_caption([segment.text for segment in row])]
    zones = []
    for caption, below in pairwise([*captions, len(rows)]):
        start = caption + 1
        start += start < below and _is_rest_of_caption(rows[caption], rows[start])
        lines = _above_last_rule(form_lines(rows[start:below]), rules)
        filled = sum(line.core or is_total(line.text) for line in lines)
        if filled >= _FEWEST_LINES and any(line.core for line in lines):
            zones.append(lines)
    return zones


def _is_rest_of_caption(above: list[Segment], row: list[Segment]) -> bool:
    """Tell whether a line right under a caption is more of it: a unit beside the second line of a long name."""
    named = any(find_unit(segment.text) or find_entity(segment.text) for segment in row)
    named = named or (len(row) == 1 and len(row[0].text) <= _REST)
    return named and len(row) <= 3 and row[0].baseline - above[0].baseline < 2 * row[0].size


def _above_last_rule(lines: list[Line], rules: Floats) -> list[Line]:
    """Return the lines without those under the last rule, if rules part them at all."""
    if not lines or len(rules) == 0:
        return lines
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    covered = np.minimum(rules[:, 2], x1) - np.maximum(rules[:, 1], x0)
    inside = (rules[:, 0] > lines[0].top) & (rules[:, 0] < lines[-1].bottom + _ROW * lines[-1].size)
    ys = rules[inside & (covered > _WIDE * (x1 - x0)), 0]
    if len(ys) < _FEWEST_RULES:
        return lines
    return [line for line in lines if line.baseline - 0.3 * line.size < ys.max()]


def form_lines(rows: list[list[Segment]], least_width: float = 0.0) -> list[Line]:
    """Return the lines down to the first note, caption or paragraph, without the number of the page.

    The form is at least as wide as ``least_width``, in points: what looks wide beside little else need not be.
    """
    lines: list[Line] = []
    left = min((segment.x0 for row in rows for segment in row if not segment.prose), default=0.0)
    width = max([least_width, *(segment.x1 - left for row in rows for segment in row)])
    for row in rows:
        text = " ".join(segment.text for segment in row)
        if len(row) == 1 and (is_note(text) or is_note_text(text) or is_caption_text(text)):
            break
        if is_code(text) or is_parted_note([segment.text for segment in row]):
            break
        if any(s.prose and s.x0 < left + s.size and s.width > _WIDE * width for s in row):
            break
        if len(row) == 1 and row[0].x0 < left + row[0].size and row[0].width > _WIDE * width:
            break
        lines.append(Line(_join_spread(row)))
    lines = [line for line, below in pairwise([*lines, None]) if line and not (below and _is_shred(line, below))]
    while lines and _is_outside(lines[-1]):
        lines.pop()
    printed = len(lines) <= _MOST_LINES and sum(len(line.segments) for line in lines) <= _MOST_PIECES
    return lines if printed else []


def _is_shred(line: Line, below: Line) -> bool:
    """Tell whether a line is the upper strokes of a character below, which an engine has read as one of their own."""
    segment = line.segments[0]
    small = len(line.segments) == 1 and len(segment.text) == 1 and segment.size < _SHRED * below.size
    near = below.baseline - segment.baseline < below.size
    return small and near and any(other.x0 < segment.x1 and segment.x0 < other.x1 for other in below.segments)


def _join_spread(row: list[Segment]) -> list[Segment]:
    """Put together the ideographs of a heading or a total that is spread over its cell: 合      计."""
    joined: list[Segment] = []
    index = 0
    while index < len(row):
        end = index
        while end < len(row) and len(row[end].text) == 1 and is_wide(row[end].text):
            end += 1
        while end > index + 1 and not _is_one_label(row[index:end]):
            end -= 1
        count = max(1, end - index)
        words = [word for segment in row[index : index + count] for word in segment.words]
        joined.append(make_segment(words) if count > 1 else row[index])
        index += count
    return joined


def _is_one_label(pieces: list[Segment]) -> bool:
    """Tell whether ideographs are one label: a word of headings, or three or more at even distances."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(pieces)]
    even = len(gaps) > 1 and max(gaps) < _EVEN * min(gaps)
    return even or _SPREAD.fullmatch("".join(piece.text for piece in pieces)) is not None


def _is_outside(line: Line) -> bool:
    """Tell whether a last line is the number of the page (- 5 -), or the code or the title of the next form."""
    if is_page_number(line.text):
        return line.x1 - line.x0 < _PAGE_NUMBER * line.size
    return not line.core and (is_code(line.text) or is_title(line.text))
