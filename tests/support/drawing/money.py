"""How an amount is printed, and what the truth then says."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class MoneyStyle:
    """Scale and looks of figures: ``unit`` 万元 or 元, how many decimals, grouping, what stands for nothing."""

    unit: str = "万元"
    decimals: int = 2
    grouping: bool = True
    zero: str = ""

    def value(self, fen: int) -> Decimal:
        """Return the amount in the printed unit, rounded half up."""
        scale = Decimal(1_000_000 if self.unit == "万元" else 100)
        return (Decimal(fen) / scale).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def text(self, fen: int) -> str:
        """Return what is printed."""
        if fen == 0:
            return self.zero
        return self.number(self.value(fen))

    def number(self, value: Decimal) -> str:
        """Print a decimal with this style's grouping."""
        return f"{value:,}" if self.grouping else f"{value}"


DASHES = ("-", "—", "－", "--")


def amount_of(text: str) -> str | None:
    """Return the truth for a printed figure: no separators, sign kept; None for a blank or a dash."""
    stripped = text.strip()
    return None if not stripped or stripped in DASHES else stripped.replace(",", "")


def percent(now: int, before: int) -> str:
    """Return a change in percent as printed; blank where there was nothing before."""
    if not before:
        return ""
    return str((Decimal(now - before) * 100 / before).quantize(Decimal("0.01"), ROUND_HALF_UP))


def invent_style(rng: random.Random, unit: str) -> MoneyStyle:
    """Draw a style for one document."""
    decimals = 2 if unit == "万元" else rng.choice((2, 2, 0))
    zero = rng.choice(("", "", "", "0.00" if decimals else "0", "-", "0"))
    return MoneyStyle(unit, decimals, rng.random() < 0.8, zero)
