"""Hunan's two dozen tables: expenditure by function, by departmental and by government economic subjects."""

from __future__ import annotations

from dataclasses import replace

from ..budget import CAPITAL, FUND, Test, anything, both, from_general, from_source, is_basic, is_project
from ..form import DrawnForm
from ..grid import Grid
from .common import ORDINALS, REVENUES, SPECIAL, UNIT_SOURCES, Setting, caption, kinds
from .economics import GOVERNMENT_CLASSES, PROJECT_USES, USES, in_class, of_government_class
from .hunan_details import basic_details, department_classes, fund_details, government_classes
from .hunan_goals import overall_goals, project_goals, purchases, special_funds
from .hunan_old import expenditure_by_source, revenue_by_source
from .hunan_rows import subject_table
from .revenue import RevenueManner, revenue_by_unit
from .subject_forms import (
    STAFF_AND_OFFICE,
    TOTAL_BASIC_PROJECT,
    USE,
    Manner,
    basic_form,
    heads,
    other_expenditure,
    split_basic,
)
from .three_public import FORM, NAMED_BLOCK, ORDER, PARTS, general_figures, prior, unit_rows
from .two_sided import Item, Side, amount, class_items, fiscal_halves, level, source_items, two_sided, year_tails

OTHER_SOURCES = (SPECIAL, *(UNIT_SOURCES[place] for place in (0, 1, 4, 2, 3)))
#: Non-tax revenue within the general public budget, named under it.
_NON_TAX = (
    "行政事业性收费收入",
    "专项收入",
    "国有资本经营收入",
    "国有资源（资产）有偿使用收入",
    "罚没收入",
    "捐赠收入",
    "政府住房基金收入",
    "纳入一般公共预算管理的其他非税收入",
)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the tables as they were named until 2020 or since 2021."""
    budget, rng = setting.budget, setting.rng
    old = budget.year < 2021
    word = "总体情况" if old else "总"
    part = "情况" if old else ""
    who = rng.choice(("部门", "")) if old else rng.choice(("", "", "部门", "单位"))
    empty = "注：本" + (who or "单位") + f"{budget.year}年无{{}}预算支出，故本表为空。"
    basic_title, three = f"一般公共预算基本支出{part}表", f"一般公共预算“三公”经费支出{part}表"
    if old and rng.random() < 0.5:
        three = "“三公”经费预算公开表"
    by_source = old and rng.random() < 0.5
    drawn = [
        _summary(setting, f"{who}收支{word}表"),
        (revenue_by_source if old else _revenue)(setting, f"{who}收入{word}表"),
        (expenditure_by_source if by_source else _expenditure)(setting, f"{who}支出{word}表"),
        government_classes(setting, "支出预算分类汇总表（按政府预算经济分类）", anything),
        department_classes(setting, "支出预算分类汇总表（按部门预算经济分类）", anything),
        fiscal_halves(
            setting,
            f"财政拨款收支{word}表",
            full=rng.random() < 0.6,
            figures=rng.choice(("本年预算", "预算数")),
            item="项目（按功能分类）",
        ),
        _general(setting, f"一般公共预算支出{part}表"),
        _basic(setting, basic_title),
        *basic_details(setting, basic_title),
        _three_public(setting, three),
        _fund(setting, "government_fund_expenditure", f"政府性基金预算支出{part}表", FUND, "政府性基金", empty),
        *fund_details(setting, "政府性基金预算支出分类汇总表"),
        _fund(setting, "state_capital_expenditure", f"国有资本经营预算支出{part}表", CAPITAL, "国有资本经营", empty),
        _fund(setting, None, f"财政专户管理资金预算支出{part}表", SPECIAL, "财政专户管理资金", empty),
        special_funds(setting, f"{rng.choice(('省级', '市级', '县级', ''))}专项资金预算汇总表"),
        project_goals(setting, rng.choice(("项目支出绩效目标表", "其他项目支出绩效目标表"))),
        overall_goals(setting, rng.choice(("部门整体支出绩效目标表", "整体支出绩效目标表"))),
        purchases(setting, "政府采购预算表"),
    ]
    caption(setting, drawn, rng.choice(("部门公开表{:02d}", "公开表{:02d}", "预算{:02d}表", "表{}", None)))
    entity = rng.choice((budget.department, budget.department, f"{budget.department_code}_{budget.department}"))
    for form in drawn:
        form.entity = entity
    return drawn


def _summary(setting: Setting, title: str) -> DrawnForm:
    """Draw up 收支总表: revenue beside expenditure in three classifications; the third stays in the table only."""
    figures, office = setting.rng.choice(("本年预算", "预算数")), setting.budget.units[0]
    names = ["项目（按功能分类）", "项目（按部门预算经济分类）", "项目（按政府预算经济分类）"]
    head = [
        ["收入", "<", "支出", *["<"] * 5],
        ["项目", figures, *[text for name in names for text in (name, figures)]],
    ]
    grid = Grid(head, kinds("n", 1) * 4)
    government = [
        Item(name, amount(setting, of_government_class(code, office)), ORDINALS[number])
        for number, (code, name) in enumerate(GOVERNMENT_CLASSES.items())
        if code != "514"
    ]
    classes = class_items(setting, full=True, mark="（{}）")
    blocks = level(_revenue_items(setting), classes, _use_items(setting), government)
    left, right = year_tails(setting)
    sides = [
        Side(name, ["total"], [*block, *(right if number else left)])
        for number, (name, block) in enumerate(
            zip(("revenue", "expenditure", "expenditure_by_use", "by_government"), blocks, strict=True)
        )
    ]
    records = [record for record in two_sided(setting, grid, sides) if record["side"] != "by_government"]
    return DrawnForm("department_revenue_expenditure_summary", title, grid, records)


def _revenue_items(setting: Setting) -> list[Item]:
    """Return the sources; what the general budget consists of stands below it."""
    names = [("上级单位补助收入" if name == "上级补助收入" else name, source) for name, source in REVENUES]
    general, *rest = [replace(item, mark="（{}）") for item in source_items(setting, names)]
    parts = [Item("经费拨款", general.figures, depth=1), *[Item(name, {"total": 0}, depth=1) for name in _NON_TAX]]
    return [general, *parts, *rest]


def _use_items(setting: Setting) -> list[Item]:
    """Return the departmental classes: basic expenditure, then projects with every class named."""

    def parts(kind: Test, names: dict[str, str], before: str = "") -> list[Item]:
        return [Item(before + name, amount(setting, kind, in_class(code)), depth=1) for code, name in names.items()]

    return [
        Item("基本支出", amount(setting, is_basic), "一"),
        *parts(is_basic, USES),
        Item("项目支出", amount(setting, is_project), "二"),
        *parts(is_project, USES, "按项目管理的"),
        *parts(is_project, PROJECT_USES),
        Item("事业单位经营支出", {"total": 0}, "三"),
        Item("上缴上级支出", {"total": 0}, "四"),
        Item("对附属单位补助支出", {"total": 0}, "五"),
    ]


def _revenue(setting: Setting, title: str) -> DrawnForm:
    merged = setting.rng.random() < 0.5
    return revenue_by_unit(setting, title, RevenueManner("单位代码", "单位名称", total_merged=merged, leading="mn"))


def _expenditure(setting: Setting, title: str) -> DrawnForm:
    texts, others = other_expenditure()
    columns = [*TOTAL_BASIC_PROJECT, *others]
    return subject_table(setting, "department_expenditure_summary", title, [[*USE, *texts]], columns, anything)


def _general(setting: Setting, title: str) -> DrawnForm:
    """Draw up 一般公共预算支出表: what basic expenditure consists of stands below it."""
    parts = [(name, both(is_basic, in_class(code))) for code, name in USES.items()]
    if setting.rng.random() < 0.5:
        parts = list(STAFF_AND_OFFICE)
    headings, columns = split_basic(parts, setting.rng.choice(("小计", "合计")))
    return subject_table(setting, "general_public_budget_expenditure", title, headings, columns, from_general)


def _basic(setting: Setting, title: str) -> DrawnForm:
    manner = Manner(
        code_columns=setting.rng.choice((1, 2)),
        code_head=setting.rng.choice(("科目编码", "科目代码")),
        group_head=setting.rng.choice((None, "部门预算支出经济分类科目")),
        total_last=setting.rng.random() < 0.5,
    )
    return basic_form(setting, manner, title, "本年一般公共预算基本支出")


def _fund(setting: Setting, form: str | None, title: str, source: str, name: str, empty: str) -> DrawnForm:
    headings = heads(f"本年{name}{'' if source == SPECIAL else '预算'}支出", USE)
    if source != FUND:
        headings = headings[setting.rng.choice((0, 1)) :]
    test = from_source(source)
    return subject_table(setting, form, title, headings, TOTAL_BASIC_PROJECT, test, empty.format(name))


def _three_public(setting: Setting, title: str) -> DrawnForm:
    """Draw up 三公, the year before beside this one in some years; the department's row may hold all of it."""
    rng, year = setting.rng, setting.budget.year
    order = (0, 5, 2, 3, 4, 1) if rng.random() < 0.4 else range(6)
    years = rng.choice((0, 0, 1))
    head = [[texts[at] for at in order] * (1 + years) for texts in (NAMED_BLOCK, PARTS)]
    if years:
        blocks = [f"{year - 1}年“三公”经费预算数", *["<"] * 5, f"{year}年“三公”经费预算数", *["<"] * 5]
        head.insert(0, blocks)
    head = [[*(["^", "^"] if number else ["单位编码", "单位名称"]), *row] for number, row in enumerate(head)]
    grid = Grid(head, kinds("mn", 6 * (1 + years)))

    def figures(own: Test) -> dict[str, int]:
        now = general_figures(setting, own, [ORDER[at] for at in order])
        return (prior({measure: 2 * fen for measure, fen in now.items()}) if years else {}) | now

    total = [setting.label("合计"), "<"] if rng.random() < 0.5 else ["", "合计"]
    return DrawnForm(FORM, title, grid, unit_rows(setting, grid, figures, total, indent=setting.indent))
