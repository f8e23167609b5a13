"""The pieces of one table, joined."""

from extractors.tables.continuation import Pieces
from extractors.tables.join import join_pieces
from extractors.tables.known_texts import KnownTexts
from tests.extractors.tables.builders import table, texts

HEAD = "科目编码 | 科目名称 | 金额\n205 | 教育支出 | 9.00\n"


def joined(first, second):
    return join_pieces(
        Pieces([table(first, header_rows=1), table(second, page=2)], [0, 0]), "t1", KnownTexts(frozenset())
    )[0]


def test_the_strip_that_a_frame_leaves_at_the_end_of_a_page_is_no_row():
    made = joined(HEAD + "| | < | <", "20502 | 普通教育 | 9.00\n2050201 | 学前教育 | 9.00")
    assert [row[0] for row in texts(made)] == ["科目编码", "205", "20502", "2050201"]
    assert [(part.first_row, part.row_count) for part in made.parts] == [(0, 2), (2, 2)]


def test_a_strip_stands_beside_merged_cells():
    made = joined(
        "单位 | 项目 | 指标 | 值\n某局 | 党建 | 次数 | 5\n^ | | < | <", "某局 | 培训 | 人数 | 9\n^ | ^ | 及时率 | 90"
    )
    assert [row[2] for row in texts(made)] == ["指标", "次数", "人数", "及时率"]


def test_a_blank_row_with_the_cells_of_its_columns_stays():
    made = joined(HEAD + "| | | |", "20502 | 普通教育 | 9.00\n2050201 | 学前教育 | 9.00")
    assert [row[0] for row in texts(made)] == ["科目编码", "205", "", "20502", "2050201"]


def test_a_row_of_one_cell_with_a_text_stays():
    made = joined(HEAD + "合计见下页 | < | <", "20502 | 普通教育 | 9.00\n2050201 | 学前教育 | 9.00")
    assert made.row_count == 5
