"""Sichuan's fourteen forms, as its departments publish them from the province's budget system."""

from __future__ import annotations

from ..budget import (
    CAPITAL,
    CARRY,
    CENTRAL_ADVANCE,
    CURRENT,
    FUND,
    GENERAL,
    Test,
    both,
    fiscal,
    for_project,
    from_source,
    is_basic,
    is_operations,
    is_personnel,
    is_project,
    not_carried,
    of_origin,
    under,
)
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import CLASSES, name_of
from .common import (
    Item,
    MoneyColumn,
    Setting,
    Side,
    SubjectRows,
    anything,
    kinds,
    level,
    nothing,
    of_unit,
    ordinal_items,
    two_sided,
)
from .performance import overall_targets, project_targets
from .three_public import three_public_form

REVENUES = (
    ("一般公共预算拨款收入", GENERAL),
    ("政府性基金预算拨款收入", FUND),
    ("国有资本经营预算拨款收入", CAPITAL),
    ("事业收入", "undertaking_income"),
    ("事业单位经营收入", "operating_income"),
    ("其他收入", "other_income"),
)
OTHER_SOURCES = ("undertaking_income", "operating_income", "other_income", "superior_subsidy", "special_account_funds")
ORIGINS = (CENTRAL_ADVANCE, CARRY)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all fourteen forms for the setting's budget."""
    makers = (
        _summary,
        _revenue,
        _expenditure,
        _fiscal_summary,
        _by_economic_class,
        _general,
        _general_basic,
        _general_projects,
        _general_three_public,
        _fund,
        _fund_three_public,
        _capital,
    )
    numbers = ("1", "1-1", "1-2", "2", "2-1", "3", "3-1", "3-2", "3-3", "4", "4-1", "5")
    drawn = []
    for maker, number in zip(makers, numbers, strict=True):
        form = maker(setting)
        form.code = f"表{number}"
        form.entity, form.unit = setting.budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
        drawn.append(form)
    return [*drawn, project_targets(setting), overall_targets(setting)]


def _summary(setting: Setting) -> DrawnForm:
    budget = setting.budget
    grid = Grid([["收入", "<", "支出", "<"], ["项目", "预算数", "项目", "预算数"]], kinds("n", 1) * 2)
    revenue = ordinal_items(
        [(name, {"total": budget.total(both(from_source(source), not_carried))}) for name, source in REVENUES]
    )
    spending = ordinal_items([(name, {"total": budget.total(under(code))}) for code, name in CLASSES.items()])
    income = budget.total(not_carried) - budget.total(from_source("superior_subsidy", "special_account_funds"))
    extra = budget.total(from_source("superior_subsidy", "special_account_funds"))
    if extra:  # money that the form has no line for comes in as 其他收入, as departments book it
        revenue[-1] = Item("其他收入", {"total": budget.total(from_source("other_income")) + extra}, "六")
        income += extra
    left, right = level(revenue, spending)
    total = {"total": budget.total()}
    left += [
        Item("本年收入合计", {"total": income}, total=True),
        Item("上年结转", {"total": budget.total(of_origin(CARRY))}, "七"),
        None,
    ]
    right += [Item("本年支出合计", total, total=True), None, None]
    left.append(Item("收入总计", total, total=True))
    right.append(Item("支出总计", total, total=True))
    records = two_sided(setting, grid, [Side("revenue", ["total"], left), Side("expenditure", ["total"], right)])
    return DrawnForm("department_revenue_expenditure_summary", "部门收支总表", grid, records)


def _leading_rows(rows: SubjectRows, test: Test, code: str | None = None) -> None:
    """Write the three rows every form begins with: 合计, a row of figures without a label, the department's own."""
    rows.add_total("合计", test)
    rows.add(None, None, "", test)
    rows.add(None, code, rows.setting.budget.department, test)


