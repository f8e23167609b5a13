"""Fujian's tables (附表1 …): expenditure by use or by function, by economic subject, 三公 as a list."""

from __future__ import annotations

from ..budget import (
    CAPITAL,
    CARRY,
    CURRENT,
    FUND,
    GENERAL,
    Test,
    both,
    fiscal,
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
from .blocks import (
    TOTAL_BASIC_PROJECT,
    TOTAL_ONLY,
    TOTAL_PERSONNEL_OPERATIONS,
    Manner,
    class_items,
    fiscal_measures,
    fiscal_summary,
    one_fund_form,
    subject_form,
)
from .common import (
    Item,
    MoneyColumn,
    Setting,
    Side,
    SubjectRows,
    anything,
    kinds,
    level,
    of_unit,
    ordinal_items,
    two_sided,
)
from .national_system import FUNDS
from .three_public import Upright, upright

OTHER_SOURCES = ("special_account_funds", "undertaking_income", "operating_income", "superior_subsidy", "other_income")
ORIGINS = (CARRY,)
LABELS = (
    ("合计", "total"),
    ("1、因公出国（境）费用", "overseas_travel"),
    ("2、公务接待费", "reception"),
    ("3、公务用车费", "vehicles.subtotal"),
    ("其中：（1）公务用车运行维护费", "vehicles.operation"),
    ("（2）公务用车购置费", "vehicles.purchase"),
)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all tables; before 2022 expenditure stands by use and titles end in 总体情况表."""
    rng, budget, year = setting.rng, setting.budget, setting.budget.year
    early = year < 2022
    end = "总体情况表" if early or rng.random() < 0.3 else "总表"
    grant = "拨款" if early or rng.random() < 0.6 else ""
    manner = Manner(group_head=rng.choice((None, "功能分类科目", "支出功能分类科目")))
    economic = Manner(code_head=rng.choice(("科目编码", "经济分类科目编码")), name_head="科目名称")
    general = from_source(GENERAL)
    money = [["合计", "其中：", "<"], ["^", "基本支出", "项目支出"]]
    plain = [["合计", "基本支出", "项目支出"]]
    empty = "备注：本{}" + f"{year}年度没有使用{{}}拨款安排的支出。"
    who = rng.choice(("部门", "单位"))
    basic_columns, basic_head = TOTAL_PERSONNEL_OPERATIONS, [["合计", "人员经费", "公用经费"]]
    if early:
        basic_columns, basic_head = TOTAL_ONLY, [[rng.choice(("金额", "预算数"))]]
    drawn = [
        _summary(setting, "收支预算" + end, by_use=early),
        _revenue(setting, "收入预算" + end),
        _expenditure(setting, "支出预算" + end, manner),
        _fiscal(setting, "财政拨款收支预算" + end),
        subject_form(
            setting,
            manner,
            "general_public_budget_expenditure",
            f"一般公共预算{grant}支出预算表",
            rng.choice((money, plain)),
            TOTAL_BASIC_PROJECT,
            general,
        ),
        one_fund_form(
            setting,
            manner,
            "government_fund_expenditure",
            f"政府性基金{'' if early else '预算'}{grant}支出预算表",
            None,
            FUND,
            empty.format(who, "政府性基金预算"),
        ),
        one_fund_form(
            setting,
            manner,
            "state_capital_expenditure",
            f"国有资本经营预算{grant}支出预算表",
            None,
            CAPITAL,
            empty.format(who, "国有资本经营预算"),
        ),
        _by_economic(setting, f"一般公共预算{grant}支出经济分类情况表", economic),
        subject_form(
            setting,
            economic,
            "general_public_budget_basic_expenditure",
            f"一般公共预算{grant}基本支出经济分类情况表",
            basic_head,
            basic_columns,
            both(general, is_basic),
            kind="economic",
        ),
        _three_public(setting),
        _special_funds(setting),
    ]
    pattern = rng.choice(("附表{}", "附件1-{}", "附表1-{}", "表{}", "附件{}"))
    prefix = rng.choice((f"{year}年度", f"{year}年度", f"{year}年", ""))
    for number, form in enumerate(drawn, 1):
        form.code, form.title = pattern.format(number), prefix + form.title
        form.entity, form.unit = budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    return drawn


def _summary(setting: Setting, title: str, by_use: bool) -> DrawnForm:
    budget = setting.budget
    names = [(f"{text}拨款收入", source) for text, source in FUNDS]
    names += [
        ("财政专户管理资金收入", "special_account_funds"),
        ("事业收入", "undertaking_income"),
        ("事业单位经营收入", "operating_income"),
        ("上级补助收入", "superior_subsidy"),
        ("其他收入", "other_income"),
    ]
    revenue = ordinal_items(
        [(name, {"total": budget.total(both(from_source(source), not_carried))}) for name, source in names]
    )
    total, carried = budget.total(), budget.total(of_origin(CARRY))
    if by_use:
        use = [
            Item("基本支出", {"total": budget.total(is_basic)}, "一"),
            Item("人员支出", {"total": budget.total(both(is_basic, under("301", "economic")))}, depth=1),
            Item("对个人和家庭补助支出", {"total": budget.total(both(is_basic, under("303", "economic")))}, depth=1),
            Item("公用支出", {"total": budget.total(is_operations)}, depth=1),
            Item("项目支出", {"total": budget.total(is_project)}, "二"),
        ]
        spending = use
    else:
        spending = class_items(setting, anything, {"total": anything}, full=setting.rng.random() < 0.5)
    left = [
        Item("本年收入合计", {"total": total - carried}, total=True),
        Item("上年结转结余", {"total": carried}),
        Item("收入总计", {"total": total}, total=True),
    ]
    right = [
        Item("本年支出合计", {"total": total}, total=True),
        Item(setting.rng.choice(("结转下年支出", "年终结转结余")), {"total": 0}),
        Item("支出总计", {"total": total}, total=True),
    ]
    head = [["收入", "<", "支出", "<"], ["收入项目", "预算数", "支出项目", "预算数"]]
    grid = Grid(
        head if setting.rng.random() < 0.5 else [head[0], ["项目", "预算数", "项目", "预算数"]], kinds("n", 1) * 2
    )
    above, below = level(revenue, spending), level(left, right)
    sides = [Side("revenue", ["total"], above[0] + below[0]), Side("expenditure", ["total"], above[1] + below[1])]
    records = two_sided(setting, grid, sides)
    return DrawnForm("department_revenue_expenditure_summary", title, grid, records)


def _revenue(setting: Setting, title: str) -> DrawnForm:
    fresh = of_origin(CURRENT)
    heads: list[tuple[str, str, Test]] = [("合计", "total", anything)]
    heads += [(f"{text}拨款收入", source, both(fresh, from_source(source))) for text, source in FUNDS]
    heads += [
        ("财政专户管理资金收入", "special_account_funds", from_source("special_account_funds")),
        ("事业收入", "undertaking_income", from_source("undertaking_income")),
        ("事业单位经营收入", "operating_income", from_source("operating_income")),
        ("上级补助收入", "superior_subsidy", from_source("superior_subsidy")),
        ("附属单位上缴收入", "affiliate_remittance", from_source("affiliate_remittance")),
        ("其他收入", "other_income", from_source("other_income")),
        ("上年结转结余", "carry_over", of_origin(CARRY)),
    ]
    columns = [MoneyColumn(measure, test) for _, measure, test in heads]
    texts = [text for text, _, _ in heads]
    grid = Grid([["单位名称", *texts]], kinds("n", len(columns)))
    rows = SubjectRows(setting, grid, columns, 0, False)
    rows.add_total("合计", anything)
    rows.add(None, None, setting.budget.department, anything)
    for unit in setting.budget.units:
        rows.add(None, None, unit.name, of_unit(unit), 1)
    return DrawnForm("department_revenue_summary", title, grid, rows.records)


def _expenditure(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    """Draw up expenditure by subject; what basic expenditure consists of has no measure here."""
    operating = from_source("operating_income")
    headings = [
        ["合计", "基本支出", "<", "<", "<", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"],
        ["^", "小计", "人员支出", "对个人和家庭补助支出", "公用支出", "^", "^", "^", "^"],
    ]
    columns = [
        MoneyColumn("total", anything),
        MoneyColumn("basic", is_basic),
        MoneyColumn(None, both(is_basic, under("301", "economic"))),
        MoneyColumn(None, both(is_personnel, under("303", "economic"))),
        MoneyColumn(None, is_operations),
        MoneyColumn("project", lambda line: is_project(line) and not operating(line)),
        MoneyColumn("operating_expenditure", operating),
        MoneyColumn("remittance_to_superior", lambda line: False),
        MoneyColumn("subsidy_to_affiliates", lambda line: False),
    ]
    if setting.rng.random() < 0.4:
        headings, columns = [[text for text in headings[0] if text != "<"]], columns[:2] + columns[5:]
    return subject_form(setting, manner, "department_expenditure_summary", title, headings, columns, anything)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    pairs = [(f"{text}拨款", {"total": budget.total(both(not_carried, from_source(source)))}) for text, source in FUNDS]
    left = ordinal_items(pairs)
    measures: dict[str, Test] = {"total": anything, **{source: from_source(source) for _, source in FUNDS}}
    right = class_items(setting, fiscal, measures, full=rng.random() < 0.3)
    carried, everything = budget.total(both(fiscal, of_origin(CARRY))), fiscal_measures(setting)
    total = everything["total"]
    tails = (
        [
            Item("本年收入合计", {"total": total - carried}, total=True),
            Item("上年结转结余", {"total": carried}),
            Item("收入总计", {"total": total}, total=True),
        ],
        [
            Item("本年支出合计", everything, total=True),
            Item("结转下年支出", dict.fromkeys(measures, 0)),
            Item("支出总计", everything, total=True),
        ],
    )
    names = [f"{text}拨款" for text, _ in FUNDS]
    head = [["收入", "<", "支出", "<", "<", "<", "<"], ["项目", "预算数", "项目", "合计", *names]]
    return fiscal_summary(setting, title, head, left, right, tails, list(measures))


def _by_economic(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    """Draw up all general expenditure by economic subject: a table that the contract has no form for."""
    drawn = subject_form(
        setting,
        manner,
        "none",
        title,
        [["合计", "基本支出", "项目支出"]],
        TOTAL_BASIC_PROJECT,
        from_source(GENERAL),
        kind="economic",
    )
    drawn.form, drawn.records = None, []
    return drawn


def _three_public(setting: Setting) -> DrawnForm:
    year, rng = setting.budget.year, setting.rng
    title = "一般公共预算“三公”经费支出预算" + rng.choice(("情况表", "表"))
    if rng.random() < 0.5:
        return upright(setting, title, Upright(LABELS, (("total", rng.choice(("预算数", f"{year}年预算数"))),)))
    columns = (("prior_year", f"{year - 1}年预算数"), ("total", f"{year}年预算数"))
    return upright(setting, title, Upright(LABELS, columns))


def _special_funds(setting: Setting) -> DrawnForm:
    """Draw up the list of special funds: another table that is no form."""
    rng, style = setting.rng, setting.style
    grid = Grid([["专项资金名称", "执行年限", "绩效目标", "预算数"]], kinds("nnn", 1))
    notes = []
    if rng.random() < 0.5:
        for theme in rng.sample(setting.budget.themes, 2):
            year = setting.budget.year
            grid.add(
                theme + "专项资金",
                f"{year}-{year + 2}年",
                "提高资金使用效益",
                style.text(rng.randint(1, 900) * 1_000_000),
            )
    else:
        grid.add(*[""] * 4)
        notes = ["备注：本部门没有管理专项资金。"]
    return DrawnForm(None, "部门专项资金管理清单目录", grid, [], notes=notes)
