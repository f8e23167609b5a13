"""The code of a document's only unit."""

from __future__ import annotations

from extractors.context.codes.lone_unit import settle_lone_unit
from schemas.table import Cell, Table
from tests.extractors.tables.builders import table
from tests.support.lattices import lattice_of

ALPHABET = ["", *"0123456789月本%"]


def scan(*codes: str, sure: int = 8, heading: str = "单位代码", other: str = "386001") -> Table:
    """Return a table with rows of a sure code, and of doubtful ones whose zeros may be what was read."""
    rows = ["386001"] * (sure - 1) + [other]
    made = table("\n".join([f"{heading} | 名称", *(f"{code} | 行政运行" for code in [*rows, *codes])]), header_rows=1)
    for cell in made.cells:
        cell.source, cell.confidence = "ocr", 0.99
        if cell.column == 0 and cell.row > sure:
            cell.confidence = 0.3
            cell.lattice = lattice_of(ALPHABET, *({digit: 0.6, "0": 0.2, "1": 0.1} for digit in cell.text))
    return made


def codes_of(made: Table) -> list[str]:
    cells: list[Cell] = [cell for cell in made.cells if cell.column == 0 and cell.row > 8]
    return [cell.text for cell in cells]


def test_what_looks_about_like_the_only_code_is_that_code() -> None:
    made = scan("386081", "38600月")
    repairs = settle_lone_unit([made])
    assert codes_of(made) == ["386001", "386001"]
    assert all(repair.confidence == 0.7 for repair in repairs)


def test_codes_of_others_and_of_departments_with_other_units_stay() -> None:
    assert settle_lone_unit([scan("172509"), scan("386", "38")]) == []
    assert settle_lone_unit([scan("386081", other="386002")]) == []
    assert settle_lone_unit([scan("386081", heading="科目编码")]) == []


def test_too_few_sure_codes_settle_nothing() -> None:
    assert settle_lone_unit([scan("386081", sure=7)]) == []


def test_a_sign_that_no_code_has_was_misread_however_surely() -> None:
    made = scan("38600%", "386%0%", "38600月本")
    for cell in made.cells:
        cell.confidence, cell.lattice = 0.98, None
    settle_lone_unit([made])
    assert codes_of(made) == ["386001", "386%0%", "38600月本"]
