"""Signs of values that lost a stroke."""

from __future__ import annotations

import pytest

from extractors.context.indicators.value_signs import restore_value_signs
from schemas.table import Table
from tests.extractors.tables.builders import table
from tests.support.lattices import lattice_of

ALPHABET = ["", *"<>≤≥=s0123456789%.万元次"]


def scan(value: str, likely: dict[str, float], others: tuple[str, ...] = ("≥90%", "≤5万元", "12次")) -> Table:
    """Return an indicator form whose first value is doubted; of its first and last sign others are likely too."""
    rows = [f"产出指标 | 数量指标 | 次数 | {text}" for text in (value, *others)]
    made = table("\n".join(["一级指标 | 二级指标 | 三级指标 | 指标值", *rows]), header_rows=1)
    for cell in made.cells:
        cell.source, cell.confidence = "ocr", 0.99
        if (cell.row, cell.column) == (1, 3):
            cell.confidence = 0.6
            ends = (0, len(value) - 1)
            steps = [{one: 0.7, **(likely if n in ends else {})} for n, one in enumerate(value)]
            cell.lattice = lattice_of(ALPHABET, *steps)
    return made


def value_of(made: Table) -> str:
    return next(cell.text for cell in made.cells if (cell.row, cell.column) == (1, 3))


@pytest.mark.parametrize(
    ("value", "likely", "meant"),
    [
        (">20万元", {"≥": 0.1}, "≥20万元"),
        ("<20次", {"≤": 0.1}, "≤20次"),
        ("≥748", {"%": 0.1}, "≥74%"),
        (">748", {"≥": 0.2, "%": 0.2}, "≥74%"),
        (">20万元", {"=": 0.1}, ">20万元"),
        ("≥855", {"%": 0.1}, "≥85%"),
        ("s20次", {"≤": 0.1}, "≤20次"),
        ("s20次", {"≤": 0.05, "≥": 0.02}, "s20次"),  # it may be either
        ("s20次", {}, "s20次"),
        ("≥748", {"9": 0.1}, "≥748"),
        ("≥747", {"%": 0.1}, "≥747"),
    ],
)
def test_bars_and_percent_signs_come_back_where_they_may_have_been_seen(
    value: str, likely: dict[str, float], meant: str
) -> None:
    made = scan(value, likely)
    repairs = restore_value_signs([made])
    assert value_of(made) == meant
    assert [(repair.before, repair.after) for repair in repairs] == ([(value, meant)] if value != meant else [])


def test_a_form_that_surely_prints_bare_signs_keeps_them() -> None:
    made = scan(">20万元", {"≥": 0.2}, others=(">90%", "≤5万元", "12次"))
    assert restore_value_signs([made]) == []


def test_a_bare_sign_is_doubted_though_it_was_read_well_where_none_surely_has_no_bar() -> None:
    for surely, doubted in (("≥90%", True), (">90%", False)):
        made = scan("<1032959次", {}, others=(surely, "≤5万元", "12次"))
        (value,) = [cell for cell in made.cells if (cell.row, cell.column) == (1, 3)]
        value.confidence = 0.924
        restore_value_signs([made])
        assert (value.text, value.confidence < 0.9) == ("<1032959次", doubted)


def test_a_value_without_a_unit_among_those_that_have_theirs_is_doubted_though_it_was_read_well() -> None:
    for others, doubted in ((("≥90%", "≤5万元", "12次"), True), (("90", "5", "12次"), False)):
        made = scan("≥855", {}, others=others)
        (value,) = [cell for cell in made.cells if (cell.row, cell.column) == (1, 3)]
        value.confidence = 0.937
        restore_value_signs([made])
        assert (value.text, value.confidence < 0.9) == ("≥855", doubted)


def test_values_without_units_keep_their_last_figure() -> None:
    made = scan("≥748", {"%": 0.2}, others=("90", "5", "12次"))
    assert restore_value_signs([made]) == []


@pytest.mark.parametrize(
    ("value", "likely", "meant"),
    [("1008", {"%": 0.1}, "100%"), ("≥1004", {"%": 0.1}, "≥100%"), ("1008", {}, "1008"), ("1002", {"%": 0.1}, "1002")],
)
def test_a_hundred_with_a_figure_behind_is_a_per_cent_or_doubted(
    value: str, likely: dict[str, float], meant: str
) -> None:
    made = scan(value, likely, others=("及时", "优", "12次"))
    restore_value_signs([made])
    assert value_of(made) == meant
    sure = scan("12次", {}, others=(value, "优"))
    restore_value_signs([sure])
    (cell,) = (cell for cell in sure.cells if cell.text == value)
    assert (cell.confidence < 0.9) == (value != "1002")


@pytest.mark.parametrize(("value", "doubted"), [("≥.90%", True), (".5天", True), ("≥0.9", False), ("≥90.5%", False)])
def test_a_value_that_begins_with_a_point_is_doubted(value: str, doubted: bool) -> None:
    sure = scan("12次", {}, others=(value, "优"))
    restore_value_signs([sure])
    (cell,) = (cell for cell in sure.cells if cell.text == value)
    assert (cell.confidence < 0.9) == doubted


@pytest.mark.parametrize(("room", "kept"), [(1, True), (3, False)])
def test_a_sign_that_takes_less_room_than_those_with_bars_has_lost_none(room: int, kept: bool) -> None:
    """In Song type a bare sign is half as broad as ≥: the first digit stands nearer to it."""
    made = scan(">20万元", {"≥": 0.2}, others=("≥12次", "≥30次", "≥80次"))
    for cell in made.cells:
        if cell.column == 3 and cell.row:
            apart = room if cell.row == 1 else 3
            signs = {">": 0.6, "≥": 0.3} if cell.row == 1 else {"≥": 0.9}
            cell.confidence = 0.6
            cell.lattice = lattice_of(ALPHABET, signs, *[{"": 0.9}] * apart, *({one: 0.9} for one in cell.text[1:]))
    restore_value_signs([made])
    assert (value_of(made) == ">20万元") == kept
