"""Chongqing's and Hainan's tables, in the order of the Ministry's first eight: the treasury's money before the rest.

Both print labels without ordinals now and then, and classes without any.
"""

from __future__ import annotations

from ..budget import (
    CARRY,
    CURRENT,
    FUND,
    GENERAL,
    Test,
    both,
    fiscal,
    from_source,
    is_basic,
    is_project,
    not_carried,
    of_origin,
    under,
)
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from ..subjects import CLASSES
from .blocks import (
    TOTAL_BASIC_PROJECT,
    TOTAL_PERSONNEL_OPERATIONS,
    Manner,
    fiscal_measures,
    fiscal_summary,
    one_fund_form,
    subject_form,
)
from .common import Item, MoneyColumn, Setting, Side, anything, kinds, level, nothing, two_sided
from .national_system import FUNDS
from .performance import project_targets
from .region_targets import chongqing_overall, chongqing_statement, statement_wording
from .three_public import BLOCK, figures_of, two_years
from .with_last_year import general_beside_last_year

OTHER_SOURCES = ("undertaking_income", "operating_income", "superior_subsidy", "affiliate_remittance", "other_income")
ORIGINS = (CARRY,)
FUND_NAMES = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def chongqing(setting: Setting) -> list[DrawnForm]:
    """Draw up Chongqing's tables: 表一 to 表九, the department's targets and those of some projects."""
    rng, budget, year = setting.rng, setting.budget, setting.budget.year
    manner = Manner(total_label=rng.choice(("合计", "总计")))
    economic = Manner(
        group_head=rng.choice(("经济分类科目（部门预算）", "部门预算支出经济分类科目", "经济分类科目")),
        total_label=manner.total_label,
    )
    before = f"{year - 1}年预算数"
    total = rng.choice(("总计", "小计", "合计"))
    general_head = [
        ["功能分类科目", "<", before, f"{year}年预算数", "<", "<"],
        ["科目编码", "科目名称", "^", total, "基本支出", "项目支出"],
    ]
    money = rng.choice((None, f"{year}年基本支出"))
    basic_head = [[total, "人员经费", rng.choice(("日常公用经费", "公用经费"))]]
    empty = rng.choice(("（备注：本单位无{}收支，故此表无数据。）", "备注：本单位无{}收支，故此表无数据。"))
    drawn = [
        _fiscal(setting, ("收入总数", "支出总数") if rng.random() < 0.5 else ("收入合计", "支出合计")),
        general_beside_last_year(
            setting, rng.choice(("一般公共预算财政拨款支出预算表", "一般公共预算财政拨款支出表")), general_head, False
        ),
        subject_form(
            setting,
            economic,
            "general_public_budget_basic_expenditure",
            "一般公共预算财政拨款基本支出预算表",
            ([[money, "<", "<"]] if money else []) + basic_head,
            TOTAL_PERSONNEL_OPERATIONS,
            both(from_source(GENERAL), is_basic),
            kind="economic",
        ),
        two_years(setting, rng.choice(("一般公共预算“三公”经费支出表", "财政拨款“三公”经费支出表")), "{}年预算数"),
        one_fund_form(
            setting,
            manner,
            "government_fund_expenditure",
            "政府性基金预算支出表",
            "本年政府性基金预算财政拨款支出",
            FUND,
            empty.format("政府性基金"),
        ),
        _summary(setting, bare=True),
        _revenue(setting, manner),
        _expenditure(setting, manner),
        _purchases(setting),
    ]
    prefix = rng.choice(("", "", f"{year}年", budget.department, f"{budget.department}{year}年"))
    for number, form in enumerate(drawn):
        form.code, form.title = f"表{'一二三四五六七八九'[number]}", prefix + form.title
    sheets = [chongqing_overall(setting)]
    projects = sorted({line.project or "" for line in budget.select(is_project)})
    wording = statement_wording(setting)
    sheets += [chongqing_statement(setting, wording, name) for name in rng.sample(projects, min(len(projects), 2))]
    for form, code in zip(sheets, ("表十", "表十一", "表十一"), strict=False):
        form.code = code if rng.random() < 0.7 else None
    for form in drawn + sheets:
        form.unit, form.unit_label = setting.style.unit, setting.unit_label
        if form in drawn and not prefix.startswith(budget.department):
            form.entity, form.entity_label = budget.department, setting.entity_label
    return drawn + sheets


