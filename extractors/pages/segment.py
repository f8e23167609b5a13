"""Characters outside tables -> lines with a role: title, caption, note, text, header or footer."""

from __future__ import annotations

import re

import numpy as np

from extractors.belonging import characters_in_any
from extractors.captions import (
    are_set_as_one,
    begins_paragraph,
    find_unit,
    follows_in_note,
    is_caption,
    is_code,
    is_note,
    is_page_number,
    is_signature,
    is_title,
    join_spaced_number,
    says_empty,
    split_code,
)
from extractors.content import Characters, PageContent
from extractors.lattices import lattice_of_pieces
from extractors.lines import Line, read_lines
from extractors.text import drop_layout_spaces, normalise
from schemas.geometry import Box, union
from schemas.page import TextLine
from schemas.table import Table

#: A gap wider than this many character heights parts a line: `部门：…        单位：万元`.
_COLUMN_GAP = 2.2
#: Letter-spaced titles (`收 支 总 表`) have gaps too, but then every gap is like the others.
_EVEN_GAPS = 1.6
#: The share of the page's height at the top and bottom where running headers and page numbers stand.
_MARGIN = 0.09
#: A title is at most this many lines above its table's caption zone.
_MOST_TITLE_LINES = 3
#: `第二部分 …` and `一、…` head a part of the document, not a table.
_PART = re.compile(r"第[一二三四五六七八九十]+(?:部分|章|节)|[一二三四五六七八九十]+、")
#: A line that ends so is whole; a title beneath it is another one: `2024年部门预算公开表` over `部门收支总表`.
_WHOLE_TITLES = ("表", "表格", "公开")
#: A line that ends within this many characters of the right edge was broken by the printer, not by the author.
_FULL_LINE = 2.5
#: A unit broken off before its 元.
_MANY = "百千万亿"
_HALF_UNIT = re.compile(rf"单位[:;](?:人民币)?[{_MANY}]*$")
#: A year whose figures stand apart, all or some, as narrow ones of a wide font do; the last four before 年 are its.
_SPACED_YEAR = re.compile(r"(?<!\d)2 ?0 ?\d ?\d(?= ?年)")
#: `万元`, `百万元`, with a bracket.
_LONGEST_UNIT = 6
#: A character of a scan that was read with less may be another.
_READ_SURELY = 0.97
#: Lines of one note are nearer to each other than this many character heights.
_NOTE_PITCH = 2.6
#: A line of fewer characters is not full, however narrow a note is set.
_SHORTEST_FULL_LINE = 15
_SENTENCE_ENDS = ("。", "；", "！", "）", ".", ";", "!", ")")


def read_page_lines(page: PageContent, tables: list[Table], gutter: float | None = None) -> list[TextLine]:
    """Return the lines outside the tables from top to bottom, with their roles on this page.

    Of a sheet with two pages, which meet at ``gutter``, all of the left one come first.
    """
    lines = sorted(_outside(page, tables), key=lambda line: (line.box.top, line.box.x0))
    if gutter is None:
        return _with_roles(lines, tables, page)
    return [
        line
        for right in (False, True)
        for line in _with_roles(
            [line for line in lines if (line.box.x0 > gutter) == right],
            [table for table in tables if (table.parts[0].box.x0 > gutter) == right],
            page,
        )
    ]


def _with_roles(lines: list[TextLine], tables: list[Table], page: PageContent) -> list[TextLine]:
    _mark_margins(lines, page)
    _join_wrapped_units(lines)
    _mark_notes(lines, tables)
    _mark_carried_note(lines, tables, page)
    for line in lines:
        if line.kind == "text" and is_caption(line.text):
            line.kind = "caption"
    _mark_titles(lines)
    return lines


def _outside(page: PageContent, tables: list[Table]) -> list[TextLine]:
    characters = page.characters
    if len(characters) == 0:
        return []
    outside = ~characters_in_any(characters, [table.parts[0].box for table in tables])
    indices = np.flatnonzero(outside)
    found = []
    for line in read_lines(characters, indices, np.zeros(len(indices), dtype=np.intp)):
        found.extend(_pieces(line, characters, page.number))
    return found


def _pieces(line: Line, characters: Characters, page: int) -> list[TextLine]:
    """Cut a line at wide gaps, unless all its gaps are wide (letter spacing)."""
    boxes = characters.boxes[line.members]
    size = line.bottom - line.top
    gaps = boxes[1:, 0] - np.maximum.accumulate(boxes[:, 2])[:-1]
    wide = np.flatnonzero(gaps > _COLUMN_GAP * size) + 1
    if len(wide) and len(gaps) > 2 and gaps.min() > 0.5 * size and gaps.max() < _EVEN_GAPS * gaps.min():
        wide = wide[:0]
    if len(wide) == 0:
        box = Box(line.x0, line.top, line.x1, line.bottom)
        return [_text_line(page, box, line, size, characters)]
    pieces = []
    for members in np.split(line.members, wide.tolist()):
        for piece in read_lines(characters, members, np.zeros(len(members), dtype=np.intp)):
            box = Box(piece.x0, piece.top, piece.x1, piece.bottom)
            pieces.append(_text_line(page, box, piece, piece.bottom - piece.top, characters))
    return pieces


def _text_line(page: int, box: Box, line: Line, size: float, characters: Characters) -> TextLine:
    pieces = [(characters.text[member], characters.lattices.get(member)) for member in line.members.tolist()]
    lattice = lattice_of_pieces(pieces) if characters.lattices else None
    return TextLine(page, box, _plain(line.text), size, confidence=line.confidence, lattice=lattice)


