"""Other provinces: the same nine forms under other names, other headings, other column orders."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from ..budget import both, from_general, from_source, is_project, not_carried
from ..form import DrawnForm
from ..grid import Grid
from .common import FUND_NAMES, FUNDS, SPECIAL, UNIT_FUNDS, Setting, caption, kinds
from .revenue import unit_revenue
from .rows import CARRY_OVER, MoneyColumn
from .subject_forms import (
    TOTAL_ONLY,
    Manner,
    basic_form,
    expenditure_by_use,
    fund_forms,
    general_form,
    revenue_form,
    subject_form,
)
from .three_public import BLOCK, FORM, PARTS, general_figures, one_row, three_public_form
from .two_sided import class_items, fiscal_halves, source_items, summary_form, year_tails

OTHER_SOURCES = (SPECIAL, "undertaking_income", "operating_income", "other_income", "superior_subsidy")


@dataclass(frozen=True)
class Wording:
    """How a province names its forms, what stands over codes and names, and in how many columns codes may stand.

    ``whole`` ends the titles of the first four, ``end`` those of the others; ``by`` follows the titles of the general
    budget's, ``granted`` comes before 支出. With ``projects`` it has a form of them.
    """

    who: str
    whole: str
    end: str
    code: str
    code_head: str = "科目编码"
    name_head: str = "科目名称"
    by: tuple[str, str] = ("", "")
    granted: str = ""
    columns: tuple[int, ...] = (1, 3)
    projects: bool = False


WORDINGS: dict[str, Wording] = {
    "guangdong": Wording(
        *("", "总体情况表", "情况表", "表{}", "功能科目编码", "功能科目名称"),
        by=("（按功能分类科目）", "（按支出经济分类科目）"),
        projects=True,
    ),
    "zhejiang": Wording("部门", "预算总表", "表", "公开{:02d}表"),
    "hubei": Wording("", "总表", "表", "表{}", "科目代码", projects=True),
    "shandong": Wording("", "预算总表", "预算表", "公开表{}", by=("（按功能分类）", "（按经济分类）")),
    "henan": Wording("部门", "总体情况表", "情况表", "预算{:02d}表", columns=(3,)),
    "beijing": Wording(
        *("", "总表", "表", "预算{:02d}表", "功能分类科目编码", "功能分类科目名称"), granted="财政拨款", columns=(1,)
    ),
}


def forms_of(province: str, setting: Setting) -> list[DrawnForm]:
    """Draw up a province's forms."""
    wording, rng, year = WORDINGS[province], setting.rng, f"{setting.budget.year}年"
    manner = Manner(
        code_columns=rng.choice(wording.columns),
        code_head=wording.code_head,
        name_head=wording.name_head,
        group_head=rng.choice((None, "项目", "科目")),
        total_last=rng.random() < 0.4,
        blank_rows=rng.choice((0, 0, 0, 2)),
    )
    economic = replace(manner, code_head="经济分类科目编码", name_head="经济分类科目名称")
    prefix = rng.choice(("", "", year, f"{year}度"))
    over, over_basic = rng.choice((None, "支出预算", f"{year}预算数")), rng.choice((None, "基本支出"))
    empty = f"注：本{rng.choice(('部门', '单位'))}{year}无{{}}预算支出。"
    who, whole, end, granted = wording.who, wording.whole, wording.end, wording.granted
    drawn = [
        _summary(setting, f"{who}收支{whole}"),
        _revenue(setting, f"{who}收入{whole}", manner),
        expenditure_by_use(setting, manner, f"{who}支出{whole}", over),
        _fiscal(setting, f"财政拨款收支{whole}"),
        general_form(setting, manner, f"一般公共预算{granted}支出{end}{wording.by[0]}", over),
        basic_form(setting, economic, f"一般公共预算{granted}基本支出{end}{wording.by[1]}", over_basic),
        _three_public(setting, f"{granted or '一般公共预算'}“三公”经费支出{end}"),
        *fund_forms(setting, manner, f"{{}}预算{granted}支出{end}", None, empty),
    ]
    if wording.projects:
        drawn.insert(6, _projects(setting, f"一般公共预算项目支出{end}", manner))
    for form in caption(setting, drawn, wording.code, prefix):
        if not form.notes and rng.random() < 0.12:
            form.notes = _remarks(rng)
    return drawn