def hainan(setting: Setting) -> list[DrawnForm]:
    """Draw up Hainan's tables: two of 三公, and what the projects have to reach."""
    rng, budget, year = setting.rng, setting.budget, setting.budget.year
    manner = Manner(code_head=rng.choice(("科目编码", "功能分类科目编码")), total_last=rng.random() < 0.5)
    economic = Manner(code_head="科目编码", group_head="支出经济分类科目", total_last=manner.total_last)
    block = ("小计", *BLOCK[1:])
    fund_cars = _fund_three_public(setting)
    drawn = [
        _fiscal(setting, ("收入总计", "支出总计")),
        subject_form(
            setting,
            Manner(group_head="支出功能分类科目", total_last=manner.total_last),
            "general_public_budget_expenditure",
            "一般公共预算支出表",
            [[f"{year}年预算数", "<", "<"], ["小计", "基本支出", "项目支出"]],
            TOTAL_BASIC_PROJECT,
            from_source(GENERAL),
        ),
        subject_form(
            setting,
            economic,
            "general_public_budget_basic_expenditure",
            "一般公共预算基本支出表",
            [[f"{year}年基本支出", "<", "<"], ["合计", "人员经费", "公用经费"]],
            TOTAL_PERSONNEL_OPERATIONS,
            both(from_source(GENERAL), is_basic),
            kind="economic",
        ),
        two_years(setting, "一般公共预算“三公”经费支出表", "{}年预算数", block if rng.random() < 0.5 else BLOCK),
        one_fund_form(
            setting,
            manner,
            "government_fund_expenditure",
            "政府性基金预算支出表",
            "本年政府性基金预算支出",
            FUND,
            "注：本部门没有使用政府性基金预算安排的支出。",
        ),
        fund_cars,
        _summary(setting, bare=False),
        _revenue(setting, manner),
        _expenditure(setting, manner),
    ]
    prefix = rng.choice(("", "", f"{year}年"))
    for number, form in enumerate(drawn, 1):
        form.code, form.title = rng.choice(("附表{}", "表{}")).format(number), prefix + form.title
    targets = project_targets(setting)
    targets.title = "项目支出绩效信息表"
    for form in [*drawn, targets]:
        form.entity, form.unit = budget.department, setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    targets.entity_label = ""
    return [*drawn, targets]


def _fiscal(setting: Setting, totals: tuple[str, str]) -> DrawnForm:
    """Draw up 财政拨款收支总表: only the two halves of each side are numbered."""
    budget = setting.budget
    left: list[Item] = []
    for ordinal, heading, tail, origin in (("一", "本年收入", "资金", CURRENT), ("二", "上年结转", "拨款", CARRY)):
        test = both(fiscal, of_origin(origin))
        left.append(Item(heading, {"total": budget.total(test)}, ordinal))
        left += [
            Item(text + tail, {"total": budget.total(both(test, from_source(source)))}, depth=1)
            for text, source in FUNDS
        ]
    measures: dict[str, Test] = {"total": anything, **{source: from_source(source) for _, source in FUNDS}}
    right = [Item("本年支出", fiscal_measures(setting), "一"), *_classes(setting, fiscal, measures)]
    right.append(Item("结转下年", dict.fromkeys(measures, 0), "二"))
    tails = (
        [Item(totals[0], {"total": budget.total(fiscal)}, total=True)],
        [Item(totals[1], fiscal_measures(setting), total=True)],
    )
    head = [["收入", "<", "支出", "<", "<", "<", "<"], ["项目", "预算数", "项目", "合计", *FUND_NAMES]]
    return fiscal_summary(setting, "财政拨款收支总表", head, left, right, tails, list(measures))


def _classes(setting: Setting, test: Test, measures: dict[str, Test]) -> list[Item]:
    """Return the function classes in use without ordinals."""
    budget = setting.budget
    used = [(name, both(test, under(code))) for code, name in CLASSES.items() if budget.total(both(test, under(code)))]
    return [
        Item(name, {measure: budget.total(both(own, column)) for measure, column in measures.items()}, depth=1)
        for name, own in used
    ]


def _summary(setting: Setting, bare: bool) -> DrawnForm:
    """Draw up 部门收支总表; ``bare`` prints no ordinals and says 预算 of each source."""
    budget = setting.budget
    tail = "预算" if bare else ""
    names = [(f"{text}拨款收入", source) for text, source in FUNDS]
    names += [
        (f"事业收入{tail}", "undertaking_income"),
        (f"事业单位经营收入{tail}", "operating_income"),
        (f"上级补助收入{tail}", "superior_subsidy"),
        (f"附属单位上缴收入{tail}", "affiliate_remittance"),
        (f"其他收入{tail}", "other_income"),
    ]
    items = [Item(name, {"total": budget.total(both(not_carried, from_source(source)))}) for name, source in names]
    spending = _classes(setting, anything, {"total": anything})
    if not bare:
        ordinals = "一二三四五六七八九"
        items = [Item(item.item, item.figures, ordinals[at]) for at, item in enumerate(items)]
        spending = [Item(item.item, item.figures, ordinals[at]) for at, item in enumerate(spending[:9])] + spending[9:]
    total, carried = budget.total(), budget.total(of_origin(CARRY))
    left = [
        Item("本年收入合计", {"total": total - carried}, total=True),
        Item("用事业基金弥补收支差额", {"total": 0}),
        Item("上年结转", {"total": carried}),
        Item("收入总计", {"total": total}, total=True),
    ]
    right = [
        Item("本年支出合计", {"total": total}, total=True),
        Item("结转下年", {"total": 0}),
        Item("支出总计", {"total": total}, total=True),
    ]
    head = [["收入", "<", "支出", "<"], ["项目", "预算数", "项目", "预算数"]]
    grid = Grid(head, kinds("n", 1) * 2)
    above, below = level(items, spending), level(left, right)
    sides = [Side("revenue", ["total"], above[0] + below[0]), Side("expenditure", ["total"], above[1] + below[1])]
    records = two_sided(setting, grid, sides)
    return DrawnForm("department_revenue_expenditure_summary", "部门收支总表", grid, records)


