"""Shaanxi's lists: the contents with reasons for empty forms, projects, purchases, and three years' “三公” columns."""

from __future__ import annotations

from ..budget import Unit, both, carried_over, fiscal, for_project, from_general, is_project, of_unit
from ..departments import goal_sentence
from ..form import DrawnForm
from ..grid import Grid
from ..subjects import GOVERNMENT, name_of
from .common import Setting, kinds
from .purchases import FORM as PROCUREMENT
from .purchases import ITEMS, purchase_row
from .rows import figure_row
from .three_public import FORM, figures_of, meetings_and_training, prior, unit_keys


def contents_form(setting: Setting, drawn: list[DrawnForm]) -> DrawnForm:
    """Draw up the contents: number, title, whether the form is empty, and why."""
    grid = Grid([["报表", "报表名称", "是否空表", "公开空表理由"]], kinds("mnmt", 0))
    listed: set[str] = set()
    for form in drawn:
        if form.code and form.code not in listed:
            listed.add(form.code)
            empty = not any(record.get("amounts", True) for record in form.records)
            title = form.title.removeprefix(f"{setting.budget.year}年")
            grid.add(form.code, title, "是" if empty else "否", "本部门无此项支出" if empty else "")
    return DrawnForm(None, "目录", grid, [])


def project_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up 专项业务经费支出表, which is no form of the contract: projects under their units, and what they are."""
    budget, rng = setting.budget, setting.rng
    head = [["单位编码", "单位（项目）名称", "项目金额", "项目简介"], ["**", "**", "1", "**"]]
    grid = Grid(head, [*kinds("cn", 1), "text"])
    grid.add("", "合计", setting.text(is_project), "")
    grid.add(budget.department_code, budget.department, setting.text(is_project), "")
    for unit in budget.units:
        mine = both(is_project, of_unit(unit))
        if budget.total(mine):
            grid.add(unit.code, setting.indent + unit.name, setting.text(mine), "")
        for name in budget.projects(mine):
            paid = setting.text(mine, for_project(name))
            grid.add("", setting.indent * 2 + name, paid, goal_sentence(rng, rng.randint(1, 5)))
    return DrawnForm(None, title, grid, [])


def carried_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up what is left of last year, line by line; no form of the contract."""
    budget = setting.budget
    names = ("功能分类科目", "部门经济分类科目", "政府经济分类科目")
    head = [["预算单位编码", "预算单位名称", "预算项目名称", "金额"]]
    head[0] += [text for name in names for text in (f"{name}代码", f"{name}名称")] + ["项目类别", "备注"]
    grid = Grid(head, [*kinds("cnn", 1), *kinds("cncncntt", 0)])
    left = budget.select(both(fiscal, carried_over))
    grid.add("", "合计", "", setting.style.text(sum(line.fen for line in left)), *[""] * 8)
    for line in left:
        subjects = [line.function, name_of(line.function), line.economic, name_of(line.economic)]
        other, project = GOVERNMENT.get(line.economic, ("", "")), line.project or ""
        leading = [line.unit.code, line.unit.name, project, setting.style.text(line.fen)]
        grid.add(*leading, *subjects, *other, "其他项目", "")
    return DrawnForm(None, title, grid, [])


