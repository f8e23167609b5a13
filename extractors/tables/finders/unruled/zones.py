"""Where a form stands: from the line that names its entity and unit down to its notes, whatever white space is inside.

Rows of a form may be far apart, and its headings far from its rows; the line above it tells all the same that what
follows is one table.
"""

from __future__ import annotations

from itertools import pairwise

from extractors.captions import is_code, is_note, is_page_number, is_title
from extractors.tables.finders.unruled.labels import is_caption_text, is_form_caption, is_note_text
from extractors.tables.finders.unruled.lines import Line
from extractors.tables.finders.unruled.segments import Segment

#: A form has this many lines of several pieces: a heading and a row.
_FEWEST_LINES = 2
#: A sentence is wider than this share of the form.
_WIDE = 0.6


def find_zones(rows: list[list[Segment]]) -> list[list[Line]]:
    """Return the lines of each form on a page, from its headings down to its last row."""
    starts = [index + 1 for index, row in enumerate(rows) if is_form_caption([segment.text for segment in row])]
    zones = []
    for start, stop in pairwise([*starts, len(rows) + 1]):
        lines = _lines(rows[start : stop - 1])
        while lines and _is_outside(lines[-1]):
            lines.pop()
        if sum(line.core for line in lines) >= _FEWEST_LINES:
            zones.append(lines)
    return zones


def _lines(rows: list[list[Segment]]) -> list[Line]:
    """Return the lines down to the first note, caption or paragraph."""
    lines: list[Line] = []
    left = min((segment.x0 for row in rows for segment in row if not segment.prose), default=0.0)
    right = max((segment.x1 for row in rows for segment in row), default=0.0)
    for row in rows:
        text = " ".join(segment.text for segment in row)
        if len(row) == 1 and (is_note(text) or is_note_text(text) or is_caption_text(text)):
            break
        if any(segment.prose and segment.x0 < left + segment.size for segment in row):
            break
        if len(row) == 1 and row[0].x0 < left + row[0].size and row[0].width > _WIDE * (right - left):
            break
        lines.append(Line(row))
    return lines


def _is_outside(line: Line) -> bool:
    """Tell whether a last line is the number of the page, or the code or the title of the next form."""
    return not line.core and (is_page_number(line.text) or is_code(line.text) or is_title(line.text))
