"""Titles of scans without their ends: 三公经费支出 for 三公经费支出表.

Without it a line above a table is no title, and its table may be no form. Something printed over the last character may
have taken it away: what is left of it says so, or the document's own table of contents, which names the title whole. Or
the title is broader than its table, and a spreadsheet cut it on both sides: 局2026年部门“三公”经费支出情.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from extractors.captions import are_set_as_one, head_of_title
from extractors.context.fits import DOUBTED
from extractors.lattices import less_likely
from extractors.text import normalise
from schemas.findings import Warning
from schemas.page import PageReading, TextLine

#: What may stand around a title that is known: a year, brackets.
_AROUND = re.compile(r"^(?:19|20)\d\d年度?|\([^()]*\)$")
#: What the left side of a table leaves of a year.
_CUT_YEAR = re.compile(r"^\d{0,3}年度?")
_PART_OF_YEAR, _YEAR = re.compile(r"\d{2,3}(?=年)"), re.compile(r"20\d\d(?=年)")
#: Titles are known without the quotes that some print: “三公”.
_QUOTES = str.maketrans("", "", "\"'")
#: The last character of a title, and by how much less likely, in natural logarithms, it may be than that there is none:
#: where nothing is printed it is by more than ten, where only a bit of it is left by four.
_LAST, LEFT_OF_LAST = "表", 7.0
#: How titles end, the shortest ends first.
_ENDS = ("表", "况表", "总表", "情况表", "预算表", "统计表", "明细表", "况统计表", "情况统计表")
#: A shorter name is the beginning of many titles.
_SHORTEST = 6
#: Of a title so many characters are cut off at most, and so many at least are left, behind what is left of a year.
MOST_CUT, TELLING = 3, 10
#: What the table of contents has behind a title.
_LEADER = re.compile(r"[.…·]*\d{1,3}|[.…·]+")
#: What is believed of a title that was not read whole.
BELIEVED = 0.7


def bare_title(text: str) -> str:
    """Return a printed title as forms know it: normalised, without year, quotes and a remark in brackets."""
    return _AROUND.sub("", normalise(text)).translate(_QUOTES)


def restore_ends(
    readings: Sequence[PageReading],
    lines: Sequence[TextLine],
    has_title: Callable[[str], bool],
    titles: Callable[[], Iterable[str]] = tuple,
) -> list[Warning]:
    """Give titles among the ``lines`` their ends back, in place, and return a warning for each.

    ``has_title`` tells whether a text is the title of a form, ``titles`` gives those that can be spelt out. Text layers
    are taken by their word.
    """
    scanned = {reading.facts.number: reading for reading in readings if reading.facts.source == "ocr"}
    warnings = []
    for line in lines:
        page, before = scanned.get(line.page), line.text
        if page is None or bare_title(before).endswith(_LAST) or _goes_on(line, page.lines):
            continue
        after = _with_last(line, page, lines, has_title)
        if after is None and _is_cut_on_both_sides(line, page):
            after = _uncut(line, lines, has_title, titles)
        if after is not None:
            line.text, line.kind = after, "title"
            line.confidence, line.lattice = min(line.confidence, BELIEVED), None
            warnings.append(Warning("misread_caption", f"`{before}` is taken for `{after}`", line.page))
    return warnings


def _with_last(
    line: TextLine, page: PageReading, lines: Sequence[TextLine], has_title: Callable[[str], bool]
) -> str | None:
    """Return the title that a line is but for its last character; None if it is none."""
    title = bare_title(line.text) + _LAST
    if not has_title(title):
        return None
    on_top = _is_largest(line, page.lines) and _is_in_contents(title, lines)
    return line.text + _LAST if on_top or _is_left(line) else None


def _uncut(
    line: TextLine,
    lines: Sequence[TextLine],
    has_title: Callable[[str], bool],
    titles: Callable[[], Iterable[str]],
) -> str | None:
    """Return the title of which a line is what a spreadsheet showed; None if it is none's."""
    bare = bare_title(line.text)
    core = _CUT_YEAR.sub("", bare.removeprefix(head_of_title(bare)))
    end = next((end for end in _ENDS if has_title(core + end)), None) if core != bare else None
    if end is not None and len(core) >= _SHORTEST:
        return _with_year(line.text + end, lines)
    return _title_at_end(bare, titles()) if line.confidence < DOUBTED else None


def _with_year(title: str, lines: Sequence[TextLine]) -> str:
    """Return a title with its year whole, of which the last two digits tell if other titles have one that ends so."""
    cut = _PART_OF_YEAR.match(title)
    years = {found[0] for line in lines if line.kind == "title" and (found := _YEAR.match(line.text))}
    whole = [year for year in years if cut is not None and year[-2:] == cut[0][-2:]]
    return whole[0] + title[cut.end() :] if cut is not None and len(whole) == 1 else title


def _title_at_end(bare: str, titles: Iterable[str]) -> str | None:
    """Return the title of which a text ends with the most, whatever the cut left of the words before it."""
    found = [
        (cut - len(title), len(title), title)
        for title in titles
        for cut in range(1, MOST_CUT + 1)
        if len(title) - cut >= TELLING and bare.endswith(title[:-cut])
    ]
    return min(found)[-1] if found else None


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
