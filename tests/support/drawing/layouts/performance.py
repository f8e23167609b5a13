"""Sichuan's two text forms: project targets and the department's overall targets."""

from __future__ import annotations

from typing import Any

from ..budget import Unit, both, for_project, is_project
from ..departments import INDICATOR_LEVELS, INDICATOR_UNITS, MEASURES, OBJECTS, goal_sentence, indicator_name
from ..form import DrawnForm
from ..grid import Grid, Kind
from ..money import amount_of
from .common import Setting, of_unit

HEADINGS = (
    "单位名称",
    "项目名称",
    "预算数",
    "年度目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "权重",
    "指标方向性",
)
FIELDS = ("level1", "level2", "level3", "operator", "value", "measure_unit", "weight", "direction")


def invent_indicators(setting: Setting, theme: str, count: int, directed: bool) -> list[dict[str, str | None]]:
    """Draw indicators whose weights make 90, the rest being kept for the budget's execution."""
    rng = setting.rng
    weights = [90 // count] * count
    weights[0] += 90 - sum(weights)
    indicators = []
    for weight in weights:
        level1 = rng.choice(list(INDICATOR_LEVELS))
        level2 = rng.choice(INDICATOR_LEVELS[level1])
        worded = rng.random() < 0.15
        operator = "定性" if worded else rng.choice(("＝", "≥", "≤"))
        value = (
            rng.choice(("优良中差", "高中低", "好坏"))
            if worded
            else str(rng.choice((rng.randint(1, 99), 100, rng.randint(1000, 2000000))))
        )
        indicators.append(
            {
                "level1": level1,
                "level2": level2,
                "level3": indicator_name(rng, level2, theme),
                "operator": operator,
                "value": value,
                "measure_unit": None if worded and rng.random() < 0.5 else rng.choice(INDICATOR_UNITS),
                "weight": str(weight),
                **({"direction": rng.choice(("正向指标", "反向指标", None))} if directed else {}),
            }
        )
    return indicators


def project_targets(setting: Setting) -> DrawnForm:
    """Draw up 部门预算项目支出绩效目标表: merged unit, project, budget and goal beside one row an indicator."""
    budget = setting.budget
    columns: list[Kind] = [
        "text",
        "text",
        "money",
        "text",
        "text",
        "text",
        "text",
        "mark",
        "mark",
        "mark",
        "mark",
        "mark",
    ]
    grid = Grid([list(HEADINGS)], columns)
    records: list[dict[str, Any]] = []
    for unit in budget.units:
        mine = both(of_unit(unit), is_project)
        names = sorted({line.project or "" for line in budget.select(mine)})
        if not names:
            continue
        text = setting.style.text(budget.total(mine))
        row = grid.add(f"{unit.code}-{unit.name}", "", text, *[""] * 9)
        records.append(
            {
                "unit": f"{unit.code}-{unit.name}",
                "project": None,
                "budget": amount_of(text),
                "annual_goal": None,
                "indicators": [],
                "row": row,
                "cells": {"budget": [row, 2]},
            }
        )
        _project_rows(setting, grid, records, unit, names)
    return DrawnForm(
        "project_performance_targets",
        "部门预算项目支出绩效目标表",
        grid,
        records,
        entity=budget.department,
        unit=setting.style.unit,
        unit_label="金额单位：",
        entity_label="",
        may_cut=True,
    )


def _project_rows(setting: Setting, grid: Grid, records: list[dict[str, Any]], unit: Unit, names: list[str]) -> None:
    rng, label = setting.rng, f"{unit.code}-{unit.name}"
    first_of_unit = True
    for name in names:
        text = setting.style.text(setting.budget.total(both(of_unit(unit), for_project(name))))
        goal = goal_sentence(rng, rng.randint(2, 16))
        indicators = invent_indicators(setting, name, rng.randint(3, 10), directed=True)
        row = grid.rows
        for index, indicator in enumerate(indicators):
            leading = [label if first_of_unit else "^", name, text, goal] if index == 0 else ["^"] * 4
            first_of_unit = False
            grid.add(*leading, *[indicator[field] or "" for field in FIELDS])
        cells: dict[str, list[int]] = {"budget": [row, 2], "annual_goal": [row, 3]}
        for index in range(len(indicators)):
            cells[f"indicators.{index}.value"] = [row + index, 8]
        records.append(
            {
                "unit": label,
                "project": name,
                "budget": amount_of(text),
                "annual_goal": goal,
                "indicators": indicators,
                "row": row,
                "cells": cells,
            }
        )


def overall_targets(setting: Setting) -> DrawnForm:
    """Draw up 部门整体支出绩效目标表: labels down the left, tasks and indicators in blocks of their own."""
    rng, budget, style = setting.rng, setting.budget, setting.style
    columns: list[Kind] = ["text", "text", "text", "text", "mark", "mark", "mark", "mark"]
    grid = Grid([], columns)
    grid.add("部门名称", budget.department, *["<"] * 6)
    fiscal = budget.total(lambda line: line.source.endswith("_budget"))
    printed = [style.number(style.value(fen)) for fen in (budget.total(), fiscal, budget.total() - fiscal)]
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
    indicators = invent_indicators(setting, rng.choice(budget.themes), rng.randint(5, 18), directed=False)
    order = {
        name: index
        for index, name in enumerate([*INDICATOR_LEVELS, *[two for twos in INDICATOR_LEVELS.values() for two in twos]])
    }
    indicators.sort(key=lambda one: (order[one["level1"] or ""], order[one["level2"] or ""]))
    first = grid.rows
    before: dict[str, str | None] = {}
    for one in indicators:
        same1 = one["level1"] == before.get("level1")
        same2 = same1 and one["level2"] == before.get("level2")
        grid.add(
            "^",
            "^" if same1 else one["level1"] or "",
            "^" if same2 else one["level2"] or "",
            *[one[field] or "" for field in FIELDS[2:7]],
        )
        before = one
    cells = {
        "budget.total": [row, 1],
        "budget.fiscal_appropriation": [row, 4],
        "budget.other": [row, 6],
        "annual_goal": [goal_row, 1],
    }
    cells |= {f"indicators.{index}.value": [first + index, 5] for index in range(len(indicators))}
    amounts = [amount_of(text) for text in printed]
    record = {
        "department": budget.department,
        "budget": {"total": amounts[0], "fiscal_appropriation": amounts[1], "other": amounts[2]},
        "annual_goal": goal,
        "tasks": tasks,
        "indicators": indicators,
        "row": 0,
        "cells": cells,
    }
    return DrawnForm(
        "overall_performance_targets",
        "部门整体支出绩效目标表",
        grid,
        [record],
        entity=budget.department,
        unit=style.unit,
        entity_label="",
        period=f"（{budget.year}年度）",
    )
