"""Shaanxi's forms of the 部门综合预算: three systems of subjects side by side, units down the left, column numbers."""

from __future__ import annotations

from ..budget import (
    CAPITAL,
    CARRY,
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
    not_carried,
    of_origin,
    under,
)
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import CLASSES, GOVERNMENT, name_of, parents
from .common import Item, Setting, Side, anything, kinds, level, of_unit, two_sided
from .filled_sheets import project_sheets, tasks_sheet
from .plain_rows import PlainRows
from .shaanxi_lists import carried_form, contents_form, procurement_form, project_list, three_public_form

OTHER_SOURCES = ("superior_subsidy", "undertaking_income", "operating_income", "other_income")
ORIGINS = (CARRY,)

BLOCKS = ("支出功能分科目（按大类）", "部门预算支出经济科目（按大类）", "政府预算支出经济分类科目（按大类）")
#: Classes of economic subjects as 专项业务经费支出 lists them.
USES = (
    ("工资福利支出", "301"),
    ("商品和服务支出", "302"),
    ("对个人和家庭补助", "303"),
    ("债务利息及费用支出", "307"),
    ("资本性支出(基本建设)", "309"),
    ("资本性支出", "310"),
    ("对企业补助(基本建设)", "311"),
    ("对企业补助", "312"),
    ("对社会保障基金补助", "313"),
    ("其他支出", "399"),
)
GOVERNMENT_CLASSES = (
    "机关工资福利支出",
    "机关商品和服务支出",
    "机关资本性支出（一）",
    "机关资本性支出（二）",
    "对事业单位经常性补助",
    "对事业单位资本性补助",
    "对企业补助",
    "对企业资本性支出",
    "对个人和家庭的补助",
    "对社会保障基金补助",
    "债务利息及费用支出",
    "债务还本支出",
    "转移性支出",
    "预备费及预留",
    "其他支出",
)


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
    general, basic = both(from_source(GENERAL), not_carried), both(from_source(GENERAL), not_carried, is_basic)
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
    money = "预算数"
    middle = [text for block in BLOCKS for text in (block, money)]
    head = [[setting.label("收入"), "<", setting.label("支出"), *["<"] * 5], ["项目", money, *middle]]
    grid = Grid(head, kinds("n", 1) * 4)
    left, functions = level(_revenue_items(setting, test, what), _function_items(setting, test, what))
    uses, government = level(_use_items(setting, test, what), _government_items(setting, test, what))
    height = max(len(left), len(uses))
    bodies = [[*items, *[None] * (height - len(items))] for items in (left, functions, uses, government)]
    for items, tail in zip(bodies, _tails(setting, test), strict=True):
        items += tail
    names = ("revenue", "expenditure", "expenditure_by_use", "government")
    sides = [Side(name, ["total"], items) for name, items in zip(names, bodies, strict=True)]
    records = [record for record in two_sided(setting, grid, sides) if record["side"] != "government"]
    return DrawnForm(form, title, grid, records)


def _item(setting: Setting, mark: str, name: str, test: Test) -> Item:
    ordinal = "".join(character for character in mark if character not in "()、")
    depth = 3 if not mark else 0 if ordinal == "一" else 1 if mark.endswith("、") else 2
    shape = mark.replace(ordinal, "{}", 1) if mark else ""
    return Item(name, {"total": setting.budget.total(test)}, ordinal or None, shape, depth)


def _revenue_items(setting: Setting, test: Test, what: str) -> list[Item]:
    """Return the sources of this year's money; only those that the form is about."""

    def item(mark: str, name: str, *sources: str) -> Item:
        return _item(setting, mark, name, both(test, from_source(*sources), not_carried))

    listed = "其中：专项资金列入部门预算的项目"
    if what == "政府性基金拨款":
        return [item("一、", what, FUND)]
    if what == "财政拨款":
        return [
            item("一、", what, GENERAL, FUND, CAPITAL),
            item("1、", "一般公共预算拨款", GENERAL),
            item("", listed),
            item("2、", "政府性基金拨款", FUND),
            item("3、", "国有资本经营预算收入", CAPITAL),
        ]
    return [
        item("一、", what, GENERAL, FUND, CAPITAL, *OTHER_SOURCES),
        item("1、", "财政拨款", GENERAL, FUND, CAPITAL),
        item("(1)", "一般公共预算拨款", GENERAL),
        item("", listed),
        item("(2)", "政府性基金拨款", FUND),
        item("(3)", "国有资本经营预算收入", CAPITAL),
        item("2、", "上级补助收入", "superior_subsidy"),
        item("3、", "事业收入", "undertaking_income"),
        item("", "其中：纳入财政专户管理的收费"),
        item("4、", "事业单位经营收入", "operating_income"),
        item("5、", "附属单位上缴收入"),
        item("6、", "其他收入", "other_income"),
    ]


