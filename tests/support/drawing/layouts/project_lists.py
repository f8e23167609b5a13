"""Lists of projects, purchases and transfers that the national budget system prints beside the forms."""

from __future__ import annotations

from collections.abc import Sequence

from ..budget import FISCAL, Test, anything, both, carried_over, for_project, from_source, is_project, not_carried
from ..form import DrawnForm
from ..grid import Grid
from .common import FUND_NAMES, SPECIAL, UNIT_SOURCES, Setting, kinds
from .purchases import FORM, ITEMS, purchase_row

#: The treasury's money: this year's by fund, then what is left over.
FUNDS_BY_YEAR: list[Test] = [
    both(origin, from_source(source)) for origin in (not_carried, carried_over) for source in FISCAL
]


def project_money(
    setting: Setting, title: str, natures: Sequence[str], leading: str = "nnn", total_first: bool = False
) -> DrawnForm:
    """Draw up 项目支出表, which is no form of the contract: projects by the source of their money."""
    budget, rng = setting.budget, setting.rng
    head = [
        ["类型", "项目名称", "项目单位", "合计", "本年拨款", "<", "<", "财政拨款结转结余", "<", "<"],
        [*["^"] * 4, *FUND_NAMES, *FUND_NAMES, "^", "^"],
    ]
    head[0] += ["财政专户管理资金", "单位资金"]
    grid = Grid(head, kinds(leading, 9))
    tests = [anything, *FUNDS_BY_YEAR, from_source(SPECIAL), from_source(*UNIT_SOURCES)]

    def add(name: str, second: str, third: str, own: Test) -> None:
        grid.add(name, second, third, *[setting.text(own, test) for test in tests])

    if total_first:
        add(setting.label("合计"), "<", "<", is_project)
    for name in budget.projects():
        mine = for_project(name)
        nature = rng.choice(natures) if len(natures) > 1 else natures[0]
        add(nature, name, budget.select(mine)[0].unit.name, mine)
    if not total_first:
        add("合计", "<", "<", is_project)
    return DrawnForm(None, title, grid, [])


def procurement_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up the purchases: project, what is bought, its number, and the money by source."""
    rng = setting.rng
    head = [
        ["项目名称", "采购品目", "采购数量", "计量单位", "资金来源", *["<"] * 4],
        ["^", "^", "^", "^", "合计", *FUND_NAMES, "其他资金"],
    ]
    grid = Grid(head, kinds("nnmm", 5))
    bought = [
        (rng.choice(setting.budget.themes) + "经费", item, rng.randint(1, 3000) * 100_000)
        for item in rng.sample(ITEMS["货物"][0], 3) + rng.sample(ITEMS["服务"][0], 2)
    ]
    whole = sum(fen for _, _, fen in bought)
    records = [purchase_row(setting, grid, ["合计", "", "", ""], [whole, whole, 0, 0, 0], project="合计")]
    for project, item, fen in bought:
        leading = [project, item, str(rng.randint(1, 60)), rng.choice(("台", "套", "项", "批"))]
        records.append(purchase_row(setting, grid, leading, [fen, fen, 0, 0, 0], project=project, item=item))
    return DrawnForm(FORM, title, grid, records)


def transfers_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up the transfers that a department manages, mostly none; no form of the contract."""
    grid, text = Grid([["序号", "项目名称", "分配方式", "金额"]], kinds("mnn", 1)), setting.style.text
    numbers = range(1, setting.rng.choice((0, 0, 2)) + 1)
    for number in numbers:
        theme = setting.rng.choice(setting.budget.themes)
        grid.add(str(number), theme + "转移支付", "因素法", text(number * 10**7))
    grid.add("合计", "<", "<", text(sum(numbers) * 10**7))
    notes = [] if numbers else [f"备注：本部门{setting.budget.year}年无管理的转移支付，故此表为空表。"]
    return DrawnForm(None, title, grid, [], notes=notes)
