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


def test_of_two_years_over_columns_the_later_is_the_budgets() -> None:
    made = table("项目 | 2025年预算数 | 2026年预算数\n合计 | 13.00 | 13.58")
    assert find_fiscal_year([PageReading(PageFacts(1, 595.0, 842.0), [], [made], [])]) == 2026
