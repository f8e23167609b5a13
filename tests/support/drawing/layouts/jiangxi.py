"""Jiangxi's nine forms with rows that number the columns, and its sheets of goals."""

from __future__ import annotations

from functools import partial

from ..budget import CAPITAL, FISCAL, FUND, Test, both, fiscal, from_source, is_basic, is_project, not_carried
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from .common import FUND_NAMES, FUNDS, Setting, caption, kinds
from .economics import in_class
from .goal_sheets import department_sheet, project_sheet
from .rows import CARRY_OVER, MoneyColumn, this_year
from .subject_forms import (
    TOTAL_BASIC_PROJECT,
    TOTAL_ONLY,
    USE,
    Manner,
    basic_form,
    expenditure_form,
    general_form,
    heads,
    number_columns,
    revenue_form,
    subject_form,
)
from .three_public import FORM, RECEPTION_FIRST, general_figures, unit_rows
from .two_sided import (
    Item,
    amount,
    class_items,
    fiscal_halves,
    ordinal_items,
    source_items,
    summary_form,
    unnumbered,
    year_tails,
)

_NAMES = (
    ("教育收费资金收入", "education_fees"),
    ("事业收入", "undertaking_income"),
    ("事业单位经营收入", "operating_income"),
    ("附属单位上缴收入", "affiliate_remittance"),
    ("上级补助收入", "superior_subsidy"),
    ("其他收入", "other_income"),
)
OTHER_SOURCES = (*(source for _, source in _NAMES), "non_fiscal_balance")


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the nine forms, the department's goals and those of some projects."""
    budget, rng = setting.budget, setting.rng
    who = rng.choice(("部门", "部门", "单位"))
    function = Manner(
        group_head=rng.choice(("支出功能分类科目", "功能科目", None)),
        numbered=rng.random() < 0.7,
        short_codes=rng.random() < 0.5,
    )
    economic = Manner(group_head="支出经济分类科目", numbered=function.numbered)
    year = f"{budget.year}年"
    three = rng.choice(("财政拨款“三公”经费支出表", "一般公共预算“三公”经费支出表"))
    drawn = [
        _summary(setting),
        _revenue(setting, f"{who}收入总表", function),
        expenditure_form(setting, function, f"{who}支出总表", superior_first=True),
        _fiscal(setting),
        general_form(setting, function, "一般公共预算支出表", f"{year}预算数", "小计"),
        basic_form(setting, economic, "一般公共预算基本支出表", f"{year}基本支出", "小计"),
        _three_public(setting, three, function.numbered),
        _fund(setting, function, "government_fund_expenditure", "政府性基金", FUND),
        _fund(setting, function, "state_capital_expenditure", "国有资本经营", CAPITAL),
    ]
    entity = rng.choice((budget.department, f"[{budget.department_code}]{budget.department}"))
    for number, form in enumerate(caption(setting, drawn, None), 1):
        form.code = rng.choice((None, f"{who}公开{number:02d}表"))
        form.entity, form.entity_label, form.unit_label = entity, "填报单位:", "单位："
    names = budget.projects()[: rng.randint(0, 3)]
    sheets = [
        project_sheet(setting, name, rng.choice(("项目支出绩效目标表", "重点项目支出绩效目标表"))) for name in names
    ]
    return [*drawn, department_sheet(setting), *sheets]


def _summary(setting: Setting) -> DrawnForm:
    """Draw up 收支预算总表: numbered sources, classes without numbers."""
    budget, rng = setting.budget, setting.rng
    revenue = [Item("财政拨款收入", amount(setting, fiscal, not_carried), "一")]
    funds = [(name + "收入", amount(setting, from_source(source), not_carried)) for name, source in FUNDS]
    revenue += ordinal_items(funds, 0, "（{}）", 1) + source_items(setting, _NAMES, start=1)
    balance = amount(setting, from_source("non_fiscal_balance"))
    left, right = year_tails(setting, forward=rng.choice(("结转下年", "年末结转结余")))
    fresh = {"total": left[0].figures["total"] - balance["total"]}
    left[:2] = [
        Item("本年收入合计", fresh, total=True),
        Item("使用非财政拨款结余", balance, "八"),
        Item("上年结转（结余）", left[1].figures, "九"),
    ]
    words, classes = ("项目", "预算数", "项目(按支出功能科目类级)"), unnumbered(class_items(setting, full=False))
    drawn = summary_form(setting, "收支预算总表", words, revenue, classes, (left, right))
    return _with_kinds(setting, drawn) if budget.year < 2021 and rng.random() < 0.6 else drawn


