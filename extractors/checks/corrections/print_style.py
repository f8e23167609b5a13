"""How a table prints its amounts: with decimals or whole, with commas or not, and what nothing is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from extractors.checks.figures import ONE, decimal_text
from extractors.text import normalise
from schemas.table import Cell

#: Cells read with more tell how a table prints; so many have to, and this share of them, for it to print all alike.
TRUSTED, FEWEST, MOST = 0.97, 4, 0.9
_Seen = TypeVar("_Seen", int, str)
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_LARGE = re.compile(r"-?[\d,]*\d[\d,]*\d{3}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """How amounts are printed: ``whole``, without decimals; ``grouped``, with commas; with so many ``decimals`` all.

    ``grouped`` is None where that cannot be told, ``zero`` and ``decimals`` where there are too few; they are empty
    and 0 where amounts differ.
    """

    whole: bool
    grouped: bool | None
    zero: str | None
    decimals: int | None = None

    def printed(self, value: int, places: int, like: str, zero: str | None = None) -> str:
        """Return an amount in millionths as this table prints it; ``like`` is what was read for it.

        ``zero`` is what other tables of the document print for nothing. A lone sign leaves no room for decimals.
        """
        zero = self.zero or zero or ("0" if len(like) == 1 else None)
        if value == 0 and zero:
            return zero
        text = decimal_text(value, 0 if self.whole and value % ONE == 0 else places)
        grouped = "," in like if self.grouped is None else self.grouped
        return f"{Decimal(text):,}" if grouped else text


def style_of(cells: Iterable[Cell], known: Container[tuple[int, int]] = ()) -> PrintStyle:
    """Return how the cells of a table that were read well print amounts; codes and years are no amounts with commas.

    ``known`` are the places, (row, column), of amounts: elsewhere a number without a mark may be anything.
    """
    read = [(cell, normalise(cell.text)) for cell in cells if cell.kind == "data" and cell.confidence >= TRUSTED]
    read = [(cell, text) for cell, text in read if _AMOUNT.fullmatch(text)]
    figures = [text for _, text in read]
    grouped = sum("," in text for text in figures)
    plain = sum("." in text and "," not in text and _LARGE.fullmatch(text) is not None for text in figures)
    amounts = [text for cell, text in read if "," in text or "." in text or _is_among(cell, text, known)]
    whole = sum("." not in text for text in amounts)
    decimals = Counter(len(text.partition(".")[2]) for text in amounts)
    zeros = Counter(text for text in figures if not text.strip("0."))
    return PrintStyle(
        whole=whole >= max(FEWEST, MOST * len(amounts)),
        grouped=None if grouped + plain == 0 else grouped > plain,
        zero=_usual(zeros, ""),
        decimals=_usual(decimals, 0),
    )


def _usual(seen: Counter[_Seen], mixed: _Seen) -> _Seen | None:
    """Return what is seen nearly always, ``mixed`` if nothing is, None where too little is seen."""
    if seen.total() < FEWEST:
        return None
    return next((one for one, count in seen.items() if count >= MOST * seen.total()), mixed)


def _is_among(cell: Cell, text: str, known: Container[tuple[int, int]]) -> bool:
    """Tell whether a number stands where amounts do; a nought is printed without decimals among others with them."""
    return text.strip("0") != "" and (cell.row, cell.column) in known
