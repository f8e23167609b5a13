"""The forms of the integrated management of budgets since 2021, as Tianjin and Heilongjiang print them.

Revenue and projects stand by where the money comes from, this year's and last year's in blocks of their own; basic
expenditure is split into staff and office under one heading.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from ..budget import (
    CAPITAL,
    CARRY,
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
    of_origin,
)
from ..form import DrawnForm, amounts_record
from ..grid import LEFT, Grid
from .blocks import (
    TOTAL_PERSONNEL_OPERATIONS,
    Manner,
    class_items,
    fiscal_measures,
    fiscal_summary,
    one_fund_form,
    plain_summary,
    subject_form,
)
from .common import Item, MoneyColumn, Setting, SubjectRows, anything, kinds, nothing, of_unit, ordinal_items
from .performance import project_targets
from .three_public import figures_of

UNIT_SOURCES = ("undertaking_income", "operating_income", "superior_subsidy", "other_income")
OTHER_SOURCES = ("special_account_funds", *UNIT_SOURCES)
ORIGINS = (CARRY,)

#: A column that the contract has no measure for.
UNMEASURED = ""


@dataclass(frozen=True)
class Wording:
    """How a province names its forms: words around 收支总表, a form's number, 部门 or 单位."""

    summary: str
    revenue: str
    expenditure: str
    fiscal: str
    form: str
    code: str | None
    unit_heads: tuple[str, str]


WORDINGS = {
    "tianjin": Wording(
        "部门收支总体情况表",
        "部门收入总体情况表",
        "部门支出总体情况表",
        "财政拨款收支总体情况表",
        "{}情况表",
        None,
        ("部门代码", "部门名称"),
    ),
    "heilongjiang": Wording(
        "部门收支总表",
        "部门收入总表",
        "部门支出总表",
        "财政拨款收支总表",
        "{}表",
        "公开{:02d}表",
        ("部门（单位）代码", "部门（单位）名称"),
    ),
}

BASIC_SPLIT = [
    MoneyColumn("total", anything),
    MoneyColumn("basic", is_basic),
    MoneyColumn(UNMEASURED, is_personnel),
    MoneyColumn(UNMEASURED, is_operations),
    MoneyColumn("project", is_project),
]


def forms_of(province: str, setting: Setting) -> list[DrawnForm]:
    """Draw up a province's forms."""
    wording, budget, rng = WORDINGS[province], setting.budget, setting.rng
    manner = Manner(group_head=rng.choice((None, "功能分类科目")), total_merged=rng.random() < 0.7)
    economic = Manner(group_head="部门预算支出经济分类科目", total_merged=manner.total_merged)
    general = from_source(GENERAL)
    empty = "注：本部门{}年无{}预算财政拨款支出，空表列示。".format(budget.year, "{}")
    drawn = [
        _summary(setting, wording.summary),
        _revenue(setting, wording),
        _expenditure(setting, wording, manner),
        _fiscal(setting, wording.fiscal),
        subject_form(
            setting,
            manner,
            "general_public_budget_expenditure",
            wording.form.format("一般公共预算支出"),
            [["合计", "基本支出", LEFT, LEFT, "项目支出"], ["^", "小计", "人员经费", "公用经费", "^"]],
            BASIC_SPLIT,
            general,
        ),
        subject_form(
            setting,
            economic,
            "general_public_budget_basic_expenditure",
            wording.form.format("一般公共预算基本支出"),
            [["本年一般公共预算基本支出", LEFT, LEFT], ["合计", "人员经费", "公用经费"]],
            TOTAL_PERSONNEL_OPERATIONS,
            both(general, is_basic),
            kind="economic",
        ),
        _three_public(setting, wording),
        *[
            one_fund_form(
                setting,
                manner,
                form,
                wording.form.format(f"{fund}预算支出"),
                f"本年{fund}预算支出",
                source,
                empty.format(fund),
            )
            for form, fund, source in (
                ("government_fund_expenditure", "政府性基金", FUND),
                ("state_capital_expenditure", "国有资本经营", CAPITAL),
            )
        ],
        _projects(setting),
    ]
    for number, form in enumerate(drawn, 1):
        form.code = wording.code.format(number) if wording.code else None
        form.entity, form.unit = budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    if rng.random() < 0.6:
        targets = project_targets(setting)
        targets.title = rng.choice(("项目支出绩效表", "部门预算项目支出绩效目标表"))
        drawn.append(targets)
    for form in drawn:
        for record in form.records:
            record.get("amounts", {}).pop(UNMEASURED, None)
            record["cells"].pop(UNMEASURED, None)
    return drawn


