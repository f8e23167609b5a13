from __future__ import annotations

from extractors.words.resolve import resolve_texts
from schemas.geometry import Box
from schemas.table import Cell, Reading, Table


def cell(row: int, text: str, confidence: float, column: int = 0, readings: tuple[str, ...] = ()) -> Cell:
    found = tuple(Reading(reading, 0.3) for reading in readings)
    box = Box(0, 10 * row, 50, 10 * row + 10)
    return Cell(row, column, 1, 1, text, (text,), 1, box, "data", confidence, "ocr", found)


def table(*cells: Cell) -> Table:
    return Table("t1", list(cells), len(cells), 1, 0, "ruled", [])


def test_an_official_name_settles_a_look_alike() -> None:
    doubtful = cell(0, "津站补贴", 0.6)
    repairs = resolve_texts([table(doubtful)])
    assert doubtful.text == "津贴补贴"
    assert (repairs[0].kind, repairs[0].before, repairs[0].after) == ("ocr_text", "津站补贴", "津贴补贴")
    assert "vocabulary" in repairs[0].evidence


def test_what_the_document_says_elsewhere_settles_a_name() -> None:
    doubtful = cell(1, "工油市人力资源局", 0.5)
    resolve_texts([table(cell(0, "江油市人力资源局", 0.99), doubtful)])
    assert doubtful.text == "江油市人力资源局"


def test_two_equally_near_names_settle_nothing() -> None:
    doubtful = cell(2, "三级目录", 0.5)
    resolve_texts([table(cell(0, "一级目录", 0.99), cell(1, "二级目录", 0.99), doubtful)])
    assert doubtful.text == "三级目录"


def test_what_is_read_without_doubt_is_left_alone() -> None:
    sure = cell(1, "工油市人力资源局", 0.95)
    assert resolve_texts([table(cell(0, "江油市人力资源局", 0.99), sure)]) == []


def test_amounts_are_left_to_arithmetic() -> None:
    doubtful = cell(3, "12.35", 0.4)
    assert resolve_texts([table(*(cell(row, "12.36", 0.99) for row in range(3)), doubtful)]) == []


def test_a_column_of_one_code_settles_a_slip() -> None:
    doubtful = cell(3, "32100", 0.4)
    repairs = resolve_texts([table(*(cell(row, "321001", 0.99) for row in range(3)), doubtful)])
    assert doubtful.text == "321001"
    assert repairs[0].row == 3


def test_a_column_of_different_codes_settles_nothing() -> None:
    codes = [cell(row, code, 0.99) for row, code in enumerate(["30101", "30102", "30103"])]
    doubtful = cell(3, "3010", 0.4)
    assert resolve_texts([table(*codes, doubtful)]) == []
