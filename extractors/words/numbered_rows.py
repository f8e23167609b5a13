"""Ordinals of row labels that were lost or misread: `、外交支出` between 一、 and 三、 is 二、外交支出.

The strokes of 一, 二 and 三 are level, and in many fonts thin: copies in two tones lose them before all else, and thin
brackets too. Row labels are numbered through, so that what is lost is known from those around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extractors.text import normalise
from extractors.words.columns import read_columns
from extractors.words.numerals import NUMBERS, Head, ordinal, read_head
from extractors.words.resolve import official_names
from schemas.findings import Repair
from schemas.table import Cell, Table

Kind = Literal["bracket", "comma"]
#: Those in brackets are told first: without them they could be of either kind.
KINDS: tuple[Kind, ...] = ("bracket", "comma")
#: A column has ordinals in brackets when so many labels begin with what is left of some.
FEWEST = 2
#: How sure an ordinal is of which something is left, between two others and after the last; and one that follows from
#: its neighbours alone.
BETWEEN, AFTER, UNSEEN = 0.9, 0.7, 0.85
#: Labels read with more keep what ordinal they have; and with more than the second one that is less than it ought to
#: be: 二 and 三 that lost a stroke are a good 一 and 二.
TRUSTED, STROKES_TRUSTED = 0.97, 0.998
#: What it costs a chain of ordinals to begin again, to leap, to have one twice, and to pass over one that was read
#: well, in ordinals.
AGAIN, LEAP, TWICE, PASSED = 0.5, 0.9, 1.1, 1.0
_LETTERED = re.compile(r"[\u4e00-\u9fff]([A-Z])$")
_CJK = re.compile(r"[\u4e00-\u9fff]")
#: Rows that stand among numbered ones without a number.
_UNNUMBERED = re.compile(r".*(?:合计|总计|小计|共计)|[(]?其中.*")


@dataclass(slots=True)
class _Row:
    """A label, its ordinal as far as it can be read, and whether it is one of the kind that is looked at.

    ``number`` is None where it is of another kind too, but a bare numeral may be one in brackets.
    """

    cell: Cell
    head: Head | None
    numbered: bool
    number: int | None

    @property
    def claimed(self) -> int | None:
        """The number that a bare numeral would be."""
        return self.head.number if self.head is not None and self.head.style == "bare" else None


def restore_ordinals(tables: Sequence[Table]) -> list[Repair]:
    """Put ordinals right before the row labels of OCR tables, in place, and return a repair for each."""
    return [
        repair
        for table in tables
        for cells in read_columns(table)
        for kind in KINDS
        for repair in _restored_column(table, sorted(cells, key=lambda cell: cell.row), kind)
    ]


def _restored_column(table: Table, cells: list[Cell], kind: Kind) -> Iterator[Repair]:
    rows = [_row(cell, kind) for cell in cells]
    if kind == "bracket" and sum(1 for row in rows if row.numbered) < FEWEST:
        return
    lettered = _are_lettered(rows)
    for run in _runs(rows, kind):
        for row, follows, believed in _numbers(run):
            number = (_letter(row) if lettered else None) or follows
            after = _with_ordinal(row, number, kind)
            if after != row.cell.text:
                yield _write(table, row.cell, after, number, believed)


def _letter(row: _Row) -> int | None:
    """Return which letter of the alphabet a label ends in behind its words: 3 for 服务C, a class of procurement."""
    found = _LETTERED.search(normalise(row.cell.text))
    return ord(found[1]) - ord("A") + 1 if found else None


def _are_lettered(rows: list[_Row]) -> bool:
    """Tell whether letters run with ordinals: a class that is left out leaves its number out too."""
    letters = [(row, letter) for row in rows if row.numbered and (letter := _letter(row)) is not None]
    return len(letters) > 1 and all(row.number in (None, letter) for row, letter in letters)


def _row(cell: Cell, kind: Kind) -> _Row:
    head = read_head(cell.text)
    numbered = head is not None and head.style == kind
    may_be = numbered or (head is not None and head.style == "bare" and kind == "bracket")
    return _Row(cell, head, numbered, head.number if head is not None and may_be else None)


def _runs(rows: list[_Row], kind: Kind) -> Iterator[list[_Row]]:
    """Yield rows that may be numbered through: those in brackets begin again under each that has a comma."""
    run: list[_Row] = []
    for row in rows:
        other = row.head is not None and not row.numbered and row.head.style != "bare"
        if other and kind == "bracket":
            yield run
            run = []
        elif not other and not _UNNUMBERED.fullmatch(normalise(row.cell.text)):
            run.append(row)
    yield run


def _numbers(run: list[_Row]) -> Iterator[tuple[_Row, int, float]]:
    """Yield the rows whose ordinals follow from their neighbours', with their numbers and how sure that is."""
    chain = _chain(run)
    if not chain:
        yield from _behind([row for row in run if row.numbered], 0)
        return
    first, last = chain[0], chain[-1]
    yield from _between(run[:first], 0, run[first].number or 0)
    linked = {place for left, right in pairwise(chain) if _follows(run, left, right) for place in (left, right)}
    linked |= {first} if run[first].number == first + 1 and len(run) > 1 else set()
    for place in chain:
        row = run[place]
        if row.head and not row.head.whole and row.cell.confidence < TRUSTED and (row.numbered or place in linked):
            yield row, row.number or 0, UNSEEN
    for left, right in pairwise(chain):
        before, following = run[left].number or 0, run[right].number or 0
        if _follows(run, left, right):
            yield from _between(run[left + 1 : right], before, following)
        elif following == 1:
            yield from _behind(run[left + 1 : right], before)
        elif following <= before:
            yield from _between(run[left + 1 : right], 0, following)
    yield from _behind(run[last + 1 :], run[last].number or 0)


