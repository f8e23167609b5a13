"""How well the ordinals that a row's label may begin with fit what was seen of it: `.本年收入` may be 一、本年收入.

The strokes of 一, 二 and 三 are level, and in many fonts thin: copies in two tones lose them before all else, and thin
brackets too. What a recogniser doubts has a lattice, which is asked for each ordinal; of what it is sure of the text
tells, and what copies lose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from extractors.context.columns import read_columns
from extractors.context.numerals import (
    Head,
    OrdinalStyle,
    begins_word,
    is_numbered_in_digits,
    ordinal,
    read_head,
    strip_head,
)
from extractors.context.official_names import official_names
from extractors.decoding.language import is_ideograph
from extractors.lattices import TextList, best_path
from extractors.text import normalise
from schemas.table import Cell, Table

#: Labels read with more keep what ordinal they have; and with more than the second one that is less than it ought to
#: be: 二 and 三 that lost a stroke are a good 一 and 二.
TRUSTED, STROKES_TRUSTED = 0.97, 0.998
#: A table has ordinals in brackets when so many labels show something of some.
FEWEST = 2
#: The likeliest other reading of a label that shows something of an ordinal has to be this likely.
SHOWN = 0.05
#: Longer texts are prose.
LONGEST = 40
#: Numbers that may follow the highest that was read, or as many as ordinals were, and the highest at all.
MORE, HIGHEST = 2, 40
#: What it costs, in natural logarithms: an ordinal that is lost altogether, one that is 一 and thin brackets, one that
#: lost level strokes, a 十 that lost its upright stroke, and one that was read for another.
LOST, LOST_ONE, STROKES, UPRIGHT, WRONG = 5.5, 4.0, 3.0, 5.0, 12.0
#: What it costs a numeral to have lost the signs around it, and an ordinal to have those of the other style: some of
#: them, or all.
UNMARKED, RESTYLED, REMADE = 1.0, 4.0, 7.0
#: What is left of an ordinal is of one, sooner than a speck, or a numeral that a word begins with.
SPECK = 4.0
#: Ink before a name, as broad as an ordinal, is hardly none: what it costs, and how many characters broad it is.
INKED, BROAD = 3.0, 1.6
#: Of the labels in a column with ordinals few have none: where the thin strokes of several are lost, all of them are.
WITHOUT = 2.0
#: Rows that stand among numbered ones without a number.
_UNNUMBERED = re.compile(r".*(?:合计|总计|小计|共计)|(?:收入|支出)总数|[(]?其中.*")
#: Letters before a name, but for those that a stroke is read for: PC服务器.
_LETTERS = re.compile(r"\W*(?:[A-HJ-Za-hjkm-z]|[A-Za-z]{2})")
#: Characters that a numeral of one or two was read for: fi、 for 五、 in print of four points.
_MISREAD = re.compile(r"(?:[\u4e00-\u9fff]{1,2}|[A-Za-z]?[a-z])、")
#: The like of 八, 九, 七 and 十; 人、财、物 and 水、电费 are no ordinals, and of these no such list begins with one.
#: With a numeral behind it what looks like 十 is one.
_LIKE_NUMERALS = re.compile(r"(?:[入乂几儿匕土士]|[上土士卜止小][一二三四五六七八九入乂几儿匕])、")


class Ordinal(NamedTuple):
    """An ordinal before a label: how it is set, and its number."""

    style: OrdinalStyle
    number: int

    def printed(self) -> str:
        """Return it as it is set."""
        numeral = ordinal(self.number)
        return f"（{numeral}）" if self.style == "bracket" else f"{numeral}、"


#: By how much less likely each beginning is than the likeliest, in natural logarithms: 0 or less. None is a label
#: without an ordinal.
Fits = Mapping[Ordinal | None, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a label may begin with. ``shown`` tells that something of an ordinal was read; ``sure`` ones are left.

    ``goes_on`` tells that the label is of one list with the one before it.
    """

    fits: Fits
    shown: bool
    sure: bool = False
    goes_on: bool = False


