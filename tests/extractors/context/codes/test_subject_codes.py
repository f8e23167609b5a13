"""Codes put right by the official names beside them."""

from __future__ import annotations

from extractors.context.codes.subject_codes import restore_subject_codes
from schemas.geometry import Box
from schemas.table import Cell, Reading, Table, TextSource

OTHERS = [("301", "01", "基本工资"), ("301", "02", "津贴补贴"), ("302", "01", "办公费"), ("303", "09", "奖励金")]


def economic(*rows: tuple[str, ...], confidence: float = 0.8, source: TextSource = "ocr") -> Table:
    cells = [
        Cell(row, column, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), "data", confidence, source)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Table("t1", cells, len(rows), 3, 0, "ruled", [])


def codes(table: Table) -> list[str]:
    return [
        "".join(cell.text for cell in table.cells if cell.row == row and cell.column < 2) for row in (-1, 0, 1, 2, 3, 4)
    ][1:]


def test_a_class_that_is_not_the_names_is_put_right() -> None:
    table = economic(*OTHERS, ("301", "99", "其他对个人和家庭的补助"))
    (repair,) = restore_subject_codes([table])
    assert codes(table)[-1] == "30399"
    assert (repair.row, repair.column, repair.before, repair.after) == (4, 0, "301", "303")
    assert "其他对个人和家庭的补助" in repair.evidence


def test_the_class_alone_is_no_code_of_a_name_that_its_item_has_too() -> None:
    """其他资本性支出 was a class by itself, 310, and is an item of it, 310 99."""
    table = economic(*OTHERS, ("360", "90", "其他资本性支出"))
    restore_subject_codes([table])
    assert codes(table)[-1] == "31099"


def test_words_before_the_name_say_whose_it_is() -> None:
    table = economic(*OTHERS, ("801", "12", "行政其他社会保障缴费"))
    restore_subject_codes([table])
    assert codes(table)[-1] == "30112"


def test_a_code_in_one_piece() -> None:
    rows = [("2080101", "行政运行"), ("2210201", "住房公积金"), ("2210203", "购房补贴")]
    table = economic(*[(code, "", name) for code, name in rows])
    assert [repair.after for repair in restore_subject_codes([table])] == []
    table = economic(("2080101", "", "行政运行"), ("2080501", "", "x"), ("2210281", "", "住房公积金"))
    assert [repair.after for repair in restore_subject_codes([table])] == ["2210201"]


def test_groups_stand_among_items_in_one_column() -> None:
    rows = [
        ("204", "公共安全支出"),
        ("20102", "公安"),
        ("2040201", "行政运行"),
        ("2040219", "信息化建设"),
        ("2040299", "其他公安支出"),
    ]
    table = economic(*[(code, "", name) for code, name in rows])
    (repair,) = restore_subject_codes([table])
    assert (repair.before, repair.after) == ("20102", "20402")


def test_a_code_that_does_not_exist_is_put_right_though_it_was_read_well_if_the_engine_thought_of_the_names() -> None:
    for read, offered, meant in (("322", "302", "30206"), ("322", "321", "32206"), ("303", "302", "30306")):
        table = economic(*OTHERS, (read, "06", "电费"), confidence=0.98)
        (cell,) = [cell for cell in table.cells if cell.row == len(OTHERS) and cell.column == 0]
        cell.readings = (Reading(read, 0.98), Reading(offered, 0.01))
        restore_subject_codes([table])
        assert codes(table)[-1] == meant, read


def test_right_codes_far_ones_unknown_names_and_sure_cells_are_left() -> None:
    assert restore_subject_codes([economic(*OTHERS)]) == []
    assert restore_subject_codes([economic(*OTHERS, ("507", "78", "基本工资"))]) == []
    assert restore_subject_codes([economic(*OTHERS, ("303", "01", "自定项目"))]) == []
    wrong = ("301", "99", "其他对个人和家庭的补助")
    assert restore_subject_codes([economic(*OTHERS, wrong, confidence=0.99)]) == []
    assert restore_subject_codes([economic(*OTHERS, wrong, source="text")]) == []


