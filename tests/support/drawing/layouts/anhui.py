"""Anhui's twelve tables: sources and what was left over on three levels, projects, purchases, 三公 upright."""

from __future__ import annotations

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
from ..form import DrawnForm, amounts_record
from ..grid import Grid
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
from .common import Item, MoneyColumn, Setting, SubjectRows, anything, kinds, nothing, of_unit, ordinal_items
from .goal_sheets import project_sheet
from .procurement import ITEMS
from .three_public import figures_of

OTHER_SOURCES = (
    "special_account_funds",
    "undertaking_income",
    "operating_income",
    "superior_subsidy",
    "affiliate_remittance",
    "other_income",
)
ORIGINS = (CARRY,)
_FUNDS = {GENERAL: "一般公共预算", FUND: "政府性基金预算", CAPITAL: "国有资本经营预算"}
_OWN = {
    "undertaking_income": "事业收入",
    "operating_income": "事业单位经营收入",
    "superior_subsidy": "上级补助收入",
    "affiliate_remittance": "附属单位上缴收入",
    "other_income": "其他收入",
}


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the eight forms, then projects, purchases, services bought and 三公."""
    budget, rng = setting.budget, setting.rng
    year, who = f"{budget.year}年", rng.choice(("部门", "单位", ""))
    prefix = rng.choice(("", "", year, f"{budget.department}{year}"))
    manner = Manner(total_last=rng.random() < 0.3, blank_rows=rng.choice((0, 0, 1)))
    empty = f"说明：{budget.department}{year}没有{{}}预算拨款收入，也没有使用{{}}预算拨款安排的支出，故本表为空。"
    plan, granted = ("预算", "拨款") if budget.year < 2020 else ("", "")
    drawn = [
        _summary(setting, prefix + f"{who}收支{plan}总表"),
        _revenue(setting, prefix + f"{who}收入{plan}总表"),
        _expenditure(setting, prefix + f"{who}支出{plan}总表", manner),
        _fiscal(setting, prefix + f"财政拨款收支{plan}总表"),
        _general(setting, prefix + f"一般公共预算{granted}支出{plan}表", manner),
        _basic(setting, prefix + f"一般公共预算{granted}基本支出{plan}表"),
        one_fund_form(
            setting,
            manner,
            "government_fund_expenditure",
            prefix + f"政府性基金预算{granted}支出{plan}表",
            "本年政府性基金预算支出",
            FUND,
            empty.format("政府性基金", "政府性基金"),
        ),
        one_fund_form(
            setting,
            manner,
            "state_capital_expenditure",
            prefix + f"国有资本经营预算{granted}支出{plan}表",
            "本年国有资本经营预算支出",
            CAPITAL,
            empty.format("国有资本经营", "国有资本经营"),
        ),
        _projects(setting, prefix + f"{who}项目支出{plan}表"),
        _purchases(setting, prefix + f"{who}政府采购{rng.choice(('支出', '预算'))}表"),
        _services(setting, prefix + f"{who}政府购买服务{rng.choice(('支出', '预算'))}表"),
        _three_public(setting, prefix + "一般公共预算“三公”经费支出预算表"),
    ]
    mark = rng.choice((None, "部门公开表{}", "附表{}", "表{}"))
    for number, form in enumerate(drawn, 1):
        form.code = mark.format(number) if mark else None
        form.entity, form.unit = budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    names = sorted({line.project or "" for line in budget.select(is_project)})[: rng.randint(0, 2)]
    return [*drawn, *[project_sheet(setting, name, "项目支出绩效目标表") for name in names]]


def _summary(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng

    def money(*sources: str, carried: bool = False) -> dict[str, int]:
        return {"total": budget.total(both(from_source(*sources), of_origin(CARRY) if carried else not_carried))}

    revenue = ordinal_items([(name + "拨款收入", money(source)) for source, name in _FUNDS.items()])
    revenue.append(Item("财政专户管理资金收入", money("special_account_funds"), "四"))
    revenue.append(Item("单位资金收入", money(*_OWN), "五"))
    revenue += [
        Item(name, money(source), str(number), "{}.", 1) for number, (source, name) in enumerate(_OWN.items(), 1)
    ]
    carried, total = budget.total(of_origin(CARRY)), budget.total()
    left = [
        Item("本年收入合计", {"total": total - carried}, total=True),
        Item("上年结转结余", {"total": carried}),
        Item("收入总计", {"total": total}, total=True),
    ]
    right = [
        Item("本年支出合计", {"total": total}, total=True),
        Item("结转下年", {"total": 0}),
        Item("支出总计", {"total": total}, total=True),
    ]
    head = [["收入", "<", "支出", "<"], ["项目", "预算数", rng.choice(("项目", "项目（按功能分类）")), "预算数"]]
    return plain_summary(setting, title, head, revenue, (left, right), full=rng.random() < 0.7)


def _revenue(setting: Setting, title: str) -> DrawnForm:
    """Draw up 收入总表 of units: this year's money with the units' own in a group of its own, then what was left."""
    budget = setting.budget
    left_over = of_origin(CARRY)
    upper, middle, lower = ["合计"], ["^"], ["^"]
    columns = [MoneyColumn("total", anything)]

    def put(above: str, between: str, text: str, measure: str, test: Test) -> None:
        upper.append(above)
        middle.append(between)
        lower.append(text)
        columns.append(MoneyColumn(measure, test))

    put("本年收入", "小计", "^", "", not_carried)
    for source, name in {**_FUNDS, "special_account_funds": "财政专户管理资金"}.items():
        put("<", name, "^", source, both(not_carried, from_source(source)))
    put("<", "单位资金", "小计", "", both(not_carried, from_source(*_OWN)))
    for source, name in _OWN.items():
        put("<", "<", name, source, both(not_carried, from_source(source)))
    put("上年结转结余", "小计", "^", "carry_over", left_over)
    for source, name in _FUNDS.items():
        put("<", name, "^", "", both(left_over, from_source(source)))
    put("<", "财政专户管理资金", "^", "", nothing)
    put("<", "单位资金", "^", "", nothing)
    lead = setting.rng.choice((["单位代码", "单位名称"], ["部门（单位）代码", "部门（单位）名称"]))
    grid = Grid([[*lead, *upper], ["^", "^", *middle], ["^", "^", *lower]], kinds("mn", len(columns)))
    rows = SubjectRows(setting, grid, columns, 0, True)
    rows.add_total("合计", anything)
    rows.add(None, budget.department_code, budget.department, anything)
    for unit in budget.units:
        rows.add(None, unit.code, unit.name, of_unit(unit), 1)
    for record in rows.records:
        record["amounts"].pop("", None)
        record["cells"].pop("", None)
    return DrawnForm("department_revenue_summary", title, grid, rows.records)


def _expenditure(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    names = ("operating_expenditure", "remittance_to_superior", "subsidy_to_affiliates")
    columns = [*TOTAL_BASIC_PROJECT, *[MoneyColumn(name, nothing) for name in names]]
    heads = [["合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"]]
    return subject_form(setting, manner, "department_expenditure_summary", title, heads, columns, anything)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget = setting.budget
    left: list[Item] = []
    for ordinal, heading, test in (("一", "本年收入", not_carried), ("二", "上年结转", of_origin(CARRY))):
        own = both(fiscal, test)
        left.append(Item(heading, {"total": budget.total(own)}, ordinal))
        pairs = [
            (name + "拨款", {"total": budget.total(both(own, from_source(source)))}) for source, name in _FUNDS.items()
        ]
        left += [Item(item.item, item.figures, item.ordinal, "（{}）", 1) for item in ordinal_items(pairs)]
    measures: dict[str, Test] = {"total": anything} | {source: from_source(source) for source in _FUNDS}
    everything = fiscal_measures(setting)
    right = [Item("本年支出", everything, "一")]
    right += class_items(setting, fiscal, measures, full=setting.rng.random() < 0.6, mark="（{}）", depth=1)
    right.append(Item("结转下年", dict.fromkeys(measures, 0), "二"))
    tails = (
        [Item("收入总计", {"total": budget.total(fiscal)}, total=True)],
        [Item("支出总计", everything, total=True)],
    )
    head = [
        ["收入", "<", "支出", "<", "<", "<", "<"],
        ["项目", "预算数", "项目", "合计", *[name + "拨款" for name in _FUNDS.values()]],
    ]
    return fiscal_summary(setting, title, head, left, right, tails, list(measures))


def _general(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    heads = [["合计", "基本支出", "<", "<", "项目支出"], ["^", "小计", "人员经费", "公用经费", "^"]]
    columns = [MoneyColumn("total", anything), MoneyColumn("basic", is_basic)]
    columns += [MoneyColumn("", is_personnel), MoneyColumn("", is_operations), MoneyColumn("project", is_project)]
    drawn = subject_form(
        setting, manner, "general_public_budget_expenditure", title, heads, columns, from_source(GENERAL)
    )
    for record in drawn.records:
        record["amounts"].pop("", None)
        record["cells"].pop("", None)
    return drawn


def _basic(setting: Setting, title: str) -> DrawnForm:
    manner = Manner(group_head=setting.rng.choice((None, "部门预算支出经济分类科目")))
    heads = [["本年一般公共预算基本支出", "<", "<"], ["合计", "人员经费", "公用经费"]]
    return subject_form(
        setting,
        manner,
        "general_public_budget_basic_expenditure",
        title,
        heads,
        TOTAL_PERSONNEL_OPERATIONS,
        both(from_source(GENERAL), is_basic),
        kind="economic",
    )


def _projects(setting: Setting, title: str) -> DrawnForm:
    """Draw up 项目支出表 with its kinds of money, which is no form of the contract."""
    budget, style = setting.budget, setting.style
    funds = list(_FUNDS.values())
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
        [*["^"] * 4, *funds, *funds, "^", "^"],
    ]
    grid = Grid(head, kinds("nnn", 9))
    tests = [anything, *[both(not_carried, from_source(each)) for each in _FUNDS]]
    tests += [both(of_origin(CARRY), from_source(each)) for each in _FUNDS]
    tests += [from_source("special_account_funds"), from_source(*_OWN)]
    names = sorted({(line.project or "", line.unit.name) for line in budget.select(is_project)})
    for name, unit in names:
        mine = for_project(name)
        grid.add("特定目标类", name, unit, *[style.text(budget.total(both(mine, test))) for test in tests])
    grid.add("合计", "<", "<", *[style.text(budget.total(both(is_project, test))) for test in tests])
    return DrawnForm(None, title, grid, [])


def _purchases(setting: Setting, title: str) -> DrawnForm:
    """Draw up 政府采购支出表: what is bought for which project, by kinds of money."""
    budget, rng, style = setting.budget, setting.rng, setting.style
    funds = [*_FUNDS.values(), "财政专户管理资金", "单位资金"]
    head = [["项目名称", "采购目录", "合计", "资金来源", *["<"] * 4], ["^", "^", "^", *funds]]
    grid = Grid(head, kinds("nn", 6))
    keys = ("category", "project", "economic_subject", "item", "method")
    bought = [
        (
            rng.choice(budget.themes) + "项目",
            rng.choice(ITEMS[rng.choice(list(ITEMS))][0]),
            rng.randint(1, 900) * 100_000,
        )
        for _ in range(rng.randint(0, 6))
    ]
    records = []

    def add(project: str, item: str | None, fen: int) -> None:
        row = grid.add(project, item or "<", style.text(fen), style.text(fen), *[style.text(0)] * 4)
        record = {key: None for key in keys} | {"project": project, "item": item}
        records.append(amounts_record(record, row, {"total": (2, style.text(fen))}))

    for project, item, fen in bought:
        add(project, item, fen)
    add("合计", None, sum(fen for _, _, fen in bought))
    return DrawnForm("government_procurement", title, grid, records)


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
    """Draw up 三公 one below the other, beside the year before or alone."""
    style, rng, year = setting.style, setting.rng, setting.budget.year
    now = figures_of(setting, from_source(GENERAL)).measures()
    labels = [
        ("合计", "total"),
        ("1.因公出国（境）费用", "overseas_travel"),
        ("2.公务接待费", "reception"),
        ("3.公务用车购置及运行费", "vehicles.subtotal"),
        ("其中：（1）公务用车运行维护费", "vehicles.operation"),
        ("（2）公务用车购置费", "vehicles.purchase"),
    ]
    years = rng.random() < 0.5
    grid = Grid([["项目", *([f"{year - 1}年预算数"] if years else []), f"{year}年预算数"]], kinds("n", 1 + years))
    records = []
    for label, measure in labels:
        texts = [style.text(now[measure])]
        texts = [style.text(now[measure] * 2), *texts] if years else texts
        row = grid.add(label, *texts)
        measures = ("prior_year", "total") if years else ("total",)
        cells = {name: (1 + place, text) for place, (name, text) in enumerate(zip(measures, texts, strict=True))}
        records.append(amounts_record({"unit_code": None, "name": label}, row, cells))
    return DrawnForm("general_public_budget_three_public", title, grid, records)
