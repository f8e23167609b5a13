import re
from pathlib import Path

import pytest

from schemas.forms.faults import find_faults
from schemas.forms.library import DEFINITIONS, FormLibrary, load_library

GOOD = """\
key: mine
kind: record_rows
name: Mine
titles: [Minetable]
fields:
  day: {headings: [Day], type: date}
  net: {headings: [Net], type: decimal}
  tax: {headings: [Tax], type: decimal}
"""


def faults(text: str) -> list[tuple[int, int, str]]:
    return [(fault.line, fault.column, fault.message) for fault in find_faults(text, load_library())]


def test_a_good_file_has_none():
    assert faults(GOOD) == []


@pytest.mark.parametrize("path", sorted(DEFINITIONS.glob("[!_]*.yaml")), ids=lambda path: path.stem)
def test_shipped_definitions_have_none(path: Path):
    others = FormLibrary(load_library().shared)
    for form in load_library():
        if form.key != path.stem:
            others.register(form)
    assert find_faults(path.read_text(encoding="utf-8"), others) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("key: mine", "key: Mine", (1, 6), "Mine is no name"),
        ("key: mine\n", "", (1, 1), "key is missing"),
        ("key: mine", "key: government_procurement", (1, 6), "is that of the form 政府采购预算表"),
        ("kind: record_rows", "kind: records", (1, 1), "records is not among"),
        ("kind: record_rows\n", "", (1, 1), "kind is missing"),
        ("name: Mine", "name: Mine\nnam: Mine", (4, 1), "nam is not a key"),
        ("titles: [Minetable]", "titles: ['(Mine']", (4, 10), "not a regular expression"),
        ("titles: [Minetable]", "titles: ['(?i)mine']", (4, 10), "not a regular expression"),
        ("titles: [Minetable]", "titles: [Mine table]", (4, 10), "without white space; write Minetable"),
        ("titles: [Minetable]", "titles: ['.*']", (4, 10), "matches the empty text"),
        ("titles: [Minetable]", "titles: []", (1, 1), "needs a title or a signature"),
        ("titles: [Minetable]", "titles: Minetable", (4, 9), "has to be a list"),
        ("[Day]", "['Day（日）']", (6, 20), r"write \("),
        ("[Day]", "['“Day”']", (6, 20), "quotation marks"),
        ("[Day]", "[2024]", (6, 20), "has to be a text"),
        ("type: date", "type: day", (6, 32), "'date'"),
        ("  tax:", "label: taxes\n#", (8, 8), "taxes under label is not defined here"),
        ("  tax:", "  net:", (8, 3), "net stands here a second time; the first is in line 7"),
        ("  tax:", "  tax", (8, 23), "no YAML"),
        ("key: mine", "key: [mine", (2, 5), "no YAML"),
    ],
)
def test_each_mistake_is_told_with_its_place(old: str, new: str, place: tuple[int, int], said: str):
    found = faults(GOOD.replace(old, new, 1))
    assert len(found) == 1, found
    assert found[0][:2] == place, found
    assert said in found[0][2]


@pytest.mark.parametrize(
    ("rule", "place", "said"),
    [
        ("{rule: row_sum, total: net, parts: [taxes]}", (10, 41), "did you mean tax?"),
        ("{rule: row_summ}", (10, 5), "row_summ is not among"),
        ("{rule: column_sum, measures: [net], label: day, total: '(x'}", (10, 60), "not a regular expression"),
        ("{rule: cross_form, measure: net, readings: [[{form: nowhere}]]}", (10, 57), "no form is called nowhere"),
        (
            "{rule: cross_form, measure: net, readings: [[{form: government_procurement, measure: sum}]]}",
            (10, 90),
            "sum is nothing that government_procurement has",
        ),
    ],
)
def test_mistakes_of_checks_are_told_with_their_place(rule: str, place: tuple[int, int], said: str):
    ((line, column, message),) = faults(GOOD + "checks:\n  - " + rule)
    assert (line, column) == place
    assert said in message


def test_all_mistakes_are_told_at_once_in_order_of_lines():
    text = GOOD.replace("type: date", "type: day").replace("[Tax]", "['Tax of it']").replace("[Net]", "[]")
    assert [line for line, _, _ in faults(text)] == [6, 7, 8]


def test_what_is_no_mapping_is_told():
    assert faults("- a list") == [(1, 1, "a form definition is a mapping of names to values (key: my_form)")]
    assert faults("")[0][:2] == (1, 1)


def test_names_of_kinds_in_the_message_are_those_there_are():
    ((_, _, message),) = faults(GOOD.replace("kind: record_rows\n", ""))
    for kind in re.findall(r"\w+_\w+", message):
        replaced = faults(GOOD.replace("record_rows", kind))
        assert not any("is not among" in said for _, _, said in replaced)
