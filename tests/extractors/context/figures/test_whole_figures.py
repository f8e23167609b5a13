"""Commas of whole figures that were read as points."""

from __future__ import annotations

from extractors.context.figures.whole_figures import DIGITS, GROUPED, LENGTHENED, restore_commas
from schemas.geometry import Box
from schemas.table import Caption, Cell, Reading, Table


def column(*texts: str, unit: str | None = None, confidence: float = 0.99) -> Table:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 10 * row, 50, 10 * row + 10), "data", confidence, "ocr")
        for row, text in enumerate(texts)
    ]
    return Table("t1", cells, len(cells), 1, 0, "ruled", [], caption=Caption(unit=unit))


def cut(table: Table, row: int, full: str) -> None:
    """Let the last 1 of a figure have been left out as a bit of the ruling behind it."""
    cell = table.cells[row]
    cell.readings = (Reading(cell.text, 0.5), Reading(full, 0.9))
    cell.confidence = 0.5


WHOLE = ("26,680,000", "10,760,000", "2,390,000", "1,020")


def test_a_point_before_three_digits_is_a_comma_among_whole_figures() -> None:
    table = column(*WHOLE, "1,202.200", "65.500")
    repairs = restore_commas([table])
    assert [(repair.before, repair.after) for repair in repairs] == [("1,202.200", "1,202,200"), ("65.500", "65,500")]
    assert [cell.confidence for cell in table.cells] == [0.99, 0.99, 0.99, 0.99, GROUPED, GROUPED]
    assert restore_commas([column("26,680.00", "10,760.00", "1,202.20", "65.500", "1,020")]) == []


def test_points_before_three_digits_are_commas_in_other_readings_too() -> None:
    table = column(*WHOLE, "57 00")
    table.cells[-1].readings = (Reading("57 00", 0.4), Reading("3.700", 0.3), Reading("8174.000", 0.1))
    restore_commas([table])
    assert [reading.text for reading in table.cells[-1].readings] == ["57 00", "3,700", "8174,000"]


def test_a_last_one_taken_for_the_ruling_is_a_digit_among_whole_figures() -> None:
    table = column(*WHOLE, "55.20", "3,752.56")
    cut(table, 4, "55.201")
    cut(table, 5, "3,752.561")
    assert [repair.after for repair in restore_commas([table])] == ["55,201", "3,752,561"]
    assert [cell.confidence for cell in table.cells[4:]] == [LENGTHENED, LENGTHENED]


def test_threes_behind_two_points_are_parted_by_commas_though_none_was_read() -> None:
    table = column("29.875.014", "30,349.745", "-4.364.175", "7.697.959", "668.963")
    repairs = restore_commas([table])
    assert [repair.after for repair in repairs] == ["29,875,014", "30,349,745", "-4,364,175", "7,697,959", "668,963"]
    assert restore_commas([column("668.963", "857.632", "27.404", "451.948")]) == []  # nothing tells these apart


def test_a_last_one_comes_back_to_a_figure_that_lost_its_commas_too() -> None:
    table = column(*WHOLE, "1757.00")
    cut(table, 4, "1.757.001")
    assert [repair.after for repair in restore_commas([table])] == ["1,757,001"]


def test_figures_that_all_end_at_a_ruling_do_not_tell_that_they_are_whole() -> None:
    table = column("1,020", "2,390", "14,703", "9,671", *["55.20"] * 5)
    for row in range(4, 9):
        cut(table, row, "55.201")
    assert restore_commas([table]) == []


def test_a_figure_with_decimals_stays_where_others_have_them() -> None:
    table = column(*WHOLE, "55.20", "13.20")
    cut(table, 4, "55.201")
    assert restore_commas([table]) == []


def test_a_table_with_few_figures_prints_them_as_the_others_in_its_unit_do() -> None:
    low = column("15,874", "2.58", unit="元")
    cut(low, 1, "2.581")
    others = [column(*WHOLE, unit="元"), column("3.24", "1.20", "12.00", "0.50", unit="万元")]
    (repair,) = restore_commas([low, *others])
    assert (repair.before, repair.after) == ("2.58", "2,581")
    low = column("15,874", "2.58", unit="元")
    cut(low, 1, "2.581")
    assert restore_commas([low, column(*WHOLE, "3.24", "1.20", unit="元")]) == []
    low.caption.unit = None
    assert restore_commas([low, column(*WHOLE)]) == []


def test_a_figure_of_which_only_the_comma_is_in_doubt_is_believed() -> None:
    table = column(*WHOLE, "213,942", "24.717", "213,042", confidence=0.03)
    for row, other, score in ((4, "213.942", 0.96), (5, "24,717", 0.96), (6, "213,842", 0.96)):
        table.cells[row].readings = (Reading(table.cells[row].text, 0.03), Reading(other, score))
    restore_commas([table])
    assert [cell.confidence for cell in table.cells[4:]] == [DIGITS, DIGITS, 0.03]


def test_decimals_in_a_column_of_whole_figures_are_doubted() -> None:
    table = column(*WHOLE, *WHOLE, "1,020", "55.20")
    assert restore_commas([table]) == []
    assert [cell.confidence for cell in table.cells] == [0.99] * 9 + [GROUPED]
    mixed = column(*WHOLE, "55.20", "13.20")
    restore_commas([mixed])
    assert {cell.confidence for cell in mixed.cells} == {0.99}


def test_codes_with_specks_are_no_figures_with_decimals() -> None:
    """They tell nothing of how a table prints its amounts, nor do those of other tables in its unit."""
    coded = column("301", "302.01", "302", "30.202", "30203", "30299", *WHOLE, unit="元")
    for cell in coded.cells[6:]:
        cell.column = 1
    coded.cells[1].text, coded.cells[3].text = "210.11", "21.0"
    few = column("74.110.500", "469,700", unit="元")
    assert [(repair.before, repair.after) for repair in restore_commas([coded, few])] == [("74.110.500", "74,110,500")]


def test_rates_beside_whole_amounts_are_no_amounts_with_decimals() -> None:
    growth = column("42,000", "42.000", "25,200", "25,200", "0.00", "12.50", unit="元")
    for cell in growth.cells[4:]:
        cell.column = 1
    (repair,) = restore_commas([growth, column(*WHOLE, unit="元")])
    assert repair.after == "42,000"
    in_wan = column("26,680.00", "10,760.00", "1,202.20", "65.500", "1,020", "12.00", unit="万元")
    in_wan.cells[5].column = 1
    assert restore_commas([in_wan]) == []
