"""Forms as the 预算管理一体化 system prints them, and Gansu's 情况表, which say the same in lists of items."""

from __future__ import annotations

from dataclasses import dataclass

from ..budget import (
    CAPITAL,
    CARRY,
    FUND,
    GENERAL,
    Test,
    both,
    fiscal,
    from_source,
    is_basic,
    is_operations,
    is_personnel,
    is_project,
    not_carried,
    of_origin,
)
from ..form import DrawnForm
from ..grid import Grid
from .blocks import (
    TOTAL_BASIC_PROJECT,
    TOTAL_ONLY,
    TOTAL_PERSONNEL_OPERATIONS,
    Manner,
    class_items,
    fiscal_measures,
    fiscal_summary,
    one_fund_form,
    plain_summary,
    subject_form,
)
from .budget_system_lists import procurement_form, project_form, transfers_form
from .common import Item, MoneyColumn, Setting, anything, kinds, of_unit, ordinal_items
from .goal_lists import goal_list
from .plain_rows import PlainRows
from .year_columns import three_public_beside, three_public_list, three_public_meetings

OTHER_SOURCES = ("special_account_funds", "undertaking_income", "operating_income", "superior_subsidy", "other_income")
ORIGINS = (CARRY,)

SOURCES = (
    ("一般公共预算", GENERAL),
    ("政府性基金预算", FUND),
    ("国有资本经营预算", CAPITAL),
    ("财政专户管理资金", "special_account_funds"),
    ("事业收入", "undertaking_income"),
    ("事业单位经营收入", "operating_income"),
    ("上级补助收入", "superior_subsidy"),
    ("附属单位上缴收入", "affiliate_remittance"),
    ("其他收入", "other_income"),
)
NAMES = (
    "一般公共预算拨款收入",
    "政府性基金预算拨款收入",
    "国有资本经营预算拨款收入",
    "财政专户管理资金收入",
    *[name for name, _ in SOURCES[4:]],
)
UNIT_FUNDS = ("undertaking_income", "operating_income", "superior_subsidy", "affiliate_remittance", "other_income")


@dataclass(frozen=True)
class Wording:
    """What a title has between its subject and 表, and what the form numbers look like."""

    end: str
    codes: tuple[str, ...]


INTEGRATED = Wording("表", ("部门公开表{}", "公开{:02d}表", "预算公开{:02d}表", "表{}", "附表{}"))
GANSU = Wording("情况表", ("表{}", "附件{}", "公开表{}"))


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the system's forms."""
    rng, who = setting.rng, setting.rng.choice(("部门", "部门", "单位", ""))
    manner = Manner(group_head=rng.choice((None, "功能分类科目", "支出功能分类科目")), total_last=rng.random() < 0.5)
    economic = Manner(group_head=rng.choice((None, "部门预算支出经济分类科目")), total_last=manner.total_last)
    general, title = from_source(GENERAL), "一般公共预算“三公”经费支出表"
    three = rng.choice((three_public_beside, three_public_list))
    drawn = [
        _summary(setting, f"{who}收支总表"),
        _revenue(setting, f"{who}收入总表"),
        _expenditure(setting, f"{who}支出总表", manner),
        _fiscal(setting, "财政拨款收支总表"),
        _general(setting, "一般公共预算支出表", manner),
        _basic(setting, "一般公共预算基本支出表", economic, rng.choice((None, "本年一般公共预算基本支出"))),
        three(setting, title),
        *_funds(setting, manner, "表", general),
        project_form(setting, "项目支出表"),
        goal_list(setting, "项目支出绩效目标表"),
        procurement_form(setting, rng.choice(("政府采购预算表", "政府采购支出表", "部门政府采购预算表"))),
    ]
    return _finished(setting, drawn, INTEGRATED)


def gansu(setting: Setting) -> list[DrawnForm]:
    """Draw up Gansu's forms."""
    manner = Manner(group_head=setting.rng.choice((None, "功能分类科目")), total_last=setting.rng.random() < 0.5)
    economic = Manner(group_head="经济分类科目", total_last=manner.total_last)
    general = from_source(GENERAL)
    drawn = [
        _summary(setting, "部门收支总体情况表"),
        _revenue_list(setting, "部门收入总体情况表"),
        _expenditure(setting, "部门支出总体情况表", manner),
        _fiscal(setting, "财政拨款收支总体情况表"),
        subject_form(
            setting,
            manner,
            "general_public_budget_expenditure",
            "一般公共预算支出情况表",
            [["一般公共预算支出", "<", "<"], ["合计", "基本支出", "项目支出"]],
            TOTAL_BASIC_PROJECT,
            general,
        ),
        _basic(setting, "一般公共预算基本支出情况表", economic, "一般公共预算基本支出"),
        three_public_meetings(setting, "一般公共预算“三公”经费、会议费、培训费支出情况表"),
        subject_form(
            setting,
            economic,
            "agency_operating_expenditure",
            "一般公共预算机关运行经费支出情况表",
            [["机关运行经费支出"]],
            TOTAL_ONLY,
            both(general, is_operations),
            kind="economic",
        ),
        *_funds(setting, manner, "情况表", general),
        transfers_form(setting, "部门管理转移支付表"),
    ]
    return _finished(setting, drawn, GANSU)


