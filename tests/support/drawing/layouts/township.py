"""Forms that a township or a small unit makes by hand: few of them, codes beside names, money in two short lists."""

from __future__ import annotations

from typing import Any

from ..budget import (
    CARRY,
    FUND,
    GENERAL,
    Test,
    both,
    from_source,
    is_basic,
    is_operations,
    is_personnel,
    is_project,
    not_carried,
    of_origin,
    under,
)
from ..form import DrawnForm, amounts_record
from ..grid import LEFT, Grid
from ..subjects import CLASSES, name_of, parents
from .common import Item, Setting, Side, anything, kinds, level, nothing, ordinal_items, two_sided
from .three_public import figures_of

OTHER_SOURCES = ("other_income",)
ORIGINS = (CARRY,)
TOWNS = ("青石镇", "双河乡", "大榆树镇", "柳条沟镇", "红旗街道", "新立屯镇", "平安乡")


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the forms; the town stands in their titles or above them."""
    budget, rng = setting.budget, setting.rng
    town = rng.choice(TOWNS)
    place = budget.department[: budget.department.index("县" if "县" in budget.department else "市") + 1]
    budget.department = f"{place}{town}{'办事处' if town.endswith('街道') else '人民政府'}"
    whose = rng.choice((budget.department, town, ""))
    prefix = f"{whose}{budget.year}年"
    fund = from_source(FUND) if budget.total(from_source(FUND)) else nothing
    drawn = [
        _summary(setting, f"{prefix}{rng.choice(('部门收支总表', '收支预算总表', '部门预算收支总表'))}"),
        _by_source(setting, f"{prefix}部门收入总表"),
        _coded(setting, "department_expenditure_summary", f"{prefix}部门支出总表", anything),
        _coded(setting, "general_public_budget_expenditure", f"{prefix}一般公共预算支出表", from_source(GENERAL)),
        _basic(setting, f"{prefix}一般公共预算基本支出表"),
        _three_public(setting, f"{prefix}{rng.choice(('“三公”经费支出预算表', '“三公”经费预算表'))}"),
        _coded(setting, "government_fund_expenditure", f"{prefix}政府性基金预算支出表", fund),
    ]
    code = rng.choice((None, "附表{}", "表{}", "附件{}"))
    for number, form in enumerate(drawn, 1):
        form.code = code.format(number) if code else None
        form.entity = budget.department if not whose else None
        form.entity_label = setting.entity_label
        form.unit, form.unit_label = setting.style.unit, setting.unit_label
    return drawn


def _summary(setting: Setting, title: str) -> DrawnForm:
    """Draw up revenue beside expenditure by class and, in some towns, by kind below it."""
    budget, rng = setting.budget, setting.rng
    fresh = {
        "一般公共预算拨款": from_source(GENERAL),
        "政府性基金预算拨款": from_source(FUND),
        "其他收入": from_source("other_income", "state_capital_budget"),
    }
    left: list[Item | None] = [
        *ordinal_items([(name, {"total": budget.total(both(test, not_carried))}) for name, test in fresh.items()])
    ]
    used = [(code, name) for code, name in CLASSES.items() if budget.total(under(code))]
    marked = rng.random() < 0.5
    right = [(name, {"total": budget.total(under(code))}) for code, name in used]
    items: list[Item | None] = [*(ordinal_items(right) if marked else [Item(name, figures) for name, figures in right])]
    height = max(len(left), len(items))
    left += [None] * (height - len(left))
    items += [None] * (height - len(items))
    total, carried = budget.total(), budget.total(of_origin(CARRY))
    tails = level(
        [
            Item("本年收入合计", {"total": total - carried}),
            Item("上年结余", {"total": carried}),
            Item("收入合计", {"total": total}, total=True),
        ],
        [
            Item("本年支出合计", {"total": total}),
            Item("结转下年", {"total": 0}),
            Item("支出合计", {"total": total}, total=True),
        ],
    )
    amount = rng.choice(("金额", "预算数", "预算金额"))
    head = [["收入", LEFT, "支出", LEFT], ["项目", amount, "项目", amount]]
    if rng.random() < 0.4:
        head = [["收入项目", amount, "支出项目", amount]]
    grid = Grid(head, kinds("n", 1) * 2)
    sides = [Side("revenue", ["total"], left + tails[0]), Side("expenditure", ["total"], items + tails[1])]
    return DrawnForm("department_revenue_expenditure_summary", title, grid, two_sided(setting, grid, sides))


def _by_source(setting: Setting, title: str) -> DrawnForm:
    """Draw up revenue as one row of figures for the unit, or one row a source."""
    budget, style, rng = setting.budget, setting.style, setting.rng
    measures: dict[str, tuple[str, Test]] = {
        "total": ("合计", anything),
        "carry_over": ("上年结转", of_origin(CARRY)),
        GENERAL: ("一般公共预算拨款", both(from_source(GENERAL), not_carried)),
        FUND: ("政府性基金预算拨款", both(from_source(FUND), not_carried)),
        "other_income": ("其他收入", both(from_source("other_income", "state_capital_budget"), not_carried)),
    }
    if rng.random() < 0.5:
        grid = Grid([["单位名称", *[text for text, _ in measures.values()]]], kinds("n", len(measures)))
        texts = [style.text(budget.total(test)) for _, test in measures.values()]
        row = grid.add(budget.department, *texts)
        printed = {measure: (1 + at, text) for at, (measure, text) in enumerate(zip(measures, texts, strict=True))}
        keys = {"subject_code": None, "unit_code": None, "name": budget.department}
        return DrawnForm("department_revenue_summary", title, grid, [amounts_record(keys, row, printed)])
    grid = Grid([[rng.choice(("收入项目", "项目")), "金额"]], kinds("n", 1))
    records = []
    for name, test in [*list(measures.values())[1:], ("合计", anything)]:
        text = style.text(budget.total(test))
        row = grid.add(name, text)
        keys = {"subject_code": None, "unit_code": None, "name": name}
        records.append(amounts_record(keys, row, {"total": (1, text)}))
    return DrawnForm("department_revenue_summary", title, grid, records)


def _coded(setting: Setting, form: str, title: str, test: Test) -> DrawnForm:
    """Draw up expenditure by subject, its code and name in one cell or in two."""
    budget, style, rng = setting.budget, setting.style, setting.rng
    together = rng.random() < 0.5
    head = [rng.choice(("功能分类科目", "科目"))] if together else ["科目编码", "科目名称"]
    grid = Grid([[*head, "合计", "基本支出", "项目支出"]], kinds("n" if together else "cn", 3))
    records: list[dict[str, Any]] = []

    def add(code: str | None, name: str, depth: int = 0) -> None:
        own = both(test, under(code or ""))
        texts = [style.text(budget.total(both(own, kind))) for kind in (anything, is_basic, is_project)]
        leading = [code or "", name]
        if together:
            leading = [f"{setting.indent * depth}{code or ''}{rng.choice(('', ' ')) if code else ''}{name}"]
        elif not code:
            leading = [name, LEFT]
        row = grid.add(*leading, *texts)
        printed = {name: (len(leading) + at, texts[at]) for at, name in enumerate(("total", "basic", "project"))}
        records.append(amounts_record({"subject_code": code, "unit_code": None, "name": name}, row, printed))

    done: set[str] = set()
    for code in budget.functions(test):
        for ancestor in parents(code):
            if ancestor not in done:
                done.add(ancestor)
                add(ancestor, name_of(ancestor), (len(ancestor) - 3) // 2)
    notes = []
    add(None, "合计")
    if test is nothing:
        notes = [rng.choice(("注：本单位无政府性基金预算支出。", "备注：本年度无此项支出，此表为空。"))]
    return DrawnForm(form, title, grid, records, notes=notes)


def _basic(setting: Setting, title: str) -> DrawnForm:
    """Draw up basic expenditure as two lists beside each other, staff left and office right, as accounts print it."""
    budget, style = setting.budget, setting.style
    test = both(from_source(GENERAL), is_basic)
    grid = Grid(
        [["人员经费", LEFT, LEFT, "公用经费", LEFT, LEFT], ["科目编码", "科目名称", "金额"] * 2], kinds("cn", 1) * 2
    )
    lists: list[list[tuple[str, int]]] = []
    for kind in (is_personnel, is_operations):
        rows: dict[str, int] = {}
        for code in budget.economics(both(test, kind)):
            for ancestor in (code[:3], code):
                rows[ancestor] = budget.total(both(test, kind, under(ancestor, "economic")))
        lists.append(list(rows.items()))
    height = max(map(len, lists))
    sides: list[list[dict[str, Any]]] = [[], []]
    for index in range(height):
        texts: list[str] = []
        for rows_of in lists:
            code, fen = rows_of[index] if index < len(rows_of) else ("", 0)
            texts += [code, name_of(code) if code else "", style.text(fen) if code else ""]
        row = grid.add(*texts)
        for side, start in zip(sides, (0, 3), strict=True):
            if texts[start]:
                keys = {"subject_code": texts[start], "unit_code": None, "name": texts[start + 1]}
                side.append(amounts_record(keys, row, {"total": (start + 2, texts[start + 2])}))
    figures = [style.text(budget.total(both(test, kind))) for kind in (is_personnel, is_operations)]
    row = grid.add("人员经费合计", LEFT, figures[0], "公用经费合计", LEFT, figures[1])
    for side, name, start, text in zip(sides, ("人员经费合计", "公用经费合计"), (0, 3), figures, strict=True):
        keys = {"subject_code": None, "unit_code": None, "name": name}
        side.append(amounts_record(keys, row, {"total": (start + 2, text)}))
    return DrawnForm("general_public_budget_basic_expenditure", title, grid, sides[0] + sides[1])


def _three_public(setting: Setting, title: str) -> DrawnForm:
    """Draw up the kinds of 三公经费 one below the other: this year and the year before, the change, and why."""
    budget, style, rng = setting.budget, setting.style, setting.rng
    reasons = rng.random() < 0.5
    head = [
        "项目",
        f"{budget.year - 1}年预算数",
        f"{budget.year}年预算数",
        "增减额",
        *(["增减原因"] if reasons else []),
    ]
    grid = Grid([head], kinds("n", 3) + kinds("t" if reasons else "", 0))
    three = figures_of(setting, from_source(GENERAL))
    share = rng.choice((1, 1, 2, 3))
    records = []
    for name, fen in (
        ("合计", three.total),
        ("1.因公出国（境）费用", three.travel),
        ("2.公务接待费", three.reception),
        ("3.公务用车购置及运行维护费", three.cars),
        ("其中：公务用车购置费", three.buying),
        ("公务用车运行维护费", three.running),
    ):
        prior = fen * share
        texts = [style.text(prior), style.text(fen), style.text(fen - prior)]
        row = grid.add(name, *texts, *([rng.choice(("厉行节约", "与上年持平", ""))] if reasons else []))
        printed = {measure: (1 + at, texts[at]) for at, measure in enumerate(("prior_year", "total", "change"))}
        records.append(amounts_record({"unit_code": None, "name": name}, row, printed))
    return DrawnForm("general_public_budget_three_public", title, grid, records)