def test_a_text_that_is_no_name_is_the_name_of_its_code_that_it_nearly_is() -> None:
    table = economic(*OTHERS, ("301", "03", "资金"))
    (repair,) = restore_subject_codes([table])
    assert (repair.before, repair.after, repair.evidence) == ("资金", "奖金", "name of 30103")
    # Two characters off, or read surely, it may be a department's own word.
    assert restore_subject_codes([economic(*OTHERS, ("301", "03", "现款"))]) == []
    assert restore_subject_codes([economic(*OTHERS, ("301", "03", "资金"), confidence=0.99)]) == []


def test_a_character_of_a_long_name_may_be_lost() -> None:
    table = economic(
        ("201", "一般公共服务支出"), ("221", "住保障支出"), ("22102", "住改革支出"), ("2210201", "住房公积")
    )
    assert [repair.after for repair in restore_subject_codes([table])] == ["住房保障支出", "住房改革支出", "住房公积金"]
    short = economic(("30201", "办费"), ("30202", "印刷费"), ("30203", "咨询费"))
    assert restore_subject_codes([short]) == []


def test_of_two_codes_of_a_name_the_one_of_the_rows_beside_is_meant() -> None:
    own, above = ("303", "13", "行政住房公积金"), ("301", "13", "住房公积金")
    # 303 11 is the housing fund's too.
    assert restore_subject_codes([economic(*OTHERS, own)]) == []
    (repair,) = restore_subject_codes([economic(*OTHERS, above, own)])
    assert (repair.row, repair.before, repair.after) == (5, "303", "301")


def test_a_name_that_lost_its_brackets_is_that_of_its_code() -> None:
    table = economic(*OTHERS, ("302", "13", "维修护费"))
    (repair,) = restore_subject_codes([table])
    assert (repair.before, repair.after) == ("维修护费", "维修（护）费")
    assert not restore_subject_codes([economic(*OTHERS, ("302", "14", "维修护费"))])


def test_a_dash_is_no_name() -> None:
    assert not restore_subject_codes([economic(*OTHERS, ("302", "", "-"))])


def test_a_code_that_another_row_has_is_not_meant_where_the_name_may_be_misread() -> None:
    rows = [("30101", "基本工资"), ("30103", "奖金"), ("30305", "生活补助")]
    table = economic(*[(code, "", name) for code, name in (*rows, ("30309", "奖金"))])
    (repair,) = restore_subject_codes([table])
    assert (repair.before, repair.after, table.cells[-1].text) == ("奖金", "奖励金", "奖励金")
    sure = economic(*[(code, "", name) for code, name in (*rows, ("30309", "奖金"))], confidence=0.98)
    assert restore_subject_codes([sure]) == []
    alone = economic(*[(code, "", name) for code, name in (rows[0], rows[2], ("30309", "奖金"))])
    assert [repair.after for repair in restore_subject_codes([alone])] == ["30103"]


def test_codes_that_come_again_for_each_unit_may_be_meant_again() -> None:
    rows = [("30101", "基本工资"), ("30103", "奖金"), ("30101", "基本工资"), ("30309", "奖金")]
    table = economic(*[(code, "", name) for code, name in rows])
    assert [repair.after for repair in restore_subject_codes([table])] == ["30103"]


def test_a_part_that_was_read_as_a_word_is_told_by_the_others_and_the_name() -> None:
    table = economic(*OTHERS, ("301", "套", "职工基本医疗保险缴费"))
    (repair,) = restore_subject_codes([table])
    assert (codes(table)[-1], repair.column, repair.before) == ("30110", 1, "套")
    # Where the name has another class, or no digit was read, nothing tells.
    assert restore_subject_codes([economic(*OTHERS, ("303", "套", "职工基本医疗保险缴费"))]) == []
    assert restore_subject_codes([economic(*OTHERS, ("土", "套", "职工基本医疗保险缴费"))]) == []
