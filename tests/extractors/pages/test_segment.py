"""Roles of the lines outside tables."""

import numpy as np

from extractors.content import Characters, PageContent, Rulings
from extractors.pages.segment import read_page_lines
from tests.extractors.tables.builders import table

SIZE = 10.0


def roles(*lines: tuple[float, str], doubted: str = "") -> dict[str, str]:
    """Return the roles of lines at given heights; a table of 120 points' width stands between 100 and 130.

    The characters ``doubted`` were read from a picture, with a confidence of 0.9.
    """
    text, boxes, spaced = [], [], []
    for top, words in lines:
        for place, mark in enumerate(words):
            if not mark.isspace():
                text.append(mark)
                boxes.append((50 + SIZE * place, top, 50 + SIZE * (place + 1), top + SIZE))
                spaced.append(place > 0 and words[place - 1].isspace())
    confidence = np.array([0.9 if mark in doubted else 1.0 for mark in text])
    characters = Characters(text, np.array(boxes), np.array(spaced), confidence)
    page = PageContent(1, 500.0, 700.0, characters, Rulings(np.empty((0, 3)), np.empty((0, 3))), [])
    found = read_page_lines(page, [table("科目 | 金额 | 基本 | 项目 | 其他 | 备注\n教育 | 5.00 | 1 | 2 | 3 | 4")])
    return {line.text: line.kind for line in found}


def test_the_title_of_the_next_table_is_no_paragraph_of_a_note() -> None:
    assert roles((135, "注：本表反映情况。"), (147, "二、部门支出总表")) == {
        "注：本表反映情况。": "note",
        "二、部门支出总表": "title",
    }


def test_the_number_of_the_next_table_is_no_paragraph_of_a_note() -> None:
    full = "备注：" + "本部门没有使用政府性基金预算拨款安排的支出，" * 2
    assert roles((135, full), (147, "附表十"))["附表十"] != "note"


def test_the_next_chapter_is_no_paragraph_of_a_note() -> None:
    found = roles((135, "注：本表反映情况。"), (147, "一、关于收支情况的说明"))
    assert found["一、关于收支情况的说明"] == "text"


def test_a_sentence_of_a_note_narrower_than_its_table_goes_on() -> None:
    first, rest = "注：本表反映部门本年度支出，按批复编", "制，包括上年结转。"
    assert roles((135, first), (147, rest)) == {first: "note", rest: "note"}
    assert roles((135, first), (147, "第三部分说明"))["第三部分说明"] == "text"


def test_a_note_may_stand_under_signatures_and_a_short_one_says_that_a_form_is_empty() -> None:
    assert roles((135, "负责人：甲"), (147, "注：本表反映情况。"))["注：本表反映情况。"] == "note"
    assert roles((135, "（空表）")) == {"（空表）": "note"}


def test_a_whole_heading_above_a_title_is_no_part_of_it() -> None:
    found = roles((60, "某局二〇二四年预算公开表格"), (72, "二〇二四年部门支出总表"))
    assert found == {"某局二〇二四年预算公开表格": "text", "二〇二四年部门支出总表": "title"}


def test_the_figures_of_a_year_may_stand_apart() -> None:
    assert "本部门2024年预算" in roles((135, "本部门2 0 2 4年预算"))
    assert "本部门2022年预算" in roles((135, "本部门20 2 2年预算"))


def test_the_figures_of_a_forms_number_and_of_the_year_behind_it_may_stand_apart() -> None:
    assert "表12 2026年部门收支总表" in roles((60, "表1 2 2 0 2 6年部门收支总表"))
    assert "表12 2022年部门收支总表" in roles((60, "表 1 2 20 2 2 年部门收支总表"))
    assert "表1 2026年部门收支总表" in roles((60, "表1 2 0 2 6年部门收支总表"))
    assert "表13 部门收支总表" in roles((60, "表1 3 部门收支总表"))


def test_a_doubted_character_below_a_unit_without_its_yuan_is_that() -> None:
    assert roles((60, "单位：万"), (74, "儿"), doubted="儿") == {"单位：万元": "caption"}
    assert "儿" in roles((60, "单位：万"), (74, "儿"))
    assert "儿" in roles((60, "单位："), (74, "儿"), doubted="儿")
