"""Titles of scans whose last character something printed over it took away: 三公经费支出 for 三公经费支出表.

Without it a line above a table is no title, and its table may be no form. What is left of the character says so, or
the document's own table of contents, which names the title whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractors.lattices import less_likely
from extractors.text import normalise
from schemas.findings import Warning
from schemas.page import PageReading, TextLine

#: What may stand around a title that is known: a year, brackets.
_AROUND = re.compile(r"^(?:19|20)\d\d年度?|\([^()]*\)$")
#: Titles are known without the quotes that some print: “三公”.
_QUOTES = str.maketrans("", "", "\"'")
#: The last character of a title, and by how much less likely, in natural logarithms, it may be than that there is none:
#: where nothing is printed it is by more than ten, where only a bit of it is left by four.
_LAST, LEFT_OF_LAST = "表", 7.0
#: What the table of contents has behind a title.
_LEADER = re.compile(r"[.…·]*\d{1,3}|[.…·]+")
#: What is believed of a title that was not read whole.
BELIEVED = 0.7


def bare_title(text: str) -> str:
    """Return a printed title as forms know it: normalised, without year, quotes and a remark in brackets."""
    return _AROUND.sub("", normalise(text)).translate(_QUOTES)


def restore_last(
    readings: Sequence[PageReading], lines: Sequence[TextLine], has_title: Callable[[str], bool]
) -> list[Warning]:
    """Give titles among the ``lines`` their last character back, in place, and return a warning for each.

    ``has_title`` tells whether a text is the title of a form. Text layers are taken by their word.
    """
    scanned = {reading.facts.number: reading.lines for reading in readings if reading.facts.source == "ocr"}
    warnings = []
    for line in lines:
        bare = bare_title(line.text)
        if line.page not in scanned or bare.endswith(_LAST) or not has_title(bare + _LAST):
            continue
        if _is_left(line) or (_is_largest(line, scanned[line.page]) and _is_in_contents(bare + _LAST, lines)):
            before, line.text, line.kind = line.text, line.text + _LAST, "title"
            line.confidence, line.lattice = min(line.confidence, BELIEVED), None
            warnings.append(Warning("misread_caption", f"`{before}` is taken for `{line.text}`", line.page))
    return warnings


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
