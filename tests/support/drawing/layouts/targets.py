"""What the forms of targets share: invented indicators, their merged levels, and the records of the three forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ..departments import INDICATOR_LEVELS, INDICATOR_UNITS, indicator_name
from ..form import DrawnForm
from ..grid import Grid
from ..money import MoneyStyle, amount_of
from .common import Setting

Cells = dict[str, list[int]]
LEVELS = ("level1", "level2", "level3")
STATEMENT_KEYS = (
    *("project", "project_nature", "project_category", "supervising_department", "implementing_unit"),
    *("start_date", "end_date", "funds", "project_goal", "annual_goal", "indicators", "row", "cells"),
)


def invent_indicators(setting: Setting, theme: str, count: int, directed: bool = False) -> list[dict[str, Any]]:
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


def said(indicator: dict[str, Any], value: str | None = None) -> dict[str, Any]:
    """Return an indicator as a project's sheet says it: three levels and a value, which may hold sign and unit."""
    return {key: indicator[key] for key in LEVELS} | {"value": indicator["value"] if value is None else value}


def merged_levels(indicators: Iterable[dict[str, Any]]) -> list[list[str]]:
    """Return the texts of the first two levels of each, merged downward where they stay the same."""
    texts: list[list[str]] = []
    level1 = level2 = None
    for one in indicators:
        same1 = one["level1"] == level1
        same2 = same1 and one["level2"] == level2
        level1, level2 = one["level1"], one["level2"]
        texts.append(["^" if same1 else level1, "^" if same2 else level2])
    return texts


def value_cells(first: int, count: int, column: int) -> Cells:
    """Return the places of the values of so many indicators, one a row."""
    return {f"indicators.{index}.value": [first + index, column] for index in range(count)}


def sheet_money(setting: Setting, unit: str = "万元", zero: str = "0.00") -> MoneyStyle:
    """Return the money of sheets that are filled in by hand."""
    return MoneyStyle(unit, 2, setting.style.grouping, zero)


def around_sheet(setting: Setting, unit: str = "万元") -> dict[str, Any]:
    """Return what stands around such a sheet: the year alone; its labels name the unit."""
    period = f"（{setting.budget.year}年度）"
    return {"unit": unit, "unit_label": "", "entity_label": "", "period": period}


def amounts(texts: Iterable[str | None]) -> list[str | None]:
    """Return the truth of printed figures, None for one that the form does not print."""
    return [None if text is None else amount_of(text) for text in texts]


def target_record(
    unit: str | None,
    project: str | None,
    money: str | None,
    goal: str | None,
    indicators: list[dict[str, Any]],
    row: int,
    cells: Cells,
) -> dict[str, Any]:
    """Return the record of a project in a list of targets; ``money`` is its budget as printed."""
    record = {"unit": unit, "project": project, "budget": amounts([money])[0], "annual_goal": goal}
    return record | {"indicators": indicators, "row": row, "cells": cells}


def statement_form(
    title: str, grid: Grid, indicators: list[dict[str, Any]], cells: Cells, known: dict[str, Any], **around: Any
) -> DrawnForm:
    """Return one project's sheet, with what its record says of the project; the rest is None."""
    record = dict.fromkeys(STATEMENT_KEYS) | known | {"indicators": indicators, "row": 0, "cells": cells}
    return DrawnForm("project_goal_statement", title, grid, [record], **around)


def overall_form(
    department: str,
    grid: Grid,
    money: Sequence[str | None],
    goal: str | None,
    indicators: list[dict[str, Any]],
    cells: Cells,
    tasks: Sequence[dict[str, str]] = (),
    title: str = "部门整体支出绩效目标表",
    **around: Any,
) -> DrawnForm:
    """Return the department's sheet; ``money`` is its budget as printed: total, the treasury's part, the rest."""
    record = {
        "department": department,
        "budget": dict(zip(("total", "fiscal_appropriation", "other"), amounts(money), strict=True)),
        "annual_goal": goal,
        "tasks": list(tasks),
        "indicators": indicators,
        "row": 0,
        "cells": cells,
    }
    return DrawnForm("overall_performance_targets", title, grid, [record], **around)
