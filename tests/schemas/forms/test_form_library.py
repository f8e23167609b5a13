import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ValidationError

from schemas.forms.definition import AmountRows, FieldLayout, IndicatorRows, TwoSided
from schemas.forms.library import DEFINITIONS, FormLibrary, load_library, read_definition

SUBJECTS = ["subject_code", "unit_code", "name"]
UNITS = ["unit_code", "name"]
THREE_PUBLIC = (
    "total three_public overseas_travel vehicles.subtotal vehicles.purchase vehicles.operation reception meetings "
    "training agency_operation"
)
#: What the output contract promises of each form with amounts: leading keys and measures.
PROMISED = {
    "department_revenue_summary": (
        SUBJECTS,
        "total carry_over fiscal_appropriation general_public_budget government_fund_budget state_capital_budget "
        "undertaking_income operating_income other_income superior_subsidy affiliate_remittance "
        "special_account_funds education_fees non_fiscal_balance",
    ),
    "department_expenditure_summary": (
        SUBJECTS,
        "total basic project reserve carried_forward remittance_to_superior operating_expenditure "
        "subsidy_to_affiliates",
    ),
    "fiscal_appropriation_by_function": (SUBJECTS, "total basic project"),
    "fiscal_appropriation_basic_expenditure": (SUBJECTS, "total personnel operations"),
    "general_public_budget_expenditure": (
        SUBJECTS,
        "total basic project current_year carry_over prior_year change change_percent",
    ),
    "general_public_budget_basic_expenditure": (SUBJECTS, "total personnel operations"),
    "general_public_budget_project_expenditure": (SUBJECTS, "total"),
    "general_public_budget_three_public": (UNITS, THREE_PUBLIC),
    "government_fund_expenditure": (SUBJECTS, "total basic project"),
    "government_fund_three_public": (UNITS, THREE_PUBLIC),
    "state_capital_expenditure": (SUBJECTS, "total basic project"),
    "agency_operating_expenditure": (SUBJECTS, "total"),
    "government_procurement": (["category", "project", "economic_subject", "item", "method"], "total"),
}
TWO_SIDED = {
    "department_revenue_expenditure_summary": "total personnel operations project",
    "fiscal_appropriation_summary": "total general_public_budget government_fund_budget state_capital_budget",
}


@pytest.mark.parametrize("key", PROMISED)
def test_forms_with_amounts_have_the_promised_keys_and_measures(key):
    form = load_library()[key]
    assert isinstance(form, AmountRows)
    assert form.leading == PROMISED[key][0]
    assert form.measures == PROMISED[key][1].split()


@pytest.mark.parametrize("key", TWO_SIDED)
def test_two_sided_forms_have_the_promised_measures(key):
    form = load_library()[key]
    assert isinstance(form, TwoSided)
    assert form.measures == TWO_SIDED[key].split()


def test_the_economic_class_form_has_every_source_of_every_period():
    form = load_library()["fiscal_appropriation_by_economic_class"]
    assert isinstance(form, AmountRows)
    sources = ["general_public_budget", "government_fund_budget", "state_capital_budget"]
    wanted = {"total"}
    for period in ("current_year", "central_advance", "carry_over"):
        wanted.add(f"{period}.total")
        for source in [*sources, *(["refund_quota"] if period == "carry_over" else [])]:
            wanted |= {f"{period}.{source}.{part}" for part in ("subtotal", "basic", "project")}
    assert set(form.measures) == wanted


def test_text_forms_have_the_promised_fields():
    library = load_library()
    targets, overall, goals = (
        library[key] for key in ("project_performance_targets", "overall_performance_targets", "project_goal_statement")
    )
    assert isinstance(targets, IndicatorRows)
    assert targets.fields == ["unit", "project", "budget", "annual_goal"]
    assert targets.rows == ["level1", "level2", "level3", "operator", "value", "measure_unit", "weight", "direction"]
    assert isinstance(overall, FieldLayout)
    assert list(overall.fields) == (
        ["department", "budget.total", "budget.fiscal_appropriation", "budget.other", "annual_goal"]
    )
    assert overall.sections["tasks"].columns == ["name", "content"]
    assert isinstance(goals, FieldLayout)
    assert [path for path in goals.fields if path.startswith("funds.")] == [
        f"funds.{name}"
        for name in [
            "total",
            "total_fiscal",
            "total_other",
            "annual",
            "annual_fiscal",
            "annual_carry_over",
            "annual_other",
        ]
    ]
    assert goals.sections["indicators"].columns == ["level1", "level2", "level3", "value"]


