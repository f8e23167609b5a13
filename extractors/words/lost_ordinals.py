"""Ordinals that a copier left out: `、外交支出` between 一、 and 三、 is 二、外交支出.

The strokes of 一, 二 and 三 are level, and in many fonts thin: copies in two tones lose them before all else, while the
、 behind them stays. What is lost is known from its neighbours, as row labels are numbered through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.findings import Repair
from schemas.table import Cell, Table

_DIGITS = "一二三四五六七八九"
#: How sure a restored ordinal is between two others, and after the last.
BETWEEN, AFTER = 0.9, 0.7
#: A heading beside levels that is believed less than this may be one, and is believed at least so much then.
DOUBTED, UNREAD = 0.9, 0.3
_NUMBERED = re.compile(rf"([{_DIGITS}十]{{0,3}})、(?=.)")
_LEVEL = re.compile(r"([一二三]?)(级指标(?:名称)?)")
_LEVELS, _INDICATOR = "一二三", "级指标"
#: The 一 of 十一 and 二十一 is lost as any other.
_ROUND = (10, 20, 30)


def ordinal(number: int) -> str:
    """Return the Chinese numeral of 1 to 99."""
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")


#: The numbers of those numerals.
NUMBERS = {ordinal(number): number for number in range(1, 100)}


@dataclass(slots=True)
class _Item:
    cell: Cell
    number: int | None


def restore_ordinals(tables: Sequence[Table]) -> list[Repair]:
    """Put lost ordinals back before the row labels of OCR tables, in place, and return a repair for each."""
    repairs = [repair for table in tables for items in _columns(table) for repair in _restored(table, items)]
    return repairs + [repair for table in tables for repair in _levels(table)]


def _levels(table: Table) -> Iterator[Repair]:
    """Put the levels of indicators in order where they head columns side by side: 一级指标, 二级指标, 三级指标.

    Of three, one may be unreadable: no other heading stands between or beside the others.
    """
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        if cell.source == "ocr" and cell.text:
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        found = min((run for run in _runs(cells, 3) if _are_levels(run)), key=_displaced, default=None)
        found = found or next((run for run in _runs(cells, 2) if all(_LEVEL.fullmatch(one.text) for one in run)), [])
        for level, cell in zip(_LEVELS, found, strict=False):
            readable = _LEVEL.fullmatch(cell.text)
            after = f"{level}{readable[2] if readable else _INDICATOR}"
            if cell.text != after:
                believed = BETWEEN if readable else min(AFTER, max(cell.confidence, UNREAD))
                yield _write(table, cell, after, f"levels side by side: {level}{_INDICATOR}", believed)


def _runs(cells: list[Cell], count: int) -> Iterator[list[Cell]]:
    for first in range(len(cells) - count + 1):
        run = cells[first : first + count]
        if all(left.last_column + 1 == right.column for left, right in pairwise(run)):
            yield run


def _displaced(run: list[Cell]) -> int:
    """Count the headings that would have to become another level; the fewer the likelier."""
    read = [_LEVEL.fullmatch(cell.text) for cell in run]
    return sum(1 for level, one in zip(_LEVELS, read, strict=True) if one is not None and one[1] != level)


def _are_levels(run: list[Cell]) -> bool:
    unread = [cell for cell in run if not _LEVEL.fullmatch(cell.text)]
    if not unread:
        return True
    like = len(set(unread[0].text) & set(_INDICATOR)) == len(_INDICATOR) - 1
    doubted = DOUBTED if like else UNREAD if unread[0] is run[-1] else 0.0
    return len(unread) == 1 and unread[0].confidence < doubted


def _columns(table: Table) -> Iterator[list[_Item]]:
    columns: dict[int, list[_Item]] = {}
    for cell in sorted(table.cells, key=lambda cell: cell.row):
        match = _NUMBERED.match(cell.text) if cell.source == "ocr" and cell.row >= table.header_row_count else None
        if match is not None:
            columns.setdefault(cell.column, []).append(_Item(cell, NUMBERS.get(match[1]) if match[1] else None))
    for items in columns.values():
        for before, item in pairwise(items):
            if item.number in _ROUND and item.number == before.number:
                item.number = None
        yield items


def _restored(table: Table, items: list[_Item]) -> Iterator[Repair]:
    for place, item in enumerate(items):
        if item.number is not None:
            continue
        before = items[place - 1].number if place else 0
        following = next((at for at in range(place, len(items)) if items[at].number is not None), None)
        number, believed = _missing(before, place, following, items)
        if number is None:
            continue
        item.number = number
        after = _NUMBERED.sub(f"{ordinal(number)}、", item.cell.text, count=1)
        yield _write(table, item.cell, after, f"row labels are numbered through: {ordinal(number)}", believed)


def _write(table: Table, cell: Cell, after: str, evidence: str, believed: float) -> Repair:
    """Put a text with its first characters restored into a cell."""
    printed, cell.text = cell.text, after
    if len(cell.lines) == 1:
        cell.lines = (after,)
    cell.confidence = min(cell.confidence, believed)
    return Repair("ocr_text", table.id, cell.row, cell.column, cell.page, printed, after, evidence, believed)


def _missing(before: int | None, place: int, following: int | None, items: list[_Item]) -> tuple[int | None, float]:
    """Return the number that an item must have, if its neighbours leave one, and how sure that is."""
    if before is None:
        return None, 0.0
    if following is None:
        return before + 1, AFTER
    number = items[following].number
    lost = following - place
    if number is not None and number - lost in (before + 1, 1):
        return number - lost, BETWEEN
    return None, 0.0
