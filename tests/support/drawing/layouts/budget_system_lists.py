"""Lists that the budget system prints beside the forms: projects, purchases, transfers."""

from __future__ import annotations

from typing import Any

from ..budget import (
    CAPITAL,
    CARRY,
    FISCAL,
    FUND,
    GENERAL,
    Test,
    both,
    for_project,
    from_source,
    is_project,
    not_carried,
    of_origin,
)
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from .common import Setting, anything, kinds
from .procurement import ITEMS

FUNDS = (("一般公共预算", GENERAL), ("政府性基金预算", FUND), ("国有资本经营预算", CAPITAL))


def project_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up 项目支出表, which is no form of the contract: projects by the source of their money."""
    budget, text = setting.budget, setting.style.text
    names = [name for name, _ in FUNDS]
    head = [
        [
            "类型",
            "项目名称",
            "项目单位",
            "合计",
            "本年拨款",
            "<",
            "<",
            "财政拨款结转结余",
            "<",
            "<",
            "财政专户管理资金",
            "单位资金",
        ],
        ["^", "^", "^", "^", *names, *names, "^", "^"],
    ]
    grid = Grid(head, kinds("tnn", 9))
    fresh: list[Test] = [both(from_source(source), not_carried) for _, source in FUNDS]
    left: list[Test] = [both(from_source(source), of_origin(CARRY)) for _, source in FUNDS]
    others = [from_source("special_account_funds"), lambda line: line.source not in (*FISCAL, "special_account_funds")]
    columns = [anything, *fresh, *left, *others]
    for name in sorted({line.project or "" for line in budget.select(is_project)}):
        mine = for_project(name)
        unit = budget.select(mine)[0].unit.name
        kind = setting.rng.choice(("特定目标类项目", "其他运转类"))
        grid.add(kind, name, unit, *[text(budget.total(both(mine, own))) for own in columns])
    grid.add("合计", "<", "<", *[text(budget.total(both(is_project, own))) for own in columns])
    return DrawnForm(None, title, grid, [])


def procurement_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up the purchases: project, what is bought, its number, and the money by source."""
    rng, text = setting.rng, setting.style.text
    head = [
        ["项目名称", "采购品目", "采购数量", "计量单位", "资金来源", *["<"] * 4],
        ["^", "^", "^", "^", "合计", *[name for name, _ in FUNDS], "其他资金"],
    ]
    grid = Grid(head, kinds("nnmm", 5))
    records: list[dict[str, Any]] = []

    def add(leading: list[str], fen: int, **keys: str) -> None:
        names = ("category", "project", "economic_subject", "item", "method")
        row = grid.add(*leading, text(fen), text(fen), text(0), text(0), text(0))
        records.append(amounts_record({key: keys.get(key) for key in names}, row, {"total": (4, text(fen))}))

    bought = [
        (rng.choice(setting.budget.themes) + "经费", item, rng.randint(1, 3000) * 100_000)
        for item in rng.sample(ITEMS["货物"][0], 3) + rng.sample(ITEMS["服务"][0], 2)
    ]
    add(["合计", "", "", ""], sum(fen for _, _, fen in bought), project="合计")
    for project, item, fen in bought:
        add(
            [project, item, str(rng.randint(1, 60)), rng.choice(("台", "套", "项", "批"))],
            fen,
            project=project,
            item=item,
        )
    return DrawnForm("government_procurement", title, grid, records)


def transfers_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up the transfers that a department manages, mostly none; no form of the contract."""
    grid = Grid([["序号", "项目名称", "分配方式", "金额"]], kinds("mnn", 1))
    rows = setting.rng.choice((0, 0, 2))
    for number in range(1, rows + 1):
        grid.add(
            str(number),
            setting.rng.choice(setting.budget.themes) + "转移支付",
            "因素法",
            setting.style.text(number * 10**7),
        )
    grid.add("合计", "<", "<", setting.style.text(sum(number * 10**7 for number in range(1, rows + 1))))
    notes = [] if rows else [f"备注：本部门{setting.budget.year}年无管理的转移支付，故此表为空表。"]
    return DrawnForm(None, title, grid, [], notes=notes)
