"""Whole forms of subjects that many provinces print alike but for headings, code columns and where the total stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..budget import (
    CAPITAL,
    FUND,
    Test,
    anything,
    both,
    from_general,
    from_source,
    is_basic,
    is_operations,
    is_personnel,
    is_project,
    nothing,
)
from ..form import DrawnForm
from ..grid import Grid
from .common import Setting, kinds
from .rows import MoneyColumn, SubjectRows


@dataclass(frozen=True)
class Manner:
    """A province's habits with subject tables.

    ``code_columns``: 1 for a whole code, 3 for 类/款/项. ``code_head`` is the heading over the code, ``name_head`` over
    the name; ``group_head`` stands over both, if any. ``total_last`` puts 合计 under the subjects, ``total_merged``
    lets its label run over the leading columns. ``numbered`` prints a row ** ** 1 2 3 below the headings,
    ``short_codes`` of 款 the two digits of its level only.
    """

    code_columns: int = 1
    code_head: str = "科目编码"
    name_head: str = "科目名称"
    group_head: str | None = None
    total_last: bool = False
    blank_rows: int = 0
    total_label: str = "合计"
    total_merged: bool = True
    numbered: bool = False
    short_codes: bool = False


Headings = list[list[str]]
TOTAL_ONLY = [MoneyColumn("total", anything)]
TOTAL_BASIC_PROJECT = [*TOTAL_ONLY, MoneyColumn("basic", is_basic), MoneyColumn("project", is_project)]
TOTAL_PERSONNEL_OPERATIONS = [
    *TOTAL_ONLY,
    MoneyColumn("personnel", is_personnel),
    MoneyColumn("operations", is_operations),
]
USE = ("合计", "基本支出", "项目支出")
#: What 基本支出 is parted into: heading and lines. The forms that print it so have no measures of the parts.
STAFF_AND_OFFICE = (("人员经费", is_personnel), ("公用经费", is_operations))


def heads(over: str | None, texts: Sequence[str]) -> Headings:
    """Return headings with one over them all, if any."""
    return [[over, *["<"] * (len(texts) - 1)], list(texts)] if over else [list(texts)]


def split_basic(
    parts: Sequence[tuple[str, Test]] = STAFF_AND_OFFICE, subtotal: str = "小计"
) -> tuple[Headings, list[MoneyColumn]]:
    """Return headings and columns of basic expenditure with its parts, and of project expenditure."""
    total, basic, project = TOTAL_BASIC_PROJECT
    upper = ["合计", "基本支出", *["<"] * len(parts), "项目支出"]
    lower = ["^", subtotal, *[name for name, _ in parts], "^"]
    return [upper, lower], [total, basic, *[MoneyColumn(None, test) for _, test in parts], project]


def subject_form(
    setting: Setting,
    manner: Manner,
    form: str | None,
    title: str,
    headings: Headings,
    columns: Sequence[MoneyColumn],
    test: Test = anything,
    kind: str = "function",
    empty_note: str | None = None,
) -> DrawnForm:
    """Draw up a form of subjects with their ancestors; ``headings`` are the heading rows over the figures."""
    code_columns = min(manner.code_columns, 2) if kind == "economic" else manner.code_columns
    grid = Grid(_head(manner, code_columns, headings), kinds("c" * code_columns + "n", len(columns)))
    if manner.numbered:
        number_columns(grid, code_columns + 1)
    rows = SubjectRows(setting, grid, columns, code_columns, False, manner.short_codes)
    budget = setting.budget
    codes = budget.functions(test) if kind == "function" else budget.economics(test)
    notes = []
    if not manner.total_last:
        rows.add_total(manner.total_label, test, manner.total_merged)
    rows.add_tree(codes, test, kind)
    if not codes:
        rows.add_blank(setting.rng.randint(0, 6))
        notes = [empty_note] if empty_note else []
        if setting.rng.random() < 0.3:
            notes = [setting.rng.choice(("本表无数据", "此表为空表", "无此项支出", "本单位无此项预算支出"))]
            rows.add_remark(notes[0])
    elif manner.blank_rows:
        rows.add_blank(manner.blank_rows)
    if manner.total_last:
        rows.add_total(manner.total_label, test, manner.total_merged)
    return DrawnForm(form, title, grid, rows.records, notes=notes)


def number_columns(grid: Grid, leading: int) -> None:
    """Append the row that numbers the columns of figures and marks those of words."""
    grid.add(*["**"] * leading, *[str(number + 1) for number in range(grid.columns - leading)])


def _head(manner: Manner, code_columns: int, headings: Headings) -> Headings:
    """Put the leading columns' headings before those of the figures, merged down to the last heading row."""
    leading = [[manner.code_head, *["<"] * (code_columns - 1), manner.name_head]]
    if code_columns > 1:
        leading.append([*"类款项"[:code_columns], "^"])
    if manner.group_head:
        leading.insert(0, [manner.group_head, *["<"] * code_columns])
    width, size = code_columns + 1, max(len(leading), len(headings))
    if code_columns > 1 and len(leading) < size:  # 类/款/项 stay at the bottom; the rest stretches above them
        leading[1:1] = [["^", *["^"] * (code_columns - 1), "^"]] * (size - len(leading))
    while len(leading) < size:
        leading.append(["^"] * width)
    figures = [*headings, *[["^"] * len(headings[0])] * (size - len(headings))]
    return [[*left, *right] for left, right in zip(leading, figures, strict=True)]


