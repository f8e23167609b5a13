from __future__ import annotations

import pytest

from extractors.context.ordinals.numbered_rows import number_rows, restore_ordinals
from extractors.context.ordinals.ordinal_fits import Ordinal, Seen, see_ordinals
from schemas.geometry import Box
from schemas.table import Cell, Table, TextSource


def restored(*texts: str, source: TextSource = "ocr", confidence: float = 0.95) -> list[str]:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 10 * row, 50, 10 * row + 10), "data", confidence, source)
        for row, text in enumerate(texts)
    ]
    tables = [Table("t1", cells, len(cells), 1, 0, "ruled", [])]
    restore_ordinals(tables, see_ordinals(tables))
    return [cell.text for cell in cells]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        (["、甲", "二、乙"], ["一、甲", "二、乙"]),
        (["一、甲", "、乙", "小计", "、丙", "四、丁"], ["一、甲", "二、乙", "小计", "三、丙", "四、丁"]),
        (["九、甲", "十、乙", "十、丙", "十二、丁"], ["九、甲", "十、乙", "十一、丙", "十二、丁"]),
        (["四、甲", "、乙", "二、丙"], ["四、甲", "一、乙", "二、丙"]),
        (["一、甲", "、乙"], ["一、甲", "二、乙"]),
        (["一、甲", "乙项", "三、丙"], ["一、甲", "二、乙项", "三、丙"]),
        (["九、甲", "一、乙", "十一、丙"], ["九、甲", "十、乙", "十一、丙"]),
        (["一、甲", "二、乙", "二、丙"], ["一、甲", "二、乙", "三、丙"]),
        (["、货物A", "、服务C"], ["一、货物A", "三、服务C"]),
        (["一、货物A", "其中", "、服务C"], ["一、货物A", "其中", "三、服务C"]),
        (["一、标段B", "、标段D"], ["一、标段B", "二、标段D"]),
        (["一、甲", "二：乙", "三、丙"], ["一、甲", "二、乙", "三、丙"]),
        (["七、甲", "人卫生健康支出", "九、丙"], ["七、甲", "八、卫生健康支出", "九、丙"]),
        (["一、甲", "上、农林水支出", "三、丙"], ["一、甲", "二、农林水支出", "三、丙"]),
        (["一、甲", "水、电费", "三、丙"], ["一、甲", "二、水、电费", "三、丙"]),
        (["七、甲", "人乙项支出", "九、丙"], ["七、甲", "八、人乙项支出", "九、丙"]),
        (["七、甲", "入、乙项支出", "九、丙"], ["七、甲", "八、乙项支出", "九、丙"]),
    ],
)
def test_lost_ordinals_follow_from_their_neighbours(read: list[str], meant: list[str]) -> None:
    assert restored(*read) == meant


def test_what_does_not_fit_is_left() -> None:
    assert restored("一、甲", "、乙", "七、丙") == ["一、甲", "、乙", "七、丙"]
    assert restored("一、甲", "、乙", source="text") == ["一、甲", "、乙"]
    for labels in (
        ["一、甲", "0", "三、丙"],
        ["一、甲", "小计", "三、丙"],
        ["一级指标", "二级指标", "三级指标"],
        ["一、甲", "二、乙", "三农工作"],
        ["十、甲", "十、乙", "十一、丙"],
        ["一、甲", "乙项", "丙项", "三、丁"],
        ["一、甲", "一、乙"],
    ):
        assert restored(*labels) == labels


def test_each_is_a_repair_that_says_why() -> None:
    cell = Cell(0, 0, 1, 1, "、甲", ("、甲",), 3, Box(0, 0, 50, 10), "data", 0.99, "ocr")
    after = Cell(1, 0, 1, 1, "二、乙", ("二、乙",), 3, Box(0, 10, 50, 20), "data", 0.99, "ocr")
    tables = [Table("t1", [cell, after], 2, 1, 0, "ruled", [])]
    (repair,) = restore_ordinals(tables, see_ordinals(tables))
    assert (repair.before, repair.after, repair.page, repair.confidence) == ("、甲", "一、甲", 3, 0.9)
    assert cell.lines == ("一、甲",)


def test_a_numeral_that_lost_a_stroke_is_read_well() -> None:
    assert restored("一、甲", "一、乙", "三、丙", confidence=0.99) == ["一、甲", "二、乙", "三、丙"]
    assert restored("一、甲", "二、乙", "二、丙", "四、丁", confidence=0.99)[2] == "三、丙"
    assert restored("一、甲", "一、乙", "三、丙", confidence=0.999) == ["一、甲", "一、乙", "三、丙"]
    # A section of one and one of two.
    assert restored("一、甲", "一、乙", "二、丙", confidence=0.99) == ["一、甲", "一、乙", "二、丙"]


def test_sections_are_numbered_where_there_are_two() -> None:
    first, second = Ordinal("comma", 1), Ordinal("comma", 2)
    sections = [Seen({first: 0.0}, shown=True), Seen({second: 0.0, None: -1.0}, shown=False)]
    assert number_rows(sections) == [first, second]
    # After another two, a third may be none.
    third = Seen({Ordinal("comma", 3): 0.0, None: -1.0}, shown=False)
    assert number_rows([*sections, third])[2] is None


def test_classes_in_the_order_of_their_codes_are_one_list() -> None:
    names = ["节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出", "资源勘探信息等支出"]

    def numbered(rows: list[str]) -> list[str]:
        cells = [
            Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 10 * row, 50, 10 * row + 10), "data", 0.9, "ocr")
            for row, text in enumerate(rows)
        ]
        fits = [
            {Ordinal("comma", 10): 0.0},
            *({Ordinal("comma", n): -0.5, Ordinal("comma", n + 10): -5.0} for n in (1, 2, 3)),
        ]
        fits.append({Ordinal("comma", 14): 0.0})
        seen = {("t1", row, 0): Seen(of, shown=True) for row, of in enumerate(fits)}
        restore_ordinals([Table("t1", cells, len(cells), 1, 0, "ruled", [])], seen)
        return [cell.text for cell in cells]

    assert numbered([f"、{name}" for name in names])[1:4] == [
        "十一、城乡社区支出",
        "十二、农林水支出",
        "十三、交通运输支出",
    ]
    # Others may begin anew.
    assert numbered([f"、{name}费" for name in names])[1:4] == [
        "一、城乡社区支出费",
        "二、农林水支出费",
        "三、交通运输支出费",
    ]


def test_a_list_that_goes_on_has_no_lower_number_than_its_last() -> None:
    """十八, 十九 and 二十, of which strokes were lost, are not 八, 九 and 十 in a list that has had 十."""
    fits = [
        {Ordinal("comma", 10): 0.0},
        {None: 0.0},
        {Ordinal("comma", 18): 0.0, Ordinal("comma", 8): -3.0},
        {Ordinal("comma", 9): 0.0, Ordinal("comma", 19): -2.0},
        {Ordinal("comma", 10): 0.0, Ordinal("comma", 20): -9.0},
    ]
    classes = [Seen(of, shown=True, goes_on=bool(row)) for row, of in enumerate(fits)]
    assert [one and one.number for one in number_rows(classes)] == [10, None, 18, 19, 20]
    others = [Seen(of, shown=True) for of in fits]
    assert [one and one.number for one in number_rows(others)] == [10, None, 8, 9, 10]
