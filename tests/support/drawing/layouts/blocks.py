"""Whole forms that many provinces print alike but for headings, code columns and where the total stands."""

from __future__ import annotations

from dataclasses import dataclass

from ..budget import (
    CAPITAL,
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
    under,
)
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import CLASSES
from .common import (
    Item,
    MoneyColumn,
    Setting,
    Side,
    SubjectRows,
    anything,
    kinds,
    level,
    nothing,
    ordinal_items,
    two_sided,
)


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


def subject_form(
    setting: Setting,
    manner: Manner,
    form: str,
    title: str,
    headings: list[list[str]],
    columns: list[MoneyColumn],
    test: Test,
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
        _add_total(manner, rows, test)
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
        _add_total(manner, rows, test)
    return DrawnForm(form, title, grid, rows.records, notes=notes)


def _add_total(manner: Manner, rows: SubjectRows, test: Test) -> None:
    if manner.total_merged:
        rows.add_total(manner.total_label, test)
    else:
        rows.add(None, None, manner.total_label, test)


def number_columns(grid: Grid, leading: int) -> None:
    """Append the row that numbers the columns of figures and marks those of words."""
    grid.add(*["**"] * leading, *[str(number + 1) for number in range(grid.columns - leading)])


def _head(manner: Manner, code_columns: int, headings: list[list[str]]) -> list[list[str]]:
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


TOTAL_BASIC_PROJECT = [
    MoneyColumn("total", anything),
    MoneyColumn("basic", is_basic),
    MoneyColumn("project", is_project),
]
TOTAL_PERSONNEL_OPERATIONS = [
    MoneyColumn("total", anything),
    MoneyColumn("personnel", is_personnel),
    MoneyColumn("operations", is_operations),
]
TOTAL_ONLY = [MoneyColumn("total", anything)]


def fund_columns() -> list[MoneyColumn]:
    """Return 合计 and the three funds."""
    return [
        MoneyColumn("total", anything),
        *[MoneyColumn(source, from_source(source)) for source in (GENERAL, FUND, CAPITAL)],
    ]


def class_items(
    setting: Setting, test: Test, measures: dict[str, Test], full: bool, mark: str = "{}、", depth: int = 0
) -> list[Item]:
    """Return the function classes as items, all of them or those in use, with the figures of each measure."""
    budget = setting.budget
    names = [(name, under(code)) for code, name in CLASSES.items() if full or budget.total(both(test, under(code)))]
    pairs = [
        (name, {measure: budget.total(both(test, mine, own)) for measure, own in measures.items()})
        for name, mine in names
    ]
    return [Item(item.item, item.figures, item.ordinal, mark, depth) for item in ordinal_items(pairs)]


def plain_summary(
    setting: Setting,
    title: str,
    head: list[list[str]],
    revenue: list[Item],
    tails: tuple[list[Item], list[Item]],
    full: bool,
    blank_rows: int = 0,
) -> DrawnForm:
    """Draw up 收支总表 with one column of figures a side; ``tails`` are the total rows under both sides."""
    grid = Grid(head, kinds("n", 1) * 2)
    left, right = level(revenue, class_items(setting, anything, {"total": anything}, full))
    blank: list[Item | None] = [None] * blank_rows
    below = level(*tails)
    sides = [
        Side("revenue", ["total"], left + blank + below[0]),
        Side("expenditure", ["total"], right + blank + below[1]),
    ]
    return DrawnForm("department_revenue_expenditure_summary", title, grid, two_sided(setting, grid, sides))


def fiscal_summary(
    setting: Setting,
    title: str,
    head: list[list[str]],
    revenue: list[Item],
    spending: list[Item],
    tails: tuple[list[Item], list[Item]],
    measures: list[str],
) -> DrawnForm:
    """Draw up 财政拨款收支总表: one column of revenue, one or four of expenditure."""
    grid = Grid(head, kinds("n", 1) + kinds("n", len(measures)))
    left, right = level(revenue, spending)
    below = level(*tails)
    sides = [Side("revenue", ["total"], left + below[0]), Side("expenditure", measures, right + below[1])]
    return DrawnForm("fiscal_appropriation_summary", title, grid, two_sided(setting, grid, sides))


def fiscal_measures(setting: Setting, test: Test = anything) -> dict[str, int]:
    """Return total and the three funds of the treasury's money in fen."""
    budget = setting.budget
    measures = {"total": anything, **{source: from_source(source) for source in (GENERAL, FUND, CAPITAL)}}
    return {measure: budget.total(both(fiscal, test, own)) for measure, own in measures.items()}


def one_fund_form(
    setting: Setting, manner: Manner, form: str, title: str, heading: str | None, source: str, empty_note: str
) -> DrawnForm:
    """Draw up a form of one fund's expenditure by function: 合计, 基本支出, 项目支出 under a common heading or not."""
    headings = [["合计", "基本支出", "项目支出"]]
    if heading:
        headings.insert(0, [heading, "<", "<"])
    test = from_source(source) if setting.budget.total(from_source(source)) else nothing
    return subject_form(setting, manner, form, title, headings, TOTAL_BASIC_PROJECT, test, empty_note=empty_note)
