"""Sichuan's fourteen forms, as its departments publish them from the province's budget system."""

from __future__ import annotations

from collections.abc import Sequence

from ..budget import (
    CAPITAL,
    CARRY,
    CENTRAL_ADVANCE,
    CURRENT,
    FUND,
    Test,
    anything,
    both,
    carried_over,
    fiscal,
    for_project,
    from_general,
    from_source,
    is_basic,
    is_project,
    not_carried,
    nothing,
    of_origin,
    of_unit,
    under,
)
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import name_of
from .common import EARNINGS, FUND_REVENUES, FUNDS, SPECIAL, UNIT_FUNDS, Setting, caption, kinds
from .performance import overall_targets, project_targets
from .rows import CARRY_OVER, MoneyColumn, SubjectRows, this_year
from .subject_forms import TOTAL_BASIC_PROJECT, TOTAL_ONLY, TOTAL_PERSONNEL_OPERATIONS, USE
from .three_public import FORM, three_public_form
from .two_sided import (
    BY_FUND,
    Item,
    Items,
    amount,
    class_items,
    figures_by,
    fiscal_summary,
    source_items,
    summary_form,
    unnumbered,
)

REVENUES = (*FUND_REVENUES, *EARNINGS)
OTHER_SOURCES = ("undertaking_income", "operating_income", "other_income", "superior_subsidy", SPECIAL)
NUMBERS = ["1", "1-1", "1-2", "2", "2-1", "3", "3-1", "3-2", "3-3", "4", "4-1", "5"]


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all fourteen forms for the setting's budget."""
    drawn = [
        _summary(setting),
        _revenue(setting),
        _expenditure(setting),
        _fiscal_summary(setting),
        _by_economic_class(setting),
        _general(setting),
        _general_basic(setting),
        _general_projects(setting),
        three_public_form(setting, FORM, "一般公共预算“三公”经费支出预算表", from_general),
        _one_fund(setting, "government_fund_expenditure", "政府性基金预算", FUND),
        _fund_three_public(setting),
        _one_fund(setting, "state_capital_expenditure", "国有资本经营预算", CAPITAL),
    ]
    return [*caption(setting, drawn, "表{}", numbers=NUMBERS), project_targets(setting), overall_targets(setting)]


def _summary(setting: Setting) -> DrawnForm:
    """Draw up 部门收支总表; money that it has no line for comes in as 其他收入, as departments book it."""
    revenue = source_items(setting, REVENUES[:-1])
    others = amount(setting, from_source("other_income", "superior_subsidy", SPECIAL), not_carried)
    revenue.append(Item("其他收入", others, "六"))
    total = amount(setting)
    left: Items = [
        Item("本年收入合计", amount(setting, not_carried), total=True),
        Item("上年结转", amount(setting, carried_over), "七"),
        None,
        Item("收入总计", total, total=True),
    ]
    right: Items = [Item("本年支出合计", total, total=True), None, None, Item("支出总计", total, total=True)]
    words, classes = ("项目", "预算数", "项目"), class_items(setting, full=True)
    return summary_form(setting, "部门收支总表", words, revenue, classes, (left, right))


def _leading_rows(rows: SubjectRows, test: Test, code: str | None = None) -> None:
    """Write the three rows every form begins with: 合计, a row of figures without a label, the department's own."""
    rows.add_total("合计", test)
    rows.add(None, None, "", test)
    rows.add(None, code, rows.setting.budget.department, test)


def _revenue(setting: Setting) -> DrawnForm:
    others = (*REVENUES, UNIT_FUNDS[2], UNIT_FUNDS[3], ("财政专户管理资金收入", SPECIAL))
    texts = ["合计", "上年结转", *[name for name, _ in others]]
    head = [["项目", "<", *texts], ["单位代码", "单位名称（科目）", *["^"] * len(texts)]]
    columns = [*TOTAL_ONLY, CARRY_OVER, *this_year(*dict(others).values())]
    rows = SubjectRows(setting, Grid(head, kinds("cn", len(texts))), columns, 0, True)
    _leading_rows(rows, anything, setting.budget.department_code)
    if len(setting.budget.units) > 1:
        for unit in setting.budget.units:
            rows.add(None, unit.code, unit.name, of_unit(unit), 1)
    return DrawnForm("department_revenue_summary", "部门收入总表", rows.grid, rows.records)


