"""The Ministry of Finance's nine tables for central departments: last year beside this year, totals at the foot."""

from __future__ import annotations

from ..budget import FISCAL, Line, from_source
from ..form import DrawnForm
from .common import EARNINGS, FUND_REVENUES, UNIT_FUNDS, UNIT_SOURCES, Setting, caption
from .rows import CARRY_OVER, MoneyColumn, this_year
from .subject_forms import TOTAL_ONLY, Manner, basic_form, expenditure_form, fund_forms, revenue_form
from .three_public import two_years
from .two_sided import Item, amount, class_items, fiscal_halves, source_items, summary_form, year_tails
from .with_last_year import general_beside_last_year

BALANCE = "non_fiscal_balance"
OTHER_SOURCES = ("undertaking_income", "operating_income", "other_income", BALANCE)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all nine tables."""
    year = setting.budget.year
    manner = Manner(total_last=True, group_head=setting.rng.choice((None, "功能分类科目", "科目")))
    empty = f"注：本部门{year}年没有使用{{}}预算拨款安排的支出。"
    drawn = [
        _summary(setting),
        _revenue(setting, manner),
        expenditure_form(setting, manner, "部门支出总表", superior_first=True, operating=True),
        fiscal_halves(setting, "财政拨款收支总表", full=False, forward="结转下年"),
        _general(setting),
        _basic(setting),
        two_years(setting, "一般公共预算“三公”经费支出表"),
        *fund_forms(setting, manner, "{}预算支出表", f"{year}年{{}}预算支出", empty),
    ]
    return caption(setting, drawn, setting.rng.choice(("部门公开表{}", "表{}", "附表{}", "公开{:02d}表")))


def _summary(setting: Setting) -> DrawnForm:
    revenue = source_items(setting, (*FUND_REVENUES, *EARNINGS))
    left, right = year_tails(setting, "上年结转", "结转下年")
    balance = amount(setting, from_source(BALANCE))
    fresh = {"total": left[0].figures["total"] - balance["total"]}
    left[:1] = [Item("本年收入合计", fresh, total=True), Item("使用非财政拨款结余", balance)]
    right.insert(1, Item("结余分配", {"total": 0}))
    words, classes = ("项目", "预算数", "项目"), class_items(setting, full=False)
    blank_rows = setting.rng.randint(0, 3)
    return summary_form(setting, "部门收支总表", words, revenue, classes, (left, right), blank_rows)


def _revenue(setting: Setting, manner: Manner) -> DrawnForm:
    trade = UNIT_FUNDS[1:]
    columns = [*TOTAL_ONLY, CARRY_OVER, *this_year(*FISCAL, *UNIT_SOURCES, BALANCE)]
    columns.insert(6, MoneyColumn("education_fees", _education_fees))
    top = ["合计", "上年结转", *(name for name, _ in FUND_REVENUES), "事业收入", "<", *(name for name, _ in trade)]
    top.append("使用非财政拨款结余")
    bottom = [*["^"] * 5, "金额", "其中：教育收费", *["^"] * 5]
    return revenue_form(setting, manner, "部门收入总表", [top, bottom], columns)


def _education_fees(line: Line) -> bool:
    """Count part of 事业收入 as fees from schooling, so that the column is not always blank."""
    return line.source == "undertaking_income" and line.economic < "30213"


def _general(setting: Setting) -> DrawnForm:
    year = setting.budget.year
    before, now = f"{year - 1}年执行数", f"{year}年预算数"
    head = [
        ["功能分类科目", "<", before, now, "<", "<", f"{now}比{before}", "<"],
        ["科目编码", "科目名称", "^", setting.rng.choice(("小计", "合计")), "基本支出", "项目支出", "增减额", "增减%"],
    ]
    return general_beside_last_year(setting, "一般公共预算支出表", head, total_last=True)


def _basic(setting: Setting) -> DrawnForm:
    over = setting.rng.choice(("部门预算支出经济分类科目", "经济分类科目"))
    manner = Manner(total_last=True, group_head=over)
    return basic_form(setting, manner, "一般公共预算基本支出表", f"{setting.budget.year}年基本支出")
