"""Sums within a record."""

import pytest

from extractors.checks import check_forms
from schemas.forms.library import load_library
from schemas.geometry import Box
from schemas.table import Cell, Part, Table
from tests.extractors.checks.checks_building import failing, form, row, verdicts

LIBRARY = load_library()


def check(*forms, tables=()):
    return check_forms(list(forms), list(tables), LIBRARY)


def test_a_wrong_total_is_a_failure_that_names_its_cells_total_first():
    form_ = form(
        "department_expenditure_summary", row("2050803", "培训支出", total="16.20", basic="10.00", project="5.20")
    )
    (found,) = failing(check(form_))
    assert (found.rule, found.actual, found.expected, found.tolerance) == ("row_sum", "16.20", "15.20", "0.015")
    assert [(cell.table_id, cell.row, cell.column) for cell in found.cells] == [
        ("t1", 0, 0),
        ("t1", 0, 1),
        ("t1", 0, 2),
    ]
    assert "16.20 ≠ 15.20" in found.message


def test_parts_that_a_form_does_not_print_are_left_out():
    form_ = form(
        "department_expenditure_summary", row(None, None, total="9.00", basic="5.00", project="3.00", reserve="1.00")
    )
    assert verdicts(check(form_), "row_sum") == ["pass"]
    assert form_.unchecked == 0


def revenue(**amounts):
    return form("department_revenue_summary", row("205", "教育支出", **amounts))


@pytest.mark.parametrize(
    "amounts",
    [
        {"total": "30.00", "undertaking_income": "30.00", "education_fees": "12.00"},
        {"total": "42.00", "undertaking_income": "30.00", "education_fees": "12.00"},
        {"total": "12.00", "education_fees": "12.00"},
        {
            "total": "50.00",
            "fiscal_appropriation": "50.00",
            "general_public_budget": "40.00",
            "government_fund_budget": "10.00",
        },
        {"total": "50.00", "carry_over": "9.00", "general_public_budget": "41.00"},
    ],
)
def test_a_figure_beside_or_inside_another_is_read_as_the_sums_ask(amounts):
    assert not failing(check(revenue(**amounts)))


def test_the_reading_is_one_for_the_whole_form():
    rows = [row("205", "教育支出", total="30.00", undertaking_income="30.00", education_fees="12.00") for _ in range(4)]
    rows[2]["amounts"]["total"] = "42.00"
    assert [check_.cells[0].row for check_ in failing(check(form("department_revenue_summary", *rows)))] == [2]


def test_prior_year_figures_add_up_among_themselves():
    amounts = {"total": "7.00", "overseas_travel": "5.00", "reception": "2.00"}
    prior = {"prior_year__total": "9.00", "prior_year__overseas_travel": "5.00", "prior_year__reception": "2.00"}
    found = failing(check(form("general_public_budget_three_public", row(None, None, **amounts, **prior))))
    assert [check_.actual for check_ in found] == ["9.00"]


def test_three_public_counts_once_where_meetings_stand_beside_it():
    amounts = {
        "total": "2382.02",
        "three_public": "513.75",
        "overseas_travel": "160.00",
        "vehicles__subtotal": "266.80",
        "vehicles__operation": "266.80",
        "reception": "86.95",
        "meetings": "271.02",
        "training": "1597.25",
    }
    form_ = form("general_public_budget_three_public", {"unit_code": None, "name": None} | row(None, None, **amounts))
    assert not failing(check(form_))
    assert form_.unchecked == 0


@pytest.mark.parametrize(("total", "fails"), [("9.00", False), ("4.00", False), ("5.00", True), ("6.00", True)])
def test_meetings_and_training_may_stand_apart_from_the_total_of_the_three(total, fails):
    amounts = {"total": total, "overseas_travel": "1.00", "reception": "3.00", "meetings": "2.00", "training": "3.00"}
    form_ = form("general_public_budget_three_public", {"unit_code": None, "name": "某局"} | row(None, None, **amounts))
    assert bool(failing(check(form_))) == fails


def change(**amounts):
    return row("205", "教育支出", **amounts)


def test_change_and_percent_follow_from_both_years():
    right = change(prior_year="2846.77", total="2601.04", change="-245.73", change_percent="-8.63")
    wrong = change(prior_year="100.00", total="150.00", change="50.00", change_percent="5.00")
    other = change(prior_year="306.91", total="409.86", change="102.95", change_percent="33.54")
    found = failing(check(form("general_public_budget_expenditure", right, wrong, other)))
    assert [(check_.rule, check_.cells[0].row, check_.expected) for check_ in found] == [("percent_change", 1, "50.00")]


def test_percent_may_be_printed_as_a_fraction():
    rows = [
        change(prior_year="200.00", total=f"{200 + n}.00", change=f"{n}.00", change_percent=f"{n / 200:.3f}")
        for n in (10, 30, 50)
    ]
    assert not failing(check(form("general_public_budget_expenditure", *rows)))


def test_a_column_that_nobody_understood_makes_a_sum_undecided_not_wrong():
    form_ = form("department_expenditure_summary", row(None, None, total="9.00", basic="5.00", project="3.00"))
    box = Box(0, 0, 1, 1)
    cells = [
        Cell(0, column, 1, 1, text, (text,), 1, box) for column, text in enumerate(("9.00", "5.00", "3.00", "1.00"))
    ]
    table = Table("t1", cells, 1, 4, 0, "ruled", [Part(1, box, 0, 1)])
    assert verdicts(check(form_, tables=[table]), "row_sum") == ["skipped"]
    assert form_.unchecked == 3
    cells[3].text = "1 2 . 0 0"
    assert verdicts(check(form_, tables=[table]), "row_sum") == ["skipped"]
    cells[3].text = "-"
    assert verdicts(check(form_, tables=[table]), "row_sum") == ["fail"]


def test_funds_of_a_goal_statement_add_up():
    funds = {"total": "5.00", "total_fiscal": "5.00", "total_other": "0.00", "annual": "4.00", "annual_fiscal": "5.00"}
    found = failing(check(form("project_goal_statement", {"project": "某项目", "funds": funds})))
    assert [[cell.column for cell in check_.cells] for check_ in found] == [[3, 4]]