def _tails(setting: Setting, test: Test) -> tuple[list[Item], list[Item]]:
    budget = setting.budget
    carried, total = budget.total(both(test, of_origin(CARRY))), {"total": budget.total(test)}
    left = [
        Item("本年收入合计", {"total": total["total"] - carried}, total=True),
        Item("上年结转结余", {"total": carried}),
        Item("收入总计", total, total=True),
    ]
    right = [
        Item("本年支出合计", total, total=True),
        Item("年终结转结余", {"total": 0}),
        Item("支出总计", total, total=True),
    ]
    return left, right


def _summary(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    names = [
        ("一般公共预算拨款收入", GENERAL),
        ("政府性基金预算拨款收入", FUND),
        ("国有资本经营预算拨款收入", CAPITAL),
        ("财政专户管理资金收入", "special_account_funds"),
        ("事业收入", "undertaking_income"),
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "affiliate_remittance"),
        ("事业单位经营收入", "operating_income"),
        ("其他收入", "other_income"),
    ]
    fresh = of_origin(CURRENT)
    revenue = ordinal_items([(name, {"total": budget.total(both(from_source(one), fresh))}) for name, one in names])
    head = [["收入", LEFT, "支出", LEFT], ["项目", "预算数", "项目", "预算数"]]
    return plain_summary(
        setting, title, head, revenue, _tails(setting, anything), rng.random() < 0.6, rng.choice((0, 1, 2))
    )


def _revenue(setting: Setting, wording: Wording) -> DrawnForm:
    """Draw up revenue by unit: sources of this year and, beside them, of what is left from the year before."""
    budget, rng = setting.budget, setting.rng
    fresh = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "事业收入"]
    fresh += ["事业单位经营收入", "上级补助收入", "附属单位上缴收入", "其他收入"]
    left = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"]
    this_year = rng.choice(("本年收入", f"{budget.year}年预算收入"))
    head = [
        [*wording.unit_heads, "合计", this_year, *[LEFT] * 9, rng.choice(("上年结转结余", "上年结转")), *[LEFT] * 5],
        ["^", "^", "^", "小计", *fresh, "小计", *left],
    ]
    sources = (GENERAL, FUND, CAPITAL, *OTHER_SOURCES[:3], "superior_subsidy", "affiliate_remittance", "other_income")
    sources = tuple(dict.fromkeys(sources))
    columns = [MoneyColumn("total", anything), MoneyColumn(UNMEASURED, of_origin(CURRENT))]
    columns += [MoneyColumn(source, both(from_source(source), of_origin(CURRENT))) for source in sources]
    columns.append(MoneyColumn("carry_over", of_origin(CARRY)))
    kept = [from_source(GENERAL), from_source(FUND), from_source(CAPITAL), nothing, nothing]
    columns += [MoneyColumn(UNMEASURED, both(test, of_origin(CARRY))) for test in kept]
    grid = Grid(head, kinds("cn", len(columns)))
    rows = SubjectRows(setting, grid, columns, 0, True)
    rows.add_total("合计", anything)
    rows.add(None, budget.department_code, budget.department, anything)
    for unit in budget.units:
        rows.add(None, unit.code, unit.name, of_unit(unit), 1)
    return DrawnForm("department_revenue_summary", wording.revenue, grid, rows.records)


