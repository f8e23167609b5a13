"""Shaanxi's forms of the 部门综合预算: three systems of subjects side by side, units down the left, column numbers."""

from __future__ import annotations

from ..budget import (
    CAPITAL,
    FISCAL,
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
    nothing,
    under,
)
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import CLASSES, GOVERNMENT, name_of, with_ancestors
from .common import Setting, kinds
from .economics import GOVERNMENT_CLASSES, PROJECT_USES, USES, in_class
from .filled_sheets import project_sheets, tasks_sheet
from .rows import CARRY_OVER, MoneyColumn, PlainRows, SubjectRows, subject_keys
from .shaanxi_lists import carried_form, contents_form, procurement_form, project_list, three_public_form
from .subject_forms import TOTAL_BASIC_PROJECT, TOTAL_ONLY, TOTAL_PERSONNEL_OPERATIONS, split_basic
from .two_sided import Item, Items, Side, amount, level, two_sided

OTHER_SOURCES = ("superior_subsidy", "undertaking_income", "operating_income", "other_income")

BLOCKS = ("支出功能分科目（按大类）", "部门预算支出经济科目（按大类）", "政府预算支出经济分类科目（按大类）")
#: Uses of projects are printed with narrow brackets.
_NARROW = str.maketrans("（）", "()")
#: The departmental classes of which the government's own have a counterpart here.
COUNTERPARTS = {"501": "301", "502": "302", "503": "310", "507": "312", "509": "303"}


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the contents and all forms, in the order of their numbers."""
    rng, budget = setting.rng, setting.budget
    year, scope = f"{budget.year}年", rng.choice(("部门综合预算", "部门综合预算", "单位综合预算"))
    by_function, by_economic = rng.choice(
        (
            ("（按支出功能分类科目）", "（按支出经济分类科目）"),
            ("（按功能科目分）", "（按经济分类科目分）"),
            ("（按支出功能分类科目-不含上年结转）", "（按支出经济分类科目-不含上年结转）"),
        )
    )
    general, basic = both(from_general, not_carried), both(from_general, not_carried, is_basic)
    details, basics = "一般公共预算支出明细表", "一般公共预算基本支出明细表"
    name = year + scope
    drawn = [
        _summary(setting, "department_revenue_expenditure_summary", name + "收支总表", anything, "部门预算"),
        _by_unit(setting, "department_revenue_summary", name + "收入总表"),
        _by_unit(setting, "department_expenditure_summary", name + "支出总表"),
        _summary(setting, "fiscal_appropriation_summary", name + "财政拨款收支总表", fiscal, "财政拨款"),
        _functions(setting, "general_public_budget_expenditure", name + details + by_function, general, True),
        _economics(setting, None, name + details + by_economic, general, True),
        _functions(setting, None, name + basics + by_function, basic, False),
        _economics(setting, "general_public_budget_basic_expenditure", name + basics + by_economic, basic, False),
        _summary(setting, None, name + "政府性基金收支表", from_source(FUND), "政府性基金拨款"),
        project_list(setting, name + "专项业务经费支出表"),
        carried_form(setting, name + "财政拨款上年结转资金支出表"),
        procurement_form(setting, name + "政府采购（资产配置、购买服务）预算表"),
        three_public_form(setting, name + "一般公共预算拨款“三公”经费及会议费、培训费支出预算表"),
    ]
    drawn += project_sheets(setting, f"{year}部门专项业务经费绩效目标表")
    drawn.append(tasks_sheet(setting, f"{year}部门整体支出绩效目标表"))
    entity = budget.department if rng.random() < 0.3 else None
    number = 0
    for form in drawn:
        number += form.form != "project_goal_statement" or drawn[number - 1].form != "project_goal_statement"
        form.code = f"表{number}"
        if form.form not in ("project_goal_statement", "overall_performance_targets"):
            form.entity, form.unit = entity, setting.style.unit
            form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    return [contents_form(setting, drawn), *drawn]


def _summary(setting: Setting, form: str | None, title: str, test: Test, what: str) -> DrawnForm:
    """Draw up a form of four blocks: revenue, and expenditure by three systems of subjects.

    The contract knows two blocks of expenditure; what the government's own economic subjects say is no record.
    """
    middle = [text for block in BLOCKS for text in (block, "预算数")]
    head = [[setting.label("收入"), "<", setting.label("支出"), *["<"] * 5], ["项目", "预算数", *middle]]
    grid = Grid(head, kinds("n", 1) * 4)
    makers = (_revenue_items, _function_items, _use_items, _government_items)
    blocks = level(*(maker(setting, test, what) for maker in makers))
    names = ("revenue", "expenditure", "expenditure_by_use", "government")
    sides = [
        Side(name, ["total"], block + tail)
        for name, block, tail in zip(names, blocks, _tails(setting, test), strict=True)
    ]
    records = [record for record in two_sided(setting, grid, sides) if record["side"] != "government"]
    return DrawnForm(form, title, grid, records)


def _item(setting: Setting, mark: str, name: str, *tests: Test) -> Item:
    ordinal = "".join(character for character in mark if character not in "()、")
    depth = 3 if not mark else 0 if ordinal == "一" else 1 if mark.endswith("、") else 2
    shape = mark.replace(ordinal, "{}", 1) if mark else ""
    return Item(name, amount(setting, *tests), ordinal or None, shape, depth)


def _revenue_items(setting: Setting, test: Test, what: str) -> list[Item]:
    """Return the sources of this year's money; only those that the form is about."""

    def item(mark: str, name: str, *sources: str) -> Item:
        return _item(setting, mark, name, test, from_source(*sources), not_carried)

    listed = item("", "其中：专项资金列入部门预算的项目")
    names = ("一般公共预算拨款", "政府性基金拨款", "国有资本经营预算收入")
    if what == names[1]:
        return [item("一、", what, FUND)]

    def funds(mark: str) -> list[Item]:
        pairs = enumerate(zip(names, FISCAL, strict=True), 1)
        general, *rest = [item(mark.format(number), name, source) for number, (name, source) in pairs]
        return [general, listed, *rest]

    if what == "财政拨款":
        return [item("一、", what, *FISCAL), *funds("{}、")]
    return [
        item("一、", what, *FISCAL, *OTHER_SOURCES),
        item("1、", "财政拨款", *FISCAL),
        *funds("({})"),
        item("2、", "上级补助收入", "superior_subsidy"),
        item("3、", "事业收入", "undertaking_income"),
        item("", "其中：纳入财政专户管理的收费"),
        item("4、", "事业单位经营收入", "operating_income"),
        item("5、", "附属单位上缴收入"),
        item("6、", "其他收入", "other_income"),
    ]


