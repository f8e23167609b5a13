"""Hunan's tables of units and of subjects by where the money comes from, as they were until 2020."""

from __future__ import annotations

from ..budget import CARRY, FUND, GENERAL, Test, both, from_source, not_carried, of_origin
from ..form import DrawnForm
from ..grid import Grid
from .common import MoneyColumn, Setting, SubjectRows, anything, kinds, nothing, of_unit
from .hunan_rows import subject_table, without_parts

#: Headings of two rows (None: merged down), the measure ("" for a part that the contract has none for) and the lines.
_Column = tuple[str, str | None, str, Test]


def _sources() -> list[_Column]:
    def fresh(source: str) -> Test:
        return both(not_carried, from_source(source))

    return [
        ("总计", None, "total", anything),
        ("一般公共预算拨款", "小计", "general_public_budget", fresh(GENERAL)),
        ("<", "经费拨款", "", fresh(GENERAL)),
        ("<", "纳入一般公共预算管理的非税收入拨款", "", nothing),
        ("政府性基金拨款", None, "government_fund_budget", fresh(FUND)),
        ("纳入专户管理的非税收入拨款", None, "special_account_funds", fresh("special_account_funds")),
        ("上级财政补助", "一般公共预算补助", "", nothing),
        ("<", "政府性基金补助", "", nothing),
        ("事业单位经营服务收入", None, "operating_income", fresh("operating_income")),
        ("上级单位补助收入", None, "superior_subsidy", fresh("superior_subsidy")),
        ("附属单位上缴收入", None, "affiliate_remittance", fresh("affiliate_remittance")),
        ("其他收入", None, "other_income", fresh("other_income")),
        ("上年结转", None, "carry_over", of_origin(CARRY)),
    ]


def revenue_by_source(setting: Setting, title: str) -> DrawnForm:
    """Draw up 部门收入总体情况表 of units."""
    budget, sources = setting.budget, _sources()
    upper = ["单位代码", "单位名称", *[above for above, _, _, _ in sources]]
    lower = ["^", "^", *[below or "^" for _, below, _, _ in sources]]
    columns = [MoneyColumn(measure, test) for _, _, measure, test in sources]
    grid = Grid([upper, lower], kinds("mn", len(columns)))
    rows = SubjectRows(setting, grid, columns, 0, True)
    rows.add_total("合计", anything)
    rows.add(None, budget.department_code, budget.department, anything)
    for unit in budget.units:
        rows.add(None, unit.code, unit.name, of_unit(unit), 1)
    return without_parts(DrawnForm("department_revenue_summary", title, grid, rows.records))


def expenditure_by_source(setting: Setting, title: str) -> DrawnForm:
    """Draw up 部门支出总体情况表, whose columns are sources: of them the contract has the total."""
    sources = _sources()
    heads = [[above for above, _, _, _ in sources], [below or "^" for _, below, _, _ in sources]]
    columns = [MoneyColumn("total" if measure == "total" else "", test) for _, _, measure, test in sources]
    return without_parts(subject_table(setting, "department_expenditure_summary", title, heads, columns, anything))
