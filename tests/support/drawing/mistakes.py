"""Plants a sum that does not add up, as published budgets sometimes hold one."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from .form import DrawnForm

#: Measures that together make a row's total, by form.
PARTS: dict[str, tuple[str, ...]] = {
    "department_expenditure_summary": ("basic", "project"),
    "general_public_budget_basic_expenditure": ("personnel", "operations"),
    "government_fund_expenditure": ("basic", "project"),
}


def plant_wrong_sum(forms: list[DrawnForm], rng: random.Random) -> list[dict[str, Any]]:
    """Change one row's printed total so that it misses the sum of its parts; return the ``wrong_sums`` truth.

    The change is at least a thousand times what rounding can explain.
    """
    choices = []
    for form in forms:
        for record in form.records:
            if (
                "total" in record.get("amounts", {})
                and sum(part in record["amounts"] for part in PARTS.get(form.form or "", ())) == 2
            ):
                choices.append((form, record))
    if not choices:
        return []
    form, record = rng.choice(choices)
    row, column = record["cells"]["total"]
    old = Decimal(record["amounts"]["total"])
    step = Decimal(rng.choice((90, 100, 270, 900))) if abs(old) > 100 else Decimal(rng.choice((9, 10, 18)))
    new = old + step
    printed = form.grid.body[row - form.grid.header_rows]
    printed[column] = f"{new:,}" if "," in printed[column] else f"{new}"
    record["amounts"]["total"] = str(new)
    return [{"form": form.form, "row": row, "column": column, "printed": str(new), "right": str(old)}]
