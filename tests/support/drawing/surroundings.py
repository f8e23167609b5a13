"""What stands around the forms of a disclosure: cover, contents, prose, charts, page numbers; and text off the page."""

from __future__ import annotations

import random

from .budget import Budget
from .departments import MEASURES, OBJECTS, goal_sentence
from .flow import Press
from .form import DrawnForm
from .sheet import Fill, Run, Stroke, Watermark, Wedge


def front_matter(press: Press, budget: Budget, forms: list[DrawnForm], rng: random.Random) -> None:
    """Set a cover, a table of contents that names every form, and the chapters before the forms."""
    name = f"{budget.department}{budget.year}年部门预算"
    press.new_page()
    press.y = press.look.paper[1] * 0.35
    press.line(name, min(26.0, press.width / (len(name) + 2)), "centre", bold=True)
    press.y = press.look.paper[1] * 0.8
    press.line(f"{budget.year}年{rng.randint(1, 3)}月", 12, "centre")
    _contents(press, budget, forms, rng)
    press.new_page()
    press.line("第一部分　部门概况", 16, "centre", bold=True)
    press.line("一、主要职能", 12)
    for number in range(1, rng.randint(3, 8)):
        press.prose(f"（{'一二三四五六七八'[number - 1]}）{goal_sentence(rng, rng.randint(1, 4))}", 11)
    press.line("二、机构设置", 12)
    names = "、".join(unit.name for unit in budget.units)
    press.prose(f"{budget.department}下属{len(budget.units)}个预算单位，分别为{names}。", 11)
    if rng.random() < 0.5:
        _heading_page(press, budget)


def _heading_page(press: Press, budget: Budget) -> None:
    press.new_page()
    press.line(f"第二部分　{budget.year}年部门预算表", 18, "centre", bold=True)


def _contents(press: Press, budget: Budget, forms: list[DrawnForm], rng: random.Random) -> None:
    press.new_page()
    press.line("目　录", 18, "centre", bold=True)
    size = 11.0
    entries = ["第一部分　部门概况", "一、主要职能", "二、机构设置", f"第二部分　{budget.year}年部门预算表"]
    entries += [f"{(form.code + ' ') if form.code and rng.random() < 0.7 else ''}{form.title}" for form in forms]
    entries += [f"第三部分　{budget.year}年部门预算情况说明", "第四部分　名词解释"]
    for number, entry in enumerate(entries):
        page = str(3 + number)
        room = press.width - press.look.face.width(entry + page, size)
        dots = "." * max(3, int(room / press.look.face.width(".", size)) - 1)
        if press.y + size * 2 > press.bottom:
            press.new_page()
        press.line(entry + dots + page, size)


def back_matter(press: Press, budget: Budget, forms: list[DrawnForm], rng: random.Random) -> None:
    """Set the report in words, with figures and charts, and the glossary."""
    press.new_page()
    press.line(f"第三部分　{budget.year}年部门预算情况说明", 16, "centre", bold=True)
    total = f"{budget.total() / 1_000_000:,.2f}"
    press.prose(
        f"{budget.year}年收支总预算{total}万元。收入包括：一般公共预算拨款收入；支出包括：社会保障和就业支出、卫生健康支出、住房保障支出。",
        11,
    )
    for form in rng.sample(forms, min(4, len(forms))):
        press.prose(f"关于《{form.title}》的说明：{goal_sentence(rng, rng.randint(1, 5))}", 11)
        if rng.random() < 0.5:
            press.line(f"（单位：{form.unit or '万元'}）", 10, "right")
        if rng.random() < 0.5:
            _chart(press, rng)
    press.new_page()
    press.line("第四部分　名词解释", 16, "centre", bold=True)
    for number in range(1, rng.randint(4, 9)):
        press.prose(f"{number}.{rng.choice(MEASURES)}{rng.choice(OBJECTS)}：指{goal_sentence(rng, 2)}", 11)


def _chart(press: Press, rng: random.Random) -> None:
    """Draw a bar or pie chart with figures as labels, which is no table."""
    height = 120.0
    if press.y + height + 20 > press.bottom:
        press.new_page()
    left, top = press.look.margin + 40, press.y + 10
    values = [rng.uniform(0.1, 1.0) for _ in range(rng.randint(2, 6))]
    if rng.random() < 0.5:
        base = top + height - 20
        press.sheet.marks += [Stroke(left, base, left + 40 * len(values) + 20, base), Stroke(left, top, left, base)]
        for line in range(1, 5):
            y = base - line * (height - 20) / 5
            press.sheet.marks.append(Stroke(left, y, left + 40 * len(values) + 20, y, 0.3))
        for index, value in enumerate(values):
            x = left + 15 + index * 40
            press.sheet.marks.append(Fill(x, base - value * (height - 30), x + 22, base, 0.3 + 0.1 * index))
            press.sheet.marks.append(Run(x, base + 10, f"{value * 3000:,.2f}", 7))
    else:
        start = 0.0
        for index, value in enumerate(values):
            extent = 360 * value / sum(values)
            press.sheet.marks.append(Wedge(left + 60, top + 55, 45, start, extent, 0.2 + 0.12 * index))
            press.sheet.marks.append(Run(left + 130, top + 15 + 14 * index, f"项目{index + 1} {extent / 3.6:.2f}%", 8))
            start += extent
    press.y = top + height + 10


def finish(press: Press, budget: Budget, rng: random.Random) -> None:
    """Add what every page carries: number, running header, and text that lies outside the page box."""
    look = press.look
    pattern = rng.choice(("{}", "- {} -", "—{}—", "第{}页"))
    for number, sheet in enumerate(press.sheets, 1):
        if look.page_numbers:
            text = pattern.format(number)
            width = look.face.width(text, 9)
            sheet.marks.append(Run((sheet.width - width) / 2, sheet.height - min(20, look.margin * 0.5), text, 9))
        if look.running_header:
            sheet.marks.append(
                Run(look.margin, min(18.0, look.margin * 0.6), f"{budget.department}{budget.year}年部门预算公开", 8)
            )
            if number % 2:
                y = min(21.0, look.margin * 0.7)
                sheet.marks.append(Stroke(look.margin, y, sheet.width - look.margin, y, 0.5))
        if look.watermark:
            size = sheet.width / (len(budget.department) + 2)
            angle = 45.0 if sheet.height < sheet.width else 55.0
            mark = Watermark(sheet.width / 2, sheet.height / 2, budget.department, size, angle, 0.85)
            sheet.marks.insert(0, mark) if number % 2 else sheet.marks.append(mark)
        if look.hidden_text:
            sheet.marks += [
                Run(sheet.width + 60, 100, "隐藏列 9,999.99", 9),
                Run(80, sheet.height + 60, "合计 8,888.88", 9),
                Run(-220, 200, "批注：内部资料", 9),
            ]