def _revenue(setting: Setting) -> DrawnForm:
    headings = (
        ("合计", "total"),
        ("上年结转", "carry_over"),
        ("一般公共预算拨款收入", GENERAL),
        ("政府性基金预算拨款收入", FUND),
        ("国有资本经营预算拨款收入", CAPITAL),
        ("事业收入", "undertaking_income"),
        ("事业单位经营收入", "operating_income"),
        ("其他收入", "other_income"),
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "affiliate_remittance"),
        ("财政专户管理资金收入", "special_account_funds"),
    )
    head = [["项目", "<", *[text for text, _ in headings]], ["单位代码", "单位名称（科目）", *["^"] * len(headings)]]
    grid = Grid(head, kinds("cn", len(headings)))
    tests: dict[str, Test] = {"total": anything, "carry_over": of_origin(CARRY)}
    columns = [
        MoneyColumn(measure, tests.get(measure) or both(from_source(measure), not_carried)) for _, measure in headings
    ]
    rows = SubjectRows(setting, grid, columns, 0, True)
    _leading_rows(rows, anything, setting.budget.department_code)
    if len(setting.budget.units) > 1:
        for unit in setting.budget.units:
            rows.add(None, unit.code, unit.name, of_unit(unit), 1)
    return DrawnForm("department_revenue_summary", "部门收入总表", grid, rows.records)


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


CODE_HEAD = [["科目编码", "<", "<", "单位代码", "单位名称（科目）"], ["类", "款", "项", "^", "^"]]


def _expenditure(setting: Setting) -> DrawnForm:
    head = [
        ["项目", "<", "<", "<", "<", "合计", "基本支出", "项目支出"],
        [*CODE_HEAD[0], "^", "^", "^"],
        [*CODE_HEAD[1], "^", "^", "^"],
    ]
    grid = Grid(head, kinds("ccccn", 3))
    columns = [MoneyColumn("total", anything), MoneyColumn("basic", is_basic), MoneyColumn("project", is_project)]
    rows = SubjectRows(setting, grid, columns, 3, True)
    _function_rows(rows, anything)
    return DrawnForm("department_expenditure_summary", "部门支出总表", grid, rows.records)


def _fiscal_summary(setting: Setting) -> DrawnForm:
    budget = setting.budget
    head = [
        ["收入", "<", "支出", "<", "<", "<", "<"],
        ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
    ]
    grid = Grid(head, kinds("n", 1) + kinds("n", 4))
    names = REVENUES[:3]
    left: list[Item | None] = []
    for ordinal, heading, origin in (("一", "本年收入", not_carried), ("二", "上年结转", of_origin(CARRY))):
        left.append(Item(heading, {"total": budget.total(both(fiscal, origin))}, ordinal))
        left += [
            Item(name, {"total": budget.total(both(from_source(source), origin))}, depth=1) for name, source in names
        ]
    measures = ["total", GENERAL, FUND, CAPITAL]

    def figures(test: Test) -> dict[str, int]:
        return {
            "total": budget.total(both(test, fiscal)),
            **{source: budget.total(both(test, from_source(source))) for source in measures[1:]},
        }

    right: list[Item | None] = [Item("本年支出", figures(anything), "一")]
    right += [Item(name, figures(under(code)), depth=1) for code, name in CLASSES.items()]
    records = two_sided(setting, grid, [Side("revenue", ["total"], left), Side("expenditure", measures, right)])
    return DrawnForm("fiscal_appropriation_summary", "财政拨款收支预算总表", grid, records)


def _by_economic_class(setting: Setting) -> DrawnForm:
    funds = (("一般公共预算拨款", GENERAL), ("政府性基金安排", FUND), ("国有资本经营预算安排", CAPITAL))
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
            columns += [
                MoneyColumn(f"{origin}.{source}.subtotal", mine),
                MoneyColumn(f"{origin}.{source}.basic", both(mine, is_basic)),
                MoneyColumn(f"{origin}.{source}.project", both(mine, is_project)),
            ]
    grid = Grid([top, middle, bottom], kinds("cccn", len(columns)))
    rows = SubjectRows(setting, grid, columns, 2, True)
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
    return DrawnForm(
        "fiscal_appropriation_by_economic_class", "财政拨款支出预算表（部门经济分类科目）", grid, rows.records
    )


def _general(setting: Setting) -> DrawnForm:
    head = [
        ["项目", "<", "<", "<", "<", "合计", "当年财政拨款安排", "上年结转安排"],
        [*CODE_HEAD[0], "^", "^", "^"],
        [*CODE_HEAD[1], "^", "^", "^"],
    ]
    grid = Grid(head, kinds("ccccn", 3))
    columns = [
        MoneyColumn("total", anything),
        MoneyColumn("current_year", not_carried),
        MoneyColumn("carry_over", of_origin(CARRY)),
    ]
    rows = SubjectRows(setting, grid, columns, 3, True)
    _function_rows(rows, from_source(GENERAL))
    return DrawnForm("general_public_budget_expenditure", "一般公共预算支出预算表", grid, rows.records)


