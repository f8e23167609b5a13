"""Units of money as budgets print them."""

from __future__ import annotations

YUAN_PER_UNIT = {
    "元": 1,
    "百元": 100,
    "千元": 1_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
}


def yuan_per(unit: str | None) -> int | None:
    """Return how many yuan one of the unit is (``人民币`` before it and brackets around it do not matter), or None."""
    if unit is None:
        return None
    return YUAN_PER_UNIT.get(unit.strip(" :：()（）").removeprefix("人民币"))