def _expenditure(setting: Setting, wording: Wording, manner: Manner) -> DrawnForm:
    tail = ["事业单位经营支出", "上缴上级支出", "对附属单位补助支出"]
    columns = [MoneyColumn("total", anything), MoneyColumn("basic", is_basic), MoneyColumn("project", is_project)]
    headings = [["合计", "基本支出", "项目支出", *tail]]
    if setting.rng.random() < 0.4:
        columns = [*BASIC_SPLIT]
        headings = [
            ["合计", "基本支出", LEFT, LEFT, "项目支出", *tail],
            ["^", "小计", "人员经费", "公用经费", "^", "^", "^", "^"],
        ]
    names = ("operating_expenditure", "remittance_to_superior", "subsidy_to_affiliates")
    columns += [MoneyColumn(name, nothing) for name in names]
    form = "department_expenditure_summary"
    return subject_form(setting, manner, form, wording.expenditure, headings, columns, anything)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget = setting.budget
    names = (("一般公共预算拨款", GENERAL), ("政府性基金预算拨款", FUND), ("国有资本经营预算拨款", CAPITAL))
    left: list[Item] = []
    for ordinal, heading, origin in (("一", "本年收入", CURRENT), ("二", "上年结转", CARRY)):
        test = both(fiscal, of_origin(origin))
        left.append(Item(heading, {"total": budget.total(test)}, ordinal))
        pairs = [(name, {"total": budget.total(both(test, from_source(source)))}) for name, source in names]
        left += [Item(one.item, one.figures, one.ordinal, "（{}）", 1) for one in ordinal_items(pairs)]
    measures: dict[str, Test] = {"total": anything} | {one: from_source(one) for one in (GENERAL, FUND, CAPITAL)}
    everything = fiscal_measures(setting)
    right = [Item("本年支出", everything, "一")]
    right += class_items(setting, fiscal, measures, setting.rng.random() < 0.5, "（{}）", 1)
    right.append(Item("年终结转结余", dict.fromkeys(measures, 0), "二"))
    tails = (
        [Item("收入总计", {"total": everything["total"]}, total=True)],
        [Item("支出总计", everything, total=True)],
    )
    head = [
        ["收入", LEFT, "支出", *[LEFT] * 4],
        ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
    ]
    return fiscal_summary(setting, title, head, left, right, tails, list(measures))


def _three_public(setting: Setting, wording: Wording) -> DrawnForm:
    """Draw up 三公经费 by unit, in some documents with the year before."""
    budget, rng, style = setting.budget, setting.rng, setting.style
    block = ["“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", LEFT, LEFT, "公务接待费"]
    parts = ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"]
    both_years = rng.random() < 0.4
    head = [[*wording.unit_heads, *block], ["^", "^", *parts]]
    if both_years:
        years = [f"{budget.year - 1}年预算数", *[LEFT] * 5, f"{budget.year}年预算数", *[LEFT] * 5]
        head = [[*wording.unit_heads, *years], ["^", "^", *block * 2], ["^", "^", *parts * 2]]
    grid = Grid(head, kinds("cn", 12 if both_years else 6))
    records: list[dict[str, Any]] = []

    def add(code: str | None, name: str, test: Test) -> None:
        now = figures_of(setting, both(from_source(GENERAL), test)).measures()
        prior = {f"prior_year.{measure}": fen for measure, fen in now.items()} if both_years else {}
        figures = prior | now
        texts = [style.text(fen) for fen in figures.values()]
        row = grid.add(*((code, name) if code else (setting.label(name), LEFT)), *texts)
        printed = {measure: (2 + place, text) for place, (measure, text) in enumerate(zip(figures, texts, strict=True))}
        records.append(amounts_record({"unit_code": code, "name": name}, row, printed))

    add(None, "合计", anything)
    add(budget.department_code, budget.department, anything)
    for unit in budget.units:
        add(unit.code, unit.name, of_unit(unit))
    title = wording.form.format("一般公共预算“三公”经费支出")
    return DrawnForm("general_public_budget_three_public", title, grid, records)


def _projects(setting: Setting) -> DrawnForm:
    """Draw up the list of projects by source, which is no form of the contract."""
    budget, rng, style = setting.budget, setting.rng, setting.style
    funds = ["一般公共预算", "政府性基金预算", "国有资本经营预算"]
    head = [
        [
            *("类型", "项目名称", "项目单位", "合计", "本年拨款", LEFT, LEFT),
            *("财政拨款结转结余", LEFT, LEFT, "财政专户管理资金", "单位资金"),
        ],
        [*["^"] * 4, *funds, *funds, "^", "^"],
    ]
    grid = Grid(head, kinds("ttt", 9))
    tests: list[Test] = [anything]
    for origin in (CURRENT, CARRY):
        tests += [both(from_source(source), of_origin(origin)) for source in (GENERAL, FUND, CAPITAL)]
    tests += [from_source("special_account_funds"), from_source(*UNIT_SOURCES)]

    def add(leading: tuple[str, str, str], test: Test) -> None:
        grid.add(*leading, *[style.text(budget.total(both(test, is_project, own))) for own in tests])

    add((setting.label("合计"), LEFT, LEFT), anything)
    for name in sorted({line.project or "" for line in budget.select(is_project)}):
        unit = next(line.unit for line in budget.lines if line.project == name)
        add((_kind(rng), name, unit.name), for_project(name))
    return DrawnForm(None, "项目支出表", grid, [])


def _kind(rng: random.Random) -> str:
    return rng.choice(("特定目标类", "其他运转类", "部门项目"))