def _plain(printed: str) -> str:
    """Drop layout spaces, except the one that parts a code from the title behind it; put years together."""
    printed = _SPACED_YEAR.sub(lambda year: year[0].replace(" ", ""), printed)
    first, _, rest = join_spaced_number(printed.strip()).partition(" ")
    text = drop_layout_spaces(rest)
    return f"{first} {text}" if is_code(first) and is_title(text) else drop_layout_spaces(printed)


def _join_wrapped_units(lines: list[TextLine]) -> None:
    """Put together a unit that was wrapped for want of width: `单位：万` over `元` must not become 元."""
    for upper in lines:
        if not _HALF_UNIT.search(normalise(upper.text)):
            continue
        for lower in lines:
            close = 0 < lower.box.top - upper.box.top < 2 * upper.size
            beside = lower.box.x0 < upper.box.x1 + upper.size and upper.box.x0 < lower.box.x1 + upper.size
            rest = "元" if upper.text[-1] in _MANY and _may_be_yuan(lower) else lower.text
            if close and beside and len(rest) <= _LONGEST_UNIT and find_unit(upper.text + rest):
                upper.text += rest
                upper.box = union([upper.box, lower.box])
                lines.remove(lower)
                break


def _may_be_yuan(line: TextLine) -> bool:
    """Tell whether a line is a single character of a scan that was not read surely: of 元 copiers lose strokes."""
    return len(line.text) == 1 and line.confidence < _READ_SURELY


def _mark_margins(lines: list[TextLine], page: PageContent) -> None:
    for line in lines:
        if is_page_number(line.text):
            if line.box.bottom > page.height * (1 - _MARGIN):
                line.kind = "footer"
            elif line.box.top < page.height * _MARGIN:
                line.kind = "header"


def _mark_notes(lines: list[TextLine], tables: list[Table]) -> None:
    """Mark the note that begins under a table: its first line says so, the others follow close and aligned."""
    for table in tables:
        box = table.parts[0].box
        floor = min((other.parts[0].box.top for other in tables if other.parts[0].box.top > box.bottom), default=1e9)
        below = [line for line in lines if box.bottom - 1 <= line.box.top < floor and line.kind == "text"]
        below = [line for line in below if not is_signature(line.text)]
        if below and (is_note(below[0].text) or says_empty(below[0].text)):
            _mark_note(below, box.x1)


def _mark_carried_note(lines: list[TextLine], tables: list[Table], page: PageContent) -> None:
    """Mark a note at the head of a page: its table ended the page before."""
    ceiling = min((table.parts[0].box.top for table in tables), default=page.height)
    body = [line for line in lines if line.kind == "text" and line.box.top < ceiling]
    if not body or not is_note(body[0].text):
        return
    _mark_note(body, max(line.box.x1 for line in body))


def _mark_note(lines: list[TextLine], right: float) -> None:
    """Mark the first line as a note, and those that go on with it; full lines end at ``right``."""
    note: list[TextLine] = []
    for line in lines:
        if note and not _goes_on(note, line, right):
            break
        line.kind = "note"
        note.append(line)


def _goes_on(note: list[TextLine], line: TextLine, right: float) -> bool:
    """Tell whether a line belongs to the note above it; the number of the next table does not."""
    previous = note[-1]
    if is_code(line.text):
        return False
    if line.box.top - previous.box.bottom > _NOTE_PITCH * previous.size:
        return False
    if abs(line.size - previous.size) > 0.25 * previous.size:
        return False
    if previous.box.x1 > right - _FULL_LINE * previous.size or _is_narrow(previous, line):
        return True
    return is_note(line.text) or follows_in_note([each.text for each in note], line.text)


def _is_narrow(previous: TextLine, line: TextLine) -> bool:
    """Tell whether a line is the rest of a sentence that was broken before its table's right edge.

    The next chapter may follow a note without a full stop: it begins with a number, and its lines are of another width.
    """
    plain = normalise(line.text)
    if previous.text.rstrip().endswith(_SENTENCE_ENDS) or len(previous.text) < _SHORTEST_FULL_LINE:
        return False
    if begins_paragraph(line.text) or _PART.match(plain) or is_caption(line.text) or is_title(line.text):
        return False
    close = line.box.top - previous.box.bottom < previous.size
    beneath = previous.box.x0 - 3 * previous.size < line.box.x0 < previous.box.x0 + previous.size
    return close and beneath and line.box.x1 < previous.box.x1 + previous.size


def _mark_titles(lines: list[TextLine]) -> None:
    """Mark titles, with the lines above that they were wrapped from.

    The last line of a wrapped title may be as little as `表）`, so two lines are tried together before one alone.
    """
    free = [line for line in lines if line.kind == "text"]
    for index, line in enumerate(free):
        above = free[index - 1] if index else None
        wrapped = above is not None and _same_title(above, line) and is_title(split_code(above.text + line.text)[1])
        if not wrapped and not is_title(split_code(line.text)[1]):
            continue
        line.kind = "title"
        below = line
        for higher in reversed(free[max(0, index - _MOST_TITLE_LINES) : index]):
            if not _same_title(higher, below):
                break
            higher.kind = "title"
            below = higher


def _same_title(above: TextLine, below: TextLine) -> bool:
    """Tell whether a line is the upper part of a title that the line below goes on with."""
    apart = below.box.top - above.box.bottom > -0.5 * below.size
    middle = abs((above.box.x0 + above.box.x1) - (below.box.x0 + below.box.x1)) / 2
    plain = normalise(above.text)
    heading = plain[-1:] in ("。", ":", ";") or _PART.match(plain) is not None
    if plain.endswith(_WHOLE_TITLES) and not normalise(below.text).startswith("(") and is_title(below.text):
        return False
    return apart and are_set_as_one(above, below) and middle < 1.5 * below.size and len(plain) >= 6 and not heading
