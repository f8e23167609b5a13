"""Hunan's goals and purchases: projects in rows, the department's goals in columns, special funds, procurement."""

from __future__ import annotations

from typing import Any

from ..budget import GENERAL, both, fiscal, for_project, from_source, is_basic, is_project
from ..departments import goal_sentence
from ..form import DrawnForm, amounts_record
from ..grid import Grid, Kind
from ..money import amount_of
from .common import Setting, kinds, of_unit
from .performance import invent_indicators
from .procurement import ITEMS

_INDICATORS = ["一级指标", "二级指标", "三级指标", "指标值", "评（扣）分标准", "度量单位", "备注"]


def _indicator_texts(setting: Setting, theme: str, count: int) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """Return indicators in the official order and, of each, the texts of its columns; levels merge downward."""
    found = invent_indicators(setting, theme, count, directed=False)
    found.sort(key=lambda one: (one["level1"] or "", one["level2"] or ""))
    rows, before = [], dict[str, str | None]()
    for one in found:
        one["operator"] = one["weight"] = None
        same1 = one["level1"] == before.get("level1")
        same2 = same1 and one["level2"] == before.get("level2")
        rows.append(
            [
                "^" if same1 else one["level1"] or "",
                "^" if same2 else one["level2"] or "",
                one["level3"] or "",
                one["value"] or "",
                setting.rng.choice(("未达标酌情扣分", "每少1项扣1分", "")),
                one["measure_unit"] or "",
                "",
            ]
        )
        before = one
    return found, rows


def project_goals(setting: Setting, title: str) -> DrawnForm:
    """Draw up 项目支出绩效目标表: unit or project in one column, its indicators beside it."""
    budget, rng, style = setting.budget, setting.rng, setting.style
    columns: list[Kind] = ["code", "text", "money", "text", *["text"] * 3, "mark", "text", "mark", "mark"]
    leading = ["单位编码", "单位（专项）名称", "资金总额", rng.choice(("实施期绩效目标", "年度绩效目标"))]
    head = [[*leading, "绩效指标", *["<"] * 6], [*["^"] * 4, *_INDICATORS]]
    grid = Grid(head, columns)
    records: list[dict[str, Any]] = []
    for unit in budget.units:
        mine = both(of_unit(unit), is_project)
        names = sorted({line.project or "" for line in budget.select(mine)})
        if not names:
            continue
        text = style.text(budget.total(mine))
        row = grid.add(unit.code, unit.name, text, *[""] * 8)
        records.append(_project(unit.name, text, None, [], row))
        for name in names:
            text = style.text(budget.total(both(of_unit(unit), for_project(name))))
            goal = goal_sentence(rng, rng.randint(2, 10))
            indicators, texts = _indicator_texts(setting, name, rng.randint(3, 8))
            row = grid.rows
            for place, own in enumerate(texts):
                lead = [f" {unit.code}", f" {name}", text, goal] if not place else ["^"] * 4
                grid.add(*lead, *own)
            records.append(_project(name, text, goal, indicators, row))
    return DrawnForm("project_performance_targets", title, grid, records)


def _project(name: str, text: str, goal: str | None, indicators: list[dict[str, Any]], row: int) -> dict[str, Any]:
    cells = {"budget": [row, 2]} | {f"indicators.{place}.value": [row + place, 7] for place in range(len(indicators))}
    return {
        "unit": None,
        "project": name,
        "budget": amount_of(text),
        "annual_goal": goal,
        "indicators": [{**one, "direction": None} for one in indicators],
        "row": row,
        "cells": cells,
    }


