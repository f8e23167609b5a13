"""Commas of whole figures that were read as points: 24.717 and 55.20 where all others are like 14,703.

In a scan a comma is a pixel longer than a point. No amount has three decimals, but where a third stands right before a
ruling and looks like one it was taken for a bit of that: 55.201 for 55.20 (see ``settle``). Which it is shows in how
the table prints its figures, and where a table has too few, in the others of the document that are in the same unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.context.columns import by_column, data_cells
from extractors.context.put import put_figure
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Reading, Table

#: What a figure is believed at most that only got its commas back, and one that also got its last digit back.
GROUPED, LENGTHENED = 0.85, 0.5
#: Where all the engine's doubt is of commas and points, but for the rest of this, the figure is believed so much.
SURE_DIGITS, DIGITS = 0.98, 0.95
#: So many figures with commas tell how a table prints, if of these and those with decimals so many are whole.
FEWEST, WHOLLY = 4, 0.9
#: A number has one point: where threes stand behind two or more, these are commas.
_WHOLE = re.compile(r"-?\d{1,3}(?:(?:,\d{3})+|(?:[.,]\d{3}){2,})")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+")
#: A point that can only be a comma in whole figures.
_COMMA = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
#: Codes of subjects, in one piece or by levels, and the share of a column's numbers that are some.
_SUBJECT_CODE, MOSTLY = re.compile(r"\d\d|\d{3}(?:\d\d){0,2}"), 0.6
_FRACTION = re.compile(r"-?[\d,]+\.\d{1,2}")


@dataclass(frozen=True, slots=True)
class _Print:
    """How many figures are whole with commas, have decimals, and may be either, as a last 1 was taken for a ruling."""

    whole: int = 0
    fractions: int = 0
    either: int = 0

    def __add__(self, other: _Print) -> _Print:
        return _Print(self.whole + other.whole, self.fractions + other.fractions, self.either + other.either)

    @property
    def is_whole(self) -> bool:
        """Whether no figure is meant to have decimals."""
        return self.whole >= max(FEWEST, self.either, WHOLLY * (self.whole + self.fractions))


def restore_commas(tables: Sequence[Table]) -> list[Repair]:
    """Put commas for points before three digits, in place, where figures are whole; return a repair for each.

    However well a point was read, it is none there. Other readings get their commas too. A figure with decimals in a
    column of whole ones is doubted: a comma may have been read for a point and a digit gone with the ruling.
    """
    prints = [_print_of(table) for table in tables]
    units: dict[str, _Print] = {}
    for table, own in zip(tables, prints, strict=True):
        if table.caption.unit:
            units[table.caption.unit] = units.get(table.caption.unit, _Print()) + own
    repairs: list[Repair] = []
    for table, own in zip(tables, prints, strict=True):
        shared = units.get(table.caption.unit or "", own)
        if own.is_whole:
            repairs += _with_commas(table, f"table: {own.whole} figures are whole, with commas")
        elif own.whole < FEWEST and not own.fractions and shared.is_whole:
            repairs += _with_commas(table, f"tables in {table.caption.unit}: {shared.whole} figures are whole")
    return repairs


def _print_of(table: Table) -> _Print:
    cells = _figures(table)
    whole = sum(1 for cell in cells if _WHOLE.fullmatch(normalise(cell.text)))
    fractions = sum(1 for cell in cells if _FRACTION.fullmatch(normalise(cell.text)))
    either = sum(1 for cell in cells if _lengthened(cell))
    return _Print(whole, fractions - either, either)


def _figures(table: Table) -> list[Cell]:
    """Return the scanned cells of a table but those of codes and of rates beside amounts.

    210.11 is a code with a speck, and 0.00 the growth of a whole amount.
    """
    cells = [cell for cell in data_cells(table) if cell.text]
    columns = {column: [normalise(cell.text) for cell in own] for column, own in by_column(cells).items()}
    left_out = {column for column, texts in columns.items() if _are_codes(texts)}
    if any(_WHOLE.fullmatch(text) for texts in columns.values() for text in texts):
        left_out |= {column for column, texts in columns.items() if _are_fractions(texts)}
    return [cell for cell in cells if cell.column not in left_out]


def _are_fractions(texts: list[str]) -> bool:
    numbers = [text for text in texts if text.lstrip("-")[:1].isdigit() and text.lstrip("-") != "0"]
    return bool(numbers) and all(_FRACTION.fullmatch(text.rstrip("%")) for text in numbers)


def _are_codes(texts: list[str]) -> bool:
    numbers = [text for text in texts if text[0].isdigit()]
    codes = sum(1 for text in numbers if _SUBJECT_CODE.fullmatch(text))
    return codes >= max(FEWEST, MOSTLY * len(numbers)) and not any(_WHOLE.fullmatch(text) for text in numbers)


def _lengthened(cell: Cell) -> str | None:
    """Return what was read before a 1 was left out behind two decimals, if with it the figure may be a whole one."""
    text = normalise(cell.text)
    if not _FRACTION.fullmatch(text):
        return None
    digits = f"{_digits(text)}1"
    full = (normalise(one.text) for one in cell.readings)
    return next((one.replace(".", ",") for one in full if _GROUPED.fullmatch(one) and _digits(one) == digits), None)


def _digits(text: str) -> str:
    return text.replace(",", "").replace(".", "")


def _doubt_fractions(table: Table) -> None:
    for cells in by_column(_figures(table)).values():
        whole = sum(1 for cell in cells if _WHOLE.fullmatch(normalise(cell.text)))
        fractions = [cell for cell in cells if _FRACTION.fullmatch(normalise(cell.text))]
        if whole >= max(FEWEST, WHOLLY * (whole + len(fractions))):
            for cell in fractions:
                cell.confidence = min(cell.confidence, GROUPED)


def _with_commas(table: Table, evidence: str) -> Iterator[Repair]:
    for cell in _figures(table):
        text, long = normalise(cell.text), _lengthened(cell)
        cell.readings = tuple(Reading(_COMMA.sub(",", one.text), one.score) for one in cell.readings)
        if long is not None:
            yield put_figure(table, cell, long, evidence, LENGTHENED)
        elif _GROUPED.fullmatch(text):
            meant = text.replace(".", ",")
            alike = sum(one.score for one in cell.readings if normalise(one.text) == meant)
            if alike >= SURE_DIGITS:
                cell.confidence = max(cell.confidence, DIGITS)
            if meant != text:
                yield put_figure(table, cell, meant, evidence, DIGITS if alike >= SURE_DIGITS else GROUPED)
    _doubt_fractions(table)
