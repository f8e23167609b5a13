"""Decimals that something printed over took away."""

from __future__ import annotations

import pytest
from test_corrections import LIBRARY, scanned

from extractors.checks.apply_rules import equations
from extractors.checks.corrections.cut_decimals import restore_decimals
from extractors.checks.corrections.scanned_cells import ScannedCells
from tests.extractors.checks.checks_building import form, row


@pytest.mark.parametrize(
    ("read", "belief", "basic", "text"),
    [
        ("1,900", 0.6, "1,900.00", "1,900.00"),
        ("1,900.0", 0.6, "1,900.00", "1,900.00"),
        ("1,900", 0.995, "1,900.00", "1,900"),  # it was read surely
        ("1,900", 0.6, "1,800.00", "1,900"),  # the sums do not say so
        ("1,900.5", 0.6, "1,900.50", "1,900.5"),
    ],
)
def test_an_amount_that_sums_prove_has_the_decimals_of_its_table(
    read: str, belief: float, basic: str, text: str
) -> None:
    rows = [row(f"20801{at:02}", "行政运行", total="1700.00", basic="1700.00", project="0") for at in range(1, 5)]
    rows.append(row("2080150", "事业运行", total=read.replace(",", ""), basic=basic.replace(",", ""), project="0"))
    form_ = form("department_expenditure_summary", *rows)
    table = scanned(form_, confidence=0.98)
    for cell in table.cells:
        cell.text = {"1700.00": "1,700.00", rows[4]["amounts"]["total"]: read}.get(cell.text, cell.text)
        if cell.text == read:
            cell.confidence = belief
    cells = ScannedCells([form_], [table])
    repairs = restore_decimals(equations([form_], [table], LIBRARY), cells)
    (cell,) = [cell for cell in table.cells if (cell.row, cell.column) == (4, 0)]
    assert cell.text == text
    assert form_.records[4]["amounts"]["total"] == text.replace(",", "")
    assert [(one.before, one.after) for one in repairs] == ([(read, text)] if text != read else [])
    assert cell.confidence <= 0.85 or text == read


@pytest.mark.parametrize(
    ("read", "belief", "text"), [("0.0", 0.6, "0.00"), ("0", 0.6, "0.00"), ("0.0", 0.995, "0.0"), ("-", 0.6, "-")]
)
def test_a_nought_is_printed_as_its_table_prints_nothing(read: str, belief: float, text: str) -> None:
    rows = [row(f"20801{at:02}", "行政运行", total="1700.00", basic="1700.00", project="0.00") for at in range(1, 6)]
    rows.append(row("2080150", "事业运行", total="1700.00", basic="1700.00", project="0"))
    form_ = form("department_expenditure_summary", *rows)
    table = scanned(form_, confidence=0.98)
    (cell,) = [cell for cell in table.cells if (cell.row, cell.column) == (5, 2)]
    cell.text, cell.confidence = read, belief
    repairs = restore_decimals(equations([form_], [table], LIBRARY), ScannedCells([form_], [table]))
    assert cell.text == text
    assert form_.records[5]["amounts"]["project"] == ("0.00" if text == "0.00" else "0")
    assert [(one.before, one.after) for one in repairs] == ([(read, text)] if text != read else [])
