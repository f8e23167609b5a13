"""Totals that several forms of a document repeat."""

from extractors.checks import check_forms
from extractors.checks.apply_rules import equations
from schemas.forms.library import load_library
from tests.extractors.checks.checks_building import failing, form, line, row, verdicts

LIBRARY = load_library()


def check(*forms):
    return check_forms(list(forms), [], LIBRARY)


def fiscal(total, unit="万元", entity="某市财政局", **funds):
    return form(
        "fiscal_appropriation_summary",
        line("revenue", "一", "一般公共预算拨款收入", total=total),
        line("revenue", None, "收入总计", total=total),
        line("expenditure", "一", "教育支出", total=total, **funds),
        line("expenditure", None, "支出总计", total=total, **funds),
        unit=unit,
        entity=entity,
        table="t1",
    )


def public_budget(total, unit="万元", entity="某市财政局"):
    rows = [row("205", "教育支出", total=total), row(None, "合计", total=total)]
    return form("general_public_budget_expenditure", *rows, unit=unit, entity=entity, table="t2")


def test_equal_totals_pass_and_name_both_cells():
    found = [
        c
        for c in check(fiscal("75.00", general_public_budget="75.00"), public_budget("75.00"))
        if c.rule == "cross_form"
    ]
    assert [c.status for c in found] == ["pass"]
    assert [cell.table_id for cell in found[0].cells] == ["t2", "t1"]


def test_different_totals_fail_in_the_form_that_repeats():
    (found,) = failing(check(fiscal("75.00", general_public_budget="75.00"), public_budget("57.00")))
    assert (found.rule, found.form, found.actual, found.expected) == (
        "cross_form",
        "general_public_budget_expenditure",
        "57.00",
        "75.00",
    )


def test_units_are_converted_with_the_coarser_rounding():
    yuan = fiscal("750031.25", unit="元", general_public_budget="750031.25")
    assert verdicts(check(yuan, public_budget("75.00")), "cross_form") == ["pass"]
    found = failing(check(yuan, public_budget("75.02")))
    assert [(c.actual, c.tolerance) for c in found] == [("75.02", "0.005")]


def test_a_form_without_a_unit_is_not_compared():
    assert (
        verdicts(check(fiscal("75.00", unit=None, general_public_budget="75.00"), public_budget("57.00")), "cross_form")
        == []
    )


def test_another_organisation_is_not_compared():
    other = fiscal("75.00", entity="某市教育局", general_public_budget="75.00")
    assert verdicts(check(other, public_budget("57.00")), "cross_form") == []


def test_without_the_figure_that_ought_to_be_equal_nothing_is_proved():
    assert verdicts(check(fiscal("75.00"), public_budget("57.00")), "cross_form") == ["skipped"]


def test_projects_are_what_basic_expenditure_leaves():
    basic = form("general_public_budget_basic_expenditure", row(None, "合计", total="30.00"), table="t3")
    project = form("general_public_budget_project_expenditure", row(None, "合计", total="45.00"), table="t4")
    found = check(public_budget("75.00"), basic, project)
    assert [c.message for c in found if c.form == project.form and c.rule == "cross_form"] == [
        "total = general_public_budget_expenditure.total - general_public_budget_basic_expenditure.total: 45.00 = 45.00"
    ]


def test_each_departments_forms_are_compared_among_themselves():
    first = [fiscal("75.00", entity=None, general_public_budget="75.00"), public_budget("75.00", entity=None)]
    second = [fiscal("20.00", entity=None, general_public_budget="20.00"), public_budget("20.00", entity=None)]
    assert verdicts(check(*first, *second), "cross_form") == ["pass", "pass"]
    assert verdicts(check(*first, second[0], first[1]), "cross_form") == ["pass", "fail"]


def test_a_form_that_leaves_out_what_was_carried_over_repeats_no_total_with_it():
    fiscal_form, own = fiscal("75.00", general_public_budget="75.00"), public_budget("70.00")
    assert [c.rule for c in failing(check(fiscal_form, own))] == ["cross_form"]
    own.title = "一般公共预算支出表（不含上年结转）"
    assert verdicts(check(fiscal_form, own), "cross_form") == []


def basic_by_rows(*amounts: str, last: str = "9.00") -> list:
    """Return the two forms of basic expenditure by economic class, the second one with ``last`` in its last row."""
    names = ["基本工资", "津贴补贴", "奖金", "绩效工资", "办公费", "印刷费", "水费", "电费", "差旅费", "会议费"]
    codes = ["30101", "30102", "30103", "30107", "30201", "30202", "30205", "30206", "30211", "30215"]
    measure = "current_year.general_public_budget.basic"
    by_class = [row(code, name, **{measure: one}) for code, name, one in zip(codes, names, amounts, strict=True)]
    basic = [row(code, name, total=one) for code, name, one in zip(codes, names, [*amounts[:-1], last], strict=True)]
    return [
        form("fiscal_appropriation_by_economic_class", *by_class),
        form("general_public_budget_basic_expenditure", *basic),
    ]


def test_rows_of_two_forms_print_the_same_where_most_do():
    amounts = [f"{number}.00" for number in range(1, 10)]
    said = check(*basic_by_rows(*amounts, "9.00"))
    assert [c.message for c in said if c.rule == "cross_form_rows"] == ["cross_form_rows: 10 hold"]
    # A difference is no fault, but tells what a doubtful figure is.
    unlike = basic_by_rows(*amounts, "9.00", last="8.00")
    assert verdicts(check(*unlike), "cross_form_rows") == ["pass", "skipped"]
    told = [e for e in equations(unlike, [], LIBRARY) if e.rule == "cross_form_rows" and not e.holds]
    assert [(e.label, e.parts[0].figure.value) for e in told] == [("会议费", 9_000_000)]


def test_rows_of_two_forms_that_mean_different_things_say_nothing():
    unlike = basic_by_rows(*(f"{number}.00" for number in range(1, 11)))
    for record in unlike[1].records[:3]:
        record["amounts"]["total"] = "99.00"
    assert verdicts(check(*unlike), "cross_form_rows") == []
