"""Several figures of one row misread at once, put right by the sums of the row."""

from __future__ import annotations

from test_agreement import see
from test_corrections import scanned

from extractors.checks.apply_rules import equations
from extractors.checks.corrections.row_by_row import settle_rows
from extractors.checks.corrections.scanned_cells import ScannedCells
from schemas.findings import Repair
from schemas.form import Form
from schemas.forms.library import load_library
from schemas.table import Table
from tests.extractors.checks.checks_building import form, row

LIBRARY = load_library()
FORM = "fiscal_appropriation_by_economic_class"
CARRIED = "carry_over.general_public_budget."


def carried(total: str, whole: str, basic: str, project: str) -> tuple[Form, Table]:
    """Return a scan of three rows, the last of which has these figures carried over from the year before."""

    def subject(code: str, *amounts: str) -> dict:
        names = ("carry_over__total", *(CARRIED.replace(".", "__") + name for name in ("subtotal", "basic", "project")))
        return row(code, f"名{code}", **dict(zip(names, amounts, strict=True)))

    usual = ("5.00", "5.00", "3.00", "2.00")
    rows = [subject("30101", *usual), subject("30102", *usual), subject("30103", total, whole, basic, project)]
    form_ = form(FORM, *rows)
    return form_, scanned(form_)


def settled(form_: Form, table: Table) -> list[Repair]:
    return settle_rows(equations([form_], [table], LIBRARY), ScannedCells([form_], [table]))


def last(form_: Form) -> list[str]:
    return list(form_.records[2]["amounts"].values())


def test_two_figures_that_were_misread_are_put_right_together() -> None:
    form_, table = carried("0.00", "0.60", "0.20", "0.00")
    for cell in table.cells:
        see(cell, {"6": 0.6, "0": 0.3}, {"2": 0.6, "0": 0.3})
    repairs = settled(form_, table)
    assert last(form_) == ["0.00"] * 4
    assert [(repair.before, repair.after) for repair in repairs] == [("0.60", "0.00"), ("0.20", "0.00")]
    assert all("row_sum" in repair.evidence for repair in repairs)


def test_what_was_read_without_another_thought_is_left_to_fail() -> None:
    form_, table = carried("0.00", "0.60", "0.20", "0.00")
    for cell in table.cells:
        see(cell)
    assert settled(form_, table) == []
    for cell in table.cells:
        see(cell, {"6": 0.6, "0": 0.3}, {"2": 0.6, "0": 0.3})
        cell.confidence = 0.995
    assert settled(form_, table) == []


def test_two_ways_that_are_about_as_likely_prove_nothing() -> None:
    form_, table = carried("8.00", "8.00", "6.00", "3.00")
    for cell in table.cells:
        see(cell, {"6": 0.6, "5": 0.3}, {"3": 0.6, "2": 0.3})
    assert settled(form_, table) == []
    assert last(form_) == ["8.00", "8.00", "6.00", "3.00"]


def test_of_two_figures_one_of_which_is_doubted_that_one_is_put_right() -> None:
    form_, table = carried("8.00", "8.00", "6.00", "3.00")
    for cell in table.cells:
        see(cell, {"6": 0.6, "5": 0.3})
    assert len(settled(form_, table)) == 1
    assert last(form_) == ["8.00", "8.00", "5.00", "3.00"]


def test_figures_that_were_rounded_one_by_one_are_left_alone() -> None:
    form_, table = carried("8.00", "8.00", "5.99", "2.00")
    for cell in table.cells:
        see(cell, {"9": 0.6, "8": 0.3}, {"5": 0.6, "6": 0.3})
    assert settled(form_, table) == []


def test_no_figure_gets_more_decimals_than_it_has() -> None:
    form_, table = carried("8.00", "8.00", "6,000", "2.00")
    form_.records[2]["amounts"][CARRIED + "basic"] = "6000"
    for cell in table.cells:
        see(cell, {",": 0.6, ".": 0.3})
    assert settled(form_, table) == []


def test_a_sum_of_other_rows_that_holds_is_not_broken() -> None:
    form_, table = carried("8.00", "8.00", "6.00", "3.00")
    amounts = {"carry_over.total": "13.00", CARRIED + "subtotal": "13.00", CARRIED + "basic": "9.00"}
    amounts[CARRIED + "project"] = "4.00"
    cells = {name: [0, column] for column, name in enumerate(amounts)}
    form_.records[0] |= {"subject_code": "301", "amounts": amounts, "cells": cells}
    table = scanned(form_)
    for cell in table.cells:
        see(cell, {"6": 0.6, "5": 0.3})
    assert settled(form_, table) == []
