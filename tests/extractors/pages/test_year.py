"""The year that a document is about."""

import pytest

from extractors.pages.year import find_fiscal_year
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine
from tests.extractors.tables.builders import table


def year(*lines: str) -> int | None:
    texts = [
        TextLine(1, Box(100.0, 40.0 * row, 300.0, 40.0 * row + 20.0), text, 20.0) for row, text in enumerate(lines)
    ]
    return find_fiscal_year([PageReading(PageFacts(1, 595.0, 842.0), lines=texts)])


def test_the_cover_names_the_year_in_chinese_numerals() -> None:
    assert year("某局", "二〇二四年度部门预算") == 2024


def test_the_day_of_publication_is_no_fiscal_year() -> None:
    assert year("2023年12月20日", "某局部门预算", "2024年度") == 2024
    assert year("2024年9月", "某局", "2023年度部门决算") == 2023


def test_the_day_counts_where_nothing_else_names_a_year() -> None:
    assert year("某局部门预算", "2024年1月") == 2024


def test_the_budgets_year_beside_a_unit_needs_no_word_for_year() -> None:
    assert year("收支总表", "预算年度:2025 单位:万元") == 2025


def test_of_the_years_that_head_a_tables_columns_the_latest_is_its_own() -> None:
    beside = table("2023年预算数 | 2024年预算数\n5.00 | 6.00")
    assert find_fiscal_year([PageReading(PageFacts(1, 595.0, 842.0), [], [beside], [])]) == 2024


def test_what_the_budget_holds_heads_columns_of_its_year_too() -> None:
    beside = table("项目 | 2024年预算收入\n甲 | 6.00")
    assert find_fiscal_year([PageReading(PageFacts(1, 595.0, 842.0), [], [beside], [])]) == 2024


@pytest.mark.parametrize("words", ["预算数", "“三公”经费预算数", "政府性基金预算支出"])
def test_of_two_budgets_side_by_side_the_later_is_the_documents(words: str) -> None:
    page = PageReading(PageFacts(1, 595.0, 842.0), tables=[table(f"项目 | 2023年{words} | 2024年{words}\n甲 | 1 | 2")])
    assert find_fiscal_year([page]) == 2024


def heading_year(headings: str) -> int | None:
    first = PageReading(PageFacts(1, 595.0, 842.0), tables=[table(f"{headings}\n1 | 2 | 3", title="支出表")])
    return find_fiscal_year([first])


def test_of_two_budgets_the_later_may_stand_first() -> None:
    assert heading_year("科目 | 2024年预算数 | 2023年预算数") == 2024


def test_a_plan_of_three_years_names_no_fiscal_year() -> None:
    assert heading_year("2024年预算数 | 2025年预算数 | 2026年预算数") is None
