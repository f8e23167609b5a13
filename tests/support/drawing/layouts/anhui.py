"""Anhui's twelve tables: sources and what was left over on three levels, projects, purchases, 三公 upright."""

from __future__ import annotations

from ..budget import from_source, not_carried
from ..form import DrawnForm
from ..grid import Grid
from .common import FUND_NAMES, FUND_REVENUES, SPECIAL, UNIT_FUNDS, UNIT_SOURCES, Setting, caption, kinds
from .goal_sheets import project_sheet
from .project_lists import project_money
from .purchases import FORM, ITEMS, purchase_row
from .revenue import RevenueManner, revenue_by_unit
from .subject_forms import Manner, basic_form, expenditure_form, fund_forms, general_form
from .three_public import general_figures, upright
from .two_sided import Item, amount, class_items, fiscal_halves, source_items, summary_form, year_tails

OTHER_SOURCES = (SPECIAL, *UNIT_SOURCES)
LABELS = (
    ("合计", "total"),
    ("1.因公出国（境）费用", "overseas_travel"),
    ("2.公务接待费", "reception"),
    ("3.公务用车购置及运行费", "vehicles.subtotal"),
    ("其中：（1）公务用车运行维护费", "vehicles.operation"),
    ("（2）公务用车购置费", "vehicles.purchase"),
)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the eight forms, then projects, purchases, services bought and 三公."""
    budget, rng = setting.budget, setting.rng
    year, who = f"{budget.year}年", rng.choice(("部门", "单位", ""))
    prefix = rng.choice(("", "", year, f"{budget.department}{year}"))
    manner = Manner(total_last=rng.random() < 0.3, blank_rows=rng.choice((0, 0, 1)))
    empty = f"说明：{budget.department}{year}没有{{0}}预算拨款收入，也没有使用{{0}}预算拨款安排的支出，故本表为空。"
    plan, granted = ("预算", "拨款") if budget.year < 2020 else ("", "")
    drawn = [
        _summary(setting, f"{who}收支{plan}总表"),
        _revenue(setting, f"{who}收入{plan}总表"),
        expenditure_form(setting, manner, f"{who}支出{plan}总表"),
        fiscal_halves(
            setting,
            f"财政拨款收支{plan}总表",
            full=rng.random() < 0.6,
            forward="结转下年",
            funds=[name + "拨款" for name in FUND_NAMES],
        ),
        general_form(setting, manner, f"一般公共预算{granted}支出{plan}表", split=True),
        basic_form(
            setting,
            Manner(group_head=rng.choice((None, "部门预算支出经济分类科目"))),
            f"一般公共预算{granted}基本支出{plan}表",
            "本年一般公共预算基本支出",
        ),
        *fund_forms(setting, manner, f"{{}}预算{granted}支出{plan}表", "本年{}预算支出", empty),
        project_money(setting, f"{who}项目支出{plan}表", ("特定目标类",)),
        _purchases(setting, f"{who}政府采购{rng.choice(('支出', '预算'))}表"),
        _services(setting, f"{who}政府购买服务{rng.choice(('支出', '预算'))}表"),
        _three_public(setting, "一般公共预算“三公”经费支出预算表"),
    ]
    caption(setting, drawn, rng.choice((None, "部门公开表{}", "附表{}", "表{}")), prefix)
    names = budget.projects()[: rng.randint(0, 2)]
    return [*drawn, *[project_sheet(setting, name, "项目支出绩效目标表") for name in names]]


def _summary(setting: Setting, title: str) -> DrawnForm:
    """Draw up 收支总表 with the unit's own money in one line and its parts below."""
    rng = setting.rng
    revenue = source_items(setting, (*FUND_REVENUES, ("财政专户管理资金收入", SPECIAL)))
    revenue.append(Item("单位资金收入", amount(setting, from_source(*UNIT_SOURCES), not_carried), "五"))
    revenue += [
        Item(name, amount(setting, from_source(source), not_carried), str(number), "{}.", 1)
        for number, (name, source) in enumerate(UNIT_FUNDS, 1)
    ]
    words = ("项目", "预算数", rng.choice(("项目", "项目（按功能分类）")))
    classes = class_items(setting, full=rng.random() < 0.7)
    return summary_form(setting, title, words, revenue, classes, year_tails(setting, forward="结转下年"))


def _revenue(setting: Setting, title: str) -> DrawnForm:
    lead = setting.rng.choice((["单位代码", "单位名称"], ["部门（单位）代码", "部门（单位）名称"]))
    return revenue_by_unit(setting, title, RevenueManner(*lead, nested=True, leading="mn"))


def _purchases(setting: Setting, title: str) -> DrawnForm:
    """Draw up 政府采购支出表: what is bought for which project, by kinds of money."""
    budget, rng = setting.budget, setting.rng
    head = [["项目名称", "采购目录", "合计", "资金来源", *["<"] * 4]]
    head.append(["^", "^", "^", *FUND_NAMES, "财政专户管理资金", "单位资金"])
    grid = Grid(head, kinds("nn", 6))
    bought = [
        (
            rng.choice(budget.themes) + "项目",
            rng.choice(ITEMS[rng.choice(list(ITEMS))][0]),
            rng.randint(1, 900) * 100_000,
        )
        for _ in range(rng.randint(0, 6))
    ]
    records = [
        purchase_row(setting, grid, [project, item], [fen, fen, 0, 0, 0, 0], project=project, item=item)
        for project, item, fen in bought
    ]
    whole = sum(fen for _, _, fen in bought)
    records.append(purchase_row(setting, grid, ["合计", "<"], [whole, whole, 0, 0, 0, 0], project="合计"))
    return DrawnForm(FORM, title, grid, records)


def _services(setting: Setting, title: str) -> DrawnForm:
    """Draw up 政府购买服务支出表, no form of the contract; most departments have nothing in it."""
    head = [["项目名称", "购买服务指导性目录", "<", "<", "合计"], ["^", "一级目录", "二级目录", "三级目录", "^"]]
    grid = Grid(head, kinds("nnnn", 1))
    for _ in range(setting.rng.choice((0, 0, 3))):
        fen = setting.rng.randint(1, 90) * 1_000_000
        theme = setting.rng.choice(setting.budget.themes)
        grid.add(theme, "政府履职辅助性服务", "咨询服务", "其他咨询服务", setting.style.text(fen))
    if not grid.body:
        grid.add(*[""] * 5)
    grid.add("合计", "<", "<", "<", setting.style.text(0))
    return DrawnForm(None, title, grid, [])


def _three_public(setting: Setting, title: str) -> DrawnForm:
    """Draw up 三公 one below the other, beside the year before, which is twice as much, or alone."""
    year = setting.budget.year
    columns = [("total", f"{year}年预算数")]
    if setting.rng.random() < 0.5:
        columns.insert(0, ("prior_year", f"{year - 1}年预算数"))
    before = {measure: 2 * fen for measure, fen in general_figures(setting).items()}
    return upright(setting, title, LABELS, columns, before)
