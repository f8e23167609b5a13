"""Guizhou's and Guangxi's tables (…总体情况表, …情况表): the national system's revenue, last year beside this year."""

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
from ..departments import goal_sentence
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
from .common import Item, MoneyColumn, Setting, anything, kinds, nothing, of_unit, ordinal_items
from .national_system import FUNDS, SOURCES, UNIT_FUNDS, RevenueManner, revenue_by_unit
from .performance import invent_indicators
from .three_public import FORM, MEETINGS, TRAINING, Upright, figures_of, two_years, upright
from .with_last_year import general_beside_last_year

OTHER_SOURCES = SOURCES
ORIGINS = (CARRY,)
LABELS = (
    ("“三公”经费合计", "total"),
    ("一、因公出国（境）费", "overseas_travel"),
    ("二、公务用车购置及运行维护费", "vehicles.subtotal"),
    ("（一）公务用车购置费", "vehicles.purchase"),
    ("（二）公务用车运行维护费", "vehicles.operation"),
    ("三、公务接待费", "reception"),
)


def guizhou(setting: Setting) -> list[DrawnForm]:
    """Draw up Guizhou's tables and the sheets of some projects."""
    rng, budget, year = setting.rng, setting.budget, setting.budget.year
    manner = Manner(total_last=rng.random() < 0.4, group_head=rng.choice((None, "功能分类科目")))
    before, now = f"{year - 1}年{rng.choice(('执行数', '预算数'))}", f"{year}年预算数"
    head = [
        ["功能分类科目", "<", before, now, "<", "<", f"{now}比{before}", "<"],
        ["科目编码", "科目名称", "^", "小计", "基本支出", "项目支出", "增减额", "增减率（%）"],
    ]
    general = general_beside_last_year(setting, "一般公共预算支出情况表", head, manner.total_last)
    if rng.random() < 0.5:
        general = _general(setting, "一般公共预算支出情况表", manner)
    drawn = [
        *_front(setting, manner),
        general,
        _basic(setting, manner),
        _three_public(setting),
        *_funds(setting, manner),
    ]
    pattern = rng.choice(("表{}", "附表{}", "公开表{}", "预算公开表{}"))
    _finish(setting, drawn, pattern, rng.choice(("", f"{year}年")))
    projects = sorted({line.project or "" for line in budget.select(is_project)})
    sheets = [_statement(setting, name) for name in rng.sample(projects, min(len(projects), 3))]
    return drawn + sheets


def guangxi(setting: Setting) -> list[DrawnForm]:
    """Draw up Guangxi's tables: levels of codes in columns, meetings and training beside 三公."""
    rng, year = setting.rng, setting.budget.year
    manner = Manner(code_columns=rng.choice((1, 3)), name_head=rng.choice(("科目名称", "科目名称（单位名称）")))
    drawn = [*_front(setting, manner), _general(setting, "一般公共预算支出情况表", manner), _basic(setting, manner)]
    drawn += [_with_meetings(setting), *_funds(setting, manner)]
    pattern = rng.choice(("部门预算公开{:02d}表", "预算公开{:02d}表", "公开{:02d}表", "部门预算公开表{}"))
    _finish(setting, drawn, pattern, rng.choice(("", "", f"{year}年")))
    return drawn


def _finish(setting: Setting, drawn: list[DrawnForm], pattern: str, prefix: str) -> None:
    for number, form in enumerate(drawn, 1):
        form.code, form.title = pattern.format(number), prefix + form.title
        form.entity, form.unit = setting.budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label


def _front(setting: Setting, manner: Manner) -> list[DrawnForm]:
    """Return the four tables that both begin with."""
    rng = setting.rng
    carried = rng.choice(("上年结转结余", "上年结转", "上年结转、结余"))
    revenue = RevenueManner(carried=carried, nested=rng.random() < 0.3, total_last=manner.total_last)
    if rng.random() < 0.4:
        revenue = RevenueManner("单位代码", "单位名称", carried, total_last=manner.total_last)
    return [
        _summary(setting, "部门收支总体情况表"),
        revenue_by_unit(setting, "部门收入总体情况表", revenue),
        _expenditure(setting, "部门支出总体情况表", manner),
        _fiscal(setting, "财政拨款收支总体情况表"),
    ]


