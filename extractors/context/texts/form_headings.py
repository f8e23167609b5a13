"""Doubtful headings of forms that are known by their titles: few can stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from extractors.context.captions.cut_titles import bare_title
from extractors.context.fits import DOUBTED, LIKELY, adds_words, belief, is_heading, is_sure
from extractors.context.put import put_text
from extractors.decoding.language import likelier
from extractors.lattices import Fit, TextList, less_likely
from extractors.slips import common
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Lattice, Table

#: A heading of so many characters at least may have been read with so many more, if it is so much likelier without, in
#: natural logarithms.
SHORTEST, MORE, LIKELIER = 4, 2, 5.0
_SIGNS = re.compile(r"[^\u4e00-\u9fff\w]")
#: What stands under such a heading is a part of what another column has, and no measure of its own.
_OF_WHICH = "其中"
#: Asks for the headings under a title and their meanings; of the texts given, those that are headings there are added.
HeadingsUnder = Callable[[str, Sequence[str]], Mapping[str, str]]


def settle_headings(
    table: Table, headings_under: HeadingsUnder, known: Callable[[Lattice], Fit | None] = lambda _: None
) -> list[Repair]:
    """Settle a titled form's doubtful headings: few can stand there, and those of one meaning are equally good.

    ``known`` tells which text of any form or of the document fits best: what fits much worse than that is not meant.
    """
    doubted = [
        cell
        for cell in table.cells
        if cell.row < table.header_row_count and cell.lattice is not None and cell.confidence < DOUBTED
    ]
    nearest = {id(cell): fit.text for cell in doubted if cell.lattice and (fit := known(cell.lattice))}
    read = [*(normalise(cell.text) for cell in doubted), *nearest.values()]
    meanings = headings_under(bare_title(table.caption.title or ""), read) if doubted else {}
    if not meanings:
        return []
    texts, repairs = TextList(meanings, meanings), []
    headings = {normalise(cell.text) for cell in table.cells if cell.row < table.header_row_count}
    for cell in doubted:
        text, taken = normalise(cell.text), _taken_beside(table, cell) & meanings.keys()
        left = {heading: meaning for heading, meaning in meanings.items() if heading not in taken}
        fit = (TextList(left, left) if taken else texts).best(cell.lattice) if cell.lattice and left else None
        other = nearest.get(id(cell))
        if fit is not None and other is not None and other not in taken and _fits_better(cell.lattice, other, fit):
            fit = None
        if fit is not None and (is_sure(fit) or is_heading(fit)) and not _says_more(text, fit.text):
            meant, believed = fit.text, belief(fit)
        elif (inside := _inside(text, meanings.keys() - headings)) is not None:
            meant, believed = inside, LIKELY
        elif (lettered := _of_letters(text, meanings)) is not None:
            meant, believed = lettered, LIKELY
        else:
            continue
        cell.lattice = None
        if text == meant:
            cell.confidence = max(cell.confidence, believed)
        else:
            repairs.append(put_text(table, cell, meant, f"heading of the form: {meant}", believed))
        if cell.confidence < DOUBTED:
            _doubt_below(table, cell)
    return repairs


def _fits_better(lattice: Lattice | None, other: str, fit: Fit) -> bool:
    """Tell whether another text fits what was seen so much better that the one that fits best here is not meant."""
    return lattice is not None and less_likely(lattice, fit.text, than=other) >= LIKELIER


def _taken_beside(table: Table, cell: Cell) -> set[str]:
    """Return the headings of other blocks of columns as broad as a cell's at the head of a table: it is another.

    上年 and 当年 head the same columns each.
    """
    if cell.row or cell.column_span == 1:
        return set()
    blocks = (one for one in table.cells if one.row == 0 and one.column_span == cell.column_span and one is not cell)
    return {normalise(one.text) for one in blocks if one.confidence >= DOUBTED}


def _says_more(text: str, other: str) -> bool:
    """Tell whether a heading was read with words that another has not."""
    return adds_words(text, other) or (text.startswith(_OF_WHICH) and not other.startswith(_OF_WHICH))


def _of_letters(text: str, meanings: Mapping[str, str]) -> str | None:
    """Return the heading that has the letters of what was read and other signs: 因公出国(境:费 is 因公出国(境)费."""
    letters = _SIGNS.sub("", text)
    alike = [heading for heading in meanings if _SIGNS.sub("", heading) == letters]
    if len(letters) < SHORTEST or text in alike or len({meanings[heading] for heading in alike}) != 1:
        return None
    return max(alike, key=lambda heading: (common(text, heading), -len(heading), heading))


def _inside(text: str, headings: Iterable[str]) -> str | None:
    """Return the longest of some headings that was read with a few signs more, what is left of a ruling and beyond it.

    Words more are not.
    """
    found = [
        heading
        for heading in headings
        if SHORTEST <= len(heading) < len(text) <= len(heading) + MORE
        and common(text, heading) == len(heading)
        and likelier(heading, than=text) >= LIKELIER
    ]
    return max(found, key=len, default=None)


def _doubt_below(table: Table, heading: Cell) -> None:
    """Believe the figures under a heading no more than the heading: they may be right and stand for something else."""
    for cell in table.cells:
        if cell.row >= table.header_row_count and heading.column <= cell.column <= heading.last_column:
            cell.confidence = min(cell.confidence, heading.confidence)
