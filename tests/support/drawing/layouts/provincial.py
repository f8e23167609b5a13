"""Other provinces: the same nine forms under other names, other headings, other column orders."""

from __future__ import annotations

import random
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
    is_project,
    not_carried,
    of_origin,
)
from ..form import DrawnForm, amounts_record
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
from .common import Item, MoneyColumn, Setting, SubjectRows, anything, kinds, of_unit, ordinal_items
from .three_public import figures_of, three_public_form

OTHER_SOURCES = ("special_account_funds", "undertaking_income", "operating_income", "other_income", "superior_subsidy")
ORIGINS = (CARRY,)

TITLE_KEYS = ("summary", "revenue", "expenditure", "fiscal", "general", "basic", "three_public", "fund", "capital")
FORM_KEYS = dict(
    zip(
        TITLE_KEYS,
        (
            "department_revenue_expenditure_summary",
            "department_revenue_summary",
            "department_expenditure_summary",
            "fiscal_appropriation_summary",
            "general_public_budget_expenditure",
            "general_public_budget_basic_expenditure",
            "general_public_budget_three_public",
            "government_fund_expenditure",
            "state_capital_expenditure",
        ),
        strict=True,
    )
)


@dataclass(frozen=True)
class Wording:
    """A province's titles in the order of its forms, its form numbers and its headings over codes and names."""

    titles: tuple[str, ...]
    code: str
    code_head: str = "科目编码"
    name_head: str = "科目名称"
    columns: tuple[int, ...] = (1, 3)
    project_form: str | None = None


WORDINGS: dict[str, Wording] = {
    "guangdong": Wording(
        (
            "收支总体情况表",
            "收入总体情况表",
            "支出总体情况表",
            "财政拨款收支总体情况表",
            "一般公共预算支出情况表（按功能分类科目）",
            "一般公共预算基本支出情况表（按支出经济分类科目）",
            "一般公共预算“三公”经费支出情况表",
            "政府性基金预算支出情况表",
            "国有资本经营预算支出情况表",
        ),
        "表{}",
        "功能科目编码",
        "功能科目名称",
        project_form="一般公共预算项目支出情况表",
    ),
    "zhejiang": Wording(
        (
            "部门收支预算总表",
            "部门收入预算总表",
            "部门支出预算总表",
            "财政拨款收支预算总表",
            "一般公共预算支出表",
            "一般公共预算基本支出表",
            "一般公共预算“三公”经费支出表",
            "政府性基金预算支出表",
            "国有资本经营预算支出表",
        ),
        "公开{:02d}表",
    ),
    "hubei": Wording(
        (
            "收支总表",
            "收入总表",
            "支出总表",
            "财政拨款收支总表",
            "一般公共预算支出表",
            "一般公共预算基本支出表",
            "一般公共预算“三公”经费支出表",
            "政府性基金预算支出表",
            "国有资本经营预算支出表",
        ),
        "表{}",
        "科目代码",
        project_form="一般公共预算项目支出表",
    ),
    "shandong": Wording(
        (
            "收支预算总表",
            "收入预算总表",
            "支出预算总表",
            "财政拨款收支预算总表",
            "一般公共预算支出预算表（按功能分类）",
            "一般公共预算基本支出预算表（按经济分类）",
            "一般公共预算“三公”经费支出预算表",
            "政府性基金预算支出预算表",
            "国有资本经营预算支出预算表",
        ),
        "公开表{}",
    ),
    "henan": Wording(
        (
            "部门收支总体情况表",
            "部门收入总体情况表",
            "部门支出总体情况表",
            "财政拨款收支总体情况表",
            "一般公共预算支出情况表",
            "一般公共预算基本支出情况表",
            "一般公共预算“三公”经费支出情况表",
            "政府性基金预算支出情况表",
            "国有资本经营预算支出情况表",
        ),
        "预算{:02d}表",
        columns=(3,),
    ),
    "beijing": Wording(
        (
            "收支总表",
            "收入总表",
            "支出总表",
            "财政拨款收支总表",
            "一般公共预算财政拨款支出表",
            "一般公共预算财政拨款基本支出表",
            "财政拨款“三公”经费支出表",
            "政府性基金预算财政拨款支出表",
            "国有资本经营预算财政拨款支出表",
        ),
        "预算{:02d}表",
        "功能分类科目编码",
        "功能分类科目名称",
        columns=(1,),
    ),
}


