"""Forms as the national integrated budget system (预算管理一体化) prints them, for provinces that kept its heads."""

from __future__ import annotations

from dataclasses import dataclass

from ..budget import CAPITAL, CARRY, FUND, GENERAL, Test, both, from_source, not_carried, of_origin
from ..form import DrawnForm
from ..grid import Grid
from .common import MoneyColumn, Setting, SubjectRows, anything, kinds, nothing, numbered, of_unit

#: What a unit earns or is given beside the treasury's allotments: heading and source.
UNIT_FUNDS = (
    ("事业收入", "undertaking_income"),
    ("事业单位经营收入", "operating_income"),
    ("上级补助收入", "superior_subsidy"),
    ("附属单位上缴收入", "affiliate_remittance"),
    ("其他收入", "other_income"),
)
FUNDS = (("一般公共预算", GENERAL), ("政府性基金预算", FUND), ("国有资本经营预算", CAPITAL))
SOURCES = ("special_account_funds", *(source for _, source in UNIT_FUNDS))


@dataclass(frozen=True)
class RevenueManner:
    """How a province prints 部门收入总表: ``nested`` has 单位资金 over its parts, ``numbers`` counts the columns."""

    code_head: str = "部门（单位）代码"
    name_head: str = "部门（单位）名称"
    carried: str = "上年结转结余"
    nested: bool = False
    numbers: bool = False
    total_last: bool = False


def revenue_by_unit(setting: Setting, title: str, manner: RevenueManner) -> DrawnForm:
    """Draw up revenue by unit: this year's by source, then what is left over by source.

    What is left has one measure, its subtotal; the subtotals of this year's revenue and of 单位资金 have none.
    """
    carried = of_origin(CARRY)
    own = from_source(*(source for _, source in UNIT_FUNDS))
    left_parts: list[tuple[str, Test]] = [(text, both(carried, from_source(source))) for text, source in FUNDS]
    left_parts += [("财政专户管理资金", nothing), ("单位资金", nothing)]
    fresh: list[tuple[str, MoneyColumn]] = [("小计", MoneyColumn(None, not_carried))]
    fresh += [(text, MoneyColumn(source, both(not_carried, from_source(source)))) for text, source in FUNDS]
    fresh.append(("财政专户管理资金", MoneyColumn("special_account_funds", from_source("special_account_funds"))))
    funds = [(text, MoneyColumn(source, from_source(source))) for text, source in UNIT_FUNDS]
    if manner.nested:
        funds.insert(0, ("小计", MoneyColumn(None, own)))
    left: list[tuple[str, MoneyColumn]] = [("小计", MoneyColumn("carry_over", carried))]
    left += [(text, MoneyColumn(None, test)) for text, test in left_parts]
    size = len(fresh) + len(funds)
    top = [manner.code_head, manner.name_head, "合计", "本年收入", *["<"] * (size - 1)]
    top += [manner.carried, *["<"] * (len(left) - 1)]
    lead = ["^"] * 3
    left_texts = [text for text, _ in left]
    fresh_texts, fund_texts = [text for text, _ in fresh], [text for text, _ in funds]
    if manner.nested:
        middle = [*lead, *fresh_texts, "单位资金", *["<"] * (len(funds) - 1), *left_texts]
        head = [top, middle, [*lead, *["^"] * len(fresh), *fund_texts, *["^"] * len(left)]]
    else:
        head = [top, [*lead, *fresh_texts, *fund_texts, *left_texts]]
    columns = [MoneyColumn("total", anything), *(column for _, column in fresh + funds + left)]
    grid = Grid(numbered(head) if manner.numbers else head, kinds("cn", len(columns)))
    rows, budget = SubjectRows(setting, grid, columns, 0, True), setting.budget
    if not manner.total_last:
        rows.add_total("合计", anything)
    rows.add(None, budget.department_code, budget.department, anything)
    for unit in budget.units:
        rows.add(None, unit.code, unit.name, of_unit(unit), 1)
    if manner.total_last:
        rows.add_total("合计", anything)
    return DrawnForm("department_revenue_summary", title, grid, rows.records)