def overall_goals(setting: Setting, title: str) -> DrawnForm:
    """Draw up 部门整体支出绩效目标表: one merged row of fields under headings, the indicators in the last columns."""
    budget, rng, style = setting.budget, setting.rng, setting.style
    income = ["一般公共预算", "政府性基金拨款", "财政专户管理资金", "其他资金"]
    upper = ["单位名称", "年度预算申请", *["<"] * 6, "整体绩效目标", "部门整体支出年度绩效指标", *["<"] * 6]
    middle = ["^", "资金总额", "按收入性质分", "<", "<", "<", "按支出性质分", "<", "^", *_INDICATORS]
    lower = ["^", "^", *income, "基本支出", "项目支出", *["^"] * 8]
    columns: list[Kind] = ["text", *["money"] * 7, "text", *["text"] * 3, "mark", "text", "mark", "mark"]
    grid = Grid([upper, middle, lower], columns)
    general, total = budget.total(from_source(GENERAL)), budget.total()
    special = budget.total(from_source("special_account_funds"))
    fund = budget.total(fiscal) - general
    figures = [total, general, fund, special, total - general - fund - special]
    figures += [budget.total(is_basic), budget.total(is_project)]
    texts = [style.text(fen) for fen in figures]
    goal = goal_sentence(rng, rng.randint(4, 20))
    indicators, rows = _indicator_texts(setting, rng.choice(budget.themes), rng.randint(5, 12))
    row = grid.rows
    for place, own in enumerate(rows):
        lead = [budget.department, *texts, goal] if not place else ["^"] * 9
        grid.add(*lead, *own)
    record = {
        "department": budget.department,
        "budget": {"total": amount_of(texts[0]), "fiscal_appropriation": None, "other": amount_of(texts[4])},
        "annual_goal": goal,
        "tasks": [],
        "indicators": indicators,
        "row": 0,
        "cells": {"budget.total": [row, 1], "budget.other": [row, 5], "annual_goal": [row, 8]},
    }
    return DrawnForm("overall_performance_targets", title, grid, [record])


def special_funds(setting: Setting, title: str) -> DrawnForm:
    """Draw up 专项资金预算汇总表, which is no form of the contract."""
    budget, style = setting.budget, setting.style
    head = [
        ["单位编码", "单位（专项）名称", "预算金额", "<", "<", "<", "备注"],
        ["^", "^", "总计", "一般公共预算拨款", "政府性基金拨款", "国有资本经营预算", "^"],
    ]
    grid = Grid(head, [*kinds("cn", 4), "text"])
    sources = (
        (),
        *[(source,) for source in ("general_public_budget", "government_fund_budget", "state_capital_budget")],
    )
    for project in [None, *sorted({line.project or "" for line in budget.select(is_project)})]:
        test = both(is_project, for_project(project)) if project else is_project
        texts = [style.text(budget.total(both(test, from_source(*each)) if each else test)) for each in sources]
        grid.add(budget.department_code, project or budget.department, *texts, "")
    return DrawnForm(None, title, grid, [])


def purchases(setting: Setting, title: str) -> DrawnForm:
    """Draw up 政府采购预算表: one purchase a row with its number, or nothing at all."""
    budget, rng, style = setting.budget, setting.rng, setting.style
    head = [["单位编码", "单位名称", "项目名称", "采购品目", "数量", "采购方式", "采购金额"]]
    grid = Grid(head, kinds("cnnnmm", 1))
    bought = []
    for _ in range(rng.randint(0, 7)):
        items, _subjects = ITEMS[rng.choice(list(ITEMS))]
        bought.append((rng.choice(budget.themes) + "项目", rng.choice(items), rng.randint(1, 900) * 100_000))
    keys = ("category", "project", "economic_subject", "item", "method")
    records = []

    def add(lead: list[str], fen: int, **own: str | None) -> None:
        text = style.text(fen)
        row = grid.add(*lead, text)
        records.append(amounts_record({key: own.get(key) for key in keys}, row, {"total": (6, text)}))

    add(["合计", *["<"] * 5], sum(fen for _, _, fen in bought), project="合计")
    for project, item, fen in bought:
        method = rng.choice(("公开招标", "竞争性磋商", "框架协议采购"))
        lead = [budget.units[0].code, budget.units[0].name, project, item, str(rng.randint(1, 30)), method]
        add(lead, fen, project=project, item=item, method=method)
    return DrawnForm("government_procurement", title, grid, records)
