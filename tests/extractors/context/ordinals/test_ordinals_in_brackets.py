"""Brackets around ordinals, put back."""

from __future__ import annotations

from extractors.context.ordinals.numbered_rows import restore_ordinals
from extractors.context.ordinals.ordinal_fits import see_ordinals
from schemas.findings import Repair
from schemas.geometry import Box
from schemas.table import Cell, Table


def labels(*texts: str, confidence: float = 0.8) -> Table:
    cells = [
        Cell(row, 0, 1, 1, text, (text,), 1, Box(0, 0, 9, 9), "data", confidence, "ocr")
        for row, text in enumerate(texts)
    ]
    return Table("t1", cells, len(cells), 1, 0, "ruled", [])


def restored(table: Table) -> list[Repair]:
    return restore_ordinals([table], see_ordinals([table]))


def test_a_bracket_that_is_left_asks_for_the_other() -> None:
    table = labels(
        "（一）一般公共预算拨款",
        "(二）政府性基金预算拨款",
        "三）国有资本经营预算拨款",
        "（四）事业收入",
        "（五其他收入",
    )
    repairs = restored(table)
    assert [cell.text for cell in table.cells][2:] == ["（三）国有资本经营预算拨款", "（四）事业收入", "（五）其他收入"]
    assert [(one.before, one.row) for one in repairs] == [("三）国有资本经营预算拨款", 2), ("（五其他收入", 4)]


def test_without_a_bracket_both_neighbours_have_to_ask_for_it() -> None:
    table = labels(
        "（一）国防支出",
        "（二）外交支出",
        "（三）教育支出",
        "四科学技术支出",
        "（五）卫生健康支出",
        "三公经费",
        "一般公共服务支出",
    )
    restored(table)
    assert [cell.text for cell in table.cells][3:] == [
        "（四）科学技术支出",
        "（五）卫生健康支出",
        "三公经费",
        "一般公共服务支出",
    ]


def test_other_styles_are_followed_and_sure_labels_left() -> None:
    table = labels("一、国防支出", "二、外交支出", "三、教育支出", "四）其他支出")
    assert [repair.after for repair in restored(table)] == ["四、其他支出"]
    assert restored(labels("（一）甲项", "（二）乙项", "（三）丙项", "四）丁项", confidence=0.99)) == []


def test_ordinals_in_brackets_begin_again_under_each_with_a_comma() -> None:
    table = labels(
        "一、本年收入",
        "(一般公共预算拨款",
        "二，政府性基金预算拨款",
        "三国有资本经营预算拨款",
        "二、上年结转",
        "一般公共预算拨款",
        "（二）政府性基金预算拨款",
        "()国有资本经营预算拨款",
    )
    restored(table)
    numbered = ["（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款"]
    assert [cell.text for cell in table.cells] == ["一、本年收入", *numbered, "二、上年结转", *numbered]


def test_what_is_left_of_an_ordinal_is_replaced() -> None:
    table = labels("（十）甲项", "十一乙项", "十二：丙项", "（-）丁项", "（十四）戊项")
    restored(table)
    assert [cell.text for cell in table.cells] == [
        "（十）甲项",
        "（十一）乙项",
        "（十二）丙项",
        "（十三）丁项",
        "（十四）戊项",
    ]


def test_numerals_that_lost_all_brackets_count_for_how_far_a_column_is_numbered() -> None:
    table = labels(
        "、本年支出",
        "一般公共服务支出",
        "（二）教育支出",
        "（三）社会保障和就业支出",
        "四：卫生健康支出",
        "五城乡社区支出",
        "六：住房保障支出",
        "七国有资本经营预算支出",
        "二、结转下年",
    )
    restored(table)
    assert [cell.text for cell in table.cells] == [
        "一、本年支出",
        "（一）一般公共服务支出",
        "（二）教育支出",
        "（三）社会保障和就业支出",
        "（四）卫生健康支出",
        "（五）城乡社区支出",
        "（六）住房保障支出",
        "（七）国有资本经营预算支出",
        "二、结转下年",
    ]