def _remarks(rng: random.Random) -> list[str]:
    """Return one to three notes as they are numbered in print."""
    texts = (
        "本表反映部门本年度预算安排情况。",
        "功能分类科目编码到项级。",
        "因四舍五入，部分合计数与分项数之和可能存在尾差。",
        "不包括上年结转安排的支出。",
    )
    picked = rng.sample(texts, rng.randint(1, 3))
    if len(picked) == 1:
        return [rng.choice(("注：", "备注：", "说明：")) + picked[0]]
    return [("注：" if number == 1 else "") + f"{number}.{text}" for number, text in enumerate(picked, 1)]


def _summary(setting: Setting, title: str) -> DrawnForm:
    rng = setting.rng
    general = rng.choice(("一般公共预算拨款收入", "一般公共预算资金", "一般公共预算财政拨款收入"))
    fund = rng.choice(("政府性基金预算拨款收入", "政府性基金预算资金"))
    capital = rng.choice(("国有资本经营预算拨款收入", "国有资本经营预算资金"))
    names = [(name, source) for name, (_, source) in zip((general, fund, capital), FUNDS, strict=True)]
    names += [("财政专户管理资金收入", SPECIAL), *UNIT_FUNDS[:3], UNIT_FUNDS[4]]
    tails = year_tails(setting, rng.choice(("上年结转", "上年结转结余")), rng.choice(("结转下年", "年终结转结余")))
    figures = rng.choice(("预算数", "金额", f"{setting.budget.year}年预算数", "预算金额"))
    words = ("项目", figures, rng.choice(("项目", "项目（按功能分类）")))
    classes, blank_rows = class_items(setting, full=rng.random() < 0.5), rng.choice((0, 0, 1))
    return summary_form(setting, title, words, source_items(setting, names), classes, tails, blank_rows)


def _revenue(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    """Draw up the revenue form by subject or by unit, its columns in an order of its own."""
    rng = setting.rng
    general = rng.choice(("一般公共预算拨款收入", "一般公共预算", "一般公共预算资金"))
    fund = rng.choice(("政府性基金预算拨款收入", "政府性基金预算"))
    capital = rng.choice(("国有资本经营预算拨款收入", "国有资本经营预算"))
    special = rng.choice(("财政专户管理资金收入", "财政专户管理资金"))
    names = [(name, source) for name, (_, source) in zip((general, fund, capital), FUNDS, strict=True)]
    columns = [("合计", TOTAL_ONLY[0])]
    columns += [
        (name, MoneyColumn(source, both(from_source(source), not_carried)))
        for name, source in (*names, (special, SPECIAL), *UNIT_FUNDS)
    ]
    columns.insert(rng.choice((1, len(columns))), ("上年结转", CARRY_OVER))
    texts, figures = [text for text, _ in columns], [column for _, column in columns]
    if rng.random() < 0.5:
        return revenue_form(setting, manner, title, [texts], figures)
    lead = rng.choice((("单位代码", "单位名称"), ("单位编码", "单位名称")))
    head = [[*lead, *texts]]
    if rng.random() < 0.5:
        head = [[rng.choice(("部门", "单位")), "<", *texts], [*lead, *["^"] * len(texts)]]
    return unit_revenue(setting, title, Grid(head, kinds("cn", len(figures))), figures)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    rng = setting.rng
    funds = FUND_NAMES if rng.random() < 0.7 else ()
    full, figures = rng.random() < 0.3, rng.choice(("预算数", "金额"))
    return fiscal_halves(setting, title, full, forward="结转下年", funds=funds, figures=figures)


def _three_public(setting: Setting, title: str) -> DrawnForm:
    rng = setting.rng
    if rng.random() < 0.3:
        return three_public_form(setting, FORM, title, from_general)
    cars = rng.choice(("公务用车购置及运行费", "公务用车购置及运行维护费"))
    total = rng.choice(("合计", "“三公”经费合计"))
    running = rng.choice(("公务用车运行费", "公务用车运行维护费"))
    head = [[total, BLOCK[1], cars, *BLOCK[3:]], [*PARTS[:4], running, "^"]]
    name = None
    if rng.random() < 0.5:
        name = setting.budget.department
        head = [["单位名称", *head[0]], ["^", *head[1]]]
    return one_row(setting, title, head, general_figures(setting).items(), name=name)


def _projects(setting: Setting, title: str, manner: Manner) -> DrawnForm:
    form, test = "general_public_budget_project_expenditure", both(from_general, is_project)
    return subject_form(setting, manner, form, title, [["金额"]], TOTAL_ONLY, test)
