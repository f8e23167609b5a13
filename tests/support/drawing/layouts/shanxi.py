"""Shanxi's forms: two years and the change in percent, the department's name in every title, no line for it."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ..budget import (
    CAPITAL,
    CARRY,
    FUND,
    GENERAL,
    Budget,
    Test,
    both,
    fiscal,
    from_source,
    is_basic,
    is_operations,
    is_project,
    not_carried,
    of_origin,
    under,
)
from ..form import DrawnForm, amounts_record
from ..grid import LEFT, Grid
from ..subjects import CLASSES, name_of
from .blocks import TOTAL_ONLY, Manner, class_items, fiscal_measures, fiscal_summary, one_fund_form, subject_form
from .common import Item, MoneyColumn, Setting, anything, kinds, nothing, ordinal_items
from .three_public import figures_of

OTHER_SOURCES = ("special_account_funds",)
ORIGINS = (CARRY,)
#: A column that the contract has no measure for.
UNMEASURED = ""


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the forms, one of them revenue of the funds that no form of the contract is."""
    budget, rng = setting.budget, setting.rng
    before = _year_before(setting)
    whose = f"{budget.department}{budget.year}年{rng.choice(('', '部门'))}"
    without = "(不含上年结转)"
    manner = Manner(group_head="项目", total_merged=rng.random() < 0.5, total_last=rng.random() < 0.3)
    general = both(from_source(GENERAL), not_carried)
    drawn = [
        _summary(setting, before, f"{whose}预算收支总表"),
        _revenue(setting, f"{whose}预算收入总表", manner),
        subject_form(
            setting,
            manner,
            "department_expenditure_summary",
            f"{whose}预算支出总表",
            [["合计", "基本支出", "项目支出"]],
            [MoneyColumn("total", anything), MoneyColumn("basic", is_basic), MoneyColumn("project", is_project)],
            anything,
        ),
        _fiscal(setting, f"{whose}财政拨款收支总表"),
        _general(setting, before, f"{whose}一般公共预算支出表{without}"),
        subject_form(
            setting,
            Manner(code_head="经济科目编码", name_head="经济科目名称", total_merged=manner.total_merged),
            "general_public_budget_basic_expenditure",
            f"{whose}一般公共预算安排基本支出分经济科目表{without}",
            [[rng.choice(("预算数", "金额"))]],
            TOTAL_ONLY,
            both(general, is_basic),
            kind="economic",
        ),
        _fund_revenue(setting, f"{whose}政府性基金预算收入表{without}"),
        one_fund_form(
            setting,
            manner,
            "government_fund_expenditure",
            f"{whose}政府性基金预算支出表{without}",
            f"{budget.year}年预算数",
            FUND,
            "",
        ),
        _three_public(setting, before, f"{whose}“三公”经费预算财政拨款情况统计表"),
        _agency(setting, f"{whose}机关运行经费预算财政拨款情况统计表"),
    ]
    for number, form in enumerate(drawn, 1):
        form.code = f"预算公开表{number}"
        form.entity, form.unit, form.entity_label = None, setting.style.unit, ""
        form.unit_label = setting.unit_label
        form.notes = [note for note in form.notes if note]
        for record in form.records:
            record["amounts"].pop(UNMEASURED, None)
            record["cells"].pop(UNMEASURED, None)
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