#: By table id, row and column.
SeenOrdinals = Mapping[tuple[str, int, int], Seen]


def see_ordinals(tables: Sequence[Table]) -> SeenOrdinals:
    """Return what the row labels of OCR tables may begin with; ask before texts are corrected and lattices go."""
    seen: dict[tuple[str, int, int], Seen] = {}
    for table in tables:
        columns = read_columns(table)
        heads = [[head for cell in cells for head in _shown(cell)] for cells in columns]
        styles = _styles([head for column in heads for head in column])
        for cells, shown in zip(columns, heads, strict=True):
            known = _known(cells, styles) if shown or any(map(_is_inked, cells)) else ()
            for cell in cells if known else ():
                seen[table.id, cell.row, cell.column] = _seen(cell, known)
    return seen


def strip_ordinal(text: str) -> str:
    """Return a label without its ordinal, what is left of one, or what one was read for before an official name.

    社会保障和就业支出 stands behind a lost 八 in 人社会保障和就业支出, 农林水支出 behind 十二 in 上、农林水支出.
    """
    name, known = strip_head(text), official_names()
    if normalise(name) in known:
        return name
    misread = _MISREAD.match(name)
    behind = [name[1:], *([name[misread.end() :]] if misread else [])]
    like = _LIKE_NUMERALS.match(name)
    # Forms have official names with their ordinals, too: 六、金融支出 behind the 上 that was a 十.
    named = (strip_head(rest) for rest in behind if normalise(rest) in known)
    return next(named, name[like.end() :] if like else name)


def _styles(heads: Sequence[Head]) -> list[OrdinalStyle]:
    """Return how a table sets its ordinals; of those in brackets a column may have lost all brackets."""
    count = Counter(head.style for head in heads)
    fewest: list[tuple[OrdinalStyle, int]] = [("bracket", FEWEST), ("comma", 1)]
    return [style for style, least in fewest if count[style] >= least]


def _known(cells: Sequence[Cell], styles: Sequence[OrdinalStyle]) -> list[Ordinal]:
    """Return the ordinals that a column's labels may have; numerals that lost the signs around them count too."""
    numbers = [head.number or 0 for cell in cells for head in islice(_heads(cell), 1)]
    highest = min(HIGHEST, max([len(numbers), *numbers]) + MORE)
    return [Ordinal(style, number) for style in styles for number in range(1, highest + 1)]


def _shown(cell: Cell) -> Iterator[Head]:
    """Yield the ordinal of a label, or that of its likeliest other reading that shows one."""
    yield from islice((head for head in _heads(cell) if head.style != "bare"), 1)


def _heads(cell: Cell) -> Iterator[Head]:
    """Yield what a label's readings begin with, the likeliest first."""
    if len(cell.text) > LONGEST:
        return
    readings = [cell.text, *(reading.text for reading in cell.readings if reading.score >= SHOWN)]
    heads = (read_head(text.strip()) for text in readings)
    yield from (head for head in heads if head is not None)


def _seen(cell: Cell, known: Sequence[Ordinal]) -> Seen:
    text = cell.text.strip()
    if len(text) > LONGEST or is_numbered_in_digits(text) or not _is_label(text):
        return Seen({None: 0.0}, shown=False, sure=True)
    head = read_head(text)
    shown = head is not None or strip_head(text) != text
    if cell.lattice is not None and cell.confidence < TRUSTED:
        inked = _is_inked(cell)
        return Seen(_rarely_none(_by_picture(cell, text, head, known, inked)), shown or inked)
    fits = _rarely_none(_by_text(head, shown, cell.confidence, known))
    # A number that was read surely is printed so, even where a sign around it is lost.
    cut = head is not None and head.number is not None and head.style != "bare" and not head.whole
    return Seen(fits, shown, sure=cut and cell.confidence >= TRUSTED)


def _rarely_none(fits: Fits) -> Fits:
    return {one: fit - WITHOUT if one is None else fit for one, fit in fits.items()}


