"""Jiangsu's twelve forms: expenditure by function and by use side by side, revenue under merged labels, procurement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..budget import (
    CARRY,
    FUND,
    GENERAL,
    Test,
    both,
    fiscal,
    from_source,
    is_basic,
    is_operations,
    is_project,
    not_carried,
    of_origin,
    spent_on,
)
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from .blocks import TOTAL_ONLY, Manner, class_items, subject_form
from .common import Item, Setting, Side, anything, kinds, nothing, ordinal_items, two_sided
from .procurement import procurement_form
from .three_public import MEETINGS, TRAINING, figures_of

OTHER_SOURCES = ("special_account_funds", "undertaking_income", "operating_income", "other_income")
ORIGINS = (CARRY,)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all twelve forms, in the order of the later years."""
    rng = setting.rng
    use = Use(setting)
    manner = Manner(code_head=rng.choice(("功能科目编码", "功能科目代码")), name_head="功能科目名称")
    economic = Manner(
        code_head=rng.choice(("科目编码", "经济科目代码")), name_head=rng.choice(("科目名称", "经济科目名称"))
    )
    general = from_source(GENERAL)
    fund = from_source(FUND) if setting.budget.total(from_source(FUND)) else nothing
    money = rng.choice(("金额", "金  额"))

    def subjects(
        form: str, title: str, habit: Manner, test: Test, kind: str = "function", heading: str = money
    ) -> DrawnForm:
        return subject_form(setting, habit, form, title, [[heading]], TOTAL_ONLY, test, kind)

    drawn = [
        _summary(setting, use),
        _revenue(setting),
        _expenditure(setting, use),
        _fiscal(setting, use),
        subjects("fiscal_appropriation_by_function", "财政拨款支出预算表（功能科目）", manner, fiscal),
        subjects(
            "fiscal_appropriation_basic_expenditure",
            "财政拨款基本支出预算表（经济科目）",
            economic,
            both(fiscal, is_basic),
            "economic",
        ),
        subjects("general_public_budget_expenditure", "一般公共预算支出预算表（功能科目）", manner, general),
        subjects(
            "general_public_budget_basic_expenditure",
            "一般公共预算基本支出预算表（经济科目）",
            economic,
            both(general, is_basic),
            "economic",
        ),
        _three_public(setting),
        subjects("government_fund_expenditure", "政府性基金预算财政拨款支出预算表", manner, fund),
        subjects(
            "agency_operating_expenditure",
            "一般公共预算机关运行经费支出预算表",
            economic,
            both(general, is_operations),
            "economic",
            "机关运行经费支出",
        ),
        procurement_form(setting),
    ]
    pattern = rng.choice(("公开{:02d}表", "公开{:02d}表", "表{}"))
    for number, form in enumerate(drawn, 1):
        form.code = pattern.format(
            number
            if "02" in pattern
            else "一二三四五六七八九十"[number - 1]
            if number <= 10
            else "十" + "一二"[number - 11]
        )
        form.entity, form.unit = setting.budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
        if form.grid.columns == 3 and form.form != "department_revenue_summary" and rng.random() < 0.5:
            form.notes = [*form.notes, "注：“科目编码”和“科目名称”为必填项。"]
    if rng.random() < 0.6:
        drawn[10].notes = [
            "注：1.“机关运行经费”指行政单位（含参照公务员法管理的事业单位）使用一般公共预算安排的基本支出中的日常公用经费支出，包括办公及印刷费、邮电费、差旅费、会议费、福利费、日常维修费及其他费用。",
            "2.“科目编码”和“科目名称”为必填项。",
        ]
    return drawn


class Use:
    """Expenditure by use: basic, project, and the reserve that some units keep back."""

    def __init__(self, setting: Setting) -> None:
        names = sorted({line.project or "" for line in setting.budget.select(is_project)})
        self.reserve_name = setting.rng.choice(names) if names and setting.rng.random() < 0.4 else None

    def tests(self) -> dict[str, Test]:
        """Return measure -> test."""
        return {
            "basic": is_basic,
            "project": lambda line: is_project(line) and line.project != self.reserve_name,
            "reserve": lambda line: is_project(line) and line.project == self.reserve_name,
        }


