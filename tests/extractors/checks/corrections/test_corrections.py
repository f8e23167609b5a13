"""Amounts read from pictures, put right by the sums they stand in."""

import json

import pytest

from extractors.checks import check_forms, correct_amounts
from extractors.checks.corrections.misreadings import other_amounts
from schemas.forms.library import load_library
from schemas.geometry import Box
from schemas.table import Cell, Part, Reading, Table
from tests.extractors.checks.checks_building import failing, form, row

LIBRARY = load_library()
BOX = Box(0, 0, 1, 1)


def scanned(form_, source="ocr", confidence=0.85):
    """Make the table that a form was read from."""
    cells = []
    for record in form_.records:
        for path, (row_index, column) in record["cells"].items():
            text = record["amounts"][path]
            cells.append(Cell(row_index, column, 1, 1, text, (text,), 7, BOX, "data", confidence, source))
    return Table(form_.table_ids[0], cells, len(form_.records), 3, 0, "ruled", [Part(7, BOX, 0, len(form_.records))])


def expenditure(**misread):
    """Two subjects under one class and a total; ``r2_basic="9.00"`` misreads the basic expenditure of row 2."""
    rows = [
        row(None, "合计", total="60.00", basic="45.00", project="15.00"),
        row("208", "社会保障和就业支出", total="60.00", basic="45.00", project="15.00"),
        row("2080101", "行政运行", total="38.00", basic="30.00", project="8.00"),
        row("2080150", "事业运行", total="22.00", basic="15.00", project="7.00"),
    ]
    for key, text in misread.items():
        number, measure = key[1:].split("_")
        rows[int(number)]["amounts"][measure] = text
    return form("department_expenditure_summary", *rows)


@pytest.mark.parametrize(
    ("place", "misread"),
    [
        ("r2_basic", "80.00"),
        ("r2_total", "36.00"),
        ("r3_project", "7.80"),
        ("r1_total", "6.00"),
        ("r3_total", "122.00"),
        ("r2_total", "36.50"),
        ("r3_basic", "10.80"),
        ("r3_basic", "-15.00"),
    ],
)
def test_the_only_figure_that_explains_the_failures_is_corrected_with_both_values(place, misread):
    form_, right = expenditure(**{place: misread}), expenditure()
    table = scanned(form_)
    (repair,) = correct_amounts([form_], [table], LIBRARY)
    number, measure = int(place[1]), place[3:]
    assert form_.records[number]["amounts"] == right.records[number]["amounts"]
    assert (repair.kind, repair.before, repair.page, repair.row) == ("ocr_digit", misread, 7, number)
    assert repair.after == right.records[number]["amounts"][measure]
    assert "row_sum" in repair.evidence
    (cell,) = [c for c in table.cells if (c.row, c.column) == (repair.row, repair.column)]
    assert (cell.text, cell.lines) == (repair.after, (repair.after,))
    assert not failing(check_forms([form_], [table], LIBRARY))


@pytest.mark.parametrize("manner", [{"source": "text", "confidence": 1.0}, {"confidence": 0.95}])
def test_a_text_layer_and_a_sure_reading_are_never_changed(manner):
    form_ = expenditure(r2_basic="80.00")
    before = json.dumps(form_.records)
    assert correct_amounts([form_], [scanned(form_, **manner)], LIBRARY) == []
    assert json.dumps(form_.records) == before
    assert failing(check_forms([form_], [], LIBRARY))


def test_two_figures_that_could_be_wrong_are_left_alone():
    form_ = form("department_expenditure_summary", row(None, None, total="15.20", basic="18.20"))
    assert correct_amounts([form_], [scanned(form_)], LIBRARY) == []


def test_the_engines_own_reading_decides_between_equals():
    form_ = form("department_expenditure_summary", row(None, None, total="15.20", basic="18.20"))
    table = scanned(form_)
    table.cells[1].readings = (Reading("18.20", 0.6), Reading("15.20", 0.4))
    (repair,) = correct_amounts([form_], [table], LIBRARY)
    assert (repair.column, repair.after) == (1, "15.20")


def test_sums_that_agree_to_the_last_digit_outweigh_a_reading_within_their_rounding():
    form_ = expenditure(r2_basic="38.00")
    table = scanned(form_)
    (cell,) = [cell for cell in table.cells if [cell.row, cell.column] == list(form_.records[2]["cells"]["basic"])]
    cell.readings = (Reading("38.00", 0.6), Reading("30.01", 0.3))
    (repair,) = correct_amounts([form_], [table], LIBRARY)
    assert (repair.before, repair.after) == ("38.00", "30.00")


