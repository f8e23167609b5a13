"""What is printed on both sides of a page break, and which of two misread copies is taken."""

from __future__ import annotations

import pytest

from extractors.lattices import spell_out
from extractors.tables.break_pair import BreakPair
from schemas.geometry import Box
from schemas.table import Cell

GOAL = (
    "根据全市基层公共服务平台建设的要求，为办事群众提供安全、舒适的服务场所，完成设施设备维护12次，"
    "培训工作人员300人，确保各项业务正常开展，不断提高群众满意度。"
)
MISREAD = GOAL.replace("12次", "72次").replace("群众提", "群六提").replace("正常", "止常")


def cell(text: str, confidence: float) -> Cell:
    read = Cell(0, 0, 1, 1, text, (text,), 1, Box(0, 0, 90, 10), confidence=confidence, source="ocr")
    read.lattice = spell_out(text)
    return read


@pytest.mark.parametrize("better_above", [True, False])
def test_prose_printed_twice_is_one_text_though_a_number_was_misread(better_above: bool) -> None:
    copies = (cell(GOAL, 0.6), cell(MISREAD, 0.2))
    pair = BreakPair(*(copies if better_above else copies[::-1]))
    assert pair.same_text
    pair.join()
    assert (pair.upper.text, pair.upper.confidence) == (GOAL, 0.2)
    assert pair.upper.lattice == spell_out(GOAL)


def test_a_beginning_that_was_read_better_is_no_more_than_a_beginning() -> None:
    pair = BreakPair(cell(GOAL[:40], 0.9), cell(GOAL, 0.4))
    pair.join()
    assert pair.upper.text == GOAL


def test_names_that_differ_by_a_number_and_other_prose_are_not_one() -> None:
    assert not BreakPair(cell("城区第一小学校舍维修改造", 0.5), cell("城区第三小学校舍维修改造", 0.5)).same_text
    other = "围绕中心工作，组织开展文化惠民演出和全民阅读活动，新建农家书屋，做好文物保护。" * 2
    assert not BreakPair(cell(GOAL, 0.5), cell(other, 0.5)).same_text
