"""Lines around tables -> each table's caption: title, code, entity, unit, period and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from extractors.captions import (
    are_set_as_one,
    begins_paragraph,
    follows_in_note,
    is_code,
    is_entity_label,
    is_note,
    is_signature,
    is_title,
    number_of_paragraph,
    split_code,
)
from extractors.tables.banner import read_caption
from extractors.text import join_printed_lines, normalise
from schemas.page import PageReading, TextLine
from schemas.table import Caption, Table

#: Captions stand at most this far above their table, in line heights of the nearest line, unless a title is there.
_MOST_CAPTION_LINES = 14
#: Text of a scan believed less than this is no sign that captions end here: it may be one.
_READABLE, _DOUBTED = 0.5, 0.9
_FULL_LINE = 2.5
#: What stands as high as another to within this share of a line's height is printed on one level.
_LEVEL = 0.2
_SENTENCE_ENDS = ("。", ".", ";", "!", ")")


def caption_tables(readings: Sequence[PageReading]) -> list[list[Table]]:
    """Return each page's tables with their captions filled in, in page order.

    What stands stranded at the foot of a page, below its last table, goes to the first table of the next page if that
    one has no title of its own.
    """
    pages: list[list[Table]] = []
    stranded: list[TextLine] = []
    foot: list[TextLine] = []
    for reading in readings:
        lines = [line for line in reading.lines if line.kind not in ("header", "footer")]
        captioned = []
        ceiling = 0.0
        for table in reading.tables:
            box = table.parts[0].box
            above = [line for line in lines if ceiling - 1 <= line.box.top and line.box.bottom <= box.top + line.size]
            caption = _read_above(_nearest(above), table.caption)
            running = [line for line in above if not _beside_caption(line, above)]
            if table is reading.tables[0] and _is_of(stranded, caption) and not _has_text(running):
                caption = _read_above(_nearest(stranded), caption)
            captioned.append(replace(table, caption=caption))
            ceiling = box.bottom
        if pages and pages[-1]:
            torn = _is_torn(foot, pages[-1][-1])
            _mark_rest_of_note(foot, torn, reading, lines)
            fresh = [line for line in lines if not _is_of_wide_sheet(line, foot)]
            _add_carried_notes(pages[-1][-1], torn, reading, fresh)
        _add_notes(captioned, lines)
        stranded = _stranded(lines, ceiling)
        foot = _note_at_foot(lines)
        pages.append(captioned)
    return pages


def _is_of(stranded: Sequence[TextLine], caption: Caption) -> bool:
    """Tell whether what stands at the foot of the page before is the caption's: its title, or its code alone."""
    if not stranded or caption.title is None:
        return bool(stranded)
    return caption.code is None and all(is_code(line.text) for line in stranded)


def _nearest(above: list[TextLine]) -> list[TextLine]:
    """Return the lines of the caption zone: upwards from the table until running text, a note or another title."""
    zone: list[TextLine] = []
    titled = False
    for line in reversed(above[-_MOST_CAPTION_LINES:]):
        if line.kind == "title":
            if titled and not _continues_title(line, zone):
                break
            titled = True
        elif line.kind != "caption" and not (
            titled is False and line.kind == "text" and (_is_unread(line) or _beside_caption(line, above))
        ):
            break
        zone.append(line)
    return zone[::-1]


def _is_unread(line: TextLine) -> bool:
    """Tell whether a line of a scan is not believed; a lone figure that is doubted is a speck, or a part of a line."""
    return line.confidence < (_READABLE if _has_letter(line) else _DOUBTED)


def _has_letter(line: TextLine) -> bool:
    return any(mark.isalpha() for mark in line.text)


def _continues_title(line: TextLine, zone: list[TextLine]) -> bool:
    """Tell whether a title line stands directly above the title line that was taken before it."""
    below = [other for other in zone if other.kind == "title"][-1]
    whole = is_title(split_code(below.text)[1])
    if normalise(line.text).endswith("表") and whole and not normalise(below.text).startswith("("):
        return False
    return are_set_as_one(line, below)


def _beside_caption(line: TextLine, above: list[TextLine]) -> bool:
    """Tell whether a line shares its height with a caption: the second line of a wrapped entity, an odd remark."""
    return any(
        other is not line
        and other.kind == "caption"
        and other.box.top - 0.6 * other.size < line.box.bottom
        and line.box.top < other.box.bottom + 1.2 * other.size
        for other in above
    )


def _read_above(zone: Sequence[TextLine], start: Caption) -> Caption:
    caption = replace(start, notes=list(start.notes))
    title_lines = [line for line in zone if line.kind == "title"]
    remarks = [line for line in zone if line.kind == "text" and is_note(line.text)]
    for text in _join_wrapped([line for line in zone if line.kind != "title" and line not in remarks]):
        read_caption(text, caption)
    for line in remarks:
        line.kind = "note"
        caption.notes.append(line.text)
    if title_lines and caption.title is None:
        code, first = split_code(title_lines[0].text)
        caption.code = caption.code or code
        read_caption(join_printed_lines([first, *(line.text for line in title_lines[1:])]), caption)
    return caption


def _join_wrapped(lines: Sequence[TextLine]) -> Iterable[str]:
    """Yield caption texts; a line without a label beside or under an entity's label is its name, or the rest of it."""
    texts = [(line, line.text) for line in lines if line.kind != "text"]
    for line in lines:
        # A figure or an unreadable mark is what is left of a ruling.
        if line.kind != "text" or line.confidence < _READABLE or not _has_letter(line):
            continue
        for index, (owner, text) in enumerate(texts):
            if _stands_beside(owner, text, line, texts) or _stands_under(owner, line):
                texts[index] = (owner, text + line.text)
                break
    return [text for _, text in texts]


