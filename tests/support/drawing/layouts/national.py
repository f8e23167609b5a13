"""Forms as the national budget system (预算管理一体化) prints them: Tianjin, Heilongjiang, Inner Mongolia and others.

Gansu's 情况表 say the same in lists of items.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..budget import anything, both, carried_over, from_source, not_carried
from ..form import DrawnForm
from ..grid import Grid
from .common import REVENUES, SPECIAL, UNIT_FUNDS, Setting, caption, kinds
from .goal_lists import goal_list
from .national_three_public import three_public_beside, three_public_by_unit, three_public_list, three_public_meetings
from .performance import project_targets
from .project_lists import procurement_form, project_money, transfers_form
from .revenue import RevenueManner, revenue_by_unit
from .rows import PlainRows, subject_keys
from .subject_forms import (
    STAFF_AND_OFFICE,
    TOTAL_ONLY,
    Manner,
    agency_form,
    basic_form,
    expenditure_form,
    fund_forms,
    general_form,
)
from .two_sided import Item, class_items, fiscal_halves, source_items, summary_form, year_tails

OTHER_SOURCES = (SPECIAL, "undertaking_income", "operating_income", "superior_subsidy", "other_income")


@dataclass(frozen=True)
class Wording:
    """How a province names its forms: what stands between 收支 and the end, a form's number, 部门 or 单位."""

    summary: str
    end: str
    code: str | None
    unit_heads: tuple[str, str]


WORDINGS = {
    "tianjin": Wording("总体情况表", "情况表", None, ("部门代码", "部门名称")),
    "heilongjiang": Wording("总表", "表", "公开{:02d}表", ("部门（单位）代码", "部门（单位）名称")),
}


def worded(province: str, setting: Setting) -> list[DrawnForm]:
    """Draw up the forms of a province that has its own words for them."""
    wording, budget, rng = WORDINGS[province], setting.budget, setting.rng
    end, over = wording.end, rng.choice((None, "功能分类科目"))
    manner = Manner(group_head=over, total_merged=rng.random() < 0.7)
    economic = Manner(group_head="部门预算支出经济分类科目", total_merged=manner.total_merged)
    drawn = [
        _earlier_summary(setting, f"部门收支{wording.summary}"),
        _revenue(setting, f"部门收入{wording.summary}", wording.unit_heads),
        expenditure_form(
            setting, manner, f"部门支出{wording.summary}", parts=STAFF_AND_OFFICE if rng.random() < 0.4 else ()
        ),
        fiscal_halves(setting, f"财政拨款收支{wording.summary}", full=rng.random() < 0.5),
        general_form(setting, manner, f"一般公共预算支出{end}", split=True),
        basic_form(setting, economic, f"一般公共预算基本支出{end}", "本年一般公共预算基本支出"),
        three_public_by_unit(setting, f"一般公共预算“三公”经费支出{end}", wording.unit_heads),
        *fund_forms(
            setting,
            manner,
            "{}预算支出" + end,
            "本年{}预算支出",
            f"注：本部门{budget.year}年无{{}}预算财政拨款支出，空表列示。",
        ),
        project_money(setting, "项目支出表", ("特定目标类", "其他运转类", "部门项目"), "ttt", total_first=True),
    ]
    caption(setting, drawn, wording.code)
    if rng.random() < 0.6:
        targets = project_targets(setting)
        targets.title = rng.choice(("项目支出绩效表", "部门预算项目支出绩效目标表"))
        drawn.append(targets)
    return drawn


def _earlier_summary(setting: Setting, title: str) -> DrawnForm:
    """Draw up 收支总表 with what others pay for before what the unit earns by trade."""
    unit = (UNIT_FUNDS[0], UNIT_FUNDS[2], UNIT_FUNDS[3], UNIT_FUNDS[1], UNIT_FUNDS[4])
    revenue = source_items(setting, (*REVENUES[:4], *unit))
    classes = class_items(setting, full=setting.rng.random() < 0.6)
    words, blank_rows = ("项目", "预算数", "项目"), setting.rng.choice((0, 1, 2))
    return summary_form(setting, title, words, revenue, classes, year_tails(setting), blank_rows)


def _revenue(setting: Setting, title: str, unit_heads: tuple[str, str]) -> DrawnForm:
    this_year = setting.rng.choice(("本年收入", f"{setting.budget.year}年预算收入"))
    carried = setting.rng.choice(("上年结转结余", "上年结转"))
    return revenue_by_unit(setting, title, RevenueManner(*unit_heads, carried, this_year))


