"""Invents a whole document: budget, layout, look, surroundings; and its truth."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from types import ModuleType
from typing import Any

from .budget import CARRY, CENTRAL_ADVANCE, Budget, invent_budget, invent_shape
from .flow import Placed, Press
from .form import DrawnForm, spread
from .layouts import (
    anhui,
    fiscal_first,
    fujian,
    hebei,
    hunan,
    jiangsu,
    jiangxi,
    ministry,
    national,
    provincial,
    shaanxi,
    shanghai,
    shanxi,
    sichuan,
    situations,
    township,
    xinjiang,
    yunnan,
)
from .layouts.common import Setting
from .look import Look, invent_look, plain_look
from .mistakes import plant_wrong_sum
from .money import invent_style
from .paint import paint
from .sheet import Run, Sheet
from .surroundings import back_matter, finish, front_matter
from .truth import cuttable, truth_of
from .typeset import never

Maker = Callable[[Setting], list[DrawnForm]]


@dataclass(frozen=True)
class Style:
    """A province's or ministry's way: its forms, where its departments are, and its money."""

    province: str
    forms: Maker
    units: tuple[str, ...]
    other_sources: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


MOSTLY_WAN = ("万元", "万元", "元")


def _style(
    province: str,
    module: ModuleType,
    forms: Maker | None = None,
    units: tuple[str, ...] = MOSTLY_WAN,
    origins: tuple[str, ...] = (CARRY,),
) -> Style:
    """Return a style; its layout's module names the sources beside the treasury."""
    return Style(province, forms or module.forms, units, module.OTHER_SOURCES, origins)


STYLES: dict[str, Style] = {
    "sichuan": _style("四川", sichuan, origins=(CENTRAL_ADVANCE, CARRY)),
    "jiangsu": _style("江苏", jiangsu, units=("万元",)),
    "shanghai": _style("上海", shanghai, units=("元", "元", "万元"), origins=()),
    "hebei": _style("河北", hebei),
    "shanxi": _style("山西", shanxi, units=("万元",)),
    "township": _style("辽宁", township, units=("万元", "元")),
    "hunan": _style("湖南", hunan),
    "jiangxi": _style("江西", jiangxi),
    "anhui": _style("安徽", anhui),
    "ministry": _style("中央", ministry, units=("万元",)),
    "fujian": _style("福建", fujian),
    "yunnan": _style("云南", yunnan, units=("元", "元", "万元")),
    "xinjiang": _style("新疆", xinjiang),
    "shaanxi": _style("陕西", shaanxi),
    "neimenggu": _style("内蒙古", national, national.plain),
    "gansu": _style("甘肃", national, national.gansu, ("万元", "元")),
    "tianjin": _style("天津", national, partial(national.worded, "tianjin"), ("万元", "元")),
    "heilongjiang": _style("黑龙江", national, partial(national.worded, "heilongjiang"), ("万元", "元")),
    "chongqing": _style("重庆", fiscal_first, fiscal_first.chongqing),
    "hainan": _style("海南", fiscal_first, fiscal_first.hainan),
    "guizhou": _style("贵州", situations, situations.guizhou),
    "guangxi": _style("广西", situations, situations.guangxi),
    **{
        name: _style(place, provincial, partial(provincial.forms_of, name))
        for name, place in (
            ("guangdong", "广东"),
            ("zhejiang", "浙江"),
            ("hubei", "湖北"),
            ("shandong", "山东"),
            ("henan", "河南"),
            ("beijing", "北京"),
        )
    },
}

#: How a document says its year.
YEARS = ("{}年", "预算年度：{}")


@dataclass
class Drawing:
    """A finished document."""

    pdf: bytes
    truth: dict[str, Any]
    look: Look | None
    sheets: list[Sheet] = field(default_factory=list)


#: Lets another program draw forms; returns the PDF.
Printer = Callable[[list[DrawnForm], random.Random], bytes]


def invent(seed: int, style: str | None, year: int | None = None) -> tuple[random.Random, Budget, list[DrawnForm]]:
    """Invent a budget and draw up its forms; the generator goes on with the same randomness."""
    style = style or random.Random(seed).choice(sorted(STYLES))
    rng, way = random.Random(f"{style} {seed}"), STYLES[style]
    year = year or rng.randint(2018, 2026)
    budget = invent_budget(rng, way.province, year, invent_shape(rng, way.other_sources, way.origins))
    setting = Setting(
        budget,
        invent_style(rng, rng.choice(way.units)),
        rng,
        entity_label=rng.choice(("部门：", "部门名称：", "编制部门：", "编制单位：", "单位：", "部门:")),
        unit_label=rng.choice(("单位：", "金额单位：", "单位:")),
        indent=rng.choice(("", " ", "  ", "　")),
    )
    forms = way.forms(setting)
    for form in forms:
        form.year = form.year or year
        form.grid.head[:] = [[spread(text, rng) for text in row] for row in form.grid.head]
    return rng, budget, forms


def draw(seed: int, style: str | None = None, plain: bool = False, look: Look | None = None) -> Drawing:
    """Draw the document of a seed; ``plain`` leaves the disguises out, ``look`` sets them."""
    rng, budget, forms = invent(seed, style)
    look = look or (plain_look(rng) if plain else invent_look(rng))
    if not plain and rng.random() < 0.08:  # a sub-department's forms follow in the same file
        forms += invent(seed + 100_000, style, budget.year)[2]
    wrong = plant_wrong_sum(forms, rng) if not plain and rng.random() < 0.3 else []
    press = Press(look, rng)
    if look.front_matter:
        front_matter(press, budget, forms, rng)
    placed = [press.place(form, cuttable if form.may_cut else never) for form in forms]
    if look.back_matter:
        back_matter(press, budget, forms, rng)
    finish(press, budget, rng)
    printed = "\n".join(mark.text for sheet in press.sheets for mark in sheet.marks if isinstance(mark, Run))
    if not any(way.format(budget.year) in printed for way in YEARS):  # a year that stands nowhere cannot be known
        for form in forms:
            form.year = None
    return Drawing(paint(press.sheets, look, seed), {**truth_of(placed), "wrong_sums": wrong}, look, press.sheets)


def print_with(printer: Printer, seed: int, style: str | None = None, without: frozenset[str] = frozenset()) -> Drawing:
    """Invent the document of a seed and let another program draw it; the truth then knows no pages and no cuts."""
    rng, budget, forms = invent(seed, style)
    forms = [form for form in forms if form.form not in without]
    texts = [text for form in forms for text in (form.title, form.period or "", *form.notes, *chain(*form.grid.head))]
    if not any(way.format(budget.year) in "\n".join(texts) for way in YEARS):
        for form in forms:
            form.year = None
    return Drawing(printer(forms, rng), truth_of([Placed(form) for form in forms]), None)
