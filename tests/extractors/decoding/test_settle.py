from __future__ import annotations

import pytest

from extractors.decoding.settle import mend_figure, settle, without_edges
from schemas.table import Reading


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("998 36", "998.36"),
        ("1,658 65", "1,658.65"),
        ("-12·40", "-12.40"),
        ("1849.85 1", "1849.85"),
        ("1658.651", "1658.65"),
        ("7 30%", "7.30%"),
        ("23,284,611.0.0", "23,284,611.00"),
        ("1,3,50,666.0,0", "1,350,666.00"),
    ],
)
def test_marks_are_mended_where_they_allow_one_figure(printed: str, meant: str) -> None:
    assert mend_figure(printed) == meant


def test_a_mended_figure_is_doubted() -> None:
    settled = settle((Reading("998 36", 0.97),))
    assert settled[0] == Reading("998.36", 0.5)
    assert settled[1].text == "998 36"


@pytest.mark.parametrize("read", ["~285.19", "～285.19", "—285.19", "一285.19"])
def test_a_dash_before_a_figure_is_its_minus(read: str) -> None:
    assert settle((Reading(read, 0.97), Reading("285.19", 0.02)))[0] == Reading("-285.19", 0.5)


@pytest.mark.parametrize("read", ["~5", "1~285.19", "一、285.19"])
def test_other_dashes_are_left(read: str) -> None:
    assert settle((Reading(read, 0.97),))[0].text == read


def test_a_well_formed_candidate_goes_before_an_ill_formed_one() -> None:
    assert settle((Reading("26. 0.0", 0.6), Reading("26.00", 0.3)))[0].text == "26.00"


def test_a_well_formed_figure_is_left_alone() -> None:
    readings = (Reading("1,849.85", 0.98), Reading("1,849.86", 0.01))
    assert settle(readings) == readings


def test_remains_of_rulings_are_dropped() -> None:
    assert settle((Reading("1,093.52|", 0.62), Reading("1,093.52", 0.17)))[0].text == "1,093.52"
    assert settle((Reading("| 培训费", 0.9),))[0].text == "培训费"


def test_text_is_left_alone() -> None:
    assert settle((Reading("住房公积金", 0.8),)) == (Reading("住房公积金", 0.8),)
    assert settle(()) == ()


@pytest.mark.parametrize(
    ("text", "left", "right", "meant"),
    [
        ("预算拨款收入1", False, True, "预算拨款收入"),
        ("1其他支出", True, False, "其他支出"),
        ("附件1", False, False, "附件1"),
        ("191.21", False, True, "191.21"),
        ("1", True, True, "1"),
    ],
)
def test_a_stroke_at_the_side_of_its_cell_is_no_digit_behind_words(
    text: str, left: bool, right: bool, meant: str
) -> None:
    assert without_edges((Reading(text, 0.8),), left, right) == (Reading(meant, 0.8),)


def test_the_point_of_a_figure_before_its_unit_is_put_back() -> None:
    (reading,) = settle((Reading("≥100 00(人数)", 0.9),))
    assert reading == Reading("≥100.00(人数)", 0.5)
    assert settle((Reading("第100 00(人数)", 0.9),))[0].text == "第100 00(人数)"


@pytest.mark.parametrize("printed", ["2024.1.5", "1.1.2"])
def test_dates_and_ordinals_are_no_figures_with_a_point_too_many(printed: str) -> None:
    assert mend_figure(printed) is None
