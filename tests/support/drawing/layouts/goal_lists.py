"""项目支出绩效目标表 as a list: a project's merged cells beside its indicators, values with their relation and unit."""

from __future__ import annotations

from typing import Any

from ..budget import for_project, is_project
from ..departments import goal_sentence
from ..form import DrawnForm
from ..grid import Grid, Kind
from ..money import amount_of
from .common import Setting
from .performance import invent_indicators

KEYS = ("unit", "project", "budget", "annual_goal")


def goal_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up the list with or without the unit, and with relation and unit in columns of their own or in the value."""
    rng, budget = setting.rng, setting.budget
    shown = rng.choice((KEYS, ("project", "budget", "annual_goal"), ("unit", "project", "annual_goal")))
    apart = rng.random() < 0.5
    words = {
        "unit": "单位名称",
        "project": "项目名称",
        "budget": "预算数",
        "annual_goal": rng.choice(("年度绩效目标", "绩效目标")),
    }
    tail = ["指标性质", "指标值", "度量单位", "权重"] if apart else ["指标值"]
    head = [[*[words[key] for key in shown], "一级指标", "二级指标", "三级指标", *tail]]
    lead: list[Kind] = ["money" if key == "budget" else "text" for key in shown]
    grid = Grid(head, [*lead, "text", "text", "text", *["mark" for _ in tail]])
    records: list[dict[str, Any]] = []
    for name in sorted({line.project or "" for line in budget.select(is_project)}):
        goal, lines = goal_sentence(rng, rng.randint(1, 8)), budget.select(for_project(name))
        money = setting.style.text(sum(line.fen for line in lines))
        record: dict[str, Any] = {
            "unit": lines[0].unit.name if "unit" in shown else None,
            "project": name,
            "budget": amount_of(money) if "budget" in shown else None,
            "annual_goal": goal,
            "indicators": [],
            "row": grid.rows,
            "cells": {"annual_goal": [grid.rows, shown.index("annual_goal")]},
        }
        if "budget" in shown:
            record["cells"]["budget"] = [grid.rows, shown.index("budget")]
        own = {"unit": lines[0].unit.name, "project": name, "budget": money, "annual_goal": goal}
        for index, one in enumerate(invent_indicators(setting, name, rng.randint(3, 8), directed=False)):
            value = one["value"] or ""
            if not apart:
                value = f"{one['operator'] if one['operator'] != '定性' else ''}{value}{one['measure_unit'] or ''}"
                one |= {"operator": None, "value": value, "measure_unit": None, "weight": None}
            ends = [one["operator"] or "", value, one["measure_unit"] or "", one["weight"] or ""] if apart else [value]
            first = [own[key] if index == 0 else "^" for key in shown]
            row = grid.add(*first, one["level1"] or "", one["level2"] or "", one["level3"] or "", *ends)
            record["cells"][f"indicators.{index}.value"] = [row, len(shown) + 3 + apart]
            record["indicators"].append({**one, "direction": None})
        records.append(record)
    return DrawnForm("project_performance_targets", title, grid, records)
