"""Amounts printed several times over and misread in all copies, put right by the sums of their columns."""

from __future__ import annotations

import pytest
from test_agreement import see
from test_corrections import scanned

from extractors.checks import correct_amounts
from schemas.forms.library import load_library
from tests.extractors.checks.checks_building import form, row

LIBRARY = load_library()
COLUMNS = ("total", "current_year.total", "current_year.general_public_budget.subtotal")


def bonuses(*whole: str, parts: tuple[str, str] = ("166.69", "114.04"), bold: float = 0.5, other: bool = False):
    """Return a class with one group of two items; ``whole`` is how the group's amount was read, column by column.

    With an ``other`` group the class is no longer worth what its only one is.
    """

    def same(code, name, amount):
        return row(code, name, **dict.fromkeys((one.replace(".", "__") for one in COLUMNS), amount))

    group = row("30103", "奖金", **{name.replace(".", "__"): text for name, text in zip(COLUMNS, whole, strict=True)})
    first, second = (same(f"3010{number}", f"奖金{number}", part) for number, part in zip("34", parts, strict=True))
    first["subject_code"] = second["subject_code"] = "30103"
    rows = [same("301", "工资福利支出", "290.73" if other else "280.73"), group, first, second]
    rows += [same("30107", "绩效工资", "10.00")] if other else []
    form_ = form("fiscal_appropriation_by_economic_class", *rows)
    return form_, scanned(form_, confidence=bold)


def read(form_, record):
    return [form_.records[record]["amounts"][name] for name in COLUMNS]


def test_a_value_that_all_sums_ask_for_is_put_into_all_copies() -> None:
    form_, table = bonuses("280.71", "280.77", "280.71")
    for cell in table.cells:
        if cell.text.startswith("280.7"):
            see(cell, {"1": 0.5, "3": 0.2}, {"7": 0.5, "3": 0.2})
        else:
            see(cell)
    repairs = correct_amounts([form_], [table], LIBRARY)
    assert read(form_, 1) == ["280.73"] * 3
    assert read(form_, 0) == ["280.73"] * 3
    assert {repair.after for repair in repairs} == {"280.73"}
    assert all("sum" in repair.evidence for repair in repairs)


@pytest.mark.parametrize("bold", [0.995])
def test_copies_that_were_read_surely_are_left_to_fail(bold: float) -> None:
    form_, table = bonuses("280.71", "280.71", "280.71", bold=bold)
    assert correct_amounts([form_], [table], LIBRARY) == []
    assert read(form_, 1) == ["280.71"] * 3


def test_a_value_that_no_picture_allows_is_not_taken() -> None:
    form_, table = bonuses("980.71", "980.71", "980.71")
    for cell in table.cells:
        see(cell)
    correct_amounts([form_], [table], LIBRARY)
    assert read(form_, 1) == ["980.71"] * 3


def test_two_changes_that_explain_the_same_sums_are_no_proof() -> None:
    form_, table = bonuses("280.71", "280.71", "280.71", parts=("166.69", "114.04"))
    form_.records[0]["amounts"] = {}
    form_.records[0]["cells"] = {}
    for cell in table.cells:
        see(cell, {"1": 0.5, "3": 0.4}, {"9": 0.5, "7": 0.4}, {"4": 0.5, "2": 0.4})
    correct_amounts([form_], [table], LIBRARY)
    assert read(form_, 1) == ["280.71"] * 3


def test_a_sum_may_fail_on_for_another_figure_that_is_doubted_if_one_more_speaks() -> None:
    form_, table = bonuses("280.71", "280.71", "280.71", other=True)
    # The first item's last amount is misprinted, as its own row says too.
    form_.records[2]["amounts"][COLUMNS[2]] = "166.89"
    for cell in table.cells:
        see(cell, *([{"1": 0.5, "3": 0.2}] if cell.text == "280.71" else []))
    for cell in (cell for cell in table.cells if cell.text == "166.69"):
        cell.confidence = 0.999
    correct_amounts([form_], [table], LIBRARY)
    assert read(form_, 1) == ["280.73"] * 3
    assert read(form_, 2) == ["166.69", "166.69", "166.89"]