def _revenue(setting: Setting, manner: Manner) -> DrawnForm:
    """Draw up 部门收入总表: 事业收入 parted into fees from schooling, which have a measure, and the rest."""
    fresh = of_origin(CURRENT)
    heads: list[tuple[str, str | None, Test]] = [
        ("总计", "total", anything),
        ("上年结转", "carry_over", of_origin(CARRY)),
        *((f"{text}拨款收入", source, both(fresh, from_source(source))) for text, source in FUNDS),
        ("非教育收费收入预算", None, from_source("undertaking_income")),
        ("教育收费收入预算", "education_fees", nothing),
        ("事业单位经营收入预算", "operating_income", from_source("operating_income")),
        ("上级补助收入预算", "superior_subsidy", from_source("superior_subsidy")),
        ("附属单位上缴收入预算", "affiliate_remittance", from_source("affiliate_remittance")),
        ("其他收入预算", "other_income", from_source("other_income")),
        ("用事业基金弥补收支差额", "non_fiscal_balance", nothing),
    ]
    texts = [text for text, _, _ in heads]
    top = [*texts[:5], "事业收入预算", "<", *texts[7:]]
    bottom = [*["^"] * 5, *texts[5:7], *["^"] * (len(texts) - 7)]
    columns = [MoneyColumn(measure, test) for _, measure, test in heads]
    own = Manner(manner.code_columns, manner.code_head, manner.name_head, "科目", manner.total_last)
    return subject_form(setting, own, "department_revenue_summary", "部门收入总表", [top, bottom], columns, anything)


def _expenditure(setting: Setting, manner: Manner) -> DrawnForm:
    operating = from_source("operating_income")
    last = setting.rng.choice(("对下级单位补助支出", "对附属单位补助支出"))
    headings = [["总计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出", last]]
    columns = [
        MoneyColumn("total", anything),
        MoneyColumn("basic", is_basic),
        MoneyColumn("project", lambda line: is_project(line) and not operating(line)),
        MoneyColumn("remittance_to_superior", nothing),
        MoneyColumn("operating_expenditure", operating),
        MoneyColumn("subsidy_to_affiliates", nothing),
    ]
    return subject_form(setting, manner, "department_expenditure_summary", "部门支出总表", headings, columns, anything)


def _purchases(setting: Setting) -> DrawnForm:
    """Draw up 政府采购预算明细表: goods, services and works by who pays."""
    style, rng = setting.style, setting.rng
    head = [["项目", "总计", *(f"{text}拨款收入" for text, _ in FUNDS), "事业收入预算", "其他收入预算"]]
    grid = Grid(head, kinds("n", 6))
    kinds_of = [(name, rng.choice((0, rng.randint(1, 900) * 100_000))) for name in ("货物类", "服务类", "工程类")]
    records = []
    for name, fen in [("合计", sum(fen for _, fen in kinds_of)), *kinds_of]:
        text = style.text(fen)
        row = grid.add(name, text, text, *[style.text(0)] * 4)
        keys = {"category": None, "project": name, "economic_subject": None, "item": None, "method": None}
        records.append(amounts_record(keys, row, {"total": (1, text)}))
    return DrawnForm("government_procurement", "政府采购预算明细表", grid, records)


def _fund_three_public(setting: Setting) -> DrawnForm:
    """Draw up 三公 paid from government funds: mostly nothing."""
    year = setting.budget.year
    head = [
        [f"{year - 1}年预算数", *["<"] * 5, f"{year}年预算数", *["<"] * 5],
        list(BLOCK) * 2,
        ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"] * 2,
    ]
    grid = Grid(head, kinds("", 12))
    now = figures_of(setting, from_source(FUND)).measures()
    measures = [f"prior_year.{name}" for name in now] + list(now)
    texts = [setting.style.text(fen) for fen in [0] * len(now) + list(now.values())]
    row = grid.add(*texts)
    printed = {measure: (at, text) for at, (measure, text) in enumerate(zip(measures, texts, strict=True))}
    record = amounts_record({"unit_code": None, "name": None}, row, printed)
    notes = ["注：本部门没有使用政府性基金预算安排的“三公”经费支出。"]
    title = "政府性基金预算“三公”经费支出表"
    return DrawnForm("government_fund_three_public", title, grid, [record] if record["amounts"] else [], notes=notes)
