"""Hunan's goals and purchases: projects in rows, the department's goals in columns, special funds, procurement."""

from __future__ import annotations

from typing import Any

from ..budget import FISCAL, anything, fiscal, for_project, from_general, from_source, is_basic, is_project, of_unit
from ..departments import goal_sentence
from ..form import DrawnForm
from ..grid import Grid
from .common import SPECIAL, Setting, kinds
from .purchases import FORM, ITEMS, purchase_row
from .targets import LEVELS, Cells, invent_indicators, merged_levels, overall_form, target_record, value_cells

_INDICATORS = ["一级指标", "二级指标", "三级指标", "指标值", "评（扣）分标准", "度量单位", "备注"]


def _indicator_texts(setting: Setting, theme: str, count: int) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """Return indicators in the official order and, of each, the texts of its columns; levels merge downward."""
    found = sorted(invent_indicators(setting, theme, count), key=lambda one: [one[key] for key in LEVELS[:2]])
    rows = []
    for levels, one in zip(merged_levels(found), found, strict=True):
        one["operator"] = one["weight"] = None
        scoring = setting.rng.choice(("未达标酌情扣分", "每少1项扣1分", ""))
        rows.append([*levels, one["level3"], one["value"], scoring, one["measure_unit"] or "", ""])
    return found, rows


def project_goals(setting: Setting, title: str) -> DrawnForm:
    """Draw up 项目支出绩效目标表: unit or project in one column, its indicators beside it."""
    budget, rng = setting.budget, setting.rng
    leading = ["单位编码", "单位（专项）名称", "资金总额", rng.choice(("实施期绩效目标", "年度绩效目标"))]
    head = [[*leading, "绩效指标", *["<"] * 6], [*["^"] * 4, *_INDICATORS]]
    grid = Grid(head, [*kinds("ct", 1), *kinds("ttttmtmm", 0)])
    records: list[dict[str, Any]] = []
    for unit in budget.units:
        names = budget.projects(of_unit(unit))
        if not names:
            continue
        text = setting.text(of_unit(unit), is_project)
        records.append(_project(unit.name, text, None, [], grid.add(unit.code, unit.name, text, *[""] * 8)))
        for name in names:
            text = setting.text(of_unit(unit), for_project(name))
            goal = goal_sentence(rng, rng.randint(2, 10))
            indicators, texts = _indicator_texts(setting, name, rng.randint(3, 8))
            records.append(_project(name, text, goal, indicators, grid.rows))
            lead = [f" {unit.code}", f" {name}", text, goal]
            for own in texts:
                grid.add(*lead, *own)
                lead = ["^"] * 4
    return DrawnForm("project_performance_targets", title, grid, records)


def _project(name: str, text: str, goal: str | None, indicators: list[dict[str, Any]], row: int) -> dict[str, Any]:
    cells = {"budget": [row, 2]} | value_cells(row, len(indicators), 7)
    return target_record(None, name, text, goal, [{**one, "direction": None} for one in indicators], row, cells)


def overall_goals(setting: Setting, title: str) -> DrawnForm:
    """Draw up 部门整体支出绩效目标表: one merged row of fields under headings, the indicators in the last columns."""
    budget, rng = setting.budget, setting.rng
    income = ["一般公共预算", "政府性基金拨款", "财政专户管理资金", "其他资金"]
    upper = ["单位名称", "年度预算申请", *["<"] * 6, "整体绩效目标", "部门整体支出年度绩效指标", *["<"] * 6]
    middle = ["^", "资金总额", "按收入性质分", "<", "<", "<", "按支出性质分", "<", "^", *_INDICATORS]
    lower = ["^", "^", *income, "基本支出", "项目支出", *["^"] * 8]
    grid = Grid([upper, middle, lower], [*kinds("t", 7), *kinds("ttttmtmm", 0)])
    tests = (anything, from_general, fiscal, from_source(SPECIAL), is_basic, is_project)
    total, general, allotted, special, *use = (budget.total(test) for test in tests)
    figures = [total, general, allotted - general, special, total - allotted - special, *use]
    texts = [setting.style.text(fen) for fen in figures]
    goal = goal_sentence(rng, rng.randint(4, 20))
    indicators, rows = _indicator_texts(setting, rng.choice(budget.themes), rng.randint(5, 12))
    row, lead = grid.rows, [budget.department, *texts, goal]
    for own in rows:
        grid.add(*lead, *own)
        lead = ["^"] * 9
    cells: Cells = {"budget.total": [row, 1], "budget.other": [row, 5], "annual_goal": [row, 8]}
    money = (texts[0], None, texts[4])
    return overall_form(budget.department, grid, money, goal, indicators, cells, title=title)


def special_funds(setting: Setting, title: str) -> DrawnForm:
    """Draw up 专项资金预算汇总表, which is no form of the contract."""
    budget = setting.budget
    head = [
        ["单位编码", "单位（专项）名称", "预算金额", "<", "<", "<", "备注"],
        ["^", "^", "总计", "一般公共预算拨款", "政府性基金拨款", "国有资本经营预算", "^"],
    ]
    grid = Grid(head, [*kinds("cn", 4), "text"])
    sources = (anything, *(from_source(source) for source in FISCAL))
    for name, test in [(budget.department, is_project), *((each, for_project(each)) for each in budget.projects())]:
        grid.add(budget.department_code, name, *[setting.text(test, source) for source in sources], "")
    return DrawnForm(None, title, grid, [])


def purchases(setting: Setting, title: str) -> DrawnForm:
    """Draw up 政府采购预算表: one purchase a row with its number, or nothing at all."""
    budget, rng = setting.budget, setting.rng
    head = [["单位编码", "单位名称", "项目名称", "采购品目", "数量", "采购方式", "采购金额"]]
    grid = Grid(head, kinds("cnnnmm", 1))
    bought = []
    for _ in range(rng.randint(0, 7)):
        items, _subjects = ITEMS[rng.choice(list(ITEMS))]
        bought.append((rng.choice(budget.themes) + "项目", rng.choice(items), rng.randint(1, 900) * 100_000))
    total = sum(fen for _, _, fen in bought)
    records = [purchase_row(setting, grid, ["合计", *["<"] * 5], [total], project="合计")]
    for project, item, fen in bought:
        method = rng.choice(("公开招标", "竞争性磋商", "框架协议采购"))
        lead = [budget.units[0].code, budget.units[0].name, project, item, str(rng.randint(1, 30)), method]
        records.append(purchase_row(setting, grid, lead, [fen], project=project, item=item, method=method))
    return DrawnForm(FORM, title, grid, records)