def patterns_in(value: Any) -> Iterator[str]:
    """Every text of a definition that is a pattern: those that hold a character of a regular expression."""
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude={"checks", "name"})
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from patterns_in(each)
    elif isinstance(value, str):
        yield value


def test_every_shipped_pattern_compiles_and_matches_no_empty_text():
    library = load_library()
    for source in [library.shared, *library]:
        for pattern in patterns_in(source):
            assert not re.compile(pattern).fullmatch(""), pattern


def test_the_file_is_named_after_its_form():
    for path in DEFINITIONS.glob("[!_]*.yaml"):
        assert read_definition(path).key == path.stem


def test_a_key_has_one_owner(tmp_path: Path):
    copy = tmp_path / "mine.yaml"
    copy.write_bytes((DEFINITIONS / "state_capital_expenditure.yaml").read_bytes())
    with pytest.raises(ValueError, match="state_capital_expenditure"):
        load_library([copy])


def test_users_files_leave_the_shipped_library_alone(tmp_path: Path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("{key: mine, kind: two_sided, name: 我的, titles: [我的表], measures: [total]}", encoding="utf-8")
    shipped = len(load_library())
    assert "mine" in load_library([mine])
    assert "mine" not in load_library()
    assert len(load_library()) == shipped


@pytest.mark.parametrize(
    "text",
    [
        "- a list",
        "{key: Mine, kind: two_sided, name: x, titles: [x], measures: [total]}",
        "{key: mine, kind: unheard_of, name: x, titles: [x], measures: [total]}",
        "{key: mine, kind: two_sided, name: x, titles: [x], measures: [total], surprise: 1}",
        "{key: mine, kind: two_sided, name: x, titles: [], measures: [total]}",
        "{key: mine, kind: two_sided, name: x, titles: [x], measures: [total], signature: [{headings: [x]}]}",
        "{key: mine, kind: two_sided, name: x, titles: ['(x'], measures: [total]}",
        "{key: mine, kind: two_sided, name: x, titles: [x], measures: [total], headings: {totl: [x]}}",
        "{key: mine, kind: amount_rows, name: x, titles: [x], leading: [a], measures: [m], label: b}",
        "{key: mine, kind: amount_rows, name: x, titles: [x], leading: [a], measures: [m], headings: {b: [x]}}",
        "{key: mine, kind: amount_rows, name: x, titles: [x], leading: [a], measures: [m], promote: {m: n}}",
        "{key: mine, kind: indicator_rows, name: x, titles: [x], group: [a], fields: [b], rows: [c]}",
        "{key: mine, kind: field_layout, name: x, titles: [x], fields: {a: {labels: [x]}}, entity: b}",
        "{key: mine, kind: field_layout, name: x, titles: [x], fields: {}, sections: {l: {columns: [a], required: [b]}}}",  # noqa: E501
    ],
)
def test_a_file_that_is_no_definition_is_refused(tmp_path: Path, text: str):
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r".+"):
        load_library([file])


def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path):
    file = tmp_path / "bad.yaml"
    file.write_text("key: [", encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        load_library([file])


def test_registering_twice_is_refused():
    library = FormLibrary(load_library().shared)
    form = load_library()["state_capital_expenditure"]
    library.register(form)
    with pytest.raises(ValueError, match="already"):
        library.register(form)


def test_definitions_are_frozen():
    with pytest.raises(ValidationError):
        load_library()["state_capital_expenditure"].name = "x"  # type: ignore[misc]
