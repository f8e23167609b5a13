"""The Ministry of Finance's nine tables for central departments: last year beside this year, totals at the foot."""

from __future__ import annotations

from ..budget import (
    CAPITAL,
    CARRY,
    CURRENT,
    FUND,
    GENERAL,
    Line,
    Test,
    both,
    fiscal,
    from_source,
    is_basic,
    is_project,
    of_origin,
)
from ..form import DrawnForm
from .blocks import (
    TOTAL_PERSONNEL_OPERATIONS,
    Manner,
    class_items,
    fiscal_measures,
    fiscal_summary,
    one_fund_form,
    plain_summary,
    subject_form,
)
from .common import Item, MoneyColumn, Setting, anything, ordinal_items
from .three_public import two_years
from .with_last_year import general_beside_last_year

OTHER_SOURCES = ("undertaking_income", "operating_income", "other_income", "non_fiscal_balance")
ORIGINS = (CARRY,)
MANNER = Manner(total_last=True, group_head=None)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all nine tables."""
    year = setting.budget.year
    manner = Manner(total_last=True, group_head=setting.rng.choice((None, "功能分类科目", "科目")))
    empty = "注：{}部门" + f"{year}年没有使用{{}}预算拨款安排的支出。"
    drawn = [
        _summary(setting),
        _revenue(setting, manner),
        _expenditure(setting, manner),
        _fiscal(setting),
        _general(setting),
        _basic(setting),
        two_years(setting, "一般公共预算“三公”经费支出表", "{}年预算数"),
        one_fund_form(
            setting,
            manner,
            "government_fund_expenditure",
            "政府性基金预算支出表",
            f"{year}年政府性基金预算支出",
            FUND,
            empty.format("本", "政府性基金"),
        ),
        one_fund_form(
            setting,
            manner,
            "state_capital_expenditure",
            "国有资本经营预算支出表",
            f"{year}年国有资本经营预算支出",
            CAPITAL,
            empty.format("本", "国有资本经营"),
        ),
    ]
    prefix = setting.rng.choice(("部门公开表", "表", "附表", "公开"))
    for number, form in enumerate(drawn, 1):
        form.code = f"{prefix}{number:02d}表" if prefix == "公开" else f"{prefix}{number}"
        form.entity, form.unit = setting.budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    return drawn


def _new_money(line: Line) -> bool:
    return line.origin == CURRENT and line.source != "non_fiscal_balance"


def _summary(setting: Setting) -> DrawnForm:
    budget = setting.budget
    names = (
        ("一般公共预算拨款收入", GENERAL),
        ("政府性基金预算拨款收入", FUND),
        ("国有资本经营预算拨款收入", CAPITAL),
        ("事业收入", "undertaking_income"),
        ("事业单位经营收入", "operating_income"),
        ("其他收入", "other_income"),
    )
    revenue = ordinal_items(
        [(name, {"total": budget.total(both(from_source(source), _new_money))}) for name, source in names]
    )
    total = {"total": budget.total()}
    left = [
        Item("本年收入合计", {"total": budget.total(_new_money)}, total=True),
        Item("使用非财政拨款结余", {"total": budget.total(from_source("non_fiscal_balance"))}),
        Item("上年结转", {"total": budget.total(of_origin(CARRY))}),
        Item("收入总计", total, total=True),
    ]
    right = [
        Item("本年支出合计", total, total=True),
        Item("结转下年", {"total": 0}),
        Item("支出总计", total, total=True),
    ]
    right.insert(1, Item("结余分配", {"total": 0}))
    head = [["收入", "<", "支出", "<"], ["项目", "预算数", "项目", "预算数"]]
    return plain_summary(
        setting, "部门收支总表", head, revenue, (left, right), full=False, blank_rows=setting.rng.randint(0, 3)
    )


def _revenue(setting: Setting, manner: Manner) -> DrawnForm:
    top = [
        "合计",
        "上年结转",
        "一般公共预算拨款收入",
        "政府性基金预算拨款收入",
        "国有资本经营预算拨款收入",
        "事业收入",
        "<",
        "事业单位经营收入",
        "上级补助收入",
        "附属单位上缴收入",
        "其他收入",
        "使用非财政拨款结余",
    ]
    bottom = ["^"] * 5 + ["金额", "其中：教育收费"] + ["^"] * 5
    measures: list[str] = [
        "total",
        "carry_over",
        GENERAL,
        FUND,
        CAPITAL,
        "undertaking_income",
        "education_fees",
        "operating_income",
        "superior_subsidy",
        "affiliate_remittance",
        "other_income",
        "non_fiscal_balance",
    ]
    tests: dict[str, Test] = {"total": anything, "carry_over": of_origin(CARRY), "education_fees": _education_fees}
    columns = [
        MoneyColumn(measure, tests.get(measure) or both(from_source(measure), of_origin(CURRENT)))
        for measure in measures
    ]
    return subject_form(setting, manner, "department_revenue_summary", "部门收入总表", [top, bottom], columns, anything)


def _education_fees(line: Line) -> bool:
    """Count part of 事业收入 as fees from schooling, so that the column is not always blank."""
    return line.source == "undertaking_income" and line.economic < "30213"


def _expenditure(setting: Setting, manner: Manner) -> DrawnForm:
    headings = [["合计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出"]]
    operating = from_source("operating_income")
    columns = [
        MoneyColumn("total", anything),
        MoneyColumn("basic", is_basic),
        MoneyColumn("project", lambda line: is_project(line) and not operating(line)),
        MoneyColumn("remittance_to_superior", lambda line: False),
        MoneyColumn("operating_expenditure", operating),
        MoneyColumn("subsidy_to_affiliates", lambda line: False),
    ]
    return subject_form(setting, manner, "department_expenditure_summary", "部门支出总表", headings, columns, anything)


def _fiscal(setting: Setting) -> DrawnForm:
    budget = setting.budget
    names = (("一般公共预算拨款", GENERAL), ("政府性基金预算拨款", FUND), ("国有资本经营预算拨款", CAPITAL))
    left: list[Item] = []
    for ordinal, heading, origin in (("一", "本年收入", CURRENT), ("二", "上年结转", CARRY)):
        test = both(fiscal, of_origin(origin))
        left.append(Item(heading, {"total": budget.total(test)}, ordinal))
        left += [
            Item(item.item, item.figures, item.ordinal, "（{}）", 1)
            for item in ordinal_items(
                [(name, {"total": budget.total(both(test, from_source(source)))}) for name, source in names]
            )
        ]
    measures: dict[str, Test] = {
        "total": anything,
        **{source: from_source(source) for source in (GENERAL, FUND, CAPITAL)},
    }
    right = [Item("本年支出", fiscal_measures(setting), "一")]
    right += class_items(setting, fiscal, measures, full=False, mark="（{}）", depth=1)
    right.append(Item("结转下年", dict.fromkeys(measures, 0), "二"))
    total = budget.total(fiscal)
    tails = ([Item("收入总计", {"total": total}, total=True)], [Item("支出总计", fiscal_measures(setting), total=True)])
    head = [
        ["收入", "<", "支出", "<", "<", "<", "<"],
        ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
    ]
    return fiscal_summary(setting, "财政拨款收支总表", head, left, right, tails, list(measures))


def _general(setting: Setting) -> DrawnForm:
    year = setting.budget.year
    before, now = f"{year - 1}年执行数", f"{year}年预算数"
    head = [
        ["功能分类科目", "<", before, now, "<", "<", f"{now}比{before}", "<"],
        ["科目编码", "科目名称", "^", setting.rng.choice(("小计", "合计")), "基本支出", "项目支出", "增减额", "增减%"],
    ]
    return general_beside_last_year(setting, "一般公共预算支出表", head, total_last=True)


def _basic(setting: Setting) -> DrawnForm:
    year = setting.budget.year
    manner = Manner(total_last=True, group_head=setting.rng.choice(("部门预算支出经济分类科目", "经济分类科目")))
    headings = [[f"{year}年基本支出", "<", "<"], ["合计", "人员经费", "公用经费"]]
    return subject_form(
        setting,
        manner,
        "general_public_budget_basic_expenditure",
        "一般公共预算基本支出表",
        headings,
        TOTAL_PERSONNEL_OPERATIONS,
        both(from_source(GENERAL), is_basic),
        kind="economic",
    )