def _chain(run: list[_Row]) -> list[int]:
    """Return the places of the ordinals to go by: the most that follow each other.

    By dynamic programming. An ordinal that is passed over was misread; one that leaps or begins again is left as it is.
    """
    places = [place for place, row in enumerate(run) if row.number is not None]
    best: dict[int, tuple[float, int | None]] = {}
    for at, place in enumerate(places):
        trusted = [_is_trusted(run[one]) for one in places[:at]]
        options: list[tuple[float, int | None]] = [(1 - PASSED * sum(trusted), None)]
        for before, other in enumerate(places[:at]):
            cost = PASSED * sum(trusted[before + 1 :])
            if not _follows(run, other, place):
                twice = run[place].number == run[other].number
                cost += AGAIN if run[place].number == 1 else TWICE if twice else LEAP
            options.append((best[other][0] + 1 - cost, other))
        best[place] = max(options, key=lambda option: option[0])
    behind = {place: sum(_is_trusted(run[one]) for one in places if one > place) for place in places}
    end = max(best, key=lambda place: best[place][0] - PASSED * behind[place], default=None)
    chain: list[int] = []
    while end is not None:
        chain.insert(0, end)
        end = best[end][1]
    return chain


def _is_trusted(row: _Row) -> bool:
    """Tell whether an ordinal was read too well to be passed over."""
    return row.cell.confidence >= (STROKES_TRUSTED if row.number in (1, 2) else TRUSTED)


def _follows(run: list[_Row], left: int, right: int) -> bool:
    """Tell whether the rows between two can have the numbers between theirs: each with an ordinal needs one."""
    step = (run[right].number or 0) - (run[left].number or 0)
    return sum(1 for row in run[left + 1 : right] if row.numbered) < step <= right - left


def _between(rows: list[_Row], before: int, following: int) -> Iterator[tuple[_Row, int, float]]:
    """Yield the rows that have the numbers between two, if there are just so many that can have them."""
    missing = following - before - 1
    numbered = [row for row in rows if row.numbered]
    claiming = [row for row in rows if row.numbered or row.claimed is not None]
    words = [row for row in rows if row.numbered or _CJK.match(row.cell.text)]
    chosen = next((some for some in (numbered, claiming, words) if len(some) == missing), [])
    for number, row in enumerate(chosen, before + 1):
        yield row, number, BETWEEN if row.numbered and row.number is None else UNSEEN


def _behind(rows: list[_Row], before: int) -> Iterator[tuple[_Row, int, float]]:
    """Yield the rows behind the last ordinal that show something of one, or the same again: 三 without a stroke."""
    for row in rows:
        again = row.numbered and row.number == before > 1 and row.cell.confidence < TRUSTED
        if (row.numbered and row.number is None) or row.claimed == before + 1 or again:
            before += 1
            yield row, before, UNSEEN if row.claimed else AFTER


def _with_ordinal(row: _Row, number: int, kind: Kind) -> str:
    return (f"（{ordinal(number)}）" if kind == "bracket" else f"{ordinal(number)}、") + _name(row, number)


def _name(row: _Row, number: int) -> str:
    """Return a label without what it shows of its ordinal; a numeral may be the first character of a word."""
    text, head = row.cell.text, row.head
    if head is None:
        return text
    name = text[head.length :]
    alone = text[: head.length] in NUMBERS
    return text if alone and head.number != number and normalise(name) not in official_names() else name


def _write(table: Table, cell: Cell, after: str, number: int, believed: float) -> Repair:
    printed, cell.text = cell.text, after
    if len(cell.lines) == 1:
        cell.lines = (after,)
    cell.readings, cell.lattice = (), None
    cell.confidence = min(cell.confidence, believed)
    evidence = f"row labels are numbered through: {ordinal(number)}"
    return Repair("ocr_text", table.id, cell.row, cell.column, cell.page, printed, after, evidence, cell.confidence)
