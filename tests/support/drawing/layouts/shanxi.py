"""Shanxi's forms: two years and the change in percent, the department's name in every title, no line for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..budget import (
    Budget,
    Test,
    anything,
    both,
    carried_over,
    fiscal,
    from_general,
    from_source,
    is_basic,
    is_operations,
    is_project,
    not_carried,
    nothing,
    of_unit,
    under,
)
from ..form import DrawnForm, amounts_record
from ..grid import LEFT, Grid
from ..money import percent
from ..subjects import CLASSES, name_of, with_ancestors
from .common import FUNDS, ORDINALS, SPECIAL, Setting, caption, kinds
from .rows import CARRY_OVER, MoneyColumn, PlainRows, figure_row, subject_keys, this_year
from .subject_forms import TOTAL_ONLY, USE, Manner, basic_form, expenditure_by_use, fund_forms, revenue_form
from .three_public import general_figures, upright
from .two_sided import BY_FUND, amount, class_items, fiscal_summary, grand_tails, ordinal_items

OTHER_SOURCES = (SPECIAL,)
SOURCES = (*FUNDS, ("财政专户管理资金", SPECIAL), ("单位资金", "other_income"))
MEASURES = ("prior_year", "total", "change_percent")
LABELS = (
    ("合计", "total"),
    ("1、因公出国（境）费", "overseas_travel"),
    ("2、公务接待费", "reception"),
    ("3、公务用车购置及运行费", "vehicles.subtotal"),
    ("其中：（1）公务用车购置费", "vehicles.purchase"),
    ("（2）公务用车运行维护费", "vehicles.operation"),
)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the forms, one of them revenue of the funds that no form of the contract is."""
    budget, rng = setting.budget, setting.rng
    before = _year_before(setting)
    whose = f"{budget.department}{budget.year}年{rng.choice(('', '部门'))}"
    without = "(不含上年结转)"
    manner = Manner(group_head="项目", total_merged=rng.random() < 0.5, total_last=rng.random() < 0.3)
    economic = Manner(code_head="经济科目编码", name_head="经济科目名称", total_merged=manner.total_merged)
    basic, fund = f"一般公共预算安排基本支出分经济科目表{without}", f"政府性基金预算支出表{without}"
    drawn = [
        _summary(setting, before),
        _revenue(setting, manner),
        expenditure_by_use(setting, manner, "预算支出总表"),
        _fiscal(setting),
        _general(setting, before, f"一般公共预算支出表{without}"),
        basic_form(setting, economic, basic, total=rng.choice(("预算数", "金额")), alone=True),
        _fund_revenue(setting, f"政府性基金预算收入表{without}"),
        *fund_forms(setting, manner, [fund], f"{budget.year}年预算数", ""),
        _three_public(setting, before),
        _agency(setting),
    ]
    for form in caption(setting, drawn, "预算公开表{}", whose):
        form.entity, form.entity_label = None, ""
    return drawn


def _year_before(setting: Setting) -> Budget:
    """Return a budget of the same lines with amounts of its own."""
    rng, step = setting.rng, 10_000
    lines = [
        replace(one, fen=max(step, round(one.fen * rng.uniform(0.7, 1.2) / step) * step))
        for one in setting.budget.lines
    ]
    kept = [one for one in lines if rng.random() < 0.95]
    return replace(setting.budget, lines=kept, year=setting.budget.year - 1)


def _summary(setting: Setting, before: Budget) -> DrawnForm:
    """Draw up 收支总表, both years and the change of every figure; only ten classes are numbered."""
    budget, rng = setting.budget, setting.rng
    years = [f"{before.year}年", f"{budget.year}年", rng.choice(("比上年增减（%）", "增减%", "同比增减%"))]
    grid = Grid([["收入", *[LEFT] * 3, "支出", *[LEFT] * 3], ["项目", *years, "项目", *years]], kinds("n", 3) * 2)
    lines = budget.lines + before.lines
    used = [(name, under(code)) for code, name in CLASSES.items() if any(map(under(code), lines))]
    numbers = [*ORDINALS[:10], *[None] * len(used)]
    left, right = (
        [(number, name, test) for number, (name, test) in zip(numbers, pairs, strict=False)]
        for pairs in ([(name, both(from_source(source), not_carried)) for name, source in SOURCES], used)
    )
    rows: list[tuple[Any, Any]] = []
    height = max(len(left), len(right))
    rows += zip(*([*side, *[None] * (height - len(side))] for side in (left, right)), strict=True)
    rows += [
        ((None, "本年收入合计", not_carried), (None, "本年支出合计", anything)),
        ((None, "上年结转", carried_over), (None, "年终结转", nothing)),
        ((None, "收入总计", anything), (None, "支出总计", anything)),
    ]
    records: dict[str, list[dict[str, Any]]] = {"revenue": [], "expenditure": []}
    for pair in rows:
        texts = [text for said in pair for text in (_said(setting, before, *said) if said else [""] * 4)]
        row = grid.add(*texts)
        for side, said, start in zip(records, pair, (1, 5), strict=True):
            if said is not None:
                printed = {name: (start + place, texts[start + place]) for place, name in enumerate(MEASURES)}
                keys = {"side": side, "ordinal": said[0], "item": said[1]}
                records[side].append(amounts_record(keys, row, printed))
    found = [*records["revenue"], *records["expenditure"]]
    return DrawnForm("department_revenue_expenditure_summary", "预算收支总表", grid, found)