def _function_items(setting: Setting, test: Test, what: str) -> list[Item]:
    items = [_item(setting, "一、", what, test)]
    return items + [
        _item(setting, f"{number}、", name, both(test, under(code)))
        for number, (code, name) in enumerate(CLASSES.items(), 1)
    ]


def _use_items(setting: Setting, test: Test, what: str) -> list[Item]:
    def item(mark: str, name: str, own: Test) -> Item:
        return _item(setting, mark, name, both(test, own))

    def listed(uses: tuple[tuple[str, str], ...], own: Test) -> list[Item]:
        pairs = enumerate(uses, 1)
        return [item(f"({n})", name, both(own, under(code, "economic"))) for n, (name, code) in pairs]

    paid = (("工资福利支出", "301"), ("商品和服务支出", "302"), ("对个人和家庭的补助", "303"), ("资本性支出", "310"))
    return [
        item("一、", what, anything),
        item("1、", "人员经费和公用经费支出", is_basic),
        *listed(paid, is_basic),
        item("2、", "专项业务经费支出", is_project),
        *listed(USES, is_project),
        item("3、", "上缴上级支出", from_source()),
        item("4、", "事业单位经营支出", from_source()),
        item("5、", "对附属单位补助支出", from_source()),
    ]


def _government_items(setting: Setting, test: Test, what: str) -> list[Item]:
    def item(mark: str, name: str, own: Test) -> Item:
        return _item(setting, mark, name, both(test, own))

    codes = {
        "机关工资福利支出": "301",
        "机关商品和服务支出": "302",
        "对个人和家庭的补助": "303",
        "机关资本性支出（一）": "310",
    }
    codes |= {"对企业补助": "312"}
    items = [item("一、", what, anything)]
    for number, name in enumerate(GOVERNMENT_CLASSES, 1):
        own = under(codes[name], "economic") if name in codes else from_source()
        items.append(item(f"{number}、", name, own))
    return items


def _tails(setting: Setting, test: Test) -> list[list[Item | None]]:
    """Return the total rows of the four blocks."""
    total = setting.budget.total(test)
    carried = setting.budget.total(both(test, of_origin(CARRY)))
    left: list[Item | None] = [
        Item("本年收入合计", {"total": total - carried}, total=True),
        Item("用事业基金弥补收支差额", {"total": 0}),
        Item("上年结转", {"total": carried}),
        Item("其中：财政拨款资金结转", {"total": carried}, depth=2),
        Item("非财政拨款资金结余", {"total": 0}, depth=3),
        Item("收入总计", {"total": total}, total=True),
    ]
    right: list[Item | None] = [
        Item("本年支出合计", {"total": total}, total=True),
        Item("结转下年", {"total": 0}),
        None,
        None,
        None,
        Item("支出总计", {"total": total}, total=True),
    ]
    return [left, right, right, right]


#: Columns over the sources: heading, heading below it, measure (None: the contract has none), source.
SOURCES: tuple[tuple[str, str, str | None, str], ...] = (
    ("一般公共预算拨款", "小计", GENERAL, GENERAL),
    ("<", "其中：专项资金列入部门预算项目", None, ""),
    ("政府性基金拨款", "^", FUND, FUND),
    ("国有资本经营预算收入", "^", CAPITAL, CAPITAL),
    ("上级补助收入", "^", "superior_subsidy", "superior_subsidy"),
    ("事业收入", "小计", "undertaking_income", "undertaking_income"),
    ("<", "其中：纳入财政专户管理的收费", None, ""),
    ("事业单位经营收入", "^", "operating_income", "operating_income"),
    ("附属单位上缴收入", "^", "affiliate_remittance", "affiliate_remittance"),
    ("其他收入", "^", "other_income", "other_income"),
)