def _finished(setting: Setting, drawn: list[DrawnForm], wording: Wording) -> list[DrawnForm]:
    pattern = setting.rng.choice(wording.codes)
    prefix = setting.rng.choice(("", "", f"{setting.budget.year}年"))
    for number, form in enumerate(drawn, 1):
        form.code, form.title = pattern.format(number), prefix + form.title
        form.entity, form.unit = setting.budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    return drawn


def _funds(setting: Setting, manner: Manner, end: str, general: Test) -> list[DrawnForm]:
    year, who = setting.budget.year, setting.rng.choice(("本部门", "我单位", setting.budget.department))
    empty = f"备注：{who}{year}年无{{}}预算安排的支出，故此表为空表。"
    pairs = (
        ("government_fund_expenditure", "政府性基金", FUND),
        ("state_capital_expenditure", "国有资本经营", CAPITAL),
    )
    heading = setting.rng.choice((None, "本年{}预算支出"))
    return [
        one_fund_form(
            setting, manner, form, f"{name}预算支出{end}", heading and heading.format(name), source, empty.format(name)
        )
        for form, name, source in pairs
    ]


def _summary(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    pairs = zip(NAMES, SOURCES, strict=True)
    revenue = ordinal_items(
        [(name, {"total": budget.total(both(from_source(source), not_carried))}) for name, (_, source) in pairs]
    )
    carried, total = budget.total(of_origin(CARRY)), {"total": budget.total()}
    left = [
        Item("本年收入合计", {"total": total["total"] - carried}, total=True),
        Item("上年结转结余", {"total": carried}, rng.choice((None, "十"))),
        Item("收入总计", total, total=True),
    ]
    right = [
        Item("本年支出合计", total, total=True),
        Item(rng.choice(("年终结转结余", "结转下年")), {"total": 0}),
        Item("支出总计", total, total=True),
    ]
    amount = rng.choice(("预算数", "本年预算", "金额"))
    head = [
        ["收入", "<", "支出", "<"],
        ["项目", amount, rng.choice(("项目", "项目（按功能分类）", "功能分类")), amount],
    ]
    return plain_summary(setting, title, head, revenue, (left, right), full=rng.random() < 0.7)


def _revenue(setting: Setting, title: str) -> DrawnForm:
    """Draw up revenue by unit: this year's sources and last year's, of which the contract has the subtotal alone."""
    rng, budget = setting.rng, setting.budget
    grouped = rng.random() < 0.4
    fresh = [(name, source) for name, source in SOURCES if not grouped or source not in UNIT_FUNDS]
    upper = [*rng.choice((("单位代码", "单位名称"), ("部门（单位）代码", "部门（单位）名称"))), "合计", "本年收入"]
    middle = ["^", "^", "^", "小计", *[name for name, _ in fresh]]
    lower = ["^"] * len(middle)
    columns: list[tuple[str | None, Test]] = [("total", anything), (None, not_carried)]
    columns += [(source, both(from_source(source), not_carried)) for _, source in fresh]
    if grouped:
        middle += ["单位资金", *["<"] * 5]
        lower += ["小计", *[name for name, _ in SOURCES[4:]]]
        columns.append((None, both(from_source(*UNIT_FUNDS), not_carried)))
        columns += [(source, both(from_source(source), not_carried)) for source in UNIT_FUNDS]
    upper += ["<"] * (len(middle) - len(upper))
    left = [*[name for name, _ in SOURCES[:4]], "单位资金"]
    upper += ["上年结转结余", *["<"] * 5]
    middle += ["小计", *left]
    lower += ["^"] * 6
    carried = of_origin(CARRY)
    columns.append(("carry_over", carried))
    columns += [(None, both(carried, from_source(source))) for _, source in SOURCES[:4]]
    columns.append((None, both(carried, from_source(*UNIT_FUNDS))))
    head = [upper, middle, lower] if grouped else [upper, middle]
    grid = Grid(head, kinds("cn", len(columns)))
    rows = PlainRows(setting, grid, columns)
    keys: dict[str, str | None] = {"subject_code": None, "unit_code": None, "name": "合计"}
    figures = [setting.style.text(budget.total(test)) for _, test in columns]
    rows.put([setting.label("合计"), "<"], keys, figures)
    rows.add(
        [budget.department_code, budget.department], _unit_keys(budget.department_code, budget.department), anything
    )
    for unit in budget.units:
        rows.add([unit.code, setting.indent + unit.name], _unit_keys(unit.code, unit.name), of_unit(unit))
    return DrawnForm("department_revenue_summary", title, grid, rows.records)


def _unit_keys(code: str, name: str) -> dict[str, str | None]:
    return {"subject_code": None, "unit_code": code, "name": name}


def _revenue_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up revenue as a list of items with one amount each."""
    budget, text = setting.budget, setting.style.text
    grid = Grid([["项目", setting.rng.choice(("预算数", "本年预算", "金额"))]], kinds("n", 1))
    rows = PlainRows(setting, grid, [("total", anything)])
    carried, total = budget.total(of_origin(CARRY)), budget.total()
    lines = [
        (f"{ordinal}、{name}", budget.total(both(from_source(source), not_carried)))
        for ordinal, name, (_, source) in zip("一二三四五六七八九", NAMES, SOURCES, strict=True)
    ]
    lines += [("本年收入合计", total - carried), ("上年结转", carried), ("收入总计", total)]
    for name, fen in lines:
        rows.put([name], {"subject_code": None, "unit_code": None, "name": name}, [text(fen)])
    return DrawnForm("department_revenue_summary", title, grid, rows.records)


def _expenditure(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    heads = ["合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"]
    columns = [
        *TOTAL_BASIC_PROJECT,
        MoneyColumn("operating_expenditure", from_source()),
        MoneyColumn("remittance_to_superior", from_source()),
        MoneyColumn("subsidy_to_affiliates", from_source()),
    ]
    return subject_form(setting, manner, "department_expenditure_summary", title, [heads], columns, anything)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    measures: dict[str, Test] = {"total": anything}
    measures |= {source: from_source(source) for source in (GENERAL, FUND, CAPITAL)}
    left: list[Item] = []
    for ordinal, heading, origin in (("一", "本年收入", not_carried), ("二", "上年结转", of_origin(CARRY))):
        test = both(fiscal, origin)
        left.append(Item(heading, {"total": budget.total(test)}, ordinal))
        names = zip(("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款"), SOURCES, strict=False)
        pairs = [(name, {"total": budget.total(both(test, from_source(source)))}) for name, (_, source) in names]
        left += [Item(item.item, item.figures, item.ordinal, "（{}）", 1) for item in ordinal_items(pairs)]
    everything = fiscal_measures(setting)
    right = [Item("本年支出", everything, "一")]
    right += class_items(setting, fiscal, measures, full=rng.random() < 0.7, mark="（{}）", depth=1)
    right.append(Item("年终结转结余", dict.fromkeys(measures, 0), "二"))
    tails = (
        [Item("收入总计", {"total": budget.total(fiscal)}, total=True)],
        [Item("支出总计", everything, total=True)],
    )
    amount = rng.choice(("预算数", "金额"))
    head = [["收入", "<", "支出", *["<"] * 4], ["项目", amount, "项目", "合计", *[name for name, _ in SOURCES[:3]]]]
    return fiscal_summary(setting, title, head, left, right, tails, list(measures))


def _general(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    """Draw up the form that splits 基本支出 into staff and office, which are no measures of it."""
    columns = [
        MoneyColumn("total", anything),
        MoneyColumn("basic", is_basic),
        MoneyColumn("basic staff", is_personnel),
        MoneyColumn("basic office", is_operations),
        MoneyColumn("project", is_project),
    ]
    head = [["合计", "基本支出", "<", "<", "项目支出"], ["^", "小计", "人员经费", "公用经费", "^"]]
    form = subject_form(
        setting, manner, "general_public_budget_expenditure", title, head, columns, from_source(GENERAL)
    )
    for record in form.records:
        for part in (record["amounts"], record["cells"]):
            for name in ("basic staff", "basic office"):
                part.pop(name, None)
    return form


def _basic(setting: Setting, title: str, manner: Manner, over: str | None) -> DrawnForm:
    heads = [["合计", "人员经费", "公用经费"]]
    if over:
        heads.insert(0, [over, "<", "<"])
    test, key = both(from_source(GENERAL), is_basic), "general_public_budget_basic_expenditure"
    return subject_form(setting, manner, key, title, heads, TOTAL_PERSONNEL_OPERATIONS, test, kind="economic")
