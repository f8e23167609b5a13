"""政府采购预算表: category, project, economic subject, item and how it is bought, each on the row where it changes."""

from __future__ import annotations

from typing import Any

from ..form import DrawnForm, amounts_record
from ..grid import Grid
from ..subjects import ECONOMIC
from .common import Setting, kinds

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


def procurement_form(setting: Setting) -> DrawnForm:
    """Draw up Jiangsu's form: totals on rows of their own above what they add up."""
    rng, style = setting.rng, setting.style
    head = [
        [
            rng.choice(("采购品目大类", "采购品目")),
            "专项名称",
            "经济科目",
            "采购物品名称",
            "采购组织形式",
            rng.choice(("总计", "金额")),
        ]
    ]
    grid = Grid(head, kinds("nnnnm", 1))
    plan: list[tuple[str, list[tuple[str, str, list[tuple[str, str, int]]]]]] = []
    for number, (category, (items, subjects)) in enumerate(ITEMS.items()):
        projects = []
        for _ in range(rng.randint(0 if number else 1, 4)):
            picked = rng.sample(items, rng.randint(1, min(3, len(items))))
            bought = [(item, rng.choice(METHODS), rng.randint(1, 3000) * 100_000) for item in picked]
            projects.append(
                (
                    rng.choice(setting.budget.themes) + rng.choice(("经费", "项目", "")),
                    ECONOMIC[rng.choice(subjects)],
                    bought,
                )
            )
        if projects:
            plan.append((f"{'一二三'[len(plan)]}、{category}{'ABC'[number]}", projects))
    records: list[dict[str, Any]] = []

    def add(fen: int, **keys: str) -> None:
        text = style.text(fen)
        row = grid.add(*[keys.get(key, "") for key in KEYS], text)
        records.append(amounts_record({key: keys.get(key) for key in KEYS}, row, {"total": (5, text)}))

    add(sum(fen for _, projects in plan for _, _, bought in projects for _, _, fen in bought), category="合计")
    for label, projects in plan:
        add(sum(fen for _, _, bought in projects for _, _, fen in bought), category=label)
        for project, subject, bought in projects:
            add(sum(fen for _, _, fen in bought), project=project, economic_subject=subject)
            for item, method, fen in bought:
                add(fen, item=item, method=method)
    title = rng.choice(("政府采购支出预算表", "政府采购预算表"))
    return DrawnForm("government_procurement", title, grid, records)
