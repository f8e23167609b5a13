"""部门收入总表 by unit, as the national integrated budget system (预算管理一体化) prints it."""

from __future__ import annotations

from dataclasses import dataclass

from ..budget import FISCAL, anything, both, carried_over, from_source, not_carried, nothing
from ..form import DrawnForm
from ..grid import Grid
from .common import FUND_NAMES, SPECIAL, UNIT_FUNDS, UNIT_SOURCES, Setting, kinds, numbered
from .rows import CARRY_OVER, MoneyColumn, SubjectRows, this_year


@dataclass(frozen=True)
class RevenueManner:
    """How a province prints the form: ``nested`` has 单位资金 over its parts, ``numbers`` counts the columns.

    ``total_merged`` tells whether the total's label runs over both leading columns, whose kinds are ``leading``.
    """

    code_head: str = "部门（单位）代码"
    name_head: str = "部门（单位）名称"
    carried: str = "上年结转结余"
    this_year: str = "本年收入"
    nested: bool = False
    numbers: bool = False
    total_last: bool = False
    total_merged: bool = True
    leading: str = "cn"


def revenue_by_unit(setting: Setting, title: str, manner: RevenueManner) -> DrawnForm:
    """Draw up this year's revenue by source, then what is left over by source.

    What is left has one measure, its subtotal; the subtotals of this year's revenue and of 单位资金 have none.
    """
    fresh = [MoneyColumn(None, not_carried), *this_year(*FISCAL, SPECIAL)]
    own = this_year(*UNIT_SOURCES)
    own_texts = [text for text, _ in UNIT_FUNDS]
    if manner.nested:
        own.insert(0, MoneyColumn(None, from_source(*UNIT_SOURCES)))
        own_texts.insert(0, "小计")
    left = [CARRY_OVER, *[MoneyColumn(None, both(carried_over, from_source(source))) for source in FISCAL]]
    left += [MoneyColumn(None, nothing)] * 2
    top = [manner.code_head, manner.name_head, "合计", manner.this_year, *["<"] * (len(fresh) + len(own) - 1)]
    top += [manner.carried, *["<"] * (len(left) - 1)]
    fresh_texts = [*["^"] * 3, "小计", *FUND_NAMES, "财政专户管理资金"]
    left_texts = ["小计", *FUND_NAMES, "财政专户管理资金", "单位资金"]
    head = [top, [*fresh_texts, *own_texts, *left_texts]]
    if manner.nested:
        head[1] = [*fresh_texts, "单位资金", *["<"] * (len(own) - 1), *left_texts]
        head.append([*["^"] * len(fresh_texts), *own_texts, *["^"] * len(left)])
    columns = [MoneyColumn("total", anything), *fresh, *own, *left]
    grid = Grid(numbered(head) if manner.numbers else head, kinds(manner.leading, len(columns)))
    return unit_revenue(setting, title, grid, columns, manner.total_last, manner.total_merged)


def unit_revenue(
    setting: Setting,
    title: str,
    grid: Grid,
    columns: list[MoneyColumn],
    total_last: bool = False,
    total_merged: bool = True,
    unit_column: bool = True,
) -> DrawnForm:
    """Draw up revenue of the department and its units under columns of the layout's own."""
    rows = SubjectRows(setting, grid, columns, 0, unit_column)
    if not total_last:
        rows.add_total("合计", anything, total_merged)
    rows.add_units()
    if total_last:
        rows.add_total("合计", anything, total_merged)
    return DrawnForm("department_revenue_summary", title, grid, rows.records)