USE_NAMES = {"basic": "基本支出", "project": "项目支出", "reserve": "单位预留机动经费"}


def _use_items(setting: Setting, use: Use, test: Test) -> list[Item]:
    return ordinal_items(
        [(USE_NAMES[name], {"total": setting.budget.total(both(test, own))}) for name, own in use.tests().items()]
    )


def _padded(items: Sequence[Item | None], height: int) -> list[Item | None]:
    return [*items, *[None] * (height - len(items))]


def _summary(setting: Setting, use: Use) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    head = [
        ["收入", "<", "支出", "<", "<", "<"],
        ["项目名称", "金额", "功能分类", "<", "支出用途", "<"],
        ["^", "^", "功能科目名称", "金额", "项目名称", "金额"],
    ]
    grid = Grid(head, kinds("n", 1) * 3)

    def fresh(*sources: str) -> dict[str, int]:
        return {"total": budget.total(both(from_source(*sources), not_carried))}

    general, fund = fresh(GENERAL), fresh(FUND, "state_capital_budget")
    left: list[Item | None] = [
        Item("财政拨款", {"total": general["total"] + fund["total"]}, "一"),
        Item("一般公共预算", general, "1", "{}.", 1),
        Item("政府性基金预算", fund, "2", "{}.", 1),
        Item("财政专户管理资金", fresh("special_account_funds"), "二"),
        Item("其他资金", fresh("undertaking_income", "operating_income", "other_income"), "三"),
    ]
    spending = class_items(setting, anything, {"total": anything}, full=rng.random() < 0.7)
    uses = _use_items(setting, use, anything)
    height = max(len(spending), len(left), len(uses)) + rng.randint(0, 2)
    records = two_sided(
        setting,
        grid,
        [
            Side("revenue", ["total"], _padded(left, height)),
            Side("expenditure", ["total"], _padded(spending, height)),
            Side("expenditure_by_use", ["total"], _padded(uses, height)),
        ],
    )
    carried, total = budget.total(of_origin(CARRY)), budget.total()
    rows = (
        ("当年收入小计", total - carried, "当年支出小计", total),
        ("上年结转资金", carried, "结转下年资金", 0),
        ("收入合计", total, "支出合计", total),
    )
    extra: dict[str, list[dict[str, Any]]] = {"revenue": [], "expenditure": []}
    for name, fen, other, spent in rows:
        texts = [setting.style.text(fen), setting.style.text(spent)]
        row = grid.add(name, texts[0], other, "<", "<", texts[1])
        for side, item, column, text in (("revenue", name, 1, texts[0]), ("expenditure", other, 5, texts[1])):
            extra[side].append(
                amounts_record({"side": side, "ordinal": None, "item": item}, row, {"total": (column, text)})
            )
    by_side = {
        side: [record for record in records if record["side"] == side]
        for side in ("revenue", "expenditure", "expenditure_by_use")
    }
    ordered = (
        by_side["revenue"]
        + extra["revenue"]
        + by_side["expenditure"]
        + extra["expenditure"]
        + by_side["expenditure_by_use"]
    )
    return DrawnForm("department_revenue_expenditure_summary", "收支预算总表", grid, ordered)


REVENUE_GROUPS: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    ("一般公共预算资金", (("小计", (GENERAL,)), ("公共财政拨款（补助）资金", (GENERAL,)), ("专项收入", ()))),
    ("政府性基金", (("小计", (FUND, "state_capital_budget")),)),
    (
        "财政专户管理资金",
        (("小计", ("special_account_funds",)), ("专户管理教育收费", ()), ("其他非税收入", ("special_account_funds",))),
    ),
    (
        "其他资金",
        (
            ("小计", ("undertaking_income", "operating_income", "other_income")),
            ("事业收入", ("undertaking_income",)),
            ("经营收入", ("operating_income",)),
            ("其他收入", ("other_income",)),
            ("债务资金（银行贷款）", ()),
        ),
    ),
)


