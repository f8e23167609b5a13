"""Jiangxi's nine forms with rows that number the columns, and its sheets of goals."""

from __future__ import annotations

from ..budget import CAPITAL, CARRY, FUND, GENERAL, Test, both, fiscal, from_source, is_basic, is_project, of_origin
from ..form import DrawnForm, amounts_record
from ..grid import LEFT, Grid
from .blocks import (
    TOTAL_BASIC_PROJECT,
    TOTAL_PERSONNEL_OPERATIONS,
    Manner,
    class_items,
    fiscal_measures,
    fiscal_summary,
    number_columns,
    plain_summary,
    subject_form,
)
from .common import Item, MoneyColumn, Setting, anything, kinds, nothing, of_unit, ordinal_items
from .economics import in_class
from .goal_sheets import department_sheet, project_sheet
from .three_public import figures_of

OTHER_SOURCES = (
    "education_fees",
    "undertaking_income",
    "operating_income",
    "affiliate_remittance",
    "superior_subsidy",
    "other_income",
    "non_fiscal_balance",
)
ORIGINS = (CARRY,)
_NAMES = {
    "education_fees": "教育收费资金收入",
    "undertaking_income": "事业收入",
    "operating_income": "事业单位经营收入",
    "affiliate_remittance": "附属单位上缴收入",
    "superior_subsidy": "上级补助收入",
    "other_income": "其他收入",
}
_FUNDS = {GENERAL: "一般公共预算", FUND: "政府性基金预算", CAPITAL: "国有资本经营预算"}


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
        _expenditure(setting, f"{who}支出总表", function),
        _fiscal(setting),
        subject_form(
            setting,
            function,
            "general_public_budget_expenditure",
            "一般公共预算支出表",
            [[f"{year}预算数", "<", "<"], ["小计", "基本支出", "项目支出"]],
            TOTAL_BASIC_PROJECT,
            from_source(GENERAL),
        ),
        subject_form(
            setting,
            economic,
            "general_public_budget_basic_expenditure",
            "一般公共预算基本支出表",
            [[f"{year}基本支出", "<", "<"], ["小计", "人员经费", "公用经费"]],
            TOTAL_PERSONNEL_OPERATIONS,
            both(from_source(GENERAL), is_basic),
            kind="economic",
        ),
        _three_public(setting, three, function.numbered),
        _fund(setting, function, "government_fund_expenditure", "政府性基金", FUND),
        _fund(setting, function, "state_capital_expenditure", "国有资本经营", CAPITAL),
    ]
    entity = rng.choice((budget.department, f"[{budget.department_code}]{budget.department}"))
    for number, form in enumerate(drawn, 1):
        form.code = rng.choice((None, f"{who}公开{number:02d}表"))
        form.entity, form.unit = entity, setting.style.unit
        form.entity_label, form.unit_label = "填报单位:", "单位："
    names = sorted({line.project or "" for line in budget.select(is_project)})[: rng.randint(0, 3)]
    sheets = [
        project_sheet(setting, name, rng.choice(("项目支出绩效目标表", "重点项目支出绩效目标表"))) for name in names
    ]
    return [*drawn, department_sheet(setting), *sheets]