def revenue_form(
    setting: Setting, manner: Manner, title: str, headings: Headings, columns: Sequence[MoneyColumn]
) -> DrawnForm:
    """Draw up 收入总表 by subject."""
    return subject_form(setting, manner, "department_revenue_summary", title, headings, columns)


def other_expenditure(
    last: str = "对附属单位补助支出", superior_first: bool = False, operating: bool = False
) -> tuple[list[str], list[MoneyColumn]]:
    """Return the headings and columns that follow 项目支出 in 支出总表.

    With ``operating`` the second holds what 事业单位经营收入 pays for; otherwise departments print nothing there.
    """
    paid = from_source("operating_income") if operating else nothing
    columns = [("事业单位经营支出", "operating_expenditure", paid), ("上缴上级支出", "remittance_to_superior", nothing)]
    columns = [*(reversed(columns) if superior_first else columns), (last, "subsidy_to_affiliates", nothing)]
    return [text for text, _, _ in columns], [MoneyColumn(measure, test) for _, measure, test in columns]


def expenditure_form(
    setting: Setting,
    manner: Manner,
    title: str,
    parts: Sequence[tuple[str, Test]] = (),
    first: str = "合计",
    last: str = "对附属单位补助支出",
    superior_first: bool = False,
    operating: bool = False,
) -> DrawnForm:
    """Draw up 支出总表 by subject with the six kinds of expenditure, of which the basic one may have ``parts``."""
    texts, others = other_expenditure(last, superior_first, operating)
    headings, columns = split_basic(parts) if parts else ([[first, *USE[1:]]], TOTAL_BASIC_PROJECT)
    headings = [[*row, *(["^"] * len(texts) if number else texts)] for number, row in enumerate(headings)]
    project = MoneyColumn("project", both(is_project, lambda line: line.source != "operating_income"))
    columns = [*columns[:-1], project if operating else columns[-1], *others]
    return subject_form(setting, manner, "department_expenditure_summary", title, headings, columns)


def expenditure_by_use(setting: Setting, manner: Manner, title: str, over: str | None = None) -> DrawnForm:
    """Draw up 支出总表 by subject with basic and project expenditure alone."""
    return subject_form(setting, manner, "department_expenditure_summary", title, heads(over, USE), TOTAL_BASIC_PROJECT)


def general_form(
    setting: Setting,
    manner: Manner,
    title: str,
    over: str | None = None,
    total: str = "合计",
    split: bool = False,
    headings: Headings | None = None,
) -> DrawnForm:
    """Draw up 一般公共预算支出表 by function, basic expenditure ``split`` or whole."""
    columns = TOTAL_BASIC_PROJECT
    if split:
        headings, columns = split_basic()
    headings = headings or heads(over, (total, *USE[1:]))
    return subject_form(setting, manner, "general_public_budget_expenditure", title, headings, columns, from_general)


def basic_form(
    setting: Setting,
    manner: Manner,
    title: str,
    over: str | None = None,
    total: str = "合计",
    office: str = "公用经费",
    alone: bool = False,
) -> DrawnForm:
    """Draw up 一般公共预算基本支出表 by economic subject: staff and office beside the total, or the total ``alone``."""
    headings = heads(over, (total,) if alone else (total, "人员经费", office))
    columns = TOTAL_ONLY if alone else TOTAL_PERSONNEL_OPERATIONS
    form, test = "general_public_budget_basic_expenditure", both(from_general, is_basic)
    return subject_form(setting, manner, form, title, headings, columns, test, "economic")


def agency_form(setting: Setting, manner: Manner, title: str) -> DrawnForm:
    """Draw up what the general budget pays for running the offices, by economic subject."""
    form, test = "agency_operating_expenditure", both(from_general, is_operations)
    return subject_form(setting, manner, form, title, [["机关运行经费支出"]], TOTAL_ONLY, test, "economic")


def fund_forms(
    setting: Setting, manner: Manner, titles: str | Sequence[str], heading: str | None, empty_note: str
) -> list[DrawnForm]:
    """Draw up the expenditure of the government funds, then of the state's capital.

    ``titles`` is one for each, or one in which {} stands for the fund's name, as it does in heading and note; a
    second one may be left out.
    """
    names = ("政府性基金", "国有资本经营")
    titles = [titles.format(name) for name in names] if isinstance(titles, str) else titles
    keys = (("government_fund_expenditure", FUND), ("state_capital_expenditure", CAPITAL))
    drawn = []
    for (form, source), name, title in zip(keys, names, titles, strict=False):
        headings, note = heads(heading and heading.format(name), USE), empty_note.format(name, title)
        test = from_source(source)
        drawn.append(subject_form(setting, manner, form, title, headings, TOTAL_BASIC_PROJECT, test, empty_note=note))
    return drawn
