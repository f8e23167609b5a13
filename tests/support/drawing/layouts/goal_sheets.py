"""Goals as sheets to fill in: one project with its money and indicators, or a department with its posts and budget."""

from __future__ import annotations

from typing import Any

from ..budget import fiscal, for_project, from_general, is_operations, is_personnel, is_project
from ..departments import goal_sentence
from ..form import DrawnForm
from ..grid import Grid
from .common import Setting, kinds
from .targets import (
    amounts,
    around_sheet,
    invent_indicators,
    merged_levels,
    overall_form,
    said,
    sheet_money,
    statement_form,
    value_cells,
)


def _indicators(setting: Setting, theme: str, count: int) -> list[dict[str, Any]]:
    """Return indicators in order of their levels, sign and unit within the value."""
    found = []
    for one in invent_indicators(setting, theme, count):
        value = one["value"]
        worded = one["operator"] == "定性"
        found.append(said(one, value if worded else f"{one['operator']}{value}{one['measure_unit'] or ''}"))
    return sorted(found, key=lambda one: (one["level1"], one["level2"]))


def project_sheet(setting: Setting, project: str, title: str) -> DrawnForm:
    """Draw up 项目支出绩效目标表 of one project with the year's money and goal only."""
    budget, rng, mine = setting.budget, setting.rng, for_project(project)
    grid = Grid([], kinds("tttt", 0))
    whole, own = setting.total(mine), setting.total(mine, fiscal)
    texts = [sheet_money(setting).text(fen) for fen in (whole, own, whole - own)]
    nature = rng.choice(("延续项目", "新增项目", "常年性项目"))
    supervisor = f"{budget.department_code}-{budget.department}"
    grid.add("项目名称", project, "<", "<")
    grid.add("主管部门及代码", supervisor, "实施单位", budget.units[0].name)
    period = f"{budget.year}-01-01至{budget.year}-12-31"
    label = rng.choice(("项目属性", "项目类型"))
    grid.add(label, nature, rng.choice(("项目日期范围", "项目起止时间")), period)
    row = grid.add("项目资金（万元）", "年度资金总额", texts[0], "<")
    grid.add("^", "其中：财政拨款", texts[1], "<")
    grid.add("^", "其他资金", texts[2], "<")
    goal = goal_sentence(rng, rng.randint(2, 14))
    goal_row = grid.add("年度绩效目标", goal, "<", "<")
    grid.add("一级指标", "二级指标", "三级指标", "指标值")
    indicators = _indicators(setting, project, rng.randint(4, 9))
    first = grid.rows
    for levels, one in zip(merged_levels(indicators), indicators, strict=True):
        grid.add(*levels, one["level3"], one["value"])
    names = ("annual", "annual_fiscal", "annual_other")
    cells = {f"funds.{name}": [row + at, 2] for at, name in enumerate(names)} | {"annual_goal": [goal_row, 1]}
    blank = dict.fromkeys(("total", "total_fiscal", "total_other", "annual_carry_over"))
    known = {
        "project": project,
        "project_nature" if label == "项目属性" else "project_category": nature,
        "supervising_department": supervisor,
        "implementing_unit": budget.units[0].name,
        "funds": {**blank, **dict(zip(names, amounts(texts), strict=True))},
        "annual_goal": goal,
    }
    cells |= value_cells(first, len(indicators), 3)
    return statement_form(title, grid, indicators, cells, known, **around_sheet(setting))


def department_sheet(setting: Setting) -> DrawnForm:
    """Draw up Jiangxi's 部门整体支出绩效目标表: posts, the budget by source and use, indicators; no goal in words."""
    budget, rng, style = setting.budget, setting.rng, sheet_money(setting)
    grid = Grid([], kinds("ttttt", 0))
    grid.add("部门名称", budget.department, "<", "<", "<")
    grid.add("联系人", "张某", "<", "联系电话", "0790-6000000")
    posts = [rng.randint(20, 200), rng.randint(5, 90), rng.randint(0, 60), rng.randint(0, 40)]
    field = rng.choice(("其他", "教育", "农业"))
    grid.add("部门基本信息", "部门所属领域", field, "直属单位包括", f"{len(budget.units)}家")
    grid.add("^", "内设职能部门", str(rng.randint(3, 20)), "编制控制数", str(posts[0]))
    grid.add("^", "在职人员总数", str(sum(posts[1:])), "其中：行政编制人数", str(posts[1]))
    grid.add("^", "事业编制人数", str(posts[2]), "编外人数", str(posts[3]))
    total, own = budget.total(), budget.total(from_general)
    figures = [total, 0, own, total - own, total, *[budget.total(t) for t in (is_personnel, is_operations, is_project)]]
    texts = [style.text(fen) for fen in figures]
    row = grid.add("当年预算情况（万元）", "收入预算合计", texts[0], "其中：上级财政拨款", texts[1])
    grid.add("^", "本级财政安排", texts[2], "其他资金", texts[3])
    grid.add("^", "支出预算合计", texts[4], "其中：人员经费", texts[5])
    grid.add("^", "公用经费", texts[6], "项目经费", texts[7])
    grid.add("年度绩效指标", "一级指标", "二级指标", "三级指标", rng.choice(("目标值", "指标值")))
    indicators = _indicators(setting, rng.choice(budget.themes), rng.randint(4, 10))
    cells = {"budget.total": [row + 2, 2], "budget.other": [row + 1, 4]}
    cells |= value_cells(grid.rows, len(indicators), 4)
    for levels, one in zip(merged_levels(indicators), indicators, strict=True):
        grid.add("^", *levels, one["level3"], one["value"])
    listed = [{**one, **dict.fromkeys(("operator", "measure_unit", "weight"))} for one in indicators]
    around = {"entity": budget.department, **around_sheet(setting)}
    return overall_form(budget.department, grid, (texts[4], None, texts[3]), None, listed, cells, **around)