def forms_of(province: str, setting: Setting) -> list[DrawnForm]:
    """Draw up a province's forms."""
    wording, rng, budget = WORDINGS[province], setting.rng, setting.budget
    manner = Manner(
        code_columns=rng.choice(wording.columns),
        code_head=wording.code_head,
        name_head=wording.name_head,
        group_head=rng.choice((None, "项目", "科目")),
        total_last=rng.random() < 0.4,
        blank_rows=rng.choice((0, 0, 0, 2)),
    )
    economic = Manner(
        manner.code_columns,
        "经济分类科目编码",
        "经济分类科目名称",
        manner.group_head,
        manner.total_last,
        manner.blank_rows,
    )
    prefix = rng.choice(("", "", f"{budget.year}年", f"{budget.year}年度"))
    titles = {key: prefix + title for key, title in zip(TITLE_KEYS, wording.titles, strict=True)}
    general = from_source(GENERAL)
    money = _headings(rng.choice((None, "支出预算", f"{budget.year}年预算数")), "合计", "基本支出", "项目支出")
    basic = _headings(rng.choice((None, "基本支出")), "合计", "人员经费", "公用经费")
    empty = "注：本{}" + f"{budget.year}年无{{}}预算支出。"
    who = rng.choice(("部门", "单位"))
    drawn = [
        _summary(setting, titles["summary"]),
        _revenue(setting, titles["revenue"], manner),
        subject_form(
            setting, manner, FORM_KEYS["expenditure"], titles["expenditure"], money, TOTAL_BASIC_PROJECT, anything
        ),
        _fiscal(setting, titles["fiscal"]),
        subject_form(setting, manner, FORM_KEYS["general"], titles["general"], money, TOTAL_BASIC_PROJECT, general),
        subject_form(
            setting,
            economic,
            FORM_KEYS["basic"],
            titles["basic"],
            basic,
            TOTAL_PERSONNEL_OPERATIONS,
            both(general, is_basic),
            kind="economic",
        ),
        _three_public(setting, titles["three_public"]),
        one_fund_form(setting, manner, FORM_KEYS["fund"], titles["fund"], None, FUND, empty.format(who, "政府性基金")),
        one_fund_form(
            setting, manner, FORM_KEYS["capital"], titles["capital"], None, CAPITAL, empty.format(who, "国有资本经营")
        ),
    ]
    if wording.project_form:
        drawn.insert(6, _projects(setting, prefix + wording.project_form, manner))
    for number, form in enumerate(drawn, 1):
        form.code = wording.code.format(number)
        form.entity, form.unit = budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
        if not form.notes and rng.random() < 0.12:
            form.notes = _remarks(rng)
    return drawn


def _remarks(rng: random.Random) -> list[str]:
    """Return one to three notes as they are numbered in print."""
    texts = (
        "本表反映部门本年度预算安排情况。",
        "功能分类科目编码到项级。",
        "因四舍五入，部分合计数与分项数之和可能存在尾差。",
        "不包括上年结转安排的支出。",
    )
    picked = rng.sample(texts, rng.randint(1, 3))
    if len(picked) == 1:
        return [rng.choice(("注：", "备注：", "说明：")) + picked[0]]
    return [("注：" if number == 1 else "") + f"{number}.{text}" for number, text in enumerate(picked, 1)]


def _headings(over: str | None, *texts: str) -> list[list[str]]:
    return [[over, *["<"] * (len(texts) - 1)], list(texts)] if over else [list(texts)]


