"""What is printed around a form's table and never in it."""

import pytest

from extractors.tables.finders.unruled.labels import is_form_caption, is_parted_note


@pytest.mark.parametrize(
    "pieces",
    [
        ["公开07表", "一般公共预算支出预算表（功能科目）"],
        ["表7", "一般公共预算", "支出预算表"],
        ["单位：江苏省水利局", "（金额单位：万元，"],
        ["部门：某某局", "2024年", "单位：元"],
    ],
)
def test_a_forms_number_with_its_title_and_its_unit_are_captions(pieces: list[str]) -> None:
    assert is_form_caption(pieces)


@pytest.mark.parametrize("pieces", [["公开07表", "12.00"], ["公开07表"], ["项目", "预算表"], ["2024年", "2023年"]])
def test_rows_of_a_table_are_none(pieces: list[str]) -> None:
    assert not is_form_caption(pieces)


def test_a_note_may_be_parted_at_its_marks() -> None:
    assert is_parted_note(["备注：", "本部门无此项支出，", "此表为空表。"])
    assert not any(
        map(is_parted_note, (["备注：", "甲", "5.00"], ["备注：此表为空表。"], ["项目：", "巡逻，", "宣传。"]))
    )
