"""Sheets of targets that are filled in field by field: one a project, and the department's with its tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..budget import Test, fiscal, for_project
from ..departments import INDICATOR_LEVELS, MEASURES, OBJECTS, goal_sentence, indicator_name
from ..form import DrawnForm
from ..grid import Grid
from .common import Setting, kinds
from .targets import Cells, amounts, around_sheet, overall_form, sheet_money, statement_form


@dataclass(frozen=True)
class SheetWords:
    """A province's labels; ``annual`` tells that the money is a year's, else that of the whole project."""

    name: str
    department: str
    key: str
    money: str
    total: str
    goal: str
    level3: str
    value: str
    annual: bool
    beside: bool = False


SHAANXI = SheetWords(
    "专项（项目）名称",
    "主管部门",
    "supervising_department",
    "资金金额（万元）",
    "实施期资金总额：",
    "总体目标",
    "指标内容",
    "指标值",
    annual=False,
)
XINJIANG = SheetWords(
    "项目名称",
    "预算单位",
    "implementing_unit",
    "项目资金（万元）",
    "年度资金总额",
    "项目总体目标",
    "三级指标",
    "指标值（包含数字及文字描述）",
    annual=True,
    beside=True,
)
REMARKS = (
    "备注：1、绩效指标可选择填写。",
    "2、根据需要可往下续表。",
    "3、市县根据本级部门预算项目的绩效目标情况选择填写。",
)


def project_sheets(setting: Setting, title: str, words: SheetWords = SHAANXI) -> list[DrawnForm]:
    """Draw up the sheets of the first few projects."""
    names = setting.budget.projects()[: setting.rng.randint(1, 3)]
    sheets = [_project_sheet(setting, title, name, words) for name in names]
    if words is SHAANXI:
        for sheet in sheets:
            sheet.notes = list(REMARKS) if setting.rng.random() < 0.5 else []
    return sheets


def _project_sheet(setting: Setting, title: str, project: str, words: SheetWords) -> DrawnForm:
    budget, rng, style = setting.budget, setting.rng, sheet_money(setting, zero="")
    grid = Grid([], kinds("t" * (7 if words.beside else 6), 0))
    lead = () if words.beside else ("<",)

    def wide(label: str, text: str) -> None:
        grid.add(label, *lead, text, *["<"] * (grid.columns - 2 - len(lead)))

    wide(words.name, project)
    wide(words.department, budget.department)
    whole = budget.total(for_project(project))
    texts = [style.text(fen) for fen in (whole, whole, 0)]
    labels = (words.total, "其中：财政拨款", "其他资金")
    if words.beside:
        row = grid.add(words.money, labels[0], texts[0], labels[1], texts[1], labels[2], texts[2])
        places = [(row, 2), (row, 4), (row, 6)]
    else:
        over = [(words.money, "<"), ("^", "^"), ("^", "^")]
        rows = [grid.add(*above, label, "<", text, "<") for above, label, text in zip(over, labels, texts, strict=True)]
        places = [(row, 4) for row in rows]
    goals = [goal_sentence(rng, rng.randint(1, 6)) for _ in range(rng.randint(1, 4))]
    goal = "".join(f"目标{number}：{text}" for number, text in enumerate(goals, 1)) if len(goals) > 1 else goals[0]
    goal_label = words.goal if words.annual else rng.choice((words.goal, "年度目标", "年度总体目标"))
    wide(goal_label, goal)
    indicators, cells = _indicator_rows(setting, grid, project, words)
    names = ("annual", "annual_fiscal", "annual_other") if words.annual else ("total", "total_fiscal", "total_other")
    funds: dict[str, str | None] = dict.fromkeys(
        ("total", "total_fiscal", "total_other", "annual", "annual_fiscal", "annual_carry_over", "annual_other")
    )
    for name, place, value in zip(names, places, amounts(texts), strict=True):
        funds[name] = value
        if value is not None:
            cells[f"funds.{name}"] = list(place)
    goal_key = "annual_goal" if goal_label.startswith("年度") else "project_goal"
    known = {"project": project, words.key: budget.department, "funds": funds, goal_key: goal}
    return _sometimes_dated(setting, statement_form(title, grid, indicators, cells, known, **around_sheet(setting)))


def _sometimes_dated(setting: Setting, form: DrawnForm) -> DrawnForm:
    """Leave the year out now and then."""
    if setting.rng.random() >= 0.6:
        form.period = None
    return form


def _indicator_rows(setting: Setting, grid: Grid, theme: str, words: SheetWords) -> tuple[list[dict[str, Any]], Cells]:
    """Append the block of indicators and return them with the places of their values.

    The official levels stand there whether or not the department filled them in; such a row is no indicator.
    """
    rng = setting.rng
    lead = [] if words.beside else ["^"]
    head = ["一级指标", "二级指标", words.level3, "<", words.value]
    if words.beside:
        head = ["一级指标", "<", "二级指标", "<", words.level3, "<", words.value]
    grid.add(*(["绩效指标", *head] if lead else head))
    indicators: list[dict[str, Any]] = []
    cells: Cells = {}
    for level1, names in _levels(rng.random() < 0.5).items():
        printed1 = False
        for level2 in names:
            filled = rng.choice((0, 1, 1, 2)) if indicators or rng.random() < 0.5 else 1
            for number in range(max(1, filled)):
                text = indicator_name(rng, level2, theme)
                level3 = (f"指标{number + 1}：{text}" if rng.random() < 0.3 else text) if filled else ""
                value = rng.choice((f"≥{rng.randint(50, 99)}%", f"{rng.randint(2, 300)}次", "优", "及时", "100%"))
                cells_texts = [level1 if not printed1 else "^", level2 if not number else "^", level3]
                if words.beside:
                    texts = [cells_texts[0], "<" if not printed1 else "^", cells_texts[1], "<" if not number else "^"]
                    place = grid.add(*texts, level3, "<", value if filled else "")
                else:
                    place = grid.add("^", *cells_texts, "<", value if filled else "")
                printed1 = True
                if filled:
                    cells[f"indicators.{len(indicators)}.value"] = [place, 6 if words.beside else 5]
                    one = {"level1": level1, "level2": level2, "level3": level3, "value": value}
                    indicators.append(one)
    return indicators, cells


def _levels(old: bool) -> dict[str, tuple[str, ...]]:
    """Return the levels of the framework since 2021, or of the one before."""
    if not old:
        return INDICATOR_LEVELS
    return {
        "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
        "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
        "满意度指标": ("服务对象满意度指标",),
    }


def tasks_sheet(setting: Setting, title: str) -> DrawnForm:
    """Draw up 部门整体支出绩效目标表 as Shaanxi prints it: the row under the tasks is the department's budget."""
    budget, rng, style = setting.budget, setting.rng, sheet_money(setting, zero="")
    grid = Grid([], kinds("tttttt", 0))
    grid.add("部门（单位）名称", "<", budget.department, "<", "<", "<")
    grid.add("年度主要任务", "任务名称", "主要内容", "预算金额（万元）", "<", "<")
    grid.add("^", "^", "^", "总额", "财政拨款", "其他资金")

    def money(*tests: Test) -> list[str]:
        whole, own = setting.total(*tests), setting.total(*tests, fiscal)
        return [style.text(fen) for fen in (whole, own, whole - own)]

    tasks: list[dict[str, str]] = []
    for name in budget.projects()[: rng.randint(2, 5)]:
        label = f"任务{len(tasks) + 1}：{name}" if rng.random() < 0.3 else name
        content = f"{rng.choice(MEASURES)}{rng.choice(OBJECTS)}，{goal_sentence(rng, 1)}"
        grid.add("^", label, content, *money(for_project(name)))
        tasks.append({"name": label, "content": content})
    texts = money()
    row = grid.add("^", "金额合计", "<", *texts)
    goal = "".join(f"目标{number}：{goal_sentence(rng, rng.randint(1, 3))}" for number in range(1, rng.randint(2, 4)))
    goal_row = grid.add("年度总体目标", goal, *["<"] * 4)
    grid.add("年度绩效指标", "一级指标", "二级指标", "指标内容", "<", "指标值")
    indicators: list[dict[str, Any]] = []
    names = ("total", "fiscal_appropriation", "other")
    cells = {f"budget.{name}": [row, 3 + at] for at, name in enumerate(names)} | {"annual_goal": [goal_row, 1]}
    for level1, level2s in _levels(rng.random() < 0.5).items():
        for index, level2 in enumerate(level2s):
            level3, value = indicator_name(rng, level2, "部门履职"), rng.choice(("≥95%", "100%", "及时", "优", "12次"))
            place = grid.add("^", "^" if index else level1, level2, level3, "<", value)
            cells[f"indicators.{len(indicators)}.value"] = [place, 5]
            one = {"level1": level1, "level2": level2, "level3": level3, "value": value}
            indicators.append({**one, "operator": None, "measure_unit": None, "weight": None})
    notes = [
        "备注：1、年度绩效指标可选择填写。",
        "2、部门应公开本部门整体预算绩效。",
        "3、市县根据本级部门预算绩效管理工作推进情况，统一部署，积极推进。",
    ]
    around = {"entity": budget.department, "notes": notes if rng.random() < 0.5 else [], **around_sheet(setting)}
    form = overall_form(budget.department, grid, texts, goal, indicators, cells, tasks, title, **around)
    return _sometimes_dated(setting, form)