def _summary(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    names = [
        (rng.choice(("一般公共预算拨款收入", "一般公共预算资金", "一般公共预算财政拨款收入")), GENERAL),
        (rng.choice(("政府性基金预算拨款收入", "政府性基金预算资金")), FUND),
        (rng.choice(("国有资本经营预算拨款收入", "国有资本经营预算资金")), CAPITAL),
        ("财政专户管理资金收入", "special_account_funds"),
        ("事业收入", "undertaking_income"),
        ("事业单位经营收入", "operating_income"),
        ("上级补助收入", "superior_subsidy"),
        ("其他收入", "other_income"),
    ]
    revenue = ordinal_items(
        [(name, {"total": budget.total(both(from_source(source), not_carried))}) for name, source in names]
    )
    carried, total = budget.total(of_origin(CARRY)), budget.total()
    left = [
        Item("本年收入合计", {"total": total - carried}, total=True),
        Item(rng.choice(("上年结转", "上年结转结余")), {"total": carried}),
        Item("收入总计", {"total": total}, total=True),
    ]
    right = [
        Item("本年支出合计", {"total": total}, total=True),
        Item(rng.choice(("结转下年", "年终结转结余")), {"total": 0}),
        Item("支出总计", {"total": total}, total=True),
    ]
    amount = rng.choice(("预算数", "金额", f"{budget.year}年预算数", "预算金额"))
    head = [["收入", "<", "支出", "<"], ["项目", amount, rng.choice(("项目", "项目（按功能分类）")), amount]]
    return plain_summary(
        setting, title, head, revenue, (left, right), full=rng.random() < 0.5, blank_rows=rng.choice((0, 0, 1))
    )


def _revenue(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    """Draw up the revenue form by subject or by unit, its columns in an order of its own."""
    rng = setting.rng
    heads = [
        (rng.choice(("一般公共预算拨款收入", "一般公共预算", "一般公共预算资金")), GENERAL),
        (rng.choice(("政府性基金预算拨款收入", "政府性基金预算")), FUND),
        (rng.choice(("国有资本经营预算拨款收入", "国有资本经营预算")), CAPITAL),
        (rng.choice(("财政专户管理资金收入", "财政专户管理资金")), "special_account_funds"),
        ("事业收入", "undertaking_income"),
        ("事业单位经营收入", "operating_income"),
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "affiliate_remittance"),
        ("其他收入", "other_income"),
    ]
    fresh = of_origin("current_year")
    columns = [("合计", MoneyColumn("total", anything))]
    columns += [(text, MoneyColumn(source, both(from_source(source), fresh))) for text, source in heads]
    columns.insert(rng.choice((1, len(columns))), ("上年结转", MoneyColumn("carry_over", of_origin(CARRY))))
    texts, figures = [text for text, _ in columns], [column for _, column in columns]
    if rng.random() < 0.5:
        return subject_form(setting, manner, FORM_KEYS["revenue"], title, [texts], figures, anything)
    lead = rng.choice((("单位代码", "单位名称"), ("单位编码", "单位名称")))
    head = (
        [[rng.choice(("部门", "单位")), "<", *texts], [*lead, *["^"] * len(texts)]]
        if rng.random() < 0.5
        else [[*lead, *texts]]
    )
    grid = Grid(head, kinds("cn", len(figures)))
    rows = SubjectRows(setting, grid, figures, 0, True)
    rows.add_total("合计", anything)
    rows.add(None, setting.budget.department_code, setting.budget.department, anything)
    for unit in setting.budget.units:
        rows.add(None, unit.code, unit.name, of_unit(unit), 1)
    return DrawnForm(FORM_KEYS["revenue"], title, grid, rows.records)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    names = (("一般公共预算拨款", GENERAL), ("政府性基金预算拨款", FUND), ("国有资本经营预算拨款", CAPITAL))
    left: list[Item] = []
    for ordinal, heading, origin in (("一", "本年收入", "current_year"), ("二", "上年结转", CARRY)):
        test = both(fiscal, of_origin(origin))
        left.append(Item(heading, {"total": budget.total(test)}, ordinal))
        pairs = [(name, {"total": budget.total(both(test, from_source(source)))}) for name, source in names]
        left += [Item(item.item, item.figures, item.ordinal, "（{}）", 1) for item in ordinal_items(pairs)]
    wide = rng.random() < 0.7
    measures: dict[str, Test] = {"total": anything}
    if wide:
        measures |= {source: from_source(source) for source in (GENERAL, FUND, CAPITAL)}
    everything = {name: fen for name, fen in fiscal_measures(setting).items() if name in measures}
    right = [Item("本年支出", everything, "一")]
    right += class_items(setting, fiscal, measures, full=rng.random() < 0.3, mark="（{}）", depth=1)
    right.append(Item("结转下年", dict.fromkeys(measures, 0), "二"))
    tails = (
        [Item("收入总计", {"total": budget.total(fiscal)}, total=True)],
        [Item("支出总计", everything, total=True)],
    )
    amount = rng.choice(("预算数", "金额"))
    if wide:
        names4 = ("合计", "一般公共预算", "政府性基金预算", "国有资本经营预算")
        head = [["收入", "<", "支出", "<", "<", "<", "<"], ["项目", amount, "项目", *names4]]
    else:
        head = [["收入", "<", "支出", "<"], ["项目", amount, "项目", amount]]
    return fiscal_summary(setting, title, head, left, right, tails, list(measures))


def _three_public(setting: Setting, title: str) -> DrawnForm:
    rng = setting.rng
    if rng.random() < 0.3:
        return three_public_form(setting, FORM_KEYS["three_public"], title, from_source(GENERAL))
    three = figures_of(setting, from_source(GENERAL))
    cars = rng.choice(("公务用车购置及运行费", "公务用车购置及运行维护费"))
    head = [
        [rng.choice(("合计", "“三公”经费合计")), "因公出国（境）费", cars, "<", "<", "公务接待费"],
        ["^", "^", "小计", "公务用车购置费", rng.choice(("公务用车运行费", "公务用车运行维护费")), "^"],
    ]
    lead = rng.random() < 0.5
    if lead:
        head = [["单位名称", *head[0]], ["^", *head[1]]]
    grid = Grid(head, kinds("n" if lead else "", 6))
    texts = [setting.style.text(fen) for fen in three.measures().values()]
    name = setting.budget.department if lead else None
    row = grid.add(*([name] if name else []), *texts)
    printed = {
        measure: (lead + index, text) for index, (measure, text) in enumerate(zip(three.measures(), texts, strict=True))
    }
    record = amounts_record({"unit_code": None, "name": name}, row, printed)
    return DrawnForm(FORM_KEYS["three_public"], title, grid, [record] if record["amounts"] or name else [])


def _projects(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    test = both(from_source(GENERAL), is_project)
    return subject_form(
        setting, manner, "general_public_budget_project_expenditure", title, [["金额"]], TOTAL_ONLY, test
    )
