"""Noughts of which so little is left that nothing could be made of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_corrections import LIBRARY, scanned

from extractors.checks.apply_rules import equations
from extractors.checks.corrections.noughts import read_noughts
from extractors.checks.corrections.scanned_cells import ScannedCells
from schemas.form import Form
from schemas.table import Table
from tests.extractors.checks.checks_building import form, row

BROKEN = 4


def broken(left: str = "、", nothing: str = "0", basic: str = "9.00") -> tuple[Form, Table]:
    """Return a form all of whose expenditure is basic; of one row's nought so much is left."""
    rows = [row(None, "合计", total="60.00", basic="60.00", project="0")]
    rows += [row("208", "社会保障和就业支出", total="60.00", basic="60.00", project="0")]
    rows += [row(f"208010{at}", "行政运行", total="17.00", basic="17.00", project="0") for at in (1, 2)]
    rows += [row("2080103", "机关服务", total="9.00", basic=basic, project=left)]
    rows += [row("2080150", "事业运行", total="17.00", basic="17.00", project="0")]
    form_ = form("department_expenditure_summary", *rows)
    table = scanned(form_, confidence=0.99)
    for cell in table.cells:
        if cell.text == left:
            cell.confidence = 0.5
        elif cell.text == "0":
            cell.text = nothing
    for record in form_.records:
        if record["amounts"]["project"] == left or nothing != "0":
            del record["amounts"]["project"], record["cells"]["project"]
    if nothing != "0":
        # One is read well: else nobody knew the column.
        form_.records[0]["amounts"]["project"], form_.records[0]["cells"]["project"] = "0", [0, 2]
    return form_, table


def given(form_: Form, table: Table, cells: ScannedCells | None = None) -> str | None:
    read_noughts([form_], [table], LIBRARY, cells or ScannedCells([form_], [table]))
    amount: str | None = form_.records[BROKEN]["amounts"].get("project")
    return amount


@pytest.mark.parametrize("left", ["、", "a", "(5", "ti", "-"])
def test_what_a_sum_leaves_nothing_is_a_nought(left: str) -> None:
    form_, table = broken(left)
    assert given(form_, table) == "0"
    (cell,) = [cell for cell in table.cells if (cell.row, cell.column) == (BROKEN, 2)]
    assert (cell.text, cell.confidence) == ("0", 0.7)
    assert form_.records[BROKEN]["cells"]["project"] == (BROKEN, 2)


def test_what_is_longer_than_a_nought_is_none() -> None:
    assert given(*broken("、1r")) is None


def test_a_sum_that_leaves_more_gives_none() -> None:
    form_, table = broken(basic="8.00")
    assert given(form_, table) is None
    assert "project" not in form_.records[BROKEN]["cells"]


def test_where_dashes_are_printed_for_nothing_a_speck_is_no_nought() -> None:
    form_, table = broken(nothing="-")
    elsewhere = [replace(table.cells[0], row=row, column=9, text="0", confidence=0.99) for row in range(9)]
    assert given(form_, replace(table, cells=table.cells + elsewhere)) is None


def test_a_total_that_sums_have_corrected_says_nothing_of_its_parts() -> None:
    form_, table = broken()
    cells = ScannedCells([form_], [table])
    for path in ("total", "basic"):
        figure = next(
            term.figure
            for equation in equations([form_], [table], LIBRARY)
            for term in equation.terms
            if (term.figure.record, term.figure.path) == (BROKEN, path)
        )
        cells.correct(figure, figure.value, (), 0.9)
    for record in form_.records[:2]:
        del record["amounts"]["project"]
    assert given(form_, table, cells) is None


def test_a_dash_that_was_read_well_is_one() -> None:
    form_, table = broken("-")
    for cell in table.cells:
        cell.confidence = 0.99
    assert given(form_, table) is None


def test_a_text_layer_is_taken_by_its_word() -> None:
    form_, table = broken()
    table = replace(table, cells=[replace(cell, source="text") for cell in table.cells])
    assert given(form_, table) is None
