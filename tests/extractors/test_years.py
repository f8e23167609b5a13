"""Years in Chinese numerals."""

import pytest

from extractors.years import with_plain_years


@pytest.mark.parametrize("text", ["二〇二四年部门预算", "二○二四年部门预算", "二O二四年部门预算", "2024年部门预算"])
def test_years_are_given_in_figures(text):
    assert with_plain_years(text) == "2024年部门预算"


def test_other_numerals_stay():
    assert with_plain_years("二十四年") == "二十四年"