def test_a_sure_reading_gives_way_to_another_of_the_engines_own():
    form_ = expenditure(r2_basic="80.00")
    table = scanned(form_, confidence=0.95)
    (cell,) = [c for c in table.cells if c.text == "80.00"]
    cell.readings = (Reading("80.00", 0.95), Reading("30.00", 0.05))
    assert [repair.after for repair in correct_amounts([form_], [table], LIBRARY)] == ["30.00"]
    assert form_.records == expenditure().records


def test_two_errors_in_different_rows_are_both_corrected():
    form_ = expenditure(r2_basic="80.00", r3_project="1.00")
    assert len(correct_amounts([form_], [scanned(form_)], LIBRARY)) == 2
    assert form_.records == expenditure().records


def test_thousands_separators_stay():
    rows = [
        row("205", "教育支出", total="1708.00", basic="1000.00", project="208.00"),
        row(None, "合计", total="1208.00"),
    ]
    form_ = form("department_expenditure_summary", *rows)
    table = scanned(form_)
    table.cells[0].text = "1,708.00"
    (repair,) = correct_amounts([form_], [table], LIBRARY)
    assert (repair.before, repair.after) == ("1,708.00", "1,208.00")
    assert form_.records[0]["amounts"]["total"] == "1208.00"


def test_a_printed_mistake_that_no_misreading_explains_stays():
    form_ = expenditure(r0_total="77.31")
    assert correct_amounts([form_], [scanned(form_)], LIBRARY) == []


def test_misreadings_have_the_columns_decimals_and_differ_from_what_was_read():
    found = other_amounts("15.20", 2, (Reading("75.20", 0.3),))
    assert 15_200_000 not in found
    assert found[75_200_000] is True
    assert found[18_200_000] is False
    assert found[115_200_000] is False
    assert 1_520_000 not in found
    assert other_amounts("1520", 2, ()).get(15_200_000) is False
    # Nothing may be printed without decimals.
    assert other_amounts("3", 2, ()).get(0) is False


def changes(*figures: tuple[str, str, str, str]):
    """Subjects with this year's amount, last year's, the change and its rate."""
    names = ("total", "prior_year", "change", "change_percent")
    rows = [
        row(f"20{number}", f"类{number}", **dict(zip(names, own, strict=True))) for number, own in enumerate(figures, 1)
    ]
    return form("general_public_budget_expenditure", *rows)


def test_a_change_and_its_rate_that_lost_their_minus_get_it_back():
    right = [("110.00", "100.00", "10.00", "10.00"), ("90.00", "80.00", "10.00", "12.50")]
    form_ = changes(*right, ("30.00", "40.00", "10.00", "25.00"), ("50.00", "80.00", "-30.00", "-37.50"))
    table = scanned(form_, confidence=0.999)
    for cell in table.cells:
        if cell.text in ("10.00", "25.00"):
            cell.confidence = 0.5
    repairs = correct_amounts([form_], [table], LIBRARY)
    assert [(repair.before, repair.after) for repair in repairs] == [("10.00", "-10.00"), ("25.00", "-25.00")]
    sure = changes(*right, ("30.00", "40.00", "10.00", "25.00"))
    assert correct_amounts([sure], [scanned(sure, confidence=0.999)], LIBRARY) == []


def test_two_figures_of_one_sum_are_corrected_when_their_other_sums_say_so():
    form_, right = expenditure(r1_basic="48.00", r3_basic="16.00"), expenditure()
    repairs = correct_amounts([form_], [scanned(form_)], LIBRARY)
    assert [(repair.before, repair.after) for repair in repairs] == [("48.00", "45.00"), ("16.00", "15.00")]
    assert form_.records == right.records


def test_one_sum_alone_does_not_outweigh_one_that_another_figure_may_break():
    # The class's own row fails, its children's sum fails too, and nothing else speaks for a value.
    form_ = expenditure(r0_basic="48.00", r1_basic="48.00", r0_total="63.00", r1_total="60.00", r3_basic="16.00")
    correct_amounts([form_], [scanned(form_)], LIBRARY)
    assert form_.records[1]["amounts"]["basic"] == "48.00"
