"""Guizhou's and Guangxi's tables (…总体情况表, …情况表): the national system's revenue, last year beside this year."""

from __future__ import annotations

from functools import partial

from ..budget import for_project
from ..departments import goal_sentence
from ..form import DrawnForm
from ..grid import Grid
from .common import REVENUES, SPECIAL, UNIT_SOURCES, Setting, caption, kinds
from .revenue import RevenueManner, revenue_by_unit
from .subject_forms import Manner, basic_form, expenditure_form, fund_forms, general_form
from .targets import amounts, invent_indicators, said
from .three_public import FORM, PARTS, last_year, two_years, unit_rows, upright, with_meetings
from .two_sided import class_items, fiscal_halves, source_items, summary_form, year_tails
from .with_last_year import general_beside_last_year

OTHER_SOURCES = (SPECIAL, *UNIT_SOURCES)
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
        general = _general(setting, manner)
    drawn = [*_front(setting, manner), general, _basic(setting, manner)]
    drawn += [_three_public(setting), *_funds(setting, manner)]
    code = rng.choice(("表{}", "附表{}", "公开表{}", "预算公开表{}"))
    caption(setting, drawn, code, rng.choice(("", f"{year}年")))
    projects = budget.projects()
    return drawn + [_statement(setting, name) for name in rng.sample(projects, min(len(projects), 3))]


def guangxi(setting: Setting) -> list[DrawnForm]:
    """Draw up Guangxi's tables: levels of codes in columns, meetings and training beside 三公."""
    rng, year = setting.rng, setting.budget.year
    manner = Manner(code_columns=rng.choice((1, 3)), name_head=rng.choice(("科目名称", "科目名称（单位名称）")))
    drawn = [*_front(setting, manner), _general(setting, manner), _basic(setting, manner)]
    drawn += [_with_meetings(setting), *_funds(setting, manner)]
    code = rng.choice(("部门预算公开{:02d}表", "预算公开{:02d}表", "公开{:02d}表", "部门预算公开表{}"))
    return caption(setting, drawn, code, rng.choice(("", "", f"{year}年")))


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
        expenditure_form(setting, manner, "部门支出总体情况表", operating=True),
        fiscal_halves(setting, "财政拨款收支总体情况表", full=rng.random() < 0.5),
    ]


def _summary(setting: Setting, title: str) -> DrawnForm:
    rng = setting.rng
    amount = rng.choice(("预算数", f"{setting.budget.year}年预算"))
    words = ("项目", amount, rng.choice(("项目", "项目（按支出功能科目分类）")))
    classes = class_items(setting, full=rng.random() < 0.7)
    return summary_form(setting, title, words, source_items(setting, REVENUES), classes, year_tails(setting))


def _general(setting: Setting, manner: Manner) -> DrawnForm:
    return general_form(setting, manner, "一般公共预算支出情况表", split=setting.rng.random() < 0.5)


def _basic(setting: Setting, manner: Manner) -> DrawnForm:
    economic = Manner(manner.code_columns, group_head="部门预算支出经济分类科目", total_last=manner.total_last)
    return basic_form(setting, economic, "一般公共预算基本支出情况表")


def _funds(setting: Setting, manner: Manner) -> list[DrawnForm]:
    year, who = setting.budget.year, setting.rng.choice(("本部门", "我单位"))
    note = setting.rng.choice(("注：", "说明：")) + who + f"{year}年无{{}}预算支出，此表为空。"
    return fund_forms(setting, manner, "{}预算支出情况表", f"{year}年{{}}预算支出", note)


def _three_public(setting: Setting) -> DrawnForm:
    year, title = setting.budget.year, "一般公共预算“三公”经费支出情况表"
    if setting.rng.random() < 0.4:
        return two_years(setting, title)
    columns = (
        ("prior_year", f"{year - 1}年预算数"),
        ("total", f"{year}年预算数"),
        ("change", "增减额"),
        ("change_percent", "增减率（%）"),
    )
    over = setting.rng.choice((None, f"{year}年比{year - 1}年增减情况"))
    return upright(setting, title, LABELS, columns, last_year(setting), over)


def _with_meetings(setting: Setting) -> DrawnForm:
    """Draw up 三公 with meetings and training by unit."""
    head = [
        ["单位编码", "单位名称", "合计", "“三公”经费", "<", "<", "<", "<", "<", "会议费", "培训费"],
        ["^", "^", "^", "小计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费", "^", "^"],
        [*["^"] * 3, *PARTS, "^", "^"],
    ]
    grid = Grid(head, kinds("cn", 9))
    figures = partial(with_meetings, setting)
    records = unit_rows(setting, grid, figures, [setting.label("合计"), "<"], department=False)
    title = setting.rng.choice(("“三公”经费、会议费和培训费", "一般公共预算“三公”经费、会议费和培训费"))
    return DrawnForm(FORM, f"{title}支出情况表", grid, records)


def _statement(setting: Setting, project: str) -> DrawnForm:
    """Draw up one project's sheet as the national system prints it."""
    rng, budget, style = setting.rng, setting.budget, setting.style
    grid = Grid([], kinds("ttttt", 0))
    fen = budget.total(for_project(project))
    figures = [style.number(style.value(each)) for each in (fen, fen, 0)]
    unit = budget.select(for_project(project))[0].unit
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
    for at, one in enumerate(invent_indicators(setting, project, rng.randint(3, 8))):
        own = said(one, f"{one['operator']}{one['value']}{one['measure_unit'] or ''}")
        cells[f"indicators.{at}.value"] = [grid.add("^", *own.values()), 4]
        indicators.append(own)
    record = {
        **dict.fromkeys(("project_nature", "project_category", "start_date", "end_date", "project_goal")),
        "project": project,
        "supervising_department": supervisor,
        "implementing_unit": unit.name,
        "funds": dict(zip(("annual", "annual_fiscal", "annual_other"), amounts(figures), strict=True)),
        "annual_goal": goal,
        "indicators": indicators,
        "row": 0,
        "cells": cells,
    }
    form = DrawnForm("project_goal_statement", "项目支出绩效目标表", grid, [record], unit=style.unit)
    form.unit_label, form.period = setting.unit_label, f"（{budget.year}年度）"
    return form
