import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.forms.amounts import is_absent, parse_amount, parse_percent


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("1,849.85", "1849.85"),
        ("1，849.85", "1849.85"),
        ("１，８４９．８５", "1849.85"),
        ("0", "0"),
        ("0.00", "0.00"),
        ("-12.50", "-12.50"),
        ("−12.50", "-12.50"),
        ("(12.50)", "-12.50"),
        ("（12.50）", "-12.50"),
        ("△12.50", "-12.50"),
        ("▲1,000", "-1000"),
        ("¥ 12.50", "12.50"),
        (".5", "0.5"),
        ("+3", "3"),
        ("1 849.85", "1849.85"),
    ],
)
def test_a_printed_figure_becomes_a_decimal_string(printed, amount):
    assert parse_amount(printed) == amount


@pytest.mark.parametrize("printed", ["无", "¥", "()", "1.2.3", "12.50万元", "2024-01-01", "一", "12%", "1.00 2.00元"])
def test_what_is_no_figure_is_not_guessed(printed):
    assert parse_amount(printed) is None


@pytest.mark.parametrize("printed", ["", " ", "-", "—", "——", "－", "/", "…"])
def test_blanks_and_dashes_are_absent(printed):
    assert is_absent(printed)


@pytest.mark.parametrize("printed", ["0", "0.00", "-1", "无", "一"])
def test_a_zero_is_not_absent(printed):
    assert not is_absent(printed)


def test_the_sign_of_a_percentage_goes():
    assert parse_percent("-3.5%") == "-3.5"
    assert parse_percent("12．5％") == "12.5"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_thousands_separators_change_nothing(value):
    assert parse_amount(f"{value:,.2f}") == f"{value:.2f}"