def _revenue(setting: Setting) -> DrawnForm:
    budget, style = setting.budget, setting.style
    grid = Grid([["项目名称", "<", "金额"]], kinds("nn", 1))
    keys = {"subject_code": None, "unit_code": None, "group": None}
    text = style.text(budget.total())
    row = grid.add(setting.label("收入总计"), "<", text)
    records = [amounts_record({**keys, "name": "收入总计"}, row, {"total": (2, text)})]

    def add(group: str, first: bool, name: str, fen: int) -> None:
        figure = style.text(fen)
        place = grid.add(group if first else "^", name, figure)
        records.append(amounts_record({**keys, "group": group, "name": name}, place, {"total": (2, figure)}))

    for group, parts in REVENUE_GROUPS:
        for index, (name, sources) in enumerate(parts):
            add(group, index == 0, name, budget.total(both(from_source(*sources), not_carried)))
    carried = budget.total(of_origin(CARRY))
    add("上年结转和结余资金", True, "小计", carried)
    add("上年结转和结余资金", False, "其中：动用上年结转和结余资金", carried)
    return DrawnForm("department_revenue_summary", "收入预算总表", grid, records)


def _expenditure(setting: Setting, use: Use) -> DrawnForm:
    grid = Grid([["合计", "基本支出", "项目支出", "单位预留机动经费", "结转下年资金"]], kinds("", 5))
    budget = setting.budget
    figures = {
        "total": budget.total(),
        **{name: budget.total(test) for name, test in use.tests().items()},
        "carried_forward": 0,
    }
    texts = [setting.style.text(fen) for fen in figures.values()]
    row = grid.add(*texts)
    printed = {measure: (index, text) for index, (measure, text) in enumerate(zip(figures, texts, strict=True))}
    record = amounts_record({"subject_code": None, "unit_code": None, "name": None}, row, printed)
    return DrawnForm("department_expenditure_summary", "支出预算总表", grid, [record])


def _fiscal(setting: Setting, use: Use) -> DrawnForm:
    head = [["收入", "<", "支出", "<"], ["项目名称", "金额", "支出用途", "<"], ["^", "^", "项目名称", "金额"]]
    grid = Grid(head, kinds("n", 1) * 2)
    budget = setting.budget
    left: list[Item | None] = [
        *ordinal_items(
            [
                ("一般公共预算", {"total": budget.total(from_source(GENERAL))}),
                ("政府性基金预算", {"total": budget.total(both(fiscal, lambda line: line.source != GENERAL))}),
            ]
        ),
        None,
    ]
    right: list[Item | None] = [*_use_items(setting, use, fiscal)]
    total = {"total": budget.total(fiscal)}
    left.append(Item("收入合计", total, total=True))
    right.append(Item("支出合计", total, total=True))
    records = two_sided(setting, grid, [Side("revenue", ["total"], left), Side("expenditure", ["total"], right)])
    return DrawnForm("fiscal_appropriation_summary", "财政拨款收支预算总表", grid, records)


def _three_public(setting: Setting) -> DrawnForm:
    head = [
        ["合计", "“三公”经费", "<", "<", "<", "<", "<", "会议费", "培训费"],
        ["^", "小计", "因公出国（境）费", "公务用车购置及运行维护费", "<", "<", "公务接待费", "^", "^"],
        ["^", "^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^", "^", "^"],
    ]
    grid = Grid(head, kinds("", 9))
    general = from_source(GENERAL)
    three = figures_of(setting, general)
    meetings, training = (setting.budget.total(both(general, spent_on(code))) for code in (MEETINGS, TRAINING))
    figures = {
        "total": three.total + meetings + training,
        "three_public": three.total,
        **{name: fen for name, fen in three.measures().items() if name != "total"},
        "meetings": meetings,
        "training": training,
    }
    texts = [setting.style.text(fen) for fen in figures.values()]
    row = grid.add(*texts)
    printed = {measure: (index, text) for index, (measure, text) in enumerate(zip(figures, texts, strict=True))}
    record = amounts_record({"unit_code": None, "name": None}, row, printed)
    title = setting.rng.choice(
        ("“三公”经费、会议费、培训费支出预算表", "一般公共预算“三公”经费、会议费、培训费支出预算表")
    )
    return DrawnForm("general_public_budget_three_public", title, grid, [record] if record["amounts"] else [])
