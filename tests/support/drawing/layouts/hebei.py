"""Hebei's forms: rows and columns numbered, few sources, 三公经费 one below the other, a sheet a project."""

from __future__ import annotations

from ..budget import anything, both, fiscal, for_project, from_source, not_carried
from ..departments import INDICATOR_LEVELS, goal_sentence
from ..form import DrawnForm
from ..grid import Grid
from .common import FUND_NAMES, FUND_REVENUES, FUNDS, SPECIAL, Setting, caption, kinds
from .numbered import numbered
from .purchases import FORM as PROCUREMENT
from .purchases import ITEMS, purchase_row
from .rows import CARRY_OVER, MoneyColumn, figure_row
from .subject_forms import Manner, basic_form, expenditure_form, fund_forms, general_form, revenue_form
from .targets import amounts, invent_indicators, merged_levels, said
from .three_public import FORM, general_figures, meetings_and_training, unit_keys
from .two_sided import BY_FUND, class_items, fiscal_summary, source_items, summary_form, year_tails

OTHER_SOURCES = (SPECIAL, "other_income")

#: Names of the sources: until 2020, and since the budget's management was integrated.
_EARLY = ("一般公共预算拨款收入", "基金预算拨款收入", "国有资本经营预算拨款收入", "财政专户核拨收入", "其他来源收入")
_LATE = (*(name for name, _ in FUND_REVENUES), "财政专户管理资金收入", "单位资金")
_SOURCES = (*(source for _, source in FUNDS), *OTHER_SOURCES)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the nine forms, purchases, assets, and the sheets of the larger projects."""
    budget, rng = setting.budget, setting.rng
    early = budget.year <= 2020
    names = list(zip(_EARLY if early else _LATE, _SOURCES, strict=True))
    manner = Manner(
        code_head=rng.choice(("功能分类科目编码", "科目编码")),
        name_head=rng.choice(("科目名称", "功能分类科目名称")),
        group_head=rng.choice((None, "功能分类科目")),
        total_merged=False,
    )
    economic = Manner(
        code_head="科目编码" if manner.group_head else "经济分类科目编码",
        name_head=rng.choice(("科目名称", "经济分类科目名称")),
        group_head="支出经济分类科目" if manner.group_head else None,
        total_merged=False,
    )
    prefix = rng.choice(("部门预算", "部门预算", ""))
    empty = rng.choice(("本部门无{}预算财政拨款支出，空表列示。", "注：我单位无{}预算财政拨款支出，空表列示。"))
    split = rng.random() < 0.4
    drawn = [
        _summary(setting, f"{prefix or '部门'}收支总表", names),
        _revenue(setting, f"{prefix or '部门'}收入总表", manner, names),
        expenditure_form(setting, manner, f"{prefix or '部门'}支出总表"),
        _fiscal(setting, f"{prefix}财政拨款收支总表"),
        general_form(setting, manner, f"{prefix}一般公共预算财政拨款支出表", split=split),
        basic_form(setting, economic, f"{prefix}一般公共预算财政拨款基本支出表"),
        *_funds(setting, manner, prefix, empty),
        _three_public(setting, f"{prefix}财政拨款“三公”经费支出表"),
    ]
    drawn = [numbered(form) for form in drawn]
    if rng.random() < 0.7:
        drawn.append(_procurement(setting, early))
    drawn.append(_assets(setting))
    label = rng.choice((setting.entity_label, "编制单位："))
    for form in caption(setting, drawn, None):
        form.entity_label, form.period = label, f"预算年度：{budget.year}"
    return drawn + [_targets(setting, number, name) for number, name in enumerate(budget.projects()[:4], 1)]


def _summary(setting: Setting, title: str, names: list[tuple[str, str]]) -> DrawnForm:
    amount, item = setting.rng.choice(("预算数", "预算金额")), setting.rng.choice(("项目", "项 目"))
    classes, tails = class_items(setting, full=True), year_tails(setting)
    return summary_form(setting, title, (item, amount, item), source_items(setting, names), classes, tails)


def _revenue(setting: Setting, title: str, manner: Manner, names: list[tuple[str, str]]) -> DrawnForm:
    """Draw up the revenue form; 单位资金 has no measure in the contract, 其他来源收入 has."""
    columns = [MoneyColumn("total", anything)]
    for name, source in names:
        measure = None if name == "单位资金" else source
        columns.append(MoneyColumn(measure, both(from_source(source), not_carried)))
    columns.append(CARRY_OVER)
    return revenue_form(setting, manner, title, [["合计", *[name for name, _ in names], "上年结转结余"]], columns)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    rng = setting.rng
    left, right = source_items(setting, FUND_REVENUES), class_items(setting, True, fiscal, BY_FUND)
    funds = rng.choice(([f"{name}财政拨款" for name in FUND_NAMES], FUND_NAMES))
    figures = rng.choice(("金额", "预算数"))
    return fiscal_summary(setting, title, left, right, year_tails(setting, measures=BY_FUND), funds, figures)


def _funds(setting: Setting, manner: Manner, prefix: str, empty: str) -> list[DrawnForm]:
    names = (setting.rng.choice(("政府性基金预算", "政府基金预算")), "国有资本经营预算")
    return fund_forms(setting, manner, [f"{prefix}{name}财政拨款支出表" for name in names], None, empty)


def _three_public(setting: Setting, title: str) -> DrawnForm:
    """Draw up the form whose rows are the kinds of expenditure, its figures by fund."""
    rng = setting.rng
    head = [["项目", "资金来源", "<", "<", "<"], ["^", "合计", *FUND_NAMES]]
    if rng.random() < 0.5:
        head = [["项目", "合计", *[f"{name}拨款" for name in FUND_NAMES]]]
    grid = Grid(head, kinds("n", 4))
    names = [
        rng.choice(("“三公”经费小计", "合计")),
        "一、因公出国（境）费",
        "二、公务用车购置及运维费",
        "其中：公务用车购置费",
        rng.choice(("公务用车运维费", "公务用车运行维护费")),
        "三、公务接待费",
    ]
    rows = list(zip(names, general_figures(setting).values(), strict=True))
    if rng.random() < 0.5:
        rows += zip(("会议费", "培训费"), meetings_and_training(setting), strict=True)
    records = [
        figure_row(setting, grid, [name], unit_keys(name), [("total", fen), (None, fen), (None, 0), (None, 0)])
        for name, fen in rows
    ]
    return DrawnForm(FORM, title, grid, records)


def _procurement(setting: Setting, early: bool) -> DrawnForm:
    """Draw up the purchases: the project's money beside what is bought, by source."""
    rng, style = setting.rng, setting.style
    funds = ["一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款", "财政专户核拨", "单位资金"]
    if early:
        funds[1], funds[4] = "基金预算拨款", "其他来源收入"
    top = ["政府采购项目来源", "<", "采购物品名称", "政府采购目录序号", "计量单位", "数量", "单价", "政府采购金额"]
    head = [
        [*top, *["<"] * 7],
        ["项目名称", "预算资金", *["^"] * 5, "总计", "当年部门预算安排资金", *["<"] * 5, "上年结转资金"],
        ["^", "^", *["^"] * 6, "合计", *funds, "^"],
    ]
    grid = Grid(head, [*kinds("t", 1), *kinds("tcmm", 9)])
    lines = []
    for name in rng.sample(setting.budget.themes, 3):
        category = rng.choice(list(ITEMS))
        things = rng.sample(ITEMS[category][0], rng.randint(1, 3))
        bought = [(item, category, rng.randint(1, 20), rng.randint(1, 90) * 10_000) for item in things]
        lines.append((name + "经费", bought))

    def add(project: str, budget: int, about: list[str], fen: int, item: str | None) -> None:
        figures = [fen, fen, fen, 0, 0, 0, 0, 0]
        leading = [project, style.text(budget), *about]
        records.append(purchase_row(setting, grid, leading, figures, project=project, item=item))

    records: list[dict[str, object]] = []
    whole = sum(count * fen for _, bought in lines for *_, count, fen in bought)
    add("合计", whole, [""] * 5, whole, None)
    for project, bought in lines:
        paid = sum(count * fen for *_, count, fen in bought)
        for item, category, count, fen in bought:
            mark = {"货物": "A", "工程": "B", "服务": "C"}[category]
            mark += f"{rng.randint(1, 30):02d}{rng.randint(1, 20):02d}"
            about = [item, mark, rng.choice(("台", "套", "项", "批")), str(count), style.text(fen)]
            add(project, paid, about, count * fen, item)
    return DrawnForm(PROCUREMENT, rng.choice(("部门政府采购预算", "部门预算政府采购预算表")), grid, records)


