"""Xinjiang's 情况表: class codes before the names of classes, three columns of codes, notes under empty forms."""

from __future__ import annotations

from ..budget import (
    CAPITAL,
    CARRY,
    FUND,
    GENERAL,
    Test,
    both,
    fiscal,
    for_project,
    from_source,
    is_basic,
    is_project,
    not_carried,
    of_origin,
    under,
)
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from ..subjects import CLASSES, name_of
from .blocks import TOTAL_BASIC_PROJECT, TOTAL_PERSONNEL_OPERATIONS, Manner, one_fund_form, subject_form
from .common import Item, MoneyColumn, Setting, Side, anything, kinds, level, two_sided
from .filled_sheets import XINJIANG, project_sheets
from .plain_rows import PlainRows
from .three_public import figures_of

OTHER_SOURCES = ("undertaking_income", "operating_income", "other_income", "non_fiscal_balance")
ORIGINS = (CARRY,)

#: Classes of economic subjects over the columns of 项目支出情况表.
USES = {
    "工资福利支出": "301",
    "商品和服务支出": "302",
    "对个人和家庭的补助": "303",
    "债务利息及费用支出": "307",
    "资本性支出（基本建设）": "309",
    "资本性支出": "310",
    "对企业补助（基本建设）": "311",
    "对企业补助": "312",
    "对社会保障基金补助": "313",
    "其他支出": "399",
}


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all forms, in the order of their numbers."""
    rng, budget = setting.rng, setting.budget
    manner = Manner(
        3, rng.choice(("功能分类科目编码", "科目编码")), "功能分类科目名称", "项目", total_last=rng.random() < 0.5
    )
    economic = Manner(2, "经济分类科目编码", "经济分类科目名称", "项目", manner.total_last)
    general = from_source(GENERAL)
    empty = f"备注：{budget.department}{budget.year}年没有使用{{}}预算拨款安排的支出，{{}}为空表。"
    three, fund, capital = (
        "一般公共预算“三公”经费支出情况表",
        "政府性基金预算支出情况表",
        "国有资本经营预算支出情况表",
    )
    subtotal = [["小计", "基本支出", "项目支出"]]
    drawn = [
        _summary(setting),
        _revenue(setting, manner),
        subject_form(
            setting,
            manner,
            "department_expenditure_summary",
            "部门支出总体情况表",
            [["支出预算", "<", "<"], ["合计", "基本支出", "项目支出"]],
            TOTAL_BASIC_PROJECT,
            anything,
        ),
        _fiscal(setting),
        subject_form(
            setting,
            manner,
            "general_public_budget_expenditure",
            "一般公共预算支出情况表",
            [["一般公共预算支出", "<", "<"], *subtotal],
            TOTAL_BASIC_PROJECT,
            general,
        ),
        subject_form(
            setting,
            economic,
            "general_public_budget_basic_expenditure",
            "一般公共预算基本支出情况表",
            [["一般公共预算基本支出", "<", "<"], ["小计", "人员经费", "公用经费"]],
            TOTAL_PERSONNEL_OPERATIONS,
            both(general, is_basic),
            kind="economic",
        ),
        _projects(setting),
        _three_public(setting, three),
        one_fund_form(
            setting,
            manner,
            "government_fund_expenditure",
            fund,
            "政府性基金预算支出",
            FUND,
            empty.format("政府性基金", fund),
        ),
    ]
    if budget.year >= 2020:
        drawn.append(
            one_fund_form(
                setting,
                manner,
                "state_capital_expenditure",
                capital,
                "国有资本经营预算支出",
                CAPITAL,
                empty.format("国有资本经营", capital),
            )
        )
    pattern = rng.choice(("表{}", "表{}", "附表{}", "公开表{}"))
    for number, form in enumerate(drawn, 1):
        form.code = pattern.format("一二三四五六七八九十"[number - 1])
        form.entity, form.unit = budget.department, setting.style.unit
        form.entity_label, form.unit_label = rng.choice(("编制部门：", "填报单位：", "填报部门：")), setting.unit_label
    drawn += project_sheets(setting, "项目支出绩效目标表", XINJIANG)
    return drawn


def _sources(setting: Setting) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Return heading, measure and sources of the revenue, in this year's words or those of the budget's system."""
    if setting.budget.year < 2022:
        return [
            ("财政拨款（补助）", "fiscal_appropriation", (GENERAL, FUND, CAPITAL)),
            ("一般公共预算", GENERAL, (GENERAL,)),
            ("政府性基金预算", FUND, (FUND,)),
            ("国有资本经营预算", CAPITAL, (CAPITAL,)),
            ("教育收费（财政专户）", "education_fees", ()),
            ("事业收入", "undertaking_income", ("undertaking_income",)),
            ("事业单位经营收入", "operating_income", ("operating_income",)),
            ("其他收入", "other_income", ("other_income",)),
            ("用事业基金弥补收支差额", "non_fiscal_balance", ("non_fiscal_balance",)),
        ]
    return [
        ("一般公共预算", GENERAL, (GENERAL,)),
        ("政府性基金预算", FUND, (FUND,)),
        ("国有资本经营预算", CAPITAL, (CAPITAL,)),
        ("财政专户管理资金", "special_account_funds", ()),
        ("事业收入", "undertaking_income", ("undertaking_income",)),
        ("事业单位经营收入", "operating_income", ("operating_income",)),
        ("其他收入", "other_income", ("other_income",)),
        ("使用非财政拨款结余", "non_fiscal_balance", ("non_fiscal_balance",)),
    ]


LEFT = "单位上年结余（不包括国库集中支付额度结余）"