def _by_unit(setting: Setting, form: str, title: str) -> DrawnForm:
    """Draw up revenue or expenditure of the units by source; the contract has no sources of an expenditure."""
    budget, rng = setting.budget, setting.rng
    revenue = form == "department_revenue_summary"
    columns: list[tuple[str | None, Test]] = [("total", anything)]
    if not revenue and rng.random() < 0.5:
        heads = ["人员经费和公用经费支出", "专项业务经费支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出"]
        upper, lower = ["单位编码", "单位名称", "合计", *heads], None
        columns += [("basic", is_basic), ("project", is_project)]
        kept = ("remittance_to_superior", "operating_expenditure", "subsidy_to_affiliates")
        columns += [(measure, from_source()) for measure in kept]
    else:
        upper = ["单位编码", "单位名称", "合计", *[upper for upper, _, _, _ in SOURCES], "上年结转"]
        lower = ["^", "^", "^", *[lower for _, lower, _, _ in SOURCES], "^"]
        fresh = [(measure, both(from_source(source), not_carried)) for _, _, measure, source in SOURCES]
        columns += [*fresh, ("carry_over", of_origin(CARRY))]
        if not revenue:
            columns = [columns[0], *[(None, test) for _, test in columns[1:]]]
    head = [upper, lower] if lower else [upper]
    head.append(["**", "**", *map(str, range(1, len(columns) + 1))])
    grid = Grid(head, kinds("cn", len(columns)))
    rows = PlainRows(setting, grid, columns)

    def add(code: str, name: str, own: Test, depth: int = 0) -> None:
        label = setting.indent * depth + name
        rows.add([code, label], {"subject_code": None, "unit_code": code or None, "name": name}, own)

    add("", "合计", anything)
    add(budget.department_code, budget.department, anything)
    for unit in budget.units:
        add(unit.code, unit.name, of_unit(unit), 1)
    return DrawnForm(form, title, grid, rows.records)


def _money(whole: bool) -> tuple[list[str], list[tuple[str | None, Test]]]:
    """Return headings and columns of the detailed forms; the contract splits staff and office only in basic ones."""
    heads = ["合计", "人员经费支出", "公用经费支出"]
    if not whole:
        return heads, [("total", anything), ("personnel", is_personnel), ("operations", is_operations)]
    columns: list[tuple[str | None, Test]] = [("total", anything), (None, is_personnel), (None, is_operations)]
    return [*heads, "专项业务经费支出"], [*columns, ("project", is_project)]


def _functions(setting: Setting, form: str | None, title: str, test: Test, whole: bool) -> DrawnForm:
    heads, columns = _money(whole)
    head = [["功能科目编码", "功能科目名称", *heads, "备注"]]
    head.append(["**", "**", *map(str, range(1, len(heads) + 1)), "**"])
    grid = Grid(head, [*kinds("cn", len(columns)), "text"])
    rows = PlainRows(setting, grid, columns)
    rows.add(["", "合计"], {"subject_code": None, "unit_code": None, "name": "合计"}, test, [""])
    done: set[str] = set()
    for code in setting.budget.functions(test):
        for each in parents(code):
            if each not in done:
                done.add(each)
                label = setting.indent * (len(each) // 2 - 1) + name_of(each)
                keys = {"subject_code": each, "unit_code": None, "name": name_of(each)}
                rows.add([each, label], keys, both(test, under(each)), [""])
    return DrawnForm(form, title, grid, rows.records)


def _economics(setting: Setting, form: str | None, title: str, test: Test, whole: bool) -> DrawnForm:
    heads, columns = _money(whole)
    names = ["部门经济科目编码", "部门经济科目名称", "政府经济科目编码", "政府经济科目名称"]
    head = [[*names, *heads, "备注"]]
    head.append([*["**"] * 4, *map(str, range(1, len(heads) + 1)), "**"])
    grid = Grid(head, [*kinds("cncn", len(columns)), "text"])
    rows = PlainRows(setting, grid, columns)
    rows.add(["", "合计", "", ""], {"subject_code": None, "unit_code": None, "name": "合计"}, test, [""])
    done: set[str] = set()
    for code in setting.budget.economics(test):
        for each in (code[:3], code):
            if each not in done:
                done.add(each)
                other = GOVERNMENT.get(each, ("", ""))
                label = setting.indent * (len(each) // 2 - 1) + name_of(each)
                keys = {"subject_code": each, "unit_code": None, "name": name_of(each)}
                rows.add([each, label, *other], keys, both(test, under(each, "economic")), [""])
    return DrawnForm(form, title, grid, rows.records)
