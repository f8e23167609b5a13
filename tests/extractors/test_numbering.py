"""Rows that number columns, as scans have them."""

import pytest

from extractors.numbering import counts_up


@pytest.mark.parametrize(
    "texts",
    [
        ["大★", "大大", "1", "2", "3", "4"],
        ["1", "2", "3"],
        ["-", *map(str, range(1, 27)), "22"],
        ["★★", "**", "1", "大大"],
    ],
)
def test_numbers_and_what_was_made_of_stars_count_up(texts):
    assert counts_up(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["一般公共服务支出", "1", "2", "3"],
        ["1", "2"],
        ["合计", "1"],
        ["1", "3", "2"],
        ["2", "3", "4"],
        ["-", "5.00"],
        [],
    ],
)
def test_figures_of_data_do_not(texts):
    assert not counts_up(texts)
