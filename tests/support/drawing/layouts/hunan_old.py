"""Hunan's tables of units and of subjects by where the money comes from, as they were until 2020."""

from __future__ import annotations

from ..budget import FUND, GENERAL, Test, anything, both, carried_over, from_source, not_carried, nothing
from ..form import DrawnForm
from ..grid import Grid
from .common import SPECIAL, Setting, kinds
from .hunan_rows import subject_table
from .revenue import unit_revenue
from .rows import MoneyColumn


def _fresh(source: str) -> Test:
    return both(not_carried, from_source(source))


#: Headings of two rows, the measure (None for a part that the contract has none for) and the lines.
_SOURCES: list[tuple[str, str, str | None, Test]] = [
    ("总计", "^", "total", anything),
    ("一般公共预算拨款", "小计", GENERAL, _fresh(GENERAL)),
    ("<", "经费拨款", None, _fresh(GENERAL)),
    ("<", "纳入一般公共预算管理的非税收入拨款", None, nothing),
    ("政府性基金拨款", "^", FUND, _fresh(FUND)),
    ("纳入专户管理的非税收入拨款", "^", SPECIAL, _fresh(SPECIAL)),
    ("上级财政补助", "一般公共预算补助", None, nothing),
    ("<", "政府性基金补助", None, nothing),
    ("事业单位经营服务收入", "^", "operating_income", _fresh("operating_income")),
    ("上级单位补助收入", "^", "superior_subsidy", _fresh("superior_subsidy")),
    ("附属单位上缴收入", "^", "affiliate_remittance", _fresh("affiliate_remittance")),
    ("其他收入", "^", "other_income", _fresh("other_income")),
    ("上年结转", "^", "carry_over", carried_over),
]
_HEADS = [[above for above, _, _, _ in _SOURCES], [below for _, below, _, _ in _SOURCES]]


def revenue_by_source(setting: Setting, title: str) -> DrawnForm:
    """Draw up 部门收入总体情况表 of units."""
    columns = [MoneyColumn(measure, test) for _, _, measure, test in _SOURCES]
    grid = Grid([["单位代码", "单位名称", *_HEADS[0]], ["^", "^", *_HEADS[1]]], kinds("mn", len(columns)))
    return unit_revenue(setting, title, grid, columns)


def expenditure_by_source(setting: Setting, title: str) -> DrawnForm:
    """Draw up 部门支出总体情况表, whose columns are sources: of them the contract has the total."""
    columns = [MoneyColumn("total" if measure == "total" else None, test) for _, _, measure, test in _SOURCES]
    return subject_table(setting, "department_expenditure_summary", title, _HEADS, columns, anything)
