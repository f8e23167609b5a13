"""Years in headings that are none."""

from __future__ import annotations

import pytest

from extractors.context.texts.heading_years import restore_years
from tests.extractors.tables.builders import table


@pytest.mark.parametrize(
    ("read", "meant"),
    [("025年预算数", "2025年预算数"), ("2024年预算数", "2024年预算数"), ("1025年", "1025年"), ("05年", "05年")],
)
def test_a_heading_s_year_has_four_digits(read: str, meant: str) -> None:
    for source in ("ocr", "text"):
        made = table(f"名称 | {read}\n合计 | 1.00", header_rows=1)
        for cell in made.cells:
            cell.source, cell.confidence = source, 0.95  # type: ignore[assignment]
        repairs = restore_years([made])
        changed = source == "ocr" and read != meant
        assert made.cells[1].text == (meant if source == "ocr" else read)
        assert [(one.before, one.after) for one in repairs] == ([(read, meant)] if changed else [])
        assert (made.cells[1].confidence < 0.9) == changed


@pytest.mark.parametrize(
    ("left", "right", "meant"),
    [
        ("2318年预算数", "2019年预算数", ["2018年预算数", "2019年预算数"]),
        ("2023年预算数", "2824年预算数", ["2023年预算数", "2024年预算数"]),
        ("2318年预算数", "2817年预算数", ["2318年预算数", "2817年预算数"]),  # which is known?
        ("2300年预算数", "2019年预算数", ["2300年预算数", "2019年预算数"]),  # nothing like it
        ("2017年预算数", "2019年预算数", ["2017年预算数", "2019年预算数"]),
    ],
)
def test_a_year_of_no_budget_is_the_one_before_or_after_its_neighbour(left: str, right: str, meant: list[str]) -> None:
    made = table(f"名称 | {left} | {right}\n合计 | 1.00 | 2.00", header_rows=1)
    for cell in made.cells:
        cell.source, cell.confidence = "ocr", 0.95
    repairs = restore_years([made])
    assert [cell.text for cell in made.cells[1:3]] == meant
    assert len(repairs) == sum(text not in meant for text in (left, right))