def _summary(setting: Setting) -> DrawnForm:
    """Draw up 收支预算总表: numbered sources, classes without numbers."""
    budget, rng = setting.budget, setting.rng

    def money(*sources: str) -> dict[str, int]:
        return {"total": budget.total(both(from_source(*sources), of_origin("current_year")))}

    revenue = [Item("财政拨款收入", money(*_FUNDS), "一")]
    funds = ordinal_items([(name + "收入", money(source)) for source, name in _FUNDS.items()])
    revenue += [Item(item.item, item.figures, item.ordinal, "（{}）", 1) for item in funds]
    revenue += ordinal_items([(name, money(source)) for source, name in _NAMES.items()], start=1)
    carried, total = {"total": budget.total(of_origin(CARRY))}, {"total": budget.total()}
    balance = money("non_fiscal_balance")
    fresh = {"total": total["total"] - carried["total"] - balance["total"]}
    left = [
        Item("本年收入合计", fresh, total=True),
        Item("使用非财政拨款结余", balance, "八"),
        Item("上年结转（结余）", carried, "九"),
        Item("收入总计", total, total=True),
    ]
    right = [
        Item("本年支出合计", total, total=True),
        Item(rng.choice(("结转下年", "年末结转结余")), {"total": 0}),
        Item("支出总计", total, total=True),
    ]
    amount = "预算数"
    head = [["收入", "<", "支出", "<"], ["项目", amount, "项目(按支出功能科目类级)", amount]]
    drawn = plain_summary(setting, "收支预算总表", head, revenue, (left, right), full=False)
    _unnumber(drawn, column=2)
    return _with_kinds(setting, drawn) if budget.year < 2021 and rng.random() < 0.6 else drawn


def _with_kinds(setting: Setting, form: DrawnForm) -> DrawnForm:
    """Add the block of 2020 and before that parts expenditure into what is basic and what is a project's."""
    budget, style = setting.budget, setting.style
    names = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "310": "资本性支出"}
    lines: list[tuple[str | None, str, Test]] = [("一", "基本支出", is_basic)]
    lines += [(None, name, both(is_basic, in_class(code))) for code, name in names.items()]
    lines.append(("二", "项目支出", is_project))
    lines += [(None, name, both(is_project, in_class(code))) for code, name in names.items()]
    head, body = form.grid.head, form.grid.body
    grid = Grid([[*head[0], "<", "<"], [*head[1], "项目(按支出项目类别)", "预算数"]], kinds("n", 1) * 3)
    for place, row in enumerate(body):
        label, figure = "", ""
        if place < len(lines):
            ordinal, name, test = lines[place]
            label = f"{ordinal}、{name}" if ordinal else setting.indent + name
            figure = style.text(budget.total(test))
            keys = {"side": "expenditure_by_use", "ordinal": ordinal, "item": name}
            form.records.append(amounts_record(keys, len(head) + place, {"total": (5, figure)}))
        grid.add(*row, label, figure)
    form.grid = grid
    return form


def _unnumber(form: DrawnForm, column: int) -> None:
    """Print the labels of a column without their ordinals, and say so in the records."""
    for record in form.records:
        if record["side"] == "expenditure" and record["ordinal"]:
            row = form.grid.body[record["row"] - form.grid.header_rows]
            row[column] = record["item"]
            record["ordinal"] = None