def _function_rows(rows: SubjectRows, test: Test) -> None:
    """Write the units' subjects of the lowest level, unit by unit."""
    budget = rows.setting.budget
    _leading_rows(rows, test)
    for unit in budget.units:
        mine = both(test, of_unit(unit))
        if not budget.total(mine):
            continue
        if len(budget.units) > 1:
            rows.add(None, None, unit.name, mine, 1)
        for code in budget.functions(mine):
            rows.add(code, unit.code, name_of(code), both(mine, under(code)), 2)


def _function_table(
    setting: Setting, columns: Sequence[MoneyColumn], upper: list[str] | None, middle: list[str] | None = None
) -> SubjectRows:
    """Begin a table of function subjects; ``upper``, whose row has 项目 before it, and ``middle`` are over figures."""
    below = ["^"] * len(columns)
    head = [["项目", "<", "<", "<", "<", *upper]] if upper else []
    head.append(["科目编码", "<", "<", "单位代码", "单位名称（科目）", *(middle or below)])
    head.append(["类", "款", "项", "^", "^", *below])
    return SubjectRows(setting, Grid(head, kinds("ccccn", len(columns))), columns, 3, True)


def _expenditure(setting: Setting) -> DrawnForm:
    rows = _function_table(setting, TOTAL_BASIC_PROJECT, list(USE))
    _function_rows(rows, anything)
    return DrawnForm("department_expenditure_summary", "部门支出总表", rows.grid, rows.records)


def _fiscal_summary(setting: Setting) -> DrawnForm:
    """Draw up 财政拨款收支总表 without totals: 本年收入 and 上年结转 by fund beside 本年支出 by class."""
    left: list[Item] = []
    for ordinal, heading, origin in (("一", "本年收入", not_carried), ("二", "上年结转", carried_over)):
        left.append(Item(heading, amount(setting, fiscal, origin), ordinal))
        left += [Item(name, amount(setting, from_source(source), origin), depth=1) for name, source in FUND_REVENUES]
    classes = class_items(setting, True, fiscal, BY_FUND, depth=1)
    right = [Item("本年支出", figures_by(setting, BY_FUND, fiscal), "一"), *unnumbered(classes, 1)]
    return fiscal_summary(setting, "财政拨款收支预算总表", left, right, ([], []))


def _by_economic_class(setting: Setting) -> DrawnForm:
    names = ("一般公共预算拨款", "政府性基金安排", "国有资本经营预算安排")
    funds = [(name, source) for name, (_, source) in zip(names, FUNDS, strict=True)]
    blocks = (
        ("省级当年财政拨款安排", CURRENT),
        ("中央提前通知专项转移支付等", CENTRAL_ADVANCE),
        ("上年结转安排", CARRY),
    )
    top, middle, bottom = (
        ["项目", "<", "<", "<", "总计"],
        ["科目编码", "<", "单位代码", "单位名称（科目）", "^"],
        ["类", "款", "^", "^", "^"],
    )
    columns = [MoneyColumn("total", fiscal)]
    for block, origin in blocks:
        own = both(fiscal, of_origin(origin))
        parts = [*funds, *([("上年应返还额度结转", "refund_quota")] if origin == CARRY else [])]
        top += [block, *["<"] * (3 * len(parts))]
        middle.append("合计")
        bottom.append("^")
        columns.append(MoneyColumn(f"{origin}.total", own))
        for text, source in parts:
            middle += [text, "<", "<"]
            bottom += ["小计", "基本支出", "项目支出"]
            mine = both(own, from_source(source))
            for part, kind in (("subtotal", anything), ("basic", is_basic), ("project", is_project)):
                columns.append(MoneyColumn(f"{origin}.{source}.{part}", both(mine, kind)))
    rows = SubjectRows(setting, Grid([top, middle, bottom], kinds("cccn", len(columns))), columns, 2, True)
    budget = setting.budget
    _leading_rows(rows, fiscal)
    codes = budget.economics(fiscal)
    for group in sorted({code[:3] for code in codes}):
        rows.add(None, None, name_of(group), both(fiscal, under(group, "economic")), 1)
        for code in codes:
            for unit in budget.units:
                mine = both(fiscal, under(code, "economic"), of_unit(unit))
                if code.startswith(group) and budget.total(mine):
                    rows.add(code, unit.code, name_of(code), mine, 2)
    title = "财政拨款支出预算表（部门经济分类科目）"
    return DrawnForm("fiscal_appropriation_by_economic_class", title, rows.grid, rows.records)


