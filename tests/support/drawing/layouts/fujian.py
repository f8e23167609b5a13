"""Fujian's tables (附表1 …): expenditure by use or by function, by economic subject, 三公 as a list."""

from __future__ import annotations

from ..budget import both, fiscal, from_general, is_basic, is_operations, is_project, under
from ..form import DrawnForm
from ..grid import Grid
from .common import FUNDS, REVENUES, SPECIAL, Setting, caption, kinds
from .revenue import unit_revenue
from .rows import CARRY_OVER, this_year
from .subject_forms import (
    TOTAL_BASIC_PROJECT,
    TOTAL_ONLY,
    USE,
    Manner,
    basic_form,
    expenditure_form,
    fund_forms,
    general_form,
    subject_form,
)
from .three_public import last_year, upright
from .two_sided import BY_FUND, Item, amount, class_items, fiscal_summary, source_items, summary_form, year_tails

OTHER_SOURCES = (SPECIAL, "undertaking_income", "operating_income", "superior_subsidy", "other_income")
LABELS = (
    ("合计", "total"),
    ("1、因公出国（境）费用", "overseas_travel"),
    ("2、公务接待费", "reception"),
    ("3、公务用车费", "vehicles.subtotal"),
    ("其中：（1）公务用车运行维护费", "vehicles.operation"),
    ("（2）公务用车购置费", "vehicles.purchase"),
)
#: What basic expenditure consists of.
PARTS = (
    ("人员支出", both(is_basic, under("301", "economic"))),
    ("对个人和家庭补助支出", both(is_basic, under("303", "economic"))),
    ("公用支出", is_operations),
)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all tables; before 2022 expenditure stands by use and titles end in 总体情况表."""
    rng, year = setting.rng, setting.budget.year
    early = year < 2022
    end = "总体情况表" if early or rng.random() < 0.3 else "总表"
    grant = "拨款" if early or rng.random() < 0.6 else ""
    manner = Manner(group_head=rng.choice((None, "功能分类科目", "支出功能分类科目")))
    economic = Manner(code_head=rng.choice(("科目编码", "经济分类科目编码")))
    within = [["合计", "其中：", "<"], ["^", "基本支出", "项目支出"]]
    empty = f"备注：本{rng.choice(('部门', '单位'))}{year}年度没有使用{{}}预算拨款安排的支出。"
    total = rng.choice(("金额", "预算数")) if early else "合计"
    funds = f"政府性基金{'' if early else '预算'}{grant}支出预算表", f"国有资本经营预算{grant}支出预算表"
    drawn = [
        _summary(setting, "收支预算" + end, by_use=early),
        _revenue(setting, "收入预算" + end),
        _expenditure(setting, "支出预算" + end, manner),
        _fiscal(setting, "财政拨款收支预算" + end),
        general_form(setting, manner, f"一般公共预算{grant}支出预算表", headings=rng.choice((within, None))),
        *fund_forms(setting, manner, funds, None, empty),
        _by_economic(setting, f"一般公共预算{grant}支出经济分类情况表", economic),
        basic_form(setting, economic, f"一般公共预算{grant}基本支出经济分类情况表", total=total, alone=early),
        _three_public(setting),
        _special_funds(setting),
    ]
    code = rng.choice(("附表{}", "附件1-{}", "附表1-{}", "表{}", "附件{}"))
    return caption(setting, drawn, code, rng.choice((f"{year}年度", f"{year}年度", f"{year}年", "")))


def _summary(setting: Setting, title: str, by_use: bool) -> DrawnForm:
    rng = setting.rng
    if by_use:
        spending = [
            Item("基本支出", amount(setting, is_basic), "一"),
            *[Item(name, amount(setting, test), depth=1) for name, test in PARTS],
            Item("项目支出", amount(setting, is_project), "二"),
        ]
    else:
        spending = class_items(setting, full=rng.random() < 0.5)
    names = [(name, source) for name, source in REVENUES if source != "affiliate_remittance"]
    tails = year_tails(setting, forward=rng.choice(("结转下年支出", "年终结转结余")))
    words = ("收入项目", "预算数", "支出项目") if rng.random() < 0.5 else ("项目", "预算数", "项目")
    return summary_form(setting, title, words, source_items(setting, names), spending, tails)


def _revenue(setting: Setting, title: str) -> DrawnForm:
    columns = [*TOTAL_ONLY, *this_year(*dict(REVENUES).values()), CARRY_OVER]
    head = [["单位名称", "合计", *[name for name, _ in REVENUES], "上年结转结余"]]
    return unit_revenue(setting, title, Grid(head, kinds("n", len(columns))), columns, unit_column=False)


def _expenditure(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    return expenditure_form(setting, manner, title, () if setting.rng.random() < 0.4 else PARTS, operating=True)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    names = [(f"{name}拨款", source) for name, source in FUNDS]
    left, right = source_items(setting, names), class_items(setting, setting.rng.random() < 0.3, fiscal, BY_FUND)
    tails = year_tails(setting, forward="结转下年支出", measures=BY_FUND)
    return fiscal_summary(setting, title, left, right, tails, [name for name, _ in names])


def _by_economic(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    """Draw up all general expenditure by economic subject: a table that the contract has no form for."""
    headings, columns = [list(USE)], TOTAL_BASIC_PROJECT
    drawn = subject_form(setting, manner, None, title, headings, columns, from_general, "economic")
    drawn.records = []
    return drawn


def _three_public(setting: Setting) -> DrawnForm:
    year, rng = setting.budget.year, setting.rng
    title = "一般公共预算“三公”经费支出预算" + rng.choice(("情况表", "表"))
    columns = [("prior_year", f"{year - 1}年预算数"), ("total", f"{year}年预算数")]
    if rng.random() < 0.5:
        columns = [("total", rng.choice(("预算数", f"{year}年预算数")))]
    return upright(setting, title, LABELS, columns, last_year(setting))


def _special_funds(setting: Setting) -> DrawnForm:
    """Draw up the list of special funds: another table that is no form."""
    rng, year = setting.rng, setting.budget.year
    grid = Grid([["专项资金名称", "执行年限", "绩效目标", "预算数"]], kinds("nnn", 1))
    notes = []
    if rng.random() < 0.5:
        for theme in rng.sample(setting.budget.themes, 2):
            text = setting.style.text(rng.randint(1, 900) * 1_000_000)
            grid.add(theme + "专项资金", f"{year}-{year + 2}年", "提高资金使用效益", text)
    else:
        grid.add(*[""] * 4)
        notes = ["备注：本部门没有管理专项资金。"]
    return DrawnForm(None, "部门专项资金管理清单目录", grid, [], notes=notes)