def _assets(setting: Setting) -> DrawnForm:
    """Draw up the list of assets, which is no form."""
    rng, style = setting.rng, setting.style
    grid = Grid([["项目", "数量", "价值"]], kinds("nm", 1))
    for name in (
        "资产总额",
        "1、房屋（平方米）",
        "其中：办公用房（平方米）",
        "2、车辆（台、辆）",
        "3、单价在20万元以上的设备",
        "4、其他固定资产",
    ):
        count = "——" if name in ("资产总额", "4、其他固定资产") else str(rng.randint(0, 4000))
        grid.add(name, count, style.text(rng.randint(1, 90_000) * 10_000))
    return DrawnForm(None, "部门固定资产占用情况表", grid, [])


def _targets(setting: Setting, number: int, project: str) -> DrawnForm:
    """Draw up the sheet of a project: its money, when it is spent, its goal and indicators with their grounds."""
    budget, rng, style = setting.budget, setting.rng, setting.style
    grid = Grid([], kinds("ttttttt", 0))
    code = f"13{rng.randint(0, 9999):04d}{budget.year % 100}P{rng.randint(0, 999999):06d}"
    grid.add("项目编码", code, "<", "项目名称", project, "<", "<")
    annual, own = setting.total(for_project(project)), setting.total(for_project(project), fiscal)
    texts = [style.text(fen) for fen in (annual, own, annual - own)]
    row = grid.add("预算规模及资金用途", "预算数", texts[0], "其中：财政资金", texts[1], "其他资金", texts[2])
    grid.add("^", f"用于{goal_sentence(rng, 2)}", *["<"] * 5)
    grid.add("资金支出计划（%）", "3月底", "6月底", "<", "10月底", "<", "12月底")
    shares = [f"{share}.00" if rng.random() < 0.7 else "" for share in (25, 50, 83, 100)]
    grid.add("^", shares[0], shares[1], "<", shares[2], "<", shares[3])
    goal = f"1.{goal_sentence(rng, rng.randint(2, 6))}"
    goal_row = grid.add("绩效目标", goal, *["<"] * 5)
    grid.add("一级指标", "二级指标", "三级指标", "绩效指标描述", "<", "指标值", "指标值确定依据")
    names = ("annual", "annual_fiscal", "annual_other")
    cells = {f"funds.{name}": [row, 2 + 2 * at] for at, name in enumerate(names)} | {"annual_goal": [goal_row, 1]}
    order = list(INDICATOR_LEVELS)
    found = invent_indicators(setting, project, rng.randint(3, 8))
    found.sort(key=lambda one: (order.index(one["level1"]), one["level2"]))
    indicators = []
    for levels, one in zip(merged_levels(found), found, strict=True):
        value = rng.choice(
            (f"≥{rng.randint(60, 99)}%", f"{rng.randint(1, 900)}次", "100%", "优", f"≤{rng.randint(2, 90)}万元")
        )
        grounds = rng.choice(("工作计划", "历史数据", "部门职责及年度工作安排", "相关文件规定", "实际需要"))
        place = grid.add(*levels, one["level3"], f"反映{one['level3']}情况", "<", value, grounds)
        cells[f"indicators.{len(indicators)}.value"] = [place, 5]
        indicators.append(said(one, value))
    funds = dict(zip(names, amounts(texts), strict=True))
    record = {"project": project, "funds": funds, "annual_goal": goal, "indicators": indicators}
    record |= {"row": 0, "cells": cells}
    form = DrawnForm("project_goal_statement", f"{number}、{project}绩效目标表", grid, [record])
    form.unit, form.unit_label, form.entity_label = style.unit, setting.unit_label, ""
    return form
