"""Forms that a township or a small unit makes by hand: few of them, codes beside names, money in two short lists."""

from __future__ import annotations

from typing import Any

from ..budget import (
    CAPITAL,
    FUND,
    GENERAL,
    Test,
    anything,
    both,
    carried_over,
    from_general,
    from_source,
    is_basic,
    is_operations,
    is_personnel,
    not_carried,
    nothing,
    under,
)
from ..form import DrawnForm, amounts_record
from ..grid import LEFT, Grid
from ..subjects import name_of, with_ancestors
from .common import Setting, caption, kinds
from .rows import MoneyColumn, PlainRows, subject_keys
from .subject_forms import TOTAL_BASIC_PROJECT, TOTAL_ONLY, USE
from .three_public import general_figures, upright
from .two_sided import Item, amount, class_items, ordinal_items, summary_form, unnumbered

OTHER_SOURCES = ("other_income",)
TOWNS = ("青石镇", "双河乡", "大榆树镇", "柳条沟镇", "红旗街道", "新立屯镇", "平安乡")
LABELS = (
    ("合计", "total"),
    ("1.因公出国（境）费用", "overseas_travel"),
    ("2.公务接待费", "reception"),
    ("3.公务用车购置及运行维护费", "vehicles.subtotal"),
    ("其中：公务用车购置费", "vehicles.purchase"),
    ("公务用车运行维护费", "vehicles.operation"),
)
_REVENUE = (
    ("一般公共预算拨款", GENERAL, both(from_general, not_carried)),
    ("政府性基金预算拨款", FUND, both(from_source(FUND), not_carried)),
    ("其他收入", "other_income", both(from_source("other_income", CAPITAL), not_carried)),
)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the forms; the town stands in their titles or above them."""
    budget, rng = setting.budget, setting.rng
    town = rng.choice(TOWNS)
    place = budget.department[: budget.department.index("县" if "县" in budget.department else "市") + 1]
    budget.department = f"{place}{town}{'办事处' if town.endswith('街道') else '人民政府'}"
    whose = rng.choice((budget.department, town, ""))
    fund = from_source(FUND) if budget.total(from_source(FUND)) else nothing
    drawn = [
        _summary(setting, rng.choice(("部门收支总表", "收支预算总表", "部门预算收支总表"))),
        _by_source(setting, "部门收入总表"),
        _coded(setting, "department_expenditure_summary", "部门支出总表", anything),
        _coded(setting, "general_public_budget_expenditure", "一般公共预算支出表", from_general),
        _basic(setting, "一般公共预算基本支出表"),
        _three_public(setting, rng.choice(("“三公”经费支出预算表", "“三公”经费预算表"))),
        _coded(setting, "government_fund_expenditure", "政府性基金预算支出表", fund),
    ]
    caption(setting, drawn, rng.choice((None, "附表{}", "表{}", "附件{}")), f"{whose}{budget.year}年")
    for form in drawn:
        form.entity = budget.department if not whose else None
    return drawn


def _summary(setting: Setting, title: str) -> DrawnForm:
    """Draw up revenue beside expenditure by class, whose labels some towns number."""
    rng = setting.rng
    revenue = ordinal_items((name, amount(setting, test)) for name, _, test in _REVENUE)
    classes = class_items(setting, full=False)
    if rng.random() >= 0.5:
        classes = unnumbered(classes)
    total, carried = amount(setting), amount(setting, carried_over)
    tails = (
        [
            Item("本年收入合计", amount(setting, not_carried)),
            Item("上年结余", carried),
            Item("收入合计", total, total=True),
        ],
        [Item("本年支出合计", total), Item("结转下年", {"total": 0}), Item("支出合计", total, total=True)],
    )
    figures = rng.choice(("金额", "预算数", "预算金额"))
    plain = rng.random() < 0.4
    words = ("收入项目", figures, "支出项目") if plain else ("项目", figures, "项目")
    return summary_form(setting, title, words, revenue, classes, tails, over=None if plain else ("收入", "支出"))


def _by_source(setting: Setting, title: str) -> DrawnForm:
    """Draw up revenue as one row of figures for the unit, or one row a source."""
    department, rng = setting.budget.department, setting.rng
    lines = [("上年结转", "carry_over", carried_over), *_REVENUE]
    if rng.random() < 0.5:
        columns = [*TOTAL_ONLY, *[MoneyColumn(measure, test) for _, measure, test in lines]]
        head = [["单位名称", "合计", *[name for name, _, _ in lines]]]
        rows = PlainRows(setting, Grid(head, kinds("n", len(columns))), columns)
        rows.put([department], subject_keys(department), anything)
    else:
        head = [[rng.choice(("收入项目", "项目")), "金额"]]
        rows = PlainRows(setting, Grid(head, kinds("n", 1)), TOTAL_ONLY)
        for name, _, test in [*lines, ("合计", "total", anything)]:
            rows.put([name], subject_keys(name), test)
    return DrawnForm("department_revenue_summary", title, rows.grid, rows.records)


def _coded(setting: Setting, form: str, title: str, test: Test) -> DrawnForm:
    """Draw up expenditure by subject, its code and name in one cell or in two."""
    rng = setting.rng
    together = rng.random() < 0.5
    head = [rng.choice(("功能分类科目", "科目"))] if together else ["科目编码", "科目名称"]
    grid = Grid([[*head, *USE]], kinds("n" if together else "cn", 3))
    rows = PlainRows(setting, grid, TOTAL_BASIC_PROJECT)
    for code in with_ancestors(setting.budget.functions(test)):
        name, indent = name_of(code), setting.indent * ((len(code) - 3) // 2)
        leading = [f"{indent}{code}{rng.choice(('', ' '))}{name}"] if together else [code, name]
        rows.put(leading, subject_keys(name, code), both(test, under(code)))
    rows.put(["合计"] if together else ["合计", LEFT], subject_keys("合计"), test)
    notes = []
    if test is nothing:
        notes = [rng.choice(("注：本单位无政府性基金预算支出。", "备注：本年度无此项支出，此表为空。"))]
    return DrawnForm(form, title, grid, rows.records, notes=notes)


def _basic(setting: Setting, title: str) -> DrawnForm:
    """Draw up basic expenditure as two lists beside each other, staff left and office right, as accounts print it."""
    budget = setting.budget
    test = both(from_general, is_basic)
    head = [["人员经费", LEFT, LEFT, "公用经费", LEFT, LEFT], ["科目编码", "科目名称", "金额"] * 2]
    grid = Grid(head, kinds("cn", 1) * 2)
    parts = (("人员经费合计", is_personnel), ("公用经费合计", is_operations))
    lists = [
        [(code, name_of(code), setting.text(test, kind, under(code, "economic"))) for code in with_ancestors(codes)]
        for kind, codes in ((kind, budget.economics(both(test, kind))) for _, kind in parts)
    ]
    sides: list[list[dict[str, Any]]] = [[], []]
    for index in range(max(map(len, lists))):
        texts = [texts[index] if index < len(texts) else ("", "", "") for texts in lists]
        row = grid.add(*texts[0], *texts[1])
        for side, (code, name, text), column in zip(sides, texts, (2, 5), strict=True):
            if code:
                side.append(amounts_record(subject_keys(name, code), row, {"total": (column, text)}))
    totals = [(name, LEFT, setting.text(test, kind)) for name, kind in parts]
    row = grid.add(*totals[0], *totals[1])
    for side, (name, _, text), column in zip(sides, totals, (2, 5), strict=True):
        side.append(amounts_record(subject_keys(name), row, {"total": (column, text)}))
    return DrawnForm("general_public_budget_basic_expenditure", title, grid, sides[0] + sides[1])


def _three_public(setting: Setting, title: str) -> DrawnForm:
    """Draw up the kinds of 三公经费 one below the other: this year and the year before, the change, and why."""
    rng, year = setting.rng, setting.budget.year
    reasons = ("厉行节约", "与上年持平", "") if rng.random() < 0.5 else ()
    share = rng.choice((1, 1, 2, 3))
    before = {measure: fen * share for measure, fen in general_figures(setting).items()}
    columns = (("prior_year", f"{year - 1}年预算数"), ("total", f"{year}年预算数"), ("change", "增减额"))
    return upright(setting, title, LABELS, columns, before, reasons=reasons)
