"""Hunan's two dozen tables: expenditure by function, by departmental and by government economic subjects."""

from __future__ import annotations

from ..budget import (
    CAPITAL,
    CARRY,
    FISCAL,
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
from ..form import DrawnForm, amounts_record
from ..grid import LEFT, Grid
from .blocks import (
    TOTAL_BASIC_PROJECT,
    TOTAL_PERSONNEL_OPERATIONS,
    Manner,
    class_items,
    fiscal_measures,
    fiscal_summary,
    subject_form,
)
from .common import (
    ORDINALS,
    Item,
    MoneyColumn,
    Setting,
    Side,
    SubjectRows,
    anything,
    kinds,
    nothing,
    of_unit,
    ordinal_items,
    two_sided,
)
from .economics import GOVERNMENT_CLASSES, in_class, of_government_class
from .hunan_details import basic_details, department_classes, fund_details, government_classes
from .hunan_goals import overall_goals, project_goals, purchases, special_funds
from .hunan_old import expenditure_by_source, revenue_by_source
from .hunan_rows import subject_table, without_parts
from .three_public import figures_of

OTHER_SOURCES = (
    "special_account_funds",
    "undertaking_income",
    "operating_income",
    "other_income",
    "superior_subsidy",
    "affiliate_remittance",
)
ORIGINS = (CARRY,)
#: Non-tax revenue within the general public budget, named under it.
_NON_TAX = (
    "行政事业性收费收入",
    "专项收入",
    "国有资本经营收入",
    "国有资源（资产）有偿使用收入",
    "罚没收入",
    "捐赠收入",
    "政府住房基金收入",
    "纳入一般公共预算管理的其他非税收入",
)


def forms(setting: Setting) -> list[DrawnForm]:
    """Draw up the tables as they were named until 2020 or since 2021."""
    budget, rng = setting.budget, setting.rng
    old = budget.year < 2021
    word = "总体情况" if old else "总"
    part = "情况" if old else ""
    who = rng.choice(("部门", "")) if old else rng.choice(("", "", "部门", "单位"))
    empty = "注：本" + (who or "单位") + f"{budget.year}年无{{}}预算支出，故本表为空。"
    basic_title, three = f"一般公共预算基本支出{part}表", f"一般公共预算“三公”经费支出{part}表"
    if old and rng.random() < 0.5:
        three = "“三公”经费预算公开表"
    by_source = old and rng.random() < 0.5
    drawn = [
        _summary(setting, f"{who}收支{word}表"),
        (revenue_by_source if old else _revenue)(setting, f"{who}收入{word}表"),
        (expenditure_by_source if by_source else _expenditure)(setting, f"{who}支出{word}表"),
        government_classes(setting, "支出预算分类汇总表（按政府预算经济分类）", anything),
        department_classes(setting, "支出预算分类汇总表（按部门预算经济分类）", anything),
        _fiscal(setting, f"财政拨款收支{word}表"),
        _general(setting, f"一般公共预算支出{part}表"),
        _basic(setting, basic_title),
        *basic_details(setting, basic_title),
        _three_public(setting, three),
        _fund(setting, "government_fund_expenditure", f"政府性基金预算支出{part}表", FUND, "政府性基金", empty),
        *fund_details(setting, "政府性基金预算支出分类汇总表"),
        _fund(setting, "state_capital_expenditure", f"国有资本经营预算支出{part}表", CAPITAL, "国有资本经营", empty),
        _fund(setting, None, f"财政专户管理资金预算支出{part}表", "special_account_funds", "财政专户管理资金", empty),
        special_funds(setting, f"{rng.choice(('省级', '市级', '县级', ''))}专项资金预算汇总表"),
        project_goals(setting, rng.choice(("项目支出绩效目标表", "其他项目支出绩效目标表"))),
        overall_goals(setting, rng.choice(("部门整体支出绩效目标表", "整体支出绩效目标表"))),
        purchases(setting, "政府采购预算表"),
    ]
    mark = rng.choice(("部门公开表{:02d}", "公开表{:02d}", "预算{:02d}表", "表{}", None))
    entity = rng.choice((budget.department, budget.department, f"{budget.department_code}_{budget.department}"))
    for number, form in enumerate(drawn, 1):
        form.code = mark.format(number) if mark else None
        form.entity, form.unit = entity, form.unit or setting.style.unit
        form.entity_label, form.unit_label = setting.entity_label, setting.unit_label
    return drawn


def _summary(setting: Setting, title: str) -> DrawnForm:
    """Draw up 收支总表: revenue beside expenditure in three classifications; the third stays in the table only."""
    budget, rng = setting.budget, setting.rng
    office = budget.units[0]
    amount = rng.choice(("本年预算", "预算数"))
    names = ["项目（按功能分类）", "项目（按部门预算经济分类）", "项目（按政府预算经济分类）"]
    head = [
        ["收入", "<", "支出", *["<"] * 5],
        ["项目", amount, *[text for name in names for text in (name, amount)]],
    ]
    grid = Grid(head, kinds("n", 1) * 4)
    blocks = [
        _revenue_items(setting),
        class_items(setting, anything, {"total": anything}, full=True, mark="（{}）"),
        _use_items(setting),
        [
            Item(name, {"total": budget.total(of_government_class(code, office))}, ORDINALS[number], mark="{}、")
            for number, (code, name) in enumerate(GOVERNMENT_CLASSES.items())
            if code != "514"
        ],
    ]
    size = max(len(block) for block in blocks)
    tails = _tails(setting)
    sides = []
    for name, block, tail in zip(
        ("revenue", "expenditure", "expenditure_by_use", "by_government"), blocks, tails, strict=True
    ):
        padded: list[Item | None] = [*block, *[None] * (size - len(block)), *tail]
        sides.append(Side(name, ["total"], padded))
    records = [record for record in two_sided(setting, grid, sides) if record["side"] != "by_government"]
    return DrawnForm("department_revenue_expenditure_summary", title, grid, records)


def _tails(setting: Setting) -> list[list[Item | None]]:
    """Return the total rows below each block: this year's, what is left over, everything."""
    budget = setting.budget
    carried, total = budget.total(of_origin(CARRY)), budget.total()
    left: list[Item | None] = [
        Item("本年收入合计", {"total": total - carried}, total=True),
        Item("上年结转结余", {"total": carried}),
        Item("收入总计", {"total": total}, total=True),
    ]
    right: list[Item | None] = [
        Item("本年支出合计", {"total": total}, total=True),
        Item("年终结转结余", {"total": 0}),
        Item("支出总计", {"total": total}, total=True),
    ]
    return [left, right, right, right]


def _revenue_items(setting: Setting) -> list[Item]:
    budget = setting.budget

    def money(source: str) -> dict[str, int]:
        return {"total": budget.total(both(from_source(source), not_carried))}

    general = Item("一般公共预算拨款收入", money(GENERAL), "一", "（{}）")
    parts = [Item("经费拨款", money(GENERAL), depth=1), *[Item(name, {"total": 0}, depth=1) for name in _NON_TAX]]
    names = (
        ("政府性基金预算拨款收入", FUND),
        ("国有资本经营预算拨款收入", CAPITAL),
        ("财政专户管理资金收入", "special_account_funds"),
        ("事业收入", "undertaking_income"),
        ("事业单位经营收入", "operating_income"),
        ("上级单位补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "affiliate_remittance"),
        ("其他收入", "other_income"),
    )
    rest = ordinal_items([(name, money(source)) for name, source in names], start=1)
    return [general, *parts, *[Item(item.item, item.figures, item.ordinal, "（{}）") for item in rest]]


def _use_items(setting: Setting) -> list[Item]:
    """Return the departmental classes: basic expenditure, then projects with every class named."""
    budget = setting.budget
    wages = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}
    others = {
        "307": "债务利息及费用支出",
        "309": "资本性支出（基本建设）",
        "310": "资本性支出",
        "311": "对企业补助（基本建设）",
        "312": "对企业补助",
        "313": "对社会保障基金补助",
        "399": "其他支出",
    }
    items = [Item("基本支出", {"total": budget.total(is_basic)}, "一")]
    items += [
        Item(name, {"total": budget.total(both(is_basic, in_class(code)))}, depth=1) for code, name in wages.items()
    ]
    items.append(Item("项目支出", {"total": budget.total(is_project)}, "二"))
    items += [
        Item(f"按项目管理的{name}", {"total": budget.total(both(is_project, in_class(code)))}, depth=1)
        for code, name in wages.items()
    ]
    items += [
        Item(name, {"total": budget.total(both(is_project, in_class(code)))}, depth=1) for code, name in others.items()
    ]
    none = {"total": 0}
    return [
        *items,
        Item("事业单位经营支出", none, "三"),
        Item("上缴上级支出", none, "四"),
        Item("对附属单位补助支出", none, "五"),
    ]


def _revenue(setting: Setting, title: str) -> DrawnForm:
    """Draw up 收入总表: units down, this year's sources and what was left of the last year across."""
    current = [
        ("一般公共预算", GENERAL),
        ("政府性基金预算", FUND),
        ("国有资本经营预算", CAPITAL),
        ("财政专户管理资金", "special_account_funds"),
        ("事业收入", "undertaking_income"),
        ("事业单位经营收入", "operating_income"),
        ("上级补助收入", "superior_subsidy"),
        ("附属单位上缴收入", "affiliate_remittance"),
        ("其他收入", "other_income"),
    ]
    fresh, left_over = not_carried, of_origin(CARRY)
    columns = [MoneyColumn("total", anything), MoneyColumn("", fresh)]
    columns += [MoneyColumn(source, both(fresh, from_source(source))) for _, source in current]
    columns.append(MoneyColumn("carry_over", left_over))
    carried = [*current[:4], ("单位资金", "")]
    columns += [MoneyColumn("", both(left_over, from_source(source)) if source else nothing) for _, source in carried]
    upper = ["单位代码", "单位名称", "合计", "本年收入", *["<"] * 9, "上年结转结余", *["<"] * 5]
    lower = ["^", "^", "^", "小计", *[text for text, _ in current], "小计", *[text for text, _ in carried]]
    grid = Grid([upper, lower], kinds("mn", len(columns)))
    rows = SubjectRows(setting, grid, columns, 0, True)
    budget = setting.budget
    if setting.rng.random() < 0.5:
        rows.add_total("合计", anything)
    else:
        rows.add(None, None, "合计", anything)
    rows.add(None, budget.department_code, budget.department, anything)
    for unit in budget.units:
        rows.add(None, unit.code, unit.name, of_unit(unit), 1)
    return without_parts(DrawnForm("department_revenue_summary", title, grid, rows.records))


def _expenditure(setting: Setting, title: str) -> DrawnForm:
    texts = ["合计", "基本支出", "项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"]
    columns = [
        *TOTAL_BASIC_PROJECT,
        *[
            MoneyColumn(name, nothing)
            for name in ("operating_expenditure", "remittance_to_superior", "subsidy_to_affiliates")
        ],
    ]
    return subject_table(setting, "department_expenditure_summary", title, [texts], columns, anything)


def _fiscal(setting: Setting, title: str) -> DrawnForm:
    budget, rng = setting.budget, setting.rng
    names = (("一般公共预算拨款", GENERAL), ("政府性基金预算拨款", FUND), ("国有资本经营预算拨款", CAPITAL))
    left: list[Item] = []
    for ordinal, heading, test in (("一", "本年收入", not_carried), ("二", "上年结转", of_origin(CARRY))):
        own = both(fiscal, test)
        left.append(Item(heading, {"total": budget.total(own)}, ordinal))
        pairs = [(name, {"total": budget.total(both(own, from_source(source)))}) for name, source in names]
        left += [Item(item.item, item.figures, item.ordinal, "（{}）", 1) for item in ordinal_items(pairs)]
    measures: dict[str, Test] = {"total": anything} | {source: from_source(source) for source in FISCAL}
    everything = fiscal_measures(setting)
    right = [Item("本年支出", everything, "一")]
    right += class_items(setting, fiscal, measures, full=rng.random() < 0.6, mark="（{}）", depth=1)
    right.append(Item("年终结转结余", dict.fromkeys(measures, 0), "二"))
    tails = (
        [Item("收入总计", {"total": budget.total(fiscal)}, total=True)],
        [Item("支出总计", everything, total=True)],
    )
    amount = rng.choice(("本年预算", "预算数"))
    head = [
        ["收入", "<", "支出", "<", "<", "<", "<"],
        ["项目", amount, "项目（按功能分类）", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
    ]
    return fiscal_summary(setting, title, head, left, right, tails, list(measures))


def _general(setting: Setting, title: str) -> DrawnForm:
    """Draw up 一般公共预算支出表: what basic expenditure consists of stands below it."""
    by_kind = setting.rng.random() < 0.5
    parts = ["人员经费", "公用经费"] if by_kind else ["工资福利支出", "商品和服务支出", "对个人和家庭的补助"]
    tests = [is_personnel, is_operations]
    if not by_kind:
        tests = [both(is_basic, in_class(code)) for code in ("301", "302", "303")]
    heads = [
        ["合计", "基本支出", *["<"] * len(parts), "项目支出"],
        ["^", setting.rng.choice(("小计", "合计")), *parts, "^"],
    ]
    columns = [MoneyColumn("total", anything), MoneyColumn("basic", is_basic)]
    columns += [MoneyColumn("", test) for test in tests]
    columns.append(MoneyColumn("project", is_project))
    return without_parts(
        subject_table(setting, "general_public_budget_expenditure", title, heads, columns, from_source(GENERAL))
    )


def _basic(setting: Setting, title: str) -> DrawnForm:
    manner = Manner(
        code_columns=setting.rng.choice((1, 2)),
        code_head=setting.rng.choice(("科目编码", "科目代码")),
        name_head="科目名称",
        group_head=setting.rng.choice((None, "部门预算支出经济分类科目")),
        total_last=setting.rng.random() < 0.5,
    )
    heads = [["本年一般公共预算基本支出", "<", "<"], ["合计", "人员经费", "公用经费"]]
    return subject_form(
        setting,
        manner,
        "general_public_budget_basic_expenditure",
        title,
        heads,
        TOTAL_PERSONNEL_OPERATIONS,
        both(from_source(GENERAL), is_basic),
        kind="economic",
    )


def _fund(setting: Setting, form: str | None, title: str, source: str, name: str, empty: str) -> DrawnForm:
    suffix = "" if source == "special_account_funds" else "预算"
    heads = [[f"本年{name}{suffix}支出", "<", "<"], ["合计", "基本支出", "项目支出"]]
    if source != FUND:
        heads = heads[setting.rng.choice((0, 1)) :]
    return subject_table(setting, form, title, heads, TOTAL_BASIC_PROJECT, from_source(source), empty.format(name))


def _three_public(setting: Setting, title: str) -> DrawnForm:
    """Draw up 三公, the year before beside this one in some years; the department's row may hold all of it."""
    budget, rng, style = setting.budget, setting.rng, setting.style
    order = ("total", "overseas_travel", "vehicles.subtotal", "vehicles.purchase", "vehicles.operation", "reception")
    upper = ["“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"]
    lower = ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"]
    if rng.random() < 0.4:
        picked = [0, 5, 2, 3, 4, 1]
        order, upper = tuple(order[at] for at in picked), [upper[at] for at in picked]
        lower = [lower[at] for at in picked]
    years = rng.choice((0, 0, 1))
    head = [["单位编码", "单位名称", *upper * (1 + years)], ["^", "^", *lower * (1 + years)]]
    if years:
        blocks = [f"{budget.year - 1}年“三公”经费预算数", *["<"] * 5, f"{budget.year}年“三公”经费预算数", *["<"] * 5]
        head = [["单位编码", "单位名称", *blocks], *[["^", "^", *row[2:]] for row in head]]
    grid = Grid(head, kinds("mn", 6 * (1 + years)))
    records = []

    def add(unit_code: str | None, name: str, test: Test, label: bool = False) -> None:
        now = figures_of(setting, both(from_source(GENERAL), test)).measures()
        printed = [(measure, style.text(now[measure])) for measure in order]
        if years:
            before = [(f"prior_year.{measure}", style.text(now[measure] * 2)) for measure in order]
            printed = before + printed
        lead = [setting.label(name), LEFT] if label else [unit_code or "", name]
        row = grid.add(*lead, *[text for _, text in printed])
        cells = {measure: (2 + place, text) for place, (measure, text) in enumerate(printed)}
        records.append(amounts_record({"unit_code": unit_code, "name": name}, row, cells))

    add(None, "合计", anything, label=rng.random() < 0.5)
    add(budget.department_code, budget.department, anything)
    for unit in budget.units:
        add(unit.code, setting.indent + unit.name, of_unit(unit))
        records[-1]["name"] = unit.name
    return DrawnForm("general_public_budget_three_public", title, grid, records)
