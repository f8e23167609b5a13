"""Invents a whole document: budget, layout, look, surroundings; and its truth."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from .budget import Budget, invent_budget, invent_shape
from .flow import Placed, Press
from .form import DrawnForm, spread
from .layouts import (
    anhui,
    budget_system,
    fiscal_first,
    fujian,
    hebei,
    hunan,
    integrated,
    jiangsu,
    jiangxi,
    ministry,
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


@dataclass(frozen=True)
class Style:
    """A province's or ministry's way: its forms, where its departments are, and its money."""

    province: str
    forms: Callable[[Setting], list[DrawnForm]]
    units: tuple[str, ...]
    other_sources: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


STYLES: dict[str, Style] = {
    "sichuan": Style("四川", sichuan.forms, ("万元", "万元", "元"), sichuan.OTHER_SOURCES, sichuan.ORIGINS),
    "jiangsu": Style("江苏", jiangsu.forms, ("万元",), jiangsu.OTHER_SOURCES, jiangsu.ORIGINS),
    "shanghai": Style("上海", shanghai.forms, ("元", "元", "万元"), shanghai.OTHER_SOURCES),
    "hebei": Style("河北", hebei.forms, ("万元", "万元", "元"), hebei.OTHER_SOURCES, hebei.ORIGINS),
    "shanxi": Style("山西", shanxi.forms, ("万元",), shanxi.OTHER_SOURCES, shanxi.ORIGINS),
    "township": Style("辽宁", township.forms, ("万元", "元"), township.OTHER_SOURCES, township.ORIGINS),
    "hunan": Style("湖南", hunan.forms, ("万元", "万元", "元"), hunan.OTHER_SOURCES, hunan.ORIGINS),
    "jiangxi": Style("江西", jiangxi.forms, ("万元", "万元", "元"), jiangxi.OTHER_SOURCES, jiangxi.ORIGINS),
    "anhui": Style("安徽", anhui.forms, ("万元", "万元", "元"), anhui.OTHER_SOURCES, anhui.ORIGINS),
    "ministry": Style("中央", ministry.forms, ("万元",), ministry.OTHER_SOURCES, ministry.ORIGINS),
    "fujian": Style("福建", fujian.forms, ("万元", "万元", "元"), fujian.OTHER_SOURCES, fujian.ORIGINS),
    "yunnan": Style("云南", yunnan.forms, ("元", "元", "万元"), yunnan.OTHER_SOURCES, yunnan.ORIGINS),
    "xinjiang": Style("新疆", xinjiang.forms, ("万元", "万元", "元"), xinjiang.OTHER_SOURCES, xinjiang.ORIGINS),
    "neimenggu": Style(
        "内蒙古", budget_system.forms, ("万元", "万元", "元"), budget_system.OTHER_SOURCES, budget_system.ORIGINS
    ),
    "gansu": Style("甘肃", budget_system.gansu, ("万元", "元"), budget_system.OTHER_SOURCES, budget_system.ORIGINS),
    "shaanxi": Style("陕西", shaanxi.forms, ("万元", "万元", "元"), shaanxi.OTHER_SOURCES, shaanxi.ORIGINS),
}

STYLES |= {
    name: Style(place, forms, ("万元", "万元", "元"), fiscal_first.OTHER_SOURCES, fiscal_first.ORIGINS)
    for name, place, forms in (("chongqing", "重庆", fiscal_first.chongqing), ("hainan", "海南", fiscal_first.hainan))
}
STYLES |= {
    name: Style(place, forms, ("万元", "万元", "元"), situations.OTHER_SOURCES, situations.ORIGINS)
    for name, place, forms in (("guizhou", "贵州", situations.guizhou), ("guangxi", "广西", situations.guangxi))
}

STYLES |= {
    name: Style(place, partial(integrated.forms_of, name), ("万元", "元"), integrated.OTHER_SOURCES, integrated.ORIGINS)
    for name, place in {"tianjin": "天津", "heilongjiang": "黑龙江"}.items()
}

_PLACES = {
    "guangdong": "广东",
    "zhejiang": "浙江",
    "hubei": "湖北",
    "shandong": "山东",
    "henan": "河南",
    "beijing": "北京",
}
STYLES |= {
    name: Style(
        place, partial(provincial.forms_of, name), ("万元", "万元", "元"), provincial.OTHER_SOURCES, provincial.ORIGINS
    )
    for name, place in _PLACES.items()
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
