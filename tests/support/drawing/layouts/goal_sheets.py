"""Goals as sheets to fill in: one project with its money and indicators, or a department with its posts and budget."""

from __future__ import annotations

from typing import Any

from ..budget import GENERAL, both, fiscal, for_project, from_source, is_operations, is_personnel, is_project
from ..departments import goal_sentence
from ..form import DrawnForm
from ..grid import Grid, Kind
from ..money import MoneyStyle, amount_of
from .common import Setting
from .performance import invent_indicators


def _style(setting: Setting) -> MoneyStyle:
    """Return the money of the sheets: 万元, every amount printed."""
    return MoneyStyle("万元", 2, setting.style.grouping, "0.00")


def _indicators(setting: Setting, theme: str, count: int, operators: bool) -> list[dict[str, Any]]:
    """Return indicators in order of their levels; without ``operators`` the value holds the sign and unit."""
    found = []
    for one in invent_indicators(setting, theme, count, directed=False):
        keys = ("level1", "level2", "level3")
        value = one["value"] or ""
        if not operators:
            value = value if one["operator"] == "定性" else f"{one['operator']}{value}{one['measure_unit'] or ''}"
        found.append({**{key: one[key] for key in keys}, "value": value})
    return sorted(found, key=lambda one: (one["level1"], one["level2"]))


def _levels(indicators: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the texts of the first two levels of each, merged downward where they stay the same."""
    texts, before = [], dict[str, Any]()
    for one in indicators:
        same1 = one["level1"] == before.get("level1")
        same2 = same1 and one["level2"] == before.get("level2")
        texts.append(("^" if same1 else one["level1"], "^" if same2 else one["level2"]))
        before = one
    return texts


def project_sheet(setting: Setting, project: str, title: str) -> DrawnForm:
    """Draw up 项目支出绩效目标表 of one project with the year's money and goal only."""
    budget, rng, style = setting.budget, setting.rng, _style(setting)
    columns: list[Kind] = ["text", "text", "text", "text"]
    grid = Grid([], columns)
    mine = for_project(project)
    texts = [style.text(budget.total(test)) for test in (mine, both(mine, fiscal))]
    texts.append(style.text(budget.total(mine) - budget.total(both(mine, fiscal))))
    nature = rng.choice(("延续项目", "新增项目", "常年性项目"))
    supervisor = f"{budget.department_code}-{budget.department}"
    grid.add("项目名称", project, "<", "<")
    grid.add("主管部门及代码", supervisor, "实施单位", budget.units[0].name)
    period = f"{budget.year}-01-01至{budget.year}-12-31"
    grid.add(rng.choice(("项目属性", "项目类型")), nature, rng.choice(("项目日期范围", "项目起止时间")), period)
    row = grid.add("项目资金（万元）", "年度资金总额", texts[0], "<")
    grid.add("^", "其中：财政拨款", texts[1], "<")
    grid.add("^", "其他资金", texts[2], "<")
    goal = goal_sentence(rng, rng.randint(2, 14))
    goal_row = grid.add("年度绩效目标", goal, "<", "<")
    grid.add("一级指标", "二级指标", "三级指标", "指标值")
    indicators = _indicators(setting, project, rng.randint(4, 9), operators=False)
    first = grid.rows
    for (level1, level2), one in zip(_levels(indicators), indicators, strict=True):
        grid.add(level1, level2, one["level3"], one["value"])
    by_nature = grid.body[2][0] == "项目属性"
    cells: dict[str, list[int]] = {
        "funds.annual": [row, 2],
        "funds.annual_fiscal": [row + 1, 2],
        "funds.annual_other": [row + 2, 2],
        "annual_goal": [goal_row, 1],
    }
    cells |= {f"indicators.{place}.value": [first + place, 3] for place in range(len(indicators))}
    record: dict[str, Any] = {
        "project": project,
        "project_nature": nature if by_nature else None,
        "project_category": None if by_nature else nature,
        "supervising_department": supervisor,
        "implementing_unit": budget.units[0].name,
        "start_date": None,
        "end_date": None,
        "funds": {
            **dict.fromkeys(("total", "total_fiscal", "total_other", "annual_carry_over")),
            "annual": amount_of(texts[0]),
            "annual_fiscal": amount_of(texts[1]),
            "annual_other": amount_of(texts[2]),
        },
        "project_goal": None,
        "annual_goal": goal,
        "indicators": indicators,
        "row": 0,
        "cells": cells,
    }
    return DrawnForm(
        "project_goal_statement",
        title,
        grid,
        [record],
        unit="万元",
        unit_label="",
        entity_label="",
        period=f"（{budget.year}年度）",
    )


def department_sheet(setting: Setting) -> DrawnForm:
    """Draw up Jiangxi's 部门整体支出绩效目标表: posts, the budget by source and use, indicators; no goal in words."""
    budget, rng, style = setting.budget, setting.rng, _style(setting)
    columns: list[Kind] = ["text"] * 5
    grid = Grid([], columns)
    grid.add("部门名称", budget.department, "<", "<", "<")
    grid.add("联系人", "张某", "<", "联系电话", "0790-6000000")
    posts = [rng.randint(20, 200), rng.randint(5, 90), rng.randint(0, 60), rng.randint(0, 40)]
    grid.add(
        "部门基本信息", "部门所属领域", rng.choice(("其他", "教育", "农业")), "直属单位包括", f"{len(budget.units)}家"
    )
    grid.add("^", "内设职能部门", str(rng.randint(3, 20)), "编制控制数", str(posts[0]))
    grid.add("^", "在职人员总数", str(sum(posts[1:])), "其中：行政编制人数", str(posts[1]))
    grid.add("^", "事业编制人数", str(posts[2]), "编外人数", str(posts[3]))
    total, own = budget.total(), budget.total(from_source(GENERAL))
    figures = [total, 0, own, total - own, total, *[budget.total(t) for t in (is_personnel, is_operations, is_project)]]
    texts = [style.text(fen) for fen in figures]
    row = grid.add("当年预算情况（万元）", "收入预算合计", texts[0], "其中：上级财政拨款", texts[1])
    grid.add("^", "本级财政安排", texts[2], "其他资金", texts[3])
    grid.add("^", "支出预算合计", texts[4], "其中：人员经费", texts[5])
    grid.add("^", "公用经费", texts[6], "项目经费", texts[7])
    grid.add("年度绩效指标", "一级指标", "二级指标", "三级指标", rng.choice(("目标值", "指标值")))
    indicators = _indicators(setting, rng.choice(budget.themes), rng.randint(4, 10), operators=False)
    first = grid.rows
    for (level1, level2), one in zip(_levels(indicators), indicators, strict=True):
        grid.add("^", level1, level2, one["level3"], one["value"])
    cells = {"budget.total": [row + 2, 2], "budget.other": [row + 1, 4]}
    cells |= {f"indicators.{place}.value": [first + place, 4] for place in range(len(indicators))}
    record = {
        "department": budget.department,
        "budget": {"total": amount_of(texts[4]), "fiscal_appropriation": None, "other": amount_of(texts[3])},
        "annual_goal": None,
        "tasks": [],
        "indicators": [{**one, **dict.fromkeys(("operator", "measure_unit", "weight"))} for one in indicators],
        "row": 0,
        "cells": cells,
    }
    return DrawnForm(
        "overall_performance_targets",
        "部门整体支出绩效目标表",
        grid,
        [record],
        entity=budget.department,
        unit="万元",
        unit_label="",
        entity_label="",
        period=f"（{budget.year}年度）",
    )
