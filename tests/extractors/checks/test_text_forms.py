"""Performance forms: budgets of projects, weights, codes and required fields."""

import pytest

from extractors.checks import check_forms
from schemas.forms.library import load_library
from tests.extractors.checks.checks_building import failing, form, row, verdicts, weighted

LIBRARY = load_library()
TARGETS = "project_performance_targets"


def check(*forms):
    return check_forms(list(forms), [], LIBRARY)


def project(name, budget, *weights):
    return {"unit": "某局", "project": name, "budget": budget, "indicators": weighted(*weights)}


@pytest.mark.parametrize(
    "weights", [("50", "40", "10"), ("50", "30", "10"), ("50%", "50%"), ("0.6", "0.4"), ("60分", "40分")]
)
def test_weights_make_a_hundred_or_leave_ten_for_execution(weights):
    assert verdicts(check(form(TARGETS, project("甲", "5.00", *weights))), "weight_total") == ["pass"]


def test_wrong_weights_name_their_cells():
    (found,) = failing(check(form(TARGETS, project("甲", "5.00", "50", "45", "10"))))
    assert (found.rule, found.message) == ("weight_total", "weights 105 ≠ 100 (3 indicators)")
    assert [cell.column for cell in found.cells] == [1, 2, 3]


def test_a_blank_weight_leaves_the_sum_undecided():
    assert verdicts(check(form(TARGETS, project("甲", "5.00", "50", "40", None))), "weight_total") == ["pass"]
    assert verdicts(check(form(TARGETS, project("甲", "5.00", "50", "20", None))), "weight_total") == ["skipped"]


def test_a_rule_that_all_projects_follow_is_a_rule():
    projects = [project(name, None, "50", "30") for name in "甲乙丙"]
    assert not failing(check(form(TARGETS, *projects)))
    assert len(failing(check(form(TARGETS, *projects, project("丁", None, "50", "35"))))) == 1


def test_a_units_budget_is_the_sum_of_its_projects():
    records = [
        project(None, "42.00"),
        project(None, "12.00"),
        project("甲", "5.00", "100"),
        project("乙", "7.00", "100"),
        project(None, "30.00"),
        project("丙", "30.00", "100"),
    ]
    form_ = form(TARGETS, *records)
    assert not failing(check(form_))
    assert form_.unchecked == 0
    records[3]["budget"] = "8.00"
    assert [c.cells[0].row for c in failing(check(form(TARGETS, *records)))] == [1]


def test_codes_are_digits_of_a_known_length():
    good, bad = row("2050803", "培训支出"), row("20A", "教育支出")
    assert verdicts(check(form("agency_operating_expenditure", good)), "code_format") == ["pass"]
    (found,) = failing(check(form("agency_operating_expenditure", good, bad)))
    assert "1 of 2" in found.message
    assert found.cells[0].row == 1


def test_a_required_field_that_is_blank_is_a_fault():
    record = project("甲", "5.00", "100")
    record["indicators"][0]["level3"] = None
    found = failing(check(form(TARGETS, record)))
    assert [c.rule for c in found] == ["required_field"]


def test_a_form_that_no_definition_knows_is_left_unchecked():
    form_ = form("something_else", row("205", "教育", total="1.00"))
    assert check(form_) == []
    assert form_.unchecked == 1


def test_most_projects_disobeying_means_another_rule():
    projects = [
        project(name, None, *weights) for name, weights in zip("甲乙丙", (("3",), ("5", "4"), ("7",)), strict=True)
    ]
    assert verdicts(check(form(TARGETS, *projects)), "weight_total") == ["skipped"]


def test_a_project_without_indicators_is_no_total():
    records = [project(None, "12.00"), project("甲", "5.00"), project("乙", "7.00", "100")]
    assert not failing(check(form(TARGETS, *records)))


def whole(total, fiscal, other):
    budget = {"total": total, "fiscal_appropriation": fiscal, "other": other}
    return form("overall_performance_targets", {"department": "某局", "budget": budget, "indicators": []})


def test_a_sum_without_its_main_part_is_undecided():
    assert verdicts(check(whole("9.00", None, "1.00")), "row_sum") == ["skipped"]
    assert verdicts(check(whole("9.00", "7.00", None)), "row_sum") == ["fail"]
    assert verdicts(check(whole("9.00", "8.00", "1.00")), "row_sum") == ["pass"]
