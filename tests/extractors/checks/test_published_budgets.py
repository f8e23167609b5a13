"""The checks on published budgets: what holds in print passes, and a changed figure is caught."""

import json
import random
from pathlib import Path

import pytest

from extractors.checks import check_forms, equations
from schemas.form import Form
from schemas.forms.library import load_library

SHARED = Path(__file__).resolve().parents[4] / "shared"
TRUTHS = [
    *sorted((SHARED / "corpus" / "real").glob("*.expected.json")),
    SHARED / "reference/jiangyou-2024/expected.json",
]
TRUTHS = [path for path in TRUTHS if path.exists()]
LIBRARY = load_library()
#: Printed so: 公共服务设施运行经费 has 年度资金总额 10903043 over 当年财政拨款 11419043.
WRONG_IN_PRINT = {("project_goal_statement", "10903043.00", "11419043.00")}
needs_truth = pytest.mark.skipif(not TRUTHS, reason="the published budgets are not beside the work tree")


def read(path):
    forms = []
    for number, form in enumerate(json.loads(path.read_text(encoding="utf-8"))["forms"]):
        for row, record in enumerate(form["records"]):
            record.setdefault("row", row)
            paths = [".".join(map(str, where[where[0] == "amounts" :])) for where in places(record)]
            record.setdefault("cells", {path: [row, column] for column, path in enumerate(paths)})
        keys = ("form", "code", "title", "entity", "fiscal_year", "unit")
        forms.append(Form(*(form.get(key) for key in keys), [f"t{number}"], [], form["records"]))
    return forms


def places(record):
    """Return where the amounts and weights of a record stand in it."""
    found = [("amounts", measure) for measure in record.get("amounts", ())]
    for field in ("budget", "funds"):
        value = record.get(field)
        found += [(field, key) for key in value] if isinstance(value, dict) else [(field,)] if value else []
    for index, indicator in enumerate(record.get("indicators", ())):
        if indicator.get("weight"):
            found.append(("indicators", index, "weight"))
    return found


@needs_truth
@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem.split(".")[0])
def test_only_what_is_wrong_in_print_fails(path):
    checks = check_forms(read(path), [], LIBRARY)
    failed = {(check.form, check.actual, check.expected) for check in checks if check.status == "fail"}
    assert failed <= WRONG_IN_PRINT
    assert not [check for check in checks if check.status == "skipped"]


def misread(rng, text):
    """Change one digit before the decimal point."""
    digits = [index for index, character in enumerate(text.partition(".")[0]) if character.isdigit()]
    index = rng.choice(digits)
    return text[:index] + rng.choice([digit for digit in "123456789" if digit != text[index]]) + text[index + 1 :]


@needs_truth
def test_nearly_every_changed_figure_is_caught_in_its_form_with_its_cell():
    rng = random.Random(20241123)
    caught = tried = 0
    for path in TRUTHS:
        forms = read(path)
        before = {(check.form, check.message) for check in check_forms(forms, [], LIBRARY) if check.status == "fail"}
        figures = [(form, record, where) for form in forms for record in form.records for where in places(record)]
        for form, record, where in rng.sample(figures, min(len(figures), 60)):
            holder = record
            for step in where[:-1]:
                holder = holder[step]
            printed = holder[where[-1]]
            holder[where[-1]] = misread(rng, printed)
            failed = [
                c for c in check_forms(forms, [], LIBRARY) if c.status == "fail" and (c.form, c.message) not in before
            ]
            holder[where[-1]] = printed
            cell = (form.table_ids[0], *record["cells"][".".join(map(str, where[where[0] == "amounts" :]))])
            named = {(ref.table_id, ref.row, ref.column) for c in failed if c.form == form.form for ref in c.cells}
            tried += 1
            caught += cell in named
    assert caught / tried > 0.97


@needs_truth
def test_almost_every_amount_is_in_an_equation_that_can_be_solved_for_it():
    for path in TRUTHS:
        forms = read(path)
        found = equations(forms, [], LIBRARY)
        covered = {(t.figure.form, t.figure.record, t.figure.path) for e in found for t in (e.total, *e.parts)}
        amounts = [
            (number, row, ".".join(map(str, where[where[0] == "amounts" :])))
            for number, form in enumerate(forms)
            for row, record in enumerate(form.records)
            for where in places(record)
        ]
        assert sum(amount in covered for amount in amounts) >= 0.98 * len(amounts)
