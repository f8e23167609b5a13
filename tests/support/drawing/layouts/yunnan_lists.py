"""Yunnan's lists of what the money is for: projects, purchases, transfers, assets. Only purchases are a form."""

from __future__ import annotations

from ..budget import (
    Line,
    Test,
    anything,
    both,
    fiscal,
    for_project,
    from_general,
    from_source,
    is_basic,
    is_project,
    not_carried,
)
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import name_of
from .common import FUND_NAMES, SPECIAL, UNIT_FUNDS, UNIT_SOURCES, Setting, kinds, numbered
from .project_lists import FUNDS_BY_YEAR
from .purchases import FORM, ITEMS, purchase_row

CITIES = ("昆明市", "曲靖市", "玉溪市", "保山市", "昭通市", "丽江市", "普洱市", "临沧市")


def empty_note(setting: Setting, what: str) -> str:
    """Return the remark under a form without figures."""
    who = setting.rng.choice(("本部门", "本单位", "我部门"))
    return setting.rng.choice(("注：", "备注：", "说明：")) + f"{who}{setting.budget.year}年无{what}，故此表为空。"


def _project_code(setting: Setting) -> str:
    return f"53{setting.rng.randint(10**4, 10**5 - 1)}2{setting.rng.randint(10**14, 10**15 - 1)}"


def _source_columns() -> tuple[list[list[str]], list[Test]]:
    """Return two heading rows over the sources of a list's money, and their tests."""
    top = ["合计", "本年拨款", "<", "<", "<", "财政拨款结转结余", "<", "<", "财政专户管理资金", "单位资金", *["<"] * 5]
    bottom = ["^", "小计", *FUND_NAMES, *FUND_NAMES, "^", "小计", *(text for text, _ in UNIT_FUNDS)]
    tests: list[Test] = [anything, both(not_carried, fiscal), *FUNDS_BY_YEAR]
    tests += [from_source(SPECIAL), from_source(*UNIT_SOURCES), *(from_source(source) for source in UNIT_SOURCES)]
    return [top, bottom], tests


def _by_project(setting: Setting, title: str, lead: list[str], test: Test, leading: bool) -> DrawnForm:
    """Draw up a list by project and subject; ``leading`` puts the project's class before its code."""
    headings, tests = _source_columns()
    head = [[*lead, *headings[0]], [*["^"] * len(lead), *headings[1]]]
    grid = Grid(numbered(head), kinds("ncnncncn"[: len(lead)], len(tests)))
    codes: dict[str, str] = {}
    staff = {"301": "工资福利支出", "303": "对个人和家庭的补助"}

    def figures(own: Test) -> list[str]:
        return [setting.text(own, column) for column in tests]

    for line in setting.budget.select(test):
        name = line.project or staff.get(line.economic[:3], "一般公用经费")
        code = codes.setdefault(name, _project_code(setting))
        texts = [line.unit.name, code, name, line.function, name_of(line.function)]
        if leading:
            texts = [setting.rng.choice(("311 专项业务类", "313 事业发展类", "312 民生类")), code, name, line.unit.name]
            texts += [line.function, name_of(line.function)]
        texts += [line.economic, name_of(line.economic)]

        def same(other: Line, line: Line = line) -> bool:
            return other is line

        grid.add(*texts, *figures(same))
    if not grid.body:
        grid.add(*[""] * grid.columns)
    grid.add("合计", *["<"] * (len(lead) - 1), *figures(test))
    return DrawnForm(None, title, grid, [])


def basic_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up basic expenditure by project of the budget system and economic subject."""
    economic = setting.rng.choice(("部门经济科目", "经济科目"))
    lead = ["单位名称", "项目代码", "项目名称", "功能科目编码", "功能科目名称", f"{economic}编码", f"{economic}名称"]
    return _by_project(setting, title, lead, is_basic, leading=False)


def project_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up project expenditure by project, function and economic subject."""
    lead = ["项目分类", "项目代码", "项目名称", "项目单位", "功能科目编码", "功能科目名称"]
    lead += ["经济科目编码", "经济科目名称"]
    return _by_project(setting, title, lead, is_project, leading=True)


