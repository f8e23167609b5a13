"""Jiangsu's twelve forms: expenditure by function and by use side by side, revenue under merged labels, procurement."""

from __future__ import annotations

from ..budget import (
    CAPITAL,
    FUND,
    GENERAL,
    Test,
    anything,
    both,
    carried_over,
    fiscal,
    from_general,
    from_source,
    is_basic,
    is_project,
    not_carried,
)
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from .common import ORDINALS, SPECIAL, Setting, caption, kinds
from .purchases import procurement_form
from .rows import figure_row, subject_keys
from .subject_forms import TOTAL_ONLY, Manner, agency_form, basic_form, subject_form
from .three_public import one_row, with_meetings
from .two_sided import Item, Side, amount, class_items, level, ordinal_items, two_sided

OTHER_SOURCES = (SPECIAL, "undertaking_income", "operating_income", "other_income")


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up all twelve forms, in the order of the later years."""
    rng = setting.rng
    use = _uses(setting)
    manner = Manner(code_head=rng.choice(("功能科目编码", "功能科目代码")), name_head="功能科目名称")
    economic = Manner(
        code_head=rng.choice(("科目编码", "经济科目代码")), name_head=rng.choice(("科目名称", "经济科目名称"))
    )
    money = rng.choice(("金额", "金  额"))

    def totals(form: str, title: str, test: Test, habit: Manner = manner, kind: str = "function") -> DrawnForm:
        return subject_form(setting, habit, form, title, [[money]], TOTAL_ONLY, test, kind)

    drawn = [
        _summary(setting, use),
        _revenue(setting),
        _expenditure(setting, use),
        _fiscal(setting, use),
        totals("fiscal_appropriation_by_function", "财政拨款支出预算表（功能科目）", fiscal),
        totals(
            "fiscal_appropriation_basic_expenditure",
            "财政拨款基本支出预算表（经济科目）",
            both(fiscal, is_basic),
            economic,
            "economic",
        ),
        totals("general_public_budget_expenditure", "一般公共预算支出预算表（功能科目）", from_general),
        basic_form(setting, economic, "一般公共预算基本支出预算表（经济科目）", total=money, alone=True),
        _three_public(setting),
        totals("government_fund_expenditure", "政府性基金预算财政拨款支出预算表", from_source(FUND)),
        agency_form(setting, economic, "一般公共预算机关运行经费支出预算表"),
        procurement_form(setting),
    ]
    code = rng.choice(("公开{:02d}表", "公开{:02d}表", "表{}"))
    for form in caption(setting, drawn, code, numbers=None if "02" in code else ORDINALS):
        if form.grid.columns == 3 and form.form != "department_revenue_summary" and rng.random() < 0.5:
            form.notes = [*form.notes, "注：“科目编码”和“科目名称”为必填项。"]
    if rng.random() < 0.6:
        drawn[10].notes = [
            "注：1.“机关运行经费”指行政单位（含参照公务员法管理的事业单位）使用一般公共预算安排的基本支出中的日常公用经费支出，包括办公及印刷费、邮电费、差旅费、会议费、福利费、日常维修费及其他费用。",
            "2.“科目编码”和“科目名称”为必填项。",
        ]
    return drawn


def _uses(setting: Setting) -> dict[str, tuple[str, Test]]:
    """Return expenditure by use, as measure -> name and lines: the reserve is a project that some units keep back."""
    names = setting.budget.projects()
    reserve = setting.rng.choice(names) if names and setting.rng.random() < 0.4 else None
    return {
        "basic": ("基本支出", is_basic),
        "project": ("项目支出", lambda line: is_project(line) and line.project != reserve),
        "reserve": ("单位预留机动经费", lambda line: is_project(line) and line.project == reserve),
    }


def _use_items(setting: Setting, use: dict[str, tuple[str, Test]], test: Test) -> list[Item]:
    return ordinal_items((name, amount(setting, test, own)) for name, own in use.values())


def _summary(setting: Setting, use: dict[str, tuple[str, Test]]) -> DrawnForm:
    rng = setting.rng
    head = [
        ["收入", "<", "支出", "<", "<", "<"],
        ["项目名称", "金额", "功能分类", "<", "支出用途", "<"],
        ["^", "^", "功能科目名称", "金额", "项目名称", "金额"],
    ]
    grid = Grid(head, kinds("n", 1) * 3)

    def fresh(*sources: str) -> dict[str, int]:
        return amount(setting, from_source(*sources), not_carried)

    left = [
        Item("财政拨款", amount(setting, fiscal, not_carried), "一"),
        Item("一般公共预算", fresh(GENERAL), "1", "{}.", 1),
        Item("政府性基金预算", fresh(FUND, CAPITAL), "2", "{}.", 1),
        Item("财政专户管理资金", fresh(SPECIAL), "二"),
        Item("其他资金", fresh(*OTHER_SOURCES[1:]), "三"),
    ]
    spending = class_items(setting, full=rng.random() < 0.7)
    blocks = level(left, spending, _use_items(setting, use, anything))
    blank = [None] * rng.randint(0, 2)
    names = ("revenue", "expenditure", "expenditure_by_use")
    sides = [Side(name, ["total"], block + blank) for name, block in zip(names, blocks, strict=True)]
    records = two_sided(setting, grid, sides)
    carried, total = setting.total(carried_over), setting.total()
    rows = (
        ("当年收入小计", total - carried, "当年支出小计", total),
        ("上年结转资金", carried, "结转下年资金", 0),
        ("收入合计", total, "支出合计", total),
    )
    for name, fen, other, spent in rows:
        texts = [setting.style.text(fen), setting.style.text(spent)]
        row = grid.add(name, texts[0], other, "<", "<", texts[1])
        for side, item, column, text in (("revenue", name, 1, texts[0]), ("expenditure", other, 5, texts[1])):
            keys = {"side": side, "ordinal": None, "item": item}
            records.append(amounts_record(keys, row, {"total": (column, text)}))
    records.sort(key=lambda record: names.index(record["side"]))
    return DrawnForm("department_revenue_expenditure_summary", "收支预算总表", grid, records)


REVENUE_GROUPS: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    ("一般公共预算资金", (("小计", (GENERAL,)), ("公共财政拨款（补助）资金", (GENERAL,)), ("专项收入", ()))),
    ("政府性基金", (("小计", (FUND, CAPITAL)),)),
    ("财政专户管理资金", (("小计", (SPECIAL,)), ("专户管理教育收费", ()), ("其他非税收入", (SPECIAL,)))),
    (
        "其他资金",
        (
            ("小计", OTHER_SOURCES[1:]),
            ("事业收入", ("undertaking_income",)),
            ("经营收入", ("operating_income",)),
            ("其他收入", ("other_income",)),
            ("债务资金（银行贷款）", ()),
        ),
    ),
)


def _revenue(setting: Setting) -> DrawnForm:
    grid = Grid([["项目名称", "<", "金额"]], kinds("nn", 1))
    keys = {"subject_code": None, "unit_code": None, "group": None, "name": "收入总计"}
    total = [("total", setting.total())]
    records = [figure_row(setting, grid, [setting.label("收入总计"), "<"], keys, total)]
    groups = [
        (group, [(name, both(from_source(*sources), not_carried)) for name, sources in parts])
        for group, parts in REVENUE_GROUPS
    ]
    carried = carried_over
    groups.append(("上年结转和结余资金", [("小计", carried), ("其中：动用上年结转和结余资金", carried)]))
    for group, parts in groups:
        for index, (name, test) in enumerate(parts):
            own = {**keys, "group": group, "name": name}
            figures = [("total", setting.total(test))]
            records.append(figure_row(setting, grid, ["^" if index else group, name], own, figures))
    return DrawnForm("department_revenue_summary", "收入预算总表", grid, records)


def _expenditure(setting: Setting, use: dict[str, tuple[str, Test]]) -> DrawnForm:
    grid = Grid([["合计", "基本支出", "项目支出", "单位预留机动经费", "结转下年资金"]], kinds("", 5))
    figures = [(name, setting.total(test)) for name, (_, test) in use.items()]
    figures = [("total", setting.total()), *figures, ("carried_forward", 0)]
    record = figure_row(setting, grid, [], subject_keys(None), figures)
    return DrawnForm("department_expenditure_summary", "支出预算总表", grid, [record])


def _fiscal(setting: Setting, use: dict[str, tuple[str, Test]]) -> DrawnForm:
    head = [["收入", "<", "支出", "<"], ["项目名称", "金额", "支出用途", "<"], ["^", "^", "项目名称", "金额"]]
    grid = Grid(head, kinds("n", 1) * 2)
    funds = (("一般公共预算", (GENERAL,)), ("政府性基金预算", (FUND, CAPITAL)))
    revenue = ordinal_items((name, amount(setting, from_source(*sources))) for name, sources in funds)
    left, right = level(revenue, _use_items(setting, use, fiscal))
    left.append(Item("收入合计", amount(setting, fiscal), total=True))
    right.append(Item("支出合计", amount(setting, fiscal), total=True))
    records = two_sided(setting, grid, [Side("revenue", ["total"], left), Side("expenditure", ["total"], right)])
    return DrawnForm("fiscal_appropriation_summary", "财政拨款收支预算总表", grid, records)


def _three_public(setting: Setting) -> DrawnForm:
    head = [
        ["合计", "“三公”经费", "<", "<", "<", "<", "<", "会议费", "培训费"],
        ["^", "小计", "因公出国（境）费", "公务用车购置及运行维护费", "<", "<", "公务接待费", "^", "^"],
        ["^", "^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^", "^", "^"],
    ]
    title = setting.rng.choice(
        ("“三公”经费、会议费、培训费支出预算表", "一般公共预算“三公”经费、会议费、培训费支出预算表")
    )
    return one_row(setting, title, head, with_meetings(setting).items())
