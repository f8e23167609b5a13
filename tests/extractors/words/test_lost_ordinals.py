from __future__ import annotations

import pytest

from extractors.words.lost_ordinals import ordinal, restore_ordinals
from schemas.geometry import Box
from schemas.table import Cell, Table, TextSource


def restored(*texts: str, source: TextSource = "ocr") -> list[str]:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 10 * row, 50, 10 * row + 10), "data", 0.95, source)
        for row, text in enumerate(texts)
    ]
    restore_ordinals([Table("t1", cells, len(cells), 1, 0, "ruled", [])])
    return [cell.text for cell in cells]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["、甲", "二、乙"], ["一、甲", "二、乙"]),
        (["一、甲", "、乙", "小计", "、丙", "四、丁"], ["一、甲", "二、乙", "小计", "三、丙", "四、丁"]),
        (["九、甲", "十、乙", "十、丙", "十二、丁"], ["九、甲", "十、乙", "十一、丙", "十二、丁"]),
        (["四、甲", "、乙", "二、丙"], ["四、甲", "一、乙", "二、丙"]),
        (["一、甲", "、乙"], ["一、甲", "二、乙"]),
    ],
)
def test_lost_ordinals_follow_from_their_neighbours(read: list[str], meant: list[str]) -> None:
    assert restored(*read) == meant


def test_what_does_not_fit_is_left() -> None:
    assert restored("一、甲", "、乙", "七、丙") == ["一、甲", "、乙", "七、丙"]
    assert restored("一、甲", "、乙", source="text") == ["一、甲", "、乙"]


def test_each_is_a_repair_that_says_why() -> None:
    cell = Cell(0, 0, 1, 1, "、甲", ("、甲",), 3, Box(0, 0, 50, 10), "data", 0.99, "ocr")
    after = Cell(1, 0, 1, 1, "二、乙", ("二、乙",), 3, Box(0, 10, 50, 20), "data", 0.99, "ocr")
    (repair,) = restore_ordinals([Table("t1", [cell, after], 2, 1, 0, "ruled", [])])
    assert (repair.before, repair.after, repair.page, repair.confidence) == ("、甲", "一、甲", 3, 0.9)
    assert cell.lines == ("一、甲",)


def test_numerals() -> None:
    assert [ordinal(number) for number in (1, 10, 11, 20, 28, 30)] == ["一", "十", "十一", "二十", "二十八", "三十"]


def test_levels_of_indicators_stand_in_order_side_by_side() -> None:
    box = Box(0, 0, 50, 10)
    texts = ["一级指标", "级指标", "一级指标", "指标值"]
    cells = [Cell(0, column, 1, 1, text, (text,), 1, box, "data", 0.9, "ocr") for column, text in enumerate(texts)]
    repairs = restore_ordinals([Table("t1", cells, 1, 4, 0, "ruled", [])])
    assert [cell.text for cell in cells] == ["一级指标", "二级指标", "三级指标", "指标值"]
    assert len(repairs) == 2


def test_what_cannot_be_read_behind_two_levels_is_the_third() -> None:
    box = Box(0, 0, 50, 10)
    read = [("一级指标", 0.9), ("二级指标", 0.9), ("慢福部", 0.16), ("指标值", 0.2)]
    cells = [Cell(0, at, 1, 1, text, (text,), 1, box, "data", sure, "ocr") for at, (text, sure) in enumerate(read)]
    (repair,) = restore_ordinals([Table("t1", cells, 1, 4, 0, "ruled", [])])
    assert [cell.text for cell in cells] == ["一级指标", "二级指标", "三级指标", "指标值"]
    assert (repair.before, cells[2].confidence) == ("慢福部", 0.16)


def test_a_level_that_is_misread_between_or_before_two_others_is_known_by_its_place() -> None:
    def headings(*read: tuple[str, float]) -> list[str]:
        cells = [
            Cell(0, at, 1, 1, text, (text,), 1, Box(0, 0, 50, 10), "data", sure, "ocr")
            for at, (text, sure) in enumerate(read)
        ]
        restore_ordinals([Table("t1", cells, 1, len(cells), 0, "ruled", [])])
        return [cell.text for cell in cells]

    between = headings(("年度目标", 0.5), ("一级指标", 0.9), ("二块指标", 0.4), ("二级指标", 0.9), ("指标值", 0.9))
    assert between == ["年度目标", "一级指标", "二级指标", "三级指标", "指标值"]
    # What has no likeness with a level, or is read well, is another heading.
    assert headings(("年度目标", 0.2), ("一级指标", 0.9), ("二级指标", 0.9))[0] == "年度目标"
    assert headings(("一级指标", 0.9), ("总指标", 0.95), ("级指标", 0.9)) == ["一级指标", "总指标", "级指标"]
    # A heading beside three levels that are in order is none of them, however like.
    ordered = (("一级指标", 0.99), ("二级指标", 0.93), ("三级指标", 0.99))
    assert headings(("绩效指标", 0.8), *ordered) == ["绩效指标", "一级指标", "二级指标", "三级指标"]
