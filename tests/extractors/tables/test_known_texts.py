"""Which texts of a document are whole."""

from extractors.tables.known_texts import known_texts
from tests.extractors.tables.builders import table


def test_a_row_that_a_page_break_may_have_cut_holds_no_whole_texts():
    drawing = """
        科目 | 项目
        教育 | 校舍维修上半
        公安 | 巡逻经费
        民政 | 养老下半
    """
    first, second = known_texts([(table(drawing), 0)]), known_texts([(table(drawing), 1)])
    assert {"校舍维修上半", "巡逻经费"} <= first
    assert "校舍维修上半" not in second
    assert "巡逻经费" in second
    assert not {"科目", "养老下半"} & (first | second)
