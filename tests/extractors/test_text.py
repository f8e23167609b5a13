"""How printed lines become the text that was typed."""

import pytest

from extractors.text import drop_layout_spaces, join_printed_lines, normalise


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["108000", "0"], "1080000"),
        (["31,214,2", "05.80"], "31,214,205.80"),
        (["1,234.", "50"], "1,234.50"),
        (["12.50", "13.60"], "12.50 13.60"),
        (["2023-01-", "01"], "2023-01-01"),
        (["3010", "1"], "30101"),
        (["服务对象", "满意度指", "标"], "服务对象满意度指标"),
        (["收    入"], "收入"),
        (["第 1 2 条 规 定"], "第12条规定"),
        (["1 0 、 卫生支 出"], "10、卫生支出"),
        (["（ 1 0 ） 其他支 出"], "（10）其他支出"),
        (["( 1 0 ) 其他支 出"], "(10)其他支出"),
        (["2 , 153 . 44"], "2,153.44"),
        (["- 1 2 0 . 4 4"], "-120.44"),
        (["12.50 13.60"], "12.50 13.60"),
        (["12 , 50"], "12 , 50"),
        (["1 234.50"], "1 234.50"),
        (["第 12 次 3 人"], "第12次3人"),
        (["1 2 3 4 5"], "1 2 3 4 5"),
        (["货物", "A"], "货物A"),
        (["PC", "服务器"], "PC服务器"),
        (["hello world", "again"], "hello world again"),
        (["(see", "note)"], "(see note)"),
        (["", "空", ""], "空"),
        ([], ""),
    ],
)
def test_lines_are_joined_as_they_were_typed(lines, text):
    assert join_printed_lines(lines) == text


def test_joining_loses_no_character():
    lines = ["根据《关于", "推进", "A 1", "x-", "y，", "100", "%"]
    joined = join_printed_lines(lines)
    assert "".join(joined.split()) == "".join("".join(lines).split())


def test_full_width_marks_stay_as_printed():
    assert drop_layout_spaces("（ 一 ）、 ＝") == "（一）、＝"


def test_comparison_ignores_width_spaces_and_kinds_of_quotes():
    assert normalise("“三公” 经费（境）") == normalise('"三公"经费(境)')