def procurement_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up the purchases: what is bought under subject codes in three columns, unit and project in one column."""
    rng, budget = setting.rng, setting.budget
    top = ["科目编码", "<", "<", "单位编码", "单位（项目）名称", "采购项目", "采购目录", "购买服务内容", "规格型号"]
    top += [
        "数量",
        "部门预算支出经济科目编码",
        "<",
        "政府预算支出经济科目编码",
        "<",
        "实施采购时间",
        "预算金额",
        "说明",
    ]
    head = [top, ["类", "款", "项", *["^"] * 7, "类", "款", "类", "款", "^", "^", "^"]]
    grid = Grid(head, [*kinds("ccccnnnntmccccm", 1), "text"])
    bought = []
    for items, subjects in (ITEMS["货物"], ITEMS["服务"]):
        for item in rng.sample(items, rng.randint(1, 3)):
            bought.append((item, rng.choice(subjects), rng.randint(1, 3000) * 100_000))
    whole = [sum(fen for _, _, fen in bought)]
    records = [
        purchase_row(setting, grid, ["", "", "", code, name, *[""] * 10], whole, [""])
        for code, name in (("", "合计"), (budget.department_code, budget.department))
    ]
    for item, subject, fen in bought:
        function = rng.choice(budget.functions(is_project))
        other = GOVERNMENT.get(subject, ("50299", ""))[0]
        name = rng.choice(budget.themes) + "经费"
        codes = [function[:3], function[3:5], function[5:], budget.units[0].code]
        texts = [*codes, "", name, item, "", "", str(rng.randint(1, 40))]
        texts += [subject[:3], subject[3:], other[:3], other[3:], f"{budget.year}年{rng.randint(1, 12)}月"]
        records.append(purchase_row(setting, grid, texts, [fen], [""], project=name, item=item))
    return DrawnForm(PROCUREMENT, title, grid, records)


def three_public_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up three blocks beside each other: last year, this year, and the change of every figure."""
    budget, rng = setting.budget, setting.rng
    cars = "公务用车购置及运行维护费"
    tops = ["合计", "一般公共预算拨款安排的“三公”经费预算", *["<"] * 5, "会议费", "培训费"]
    middle = ["^", "小计", "因公出国（境）费用", "公务接待费", cars, "<", "<", "^", "^"]
    lower = ["^", "^", "^", "^", "小计", "公务用车购置费", "公务用车运行维护费", "^", "^"]
    years = rng.choice((("上年", "当年"), (f"{budget.year - 1}年", f"{budget.year}年")))
    blocks = [*years, "增减变化情况"]
    head = [
        ["单位编码", "单位名称", *[text for block in blocks for text in (block, *["<"] * 8)]],
        *[["^", "^", *row * 3] for row in (tops, middle, lower)],
        ["**", "**", *map(str, range(1, 28))],
    ]
    grid = Grid(head, kinds("cn", 27))
    share = rng.choice((0.8, 1.0, 1.2))
    now = {unit: _parts(setting, unit) for unit in budget.units}
    before = {unit: [round(fen * share / 10_000) * 10_000 for fen in parts] for unit, parts in now.items()}
    rows = [("", "合计", budget.units), (budget.department_code, budget.department, budget.units)]
    records = []
    for code, name, units in [*rows, *((unit.code, unit.name, [unit]) for unit in budget.units)]:
        new, old = (_block([sum(each) for each in zip(*map(one.get, units), strict=True)]) for one in (now, before))
        changes = [(None, new[measure] - fen) for measure, fen in old.items()]
        changes[0] = ("change", changes[0][1])
        figures = [*prior(old).items(), *new.items(), *changes]
        records.append(figure_row(setting, grid, [code, name], unit_keys(name, code or None), figures))
    return DrawnForm(FORM, title, grid, records)


def _parts(setting: Setting, unit: Unit) -> list[int]:
    """Return travel, reception, buying and running cars, meetings, training in fen."""
    three = figures_of(setting, both(from_general, of_unit(unit)))
    others = meetings_and_training(setting, of_unit(unit))
    return [three.travel, three.reception, three.buying, three.running, *others]


def _block(parts: list[int]) -> dict[str, int]:
    """Return the figures of one block, as measure -> fen."""
    travel, reception, buying, running, meetings, training = parts
    three = travel + reception + buying + running
    return {
        "total": three + meetings + training,
        "three_public": three,
        "overseas_travel": travel,
        "reception": reception,
        "vehicles.subtotal": buying + running,
        "vehicles.purchase": buying,
        "vehicles.operation": running,
        "meetings": meetings,
        "training": training,
    }
