"""Titles of scans in which one character was surely read as another: 玉有资本经营预算支出表.

A speck or a stroke more makes another character of one, and a recogniser is sure of that. Where a line ends like a
title that forms have but for one character, and that makes no words, it is that title: without it the table would be
none of a form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractors.context.captions.cut_titles import bare_title
from extractors.decoding.language import is_ideograph, likelier
from extractors.slips import differing
from extractors.text import normalise
from schemas.findings import Warning
from schemas.page import PageReading

#: Shorter titles are too like others; by how much likelier words one makes than what was read, in natural logarithms:
#: 收支 and 收入, both words, differ by one, what is none by fifteen.
SHORTEST, LIKELIER = 6, 10.0
#: What is believed of such a title.
BELIEVED = 0.7


def restore_slips(
    readings: Sequence[PageReading], titles: Callable[[], Iterable[str]], has_title: Callable[[str], bool]
) -> list[Warning]:
    """Put known titles for lines of scans that differ from one by a character, in place; return a warning for each.

    ``titles`` gives titles that forms may have, and is asked only if there is a line that ``has_title`` does not know.
    """
    odd = [
        line
        for reading in readings
        if reading.facts.source == "ocr"
        for line in reading.lines
        if line.kind == "title" and not has_title(bare_title(line.text))
    ]
    known = [title for title in titles() if len(title) >= SHORTEST] if odd else []
    warnings = []
    for line in odd:
        slip = _slip(normalise(line.text), known)
        if slip is None or line.text.count(slip[0]) != 1:
            continue
        before, line.text = line.text, line.text.replace(*slip)
        line.confidence, line.lattice = min(line.confidence, BELIEVED), None
        warnings.append(Warning("misread_caption", f"`{before}` is taken for `{line.text}`", line.page))
    return warnings


def _slip(text: str, known: Iterable[str]) -> tuple[str, str] | None:
    """Return the one character that was read for another, and that, in the longest title that says which; None if none.

    Titles as long as each other have to say the same, and none of that length be what was read.
    """
    found: dict[int, set[tuple[str, str]]] = {}
    longest_read = 0
    for title in known:
        end = text[-len(title) :]
        if end == title:
            longest_read = max(longest_read, len(title))
        if differing(end, title) == 1 and likelier(title, than=end) >= LIKELIER:
            slip = next((one, other) for one, other in zip(end, title, strict=True) if one != other)
            if all(map(is_ideograph, slip)):
                found.setdefault(len(title), set()).add(slip)
    longest = found[max(found)] if max(found, default=0) > longest_read else set()
    return next(iter(longest)) if len(longest) == 1 else None
