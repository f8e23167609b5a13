"""How one document looks: every disguise is a switch here, drawn at random from a seed or set by a test."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from .fonts import IDEOGRAPHS, LATIN, Face, available

Rulings = Literal["lines", "bars", "boxes", "doubled", "pieces", "short", "dashes", "hairs"]
RULINGS: tuple[Rulings, ...] = ("lines", "bars", "boxes", "doubled", "pieces", "short", "dashes", "hairs")
MergedBreak = Literal["repeat", "first", "flow"]
LastPage = Literal["any", "only_last_row", "blank_row"]


@dataclass(frozen=True)
class Look:
    """Paper, type, rulings, page breaks and mischief. Lengths are points.

    ``cut_lines`` is how many lines a row has room for where texts may be cut; 0 makes rows as high as they need.
    """

    paper: tuple[float, float] = (841.9, 595.3)
    margin: float = 42.0
    face: Face = field(default_factory=lambda: Face("zenhei"))
    size: float = 9.0
    leading: float = 1.25
    pad: float = 2.0
    row_air: float = 5.0
    title_size: float = 16.0
    rulings: Rulings = "lines"
    ruling_width: float = 0.5
    thick_frame: bool = False
    open_sides: bool = False
    header_offset: float = 0.0
    top_rule_missing: bool = False
    repeat_header: bool = True
    merged_break: MergedBreak = "repeat"
    torn_rows: bool = False
    last_page: LastPage = "any"
    banner: bool = False
    banner_repeats: bool = False
    share_pages: bool = False
    stranded_title: bool = False
    code_place: Literal["left", "right", "with_unit", "with_title"] = "left"
    caption: Literal["apart", "one_run", "brackets", "three"] = "apart"
    narrow_table: bool = False
    valign_top: bool = False
    cut_lines: int = 0
    torn_numbers: bool = False
    fake_bold: bool = False
    white_strips: bool = False
    shaded_header: bool = False
    page_numbers: bool = False
    running_header: bool = False
    front_matter: bool = False
    back_matter: bool = False
    scramble: bool = False
    hidden_text: bool = False
    watermark: bool = False
    double_rule: float = 0.0
    rotate: Literal[0, 90, 180, 270] = 0
    crop: tuple[float, float] | None = None
    sideways: bool = False
    continued_mark: bool = False


PAPERS: tuple[tuple[float, float], ...] = (
    (841.9, 595.3),
    (595.3, 841.9),
    (1190.6, 841.9),
    (841.9, 1190.6),
    (612.0, 792.0),
    (792.0, 612.0),
    (728.5, 515.9),
)


def plain_look(rng: random.Random) -> Look:
    """Draw paper, type and spacing; no mischief."""
    spacing = rng.choice((0.0, 0.0, 0.0, 0.0, 0.06, 0.15))
    size = rng.choice((7.0, 8.0, 9.0, 10.0, 10.5))
    return Look(
        paper=rng.choice(PAPERS[:2] * 4 + PAPERS),
        margin=rng.uniform(28, 72),
        face=Face(rng.choice(available() or list(IDEOGRAPHS)), rng.choice(LATIN), spacing),
        size=size,
        leading=rng.uniform(1.1, 1.5),
        pad=rng.uniform(1.5, 4),
        row_air=rng.choice((0, 1.5, 3, 5, 8, 12)),
        title_size=rng.choice((12.0, 14.0, 16.0, 18.0, 22.0)),
        ruling_width=rng.choice((0.25, 0.5, 0.75, 1.0)),
        code_place=rng.choice(("left", "left", "right", "with_unit")),
        page_numbers=rng.random() < 0.5,
    )


def invent_look(rng: random.Random) -> Look:
    """Draw a look with each disguise now and then."""
    base = plain_look(rng)

    def now_and_then(share: float) -> bool:
        return rng.random() < share

    changes = {
        "rulings": rng.choice(RULINGS),
        "thick_frame": now_and_then(0.15),
        "open_sides": now_and_then(0.08),
        "header_offset": rng.choice((0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0)),
        "top_rule_missing": now_and_then(0.2),
        "repeat_header": now_and_then(0.5),
        "merged_break": rng.choice(("repeat", "first", "flow")),
        "torn_rows": now_and_then(0.25),
        "caption": rng.choice(("apart", "apart", "apart", "one_run", "brackets", "three")),
        "code_place": rng.choice((base.code_place, base.code_place, base.code_place, "with_title")),
        "last_page": rng.choice(("any", "any", "any", "only_last_row", "blank_row")),
        "banner": now_and_then(0.12),
        "banner_repeats": now_and_then(0.5),
        "share_pages": now_and_then(0.3),
        "stranded_title": now_and_then(0.12),
        "narrow_table": now_and_then(0.2),
        "valign_top": now_and_then(0.15),
        "cut_lines": rng.choice((0, 0, 1, 2)),
        "torn_numbers": now_and_then(0.15),
        "fake_bold": now_and_then(0.3),
        "white_strips": now_and_then(0.15),
        "shaded_header": now_and_then(0.15),
        "running_header": now_and_then(0.2),
        "front_matter": now_and_then(0.5),
        "back_matter": now_and_then(0.4),
        "scramble": now_and_then(0.15),
        "watermark": now_and_then(0.08),
        "double_rule": rng.choice((0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.5, 2.2)),
        "hidden_text": now_and_then(0.15),
        "rotate": rng.choice((0, 0, 0, 0, 0, 90, 180, 270)),
        "crop": (rng.uniform(5, 80), rng.uniform(5, 80)) if now_and_then(0.15) else None,
        "sideways": now_and_then(0.06),
        "continued_mark": now_and_then(0.1),
        "pad": rng.choice((base.pad, base.pad, 0.3, 0.0)),
    }
    return Look(**{**base.__dict__, **changes})
