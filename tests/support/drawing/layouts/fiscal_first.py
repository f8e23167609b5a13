"""Chongqing's and Hainan's tables, in the order of the Ministry's first eight: the treasury's money before the rest.

Both print labels without ordinals now and then, and classes without any.
"""

from __future__ import annotations

from ..budget import FUND, Test, anything, both, carried_over, from_source, not_carried, nothing
from ..form import DrawnForm
from ..grid import Grid
from .common import FUND_NAMES, FUND_REVENUES, ORDINALS, UNIT_FUNDS, UNIT_SOURCES, Setting, caption, kinds
from .performance import project_targets
from .purchases import FORM, purchase_row
from .region_targets import chongqing_overall, chongqing_statement, statement_wording
from .rows import MoneyColumn
from .subject_forms import Manner, basic_form, expenditure_form, fund_forms, general_form, revenue_form
from .three_public import BLOCK, figures_of, one_row, prior, two_years, year_heads
from .two_sided import Item, class_items, fiscal_halves, source_items, summary_form, unnumbered, year_tails
from .with_last_year import general_beside_last_year

OTHER_SOURCES = UNIT_SOURCES


def chongqing(setting: Setting) -> list[DrawnForm]:
    """Draw up Chongqing's tables: 表一 to 表九, the department's targets and those of some projects."""
    rng, budget, year = setting.rng, setting.budget, setting.budget.year
    manner = Manner(total_label=rng.choice(("合计", "总计")))
    over = rng.choice(("经济分类科目（部门预算）", "部门预算支出经济分类科目", "经济分类科目"))
    economic = Manner(group_head=over, total_label=manner.total_label)
    total = rng.choice(("总计", "小计", "合计"))
    general_head = [
        ["功能分类科目", "<", f"{year - 1}年预算数", f"{year}年预算数", "<", "<"],
        ["科目编码", "科目名称", "^", total, "基本支出", "项目支出"],
    ]
    money = rng.choice((None, f"{year}年基本支出"))
    office = rng.choice(("日常公用经费", "公用经费"))
    empty = rng.choice(("（备注：本单位无{}收支，故此表无数据。）", "备注：本单位无{}收支，故此表无数据。"))
    drawn = [
        _fiscal(setting, ("收入总数", "支出总数") if rng.random() < 0.5 else ("收入合计", "支出合计")),
        general_beside_last_year(
            setting, rng.choice(("一般公共预算财政拨款支出预算表", "一般公共预算财政拨款支出表")), general_head, False
        ),
        basic_form(setting, economic, "一般公共预算财政拨款基本支出预算表", money, total, office),
        two_years(setting, rng.choice(("一般公共预算“三公”经费支出表", "财政拨款“三公”经费支出表"))),
        *fund_forms(setting, manner, ["政府性基金预算支出表"], "本年政府性基金预算财政拨款支出", empty),
        _bare_summary(setting),
        _revenue(setting, manner),
        _expenditure(setting, manner),
        _purchases(setting),
    ]
    prefix = rng.choice(("", "", f"{year}年", budget.department, f"{budget.department}{year}年"))
    caption(setting, drawn, "表{}", prefix, ORDINALS)
    sheets = [chongqing_overall(setting)]
    projects, wording = budget.projects(), statement_wording(setting)
    sheets += [chongqing_statement(setting, wording, name) for name in rng.sample(projects, min(len(projects), 2))]
    for form, code in zip(sheets, ("表十", "表十一", "表十一"), strict=False):
        form.code = code if rng.random() < 0.7 else None
        form.unit, form.unit_label = setting.style.unit, setting.unit_label
    if prefix.startswith(budget.department):  # then the department stands in the titles alone
        for form in drawn:
            form.entity, form.entity_label = None, DrawnForm.entity_label
    return drawn + sheets


def hainan(setting: Setting) -> list[DrawnForm]:
    """Draw up Hainan's tables: two of 三公, and what the projects have to reach."""
    rng, year = setting.rng, setting.budget.year
    manner = Manner(code_head=rng.choice(("科目编码", "功能分类科目编码")), total_last=rng.random() < 0.5)
    function = Manner(group_head="支出功能分类科目", total_last=manner.total_last)
    economic = Manner(group_head="支出经济分类科目", total_last=manner.total_last)
    empty = "注：本部门没有使用政府性基金预算安排的支出。"
    drawn = [
        _fiscal(setting, ("收入总计", "支出总计")),
        general_form(setting, function, "一般公共预算支出表", f"{year}年预算数", "小计"),
        basic_form(setting, economic, "一般公共预算基本支出表", f"{year}年基本支出"),
        two_years(setting, "一般公共预算“三公”经费支出表", ("小计", *BLOCK[1:]) if rng.random() < 0.5 else BLOCK),
        *fund_forms(setting, manner, ["政府性基金预算支出表"], "本年政府性基金预算支出", empty),
        _fund_three_public(setting),
        _summary(setting),
        _revenue(setting, manner),
        _expenditure(setting, manner),
    ]
    caption(setting, drawn, None, rng.choice(("", "", f"{year}年")))
    for number, form in enumerate(drawn, 1):
        form.code = rng.choice(("附表{}", "表{}")).format(number)
    targets = project_targets(setting, "项目支出绩效信息表")
    targets.unit_label = setting.unit_label
    return [*drawn, targets]


