"""Codes put right by the rows above and below."""

from __future__ import annotations

from extractors.context.codes.ordered_codes import restore_code_order
from schemas.geometry import Box
from schemas.table import Cell, Reading, Table

CODES = ["30101", "30102", "30102", "30103", "30103", "30103", "30106", "30107", "30108", "30109", "30110", "30110"]
NAMES = ["某费"] * len(CODES)


def listed(codes: list[str], names: list[str] = NAMES, **doubted: float) -> Table:
    """Return a table of classes, items and names; ``doubted`` are rows (r4=0.5) and the belief of their items."""
    cells = []
    for row, (code, name) in enumerate(zip(codes, names, strict=True)):
        for column, text in enumerate((code[:3], code[3:], name)):
            belief = doubted.get(f"r{row}", 0.9) if column == 1 else 0.98
            cells.append(Cell(row, column, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", belief, "ocr"))
    return Table("t1", cells, len(codes), 3, 0, "ruled", [])


def items(table: Table) -> list[str]:
    return [cell.text for cell in table.cells if cell.column == 1]


def with_row(row: int, code: str) -> list[str]:
    return [*CODES[:row], code, *CODES[row + 1 :]]


def test_a_code_between_two_equal_ones_is_that_one() -> None:
    table = listed(with_row(4, "30109"), r4=0.6)
    (repair,) = restore_code_order([table])
    assert items(table)[4] == "03"
    assert (repair.row, repair.column, repair.before, repair.after) == (4, 1, "09", "03")


def test_a_mark_before_a_code_is_none_of_it() -> None:
    table = listed(with_row(4, "301-03"), r4=0.6)
    restore_code_order([table])
    assert items(table)[4] == "03"


def test_of_the_codes_between_two_that_one_is_meant_that_the_engine_thought_of() -> None:
    table = listed(with_row(8, "30188"), r8=0.6)
    assert restore_code_order([table]) == []
    doubted = next(cell for cell in table.cells if (cell.row, cell.column) == (8, 1))
    doubted.readings = (Reading("88", 0.6), Reading("08", 0.3))
    assert len(restore_code_order([table])) == 1
    assert items(table)[8] == "08"


def test_a_code_stays_that_may_stand_where_it_does_or_is_read_as_well_as_those_around_it() -> None:
    assert restore_code_order([listed(CODES, r7=0.5)]) == []
    assert restore_code_order([listed(with_row(4, "30109"))]) == []


def test_a_code_with_its_own_name_stays() -> None:
    names = [*NAMES[:4], "职业年金缴费", *NAMES[5:]]
    assert restore_code_order([listed(with_row(4, "30109"), names, r4=0.6)]) == []


def test_a_list_without_order_says_nothing() -> None:
    codes = [code for pair in zip(CODES[6:], CODES[:6], strict=True) for code in pair]
    codes[5:8] = ["30103", "30109", "30103"]
    assert restore_code_order([listed(codes, r6=0.6)]) == []
