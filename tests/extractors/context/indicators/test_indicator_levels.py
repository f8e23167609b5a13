from __future__ import annotations

from extractors.context.indicators.indicator_levels import restore_levels
from schemas.geometry import Box
from schemas.table import Cell, Table


def test_levels_of_indicators_stand_in_order_side_by_side() -> None:
    box = Box(0, 0, 50, 10)
    texts = ["一级指标", "级、指，标", "-级指标", "指标值"]
    cells = [Cell(0, column, 1, 1, text, (text,), 1, box, "data", 0.9, "ocr") for column, text in enumerate(texts)]
    repairs = restore_levels([Table("t1", cells, 1, 4, 0, "ruled", [])])
    assert [cell.text for cell in cells] == ["一级指标", "二级指标", "三级指标", "指标值"]
    assert len(repairs) == 2


def test_what_cannot_be_read_behind_two_levels_is_the_third() -> None:
    box = Box(0, 0, 50, 10)
    read = [("一级指标", 0.9), ("二级指标", 0.9), ("慢福部", 0.16), ("指标值", 0.2)]
    cells = [Cell(0, at, 1, 1, text, (text,), 1, box, "data", sure, "ocr") for at, (text, sure) in enumerate(read)]
    (repair,) = restore_levels([Table("t1", cells, 1, 4, 0, "ruled", [])])
    assert [cell.text for cell in cells] == ["一级指标", "二级指标", "三级指标", "指标值"]
    assert (repair.before, cells[2].confidence) == ("慢福部", 0.16)


def test_a_level_that_is_misread_between_or_before_two_others_is_known_by_its_place() -> None:
    def headings(*read: tuple[str, float]) -> list[str]:
        cells = [
            Cell(0, at, 1, 1, text, (text,), 1, Box(0, 0, 50, 10), "data", sure, "ocr")
            for at, (text, sure) in enumerate(read)
        ]
        restore_levels([Table("t1", cells, 1, len(cells), 0, "ruled", [])])
        return [cell.text for cell in cells]

    between = headings(("年度目标", 0.5), ("一级指标", 0.9), ("二块指标", 0.4), ("二级指标", 0.9), ("指标值", 0.9))
    assert between == ["年度目标", "一级指标", "二级指标", "三级指标", "指标值"]
    # What has no likeness with a level, or is read well, is another heading.
    assert headings(("年度目标", 0.2), ("一级指标", 0.9), ("二级指标", 0.9))[0] == "年度目标"
    assert headings(("一级指标", 0.9), ("总指标", 0.95), ("级指标", 0.9)) == ["一级指标", "总指标", "级指标"]
    # A heading beside three levels that are in order is none of them, however like.
    ordered = (("一级指标", 0.99), ("二级指标", 0.93), ("三级指标", 0.99))
    assert headings(("绩效指标", 0.8), *ordered) == ["绩效指标", "一级指标", "二级指标", "三级指标"]