def _percent(now: int, prior: int) -> str:
    if not prior:
        return ""
    return str((Decimal(now - prior) * 100 / Decimal(prior)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _summary(setting: Setting, before: Budget, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    years = [f"{before.year}年", f"{budget.year}年", rng.choice(("比上年增减（%）", "增减%", "同比增减%"))]
    grid = Grid([["收入", *[LEFT] * 3, "支出", *[LEFT] * 3], ["项目", *years, "项目", *years]], kinds("n", 3) * 2)
    sources = (
        ("一般公共预算", GENERAL),
        ("政府性基金预算", FUND),
        ("国有资本经营预算", CAPITAL),
        ("财政专户管理资金", "special_account_funds"),
        ("单位资金", "other_income"),
    )
    ordinals = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
    left: list[tuple[str | None, str, Test]] = [
        (ordinals[place], name, both(from_source(source), not_carried)) for place, (name, source) in enumerate(sources)
    ]
    used = [(code, name) for code, name in CLASSES.items() if budget.total(under(code)) or before.total(under(code))]
    right: list[tuple[str | None, str, Test]] = [
        (ordinals[place] if place < len(ordinals) else None, name, under(code))
        for place, (code, name) in enumerate(used)
    ]
    tails: list[tuple[str, str]] = [
        ("本年收入合计", "本年支出合计"),
        ("上年结转", "年终结转"),
        ("收入总计", "支出总计"),
    ]
    tests: list[tuple[Test, Test]] = [(not_carried, anything), (of_origin(CARRY), nothing), (anything, anything)]
    height = max(len(left), len(right))
    padded = [[*side, *[None] * (height - len(side))] for side in (left, right)]
    rows = list(zip(*padded, strict=True))
    rows += [((None, one, mine), (None, other, its)) for (one, other), (mine, its) in zip(tails, tests, strict=True)]
    records: dict[str, list[dict[str, Any]]] = {"revenue": [], "expenditure": []}
    for pair in rows:
        texts: list[str] = []
        for said in pair:
            texts += [""] * 4 if said is None else _said(setting, before, *said)
        row = grid.add(*texts)
        for side, said, start in zip(records, pair, (0, 4), strict=True):
            if said is not None:
                measures = ("prior_year", "total", "change_percent")
                printed = {name: (start + 1 + place, texts[start + 1 + place]) for place, name in enumerate(measures)}
                keys = {"side": side, "ordinal": said[0], "item": said[1]}
                records[side].append(amounts_record(keys, row, printed))
    return DrawnForm(
        "department_revenue_expenditure_summary", title, grid, [*records["revenue"], *records["expenditure"]]
    )


def _said(setting: Setting, before: Budget, ordinal: str | None, item: str, test: Test) -> list[str]:
    now, prior = setting.budget.total(test), before.total(test)
    label = f"{ordinal}、{item}" if ordinal else item
    return [label, setting.style.text(prior), setting.style.text(now), _percent(now, prior)]


def _revenue(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    sources = (GENERAL, FUND, CAPITAL, "special_account_funds")
    headings = [
        "合计",
        "一般公共预算",
        "政府性基金预算",
        "国有资本经营预算",
        "财政专户管理资金",
        "单位资金",
        "上年结转",
    ]
    columns = [MoneyColumn("total", anything)]
    columns += [MoneyColumn(source, both(from_source(source), not_carried)) for source in sources]
    columns += [MoneyColumn(UNMEASURED, nothing), MoneyColumn("carry_over", of_origin(CARRY))]
    return subject_form(setting, manner, "department_revenue_summary", title, [headings], columns, anything)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    names = (("一般公共预算", GENERAL), ("政府性基金预算", FUND), ("国有资本经营预算", CAPITAL))
    left = ordinal_items([(name, {"total": budget.total(from_source(source))}) for name, source in names])
    measures: dict[str, Test] = {"total": anything} | {source: from_source(source) for _, source in names}
    everything = fiscal_measures(setting)
    tails = (
        [Item("收入总计", {"total": everything["total"]}, total=True)],
        [Item("支出总计", everything, total=True)],
    )
    head = [
        ["收入", LEFT, "支出", *[LEFT] * 4],
        ["项目", "金额", "项目", rng.choice(("小计", "合计")), *[n for n, _ in names]],
    ]
    return fiscal_summary(
        setting, title, head, left, class_items(setting, fiscal, measures, False), tails, list(measures)
    )


def _general(setting: Setting, before: Budget, title: str) -> DrawnForm:
    """Draw up both years, each by kind of expenditure, and the change of all three in percent."""
    budget, style = setting.budget, setting.style
    parts = ["合计", "基本支出", "项目支出"]
    now, then = f"{budget.year}年预算数", f"{before.year}年预算数"
    head = [
        ["项目", LEFT, then, LEFT, LEFT, now, LEFT, LEFT, f"{now}比{then}增减%", LEFT, LEFT],
        ["科目编码", "科目名称", *parts, *parts, *parts],
    ]
    grid = Grid(head, kinds("cn", 9))
    test = both(from_source(GENERAL), not_carried)
    kinds_of: tuple[Test, ...] = (anything, is_basic, is_project)
    codes = sorted({one.function for one in (*budget.select(test), *before.select(test))})
    records = []

    def add(code: str | None, name: str) -> None:
        own = both(test, under(code or ""))
        pairs = [(before.total(both(own, kind)), budget.total(both(own, kind))) for kind in kinds_of]
        texts = [style.text(prior) for prior, _ in pairs] + [style.text(figure) for _, figure in pairs]
        texts += [_percent(figure, prior) for prior, figure in pairs]
        row = grid.add(*([code, name] if code else [name, LEFT]), *texts)
        measures = [
            "prior_year.total",
            "prior_year.basic",
            "prior_year.project",
            "total",
            "basic",
            "project",
            "change_percent",
        ]
        printed = {measure: (2 + place, texts[place]) for place, measure in enumerate(measures)}
        records.append(amounts_record({"subject_code": code, "unit_code": None, "name": name}, row, printed))

    add(None, "合计")
    done: set[str] = set()
    for code in codes:
        for length in (3, 5, 7):
            if code[:length] not in done:
                done.add(code[:length])
                add(code[:length], name_of(code[:length]))
    return DrawnForm("general_public_budget_expenditure", title, grid, records)


def _fund_revenue(setting: Setting, title: str) -> DrawnForm:
    grid = Grid([["政府性基金预算收入", LEFT], ["科目名称", "预算数"]], kinds("n", 1))
    grid.add("合计", setting.style.text(0))
    return DrawnForm(None, title, grid, [])


def _three_public(setting: Setting, before: Budget, title: str) -> DrawnForm:
    style = setting.style
    years = [f"{before.year}年预算数", f"{setting.budget.year}年预算数"]
    grid = Grid([["项目", *years, setting.rng.choice(("增减%", "增减额"))]], kinds("n", 3))
    three = figures_of(setting, from_source(GENERAL))
    prior = figures_of(replace(setting, budget=before), from_source(GENERAL))
    rows = [
        ("合计", prior.total, three.total),
        ("1、因公出国（境）费", prior.travel, three.travel),
        ("2、公务接待费", prior.reception, three.reception),
        ("3、公务用车购置及运行费", prior.cars, three.cars),
        ("其中：（1）公务用车购置费", prior.buying, three.buying),
        ("（2）公务用车运行维护费", prior.running, three.running),
    ]
    change = "change" if grid.head[0][3] == "增减额" else "change_percent"
    records = []
    for name, then, now in rows:
        texts = [style.text(then), style.text(now)]
        texts.append(style.text(now - then) if change == "change" else _percent(now, then))
        row = grid.add(name, *texts)
        printed = {measure: (1 + place, texts[place]) for place, measure in enumerate(("prior_year", "total", change))}
        records.append(amounts_record({"unit_code": None, "name": name}, row, printed))
    return DrawnForm("general_public_budget_three_public", title, grid, records)


def _agency(setting: Setting, title: str) -> DrawnForm:
    budget, style = setting.budget, setting.style
    grid = Grid([["单位名称", f"{budget.year}年预算数"]], kinds("n", 1))
    test = both(from_source(GENERAL), is_operations)
    records = []
    for name, own in [("合计", anything), *[(one.name, _of(one.code)) for one in budget.units]]:
        text = style.text(budget.total(both(test, own)))
        row = grid.add(name, text)
        keys = {"subject_code": None, "unit_code": None, "name": name}
        records.append(amounts_record(keys, row, {"total": (1, text)}))
    return DrawnForm("agency_operating_expenditure", title, grid, records)


def _of(code: str) -> Test:
    return lambda line: line.unit.code == code
