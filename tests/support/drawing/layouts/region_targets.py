"""Sheets of targets as Chongqing prints them: indicators with their weight before their value, and without levels."""

from __future__ import annotations

from dataclasses import dataclass

from ..budget import for_project
from ..departments import goal_sentence
from ..form import DrawnForm
from ..grid import Grid
from .common import Setting, kinds
from .targets import LEVELS, amounts, invent_indicators, overall_form

KINDS = kinds("ttmmmmm", 0)


def chongqing_overall(setting: Setting) -> DrawnForm:
    """Draw up the department's sheet: its budget, its goal, its indicators by name."""
    rng, budget = setting.rng, setting.budget
    grid = Grid([], KINDS)
    text = setting.style.number(setting.style.value(budget.total()))
    label = rng.choice(("部门(单位)名称", "部门（单位）名称", "部门名称"))
    row = grid.add(label, budget.department, "<", rng.choice(("部门支出预算数", "支出预算总额")), "<", text, "<")
    goal = goal_sentence(rng, rng.randint(4, 16))
    goal_row = grid.add("当年整体绩效目标", goal, *["<"] * 5)
    grid.add("绩效指标", "指标名称", "指标权重", "计量单位", "指标性质", "指标值", "是否核心")
    indicators = [
        {"level1": None, "level2": None}
        | {key: one[key] for key in ("level3", "operator", "value", "measure_unit", "weight")}
        for one in invent_indicators(setting, rng.choice(budget.themes), rng.randint(4, 12))
    ]
    cells = {"budget.total": [row, 5], "annual_goal": [goal_row, 1]}
    for at, one in enumerate(indicators):
        texts = [one[key] or "" for key in ("level3", "weight", "measure_unit", "operator", "value")]
        cells[f"indicators.{at}.value"] = [grid.add("^", *texts, rng.choice(("是", "否"))), 5]
    title = rng.choice(("部门整体绩效目标表", f"{budget.year}年部门（单位）整体绩效目标表", "部门预算整体绩效目标表"))
    around = {"title": title, "entity": budget.department, "entity_label": ""}
    return overall_form(budget.department, grid, (text, None, None), goal, indicators, cells, **around)


@dataclass(frozen=True)
class Wording:
    """What the sheets of one document call a project, its money and themselves; ``leveled`` prints three levels."""

    title: str
    named: str
    money: str
    goal: str
    leveled: bool


def statement_wording(setting: Setting) -> Wording:
    """Draw the wording of a document's sheets."""
    rng, year = setting.rng, setting.budget.year
    return Wording(
        title=rng.choice(("项目绩效目标表", "一般性项目绩效目标表", f"{year}年重点专项资金绩效目标表")),
        named=rng.choice(("项目名称", "专项资金名称")),
        money=rng.choice(("当年预算", "预算数")),
        goal=rng.choice(("项目当年绩效目标", "当年绩效目标")),
        leveled=rng.random() < 0.5,
    )


def chongqing_statement(setting: Setting, wording: Wording, project: str) -> DrawnForm:
    """Draw up one project's sheet."""
    rng, budget, style = setting.rng, setting.budget, setting.style
    grid = Grid([], ["text", *KINDS])
    fen = budget.total(for_project(project))
    figures = [style.number(style.value(each)) for each in (fen, fen, 0)]
    grid.add(wording.named, project, "<", "<", "业务主管部门", "<", budget.department, "<")
    row = grid.add(wording.money, "<", figures[0], "本级支出", "<", figures[1], "补助区县", figures[2])
    grid.add("项目概况", goal_sentence(rng, rng.randint(2, 8)), *["<"] * 6)
    grid.add("立项依据", goal_sentence(rng, rng.randint(1, 3)), *["<"] * 6)
    goal = goal_sentence(rng, rng.randint(2, 8))
    goal_row = grid.add(wording.goal, goal, *["<"] * 6)
    lead = ["一级指标", "二级指标", "三级指标"] if wording.leveled else ["指标名称", "<", "<"]
    grid.add("绩效指标", *lead, "指标权重", "计量单位", "指标性质", "指标值")
    indicators = []
    cells = {"funds.annual": [row, 2], "annual_goal": [goal_row, 1]}
    for at, one in enumerate(invent_indicators(setting, project, rng.randint(3, 8))):
        levels = [one[key] for key in LEVELS] if wording.leveled else [one["level3"], "<", "<"]
        texts = [one[key] or "" for key in ("weight", "measure_unit", "operator", "value")]
        cells[f"indicators.{at}.value"] = [grid.add("^", *levels, *texts), 7]
        shown = {key: one[key] if wording.leveled else None for key in ("level1", "level2")}
        indicators.append({**shown, "level3": one["level3"], "value": one["value"]})
    record = {
        **dict.fromkeys(("project_nature", "project_category", "implementing_unit", "start_date", "end_date")),
        "project": project,
        "supervising_department": budget.department,
        "funds": {"annual": amounts(figures)[0]},
        "project_goal": None,
        "annual_goal": goal,
        "indicators": indicators,
        "row": 0,
        "cells": cells,
    }
    return DrawnForm("project_goal_statement", wording.title, grid, [record])