def _stands_beside(owner: TextLine, text: str, line: TextLine, texts: Sequence[tuple[TextLine, str]]) -> bool:
    """Tell whether a line stands level with a label that has no name yet, and nothing between them."""
    if not is_entity_label(text) or not _is_level(owner, line) or line.box.x0 < owner.box.x1:
        return False
    between = (other for other, _ in texts if _is_level(owner, other) and owner.box.x1 <= other.box.x0 < line.box.x0)
    return not any(between) and not is_signature(line.text)


def _is_level(owner: TextLine, line: TextLine) -> bool:
    return abs(owner.box.top - line.box.top) < 0.5 * owner.size


def _stands_under(owner: TextLine, line: TextLine) -> bool:
    left = abs(owner.box.x0 - line.box.x0) < 2 * owner.size
    return left and 0 <= line.box.top - owner.box.top < 2.2 * owner.size and owner.kind == "caption"


def _has_text(lines: Sequence[TextLine]) -> bool:
    return any(line.kind in ("text", "note") for line in lines)


def _stranded(lines: list[TextLine], floor: float) -> list[TextLine]:
    """Return the title and captions at the foot of a page, after all running text and tables.

    Marks without a letter or figure, such as the brackets of a title that a browser tears in two, are no text.
    """
    tail: list[TextLine] = []
    for line in reversed([line for line in lines if any(mark.isalnum() for mark in line.text)]):
        if line.box.top < floor - 1 or line.kind not in ("title", "caption"):
            break
        tail.append(line)
    return tail[::-1]


def _add_notes(tables: list[Table], lines: list[TextLine]) -> None:
    for index, table in enumerate(tables):
        floor = table.parts[0].box.bottom - 1
        ceiling = tables[index + 1].parts[0].box.top if index + 1 < len(tables) else float("inf")
        notes = [line for line in lines if line.kind == "note" and floor <= line.box.top < ceiling]
        table.caption.notes.extend(_join_notes(notes, table.parts[0].box.x1))


def _note_at_foot(lines: list[TextLine]) -> list[TextLine]:
    """Return the lines of the note that ends a page."""
    note = takewhile(lambda line: line.kind == "note", reversed(lines))
    return list(note)[::-1]


def _is_torn(foot: list[TextLine], table: Table) -> bool:
    """Tell whether the note under the table that ends a page breaks off: its last line is full, no sentence's end."""
    box = table.parts[-1].box
    if not foot or foot[-1].box.top < box.bottom - 1 or normalise(foot[-1].text).endswith(_SENTENCE_ENDS):
        return False
    return foot[-1].box.x1 > box.x1 - _FULL_LINE * foot[-1].size


def _mark_rest_of_note(foot: list[TextLine], torn: bool, reading: PageReading, lines: list[TextLine]) -> None:
    """Mark what goes on at the head of a page with the note before the break: the rest of a line, further numbers."""
    ceiling = min((table.parts[0].box.top for table in reading.tables), default=float("inf"))
    note = list(foot)
    if torn and lines and lines[0].kind == "text" and lines[0].box.top < ceiling:
        rest = normalise(lines[0].text)
        if rest.endswith(_SENTENCE_ENDS) and not begins_paragraph(rest):
            lines[0].kind = "note"
    for line in lines if foot else ():
        number = number_of_paragraph(line.text)
        numbers = [number_of_paragraph(above.text) for above in note]
        numbered = max((each for each in numbers if each is not None), default=0)
        if line.kind != "text" or line.box.top >= ceiling or number is None or number != numbered + 1 or numbered < 1:
            return
        if not follows_in_note([above.text for above in note], line.text):
            return
        line.kind = "note"
        note.append(line)


def _is_of_wide_sheet(line: TextLine, foot: list[TextLine]) -> bool:
    """Tell whether a line is what a sheet's next page shows again of a note that runs over its right edge."""
    return any(
        abs(line.box.top - other.box.top) < _LEVEL * line.size and normalise(other.text).endswith(normalise(line.text))
        for other in foot
    )


def _add_carried_notes(last: Table, torn: bool, reading: PageReading, lines: list[TextLine]) -> None:
    """Give the notes at the head of a page to the table that ended the page before; the first may end a torn one."""
    ceiling = min((table.parts[0].box.top for table in reading.tables), default=float("inf"))
    head: list[TextLine] = []
    for line in lines:
        if line.kind != "note" or line.box.top >= ceiling:
            break
        head.append(line)
    notes = _join_notes(head, max(line.box.x1 for line in head)) if head else []
    if notes and torn:
        last.caption.notes[-1] = join_printed_lines([last.caption.notes[-1], notes.pop(0)])
    last.caption.notes.extend(notes)


def _join_notes(lines: list[TextLine], right: float) -> list[str]:
    """Return one text a note or numbered paragraph, wrapped lines joined."""
    notes: list[list[str]] = []
    previous: TextLine | None = None
    for line in lines:
        wrapped = previous is not None and previous.box.x1 > right - _FULL_LINE * previous.size
        fresh = (is_note(line.text) and not wrapped) or begins_paragraph(line.text)
        if notes and not fresh:
            notes[-1].append(line.text)
        else:
            notes.append([line.text])
        previous = line
    return [join_printed_lines(note) for note in notes]
