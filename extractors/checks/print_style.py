"""How a table prints its amounts: with decimals or whole, with commas or not, and what nothing is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extractors.checks.figures import ONE, decimal_text
from extractors.text import normalise
from schemas.table import Cell

#: Cells read with more tell how a table prints; so many have to, and this share of them, for it to print all alike.
TRUSTED, FEWEST, MOST = 0.97, 4, 0.9
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_LARGE = re.compile(r"-?[\d,]*\d[\d,]*\d{3}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """``whole``: no amount has decimals; ``grouped``: thousands have commas, None if it cannot be told; ``zero``."""

    whole: bool
    grouped: bool | None
    zero: str | None

    def printed(self, value: int, places: int, like: str) -> str:
        """Return an amount in millionths as this table prints it; ``like`` is what was read for it."""
        if value == 0 and self.zero is not None:
            return self.zero
        text = decimal_text(value, 0 if self.whole and value % ONE == 0 else places)
        grouped = "," in like if self.grouped is None else self.grouped
        return f"{Decimal(text):,}" if grouped else text


def style_of(cells: Iterable[Cell]) -> PrintStyle:
    """Return how the cells of a table that were read well print amounts; codes and years are no amounts with commas."""
    texts = [normalise(cell.text) for cell in cells if cell.kind == "data" and cell.confidence >= TRUSTED]
    figures = [text for text in texts if _AMOUNT.fullmatch(text)]
    grouped = sum("," in text for text in figures)
    plain = sum("." in text and "," not in text and _LARGE.fullmatch(text) is not None for text in figures)
    amounts = [text for text in figures if "," in text or "." in text]
    whole = sum("." not in text for text in amounts)
    zeros = Counter(text for text in figures if not text.strip("0."))
    return PrintStyle(
        whole=whole >= max(FEWEST, MOST * len(amounts)),
        grouped=None if grouped + plain == 0 else grouped > plain,
        zero=next((text for text, count in zeros.items() if count >= max(FEWEST, MOST * zeros.total())), None),
    )
