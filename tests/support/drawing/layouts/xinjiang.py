"""Xinjiang's 情况表: class codes before the names of classes, three columns of codes, notes under empty forms."""

from __future__ import annotations

from ..budget import (
    FISCAL,
    Test,
    anything,
    both,
    carried_over,
    fiscal,
    for_project,
    from_general,
    from_source,
    is_project,
    not_carried,
    under,
)
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import CLASSES, name_of
from .common import EARNINGS, FUNDS, ORDINALS, SPECIAL, Setting, caption, kinds
from .economics import PROJECT_USES, USES, in_class
from .filled_sheets import XINJIANG, project_sheets
from .rows import CARRY_OVER, MoneyColumn, PlainRows, subject_keys
from .subject_forms import TOTAL_ONLY, Manner, basic_form, expenditure_by_use, fund_forms, general_form, revenue_form
from .three_public import one_year
from .two_sided import BY_FUND, TOTAL, Item, amount, figures_by, fiscal_summary, grand_tails, summary_form

BALANCE = "non_fiscal_balance"
OTHER_SOURCES = ("undertaking_income", "operating_income", "other_income", BALANCE)
LEFT_OVER = "单位上年结余（不包括国库集中支付额度结余）"


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all forms, in the order of their numbers."""
    rng, budget = setting.rng, setting.budget
    code_head = rng.choice(("功能分类科目编码", "科目编码"))
    manner = Manner(3, code_head, "功能分类科目名称", "项目", total_last=rng.random() < 0.5)
    economic = Manner(2, "经济分类科目编码", "经济分类科目名称", "项目", manner.total_last)
    empty = f"备注：{budget.department}{budget.year}年没有使用{{}}预算拨款安排的支出，{{}}为空表。"
    funds = ["政府性基金预算支出情况表", "国有资本经营预算支出情况表"][: 1 + (budget.year >= 2020)]
    drawn = [
        _summary(setting),
        _revenue(setting, manner),
        expenditure_by_use(setting, manner, "部门支出总体情况表", "支出预算"),
        _fiscal(setting),
        general_form(setting, manner, "一般公共预算支出情况表", "一般公共预算支出", "小计"),
        basic_form(setting, economic, "一般公共预算基本支出情况表", "一般公共预算基本支出", "小计"),
        _projects(setting),
        one_year(setting, "一般公共预算“三公”经费支出情况表"),
        *fund_forms(setting, manner, funds, "{}预算支出", empty),
    ]
    caption(setting, drawn, rng.choice(("表{}", "表{}", "附表{}", "公开表{}")), numbers=ORDINALS)
    for form in drawn:
        form.entity_label = rng.choice(("编制部门：", "填报单位：", "填报部门："))
    return drawn + project_sheets(setting, "项目支出绩效目标表", XINJIANG)


def _sources(setting: Setting) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return heading, measure and sources of the revenue, in this year's words or those of the budget's system."""
    early = setting.budget.year < 2022
    special = ("教育收费（财政专户）", "education_fees") if early else ("财政专户管理资金", SPECIAL)
    names = [*FUNDS, special, *EARNINGS]
    names.append(("用事业基金弥补收支差额" if early else "使用非财政拨款结余", BALANCE))
    lines = [(name, source, (source,)) for name, source in names]
    return [("财政拨款（补助）", "fiscal_appropriation", FISCAL), *lines] if early else lines


def _classes(setting: Setting, test: Test, measures: dict[str, Test]) -> list[Item]:
    """Return all classes, their codes before their names."""
    return [Item(f"{code} {name}", figures_by(setting, measures, test, under(code))) for code, name in CLASSES.items()]


def _tails(setting: Setting, subtotal: bool, test: Test, measures: dict[str, Test]) -> tuple[list[Item], list[Item]]:
    """Return the rows under both sides, with a 小计 or without."""
    left, right = grand_tails(setting, test, measures)
    if subtotal:
        left.insert(0, Item("小计", left[0].figures, total=True))
        right.insert(0, Item("小计", right[0].figures, total=True))
    return left, right


def _without_spaces(form: DrawnForm) -> DrawnForm:
    """Take what the layout sets before a name into the text without its space."""
    for record in form.records:
        record["item"] = record["item"].replace(" ", "")
    return form


def _summary(setting: Setting) -> DrawnForm:
    over = setting.label("收入"), setting.label("支出")
    revenue = [
        Item(name, amount(setting, from_source(*sources), not_carried), depth=measure in FISCAL)
        for name, measure, sources in _sources(setting)
    ]
    revenue.append(Item(LEFT_OVER, amount(setting, carried_over)))
    classes, words = _classes(setting, anything, TOTAL), ("项目", "预算数", "功能分类")
    tails = _tails(setting, setting.rng.random() >= 0.5, anything, TOTAL)
    return _without_spaces(summary_form(setting, "部门收支总体情况表", words, revenue, classes, tails, over=over))


def _revenue(setting: Setting, manner: Manner) -> DrawnForm:
    sources = _sources(setting)
    fresh = [MoneyColumn(measure, both(from_source(*each), not_carried)) for _, measure, each in sources]
    columns = [*TOTAL_ONLY, *fresh, CARRY_OVER]
    texts = ["总计", *[name for name, _, _ in sources], LEFT_OVER]
    return revenue_form(setting, manner, "部门收入总体情况表", [texts], columns)


def _fiscal(setting: Setting) -> DrawnForm:
    left = [Item(setting.rng.choice(("财政拨款（补助）", "财政拨款")), amount(setting, fiscal))]
    left += [Item(name, amount(setting, from_source(source)), depth=1) for name, source in FUNDS]
    right = _classes(setting, fiscal, BY_FUND)
    tails = _tails(setting, setting.rng.random() < 0.5, fiscal, BY_FUND)
    over = ("财政拨款收入", "财政拨款支出")
    words = {"figures": "合计", "item": "功能分类"}
    return _without_spaces(fiscal_summary(setting, "财政拨款收支总体情况表", left, right, tails, over=over, **words))


def _projects(setting: Setting) -> DrawnForm:
    """Draw up the projects by economic class; the contract has the total alone."""
    budget, uses = setting.budget, USES | PROJECT_USES
    head = [["科目编码", "<", "<", "科目名称", "项目名称", "项目支出合计", *uses.values()]]
    head.append(["类", "款", "项", *["^"] * (2 + 1 + len(uses))])
    columns = [*TOTAL_ONLY, *[MoneyColumn(None, in_class(code)) for code in uses]]
    rows = PlainRows(setting, Grid(head, kinds("cccnn", len(columns))), columns)
    test = both(from_general, is_project)
    rows.put(["合计", *["<"] * 4], subject_keys("合计"), test)
    for code in budget.functions(test):
        mine = both(test, under(code))
        for name in budget.projects(mine):
            leading = [code[:3], code[3:5], code[5:7], name_of(code), name]
            rows.put(leading, subject_keys(name, code), both(mine, for_project(name)))
    title = "一般公共预算项目支出情况表"
    return DrawnForm("general_public_budget_project_expenditure", title, rows.grid, rows.records)