def _function_items(setting: Setting, test: Test, what: str) -> list[Item]:
    lines = enumerate(CLASSES.items(), 1)
    classes = [_item(setting, f"{number}、", name, test, under(code)) for number, (code, name) in lines]
    return [_item(setting, "一、", what, test), *classes]


def _use_items(setting: Setting, test: Test, what: str) -> list[Item]:
    def item(mark: str, name: str, own: Test) -> Item:
        return _item(setting, mark, name, test, own)

    def listed(uses: dict[str, str], own: Test) -> list[Item]:
        pairs = enumerate(uses.items(), 1)
        return [item(f"({n})", name, both(own, in_class(code))) for n, (code, name) in pairs]

    uses = {code: name.translate(_NARROW) for code, name in (USES | PROJECT_USES).items()}
    return [
        item("一、", what, anything),
        item("1、", "人员经费和公用经费支出", is_basic),
        *listed(USES | {"310": "资本性支出"}, is_basic),
        item("2、", "专项业务经费支出", is_project),
        *listed(uses | {"303": "对个人和家庭补助"}, is_project),
        item("3、", "上缴上级支出", nothing),
        item("4、", "事业单位经营支出", nothing),
        item("5、", "对附属单位补助支出", nothing),
    ]


def _government_items(setting: Setting, test: Test, what: str) -> list[Item]:
    items = [_item(setting, "一、", what, test)]
    for number, (code, name) in enumerate(GOVERNMENT_CLASSES.items(), 1):
        own = in_class(COUNTERPARTS[code]) if code in COUNTERPARTS else nothing
        items.append(_item(setting, f"{number}、", name, test, own))
    return items


def _tails(setting: Setting, test: Test) -> list[Items]:
    """Return the total rows of the four blocks."""
    total = amount(setting, test)
    carried = amount(setting, test, carried_over)
    left: Items = [
        Item("本年收入合计", amount(setting, test, not_carried), total=True),
        Item("用事业基金弥补收支差额", {"total": 0}),
        Item("上年结转", carried),
        Item("其中：财政拨款资金结转", carried, depth=2),
        Item("非财政拨款资金结余", {"total": 0}, depth=3),
        Item("收入总计", total, total=True),
    ]
    right: Items = [Item("本年支出合计", total, total=True), Item("结转下年", {"total": 0}), None, None, None]
    right.append(Item("支出总计", total, total=True))
    return [left, right, right, right]


