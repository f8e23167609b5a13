"""Hebei's forms: rows and columns numbered, few sources, 三公经费 one below the other, a sheet a project."""

from __future__ import annotations

from typing import Any

from ..budget import (
    CAPITAL,
    CARRY,
    FUND,
    GENERAL,
    Test,
    both,
    fiscal,
    for_project,
    from_source,
    is_basic,
    is_operations,
    is_personnel,
    is_project,
    not_carried,
    of_origin,
)
from ..departments import INDICATOR_LEVELS, goal_sentence
from ..form import DrawnForm, amounts_record
from ..grid import Grid, Kind
from ..money import amount_of
from .blocks import (
    TOTAL_BASIC_PROJECT,
    TOTAL_PERSONNEL_OPERATIONS,
    Manner,
    class_items,
    fiscal_measures,
    fiscal_summary,
    one_fund_form,
    plain_summary,
    subject_form,
)
from .common import Item, MoneyColumn, Setting, anything, kinds, ordinal_items
from .numbered import numbered
from .performance import invent_indicators
from .procurement import ITEMS
from .three_public import MEETINGS, TRAINING, figures_of

OTHER_SOURCES = ("special_account_funds", "other_income")
ORIGINS = (CARRY,)

#: Names of the sources: until 2020, and since the budget's management was integrated.
_EARLY = ("一般公共预算拨款收入", "基金预算拨款收入", "国有资本经营预算拨款收入", "财政专户核拨收入", "其他来源收入")
_LATE = (
    "一般公共预算拨款收入",
    "政府性基金预算拨款收入",
    "国有资本经营预算拨款收入",
    "财政专户管理资金收入",
    "单位资金",
)
_SOURCES = (GENERAL, FUND, CAPITAL, "special_account_funds", "other_income")


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the nine forms, purchases, assets, and the sheets of the larger projects."""
    budget, rng = setting.budget, setting.rng
    early = budget.year <= 2020
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
    general = from_source(GENERAL)
    empty = rng.choice(("本部门无{}财政拨款支出，空表列示。", "注：我单位无{}财政拨款支出，空表列示。"))
    split = rng.random() < 0.4
    money = [["合计", "基本支出", "<", "<", "项目支出"], ["^", "小计", "人员经费", "公用经费", "^"]]
    columns = [MoneyColumn("total", anything), MoneyColumn("basic", is_basic)]
    columns += [MoneyColumn("", is_personnel), MoneyColumn("", is_operations), MoneyColumn("project", is_project)]
    drawn = [
        _summary(setting, f"{prefix or '部门'}收支总表", early),
        _revenue(setting, f"{prefix or '部门'}收入总表", manner, early),
        _expenditure(setting, f"{prefix or '部门'}支出总表", manner),
        _fiscal(setting, f"{prefix}财政拨款收支总表"),
        subject_form(
            setting,
            manner,
            "general_public_budget_expenditure",
            f"{prefix}一般公共预算财政拨款支出表",
            money if split else [["合计", "基本支出", "项目支出"]],
            columns if split else TOTAL_BASIC_PROJECT,
            general,
        ),
        subject_form(
            setting,
            economic,
            "general_public_budget_basic_expenditure",
            f"{prefix}一般公共预算财政拨款基本支出表",
            [["合计", "人员经费", "公用经费"]],
            TOTAL_PERSONNEL_OPERATIONS,
            both(general, is_basic),
            kind="economic",
        ),
        one_fund_form(
            setting,
            manner,
            "government_fund_expenditure",
            f"{prefix}{rng.choice(('政府性基金预算', '政府基金预算'))}财政拨款支出表",
            None,
            FUND,
            empty.format("政府性基金预算"),
        ),
        one_fund_form(
            setting,
            manner,
            "state_capital_expenditure",
            f"{prefix}国有资本经营预算财政拨款支出表",
            None,
            CAPITAL,
            empty.format("国有资本经营预算"),
        ),
        _three_public(setting, f"{prefix}财政拨款“三公”经费支出表"),
    ]
    for form in drawn:
        for record in form.records:  # columns that the contract has no measure for
            record["amounts"].pop("", None)
            record["cells"].pop("", None)
    drawn = [numbered(form) for form in drawn]
    if rng.random() < 0.7:
        drawn.append(_procurement(setting, early))
    drawn.append(_assets(setting))
    label = rng.choice((setting.entity_label, "编制单位："))
    for form in drawn:
        form.entity, form.unit = budget.department, setting.style.unit
        form.entity_label, form.unit_label = label, setting.unit_label
        form.period = f"预算年度：{budget.year}"
    projects = sorted({line.project or "" for line in budget.select(is_project)})
    return drawn + [_targets(setting, number, name) for number, name in enumerate(projects[:4], 1)]


def _tails(setting: Setting, test: Test) -> tuple[list[Item], list[Item]]:
    budget = setting.budget
    carried = budget.total(both(test, of_origin(CARRY)))
    total = {"total": budget.total(test)}
    left = [
        Item("本年收入合计", {"total": total["total"] - carried}, total=True),
        Item("上年结转结余", {"total": carried}),
        Item("收入总计", total, total=True),
    ]
    right = [
        Item("本年支出合计", total, total=True),
        Item("年终结转结余", {"total": 0}),
        Item("支出总计", total, total=True),
    ]
    return left, right


def _summary(setting: Setting, title: str, early: bool) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    pairs = zip(_EARLY if early else _LATE, _SOURCES, strict=True)
    revenue = ordinal_items(
        [(name, {"total": budget.total(both(from_source(source), not_carried))}) for name, source in pairs]
    )
    amount = rng.choice(("预算数", "预算金额"))
    item = rng.choice(("项目", "项 目"))
    head = [["收入", "<", "支出", "<"], [item, amount, item, amount]]
    return plain_summary(setting, title, head, revenue, _tails(setting, anything), full=True)


def _revenue(setting: Setting, title: str, manner: Manner, early: bool) -> DrawnForm:
    """Draw up the revenue form; 单位资金 has no measure in the contract, 其他来源收入 has."""
    names = _EARLY if early else _LATE
    headings = ["合计", *names, "上年结转结余"]
    columns = [MoneyColumn("total", anything)]
    for name, source in zip(names, _SOURCES, strict=True):
        columns.append(MoneyColumn("" if name == "单位资金" else source, both(from_source(source), not_carried)))
    columns.append(MoneyColumn("carry_over", of_origin(CARRY)))
    return subject_form(setting, manner, "department_revenue_summary", title, [headings], columns, anything)


def _expenditure(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    headings = ["合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"]
    columns = [*TOTAL_BASIC_PROJECT]
    columns += [
        MoneyColumn(name, lambda line: False)
        for name in ("operating_expenditure", "remittance_to_superior", "subsidy_to_affiliates")
    ]
    return subject_form(setting, manner, "department_expenditure_summary", title, [headings], columns, anything)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    pairs = zip(_LATE[:3], _SOURCES[:3], strict=True)
    left = ordinal_items(
        [(name, {"total": budget.total(both(from_source(source), not_carried))}) for name, source in pairs]
    )
    measures: dict[str, Test] = {
        "total": anything,
        **{source: from_source(source) for source in (GENERAL, FUND, CAPITAL)},
    }
    right = class_items(setting, fiscal, measures, full=True)
    tails = _tails(setting, fiscal)
    everything = fiscal_measures(setting)
    tails[1][0] = Item("本年支出合计", everything, total=True)
    tails[1][1] = Item("年终结转结余", dict.fromkeys(measures, 0))
    tails[1][2] = Item("支出总计", everything, total=True)
    funds = rng.choice(
        (
            ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
            ("一般公共预算", "政府性基金预算", "国有资本经营预算"),
        )
    )
    amount = rng.choice(("金额", "预算数"))
    head = [["收入", "<", "支出", "<", "<", "<", "<"], ["项目", amount, "项目", "合计", *funds]]
    return fiscal_summary(setting, title, head, left, right, tails, list(measures))


def _three_public(setting: Setting, title: str) -> DrawnForm:
    """Draw up the form whose rows are the kinds of expenditure, its figures by fund."""
    budget, rng, style = setting.budget, setting.rng, setting.style
    head = [["项目", "资金来源", "<", "<", "<"], ["^", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]]
    if rng.random() < 0.5:
        head = [["项目", "合计", "一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款"]]
    grid = Grid(head, kinds("n", 4))
    three = figures_of(setting, from_source(GENERAL))
    general = from_source(GENERAL)
    rows = [
        (rng.choice(("“三公”经费小计", "合计")), three.total),
        ("一、因公出国（境）费", three.travel),
        ("二、公务用车购置及运维费", three.cars),
        ("其中：公务用车购置费", three.buying),
        (rng.choice(("公务用车运维费", "公务用车运行维护费")), three.running),
        ("三、公务接待费", three.reception),
    ]
    if rng.random() < 0.5:
        names = (("会议费", MEETINGS), ("培训费", TRAINING))
        rows += [
            (name, budget.total(both(general, lambda line, code=code: line.economic == code))) for name, code in names
        ]
    records = []
    for name, fen in rows:
        texts = [style.text(fen), style.text(fen), style.text(0), style.text(0)]
        row = grid.add(name, *texts)
        records.append(amounts_record({"unit_code": None, "name": name}, row, {"total": (1, texts[0])}))
    return DrawnForm("general_public_budget_three_public", title, grid, records)


def _procurement(setting: Setting, early: bool) -> DrawnForm:
    """Draw up the purchases: the project's money beside what is bought, by source."""
    rng, style = setting.rng, setting.style
    funds = ["合计", "一般公共预算拨款", "基金预算拨款", "国有资本经营预算拨款", "财政专户核拨", "其他来源收入"]
    if not early:
        funds = ["合计", "一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款", "财政专户核拨", "单位资金"]
    this_year = ["当年部门预算安排资金", *["<"] * 5]
    head = [
        [
            "政府采购项目来源",
            "<",
            "采购物品名称",
            "政府采购目录序号",
            "计量单位",
            "数量",
            "单价",
            "政府采购金额",
            *["<"] * 7,
        ],
        ["项目名称", "预算资金", *["^"] * 5, "总计", *this_year, "上年结转资金"],
        ["^", "^", *["^"] * 6, *funds, "^"],
    ]
    columns: list[Kind] = ["text", "money", "text", "code", "mark", "mark", *["money"] * 9]
    grid = Grid(head, columns)
    keys = ("category", "project", "economic_subject", "item", "method")
    records: list[dict[str, Any]] = []
    lines = []
    for name in rng.sample(setting.budget.themes, 3):
        category = rng.choice(list(ITEMS))
        things = rng.sample(ITEMS[category][0], rng.randint(1, 3))
        lines.append(
            (name + "经费", [(item, category, rng.randint(1, 20), rng.randint(1, 90) * 10_000) for item in things])
        )

    def add(project: str, budget: str, about: list[str], fen: int, item: str | None) -> None:
        text, nothing = style.text(fen), style.text(0)
        row = grid.add(project, budget, *about, text, text, text, *[nothing] * 5)
        record = dict.fromkeys(keys) | {"project": project or None, "item": item}
        records.append(amounts_record(record, row, {"total": (7, text)}))

    add(
        "合计",
        style.text(sum(n * fen for _, bought in lines for *_, n, fen in bought)),
        [""] * 5,
        sum(n * fen for _, bought in lines for *_, n, fen in bought),
        None,
    )
    for project, bought in lines:
        for item, category, count, fen in bought:
            mark = {"货物": "A", "工程": "B", "服务": "C"}[
                category
            ] + f"{rng.randint(1, 30):02d}{rng.randint(1, 20):02d}"
            about = [item, mark, rng.choice(("台", "套", "项", "批")), str(count), style.text(fen)]
            add(project, style.text(sum(n * one for *_, n, one in bought)), about, count * fen, item)
    return DrawnForm(
        "government_procurement", rng.choice(("部门政府采购预算", "部门预算政府采购预算表")), grid, records
    )


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
    grid = Grid([], ["text", "text", "text", "text", "text", "text", "text"])
    code = f"13{rng.randint(0, 9999):04d}{budget.year % 100}P{rng.randint(0, 999999):06d}"
    grid.add("项目编码", code, "<", "项目名称", project, "<", "<")
    annual, own = budget.total(for_project(project)), budget.total(both(for_project(project), fiscal))
    texts = [style.text(annual), style.text(own), style.text(annual - own)]
    row = grid.add("预算规模及资金用途", "预算数", texts[0], "其中：财政资金", texts[1], "其他资金", texts[2])
    grid.add("^", f"用于{goal_sentence(rng, 2)}", *["<"] * 5)
    grid.add("资金支出计划（%）", "3月底", "6月底", "<", "10月底", "<", "12月底")
    shares = [f"{share}.00" if rng.random() < 0.7 else "" for share in (25, 50, 83, 100)]
    grid.add("^", shares[0], shares[1], "<", shares[2], "<", shares[3])
    goal = f"1.{goal_sentence(rng, rng.randint(2, 6))}"
    goal_row = grid.add("绩效目标", goal, *["<"] * 5)
    grid.add("一级指标", "二级指标", "三级指标", "绩效指标描述", "<", "指标值", "指标值确定依据")
    cells = {"funds.annual": [row, 2], "funds.annual_fiscal": [row, 4], "funds.annual_other": [row, 6]}
    cells["annual_goal"] = [goal_row, 1]
    indicators = invent_indicators(setting, project, rng.randint(3, 8), directed=False)
    order = list(INDICATOR_LEVELS)
    indicators.sort(key=lambda one: (order.index(one["level1"] or ""), one["level2"] or ""))
    said: list[dict[str, str | None]] = []
    before: dict[str, str | None] = {}
    for one in indicators:
        same1 = one["level1"] == before.get("level1")
        same2 = same1 and one["level2"] == before.get("level2")
        value = rng.choice(
            (f"≥{rng.randint(60, 99)}%", f"{rng.randint(1, 900)}次", "100%", "优", f"≤{rng.randint(2, 90)}万元")
        )
        grounds = rng.choice(("工作计划", "历史数据", "部门职责及年度工作安排", "相关文件规定", "实际需要"))
        described = f"反映{one['level3']}情况"
        leading = ["^" if same1 else one["level1"] or "", "^" if same2 else one["level2"] or ""]
        place = grid.add(*leading, one["level3"] or "", described, "<", value, grounds)
        cells[f"indicators.{len(said)}.value"] = [place, 5]
        said.append({"level1": one["level1"], "level2": one["level2"], "level3": one["level3"], "value": value})
        before = one
    funds = dict(zip(("annual", "annual_fiscal", "annual_other"), map(amount_of, texts), strict=True))
    record = {"project": project, "funds": funds, "annual_goal": goal, "indicators": said, "row": 0, "cells": cells}
    return DrawnForm(
        "project_goal_statement",
        f"{number}、{project}绩效目标表",
        grid,
        [record],
        unit=style.unit,
        unit_label=setting.unit_label,
        entity_label="",
    )
