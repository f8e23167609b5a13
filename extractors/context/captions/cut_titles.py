"""Titles of scans without their ends: 三公经费支出 for 三公经费支出表.

Without it a line above a table is no title, and its table may be no form. Something printed over the last character may
have taken it away: what is left of it says so, or the document's own table of contents, which names the title whole. Or
the title is broader than its table, and a spreadsheet cut it on both sides: 局2026年部门“三公”经费支出情.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractors.captions import are_set_as_one, head_of_title
from extractors.lattices import less_likely
from extractors.text import normalise
from schemas.findings import Warning
from schemas.page import PageReading, TextLine

#: What may stand around a title that is known: a year, brackets.
_AROUND = re.compile(r"^(?:19|20)\d\d年度?|\([^()]*\)$")
#: What the left side of a table leaves of a year.
_CUT_YEAR = re.compile(r"^\d{0,3}年度?")
#: Titles are known without the quotes that some print: “三公”.
_QUOTES = str.maketrans("", "", "\"'")
#: The last character of a title, and by how much less likely, in natural logarithms, it may be than that there is none:
#: where nothing is printed it is by more than ten, where only a bit of it is left by four.
_LAST, LEFT_OF_LAST = "表", 7.0
#: How titles end, the shortest ends first.
_ENDS = ("表", "况表", "总表", "情况表", "预算表", "统计表", "明细表", "况统计表", "情况统计表")
#: A shorter name is the beginning of many titles.
_SHORTEST = 6
#: What the table of contents has behind a title.
_LEADER = re.compile(r"[.…·]*\d{1,3}|[.…·]+")
#: What is believed of a title that was not read whole.
BELIEVED = 0.7


def bare_title(text: str) -> str:
    """Return a printed title as forms know it: normalised, without year, quotes and a remark in brackets."""
    return _AROUND.sub("", normalise(text)).translate(_QUOTES)


def restore_ends(
    readings: Sequence[PageReading], lines: Sequence[TextLine], has_title: Callable[[str], bool]
) -> list[Warning]:
    """Give titles among the ``lines`` their ends back, in place, and return a warning for each.

    ``has_title`` tells whether a text is the title of a form. Text layers are taken by their word.
    """
    scanned = {reading.facts.number: reading for reading in readings if reading.facts.source == "ocr"}
    warnings = []
    for line in lines:
        if line.page not in scanned:
            continue
        end = _end_of(line, scanned[line.page], lines, has_title)
        if end is not None:
            before, line.text, line.kind = line.text, line.text + end, "title"
            line.confidence, line.lattice = min(line.confidence, BELIEVED), None
            warnings.append(Warning("misread_caption", f"`{before}` is taken for `{line.text}`", line.page))
    return warnings


def _end_of(
    line: TextLine, page: PageReading, lines: Sequence[TextLine], has_title: Callable[[str], bool]
) -> str | None:
    """Return what a line lacks at its end to be the title that it is; None if it is none, or whole."""
    bare = bare_title(line.text)
    if bare.endswith(_LAST) or _goes_on(line, page.lines):
        return None
    if has_title(bare + _LAST):
        on_top = _is_largest(line, page.lines) and _is_in_contents(bare + _LAST, lines)
        return _LAST if on_top or _is_left(line) else None
    core = _CUT_YEAR.sub("", bare.removeprefix(head_of_title(bare)))
    if len(core) < _SHORTEST or core == bare or not _is_cut_on_both_sides(line, page):
        return None
    return next((end for end in _ENDS if has_title(core + end)), None)


def _goes_on(line: TextLine, beside: Sequence[TextLine]) -> bool:
    """Tell whether a title is set in two lines: a line of its size stands right below it."""
    return any(other.box.top >= line.box.bottom and are_set_as_one(line, other) for other in beside)


def _is_cut_on_both_sides(line: TextLine, page: PageReading) -> bool:
    """Tell whether a line is just as broad as the table under it: what it has more was cut."""
    boxes = (table.parts[0].box for table in page.tables)
    return any(
        max(abs(line.box.x0 - box.x0), abs(line.box.x1 - box.x1)) <= line.size and line.box.top < box.top
        for box in boxes
    )


def _is_left(line: TextLine) -> bool:
    """Tell whether the picture has something of the last character."""
    if line.lattice is None:
        return False
    text = normalise(line.text)
    return less_likely(line.lattice, text + _LAST, than=text) <= LEFT_OF_LAST


def _is_largest(line: TextLine, beside: Sequence[TextLine]) -> bool:
    """Tell whether no other line of the page is in print as large as this, which a title is in."""
    return all(other.size < line.size for other in beside if other is not line)


def _is_in_contents(title: str, lines: Sequence[TextLine]) -> bool:
    """Tell whether the table of contents names a title that no page has whole."""
    said = [normalise(line.text).translate(_QUOTES).rpartition(title) for line in lines]
    behind = [after for _, found, after in said if found]
    return "" not in behind and any(_LEADER.fullmatch(after) for after in behind)
