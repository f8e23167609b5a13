"""Sichuan's two text forms: project targets and the department's overall targets."""

from __future__ import annotations

from typing import Any

from ..budget import Unit, fiscal, for_project, is_project, of_unit
from ..departments import INDICATOR_LEVELS, MEASURES, OBJECTS, goal_sentence
from ..form import DrawnForm
from ..grid import Grid
from .common import Setting, kinds
from .targets import Cells, invent_indicators, merged_levels, overall_form, target_record, value_cells

HEADINGS = ["单位名称", "项目名称", "预算数", "年度目标", "一级指标", "二级指标", "三级指标"]
HEADINGS += ["指标性质", "指标值", "度量单位", "权重", "指标方向性"]
FIELDS = ("level1", "level2", "level3", "operator", "value", "measure_unit", "weight", "direction")


def project_targets(setting: Setting, title: str = "部门预算项目支出绩效目标表") -> DrawnForm:
    """Draw up the projects' targets: merged unit, project, budget and goal beside one row an indicator."""
    budget = setting.budget
    grid = Grid([HEADINGS], [*kinds("tt", 1), *kinds("ttttmmmmm", 0)])
    records: list[dict[str, Any]] = []
    for unit in budget.units:
        names = budget.projects(of_unit(unit))
        if names:
            label, text = f"{unit.code}-{unit.name}", setting.text(of_unit(unit), is_project)
            row = grid.add(label, "", text, *[""] * 9)
            records.append(target_record(label, None, text, None, [], row, {"budget": [row, 2]}))
            records += _project_rows(setting, grid, unit, names)
    form = DrawnForm("project_performance_targets", title, grid, records, may_cut=True)
    form.entity, form.unit, form.entity_label, form.unit_label = budget.department, setting.style.unit, "", "金额单位："
    return form


def _project_rows(setting: Setting, grid: Grid, unit: Unit, names: list[str]) -> list[dict[str, Any]]:
    rng, label = setting.rng, f"{unit.code}-{unit.name}"
    records = []
    for name in names:
        text = setting.text(of_unit(unit), for_project(name))
        goal = goal_sentence(rng, rng.randint(2, 16))
        indicators = invent_indicators(setting, name, rng.randint(3, 10), directed=True)
        row = grid.rows
        leading = ["^" if records else label, name, text, goal]
        for indicator in indicators:
            grid.add(*leading, *[indicator[field] or "" for field in FIELDS])
            leading = ["^"] * 4
        cells = {"budget": [row, 2], "annual_goal": [row, 3]} | value_cells(row, len(indicators), 8)
        records.append(target_record(label, name, text, goal, indicators, row, cells))
    return records


def overall_targets(setting: Setting) -> DrawnForm:
    """Draw up 部门整体支出绩效目标表: labels down the left, tasks and indicators in blocks of their own."""
    rng, budget, style = setting.rng, setting.budget, setting.style
    grid = Grid([], kinds("ttttmmmm", 0))
    grid.add("部门名称", budget.department, *["<"] * 6)
    own = budget.total(fiscal)
    printed = [style.number(style.value(fen)) for fen in (budget.total(), own, budget.total() - own)]
    grid.add("年度部门整体支出预算", "资金总额", "<", "<", "财政拨款", "<", "其他资金", "<")
    row = grid.add("^", printed[0], "<", "<", printed[1], "<", printed[2], "<")
    goal = goal_sentence(rng, rng.randint(8, 30))
    goal_row = grid.add("年度总体目标", goal, *["<"] * 6)
    grid.add("年度主要任务", "任务名称", "<", "主要内容", *["<"] * 4)
    tasks = [
        {
            "name": rng.choice(MEASURES) + rng.choice(OBJECTS) + str(number + 1),
            "content": goal_sentence(rng, rng.randint(2, 18)),
        }
        for number in range(rng.randint(2, 7))
    ]
    for task in tasks:
        grid.add("^", task["name"], "<", task["content"], *["<"] * 4)
    grid.add("年度绩效指标", "一级指标", "二级指标", "三级指标", "绩效指标性质", "绩效指标值", "绩效度量单位", "权重")
    indicators = invent_indicators(setting, rng.choice(budget.themes), rng.randint(5, 18))
    order = [*INDICATOR_LEVELS, *[two for twos in INDICATOR_LEVELS.values() for two in twos]]
    indicators.sort(key=lambda one: (order.index(one["level1"]), order.index(one["level2"])))
    first = grid.rows
    for levels, one in zip(merged_levels(indicators), indicators, strict=True):
        grid.add("^", *levels, *[one[field] or "" for field in FIELDS[2:7]])
    cells: Cells = {"budget.total": [row, 1], "budget.fiscal_appropriation": [row, 4], "budget.other": [row, 6]}
    cells |= {"annual_goal": [goal_row, 1]} | value_cells(first, len(indicators), 5)
    around = {"entity": budget.department, "unit": style.unit, "entity_label": "", "period": f"（{budget.year}年度）"}
    return overall_form(budget.department, grid, printed, goal, indicators, cells, tasks, **around)
