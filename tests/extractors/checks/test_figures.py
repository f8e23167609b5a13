"""Printed amounts as exact integers, and the rounding that a print carries."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.checks.figures import ONE, decimal_text, figures_of, scaled
from tests.extractors.checks.checks_building import form, row


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1849.85", 1_849_850_000),
        ("-0.50", -500_000),
        ("-.5", -500_000),
        ("0", 0),
        ("12", 12_000_000),
        ("3.1415926", 3_141_593),
        ("28.97%", 28_970_000),
    ],
)
def test_amounts_are_exact(text, value):
    assert scaled(text) == value


@pytest.mark.parametrize("text", ["", "无", "1.2.3", "1,000", None, "2023-01-01", "-", "1e400%%"])
def test_what_is_no_number_is_none(text):
    assert scaled(text) is None


@given(st.decimals(-(10**12), 10**12, places=6, allow_nan=False))
def test_text_and_value_come_back(amount):
    value = scaled(f"{amount:f}")
    assert value == amount * ONE
    assert Decimal(decimal_text(value)) == amount


def test_decimals_are_filled_up_and_never_cut():
    assert decimal_text(1_500_000, 2) == "1.50"
    assert decimal_text(1_234_567, 2) == "1.234567"
    assert decimal_text(-2_000_000) == "-2"


def halves(*amounts):
    figures = figures_of(0, form("x", *[row(None, None, total=amount) for amount in amounts]))
    return [record["total"].half for record in figures.records]


def test_dropped_zeros_do_not_make_a_figure_coarser():
    assert halves("12", "3.5", "4.25", "7.75") == [5_000] * 4


def test_one_pasted_figure_does_not_make_its_neighbours_finer():
    assert halves("1.23", "4.56", "7.891234") == [5_000] * 3


def test_whole_amounts_are_rounded_to_one():
    assert halves("1200", "34", "0") == [500_000] * 3


def test_a_column_printed_coarser_than_its_form_keeps_its_rounding():
    rows = [row(None, None, total=str(n), basic=f"{n}.25") for n in (3, 14, 159, 2653)]
    record = figures_of(0, form("x", *rows)).records[0]
    assert (record["total"].half, record["basic"].half) == (500_000, 5_000)


def test_fields_of_a_text_form_have_dotted_paths_and_dates_are_no_figures():
    record = {"project": "某项目", "start_date": "2024-01-01", "funds": {"total": "5.00", "annual": None}}
    assert list(figures_of(0, form("x", record)).records[0]) == ["funds.total"]
