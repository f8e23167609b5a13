"""Amounts that something erased, given by sums that agree."""

from __future__ import annotations

import pytest
from test_corrections import BOX, LIBRARY, expenditure, scanned

from extractors.checks.corrections.proved import prove
from extractors.checks.corrections.scanned_cells import ScannedCells
from schemas.findings import Repair
from schemas.form import Form
from schemas.table import Cell, Part, Table
from tests.extractors.checks.checks_building import form, row


def erased(**left: str) -> tuple[Form, Table]:
    """Return the form with what is left of some figures: an amount, or no amount at all; ``r2_total`` is row 2's."""
    form = expenditure()
    table = scanned(form)
    for key, text in left.items():
        number, measure = int(key[1]), key[3:]
        record = form.records[number]
        place = record["cells"][measure]
        (cell,) = [one for one in table.cells if [one.row, one.column] == place]
        cell.text, cell.confidence = text, 0.3
        if text.replace(".", "", 1).isdigit():
            record["amounts"][measure] = text
        else:
            del record["amounts"][measure], record["cells"][measure]
    return form, table


def given(form: Form, table: Table) -> list[Repair]:
    return prove([form], [table], LIBRARY, ScannedCells([form], [table]))


def test_figures_that_are_gone_are_what_row_and_column_prove() -> None:
    form, table = erased(r2_total="3.0", r3_total=".2..0")
    repairs = given(form, table)
    assert [form.records[row]["amounts"]["total"] for row in (2, 3)] == ["38.00", "22.00"]
    assert {(one.before, one.after, one.confidence) for one in repairs} == {
        ("3.0", "38.00", 0.7),
        (".2..0", "22.00", 0.7),
    }
    assert all("row_sum" in one.evidence and "hierarchy_sum" in one.evidence for one in repairs)


@pytest.mark.parametrize(
    "left",
    [
        # Four that may all be as much more.
        {"r2_total": "3.0", "r2_project": "..0", "r3_total": "2.0", "r3_project": "7."},
        # Digits that no sum asks for.
        {"r2_total": "97.10"},
        # What is left of a total, the class and one of its subjects is no proof: all may be as much more.
        {"r0_total": "6.0", "r1_total": "6.1", "r2_total": "3.1", "r2_basic": "3.1"},
    ],
)
def test_what_only_some_sums_say_is_not_given(left: dict[str, str]) -> None:
    form, table = erased(**left)
    before = [dict(record["amounts"]) for record in form.records]
    assert given(form, table) == []
    assert [record["amounts"] for record in form.records] == before


def test_a_figure_is_proved_by_more_than_its_row() -> None:
    form, table = erased(r2_total="3.0", r3_total="")
    assert given(form, table) == []


def test_a_speck_in_a_cell_without_an_amount_is_none() -> None:
    form, table = erased(r2_total="38.00")
    for record, basic in zip(form.records, ("37.00", "37.00", "30.00", "7.00"), strict=True):
        record["amounts"] |= {"basic": basic, "project": "0.00"}
        record["amounts"]["total"] = basic
    record = form.records[3]
    (cell,) = [one for one in table.cells if [one.row, one.column] == record["cells"]["project"]]
    cell.text, cell.confidence = ":", 0.3
    del record["amounts"]["project"], record["cells"]["project"]
    assert given(form, table) == []
    assert "project" not in record["amounts"]


def test_what_was_read_fairly_well_is_left_to_fail() -> None:
    form, table = erased(r2_total="3.0")
    for cell in table.cells:
        cell.confidence = 0.8
    assert given(form, table) == []
    assert form.records[2]["amounts"]["total"] == "3.0"


@pytest.mark.parametrize(("reception", "is_proved"), [("1.00", True), ("0.00", False)])
def test_two_sums_of_a_row_prove_a_figure_and_two_copies_do_not(reception: str, is_proved: bool) -> None:
    amounts = {"total": "2.00" if is_proved else "1.00", "vehicles__subtotal": "1.00", "vehicles__operation": "1.00"}
    record = row(None, "某局", vehicles__purchase="0.00", overseas_travel="0.00", reception=reception, **amounts)
    one = form("general_public_budget_three_public", record)
    table = scanned(one)
    place = record["cells"]["vehicles.subtotal"]
    record["amounts"]["vehicles.subtotal"] = "9.00"
    (cell,) = [each for each in table.cells if [each.row, each.column] == place]
    cell.text, cell.confidence = "9.00", 0.3
    assert [each.after for each in given(one, table)] == (["1.00"] if is_proved else [])


def test_figures_of_a_sheet_of_targets_are_left_as_read() -> None:
    funds = {"annual": "9.00", "annual_fiscal": "3.00", "annual_other": "1.00"}
    statement = form("project_goal_statement", {"project": "某专项", "funds": funds, "indicators": []}, table="t2")
    cells = [
        Cell(0, column, 1, 1, text, (text,), 7, BOX, "data", 0.1, "ocr") for column, text in enumerate(funds.values())
    ]
    sheet = Table("t2", cells, 1, 3, 0, "ruled", [Part(7, BOX, 0, 1)])
    assert prove([statement], [sheet], LIBRARY, ScannedCells([statement], [sheet])) == []
    assert statement.records[0]["funds"] == {"annual": "9.00", "annual_fiscal": "3.00", "annual_other": "1.00"}


@pytest.mark.parametrize(("beside", "is_given"), [("", True), ("7841.0.0", False), ("78.41", False)])
def test_a_total_is_no_copy_of_one_for_less_money(beside: str, is_given: bool) -> None:
    """A column that no definition knows has a figure, or what a recogniser makes of one, in the total's row."""
    subjects = [(f"20801{number:02}", f"{number}.00") for number in range(1, 9)]
    forms = [
        form(key, *(row(code, "行政运行", total=text, basic=text) for code, text in subjects), table=table)
        for key, table in (
            ("department_expenditure_summary", "t1"),
            ("general_public_budget_expenditure", "t2"),
        )
    ]
    tables = [scanned(each, confidence=0.95) for each in forms]
    forms[0].records[3]["amounts"]["total"] = "24.10"
    total = next(cell for cell in tables[0].cells if (cell.row, cell.column) == (3, 0))
    total.text, total.confidence = "24.10", 0.3
    tables[0].cells.append(Cell(3, 5, 1, 1, beside, (beside,), 7, BOX, "data", 0.5, "ocr"))
    repairs = prove(forms, tables, LIBRARY, ScannedCells(forms, tables))
    assert [repair.after for repair in repairs] == (["4.00"] if is_given else [])