def _summary(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    names = [(f"{text}拨款收入", source) for text, source in FUNDS]
    names += [("财政专户管理资金收入", "special_account_funds"), *UNIT_FUNDS]
    revenue = ordinal_items(
        [(name, {"total": budget.total(both(from_source(source), not_carried))}) for name, source in names]
    )
    total, carried = budget.total(), budget.total(of_origin(CARRY))
    left = [
        Item("本年收入合计", {"total": total - carried}, total=True),
        Item("上年结转结余", {"total": carried}),
        Item("收入总计", {"total": total}, total=True),
    ]
    right = [
        Item("本年支出合计", {"total": total}, total=True),
        Item("年终结转结余", {"total": 0}),
        Item("支出总计", {"total": total}, total=True),
    ]
    amount = rng.choice(("预算数", f"{budget.year}年预算"))
    head = [["收入", "<", "支出", "<"], ["项目", amount, rng.choice(("项目", "项目（按支出功能科目分类）")), amount]]
    return plain_summary(setting, title, head, revenue, (left, right), full=rng.random() < 0.7)


def _expenditure(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    operating = from_source("operating_income")
    headings = [["合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"]]
    columns = [
        MoneyColumn("total", anything),
        MoneyColumn("basic", is_basic),
        MoneyColumn("project", lambda line: is_project(line) and not operating(line)),
        MoneyColumn("operating_expenditure", operating),
        MoneyColumn("remittance_to_superior", nothing),
        MoneyColumn("subsidy_to_affiliates", nothing),
    ]
    return subject_form(setting, manner, "department_expenditure_summary", title, headings, columns, anything)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    left: list[Item] = []
    for ordinal, heading, test in (("一", "本年收入", not_carried), ("二", "上年结转", of_origin(CARRY))):
        own = both(fiscal, test)
        left.append(Item(heading, {"total": budget.total(own)}, ordinal))
        pairs = [(f"{text}拨款", {"total": budget.total(both(own, from_source(source)))}) for text, source in FUNDS]
        left += [Item(item.item, item.figures, item.ordinal, "（{}）", 1) for item in ordinal_items(pairs)]
    measures: dict[str, Test] = {"total": anything, **{source: from_source(source) for _, source in FUNDS}}
    right = [Item("本年支出", fiscal_measures(setting), "一")]
    right += class_items(setting, fiscal, measures, full=rng.random() < 0.5, mark="（{}）", depth=1)
    right.append(Item("年终结转结余", dict.fromkeys(measures, 0), "二"))
    total = {"total": budget.total(fiscal)}
    tails = ([Item("收入总计", total, total=True)], [Item("支出总计", fiscal_measures(setting), total=True)])
    names = [text for text, _ in FUNDS]
    head = [["收入", "<", "支出", "<", "<", "<", "<"], ["项目", "预算数", "项目", "合计", *names]]
    return fiscal_summary(setting, title, head, left, right, tails, list(measures))


def _general(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    headings = [["合计", "基本支出", "<", "<", "项目支出"], ["^", "小计", "人员经费", "公用经费", "^"]]
    columns = [MoneyColumn("total", anything), MoneyColumn("basic", is_basic), MoneyColumn(None, is_personnel)]
    columns += [MoneyColumn(None, is_operations), MoneyColumn("project", is_project)]
    form = "general_public_budget_expenditure"
    if setting.rng.random() < 0.5:
        return subject_form(setting, manner, form, title, headings, columns, from_source(GENERAL))
    plain = [["合计", "基本支出", "项目支出"]]
    return subject_form(setting, manner, form, title, plain, TOTAL_BASIC_PROJECT, from_source(GENERAL))


def _basic(setting: Setting, manner: Manner) -> DrawnForm:
    economic = Manner(manner.code_columns, group_head="部门预算支出经济分类科目", total_last=manner.total_last)
    return subject_form(
        setting,
        economic,
        "general_public_budget_basic_expenditure",
        "一般公共预算基本支出情况表",
        [["合计", "人员经费", "公用经费"]],
        TOTAL_PERSONNEL_OPERATIONS,
        both(from_source(GENERAL), is_basic),
        kind="economic",
    )


def _funds(setting: Setting, manner: Manner) -> list[DrawnForm]:
    year, who = setting.budget.year, setting.rng.choice(("本部门", "我单位"))
    note = setting.rng.choice(("注：", "说明：")) + who + f"{year}年无{{}}预算支出，此表为空。"
    return [
        one_fund_form(
            setting, manner, form, f"{word}预算支出情况表", f"{year}年{word}预算支出", source, note.format(word)
        )
        for form, word, source in (
            ("government_fund_expenditure", "政府性基金", FUND),
            ("state_capital_expenditure", "国有资本经营", CAPITAL),
        )
    ]


def _three_public(setting: Setting) -> DrawnForm:
    year, title = setting.budget.year, "一般公共预算“三公”经费支出情况表"
    if setting.rng.random() < 0.4:
        return two_years(setting, title, "{}年预算数")
    columns = (
        ("prior_year", f"{year - 1}年预算数"),
        ("total", f"{year}年预算数"),
        ("change", "增减额"),
        ("change_percent", "增减率（%）"),
    )
    over = setting.rng.choice((None, f"{year}年比{year - 1}年增减情况"))
    return upright(setting, title, Upright(LABELS, columns, over_changes=over))


def _with_meetings(setting: Setting) -> DrawnForm:
    """Draw up 三公 with meetings and training by unit."""
    budget, style, rng = setting.budget, setting.style, setting.rng
    head = [
        ["单位编码", "单位名称", "合计", "“三公”经费", "<", "<", "<", "<", "<", "会议费", "培训费"],
        ["^", "^", "^", "小计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费", "^", "^"],
        ["^", "^", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行费", "^", "^", "^"],
    ]
    grid = Grid(head, kinds("cn", 9))
    records = []
    general = from_source(GENERAL)

    def add(code: str | None, name: str, own: Test) -> None:
        three = figures_of(setting, own)
        meetings = budget.total(both(own, lambda line: line.economic == MEETINGS))
        training = budget.total(both(own, lambda line: line.economic == TRAINING))
        measures = {"total": three.total + meetings + training, "three_public": three.total, **three.measures()}
        measures |= {"total": three.total + meetings + training, "meetings": meetings, "training": training}
        texts = [style.text(fen) for fen in measures.values()]
        row = grid.add(*([code, name] if code else [setting.label(name), "<"]), *texts)
        printed = {measure: (2 + at, text) for at, (measure, text) in enumerate(zip(measures, texts, strict=True))}
        records.append(amounts_record({"unit_code": code, "name": name}, row, printed))

    add(None, "合计", general)
    for unit in budget.units:
        add(unit.code, unit.name, both(general, of_unit(unit)))
    title = rng.choice(("“三公”经费、会议费和培训费", "一般公共预算“三公”经费、会议费和培训费"))
    return DrawnForm(FORM, f"{title}支出情况表", grid, records)


def _statement(setting: Setting, project: str) -> DrawnForm:
    """Draw up one project's sheet as the national system prints it."""
    rng, budget, style = setting.rng, setting.budget, setting.style
    columns: list[Kind] = ["text", "text", "text", "text", "text"]
    grid = Grid([], columns)
    fen = budget.total(for_project(project))
    figures = [style.number(style.value(each)) for each in (fen, fen, 0)]
    unit = next(line.unit for line in budget.lines if line.project == project)
    supervisor = f"{budget.department_code}-{budget.department}"
    grid.add("项目名称", project, "<", "<", "<")
    grid.add("主管部门及代码", supervisor, "<", "实施单位", unit.name)
    row = grid.add("项目资金", "年度资金总额", figures[0], "<", "<")
    grid.add("^", "其中：财政拨款", figures[1], "<", "<")
    grid.add("^", "其他资金", figures[2], "<", "<")
    goal = goal_sentence(rng, rng.randint(2, 9))
    goal_row = grid.add("年度总体目标", goal, "<", "<", "<")
    grid.add("绩效指标", "一级指标", "二级指标", "三级指标", "指标值")
    indicators = []
    cells = {"funds.annual": [row, 2], "annual_goal": [goal_row, 1]}
    for at, one in enumerate(invent_indicators(setting, project, rng.randint(3, 8), directed=False)):
        value = f"{one['operator']}{one['value']}{one['measure_unit'] or ''}"
        cells[f"indicators.{at}.value"] = [
            grid.add("^", one["level1"] or "", one["level2"] or "", one["level3"] or "", value),
            4,
        ]
        indicators.append({key: one[key] for key in ("level1", "level2", "level3")} | {"value": value})
    record = {
        **dict.fromkeys(("project_nature", "project_category", "start_date", "end_date", "project_goal")),
        "project": project,
        "supervising_department": supervisor,
        "implementing_unit": unit.name,
        "funds": {
            "annual": amount_of(figures[0]),
            "annual_fiscal": amount_of(figures[1]),
            "annual_other": amount_of(figures[2]),
        },
        "annual_goal": goal,
        "indicators": indicators,
        "row": 0,
        "cells": cells,
    }
    form = DrawnForm("project_goal_statement", "项目支出绩效目标表", grid, [record], unit=style.unit)
    form.unit_label, form.period = setting.unit_label, f"（{budget.year}年度）"
    return form
