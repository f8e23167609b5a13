"""Row labels that the strokes of 十 parted, one above another."""

from __future__ import annotations

from dataclasses import replace

from extractors.context.ordinals.parted_ordinals import join_parted_ordinals
from schemas.table import Table
from tests.extractors.tables.builders import table, texts

ABOVE = """\
    项目 | < | 预算数
    十七、金融支出 | < | 1.00
    十八、援助其他地区支出 | < | |
    十九、自然资源海洋气象等支出 | < | |
"""
PARTED = """\
    二 | 一、住房保障支出 | 2.00
    二- | 一、粮油物资储备支出 | |
    二一 | 一二、国有资本经营预算支出 | |
    二- | -三、灾害防治及应急管理支出 | 3.00
"""
WHOLE = [
    "二十、住房保障支出",
    "二十一、粮油物资储备支出",
    "二十二、国有资本经营预算支出",
    "二十三、灾害防治及应急管理支出",
]


def scanned(drawing: str, source: str = "ocr") -> Table:
    made = table(drawing, header_rows=1)
    return replace(made, cells=[replace(cell, source=source, confidence=0.9) for cell in made.cells])


def test_a_label_that_its_numeral_parted_is_one_with_the_number_that_follows() -> None:
    made = scanned(ABOVE + PARTED)
    repairs = join_parted_ordinals([made])
    assert [row[0] for row in texts(made)][4:] == WHOLE
    assert made.column_count == 2
    assert [row[1] for row in texts(made)][4:] == ["2.00", "", "", "3.00"]
    assert [repair.after for repair in repairs] == WHOLE
    assert all(cell.confidence <= 0.85 for cell in made.cells if cell.text in WHOLE)


def test_labels_that_are_whole_may_stand_between_those_that_are_parted() -> None:
    first, second, _, fourth = PARTED.splitlines(keepends=True)
    whole = "    二十二、国有资本经营预算支出 | < | |\n"
    made = scanned(ABOVE + first + second + whole + fourth)
    join_parted_ordinals([made])
    assert [row[0] for row in texts(made)][4:] == WHOLE
    assert made.column_count == 2
    few = scanned(ABOVE + first + WHOLE[1] + " | < | |\n" + WHOLE[2] + " | < | |\n" + fourth)
    assert join_parted_ordinals([few]) == []


def test_numbers_in_brackets_may_be_misread_in_a_row_or_two() -> None:
    made = scanned(
        """
        项目 | < | 预算数
        （八）社会保障和就业支出 | < | 1.00
        （九）社会保险基金支出 | < | |
        （一）卫生健康支出 | < | 1.00
        (- | （一）节能环保支出 | |
        (- | 一二）城乡社区支出 | 2.00
        ( | 三】农林水支出 | |
        (- | -四〕交通运输支出 | |
        """
    )
    join_parted_ordinals([made])
    assert [row[0] for row in texts(made)][4:] == [
        "（十一）节能环保支出",
        "（十二）城乡社区支出",
        "（十三）农林水支出",
        "（十四）交通运输支出",
    ]


def test_columns_of_numbers_and_labels_are_two() -> None:
    numbered = scanned("序号 | 项目 | 金额\n一 | 一、教育 | 1\n二 | 二、科技 | 2\n三 | 三、文化 | 3")
    assert join_parted_ordinals([numbered]) == []
    assert numbered.column_count == 3


def test_labels_with_other_numbers_stay_as_they_are_and_so_does_text() -> None:
    other = scanned(ABOVE + PARTED.replace("一、粮油", "六、粮油").replace("一二、", "八、"))
    assert join_parted_ordinals([other]) == []
    printed = scanned(ABOVE + PARTED, source="text")
    assert join_parted_ordinals([printed]) == []


def test_nothing_may_be_left_of_a_numeral_before_the_stroke() -> None:
    made = scanned(
        """
        项目 | < | 预算数
        九、社会保险基金支出 | < | 1.00
        十、卫生健康支出 | < | |
        | 一、节能环保支出 | 2.00
        - | 一二、城乡社区支出 | |
        | 三、农林水支出 | |
        """.replace("\n        |", "\n        | |")
    )
    join_parted_ordinals([made])
    assert [row[0] for row in texts(made)][3:] == ["十一、节能环保支出", "十二、城乡社区支出", "十三、农林水支出"]


def test_a_row_in_the_middle_may_be_unreadable() -> None:
    made = scanned(ABOVE + PARTED.replace("二一 | 一二、国有", "二十三、二- | 二、国有"))
    join_parted_ordinals([made])
    assert [row[0] for row in texts(made)][4:] == WHOLE