def _revenue(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    fresh = of_origin("current_year")
    columns = [MoneyColumn("total", anything), MoneyColumn("carry_over", of_origin(CARRY))]
    columns.append(MoneyColumn("fiscal_appropriation", both(fiscal, fresh)))
    columns += [MoneyColumn(source, both(from_source(source), fresh)) for source in _FUNDS]
    columns += [MoneyColumn(source, from_source(source)) for source in (*_NAMES, "non_fiscal_balance")]
    others = [*_NAMES.values(), "使用非财政拨款结余"]
    carried = setting.rng.choice(("上年结转", "上年结转（结余）"))
    heads = [
        ["合计", carried, "财政拨款", "<", "<", "<", *others],
        [
            "^",
            "^",
            "小计",
            "一般公共预算拨款收入",
            "政府性基金预算拨款收入",
            "国有资本经营预算收入",
            *["^"] * len(others),
        ],
    ]
    return subject_form(setting, manner, "department_revenue_summary", title, heads, columns, anything)


def _expenditure(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    columns = [
        *TOTAL_BASIC_PROJECT,
        *[
            MoneyColumn(name, nothing)
            for name in ("remittance_to_superior", "operating_expenditure", "subsidy_to_affiliates")
        ],
    ]
    heads = [["合计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出"]]
    return subject_form(setting, manner, "department_expenditure_summary", title, heads, columns, anything)


def _fiscal(setting: Setting) -> DrawnForm:
    budget = setting.budget
    left: list[Item] = []
    for ordinal, heading, origin in (("一", "本年收入", "current_year"), ("二", "上年结转", CARRY)):
        test = both(fiscal, of_origin(origin))
        left.append(Item(heading, {"total": budget.total(test)}, ordinal))
        left += [
            Item(name + "拨款收入", {"total": budget.total(both(test, from_source(source)))}, depth=1)
            for source, name in _FUNDS.items()
        ]
    measures: dict[str, Test] = {"total": anything} | {source: from_source(source) for source in _FUNDS}
    everything = fiscal_measures(setting)
    right = [Item("本年支出", everything, "一")]
    right += class_items(setting, fiscal, measures, full=setting.rng.random() < 0.5, depth=1)
    right.append(Item("年末结转结余", dict.fromkeys(measures, 0), "二"))
    tails = (
        [Item("收入总计", {"total": budget.total(fiscal)}, total=True)],
        [Item("支出总计", everything, total=True)],
    )
    head = [
        ["收入", "<", "支出", "<", "<", "<", "<"],
        ["项目", "预算数", "项目(按支出功能科目类级)", "合计", *[name + "财政拨款" for name in _FUNDS.values()]],
    ]
    drawn = fiscal_summary(setting, "财政拨款收支总表", head, left, right, tails, list(measures))
    for record in drawn.records:
        if record["side"] == "expenditure" and record["item"] not in ("本年支出", "年末结转结余") and record["ordinal"]:
            drawn.grid.body[record["row"] - 2][2] = setting.indent + record["item"]
            record["ordinal"] = None
    return drawn


def _fund(setting: Setting, manner: Manner, form: str, name: str, source: str) -> DrawnForm:
    """Draw up a fund's expenditure; the remark about an empty form is part of the template."""
    heads = [[f"{setting.budget.year}年预算数", "<", "<"], ["小计", "基本支出", "项目支出"]]
    drawn = subject_form(setting, manner, form, name + "预算支出表", heads, TOTAL_BASIC_PROJECT, from_source(source))
    if not drawn.notes and setting.rng.random() < 0.7:
        drawn.notes = [setting.rng.choice(("注：", "备注：")) + f"若为空表，则为该部门（单位）无{name}收支"]
    return drawn


def _three_public(setting: Setting, title: str, numbered: bool) -> DrawnForm:
    """Draw up 三公 of each unit: travel, receptions, cars last."""
    budget, style = setting.budget, setting.style
    order = ["total", "overseas_travel", "reception", "vehicles.subtotal", "vehicles.operation", "vehicles.purchase"]
    heads = [
        ["单位编码", "单位名称", f"{budget.year}年预算数", *["<"] * 5],
        ["^", "^", "合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行维护费", "<", "<"],
        ["^", "^", "^", "^", "^", "小计", "公务用车运行维护费", "公务用车购置"],
    ]
    if setting.rng.random() < 0.4:
        order.remove("vehicles.subtotal")
        heads = [
            ["单位编码", "单位名称", "合计", "因公出国（境）费", "公务接待费", "公务用车运行维护费", "公务用车购置费"]
        ]
    grid = Grid(heads, kinds("cn", len(order)))
    if numbered:
        number_columns(grid, 2)
    records = []

    def add(unit_code: str | None, name: str, test: Test) -> None:
        measures = figures_of(setting, both(from_source(GENERAL), test)).measures()
        texts = [style.text(measures[measure]) for measure in order]
        row = grid.add(*([name, LEFT] if unit_code is None else [unit_code, name]), *texts)
        cells = {measure: (2 + place, text) for place, (measure, text) in enumerate(zip(order, texts, strict=True))}
        records.append(amounts_record({"unit_code": unit_code, "name": name}, row, cells))

    add(None, "合计", anything)
    add(budget.department_code, budget.department, anything)
    for unit in budget.units:
        add(unit.code, unit.name, of_unit(unit))
    return DrawnForm("general_public_budget_three_public", title, grid, records)
