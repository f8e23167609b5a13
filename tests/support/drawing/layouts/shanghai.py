"""Shanghai's nine forms in yuan, and the goal statements of its projects."""

from __future__ import annotations

from typing import Any

from ..budget import CAPITAL, FUND, GENERAL, Test, both, fiscal, from_source, is_basic, is_project
from ..departments import INDICATOR_LEVELS, goal_sentence, indicator_name
from ..form import DrawnForm, amounts_record
from ..grid import Grid, Kind
from ..money import MoneyStyle, amount_of
from .blocks import (
    TOTAL_BASIC_PROJECT,
    TOTAL_PERSONNEL_OPERATIONS,
    Manner,
    class_items,
    fiscal_measures,
    fiscal_summary,
    one_fund_form,
    plain_summary,
    subject_form,
)
from .common import Item, MoneyColumn, Setting, anything, kinds, ordinal_items
from .three_public import figures_of

OTHER_SOURCES = ("undertaking_income", "operating_income", "other_income")
MANNER = Manner(
    code_columns=3, code_head="功能分类科目编码", name_head="功能分类科目名称", group_head="项目", total_last=True
)
ECONOMIC = Manner(
    code_columns=3,
    code_head="部门预算经济分类科目编码",
    name_head="经济分类科目名称",
    group_head="项目",
    total_last=True,
)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the nine forms, then one goal statement for each of the larger projects."""
    budget, rng = setting.budget, setting.rng
    prefix = f"{budget.year}年{rng.choice(('部门', '部门', '预算单位'))}"
    empty = f"注:本部门{budget.year}年无{{}}预算财政拨款安排的预算，故本表为空表。"
    general = from_source(GENERAL)
    drawn = [
        _summary(setting, prefix + "财务收支预算总表"),
        _revenue(setting, prefix + "收入预算总表"),
        subject_form(
            setting,
            MANNER,
            "department_expenditure_summary",
            prefix + "支出预算总表",
            _over("支出预算"),
            TOTAL_BASIC_PROJECT,
            anything,
        ),
        _fiscal(setting, prefix + "财政拨款收支预算总表"),
        subject_form(
            setting,
            MANNER,
            "general_public_budget_expenditure",
            prefix + "一般公共预算支出功能分类预算表",
            _over("一般公共预算支出"),
            TOTAL_BASIC_PROJECT,
            general,
        ),
        one_fund_form(
            setting,
            MANNER,
            "government_fund_expenditure",
            prefix + "政府性基金预算支出功能分类预算表",
            "政府性基金预算支出",
            FUND,
            empty.format("政府性基金"),
        ),
        one_fund_form(
            setting,
            MANNER,
            "state_capital_expenditure",
            prefix + "国有资本经营预算支出功能分类预算表",
            "国有资本经营预算支出",
            CAPITAL,
            empty.format("国有资本经营"),
        ),
        subject_form(
            setting,
            ECONOMIC,
            "general_public_budget_basic_expenditure",
            prefix + "一般公共预算基本支出部门预算经济分类预算表",
            [["一般公共预算基本支出", "<", "<"], ["合计", "人员经费", "公用经费"]],
            TOTAL_PERSONNEL_OPERATIONS,
            both(general, is_basic),
            kind="economic",
        ),
        _three_public(setting, prefix + "“三公”经费和机关运行经费预算表"),
    ]
    for form in drawn:
        form.entity, form.unit = budget.department, form.unit or setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    names = sorted({line.project or "" for line in budget.select(is_project)})
    return [*drawn, *[goal_statement(setting, name) for name in names[: rng.randint(0, 4)]]]


def _over(heading: str) -> list[list[str]]:
    return [[heading, "<", "<"], ["合计", "基本支出", "项目支出"]]


def _summary(setting: Setting, title: str) -> DrawnForm:
    budget = setting.budget

    def money(source: str) -> dict[str, int]:
        return {"total": budget.total(from_source(source))}

    revenue = [Item("财政拨款收入", {"total": budget.total(fiscal)}, "一")]
    revenue += [
        Item(name, money(source), str(number), "{}. ", 1)
        for number, (name, source) in enumerate(
            (("一般公共预算资金", GENERAL), ("政府性基金", FUND), ("国有资本经营预算", CAPITAL)), 1
        )
    ]
    revenue += ordinal_items(
        [
            ("事业收入", money("undertaking_income")),
            ("事业单位经营收入", money("operating_income")),
            ("其他收入", money("other_income")),
        ],
        start=1,
    )
    total = {"total": budget.total()}
    tails = ([Item("收入总计", total, total=True)], [Item("支出总计", total, total=True)])
    head = [["本年收入", "<", "本年支出", "<"], ["项目", "预算数", "项目", "预算数"]]
    return plain_summary(setting, title, head, revenue, tails, full=False, blank_rows=setting.rng.randint(0, 6))


def _revenue(setting: Setting, title: str) -> DrawnForm:
    headings = [["收入预算", "<", "<", "<", "<"], ["合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"]]
    columns = [
        MoneyColumn("total", anything),
        MoneyColumn("fiscal_appropriation", fiscal),
        *[MoneyColumn(source, from_source(source)) for source in OTHER_SOURCES],
    ]
    return subject_form(setting, MANNER, "department_revenue_summary", title, headings, columns, anything)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget = setting.budget
    names = (("一般公共预算资金", GENERAL), ("政府性基金", FUND), ("国有资本经营预算", CAPITAL))
    revenue = ordinal_items([(name, {"total": budget.total(from_source(source))}) for name, source in names])
    measures: dict[str, Test] = {
        "total": anything,
        **{source: from_source(source) for source in (GENERAL, FUND, CAPITAL)},
    }
    spending = class_items(setting, fiscal, measures, full=False)
    tails = (
        [Item("收入总计", {"total": budget.total(fiscal)}, total=True)],
        [Item("支出总计", fiscal_measures(setting), total=True)],
    )
    head = [
        ["财政拨款收入", "<", "财政拨款支出", "<", "<", "<", "<"],
        ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
    ]
    return fiscal_summary(setting, title, head, revenue, spending, tails, list(measures))


def _three_public(setting: Setting, title: str) -> DrawnForm:
    style = MoneyStyle("万元", 2, setting.style.grouping, setting.style.zero)
    three = figures_of(setting, from_source(GENERAL))
    running = setting.budget.total(
        both(from_source(GENERAL), lambda line: is_basic(line) and line.economic[:3] == "302")
    )
    head = [
        ["“三公”经费预算数", "<", "<", "<", "<", "<", "机关运行经费预算数"],
        ["合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "<", "<", "^"],
        ["^", "^", "^", "小计", "购置费", "运行费", "^"],
    ]
    grid = Grid(head, kinds("", 7))
    order = ("total", "overseas_travel", "reception", "vehicles.subtotal", "vehicles.purchase", "vehicles.operation")
    texts = [style.text(three.measures()[name]) for name in order] + [style.text(running)]
    row = grid.add(*texts)
    printed = {
        measure: (index, text)
        for index, (measure, text) in enumerate(zip((*order, "agency_operation"), texts, strict=True))
    }
    record = amounts_record({"unit_code": None, "name": None}, row, printed)
    return DrawnForm(
        "general_public_budget_three_public", title, grid, [record] if record["amounts"] else [], unit="万元"
    )


def goal_statement(setting: Setting, project: str) -> DrawnForm:
    """Draw up 财政项目支出绩效目标填报表 of one project; title and year stand inside its grid."""
    budget, rng = setting.budget, setting.rng
    style = MoneyStyle("元", 2, setting.style.grouping, "0.00")
    columns: list[Kind] = ["text", "text", "text", "text", "money", "text", "text", "money"]
    grid = Grid([], columns)
    annual = budget.total(lambda line: line.project == project)
    whole = annual * rng.choice((1, 1, 3))
    nature, category = rng.choice(("阶段性项目", "经常性项目", "一次性项目")), rng.choice(("特定目标类", "其他运转类"))
    grid.add("项目名称", "<", project, "<", "项目性质", nature, "项目类别", category)
    grid.add("主管部门", "<", budget.department, "<", "实施单位", budget.units[0].name, "<", "<")
    start, end = f"{budget.year}-01-01", f"{budget.year}-12-31"
    grid.add("计划开始日期", "<", start, "<", "计划完成日期", end, "<", "<")
    row = grid.add(
        "项目资金（元）", "<", "项目资金总额", "<", style.text(whole), "年度资金申请总额", "<", style.text(annual)
    )
    grid.add("^", "^", "其中：财政资金", "<", style.text(whole), "其中：当年财政拨款", "<", style.text(annual))
    grid.add("^", "^", "^", "^", "^", "上年结转资金", "<", style.text(0))
    grid.add("^", "^", "其他资金", "<", style.text(0), "其他资金", "<", style.text(0))
    places = {
        "total": (row, 4),
        "total_fiscal": (row + 1, 4),
        "total_other": (row + 3, 4),
        "annual": (row, 7),
        "annual_fiscal": (row + 1, 7),
        "annual_carry_over": (row + 2, 7),
        "annual_other": (row + 3, 7),
    }
    goals = [goal_sentence(rng, rng.randint(1, 14)), goal_sentence(rng, rng.randint(1, 14))]
    grid.add("项目绩效目标", "项目总目标", "<", "<", "<", "年度总体目标", "<", "<")
    grid.add("^", goals[0], "<", "<", "<", goals[1], "<", "<")
    grid.add("绩效指标", "一级指标", "二级指标", "三级指标", "<", "<", "年度(/项目)指标值", "<")
    indicators = _goal_indicators(setting, project)
    cells: dict[str, list[int]] = {f"funds.{name}": list(place) for name, place in places.items()}
    before: dict[str, str] = {}
    for index, one in enumerate(indicators):
        same1 = one["level1"] == before.get("level1")
        same2 = same1 and one["level2"] == before.get("level2")
        place = grid.add(
            "^",
            "^" if same1 else one["level1"],
            "^" if same2 else one["level2"],
            one["level3"],
            "<",
            "<",
            one["value"],
            "<",
        )
        cells[f"indicators.{index}.value"] = [place, 6]
        before = one
    funds = {name: amount_of(grid.body[place[0]][place[1]]) for name, place in places.items()}
    record: dict[str, Any] = {
        "project": project,
        "project_nature": nature,
        "project_category": category,
        "supervising_department": budget.department,
        "implementing_unit": budget.units[0].name,
        "start_date": start,
        "end_date": end,
        "funds": funds,
        "project_goal": goals[0],
        "annual_goal": goals[1],
        "indicators": indicators,
        "row": 0,
        "cells": cells,
    }
    return DrawnForm(
        "project_goal_statement",
        "财政项目支出绩效目标填报表",
        grid,
        [record],
        unit="元",
        unit_label="",
        entity_label="",
        period=f"（{budget.year}年度）",
        banner=True,
    )


def _goal_indicators(setting: Setting, project: str) -> list[dict[str, str]]:
    rng = setting.rng
    indicators = []
    for level1, names in INDICATOR_LEVELS.items():
        for level2 in names:
            for _ in range(rng.choice((0, 0, 1, 2))):
                value = rng.choice(
                    (f"≥{rng.randint(50, 99)}.00(%)", f"={rng.randint(1, 500)}.00(次)", "及时", "合规", "有效提升")
                )
                indicators.append(
                    {"level1": level1, "level2": level2, "level3": indicator_name(rng, level2, project), "value": value}
                )
    return indicators or [{"level1": "产出指标", "level2": "数量指标", "level3": "完成数量", "value": "≥1.00(个)"}]
