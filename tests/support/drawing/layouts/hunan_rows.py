"""Hunan's rows: 类, 款, 项 beside a column that holds a unit's code or the subject's again, then its name."""

from __future__ import annotations

from collections.abc import Sequence

from ..budget import Test, both, of_unit, under
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import name_of, with_ancestors
from .common import Setting, kinds
from .rows import MoneyColumn, SubjectRows


def subject_table(
    setting: Setting,
    form: str | None,
    title: str,
    headings: list[list[str]],
    columns: Sequence[MoneyColumn],
    test: Test,
    empty_note: str | None = None,
) -> DrawnForm:
    """Draw up a table of the department, its units and their function subjects; ``headings`` stand over the figures.

    Without a line that passes, a row for 合计, blank rows or a remark in the grid are all there is.
    """
    budget, rng = setting.budget, setting.rng
    grid = Grid(_head(headings), kinds("cccmn", len(columns)))
    rows = SubjectRows(setting, grid, columns, 3, True)
    rows.add_total("合计", test, rng.random() < 0.5)
    if not budget.total(test):
        rows.add_blank(rng.randint(0, 4))
        return DrawnForm(form, title, grid, rows.records, notes=[empty_note] if empty_note else [])
    rows.add(None, budget.department_code, budget.department, test)
    for unit in budget.units:
        mine = both(test, of_unit(unit))
        codes = budget.functions(mine)
        if codes:
            rows.add(None, unit.code, unit.name, mine, 1)
        for code in with_ancestors(codes):
            rows.add(code, code, name_of(code), both(mine, under(code)), (len(code) + 1) // 2)
    return DrawnForm(form, title, grid, rows.records)


def _head(headings: list[list[str]]) -> list[list[str]]:
    """Put 科目编码, 单位代码 and 单位名称（科目） before the headings over the figures."""
    size = max(2, len(headings))
    figures = [*headings, *[["^"] * len(headings[0])] * (size - len(headings))]
    leading = [["科目编码", "<", "<", "单位代码", "单位名称（科目）"]]
    leading += [["^"] * 5] * (size - 2)
    leading.append(["类", "款", "项", "^", "^"])
    return [[*left, *right] for left, right in zip(leading, figures, strict=True)]
