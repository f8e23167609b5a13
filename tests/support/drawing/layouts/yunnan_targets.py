"""Yunnan's two forms of targets: projects with their indicators as a list or a tree, and the department's sheet."""

from __future__ import annotations

from typing import Any

from ..budget import Unit, of_unit
from ..departments import MEASURES, OBJECTS, goal_sentence
from ..form import DrawnForm
from ..grid import Grid
from .common import Setting, kinds, numbered
from .targets import Cells, invent_indicators, overall_form, target_record

HEADINGS = (
    "单位名称、项目名称",
    "项目年度绩效目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "指标属性",
    "指标内容",
)
ORDER = ("产出指标", "成本指标", "效益指标", "满意度指标")


def _indicators(setting: Setting, theme: str) -> list[dict[str, Any]]:
    """Return indicators without weights, sorted by level as the system keeps them."""
    found = invent_indicators(setting, theme, setting.rng.randint(3, 9), directed=True)
    found = [one | {"weight": None, "direction": None} for one in found]
    return sorted(found, key=lambda one: (ORDER.index(one["level1"]), one["level2"]))


def project_targets(setting: Setting, title: str) -> DrawnForm:
    """Draw up the projects of each unit below a row that names the unit."""
    rng, budget = setting.rng, setting.budget
    grid = Grid(numbered([list(HEADINGS)]), kinds("tttttmmmmt", 0))
    records: list[dict[str, Any]] = []
    tree = rng.random() < 0.5
    for unit in budget.units:
        names = budget.projects(of_unit(unit))
        if names:
            row = grid.add(unit.name, *[""] * 9)
            records.append(target_record(unit.name, None, None, None, [], row, {}))
        records += [_project(setting, grid, unit, name, tree) for name in names]
    return DrawnForm("project_performance_targets", title, grid, records)


def _project(setting: Setting, grid: Grid, unit: Unit, name: str, tree: bool) -> dict[str, Any]:
    """Add a project; in a tree each level has a row of its own above what belongs to it."""
    rng = setting.rng
    goal = goal_sentence(rng, rng.randint(2, 10))
    indicators = _indicators(setting, name)
    first = grid.rows
    cells: Cells = {"annual_goal": [first, 1]}
    level1 = level2 = None
    for at, one in enumerate(indicators):
        lead = [name, goal] if grid.rows == first else ["^", "^"]
        if tree:
            if one["level1"] != level1:
                grid.add(*lead, one["level1"] or "", *[""] * 7)
                lead = ["^", "^"]
            if (one["level1"], one["level2"]) != (level1, level2):
                grid.add(*lead, "", one["level2"] or "", *[""] * 6)
                lead = ["^", "^"]
            level1, level2 = one["level1"], one["level2"]
        outer = ["", ""] if tree else [one["level1"] or "", one["level2"] or ""]
        tail = ["定性指标" if one["operator"] == "定性" else "定量指标", rng.choice(OBJECTS) + "情况"]
        own = [one[key] or "" for key in ("level3", "operator", "value", "measure_unit")]
        row = grid.add(*lead, *outer, *own, *tail)
        cells[f"indicators.{at}.value"] = [row, 6]
    return target_record(unit.name, name, None, goal, indicators, first, cells)


def overall_targets(setting: Setting) -> DrawnForm:
    """Draw up the department's sheet: duties and goals, tasks, indicators as a list or a tree."""
    rng, budget, style = setting.rng, setting.budget, setting.style
    grid = Grid([], kinds("tttmmmmtt", 0))
    full = ["<"] * 8
    if rng.random() < 0.5:
        grid.add("部门编码", budget.department_code, *full[1:])
    grid.add("部门名称", budget.department, *full[1:])
    grid.add("内容", "<", "<", "<", "<", "<", "<", "说明", "<")
    grid.add("部门总体目标", "部门职责", goal_sentence(rng, 6), *full[:4], "根据“三定”方案归纳。", "<")
    years = f"（{budget.year}-{budget.year + 2}年期间）"
    grid.add("^", "总体绩效目标" + years, goal_sentence(rng, 5), *full[:4], "根据部门职责、中长期规划归纳。", "<")
    goal = goal_sentence(rng, 8)
    named = f"预算年度（{budget.year}年）绩效目标"
    goal_row = grid.add("部门年度目标", named, goal, *full[:4], "部门年度重点工作任务预计的产出和效果。", "<")
    tasks = []
    if rng.random() < 0.6:
        grid.add("二、部门年度重点工作任务", *full)
        grid.add("任务名称", "<", "主要内容", "<", "<", "预算申报金额（元）", "<", "<", "<")
        grid.add("^", "<", "^", "<", "<", "总额", "<", "财政拨款", "其他资金")
        for number in range(rng.randint(2, 5)):
            task = {
                "name": f"{rng.choice(MEASURES)}{rng.choice(OBJECTS)}{number + 1}",
                "content": goal_sentence(rng, 3),
            }
            text = style.text(rng.randint(1, 900) * 1_000_000)
            grid.add(task["name"], "<", task["content"], "<", "<", text, "<", text, "")
            tasks.append(task)
    grid.add("三、部门整体支出绩效指标", *full)
    grid.add("绩效指标", *["<"] * 6, "绩效指标设定依据及指标值数据来源", "指标说明")
    grid.add("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标属性", "^", "^")
    keys = ("level1", "level2", "level3", "operator", "value", "measure_unit")
    indicators = [
        {key: one[key] for key in keys} | {"weight": None} for one in _indicators(setting, rng.choice(budget.themes))
    ]
    cells = {"annual_goal": [goal_row, 2]}
    tree = rng.random() < 0.6
    above: tuple[str | None, str | None] = (None, None)
    for at, one in enumerate(indicators):
        if tree and one["level1"] != above[0]:
            grid.add(one["level1"] or "", *[""] * 8)
        if tree and (one["level1"], one["level2"]) != above:
            grid.add("", one["level2"] or "", *[""] * 7)
        above = (one["level1"], one["level2"])
        texts = [one[key] or "" for key in keys[2:]]
        lead = ["", ""] if tree else [one["level1"] or "", one["level2"] or ""]
        kind = "定性指标" if one["operator"] == "定性" else "定量指标"
        cells[f"indicators.{at}.value"] = [grid.add(*lead, *texts, kind, "年度工作计划", rng.choice(OBJECTS)), 4]
    return overall_form(budget.department, grid, (None, None, None), goal, indicators, cells, tasks)
