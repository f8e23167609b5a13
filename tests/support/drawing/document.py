"""Invents a whole document: budget, layout, look, surroundings; and its truth."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .budget import invent_budget, invent_shape
from .flow import Placed, Press
from .form import DrawnForm, spread
from .layouts import sichuan
from .layouts.common import Setting
from .look import Look, invent_look, plain_look
from .money import invent_style
from .paint import paint
from .truth import cuttable, truth_of


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
}


@dataclass
class Drawing:
    """A finished document."""

    pdf: bytes
    truth: dict[str, Any]
    look: Look
    placed: list[Placed]


def draw(seed: int, style: str | None = None, plain: bool = False, look: Look | None = None) -> Drawing:
    """Draw the document of a seed; ``plain`` leaves the disguises out, ``look`` sets them."""
    rng = random.Random(seed)
    name = style or rng.choice(sorted(STYLES))
    way = STYLES[name]
    year = rng.randint(2018, 2026)
    budget = invent_budget(rng, way.province, year, invent_shape(rng, way.other_sources, way.origins))
    setting = Setting(budget, invent_style(rng, rng.choice(way.units)), rng,
                      entity_label=rng.choice(("部门：", "部门名称：", "编制部门：", "编制单位：", "单位：", "部门:")),
                      unit_label=rng.choice(("单位：", "金额单位：", "单位:")),
                      indent=rng.choice(("", " ", "  ", "　")))  # fmt: skip
    forms = way.forms(setting)
    for form in forms:
        form.year = form.year or year
        form.grid.head[:] = [[spread(text, rng) for text in row] for row in form.grid.head]
    look = look or (plain_look(rng) if plain else invent_look(rng))
    press = Press(look, rng)
    placed = [press.place(form, cuttable if form.may_cut else (lambda slot, printed: False)) for form in forms]
    return Drawing(paint(press.sheets, look, seed), truth_of(placed), look, placed)