def _general(setting: Setting) -> DrawnForm:
    columns = [*TOTAL_ONLY, MoneyColumn("current_year", not_carried), CARRY_OVER]
    rows = _function_table(setting, columns, ["合计", "当年财政拨款安排", "上年结转安排"])
    _function_rows(rows, from_general)
    return DrawnForm("general_public_budget_expenditure", "一般公共预算支出预算表", rows.grid, rows.records)


def _general_basic(setting: Setting) -> DrawnForm:
    head = [
        ["项目", "<", "<", "<", "基本支出", "<", "<"],
        ["科目编码", "<", "单位代码", "单位名称（科目）", "合计", "人员经费", "公用经费"],
        ["类", "款", *["^"] * 5],
    ]
    rows = SubjectRows(setting, Grid(head, kinds("cccn", 3)), TOTAL_PERSONNEL_OPERATIONS, 2, True)
    basic = both(from_general, is_basic)
    _leading_rows(rows, basic, setting.budget.department_code)
    codes = setting.budget.economics(basic)
    for group in sorted({code[:3] for code in codes}):
        rows.add(group, None, name_of(group), both(basic, under(group, "economic")), 1)
        for code in codes:
            if code.startswith(group):  # the system prints the subject itself under 单位代码 here
                rows.add(code, code, name_of(code), both(basic, under(code, "economic")), 2)
    title = "一般公共预算基本支出预算表"
    return DrawnForm("general_public_budget_basic_expenditure", title, rows.grid, rows.records)


def _general_projects(setting: Setting) -> DrawnForm:
    rows = _function_table(setting, TOTAL_ONLY, None, ["金额"])
    projects = both(from_general, is_project)
    budget = setting.budget
    _leading_rows(rows, projects)
    for code in budget.functions(projects):
        mine = both(projects, under(code))
        rows.add(None, None, name_of(code), mine, 1)
        for unit in budget.units:
            own = both(mine, of_unit(unit))
            for name in budget.projects(own):
                rows.add(code, unit.code, name, both(own, for_project(name)), 3)
    title = "一般公共预算项目支出预算表"
    return DrawnForm("general_public_budget_project_expenditure", title, rows.grid, rows.records)


def _fund_three_public(setting: Setting) -> DrawnForm:
    form = three_public_form(setting, "government_fund_three_public", "政府性基金预算“三公”经费支出预算表", nothing)
    form.notes = ["注：本年部门无政府性基金预算“三公”经费支出预算"]
    return form


def _one_fund(setting: Setting, form: str, word: str, source: str) -> DrawnForm:
    rows = _function_table(setting, TOTAL_BASIC_PROJECT, [f"本年{word}支出", "<", "<"], list(USE))
    notes = []
    if setting.total(from_source(source)):
        _function_rows(rows, from_source(source))
    else:
        rows.add_total("合计", nothing)
        rows.add_blank(setting.rng.choice((0, 1, 1, 2)))
        notes = [f"注：本年部门无{word}支出预算"]
    return DrawnForm(form, f"{word}支出预算表", rows.grid, rows.records, notes=notes)