def _general_basic(setting: Setting) -> DrawnForm:
    head = [
        ["项目", "<", "<", "<", "基本支出", "<", "<"],
        ["科目编码", "<", "单位代码", "单位名称（科目）", "合计", "人员经费", "公用经费"],
        ["类", "款", "^", "^", "^", "^", "^"],
    ]
    grid = Grid(head, kinds("cccn", 3))
    columns = [
        MoneyColumn("total", anything),
        MoneyColumn("personnel", is_personnel),
        MoneyColumn("operations", is_operations),
    ]
    rows = SubjectRows(setting, grid, columns, 2, True)
    basic = both(from_source(GENERAL), is_basic)
    _leading_rows(rows, basic, setting.budget.department_code)
    codes = setting.budget.economics(basic)
    for group in sorted({code[:3] for code in codes}):
        rows.add(group, None, name_of(group), both(basic, under(group, "economic")), 1)
        for code in codes:
            if code.startswith(group):  # the system prints the subject itself under 单位代码 here
                rows.add(code, code, name_of(code), both(basic, under(code, "economic")), 2)
    return DrawnForm("general_public_budget_basic_expenditure", "一般公共预算基本支出预算表", grid, rows.records)


def _general_projects(setting: Setting) -> DrawnForm:
    grid = Grid([[*CODE_HEAD[0], "金额"], [*CODE_HEAD[1], "^"]], kinds("ccccn", 1))
    rows = SubjectRows(setting, grid, [MoneyColumn("total", anything)], 3, True)
    projects = both(from_source(GENERAL), is_project)
    budget = setting.budget
    _leading_rows(rows, projects)
    for code in budget.functions(projects):
        mine = both(projects, under(code))
        rows.add(None, None, name_of(code), mine, 1)
        for unit in budget.units:
            own = both(mine, of_unit(unit))
            for name in sorted({line.project or "" for line in budget.select(own)}):
                rows.add(code, unit.code, name, both(own, for_project(name)), 3)
    return DrawnForm("general_public_budget_project_expenditure", "一般公共预算项目支出预算表", grid, rows.records)


def _general_three_public(setting: Setting) -> DrawnForm:
    return three_public_form(
        setting, "general_public_budget_three_public", "一般公共预算“三公”经费支出预算表", from_source(GENERAL)
    )


def _fund_three_public(setting: Setting) -> DrawnForm:
    form = three_public_form(setting, "government_fund_three_public", "政府性基金预算“三公”经费支出预算表", nothing)
    form.notes = ["注：本年部门无政府性基金预算“三公”经费支出预算"]
    return form


def _one_fund(setting: Setting, form: str, title: str, word: str, source: str) -> DrawnForm:
    head = [
        ["项目", "<", "<", "<", "<", f"本年{word}支出", "<", "<"],
        [*CODE_HEAD[0], "合计", "基本支出", "项目支出"],
        [*CODE_HEAD[1], "^", "^", "^"],
    ]
    grid = Grid(head, kinds("ccccn", 3))
    columns = [MoneyColumn("total", anything), MoneyColumn("basic", is_basic), MoneyColumn("project", is_project)]
    rows = SubjectRows(setting, grid, columns, 3, True)
    notes = []
    if setting.budget.total(from_source(source)):
        _function_rows(rows, from_source(source))
    else:
        rows.add_total("合计", nothing)
        rows.add_blank(setting.rng.choice((0, 1, 1, 2)))
        notes = [f"注：本年部门无{word}支出预算"]
    return DrawnForm(form, title, grid, rows.records, notes=notes)


def _fund(setting: Setting) -> DrawnForm:
    return _one_fund(setting, "government_fund_expenditure", "政府性基金预算支出预算表", "政府性基金预算", FUND)


def _capital(setting: Setting) -> DrawnForm:
    return _one_fund(setting, "state_capital_expenditure", "国有资本经营预算支出预算表", "国有资本经营预算", CAPITAL)