def _said(setting: Setting, before: Budget, ordinal: str | None, item: str, test: Test) -> list[str]:
    now, prior = setting.total(test), before.total(test)
    label = f"{ordinal}、{item}" if ordinal else item
    return [label, setting.style.text(prior), setting.style.text(now), percent(now, prior)]


def _revenue(setting: Setting, manner: Manner) -> DrawnForm:
    fresh = this_year(*dict(SOURCES[:4]).values())
    columns = [*TOTAL_ONLY, *fresh, MoneyColumn(None, nothing), CARRY_OVER]
    headings = [["合计", *[name for name, _ in SOURCES], "上年结转"]]
    return revenue_form(setting, manner, "预算收入总表", headings, columns)


def _fiscal(setting: Setting) -> DrawnForm:
    left = ordinal_items((name, amount(setting, from_source(source))) for name, source in FUNDS)
    right, tails = class_items(setting, False, fiscal, BY_FUND), grand_tails(setting, fiscal, BY_FUND)
    total = setting.rng.choice(("小计", "合计"))
    return fiscal_summary(setting, "财政拨款收支总表", left, right, tails, figures="金额", total=total)


def _general(setting: Setting, before: Budget, title: str) -> DrawnForm:
    """Draw up both years, each by kind of expenditure, and the change of all three in percent."""
    budget = setting.budget
    now, then = f"{budget.year}年预算数", f"{before.year}年预算数"
    head = [
        ["项目", LEFT, then, LEFT, LEFT, now, LEFT, LEFT, f"{now}比{then}增减%", LEFT, LEFT],
        ["科目编码", "科目名称", *USE, *USE, *USE],
    ]
    grid = Grid(head, kinds("cn", 9))
    test = both(from_general, not_carried)
    codes = sorted({*budget.functions(test), *before.functions(test)})
    parts = ("total", "basic", "project")
    measures = [*(f"prior_year.{part}" for part in parts), *parts, "change_percent", None, None]
    records = []
    for code in ["", *with_ancestors(codes)]:
        own = both(test, under(code))
        tests = [both(own, kind) for kind in (anything, is_basic, is_project)]
        old, new = ([each.total(one) for one in tests] for each in (before, budget))
        shares = [percent(figure, prior) for figure, prior in zip(new, old, strict=True)]
        keys = subject_keys(name_of(code), code) if code else subject_keys("合计")
        leading = [code, name_of(code)] if code else ["合计", LEFT]
        figures = zip(measures, [*old, *new, *shares], strict=True)
        records.append(figure_row(setting, grid, leading, keys, figures))
    return DrawnForm("general_public_budget_expenditure", title, grid, records)


def _fund_revenue(setting: Setting, title: str) -> DrawnForm:
    grid = Grid([["政府性基金预算收入", LEFT], ["科目名称", "预算数"]], kinds("n", 1))
    grid.add("合计", setting.style.text(0))
    return DrawnForm(None, title, grid, [])


def _three_public(setting: Setting, before: Budget) -> DrawnForm:
    columns = [("prior_year", f"{before.year}年预算数"), ("total", f"{setting.budget.year}年预算数")]
    change = setting.rng.choice(("增减%", "增减额"))
    columns.append(("change" if change == "增减额" else "change_percent", change))
    prior = general_figures(replace(setting, budget=before))
    return upright(setting, "“三公”经费预算财政拨款情况统计表", LABELS, columns, prior)


def _agency(setting: Setting) -> DrawnForm:
    budget = setting.budget
    grid = Grid([["单位名称", f"{budget.year}年预算数"]], kinds("n", 1))
    rows = PlainRows(setting, grid, TOTAL_ONLY)
    test = both(from_general, is_operations)
    for name, own in [("合计", anything), *[(one.name, of_unit(one)) for one in budget.units]]:
        rows.put([name], subject_keys(name), both(test, own))
    return DrawnForm("agency_operating_expenditure", "机关运行经费预算财政拨款情况统计表", grid, rows.records)
