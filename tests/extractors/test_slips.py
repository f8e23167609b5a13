"""Texts of scans that may be one text, misread in different ways."""

from __future__ import annotations

import pytest

from extractors.slips import changes, has_in_order, is_misread, is_one_slip
from extractors.tables.break_pair import BreakPair
from schemas.geometry import Box
from schemas.table import Cell


@pytest.mark.parametrize(
    ("text", "other", "count"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 2), ("120", "12", 1), ("甲乙", "丙乙丁", 2)],
)
def test_changes_are_counted(text: str, other: str, count: int) -> None:
    assert changes(text, other) == changes(other, text) == count


def test_few_characters_may_differ_but_no_numeral() -> None:
    assert is_misread("305渔州市交通运输局本级", "305鱼州市交通运愉局本级")
    assert not is_misread("305渔州市交通运输局", "306渔州市交通运输局")
    assert not is_misread("渔州市第一人民医院", "渔州市第二人民医院")
    assert not is_misread("渔州市教育局", "渔州市财政局")
    assert not is_misread("办公费", "办公贵")


def test_a_slip_of_a_code_is_a_digit_or_two() -> None:
    assert is_one_slip("321O01", "321001")
    assert is_one_slip("32100", "321001")
    assert not is_one_slip("421007", "321100")


@pytest.mark.parametrize(
    ("whole", "part", "has"),
    [("表3-1", "表31", True), ("表3-1", "表13", False), ("甲", "甲甲", False), ("", "", True)],
)
def test_signs_may_be_lost_but_stay_in_their_order(whole: str, part: str, has: bool) -> None:
    assert has_in_order(whole, part) is has


def cell(text: str, confidence: float) -> Cell:
    return Cell(0, 0, 1, 1, text, (text,), 1, Box(0, 0, 9, 9), "data", confidence, "ocr")


def test_a_label_printed_again_over_a_page_break_is_known_though_it_was_misread() -> None:
    upper, lower = cell("305鱼州市交通运愉局本级", 0.4), cell("305渔州市交通运输局本级", 0.8)
    pair = BreakPair(upper, lower)
    assert pair.same_text
    pair.join()
    assert (upper.text, upper.confidence) == ("305渔州市交通运输局本级", 0.4)
    assert not BreakPair(cell("305鱼州市交通运愉局本级", 0.95), cell("305渔州市交通运输局本级", 0.99)).same_text
