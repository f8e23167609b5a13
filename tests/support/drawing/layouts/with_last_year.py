"""Expenditure by subject with the year before beside it, and what changed."""

from __future__ import annotations

from ..budget import both, from_general, is_basic, is_project, under
from ..form import DrawnForm
from ..grid import Grid
from ..money import percent
from ..subjects import name_of, with_ancestors
from .common import Setting, kinds
from .rows import figure_row, subject_keys

MEASURES = ("prior_year", "total", "basic", "project", "change", "change_percent")


def general_beside_last_year(setting: Setting, title: str, head: list[list[str]], total_last: bool) -> DrawnForm:
    """Draw up 一般公共预算支出表: last year, this year in three columns and, where ``head`` has room, the change."""
    budget, test = setting.budget, from_general
    width = len(head[0]) - 2
    grid = Grid(head, kinds("cn", width))
    records = []
    codes = budget.functions(test)

    def add(code: str | None, name: str, depth: int) -> None:
        own = both(test, under(code or ""))
        prior = sum(budget.last_year.get(function, 0) for function in codes if function.startswith(code or ""))
        total = budget.total(own)
        figures = [prior, total, setting.total(own, is_basic), setting.total(own, is_project), total - prior]
        shown = [*figures, percent(total, prior) or setting.style.zero][:width]
        leading = [code, setting.indent * depth + name] if code else [setting.label(name), "<"]
        pairs = zip(MEASURES, shown, strict=False)
        records.append(figure_row(setting, grid, leading, subject_keys(name, code), pairs))

    if not total_last:
        add(None, "合计", 0)
    for code in with_ancestors(codes):
        add(code, name_of(code), (len(code) - 3) // 2)
    if total_last:
        add(None, "合计", 0)
    return DrawnForm("general_public_budget_expenditure", title, grid, records)