def _with_kinds(setting: Setting, form: DrawnForm) -> DrawnForm:
    """Add the block of 2020 and before that parts expenditure into what is basic and what is a project's."""
    names = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "310": "资本性支出"}
    lines: list[tuple[str | None, str, Test]] = []
    for ordinal, name, kind in (("一", "基本支出", is_basic), ("二", "项目支出", is_project)):
        lines.append((ordinal, name, kind))
        lines += [(None, part, both(kind, in_class(code))) for code, part in names.items()]
    head, body = form.grid.head, form.grid.body
    grid = Grid([[*head[0], "<", "<"], [*head[1], "项目(按支出项目类别)", "预算数"]], kinds("n", 1) * 3)
    for place, row in enumerate(body):
        label, figure = "", ""
        if place < len(lines):
            ordinal, name, test = lines[place]
            label = f"{ordinal}、{name}" if ordinal else setting.indent + name
            figure = setting.text(test)
            keys = {"side": "expenditure_by_use", "ordinal": ordinal, "item": name}
            form.records.append(amounts_record(keys, len(head) + place, {"total": (5, figure)}))
        grid.add(*row, label, figure)
    form.grid = grid
    return form


def _revenue(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    allotted = MoneyColumn("fiscal_appropriation", both(fiscal, not_carried))
    columns = [*TOTAL_ONLY, CARRY_OVER, allotted, *this_year(*FISCAL, *OTHER_SOURCES)]
    others = [*(name for name, _ in _NAMES), "使用非财政拨款结余"]
    carried = setting.rng.choice(("上年结转", "上年结转（结余）"))
    funds = ["一般公共预算拨款收入", "政府性基金预算拨款收入", "国有资本经营预算收入"]
    headings = [
        ["合计", carried, "财政拨款", "<", "<", "<", *others],
        ["^", "^", "小计", *funds, *["^"] * len(others)],
    ]
    return revenue_form(setting, manner, title, headings, columns)


def _fiscal(setting: Setting) -> DrawnForm:
    return fiscal_halves(
        setting,
        "财政拨款收支总表",
        full=setting.rng.random() < 0.5,
        parts=("拨款收入", "拨款收入"),
        forward="年末结转结余",
        marked=False,
        funds=[name + "财政拨款" for name in FUND_NAMES],
        item="项目(按支出功能科目类级)",
    )


def _fund(setting: Setting, manner: Manner, form: str, name: str, source: str) -> DrawnForm:
    """Draw up a fund's expenditure; the remark about an empty form is part of the template."""
    headings, title = heads(f"{setting.budget.year}年预算数", ("小计", *USE[1:])), name + "预算支出表"
    drawn = subject_form(setting, manner, form, title, headings, TOTAL_BASIC_PROJECT, from_source(source))
    if not drawn.notes and setting.rng.random() < 0.7:
        drawn.notes = [setting.rng.choice(("注：", "备注：")) + f"若为空表，则为该部门（单位）无{name}收支"]
    return drawn


def _three_public(setting: Setting, title: str, numbered: bool) -> DrawnForm:
    """Draw up 三公 of each unit: travel, receptions, cars last."""
    order = [*RECEPTION_FIRST[:4], "vehicles.operation", "vehicles.purchase"]
    headings = [
        ["单位编码", "单位名称", f"{setting.budget.year}年预算数", *["<"] * 5],
        ["^", "^", "合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行维护费", "<", "<"],
        ["^", "^", "^", "^", "^", "小计", "公务用车运行维护费", "公务用车购置"],
    ]
    if setting.rng.random() < 0.4:
        order.remove("vehicles.subtotal")
        headings = [["单位编码", "单位名称", "合计", "因公出国（境）费", "公务接待费"]]
        headings[0] += ["公务用车运行维护费", "公务用车购置费"]
    grid = Grid(headings, kinds("cn", len(order)))
    if numbered:
        number_columns(grid, 2)
    figures = partial(general_figures, setting, order=order)
    return DrawnForm(FORM, title, grid, unit_rows(setting, grid, figures, ["合计", "<"]))
