"""Shanghai's nine forms in yuan, and the goal statements of its projects."""

from __future__ import annotations

from dataclasses import replace

from ..budget import FISCAL, fiscal, for_project, from_general, from_source, is_basic, under
from ..departments import INDICATOR_LEVELS, goal_sentence, indicator_name
from ..form import DrawnForm
from ..grid import Grid
from ..money import amount_of
from .common import EARNINGS, Setting, caption, kinds
from .rows import MoneyColumn
from .subject_forms import (
    TOTAL_ONLY,
    Manner,
    basic_form,
    expenditure_by_use,
    fund_forms,
    general_form,
    heads,
    revenue_form,
)
from .targets import around_sheet, merged_levels, sheet_money, statement_form, value_cells
from .three_public import RECEPTION_FIRST, general_figures, one_row
from .two_sided import BY_FUND, Item, amount, class_items, fiscal_summary, grand_tails, ordinal_items, summary_form

OTHER_SOURCES = tuple(dict(EARNINGS).values())
_FUNDS = tuple(zip(("一般公共预算资金", "政府性基金", "国有资本经营预算"), FISCAL, strict=True))
MANNER = Manner(3, "功能分类科目编码", "功能分类科目名称", "项目", total_last=True)
ECONOMIC = replace(MANNER, code_head="部门预算经济分类科目编码", name_head="经济分类科目名称")


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the nine forms, then one goal statement for each of the larger projects."""
    budget, rng = setting.budget, setting.rng
    prefix = f"{budget.year}年{rng.choice(('部门', '部门', '预算单位'))}"
    empty = f"注:本部门{budget.year}年无{{}}预算财政拨款安排的预算，故本表为空表。"
    drawn = [
        _summary(setting, "财务收支预算总表"),
        _revenue(setting, "收入预算总表"),
        expenditure_by_use(setting, MANNER, "支出预算总表", "支出预算"),
        _fiscal(setting, "财政拨款收支预算总表"),
        general_form(setting, MANNER, "一般公共预算支出功能分类预算表", "一般公共预算支出"),
        *fund_forms(setting, MANNER, "{}预算支出功能分类预算表", "{}预算支出", empty),
        basic_form(setting, ECONOMIC, "一般公共预算基本支出部门预算经济分类预算表", "一般公共预算基本支出"),
        _three_public(setting, "“三公”经费和机关运行经费预算表"),
    ]
    caption(setting, drawn, None, prefix)
    return [*drawn, *[goal_statement(setting, name) for name in budget.projects()[: rng.randint(0, 4)]]]


def _summary(setting: Setting, title: str) -> DrawnForm:
    revenue = [Item("财政拨款收入", amount(setting, fiscal), "一")]
    revenue += [
        Item(name, amount(setting, from_source(source)), str(number), "{}. ", 1)
        for number, (name, source) in enumerate(_FUNDS, 1)
    ]
    revenue += ordinal_items(((name, amount(setting, from_source(source))) for name, source in EARNINGS), start=1)
    words, classes = ("项目", "预算数", "项目"), class_items(setting, full=False)
    blank_rows, over = setting.rng.randint(0, 6), ("本年收入", "本年支出")
    return summary_form(setting, title, words, revenue, classes, grand_tails(setting), blank_rows, over)


def _revenue(setting: Setting, title: str) -> DrawnForm:
    headings = heads("收入预算", ["合计", "财政拨款收入", *(name for name, _ in EARNINGS)])
    columns = [*TOTAL_ONLY, MoneyColumn("fiscal_appropriation", fiscal)]
    columns += [MoneyColumn(source, from_source(source)) for source in OTHER_SOURCES]
    return revenue_form(setting, MANNER, title, headings, columns)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    revenue = ordinal_items((name, amount(setting, from_source(source))) for name, source in _FUNDS)
    spending, tails = class_items(setting, False, fiscal, BY_FUND), grand_tails(setting, fiscal, BY_FUND)
    return fiscal_summary(setting, title, revenue, spending, tails, over=("财政拨款收入", "财政拨款支出"))


def _three_public(setting: Setting, title: str) -> DrawnForm:
    """Draw up 三公 and what runs the office, in 万元 whatever the other forms are in."""
    style = sheet_money(setting, zero=setting.style.zero)
    head = [
        ["“三公”经费预算数", "<", "<", "<", "<", "<", "机关运行经费预算数"],
        ["合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "<", "<", "^"],
        ["^", "^", "^", "小计", "购置费", "运行费", "^"],
    ]
    office = setting.total(from_general, is_basic, under("302", "economic"))
    figures = general_figures(setting, order=RECEPTION_FIRST) | {"agency_operation": office}
    form = one_row(setting, title, head, [(measure, style.text(fen)) for measure, fen in figures.items()])
    form.unit = "万元"
    return form


def goal_statement(setting: Setting, project: str) -> DrawnForm:
    """Draw up 财政项目支出绩效目标填报表 of one project; title and year stand inside its grid."""
    budget, rng, style = setting.budget, setting.rng, sheet_money(setting, "元")
    grid = Grid([], [*kinds("tttt", 1), *kinds("tt", 1)])
    annual = budget.total(for_project(project))
    whole, year = style.text(annual * rng.choice((1, 1, 3))), style.text(annual)
    none = style.text(0)
    nature, category = rng.choice(("阶段性项目", "经常性项目", "一次性项目")), rng.choice(("特定目标类", "其他运转类"))
    unit = budget.units[0].name
    grid.add("项目名称", "<", project, "<", "项目性质", nature, "项目类别", category)
    grid.add("主管部门", "<", budget.department, "<", "实施单位", unit, "<", "<")
    start, end = f"{budget.year}-01-01", f"{budget.year}-12-31"
    grid.add("计划开始日期", "<", start, "<", "计划完成日期", end, "<", "<")
    row = grid.add("项目资金（元）", "<", "项目资金总额", "<", whole, "年度资金申请总额", "<", year)
    grid.add("^", "^", "其中：财政资金", "<", whole, "其中：当年财政拨款", "<", year)
    grid.add("^", "^", "^", "^", "^", "上年结转资金", "<", none)
    grid.add("^", "^", "其他资金", "<", none, "其他资金", "<", none)
    places = {
        "total": (row, 4),
        "total_fiscal": (row + 1, 4),
        "total_other": (row + 3, 4),
        "annual": (row, 7),
        "annual_fiscal": (row + 1, 7),
        "annual_carry_over": (row + 2, 7),
        "annual_other": (row + 3, 7),
    }
    goals = [goal_sentence(rng, rng.randint(1, 14)), goal_sentence(rng, rng.randint(1, 14))]
    grid.add("项目绩效目标", "项目总目标", "<", "<", "<", "年度总体目标", "<", "<")
    grid.add("^", goals[0], "<", "<", "<", goals[1], "<", "<")
    grid.add("绩效指标", "一级指标", "二级指标", "三级指标", "<", "<", "年度(/项目)指标值", "<")
    indicators = _goal_indicators(setting, project)
    cells = {f"funds.{name}": list(place) for name, place in places.items()}
    cells |= value_cells(grid.rows, len(indicators), 6)
    for levels, one in zip(merged_levels(indicators), indicators, strict=True):
        grid.add("^", *levels, one["level3"], "<", "<", one["value"], "<")
    known = {
        "project": project,
        "project_nature": nature,
        "project_category": category,
        "supervising_department": budget.department,
        "implementing_unit": unit,
        "start_date": start,
        "end_date": end,
        "funds": {name: amount_of(grid.body[place[0]][place[1]]) for name, place in places.items()},
        "project_goal": goals[0],
        "annual_goal": goals[1],
    }
    around = around_sheet(setting, "元")
    return statement_form("财政项目支出绩效目标填报表", grid, indicators, cells, known, banner=True, **around)


def _goal_indicators(setting: Setting, project: str) -> list[dict[str, str]]:
    rng = setting.rng
    indicators = []
    for level1, names in INDICATOR_LEVELS.items():
        for level2 in names:
            for _ in range(rng.choice((0, 0, 1, 2))):
                value = rng.choice(
                    (f"≥{rng.randint(50, 99)}.00(%)", f"={rng.randint(1, 500)}.00(次)", "及时", "合规", "有效提升")
                )
                indicators.append(
                    {"level1": level1, "level2": level2, "level3": indicator_name(rng, level2, project), "value": value}
                )
    return indicators or [{"level1": "产出指标", "level2": "数量指标", "level3": "完成数量", "value": "≥1.00(个)"}]
