"""Codes put right by those above and below them."""

from __future__ import annotations

from extractors.context.codes.parent_codes import restore_parent_codes
from schemas.geometry import Box
from schemas.table import Cell, Reading, Table


def units(*rows: tuple[str, str], confidence: float = 0.9, readings: dict[str, tuple[str, ...]] | None = None) -> Table:
    others = readings or {}
    cells = [
        Cell(row, column, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", confidence, "ocr")
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    for cell in cells:
        cell.readings = tuple(Reading(text, 0.2) for text in (cell.text, *others.get(cell.text, ())))
    return Table("t1", cells, len(rows), 2, 0, "ruled", [])


def codes(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.column == 0]


def test_two_codes_below_outvote_the_one_above() -> None:
    table = units(("721", "某局"), ("724001", "某局本级"), ("724002", "某中心"))
    (repair,) = restore_parent_codes([table])
    assert codes(table)[0] == "724"
    assert (repair.before, repair.after, repair.evidence) == ("721", "724", "row 1: 724001")


def test_the_first_below_is_outvoted_by_its_mates_and_the_one_above() -> None:
    table = units(("724", "某局"), ("721001", "某局本级"), ("724002", "某中心"), ("724003", "某院"))
    restore_parent_codes([table])
    assert codes(table) == ["724", "724001", "724002", "724003"]


def test_of_one_above_and_one_below_the_engine_says_which_is_wrong() -> None:
    above = units(("721", "某局"), ("724001", "某局本级"), readings={"721": ("724",)})
    restore_parent_codes([above])
    assert codes(above) == ["724", "724001"]
    below = units(("721", "某局"), ("724001", "某局本级"), readings={"724001": ("721001",)})
    restore_parent_codes([below])
    assert codes(below) == ["721", "721001"]


def test_what_nothing_tells_and_what_is_sure_is_left() -> None:
    rows = (("721", "某局"), ("724001", "某局本级"))
    assert restore_parent_codes([units(*rows)]) == []
    assert restore_parent_codes([units(*rows, confidence=0.99, readings={"721": ("724",)})]) == []
    assert restore_parent_codes([units(("721", "某局"), ("735001", "某局本级"))]) == []


def test_figures_have_no_names_beside_them() -> None:
    table = units(("721", "30"), ("724001", "40"), ("724002", "50"))
    assert restore_parent_codes([table]) == []


def test_a_code_over_its_equals_has_nothing_below() -> None:
    table = units(("20402", "公安"), ("20502", "普通教育"), ("2050201", "学前教育"), ("2050202", "小学教育"))
    assert restore_parent_codes([table]) == []


def test_one_between_two_that_begin_like_the_one_above_does_too() -> None:
    table = units(("542", "某局"), ("542001", "某局本级"), ("512002", "某中心"), ("542003", "某站"))
    (repair,) = restore_parent_codes([table])
    assert codes(table) == ["542", "542001", "542002", "542003"]
    assert repair.evidence == "row 0: 542"


def test_those_behind_the_last_that_begins_so_may_have_lost_the_one_above_them() -> None:
    table = units(("302", "商品和服务支出"), ("30201", "办公费"), ("30202", "印刷费"), ("30301", "离休费"))
    assert restore_parent_codes([table]) == []
