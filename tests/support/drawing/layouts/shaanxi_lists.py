"""Shaanxi's lists: the contents with reasons for empty forms, projects, purchases, and three years' “三公” columns."""

from __future__ import annotations

from typing import Any

from ..budget import (
    CARRY,
    GENERAL,
    Budget,
    Test,
    Unit,
    both,
    fiscal,
    for_project,
    from_source,
    is_project,
    of_origin,
    spent_on,
)
from ..departments import goal_sentence
from ..form import DrawnForm, amounts_record
from ..grid import Grid
from ..subjects import GOVERNMENT, name_of
from .common import Setting, kinds, of_unit
from .procurement import ITEMS
from .three_public import MEETINGS, TRAINING, figures_of


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


def _units_with(budget: Budget, test: Test) -> list[Unit]:
    return [unit for unit in budget.units if budget.total(both(test, of_unit(unit)))]


def _projects_of(budget: Budget, test: Test) -> list[str]:
    return sorted({line.project or "" for line in budget.select(both(test, is_project))})


def project_list(setting: Setting, title: str) -> DrawnForm:
    """Draw up 专项业务经费支出表, which is no form of the contract: projects under their units, and what they are."""
    budget, text = setting.budget, setting.style.text
    grid = Grid(
        [["单位编码", "单位（项目）名称", "项目金额", "项目简介"], ["**", "**", "1", "**"]], [*kinds("cn", 1), "text"]
    )
    grid.add("", "合计", text(budget.total(is_project)), "")
    grid.add(budget.department_code, budget.department, text(budget.total(is_project)), "")
    for unit in _units_with(budget, is_project):
        mine = both(is_project, of_unit(unit))
        grid.add(unit.code, setting.indent + unit.name, text(budget.total(mine)), "")
        for name in _projects_of(budget, mine):
            paid = text(budget.total(both(mine, for_project(name))))
            grid.add("", setting.indent * 2 + name, paid, goal_sentence(setting.rng, setting.rng.randint(1, 5)))
    return DrawnForm(None, title, grid, [])


def carried_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up what is left of last year, line by line; no form of the contract."""
    budget = setting.budget
    names = ("功能分类科目", "部门经济分类科目", "政府经济分类科目")
    head = [["预算单位编码", "预算单位名称", "预算项目名称", "金额"]]
    head[0] += [text for name in names for text in (f"{name}代码", f"{name}名称")] + ["项目类别", "备注"]
    grid = Grid(head, [*kinds("cnn", 1), *kinds("cncncntt", 0)])
    left = budget.select(both(fiscal, of_origin(CARRY)))
    grid.add("", "合计", "", setting.style.text(sum(line.fen for line in left)), *[""] * 8)
    for line in left:
        subjects = [line.function, name_of(line.function), line.economic, name_of(line.economic)]
        other = GOVERNMENT.get(line.economic, ("", ""))
        grid.add(
            line.unit.code,
            line.unit.name,
            line.project or "",
            setting.style.text(line.fen),
            *subjects,
            *other,
            "其他项目",
            "",
        )
    return DrawnForm(None, title, grid, [])


def procurement_form(setting: Setting, title: str) -> DrawnForm:
    """Draw up the purchases: what is bought under subject codes in three columns, unit and project in one column."""
    rng, budget, text = setting.rng, setting.budget, setting.style.text
    head = [
        [
            "科目编码",
            "<",
            "<",
            "单位编码",
            "单位（项目）名称",
            "采购项目",
            "采购目录",
            "购买服务内容",
            "规格型号",
            "数量",
        ],
        ["类", "款", "项", *["^"] * 7],
    ]
    tail = ["部门预算支出经济科目编码", "<", "政府预算支出经济科目编码", "<", "实施采购时间", "预算金额", "说明"]
    head = [[*head[0], *tail], [*head[1], "类", "款", "类", "款", "^", "^", "^"]]
    grid = Grid(head, [*kinds("ccccnnnntmccccm", 1), "text"])
    records: list[dict[str, Any]] = []

    def add(leading: list[str], fen: int, **keys: str) -> None:
        row = grid.add(*leading, text(fen), "")
        names = ("category", "project", "economic_subject", "item", "method")
        records.append(amounts_record({key: keys.get(key) for key in names}, row, {"total": (15, text(fen))}))

    bought = []
    for _, (items, subjects) in zip(range(2), (ITEMS["货物"], ITEMS["服务"]), strict=True):
        for item in rng.sample(items, rng.randint(1, 3)):
            bought.append((item, rng.choice(subjects), rng.randint(1, 3000) * 100_000))
    whole = sum(fen for _, _, fen in bought)
    blank = [""] * 10
    add(["", "", "", "", "合计", *blank], whole)
    add(["", "", "", budget.department_code, budget.department, *blank], whole)
    for item, subject, fen in bought:
        function = rng.choice(budget.functions(is_project))
        codes, other = [subject[:3], subject[3:]], GOVERNMENT.get(subject, ("50299", ""))[0]
        name = rng.choice(budget.themes) + "经费"
        texts = [
            function[:3],
            function[3:5],
            function[5:],
            budget.units[0].code,
            "",
            name,
            item,
            "",
            "",
            str(rng.randint(1, 40)),
        ]
        add(
            [*texts, *codes, other[:3], other[3:], f"{budget.year}年{rng.randint(1, 12)}月"],
            fen,
            project=name,
            item=item,
        )
    return DrawnForm("government_procurement", title, grid, records)


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
    records: list[dict[str, Any]] = []
    share = rng.choice((0.8, 1.0, 1.2))
    measures = ["total", "three_public", "overseas_travel", "reception", "vehicles.subtotal", "vehicles.purchase"]
    measures += ["vehicles.operation", "meetings", "training"]
    named = [f"prior_year.{measure}" for measure in measures] + measures + ["change"]
    now = {unit: _parts(setting, of_unit(unit)) for unit in budget.units}
    before = {unit: [round(fen * share / 10_000) * 10_000 for fen in parts] for unit, parts in now.items()}

    def add(code: str, name: str, units: list[Unit]) -> None:
        new, old = (_added([by_unit[unit] for unit in units]) for by_unit in (now, before))
        blocks = [_block(old), _block(new), _block([a - b for a, b in zip(new, old, strict=True)])]
        texts = [setting.style.text(fen) for block in blocks for fen in block]
        row = grid.add(code, name, *texts)
        printed = {measure: (2 + index, text) for index, (measure, text) in enumerate(zip(named, texts, strict=False))}
        records.append(amounts_record({"unit_code": code or None, "name": name}, row, printed))

    add("", "合计", budget.units)
    add(budget.department_code, budget.department, budget.units)
    for unit in budget.units:
        add(unit.code, unit.name, [unit])
    return DrawnForm("general_public_budget_three_public", title, grid, records)


def _parts(setting: Setting, own: Test) -> list[int]:
    """Return travel, reception, buying and running cars, meetings, training in fen."""
    test = both(from_source(GENERAL), own)
    three = figures_of(setting, test)
    others = [setting.budget.total(both(test, spent_on(code))) for code in (MEETINGS, TRAINING)]
    return [three.travel, three.reception, three.buying, three.running, *others]


def _added(rows: list[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def _block(parts: list[int]) -> list[int]:
    travel, reception, buying, running, meetings, training = parts
    three = travel + reception + buying + running
    return [
        three + meetings + training,
        three,
        travel,
        reception,
        buying + running,
        buying,
        running,
        meetings,
        training,
    ]
