"""项目支出绩效目标表 as a list: a project's merged cells beside its indicators, values with their relation and unit."""

from __future__ import annotations

from typing import Any

from ..budget import for_project
from ..departments import goal_sentence
from ..form import DrawnForm
from ..grid import Grid, Kind
from .common import Setting
from .targets import Cells, invent_indicators, target_record

KEYS = ("unit", "project", "budget", "annual_goal")


def goal_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up the list with or without the unit, and with relation and unit in columns of their own or in the value."""
    rng, budget = setting.rng, setting.budget
    shown = rng.choice((KEYS, ("project", "budget", "annual_goal"), ("unit", "project", "annual_goal")))
    apart = rng.random() < 0.5
    goals = rng.choice(("年度绩效目标", "绩效目标"))
    words = dict(zip(KEYS, ("单位名称", "项目名称", "预算数", goals), strict=True))
    tail = ["指标性质", "指标值", "度量单位", "权重"] if apart else ["指标值"]
    head = [[*[words[key] for key in shown], "一级指标", "二级指标", "三级指标", *tail]]
    lead: list[Kind] = ["money" if key == "budget" else "text" for key in shown]
    grid = Grid(head, [*lead, "text", "text", "text", *["mark" for _ in tail]])
    records: list[dict[str, Any]] = []
    for name in budget.projects():
        goal, unit = goal_sentence(rng, rng.randint(1, 8)), budget.select(for_project(name))[0].unit.name
        own = dict(zip(KEYS, (unit, name, setting.text(for_project(name)), goal), strict=True))
        first, indicators = grid.rows, []
        cells: Cells = {key: [first, shown.index(key)] for key in ("annual_goal", "budget") if key in shown}
        leading = [own[key] for key in shown]
        for index, one in enumerate(invent_indicators(setting, name, rng.randint(3, 8))):
            value = one["value"]
            if not apart:
                value = f"{one['operator'] if one['operator'] != '定性' else ''}{value}{one['measure_unit'] or ''}"
                one |= {"operator": None, "value": value, "measure_unit": None, "weight": None}
            ends = [one["operator"], value, one["measure_unit"] or "", one["weight"]] if apart else [value]
            row = grid.add(*leading, one["level1"], one["level2"], one["level3"], *ends)
            leading = ["^"] * len(shown)
            cells[f"indicators.{index}.value"] = [row, len(shown) + 3 + apart]
            indicators.append({**one, "direction": None})
        shown_unit, money = (own[key] if key in shown else None for key in ("unit", "budget"))
        records.append(target_record(shown_unit, name, money, goal, indicators, first, cells))
    return DrawnForm("project_performance_targets", title, grid, records)
