"""Yunnan's numbered tables (预算01-1表 …), as its departments publish them from the province's budget system."""

from __future__ import annotations

from ..budget import (
    CAPITAL,
    FUND,
    both,
    fiscal,
    from_general,
    from_source,
    is_basic,
    is_project,
    nothing,
    of_unit,
    under,
)
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import name_of, with_ancestors
from .common import REVENUES, SPECIAL, UNIT_FUNDS, UNIT_SOURCES, Setting, caption, kinds, numbered
from .revenue import RevenueManner, revenue_by_unit
from .rows import MoneyColumn, SubjectRows, subject_keys
from .subject_forms import TOTAL_BASIC_PROJECT, TOTAL_ONLY, USE, Manner, general_form, subject_form
from .three_public import NAMED_BLOCK, last_year, one_year, upright
from .two_sided import Item, amount, class_items, fiscal_halves, ordinal_items, source_items, summary_form, year_tails
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

OTHER_SOURCES = (SPECIAL, *UNIT_SOURCES)
NUMBERS = ("01-1", "01-2", "01-3", "02-1", "02-2", "03", "04", "05-1", "05-2", "06", "07", "08", "09-1", "10", "12")
NUMBERS += ("13",)
LABELS = (
    ("合计", "total"),
    ("1.因公出国（境）费", "overseas_travel"),
    ("2.公务接待费", "reception"),
    ("3.公务用车购置及运行费", "vehicles.subtotal"),
    ("其中：（1）公务用车购置费", "vehicles.purchase"),
    ("（2）公务用车运行费", "vehicles.operation"),
)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the tables, those of later years under names that begin with 部门."""
    rng = setting.rng
    later = "部门" if rng.random() < 0.4 else ""
    drawn = [
        _summary(setting, later + "财务收支预算总表"),
        _revenue(setting, "部门收入预算表"),
        _expenditure(setting, "部门支出预算表"),
        fiscal_halves(
            setting,
            later + "财政拨款收支预算总表",
            full=rng.random() < 0.6,
            funds=(),
            item=rng.choice(("支出功能分类科目", "项目")),
        ),
        _general(setting, "一般公共预算支出预算表（按功能科目分类）"),
        _three_public(setting),
        basic_list(setting, later + "基本支出预算表（人员类、运转类公用经费项目）"),
        project_list(setting, later + "项目支出预算表（其他运转类、特定目标类项目）"),
        project_targets(setting, rng.choice((later + "项目支出绩效目标表", "项目支出绩效目标表（本级下达）"))),
        _fund(setting, later + "政府性基金预算支出预算表"),
        purchases(setting, "部门政府采购预算表"),
        bought_services(setting, later + "政府购买服务预算表"),
        transfers(setting),
        new_assets(setting, "新增资产配置表"),
        mid_term(setting, rng.choice(("部门项目中期规划预算表", "项目支出中期规划预算表"))),
    ]
    if rng.random() < 0.5:
        drawn.append(overall_targets(setting))
    label = rng.choice(("单位名称：", "单位名称：", "部门：", "部门名称："))
    caption(setting, drawn, "预算{}表", rng.choice(("", "", "", f"{setting.budget.year}年")), NUMBERS)
    for form in drawn:
        form.entity_label = label
    return drawn


def _summary(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    revenue = source_items(setting, REVENUES[:4])
    whole = "单位资金收入" if rng.random() < 0.5 else "单位资金"
    revenue.append(Item(whole, amount(setting, from_source(*UNIT_SOURCES)), "五"))
    mark = rng.choice(("（{}）", "{}、"))
    parts = ordinal_items([(text, amount(setting, from_source(source))) for text, source in UNIT_FUNDS])
    for at, part in enumerate(parts, 1):
        revenue.append(Item(part.item, part.figures, str(at) if mark == "{}、" else part.ordinal, mark, 1))
    figures = rng.choice(("预算数", f"{budget.year}年预算数"))
    words = ("项目", figures, rng.choice(("项目（按功能分类）", "项目")))
    return summary_form(
        setting, title, words, revenue, class_items(setting, full=rng.random() < 0.5), year_tails(setting)
    )


def _revenue(setting: Setting, title: str) -> DrawnForm:
    nested = setting.rng.random() < 0.8
    return revenue_by_unit(setting, title, RevenueManner(nested=nested, numbers=True, total_last=True))


def _expenditure(setting: Setting, title: str) -> DrawnForm:
    """Draw up expenditure by subject: basic and project beside each other, or under the fund that pays for them."""
    special = from_source(SPECIAL)
    unit_heads = ["小计", "事业支出", "事业单位经营支出", "上级补助支出", "附属单位补助支出", "其他支出"]
    unit_tests = [from_source(*UNIT_SOURCES), *(from_source(source) for source in UNIT_SOURCES)]
    columns = list(TOTAL_ONLY)
    if setting.rng.random() < 0.5:
        top = ["合计", "基本支出", "项目支出", "财政专户管理的支出"]
        columns += [MoneyColumn("basic", both(fiscal, is_basic)), MoneyColumn("project", both(fiscal, is_project))]
        below, tests = ["^"] * 4, [special]
    else:
        top = ["合计", "一般公共预算", "<", "<", "政府性基金预算", "国有资本经营预算", "财政专户管理的支出"]
        below = ["^", "小计", "基本支出", "项目支出", "^", "^", "^"]
        tests = [from_general, both(from_general, is_basic), both(from_general, is_project)]
        tests += [from_source(FUND), from_source(CAPITAL), special]
    headings = [[*top, "单位资金", *["<"] * 5], [*below, *unit_heads]]
    columns += [MoneyColumn(None, test) for test in tests + unit_tests]
    manner = Manner(total_last=True)
    return _with_numbers(subject_form(setting, manner, "department_expenditure_summary", title, headings, columns))


def _with_numbers(drawn: DrawnForm) -> DrawnForm:
    """Number the columns below the headings; the rows below move down by one."""
    drawn.grid.head[:] = numbered(drawn.grid.head)
    for record in drawn.records:
        record["row"] += 1
        record["cells"] = {measure: [row + 1, column] for measure, (row, column) in record["cells"].items()}
    return drawn


def _general(setting: Setting, title: str) -> DrawnForm:
    manner = Manner(total_last=True, group_head="部门预算支出功能分类科目")
    return _with_numbers(general_form(setting, manner, title, split=True))


def _three_public(setting: Setting) -> DrawnForm:
    if setting.rng.random() < 0.5:
        title = setting.rng.choice(("一般公共预算“三公”经费支出预算表", "财政拨款“三公”经费支出预算表"))
        return one_year(setting, title, NAMED_BLOCK, numbers=True)
    columns = (
        ("total", "本年年初预算数"),
        ("prior_year", "上年年初预算数"),
        ("change", "增减额"),
        ("change_percent", "增减幅度"),
    )
    title = "部门“三公”经费一般公共预算财政拨款情况统计表"
    drawn = upright(setting, title, LABELS, columns, last_year(setting), over_changes="本年预算比上年增减情况")
    drawn.notes = [
        "注：“三公”经费预算数为一般公共预算财政拨款安排的支出，包括当年一般公共预算财政拨款和以前年度结转资金安排的支出。"
    ]
    return drawn


def _fund(setting: Setting, title: str) -> DrawnForm:
    """Draw up the fund's expenditure by unit and subject."""
    budget = setting.budget
    head = [["单位名称", "科目编码", "科目名称", "本年政府性基金预算支出", "<", "<"], ["^", "^", "^", *USE]]
    grid = Grid(numbered(head), kinds("ncn", 3))
    rows = SubjectRows(setting, grid, TOTAL_BASIC_PROJECT, 2)
    fund, notes = from_source(FUND), []
    for unit in budget.units:
        mine = both(fund, of_unit(unit))
        codes = budget.functions(mine)
        if codes:
            rows.put([unit.name, "", ""], subject_keys(unit.name), mine)
        for code in with_ancestors(codes):
            rows.put(["", code, name_of(code)], subject_keys(name_of(code), code), both(mine, under(code)))
    if not rows.records:
        rows.add_blank(setting.rng.randint(0, 3))
        notes = [empty_note(setting, "政府性基金预算支出")]
    rows.add_total("合计", fund if rows.records else nothing)
    return DrawnForm("government_fund_expenditure", title, grid, rows.records, notes=notes)
