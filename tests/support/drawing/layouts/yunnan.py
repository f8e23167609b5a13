"""Yunnan's numbered tables (预算01-1表 …), as its departments publish them from the province's budget system."""

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
)
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import name_of, parents
from .blocks import Manner, class_items, fiscal_summary, plain_summary, subject_form
from .common import Item, MoneyColumn, Setting, SubjectRows, anything, kinds, nothing, numbered, of_unit, ordinal_items
from .national_system import FUNDS, SOURCES, UNIT_FUNDS, RevenueManner, revenue_by_unit
from .three_public import Upright, one_year, upright
from .yunnan_lists import (
    basic_list,
    bought_services,
    empty_note,
    mid_term,
    new_assets,
    project_list,
    purchases,
    transfers,
)
from .yunnan_targets import overall_targets, project_targets

OTHER_SOURCES = SOURCES
ORIGINS = (CARRY,)
TOTAL_LAST = Manner(total_last=True, total_label="合计")


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the tables, those of later years under names that begin with 部门."""
    rng = setting.rng
    later = "部门" if rng.random() < 0.4 else ""
    drawn = [
        ("01-1", _summary(setting, later + "财务收支预算总表")),
        ("01-2", _revenue(setting, "部门收入预算表")),
        ("01-3", _expenditure(setting, "部门支出预算表")),
        ("02-1", _fiscal(setting, later + "财政拨款收支预算总表")),
        ("02-2", _general(setting, "一般公共预算支出预算表（按功能科目分类）")),
        ("03", _three_public(setting)),
        ("04", basic_list(setting, later + "基本支出预算表（人员类、运转类公用经费项目）")),
        ("05-1", project_list(setting, later + "项目支出预算表（其他运转类、特定目标类项目）")),
        (
            "05-2",
            project_targets(setting, rng.choice((later + "项目支出绩效目标表", "项目支出绩效目标表（本级下达）"))),
        ),
        ("06", _fund(setting, later + "政府性基金预算支出预算表")),
        ("07", purchases(setting, "部门政府采购预算表")),
        ("08", bought_services(setting, later + "政府购买服务预算表")),
        ("09-1", transfers(setting)),
        ("10", new_assets(setting, "新增资产配置表")),
        ("12", mid_term(setting, rng.choice(("部门项目中期规划预算表", "项目支出中期规划预算表")))),
    ]
    if rng.random() < 0.5:
        drawn.append(("13", overall_targets(setting)))
    label = rng.choice(("单位名称：", "单位名称：", "部门：", "部门名称："))
    prefix = rng.choice(("", "", "", f"{setting.budget.year}年"))
    for number, form in drawn:
        form.code = f"预算{number}表"
        form.title = prefix + form.title
        form.entity, form.unit = setting.budget.department, setting.style.unit
        form.entity_label, form.unit_label = label, setting.unit_label
    return [form for _, form in drawn]


def _summary(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    fresh = not_carried
    names = [(f"{text}拨款收入", source) for text, source in FUNDS]
    names.append(("财政专户管理资金收入", "special_account_funds"))
    revenue = ordinal_items(
        [(name, {"total": budget.total(both(fresh, from_source(source)))}) for name, source in names]
    )
    own = from_source(*(source for _, source in UNIT_FUNDS))
    revenue.append(Item("单位资金收入" if rng.random() < 0.5 else "单位资金", {"total": budget.total(own)}, "五"))
    parts = ordinal_items([(text, {"total": budget.total(from_source(source))}) for text, source in UNIT_FUNDS])
    mark = rng.choice(("（{}）", "{}、"))
    if mark == "{}、":
        parts = [Item(part.item, part.figures, str(at)) for at, part in enumerate(parts, 1)]
    revenue += [Item(part.item, part.figures, part.ordinal, mark, 1) for part in parts]
    total, carried = budget.total(), budget.total(of_origin(CARRY))
    left = [
        Item("本年收入合计", {"total": total - carried}, total=True),
        Item("上年结转结余", {"total": carried}),
        Item("收入总计", {"total": total}, total=True),
    ]
    right = [
        Item("本年支出合计", {"total": total}, total=True),
        Item("年终结转结余", {"total": 0}),
        Item("支出总计", {"total": total}, total=True),
    ]
    amount = rng.choice(("预算数", f"{budget.year}年预算数"))
    head = [["收入", "<", "支出", "<"], ["项目", amount, rng.choice(("项目（按功能分类）", "项目")), amount]]
    return plain_summary(setting, title, head, revenue, (left, right), full=rng.random() < 0.5)


def _revenue(setting: Setting, title: str) -> DrawnForm:
    nested = setting.rng.random() < 0.8
    return revenue_by_unit(setting, title, RevenueManner(nested=nested, numbers=True, total_last=True))


def _expenditure(setting: Setting, title: str) -> DrawnForm:
    """Draw up expenditure by subject: basic and project beside each other, or under the fund that pays for them."""
    own = from_source(*(source for _, source in UNIT_FUNDS))
    special = from_source("special_account_funds")
    unit_heads = ["小计", "事业支出", "事业单位经营支出", "上级补助支出", "附属单位补助支出", "其他支出"]
    unit_columns = [MoneyColumn(None, own), *(MoneyColumn(None, from_source(source)) for _, source in UNIT_FUNDS)]
    if setting.rng.random() < 0.5:
        plain = ["合计", "基本支出", "项目支出", "财政专户管理的支出"]
        columns = [MoneyColumn("total", anything), MoneyColumn("basic", both(fiscal, is_basic))]
        columns += [MoneyColumn("project", both(fiscal, is_project)), MoneyColumn(None, special)]
        top = [*plain, "单位资金", *["<"] * 5]
        headings = [top, [*["^"] * 4, *unit_heads]]
    else:
        general = from_source(GENERAL)
        top = ["合计", "一般公共预算", "<", "<", "政府性基金预算", "国有资本经营预算", "财政专户管理的支出"]
        columns = [MoneyColumn("total", anything), MoneyColumn(None, general)]
        columns += [MoneyColumn(None, both(general, is_basic)), MoneyColumn(None, both(general, is_project))]
        columns += [MoneyColumn(None, test) for test in (from_source(FUND), from_source(CAPITAL), special)]
        headings = [[*top, "单位资金", *["<"] * 5], ["^", "小计", "基本支出", "项目支出", "^", "^", "^", *unit_heads]]
    return _subjects(setting, "department_expenditure_summary", title, headings, columns + unit_columns, anything)


def _subjects(
    setting: Setting, form: str, title: str, headings: list[list[str]], columns: list[MoneyColumn], test: Test
) -> DrawnForm:
    """Draw up a form by subject with its columns numbered and its total at the foot."""
    drawn = subject_form(setting, TOTAL_LAST, form, title, headings, columns, test)
    return _with_numbers(drawn)


def _with_numbers(drawn: DrawnForm) -> DrawnForm:
    """Number the columns below the headings; the rows below move down by one."""
    drawn.grid.head[:] = numbered(drawn.grid.head)
    for record in drawn.records:
        record["row"] += 1
        record["cells"] = {measure: [row + 1, column] for measure, (row, column) in record["cells"].items()}
    return drawn


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    left: list[Item] = []
    for ordinal, heading, test in (("一", "本年收入", not_carried), ("二", "上年结转", of_origin(CARRY))):
        own = both(fiscal, test)
        left.append(Item(heading, {"total": budget.total(own)}, ordinal))
        pairs = [(f"{text}拨款", {"total": budget.total(both(own, from_source(source)))}) for text, source in FUNDS]
        left += [Item(item.item, item.figures, item.ordinal, "（{}）", 1) for item in ordinal_items(pairs)]
    right = [Item("本年支出", {"total": budget.total(fiscal)}, "一")]
    right += class_items(setting, fiscal, {"total": anything}, full=rng.random() < 0.6, mark="（{}）", depth=1)
    right.append(Item("年终结转结余", {"total": 0}, "二"))
    total = {"total": budget.total(fiscal)}
    tails = ([Item("收入总计", total, total=True)], [Item("支出总计", total, total=True)])
    head = [["收入", "<", "支出", "<"], ["项目", "预算数", rng.choice(("支出功能分类科目", "项目")), "预算数"]]
    return fiscal_summary(setting, title, head, left, right, tails, ["total"])


def _general(setting: Setting, title: str) -> DrawnForm:
    """Draw up expenditure by subject with staff and office costs under 基本支出: they have no measure here."""
    manner = Manner(total_last=True, group_head="部门预算支出功能分类科目")
    headings = [["合计", "基本支出", "<", "<", "项目支出"], ["^", "小计", "人员经费", "公用经费", "^"]]
    columns = [MoneyColumn("total", anything), MoneyColumn("basic", is_basic), MoneyColumn(None, is_personnel)]
    columns += [MoneyColumn(None, is_operations), MoneyColumn("project", is_project)]
    form = "general_public_budget_expenditure"
    return _with_numbers(subject_form(setting, manner, form, title, headings, columns, from_source(GENERAL)))


def _three_public(setting: Setting) -> DrawnForm:
    if setting.rng.random() < 0.5:
        title = setting.rng.choice(("一般公共预算“三公”经费支出预算表", "财政拨款“三公”经费支出预算表"))
        block = ("“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费")
        return one_year(setting, title, block, numbers=True)
    labels = (
        ("合计", "total"),
        ("1.因公出国（境）费", "overseas_travel"),
        ("2.公务接待费", "reception"),
        ("3.公务用车购置及运行费", "vehicles.subtotal"),
        ("其中：（1）公务用车购置费", "vehicles.purchase"),
        ("（2）公务用车运行费", "vehicles.operation"),
    )
    columns = (
        ("total", "本年年初预算数"),
        ("prior_year", "上年年初预算数"),
        ("change", "增减额"),
        ("change_percent", "增减幅度"),
    )
    title = "部门“三公”经费一般公共预算财政拨款情况统计表"
    drawn = upright(setting, title, Upright(labels, columns, over_changes="本年预算比上年增减情况"))
    drawn.notes = [
        "注：“三公”经费预算数为一般公共预算财政拨款安排的支出，包括当年一般公共预算财政拨款和以前年度结转资金安排的支出。"
    ]
    return drawn


def _fund(setting: Setting, title: str) -> DrawnForm:
    """Draw up the fund's expenditure by unit and subject."""
    budget, word = setting.budget, "本年政府性基金预算支出"
    head = [
        ["单位名称", "科目编码", "科目名称", word, "<", "<"],
        ["^", "^", "^", "合计", "基本支出", "项目支出"],
    ]
    columns = [MoneyColumn("total", anything), MoneyColumn("basic", is_basic), MoneyColumn("project", is_project)]
    grid = Grid(numbered(head), kinds("ncn", 3))
    test = from_source(FUND)
    records = []
    for unit in budget.units:
        mine = both(test, of_unit(unit))
        codes: dict[str, None] = {}
        for code in budget.functions(mine):
            codes.update(dict.fromkeys(parents(code)))
        if not codes:
            continue
        for code in ["", *codes]:
            own = both(mine, lambda line, code=code: line.function.startswith(code))  # type: ignore[misc]
            label = name_of(code) if code else unit.name
            rows = SubjectRows(setting, grid, columns, 1, False)
            texts = ["" if code else unit.name, code, name_of(code) if code else ""]
            rows._write(texts, {"subject_code": code or None, "unit_code": None, "name": label}, own)
            records += rows.records
    note = []
    if not records:
        for _ in range(setting.rng.randint(0, 3)):
            grid.add(*[""] * 6)
        note = [empty_note(setting, "政府性基金预算支出")]
    rows = SubjectRows(setting, grid, columns, 2, False)
    rows.add_total("合计", test if records else nothing)
    return DrawnForm("government_fund_expenditure", title, grid, records + rows.records, notes=note)