def purchases(setting: Setting, title: str) -> DrawnForm:
    """Draw up 部门政府采购预算表: what is bought for which project, by whose money."""
    rng = setting.rng
    top = ["预算项目", "采购项目", "采购目录", "计量单位", "数量", "面向中小企业预留资金", "合计"]
    top += ["一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理的收入", "单位自筹", "<", "<"]
    bottom = [*["^"] * 11, "小计", "事业收入", "其他收入"]
    grid = Grid(numbered([top, bottom]), kinds("nnnm", 10))
    bought = [
        (rng.choice(setting.budget.themes), item, rng.randint(1, 40), rng.randint(1, 3000) * 100_000)
        for items, _ in ITEMS.values()
        for item in rng.sample(items, rng.randint(0, min(3, len(items))))
    ]
    reserved = setting.style.text(0)
    records = []
    for project, item, count, fen in bought:
        leading = [project, f"采购{item}", item, rng.choice(("台", "套", "项", "批")), str(count), reserved]
        figures = [fen, fen, 0, 0, 0, 0, 0, 0]
        records.append(purchase_row(setting, grid, leading, figures, project=project, item=item))
    total = sum(fen for *_, fen in bought)
    if not bought:
        grid.add(*[""] * 14)
    leading = ["合计", "<", "<", "<", "", reserved]
    records.append(purchase_row(setting, grid, leading, [total, total, 0, 0, 0, 0, 0, 0], project="合计"))
    notes = [] if bought else [empty_note(setting, "政府采购预算")]
    return DrawnForm(FORM, title, grid, records, notes=notes)


def bought_services(setting: Setting, title: str) -> DrawnForm:
    """Draw up 政府购买服务预算表, mostly empty."""
    top = ["预算项目", "政府购买服务项目", "政府购买服务指导性目录代码", "所属服务类别", "所属服务领域", "购买内容简述"]
    top += ["资金来源", "<", "<", "<"]
    bottom = [*["^"] * 6, "合计", "一般公共预算", "政府性基金预算", "单位自筹"]
    grid = Grid(numbered([top, bottom]), kinds("nncnnn", 4))
    for _ in range(setting.rng.randint(0, 2)):
        grid.add(*[""] * 10)
    grid.add("合计", *["<"] * 5, *[""] * 4)
    return DrawnForm(None, title, grid, [], notes=[empty_note(setting, "政府购买服务预算")])


def transfers(setting: Setting) -> DrawnForm:
    """Draw up transfers to the places below, mostly empty."""
    cities = list(CITIES[: setting.rng.randint(2, 8)])
    top = ["单位名称（项目）", "资金来源", "<", "<", "地区", *["<"] * (len(cities) - 1)]
    bottom = ["^", "合计", "一般公共预算", "政府性基金预算", *cities]
    grid = Grid(numbered([top, bottom]), kinds("n", 3 + len(cities)))
    if setting.rng.random() < 0.6:
        grid.add(*[""] * grid.columns)
        notes = [empty_note(setting, "对下转移支付预算")]
    else:
        shares = [setting.rng.randint(0, 900) * 1_000_000 for _ in cities]
        texts = [setting.style.text(fen) for fen in (sum(shares), sum(shares), 0, *shares)]
        grid.add(setting.budget.department, *texts)
        grid.add(setting.indent + setting.rng.choice(setting.budget.themes) + "补助资金", *texts)
        notes = []
    return DrawnForm(
        None, setting.rng.choice(("省对下转移支付预算表", "州（市）对下转移支付预算表")), grid, [], notes=notes
    )


def new_assets(setting: Setting, title: str) -> DrawnForm:
    """Draw up assets to be bought: number, price, amount."""
    rng, style = setting.rng, setting.style
    top = ["单位名称", "资产类别", "资产分类代码.名称", "资产名称", "计量单位", "财政部门批复数", "<", "<"]
    grid = Grid(numbered([top, [*["^"] * 5, "数量", "单价", "金额"]]), kinds("nnnnm", 3))
    notes = []
    if rng.random() < 0.5:
        for item in rng.sample(ITEMS["货物"][0], rng.randint(1, 4)):
            count, price = rng.randint(1, 20), rng.randint(1, 90) * 100_000
            code = f"A0201{rng.randint(1000, 9999)} {item}"
            texts = [str(count), style.text(price), style.text(count * price)]
            grid.add(setting.budget.department, "通用设备", code, item, "台", *texts)
    else:
        grid.add(*[""] * 8)
        notes = [empty_note(setting, "新增资产配置")]
    return DrawnForm(None, title, grid, [], notes=notes)


def mid_term(setting: Setting, title: str) -> DrawnForm:
    """Draw up the projects' plan for three years."""
    budget, style, rng = setting.budget, setting.style, setting.rng
    years = [f"{budget.year + ahead}年" for ahead in range(3)]
    top = ["单位名称", "项目类别", "项目名称", "项目级次", *years]
    grid = Grid(numbered([top]), kinds("nnnm", 3))
    general = both(is_project, from_general)
    for name in budget.projects(general):
        own = budget.select(both(general, for_project(name)))
        fen = sum(line.fen for line in own)
        figures = [
            style.text(each) for each in (fen, *(round(fen * rng.choice((0, 1, 1.1)) / 100) * 100 for _ in "ab"))
        ]
        grid.add(own[0].unit.name, "311 专项业务类", name, "本级", *figures)
    grid.add("合计", *["<"] * 3, style.text(budget.total(general)), "", "")
    return DrawnForm(None, title, grid, [])