def _fiscal(setting: Setting, totals: tuple[str, str]) -> DrawnForm:
    """Draw up 财政拨款收支总表: only the two halves of each side are numbered."""
    return fiscal_halves(
        setting,
        "财政拨款收支总表",
        full=False,
        parts=("资金", "拨款"),
        forward="结转下年",
        marked=False,
        totals=totals,
        funds=[f"{name}财政拨款" for name in FUND_NAMES],
    )


def _summary(setting: Setting) -> DrawnForm:
    """Draw up 部门收支总表, of whose classes only nine are numbered."""
    classes = class_items(setting, full=False)
    names = (*FUND_REVENUES, *UNIT_FUNDS)
    return _one_summary(setting, source_items(setting, names), classes[:9] + unnumbered(classes[9:], 1))


def _bare_summary(setting: Setting) -> DrawnForm:
    """Draw up 部门收支总表 without ordinals, whose sources say 预算."""
    names = (*FUND_REVENUES, *((f"{name}预算", source) for name, source in UNIT_FUNDS))
    spending = unnumbered(class_items(setting, full=False), 1)
    return _one_summary(setting, unnumbered(source_items(setting, names)), spending)


def _one_summary(setting: Setting, revenue: list[Item], spending: list[Item]) -> DrawnForm:
    tails = year_tails(setting, "上年结转", "结转下年")
    tails[0].insert(1, Item("用事业基金弥补收支差额", {"total": 0}))
    return summary_form(setting, "部门收支总表", ("项目", "预算数", "项目"), revenue, spending, tails)


def _revenue(setting: Setting, manner: Manner) -> DrawnForm:
    """Draw up 部门收入总表: 事业收入 parted into fees from schooling, which have a measure, and the rest."""
    rest = [(f"{name}预算", source, from_source(source)) for name, source in UNIT_FUNDS[1:]]
    columns: list[tuple[str, str | None, Test]] = [
        ("总计", "total", anything),
        ("上年结转", "carry_over", carried_over),
        *((name, source, both(not_carried, from_source(source))) for name, source in FUND_REVENUES),
        ("非教育收费收入预算", None, from_source("undertaking_income")),
        ("教育收费收入预算", "education_fees", nothing),
        *rest,
        ("用事业基金弥补收支差额", "non_fiscal_balance", nothing),
    ]
    texts = [text for text, _, _ in columns]
    headings = [
        [*texts[:5], "事业收入预算", "<", *texts[7:]],
        [*["^"] * 5, *texts[5:7], *["^"] * (len(texts) - 7)],
    ]
    own = Manner(manner.code_columns, manner.code_head, manner.name_head, "科目", manner.total_last)
    shown = [MoneyColumn(measure, test) for _, measure, test in columns]
    return revenue_form(setting, own, "部门收入总表", headings, shown)


def _expenditure(setting: Setting, manner: Manner) -> DrawnForm:
    last = setting.rng.choice(("对下级单位补助支出", "对附属单位补助支出"))
    words = {"first": "总计", "last": last}
    return expenditure_form(setting, manner, "部门支出总表", superior_first=True, operating=True, **words)


def _purchases(setting: Setting) -> DrawnForm:
    """Draw up 政府采购预算明细表: goods, services and works by who pays."""
    rng = setting.rng
    head = [["项目", "总计", *(name for name, _ in FUND_REVENUES), "事业收入预算", "其他收入预算"]]
    grid = Grid(head, kinds("n", 6))
    bought = [(name, rng.choice((0, rng.randint(1, 900) * 100_000))) for name in ("货物类", "服务类", "工程类")]
    records = [
        purchase_row(setting, grid, [name], [fen, fen, 0, 0, 0, 0], project=name)
        for name, fen in [("合计", sum(fen for _, fen in bought)), *bought]
    ]
    return DrawnForm(FORM, "政府采购预算明细表", grid, records)


def _fund_three_public(setting: Setting) -> DrawnForm:
    """Draw up 三公 paid from government funds: mostly nothing."""
    year, now = setting.budget.year, figures_of(setting, from_source(FUND)).measures()
    figures = prior(dict.fromkeys(now, 0)) | now
    head = year_heads(f"{year - 1}年预算数", f"{year}年预算数")
    title, form = "政府性基金预算“三公”经费支出表", "government_fund_three_public"
    notes = ["注：本部门没有使用政府性基金预算安排的“三公”经费支出。"]
    return one_row(setting, title, head, figures.items(), form, notes=notes)