def _is_label(text: str) -> bool:
    if _LETTERS.match(text) and normalise(strip_ordinal(text)) not in official_names():
        return False
    return is_ideograph(strip_head(text)[:1]) and not _UNNUMBERED.fullmatch(normalise(text))


def _by_picture(cell: Cell, text: str, head: Head | None, known: Sequence[Ordinal], inked: bool) -> Fits:
    """Return how well each ordinal fits a label's lattice; ``inked`` tells that something stands before its name."""
    assert cell.lattice is not None
    name, whole = normalise(strip_ordinal(text)), normalise(text)
    printed = {one: normalise(one.printed()) + name for one in known}
    # The signs around a numeral may be lost too.
    unmarked = {one: bare for one in known if not begins_word(bare := ordinal(one.number) + name)}
    found = TextList({*printed.values(), *unmarked.values(), name, whole}).all(cell.lattice)
    fits: dict[Ordinal | None, float] = {one: found[text] for one, text in printed.items()}
    for one, bare in unmarked.items():
        fits[one] = max(fits[one], found[bare] - UNMARKED)
    fits[None] = found[name]
    if head is not None and head.style == "bare":
        fits[None] = max(fits[None], found[whole] - SPECK)
    if inked:
        fits[None] -= INKED
    best = max(fits.values())
    # What a copy lost altogether, no picture shows.
    return {one: max(fit, fits[None] - _altogether(one)) - best for one, fit in fits.items()}


def _is_inked(cell: Cell) -> bool:
    """Tell whether a label begins so far before the first character of its name that an ordinal may stand there.

    Line pictures are trimmed to their ink, and the steps of a lattice go from one end to the other.
    """
    name = normalise(strip_head(cell.text.strip()))
    if cell.lattice is None or cell.lattice.line_ends or not 2 <= len(name) <= LONGEST or not _is_label(cell.text):
        return False
    path = [(step, normalise(one)[0]) for step, one in best_path(cell.lattice) if normalise(one)]
    first = "".join(one for _, one in path).rfind(name)
    begin, end = (path[first][0], path[first + len(name) - 1][0]) if first >= 0 else (0, 0)
    return begin > BROAD * (end - begin) / (len(name) - 1)


def _by_text(head: Head | None, shown: bool, confidence: float, known: Sequence[Ordinal]) -> Fits:
    """Return how well each ordinal fits what was read, by what copies lose."""
    if head is None or head.number is None:
        if not shown:
            return {None: 0.0, **{one: -_altogether(one) for one in known}}
        other = {one: head is not None and one.style != head.style for one in known}
        return {None: -SPECK, **{one: -UNMARKED - RESTYLED * other[one] for one in known}}
    strokes = confidence < STROKES_TRUSTED
    fits: dict[Ordinal | None, float] = {}
    for one in known:
        cost = lost(one.number, head.number)
        if cost and not (strokes and cost < WRONG):
            continue
        if head.style == "bare":
            fits[one] = -cost - UNMARKED
        elif one.style == head.style:
            fits[one] = -cost
        elif confidence < TRUSTED:
            fits[one] = -cost - (REMADE if head.whole else RESTYLED)
    fits[None] = -SPECK if head.style == "bare" else -WRONG
    return fits


def _altogether(one: Ordinal | None) -> float:
    """Return what it costs to take an ordinal for lost altogether."""
    return 0.0 if one is None else LOST_ONE if one.number == 1 else LOST


@cache
def lost(number: int, read: int) -> float:
    """Return what it costs to take a number for what is left of another: level strokes lost, or 十 for 一."""
    if number == read:
        return 0.0
    left = {"一": "一?", "二": "[一二]?", "三": "[一二三]?"}
    for cost, ten in ((STROKES, "十"), (UPRIGHT, "[十一]")):
        pattern = "".join(left.get(digit, ten if digit == "十" else digit) for digit in ordinal(number))
        if re.fullmatch(pattern, ordinal(read)):
            return cost
    return WRONG