def plain(setting: Setting) -> list[DrawnForm]:
    """Draw up the system's forms in its own words."""
    rng, who = setting.rng, setting.rng.choice(("部门", "部门", "单位", ""))
    manner = Manner(group_head=rng.choice((None, "功能分类科目", "支出功能分类科目")), total_last=rng.random() < 0.5)
    economic = Manner(group_head=rng.choice((None, "部门预算支出经济分类科目")), total_last=manner.total_last)
    three = rng.choice((three_public_beside, three_public_list))
    drawn = [
        _summary(setting, f"{who}收支总表"),
        _nested_revenue(setting, f"{who}收入总表"),
        expenditure_form(setting, manner, f"{who}支出总表"),
        _fiscal(setting, "财政拨款收支总表"),
        general_form(setting, manner, "一般公共预算支出表", split=True),
        basic_form(setting, economic, "一般公共预算基本支出表", rng.choice((None, "本年一般公共预算基本支出"))),
        three(setting, "一般公共预算“三公”经费支出表"),
        *_funds(setting, manner, "表"),
        project_money(setting, "项目支出表", ("特定目标类项目", "其他运转类"), "tnn"),
        goal_list(setting, "项目支出绩效目标表"),
        procurement_form(setting, rng.choice(("政府采购预算表", "政府采购支出表", "部门政府采购预算表"))),
    ]
    return _captioned(setting, drawn, ("部门公开表{}", "公开{:02d}表", "预算公开{:02d}表", "表{}", "附表{}"))


def gansu(setting: Setting) -> list[DrawnForm]:
    """Draw up Gansu's forms."""
    manner = Manner(group_head=setting.rng.choice((None, "功能分类科目")), total_last=setting.rng.random() < 0.5)
    economic = Manner(group_head="经济分类科目", total_last=manner.total_last)
    drawn = [
        _summary(setting, "部门收支总体情况表"),
        _revenue_list(setting, "部门收入总体情况表"),
        expenditure_form(setting, manner, "部门支出总体情况表"),
        _fiscal(setting, "财政拨款收支总体情况表"),
        general_form(setting, manner, "一般公共预算支出情况表", "一般公共预算支出"),
        basic_form(setting, economic, "一般公共预算基本支出情况表", "一般公共预算基本支出"),
        three_public_meetings(setting, "一般公共预算“三公”经费、会议费、培训费支出情况表"),
        agency_form(setting, economic, "一般公共预算机关运行经费支出情况表"),
        *_funds(setting, manner, "情况表"),
        transfers_form(setting, "部门管理转移支付表"),
    ]
    return _captioned(setting, drawn, ("表{}", "附件{}", "公开表{}"))


def _captioned(setting: Setting, drawn: list[DrawnForm], codes: tuple[str, ...]) -> list[DrawnForm]:
    code = setting.rng.choice(codes)
    return caption(setting, drawn, code, setting.rng.choice(("", "", f"{setting.budget.year}年")))


def _summary(setting: Setting, title: str) -> DrawnForm:
    rng, carried = setting.rng, setting.total(carried_over)
    tails = year_tails(setting)
    tails[0][1] = Item("上年结转结余", {"total": carried}, rng.choice((None, "十")))
    tails[1][1] = Item(rng.choice(("年终结转结余", "结转下年")), {"total": 0})
    amount = rng.choice(("预算数", "本年预算", "金额"))
    words = ("项目", amount, rng.choice(("项目", "项目（按功能分类）", "功能分类")))
    classes = class_items(setting, full=rng.random() < 0.7)
    return summary_form(setting, title, words, source_items(setting, REVENUES), classes, tails)


def _nested_revenue(setting: Setting, title: str) -> DrawnForm:
    nested = setting.rng.random() < 0.4
    lead = setting.rng.choice((("单位代码", "单位名称"), ("部门（单位）代码", "部门（单位）名称")))
    return revenue_by_unit(setting, title, RevenueManner(*lead, nested=nested))


def _revenue_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up revenue as a list of items with one amount each."""
    grid = Grid([["项目", setting.rng.choice(("预算数", "本年预算", "金额"))]], kinds("n", 1))
    rows = PlainRows(setting, grid, TOTAL_ONLY)
    lines = [
        (f"{ordinal}、{name}", both(from_source(source), not_carried))
        for ordinal, (name, source) in zip("一二三四五六七八九", REVENUES, strict=True)
    ]
    lines += [("本年收入合计", not_carried), ("上年结转", carried_over), ("收入总计", anything)]
    for name, test in lines:
        rows.put([name], subject_keys(name), test)
    return DrawnForm("department_revenue_summary", title, grid, rows.records)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    rng = setting.rng
    return fiscal_halves(setting, title, full=rng.random() < 0.7, figures=rng.choice(("预算数", "金额")))


def _funds(setting: Setting, manner: Manner, end: str) -> list[DrawnForm]:
    year, who = setting.budget.year, setting.rng.choice(("本部门", "我单位", setting.budget.department))
    empty = f"备注：{who}{year}年无{{}}预算安排的支出，故此表为空表。"
    return fund_forms(setting, manner, "{}预算支出" + end, setting.rng.choice((None, "本年{}预算支出")), empty)