def _classes(setting: Setting, test: Test, measures: dict[str, Test]) -> list[Item]:
    """Return all classes, their codes before their names."""
    total = setting.budget.total
    return [
        Item(f"{code} {name}", {key: total(both(test, own, under(code))) for key, own in measures.items()})
        for code, name in CLASSES.items()
    ]


def _summary(setting: Setting) -> DrawnForm:
    budget = setting.budget
    head = [[setting.label("收入"), "<", setting.label("支出"), "<"], ["项目", "预算数", "功能分类", "预算数"]]
    grid = Grid(head, kinds("n", 1) * 2)
    left = [
        Item(
            name,
            {"total": budget.total(both(from_source(*sources), not_carried))},
            depth=measure in (GENERAL, FUND, CAPITAL),
        )
        for name, measure, sources in _sources(setting)
    ]
    carried, total = budget.total(of_origin(CARRY)), {"total": budget.total()}
    left.append(Item(LEFT, {"total": carried}))
    right = _classes(setting, anything, {"total": anything})
    rows, others = level(left, right)
    tails = [Item("小计", total, total=True), Item("收入总计", total, total=True)]
    ends = [Item("小计", total, total=True), Item("支出总计", total, total=True)]
    if setting.rng.random() < 0.5:
        tails, ends = tails[1:], ends[1:]
    sides = [Side("revenue", ["total"], [*rows, *tails]), Side("expenditure", ["total"], [*others, *ends])]
    records = two_sided(setting, grid, sides)
    for record in records:  # what the layout sets before a name goes into the text without its space
        record["item"] = record["item"].replace(" ", "")
    return DrawnForm("department_revenue_expenditure_summary", "部门收支总体情况表", grid, records)


def _revenue(setting: Setting, manner: Manner) -> DrawnForm:
    heads = _sources(setting)
    fresh = [MoneyColumn(measure or "", both(from_source(*sources), not_carried)) for _, measure, sources in heads]
    columns = [MoneyColumn("total", anything), *fresh, MoneyColumn("carry_over", of_origin(CARRY))]
    texts = ["总计", *[name for name, _, _ in heads], LEFT]
    return subject_form(setting, manner, "department_revenue_summary", "部门收入总体情况表", [texts], columns, anything)


def _fiscal(setting: Setting) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    names = [("一般公共预算", GENERAL), ("政府性基金预算", FUND), ("国有资本经营预算", CAPITAL)]
    measures: dict[str, Test] = {"total": anything, **{source: from_source(source) for _, source in names}}
    everything = {key: budget.total(both(fiscal, own)) for key, own in measures.items()}
    left = [Item(rng.choice(("财政拨款（补助）", "财政拨款")), {"total": everything["total"]})]
    left += [Item(name, {"total": everything[source]}, depth=1) for name, source in names]
    rows, others = level(left, _classes(setting, fiscal, measures))
    head = [["财政拨款收入", "<", "财政拨款支出", *["<"] * 4]]
    head.append(["项目", "合计", "功能分类", "合计", *[name for name, _ in names]])
    grid = Grid(head, kinds("n", 1) + kinds("n", 4))
    tails = [Item("收入总计", {"total": everything["total"]}, total=True)], [Item("支出总计", everything, total=True)]
    if rng.random() < 0.5:
        tails[0].insert(0, Item("小计", {"total": everything["total"]}, total=True))
        tails[1].insert(0, Item("小计", everything, total=True))
    sides = [Side("revenue", ["total"], [*rows, *tails[0]]), Side("expenditure", list(measures), [*others, *tails[1]])]
    records = two_sided(setting, grid, sides)
    for record in records:
        record["item"] = record["item"].replace(" ", "")
    return DrawnForm("fiscal_appropriation_summary", "财政拨款收支总体情况表", grid, records)


def _projects(setting: Setting) -> DrawnForm:
    """Draw up the projects by economic class; the contract has the total alone."""
    budget, text = setting.budget, setting.style.text
    head = [["科目编码", "<", "<", "科目名称", "项目名称", "项目支出合计", *USES], ["类", "款", "项", *["^"] * 13]]
    grid = Grid(head, kinds("cccnn", 11))
    test = both(from_source(GENERAL), is_project)
    columns: list[tuple[str | None, Test]] = [("total", anything)]
    columns += [(None, under(code, "economic")) for code in USES.values()]
    rows = PlainRows(setting, grid, columns)
    keys = {"subject_code": None, "unit_code": None, "name": "合计"}
    figures = [text(budget.total(both(test, own))) for _, own in columns]
    rows.put(["合计", "<", "<", "<", "<"], keys, figures)
    for code in budget.functions(test):
        mine = both(test, under(code))
        for name in sorted({line.project or "" for line in budget.select(mine)}):
            pieces = [code[:3], code[3:5], code[5:7]]
            keys = {"subject_code": code, "unit_code": None, "name": name}
            rows.add([*pieces, name_of(code), name], keys, both(mine, for_project(name)))
    return DrawnForm("general_public_budget_project_expenditure", "一般公共预算项目支出情况表", grid, rows.records)


def _three_public(setting: Setting, title: str) -> DrawnForm:
    three = figures_of(setting, from_source(GENERAL))
    head = [
        ["合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"],
        ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"],
    ]
    grid = Grid(head, kinds("", 6))
    texts = [setting.style.text(fen) for fen in three.measures().values()]
    row = grid.add(*texts)
    printed = {
        measure: (index, text) for index, (measure, text) in enumerate(zip(three.measures(), texts, strict=True))
    }
    record = amounts_record({"unit_code": None, "name": None}, row, printed)
    return DrawnForm("general_public_budget_three_public", title, grid, [record] if record["amounts"] else [])
