"""Rows of the grid that hold notes, remarks or signatures, and no data."""

import pytest

from tests.extractors.forms.grids import grid, recognised


def test_numbered_notes_signatures_and_labelled_remarks_in_the_last_rows_are_no_records():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 基本支出
        205 | 教育支出 | 1.00 | 1.00
        注：1.本表反映支出情况。 | < | < | <
        2.尾差由四舍五入造成。 | < | < | <
        备注 | 含上年结转。 | < | <
        单位负责人：甲 制表人：乙 | < | < | <
        """,
        title="部门支出总表",
    )
    (form,) = recognised(table).forms
    assert form.notes == ["注：1.本表反映支出情况。", "2.尾差由四舍五入造成。", "含上年结转。"]
    assert len(form.records) == 1


def test_numbered_paragraphs_of_one_cell_are_a_note_each():
    table = grid("科目编码 | 科目名称 | 合计\n205 | 教育支出 | 1.00\n注：1.甲。2.乙丙。 | < | <", title="部门支出总表")
    table.cells[-1].lines = ("注：1.甲。", "2.乙", "丙。")
    assert recognised(table).forms[0].notes == ["注：1.甲。", "2.乙丙。"]


@pytest.mark.parametrize("text", ["某局政府性基金预算支出为零", "不涉及"])
def test_words_for_an_empty_form_are_notes(text):
    table = grid(f"科目编码 | 科目名称 | 合计\n | 合计 | \n{text} | < | <", title="部门支出总表")
    assert recognised(table).forms[0].notes == [text]


def test_a_remark_that_is_printed_twice_is_one_note():
    table = grid("科目编码 | 科目名称 | 合计\n | 合计 | ", title="部门支出总表")
    table.caption.notes = ["此表为空", "此表为空"]
    assert recognised(table).forms[0].notes == ["此表为空"]
