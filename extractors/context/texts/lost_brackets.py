"""Brackets that a copy thinned out: `资金第一批` is 资金（第一批） where the document has it so elsewhere.

Brackets are the thinnest marks of a line, and a recogniser takes what is left of one for a point, an exclamation mark
or nothing. Words that stand in brackets elsewhere in the document do so here, if the picture shows something beside
them; and a bracket that is opened before the last words of a text is closed behind them. One that went to a line of its
own is taken for a bit of the ruling beside it: words that are closed elsewhere are where they end a text, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.context.put import put_lines
from extractors.decoding.language import has_ideograph
from extractors.lattices import log_likelihoods
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Lattice, Table

#: Words read in brackets with so much are so printed, and those read so often with less.
SURE, OFTEN = 0.97, 2
#: By how much, in natural logarithms, a picture may be less likely with a bracket than without it: beside words that
#: stand in brackets elsewhere, and behind others. A mark of which nothing is left costs more than ten.
KNOWN, CLOSED = 6.5, 5.0
#: What is believed of a text with its brackets.
BELIEVED = 0.85
#: Shorter names are too like others.
SHORTEST = 8
#: Longer texts are prose, where words in brackets stand without them as well.
LONGEST = 60
_OPENING, _CLOSING = ("（", "("), ("）", ")")
_BRACKETED = re.compile(r"[（(]([\u4e00-\u9fff]{2,12})[)）]")
#: What a bracket is read for, if for anything.
_SLIP = r"[^\u4e00-\u9fff\w（()）\n]?"
#: Numbers of rows are in brackets in one table and not in another.
_NUMBERED = re.compile(r"[（(][一二三四五六七八九十百]+[)）]")
_NO_LETTERS = re.compile(r"[^\u4e00-\u9fff\w]")
_OPENED = re.compile(rf"[（(](?:[\u4e00-\u9fff\w]\n?){{0,7}}[\u4e00-\u9fff\w]({_SLIP})\Z")


@dataclass(frozen=True, slots=True)
class _Bracketed:
    """Lines with words of theirs in brackets, the same with either bracket as it was read, and what a bracket may cost.

    A bracket that was lost stands beside its words, whichever line ends there.
    """

    text: str
    halves: tuple[str, ...]
    allowed: float


def restore_brackets(tables: Sequence[Table]) -> list[Repair]:
    """Put brackets back into doubtful texts of OCR cells, in place, and return a repair for each text."""
    words = _bracketed(tables)
    known = [_in_any_lines(each) for each in words]
    repairs = []
    for table, cell in _doubtful(tables):
        lines = _likeliest(cell, cell.lattice, known) if cell.lattice is not None else None
        if lines is not None:
            repairs.append(put_lines(table, cell, lines, "the picture shows brackets", BELIEVED))
        elif _is_open(cell.text) and cell.text.endswith(tuple(mark + each for mark in _OPENING for each in words)):
            repairs.append(put_lines(table, cell, [*cell.lines, "）"], "same document: a bracket ends there", BELIEVED))
    names = _names(tables)
    for table, cell in _doubtful(tables):
        lines = _named(cell, names)
        if lines is not None:
            repairs.append(put_lines(table, cell, lines, "same document: the name has brackets", BELIEVED))
    return repairs


def _doubtful(tables: Sequence[Table]) -> Iterator[tuple[Table, Cell]]:
    for table in tables:
        for cell in table.cells:
            doubted = cell.source == "ocr" and (cell.confidence < SURE or _is_open(cell.text))
            if doubted and 0 < len(cell.text) <= LONGEST and "".join(cell.lines) == cell.text:
                yield table, cell


def _is_open(text: str) -> bool:
    """Tell whether a bracket is opened and not closed: a lone one on the last line of a cell is easily overlooked."""
    return sum(map(text.count, _OPENING)) > sum(map(text.count, _CLOSING))


def _bracketed(tables: Sequence[Table]) -> list[str]:
    """Return the words that the document has in brackets."""
    counts, sure = Counter[str](), set[str]()
    for cell in (cell for table in tables for cell in table.cells):
        found = _BRACKETED.findall(cell.text)
        counts.update(found)
        sure |= {words for words in found if cell.confidence >= SURE}
    known = sorted(sure | {words for words, count in counts.items() if count >= OFTEN})
    return [words for words in known if not _NUMBERED.fullmatch(f"({words})")]


def _names(tables: Sequence[Table]) -> dict[str, str]:
    """Return the names that the document has with words in brackets, by their letters."""
    texts = {cell.text for table in tables for cell in table.cells if len(cell.text) <= LONGEST}
    whole = {text for text in texts if _BRACKETED.search(text) and _BRACKETED.sub("", text).strip()}
    whole = {text for text in whole if not _NUMBERED.match(text)}
    return {letters: text for text in sorted(whole) if len(letters := _NO_LETTERS.sub("", text)) >= SHORTEST}


def _named(cell: Cell, names: Mapping[str, str]) -> list[str] | None:
    """Return the lines of a cell with the brackets of the name that has its letters, unless it has brackets itself."""
    name = names.get(_NO_LETTERS.sub("", cell.text))
    if name is None or cell.text in names.values():
        return None
    line_of = [number for number, line in enumerate(cell.lines) for _ in _NO_LETTERS.sub("", line)]
    lines, place = [""] * len(cell.lines), 0
    for mark in name:
        is_letter = _NO_LETTERS.fullmatch(mark) is None
        # Marks stand beside the words before them, but for those that open something.
        lines[line_of[place if is_letter or mark in _OPENING else max(0, place - 1)]] += mark
        place += is_letter
    return lines if all(lines) else None


def _in_any_lines(words: str) -> re.Pattern[str]:
    """Return the pattern of words, broken by the ends of lines or not.

    It has five groups: the mark before the words, if any, the end of a line there, the words, the end of a line behind
    them, and the mark behind.
    """
    broken = r"\n?".join(words)
    return re.compile(rf"([（(]|{_SLIP})(\n?)({broken})(\n?)([）)]|{_SLIP})")


def _likeliest(cell: Cell, lattice: Lattice, known: Sequence[re.Pattern[str]]) -> list[str] | None:
    """Return the lines of a cell with the brackets that it lost; None if none is, or its picture shows none."""
    printed = "\n".join(cell.lines)
    wanted = [found for found in _with_brackets(printed, known) if found.text != printed]
    if not wanted:
        return None
    every = {printed, *(text for found in wanted for text in (found.text, *found.halves))}
    fits = dict(zip(every, log_likelihoods(lattice, [*map(normalise, every)]).tolist(), strict=True))
    shown = [
        (fits[found.text], found.text)
        for found in wanted
        if all(fits[found.text] >= fits[half] - found.allowed for half in found.halves)
    ]
    lines = max(shown)[1].split("\n") if shown else []
    return lines if len(lines) == len(cell.lines) and all(lines) else None


def _with_brackets(printed: str, known: Sequence[re.Pattern[str]]) -> Iterator[_Bracketed]:
    for pattern in known:
        if found := pattern.search(printed):
            before, begin, words, end, behind = found.groups()
            left = before + begin if before in _OPENING else begin + "（"
            right = end + behind if behind in _CLOSING else "）" + end
            parts = [(left, right), (left, end + behind), (before + begin, right)]
            text, *halves = [
                printed[: found.start()] + one + words + other + printed[found.end() :] for one, other in parts
            ]
            yield _Bracketed(text, tuple(halves), KNOWN)
    # A nought in two strokes is read as (5 as well.
    if (opened := _OPENED.search(printed)) and has_ideograph(printed):
        yield _Bracketed(f"{printed[: opened.start(1)]}）", (printed,), CLOSED)
