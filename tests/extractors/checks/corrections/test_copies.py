"""Columns of two forms that print the same amounts for the same subjects."""

from __future__ import annotations

import pytest
from test_corrections import LIBRARY, scanned

from extractors.checks.corrections.copies import copies
from extractors.checks.corrections.proved import prove
from extractors.checks.corrections.scanned_cells import ScannedCells
from schemas.form import Form
from schemas.table import Table
from tests.extractors.checks.checks_building import form, row

AMOUNTS = ("11.00", "12.00", "13.00", "14.00", "15.00", "16.00")


def two_forms(**others: str) -> tuple[list[Form], list[Table]]:
    """Return revenue and expenditure by subject; ``r2="9.00"`` is what that of subject 2 is read as, in doubt."""
    codes = [f"20801{at:02}" for at in range(1, 7)]
    read = [others.get(f"r{at}", amount) for at, amount in enumerate(AMOUNTS)]
    revenue = [
        row("20801", "一组", total="81.00"),
        *(row(code, "一项", total=one) for code, one in zip(codes, read, strict=True)),
    ]
    spent = [row("20801", "一组", total="81.00", basic="70.00", project="11.00")]
    spent += [row(code, "一项", total=one, basic=one, project="0.00") for code, one in zip(codes, AMOUNTS, strict=True)]
    spent[1]["amounts"] |= {"basic": "0.00", "project": "11.00"}
    forms = [
        form("department_revenue_summary", *revenue, table="t1"),
        form("department_expenditure_summary", *spent, table="t2"),
    ]
    tables = [scanned(one, confidence=0.95) for one in forms]
    for cell in tables[0].cells:
        if f"r{cell.row - 1}" in others:
            cell.confidence = 0.5
    return forms, tables


def labels(forms: list[Form], tables: list[Table]) -> set[str]:
    return {each.label for each in copies(forms, LIBRARY, ScannedCells(forms, tables))}


def test_columns_that_agree_are_copies_and_the_likest_one_is_meant() -> None:
    assert labels(*two_forms(r2="9.00")) == {"department_revenue_summary.total = department_expenditure_summary.total"}


def test_columns_that_differ_where_both_are_read_well_are_none() -> None:
    forms, tables = two_forms(r2="9.00")
    for cell in tables[0].cells:
        cell.confidence = 0.95
    assert labels(forms, tables) == set()


@pytest.mark.parametrize(("read", "given"), [("98.70", []), ("93.00", ["13.00"])])
def test_a_figure_is_its_copy_where_sums_bear_it_out(read: str, given: list[str]) -> None:
    forms, tables = two_forms(r2=read)
    repairs = prove(forms, tables, LIBRARY, ScannedCells(forms, tables))
    assert [one.after for one in repairs] == given
    assert all("same_subject" in one.evidence for one in repairs)
