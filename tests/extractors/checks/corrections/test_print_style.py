"""How a table prints its amounts is told by what was read well."""

from __future__ import annotations

from extractors.checks.corrections.print_style import style_of
from extractors.checks.figures import ONE
from schemas.geometry import Box
from schemas.table import Cell


def cells(*texts: str, confidence: float = 0.99) -> list[Cell]:
    return [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", confidence, "ocr")
        for row, text in enumerate(texts)
    ]


def test_a_table_of_whole_amounts_gets_no_decimals() -> None:
    style = style_of(cells("11,892,000", "3,700", "41,900", "2,862,600"))
    assert style.printed(9_403_800 * ONE, 2, like="9.403") == "9,403,800"
    assert style.printed(ONE // 2, 2, like="") == "0.50"


def test_a_table_with_decimals_keeps_them_and_prints_nothing_its_own_way() -> None:
    style = style_of(cells("5567.00", "1286.00", "0", "0", "0", "0", "46.00"))
    assert style.printed(1332 * ONE, 2, like="1,332") == "1332.00"
    assert style.printed(0, 2, like="") == "0"
    assert style_of(cells("0", "0", "0", "0.00")).printed(0, 2, like="") == "0.00"


def test_what_is_printed_for_nothing_is_told_by_other_tables_or_by_how_much_was_read() -> None:
    style = style_of(cells("5567.00", "1286.00"))
    assert [style.printed(0, 2, like=read) for read in ("(", "()0", "3")] == ["0", "0.00", "0"]
    assert style.printed(0, 2, like="(", zero="0.00") == "0.00"


def test_where_nothing_tells_an_amount_looks_like_what_was_read() -> None:
    few = style_of(cells("11,892,000", "3,700", "41,900", "2,862,600", confidence=0.9))
    assert few.printed(1332 * ONE, 2, like="1,382") == "1,332.00"
    assert few.printed(1332 * ONE, 2, like="1382") == "1332.00"


def test_whole_amounts_without_commas_are_told_by_their_places() -> None:
    printed = cells("30302", "12941", "50336", "767", "64044", "0")
    assert not style_of(printed).whole
    assert style_of(printed, {(row, 0) for row in range(1, 6)}).whole
    assert not style_of(cells("0", "0", "0", "0"), {(row, 0) for row in range(4)}).whole
