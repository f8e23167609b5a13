"""What is bought, and the row of a purchase; and Jiangsu's form of purchases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..form import DrawnForm
from ..grid import Grid
from ..subjects import ECONOMIC
from .common import Setting, kinds
from .rows import figure_row

ITEMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "货物": (
        ("台式计算机", "便携式计算机", "多功能一体机", "PC服务器", "空调机", "家具用具", "其他办公设备", "计算机软件"),
        ("31002", "31003", "31007"),
    ),
    "工程": (("修缮工程", "装修工程", "房屋施工"), ("30213",)),
    "服务": (
        ("物业管理服务", "印刷和出版服务", "车辆维修和保养服务", "会议服务", "运行维护服务", "互联网信息服务"),
        ("30201", "30202", "30209", "30227"),
    ),
}
METHODS = ("政府集中采购", "部门集中采购", "分散自行组织", "分散采购")
KEYS = ("category", "project", "economic_subject", "item", "method")
FORM = "government_procurement"


def purchase_row(
    setting: Setting,
    grid: Grid,
    leading: Sequence[str],
    figures: Sequence[int],
    trailing: Sequence[str] = (),
    **said: str | None,
) -> dict[str, Any]:
    """Append a purchase and return its record: of the figures, the first is the one that the contract has."""
    keys = {key: said.get(key) for key in KEYS}
    measures = ["total", *[None] * (len(figures) - 1)]
    return figure_row(setting, grid, leading, keys, zip(measures, figures, strict=True), trailing)


def procurement_form(setting: Setting) -> DrawnForm:
    """Draw up Jiangsu's form: category, project, economic subject, item and method, each on the row where it changes.

    Totals stand on rows of their own above what they add up.
    """
    rng = setting.rng
    first, last = rng.choice(("采购品目大类", "采购品目")), rng.choice(("总计", "金额"))
    grid = Grid([[first, "专项名称", "经济科目", "采购物品名称", "采购组织形式", last]], kinds("nnnnm", 1))
    plan: list[tuple[str, list[tuple[str, str, list[tuple[str, str, int]]]]]] = []
    for number, (category, (items, subjects)) in enumerate(ITEMS.items()):
        projects = []
        for _ in range(rng.randint(0 if number else 1, 4)):
            picked = rng.sample(items, rng.randint(1, min(3, len(items))))
            bought = [(item, rng.choice(METHODS), rng.randint(1, 3000) * 100_000) for item in picked]
            name = rng.choice(setting.budget.themes) + rng.choice(("经费", "项目", ""))
            projects.append((name, ECONOMIC[rng.choice(subjects)], bought))
        if projects:
            plan.append((f"{'一二三'[len(plan)]}、{category}{'ABC'[number]}", projects))
    records: list[dict[str, Any]] = []

    def add(fen: int, **said: str) -> None:
        records.append(purchase_row(setting, grid, [said.get(key, "") for key in KEYS], [fen], **said))

    add(sum(fen for _, projects in plan for _, _, bought in projects for _, _, fen in bought), category="合计")
    for label, projects in plan:
        add(sum(fen for _, _, bought in projects for _, _, fen in bought), category=label)
        for project, subject, bought in projects:
            add(sum(fen for _, _, fen in bought), project=project, economic_subject=subject)
            for item, method, fen in bought:
                add(fen, item=item, method=method)
    title = rng.choice(("政府采购支出预算表", "政府采购预算表"))
    return DrawnForm(FORM, title, grid, records)
