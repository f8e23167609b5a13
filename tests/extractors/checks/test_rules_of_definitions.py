"""The rules that the shipped definitions state: every name in them means something."""

import pytest
from pydantic import TypeAdapter, ValidationError

from schemas.forms.check_rules import CheckRule, CrossForm, HierarchySum, PercentChange, RowSum
from schemas.forms.library import load_library

LIBRARY = load_library()
DEFINITIONS = {definition.key: definition for definition in LIBRARY}
RULE = TypeAdapter(CheckRule)


def measures_of(rule):
    if isinstance(rule, RowSum):
        names = [rule.total, *rule.parts, *rule.contains, *(n for inner in rule.contains.values() for n in inner)]
        return [
            f"{prefix}.{name.lstrip('-')}" if prefix else name.lstrip("-") for prefix in rule.under for name in names
        ]
    if isinstance(rule, PercentChange):
        return [rule.percent, rule.change, rule.base, rule.amount]
    return []


def known(definition):
    names = set(getattr(definition, "measures", ())) | set(getattr(definition, "fields", ()))
    return names | {f"prior_year.{name}" for name in names} | {"prior_year"}


@pytest.mark.parametrize("key", DEFINITIONS)
def test_every_form_has_rules_and_they_name_measures_that_it_has(key):
    definition = DEFINITIONS[key]
    assert definition.checks
    for rule in definition.checks:
        assert set(measures_of(rule)) <= known(definition)
        if isinstance(rule, HierarchySum):
            assert {name for level in rule.levels for name in level} <= set(definition.leading)
        if isinstance(rule, CrossForm):
            assert rule.measure in known(definition)


@pytest.mark.parametrize("key", DEFINITIONS)
def test_every_place_is_a_measure_of_a_form(key):
    for rule in DEFINITIONS[key].checks:
        for place in (place for reading in getattr(rule, "readings", ()) for place in reading):
            assert place.form in DEFINITIONS
            assert place.measure.lstrip("-") in known(DEFINITIONS[place.form])
            assert (place.side is not None) == (DEFINITIONS[place.form].kind == "two_sided")


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "row_sum", "parts": []},
        {"rule": "row_sum", "parts": ["a"], "tolerance": 3},
        {"rule": "no_such_rule"},
        {"rule": "cross_form", "readings": [[{"form": "x", "side": "revenue", "item": "(unclosed"}]]},
    ],
)
def test_a_rule_that_means_nothing_is_refused(rule):
    with pytest.raises(ValidationError):
        RULE.validate_python(rule)
