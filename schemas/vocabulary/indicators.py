"""The framework of performance indicators (绩效指标): 一级指标 and the 二级指标 that belong to each.

三级指标 are the author's own words and have no list. The data with its sources stands in ``indicators.tsv``; names that
are only ``printed`` are no official ones, but too common to be taken for a misreading.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Standing = Literal["official", "printed"]

#: What an indicator's value may be to its figure (指标性质); 定性 has none.
RELATIONS = frozenset("=≥≤><≠＝≧≦") | {"定性"}


@dataclass(slots=True, frozen=True)
class Indicator:
    """One 二级指标 under its 一级指标, with the first and last budget year it is known to be used (None: open)."""

    level1: str
    level2: str
    standing: Standing
    first_year: int | None = None
    last_year: int | None = None


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return the framework in its official order."""
    found = []
    for line in (Path(__file__).parent / "indicators.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            level1, level2, standing, first, last = [*line.split("\t"), "", ""][:5]
            found.append(
                Indicator(
                    level1,
                    level2,
                    "official" if standing == "official" else "printed",
                    int(first) if first else None,
                    int(last) if last else None,
                )
            )
    return tuple(found)


def level1_names() -> tuple[str, ...]:
    """Return the 一级指标."""
    return tuple(dict.fromkeys(indicator.level1 for indicator in indicators()))


def level2_names(level1: str | None = None) -> tuple[str, ...]:
    """Return the 二级指标, of one 一级指标 or of all."""
    return tuple(dict.fromkeys(i.level2 for i in indicators() if level1 is None or i.level1 == level1))