#: Columns over the sources: heading, heading below it, measure (None: the contract has none).
SOURCES: tuple[tuple[str, str, str | None], ...] = (
    ("一般公共预算拨款", "小计", GENERAL),
    ("<", "其中：专项资金列入部门预算项目", None),
    ("政府性基金拨款", "^", FUND),
    ("国有资本经营预算收入", "^", CAPITAL),
    ("上级补助收入", "^", "superior_subsidy"),
    ("事业收入", "小计", "undertaking_income"),
    ("<", "其中：纳入财政专户管理的收费", None),
    ("事业单位经营收入", "^", "operating_income"),
    ("附属单位上缴收入", "^", "affiliate_remittance"),
    ("其他收入", "^", "other_income"),
)


def _by_unit(setting: Setting, form: str, title: str) -> DrawnForm:
    """Draw up revenue or expenditure of the units by source; the contract has no sources of an expenditure."""
    revenue = form == "department_revenue_summary"
    lead = ["单位编码", "单位名称", "合计"]
    if not revenue and setting.rng.random() < 0.5:
        heads = ["人员经费和公用经费支出", "专项业务经费支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出"]
        head = [[*lead, *heads]]
        kept = ("remittance_to_superior", "operating_expenditure", "subsidy_to_affiliates")
        columns = [*TOTAL_BASIC_PROJECT, *[MoneyColumn(measure, nothing) for measure in kept]]
    else:
        upper, lower = [above for above, _, _ in SOURCES], [below for _, below, _ in SOURCES]
        head = [[*lead, *upper, "上年结转"], ["^", "^", "^", *lower, "^"]]
        columns = [MoneyColumn(measure, both(from_source(measure or ""), not_carried)) for _, _, measure in SOURCES]
        columns.append(CARRY_OVER)
        columns = [*TOTAL_ONLY, *(columns if revenue else [MoneyColumn(None, test) for _, test in columns])]
    head.append(["**", "**", *map(str, range(1, len(columns) + 1))])
    rows = SubjectRows(setting, Grid(head, kinds("cn", len(columns))), columns, 0, True)
    rows.add_total("合计", anything, merged=False)
    rows.add_units()
    return DrawnForm(form, title, rows.grid, rows.records)


def _details(setting: Setting, leading: str, heads: list[str], whole: bool, test: Test) -> PlainRows:
    """Begin a detailed form with its total; the contract splits staff and office only in basic ones."""
    money, columns = ["合计", "人员经费支出", "公用经费支出"], list(TOTAL_PERSONNEL_OPERATIONS)
    if whole:
        money.append("专项业务经费支出")
        columns = [column for column in split_basic()[1] if column.measure != "basic"]
    head = [[*heads, *money, "备注"], [*["**"] * len(heads), *map(str, range(1, len(money) + 1)), "**"]]
    rows = PlainRows(setting, Grid(head, [*kinds(leading, len(columns)), "text"]), columns)
    rows.put(["", "合计", *[""] * (len(heads) - 2)], subject_keys("合计"), test, [""])
    return rows


def _functions(setting: Setting, form: str | None, title: str, test: Test, whole: bool) -> DrawnForm:
    rows = _details(setting, "cn", ["功能科目编码", "功能科目名称"], whole, test)
    for code in with_ancestors(setting.budget.functions(test)):
        label = setting.indent * (len(code) // 2 - 1) + name_of(code)
        rows.put([code, label], subject_keys(name_of(code), code), both(test, under(code)), [""])
    return DrawnForm(form, title, rows.grid, rows.records)


def _economics(setting: Setting, form: str | None, title: str, test: Test, whole: bool) -> DrawnForm:
    names = ["部门经济科目编码", "部门经济科目名称", "政府经济科目编码", "政府经济科目名称"]
    rows = _details(setting, "cncn", names, whole, test)
    for code in with_ancestors(setting.budget.economics(test)):
        label, other = setting.indent * (len(code) // 2 - 1) + name_of(code), GOVERNMENT.get(code, ("", ""))
        keys = subject_keys(name_of(code), code)
        rows.put([code, label, *other], keys, both(test, under(code, "economic")), [""])
    return DrawnForm(form, title, rows.grid, rows.records)
