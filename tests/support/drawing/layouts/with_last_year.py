"""Expenditure by subject with the year before beside it, and what changed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ..budget import GENERAL, both, from_source, is_basic, is_project, under
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from ..subjects import name_of, parents
from .common import Setting, kinds

MEASURES = ("prior_year", "total", "basic", "project", "change", "change_percent")


def general_beside_last_year(setting: Setting, title: str, head: list[list[str]], total_last: bool) -> DrawnForm:
    """Draw up 一般公共预算支出表: last year, this year in three columns and, where ``head`` has room, the change."""
    budget = setting.budget
    grid = Grid(head, kinds("cn", len(head[0]) - 2))
    measures = MEASURES[: len(head[0]) - 2]
    records = []
    test = from_source(GENERAL)
    codes = budget.functions(test)

    def add(code: str | None, name: str, depth: int) -> None:
        own = both(test, under(code or ""))
        prior = sum(
            fen for function, fen in budget.last_year.items() if function.startswith(code or "") and function in codes
        )
        total = budget.total(own)
        figures = [prior, total, budget.total(both(own, is_basic)), budget.total(both(own, is_project)), total - prior]
        texts = [setting.style.text(fen) for fen in figures] + [_percent(setting, total - prior, prior)]
        leading = [code or "", setting.indent * depth + name] if code else [setting.label(name), "<"]
        row = grid.add(*leading, *texts[: len(measures)])
        printed = {
            measure: (2 + index, text) for index, (measure, text) in enumerate(zip(measures, texts, strict=False))
        }
        records.append(amounts_record({"subject_code": code, "unit_code": None, "name": name}, row, printed))

    if not total_last:
        add(None, "合计", 0)
    done: set[str] = set()
    for code in codes:
        for ancestor in parents(code):
            if ancestor not in done:
                done.add(ancestor)
                add(ancestor, name_of(ancestor), (len(ancestor) - 3) // 2)
    if total_last:
        add(None, "合计", 0)
    return DrawnForm("general_public_budget_expenditure", title, grid, records)


def _percent(setting: Setting, change: int, prior: int) -> str:
    """Return the change in percent, or what stands for nothing where there was nothing before."""
    if not prior:
        return setting.style.zero
    return str((Decimal(change) * 100 / Decimal(prior)).quantize(Decimal("0.01"), ROUND_HALF_UP))
