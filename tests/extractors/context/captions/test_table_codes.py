from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.context.captions.table_codes import restore_codes
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine
from tests.extractors.tables.builders import table

GRID = "科目 | 金额\n教育 | 5.00"


def pages(*read: str | tuple[str, float] | None, source: str = "ocr", title: str = "第{}种收支表") -> list[PageReading]:
    """Return pages with a table each, under a title with what was read in the place of its code (and how surely)."""
    readings = []
    for number, said in enumerate(read, 1):
        text, sure = said if isinstance(said, tuple) else (said, 0.99)
        lines = [TextLine(number, Box(200, 60, 400, 80), title.format(chr(0x4E10 + number)), 20.0, "title")]
        if text is not None:
            kind = "caption" if len(text) > 1 else "text"
            lines.append(TextLine(number, Box(50, 40 + number, 70, 48 + number), text, 8.0, kind, sure))  # type: ignore[arg-type]
        facts = PageFacts(number, 600.0, 800.0, source)  # type: ignore[arg-type]
        readings.append(PageReading(facts, [], [table(GRID, page=number)], lines))
    return readings


def codes(readings: list[PageReading]) -> list[str]:
    return [line.text for reading in readings for line in reading.lines if line.kind == "caption"]


def test_a_stroke_lost_between_two_codes_is_told_by_them() -> None:
    document = pages("表一", ("表玉", 0.3), "表三", ("表", 0.5), "表五")
    warnings = restore_codes(document)
    assert codes(document) == ["表一", "表二", "表三", "表四", "表五"]
    assert [(warning.code, warning.page) for warning in warnings] == [("misread_caption", 2), ("misread_caption", 4)]


def test_codes_at_both_ends_are_told_by_the_step_of_the_others() -> None:
    document = pages(("长", 0.4), "表", "表三", "表四", "表五", "表六", ("表", 0.6))
    restore_codes(document)
    assert codes(document) == ["表一", "表二", "表三", "表四", "表五", "表六", "表七"]


def test_what_was_read_surely_and_is_a_stroke_short_is_told_by_both_sides() -> None:
    document = pages("表九", "表十", "表十", "表十二")
    restore_codes(document)
    assert codes(document) == ["表九", "表十", "表十一", "表十二"]


def test_strokes_that_the_last_codes_lost_are_told_by_those_before() -> None:
    document = pages("表八", "表九", "表十", "表十", "表十")
    restore_codes(document)
    assert codes(document) == ["表八", "表九", "表十", "表十一", "表十二"]
    again = pages("表一", "表二", "表三", "表一", "表一")
    assert restore_codes(again) == []


def test_codes_between_those_that_were_read_are_told_though_the_last_are_not() -> None:
    document = pages(
        ("表", 0.8), "表二", ("表h", 0.8), ("表四", 0.7), ("长", 0.3), ("表六", 0.8), ("下页", 0.4), ("长长", 0.3)
    )
    restore_codes(document)
    assert codes(document) == ["表一", "表二", "表三", "表四", "表五", "表六", "下页", "长长"]


def test_a_ten_above_a_stroke_looks_like_another_character() -> None:
    document = pages("表七", "表八", "表九", ("表", 0.7), ("表上", 0.4), ("表上", 0.2))
    restore_codes(document)
    assert codes(document) == ["表七", "表八", "表九", "表十", "表十一", "表十二"]


def test_each_table_of_a_page_has_its_own() -> None:
    """Of three on one page the second lost its number, and a bit of a ruling stands in that of the third."""
    (first,), rest = pages(("公开表1", 0.99)), pages("公开表4", "公开表5")
    for place, read in enumerate((("公开表", 0.95), ("公开]表3", 0.4)), 1):
        down = 200.0 * place
        first.tables.append(table(GRID, page=1, top=100 + down))
        first.lines.append(TextLine(1, Box(50, 41 + down, 70, 49 + down), read[0], 8.0, "text", read[1]))
        first.lines.append(TextLine(1, Box(200, 60 + down, 400, 80 + down), f"第{place}类支出表", 20.0, "title"))
    restore_codes([first, *rest])
    assert codes([first, *rest]) == ["公开表1", "公开表2", "公开表3", "公开表4", "公开表5"]


def test_a_second_table_without_a_title_has_no_code() -> None:
    first, *rest = pages("公开表1", "公开表2", "公开表3")
    first.tables.append(table(GRID, page=1, top=300))
    first.lines.append(TextLine(1, Box(50, 241, 70, 249), "公开", 8.0, "text", 0.4))
    assert restore_codes([first, *rest]) == []


def test_a_code_with_other_words_around_its_number_is_left() -> None:
    assert restore_codes(pages("表1", "表2", "附表3", "附表4", "表5", "表6")) == []


def test_a_lost_dash() -> None:
    unsure = pages("表3", "表31", ("表3-2", 0.7), "表4", "表4-1")
    restore_codes(unsure)
    assert codes(unsure) == ["表3", "表3-1", "表3-2", "表4", "表4-1"]
    document = pages("表1", "表1-1", "表2", ("表2", 0.9), "表3", "表31", "表3-2")
    restore_codes(document)
    assert codes(document) == ["表1", "表1-1", "表2", "表2-1", "表3", "表3-1", "表3-2"]


def test_a_lost_dash_beside_a_code_that_is_doubted() -> None:
    document = pages("表3", ("表3-1", 0.85), "表32", "表3-3", "表4")
    restore_codes(document)
    assert codes(document) == ["表3", "表3-1", "表3-2", "表3-3", "表4"]
    numbered = pages("表30", ("表31", 0.85), "表32", "表33", "表4-1")
    assert restore_codes(numbered) == []


def test_a_code_that_looks_like_a_running_header_is_one() -> None:
    document = pages("表1", "表1-1", "表2", None, "表3", "表3-1")
    document[3].lines.append(TextLine(4, Box(50, 40, 70, 48), "621", 8.0, "header", 0.4))
    restore_codes(document)
    assert codes(document) == ["表1", "表1-1", "表2", "表2-1", "表3", "表3-1"]


def test_a_table_that_goes_on_repeats_its_code() -> None:
    document = pages("表1", "表1-1", "表2", "表2", "表3", title="收支表")
    assert restore_codes(document) == []


def test_a_number_left_out_in_print_stays_out() -> None:
    document = pages("表一", "表二", "表三", "表五", "表六")
    assert restore_codes(document) == []


def test_another_number_is_no_misreading() -> None:
    document = pages("表一", "表二", ("表七", 0.5), "表四", "表五")
    assert restore_codes(document) == []


def test_behind_the_last_code_only_what_is_left_of_one_is_told() -> None:
    document = pages("表一", "表二", "表三", ("长", 0.4))
    assert restore_codes(document) == []


def test_behind_the_last_code_the_first_sign_of_some_may_be_another() -> None:
    document = pages("表一", "表二", "表三", ("衣四", 0.4), ("衣", 0.4), "表", ("表", 0.95))
    restore_codes(document)
    assert codes(document) == ["表一", "表二", "表三", "表四", "表五", "表六", "表七"]
    mostly = pages("表一", "表二", "表三", ("衣四", 0.4), ("衣", 0.4), "表")
    assert restore_codes(mostly) == []


def test_too_few_codes_tell_nothing_and_a_text_layer_is_believed() -> None:
    assert restore_codes(pages("表一", ("表", 0.5), "表三")) == []
    assert restore_codes(pages("表一", "表", "表三", "表四", "表五", source="text")) == []


def test_a_running_number_filled_up_with_noughts() -> None:
    document = pages("公开01表", ("公H02表", 0.4), "公开03表", "公开04表")
    restore_codes(document)
    assert codes(document) == ["公开01表", "公开02表", "公开03表", "公开04表"]


def test_points_behind_a_code_are_what_is_left_of_its_last_numeral() -> None:
    document = pages("表八", "表九", ("表十", 0.4), ("表十", 0.5), ("表十：", 0.5))
    restore_codes(document)
    assert codes(document) == ["表八", "表九", "表十", "表十一", "表十二"]


def test_numbers_from_ten_on_do_not_tell_whether_noughts_fill_up_the_others() -> None:
    document = pages("公开表08", ("公开表0.9", 0.6), "公开表10", "公开表11", "公开表12")
    restore_codes(document)
    assert codes(document)[1] == "公开表09"


def test_another_organisations_tables_begin_anew() -> None:
    codes_ = [*(f"表{number}" for number in range(1, 11)), *(f"表{number}" for number in range(1, 4))]
    document = pages(*codes_)
    assert restore_codes(document) == []
    assert codes(document) == codes_


def test_a_number_behind_a_dash_may_have_fewer_digits() -> None:
    """预算01-1表: the noughts of the first number are none of the second's."""
    document = pages("预算01-1表", ("预算012表", 0.5), "预算01-3表", "预算02-1表", "预算02-2表")
    restore_codes(document)
    assert codes(document) == ["预算01-1表", "预算01-2表", "预算01-3表", "预算02-1表", "预算02-2表"]
    both = pages("预算01-01表", ("预算0102表", 0.5), "预算01-03表", "预算01-04表")
    restore_codes(both)
    assert codes(both) == ["预算01-01表", "预算01-02表", "预算01-03表", "预算01-04表"]


def titled(*read: str) -> list[PageReading]:
    """Return pages with a table each, under a title with its code in one line."""
    found = pages(*([None] * len(read)))
    for reading, text in zip(found, read, strict=True):
        reading.lines[0].text = text
    return found


def test_a_code_in_one_line_with_its_title() -> None:
    document = titled("公开表1 收支表", "公开表2 收入表", "公开表(支出表", "公开表4 三公经费表")
    (warning,) = restore_codes(document)
    assert [reading.lines[0].text for reading in document][2] == "公开表3 支出表"
    assert (document[2].lines[0].kind, warning.page) == ("title", 3)
    assert restore_codes(titled("公开表1 收支表", "公开表2 收入表", "公开表3 支出表", "公开(表)支出表")) == []
    short = titled("表九 收支表", "表十 收入表", "表十 支出表", "表十二 三公经费表")
    restore_codes(short)
    assert short[2].lines[0].text == "表十一 支出表"


@pytest.mark.parametrize(
    ("left", "sure", "told"),
    [
        pytest.param(50, 0.4, ["表一", "表二", "表三", "表四", "表五"], id="where the page's table begins"),
        pytest.param(230, 0.4, ["表一", "表三", "表四", "表五"], id="somewhere else"),
        pytest.param(50, 0.95, ["表一", "表三", "表四", "表五"], id="read surely"),
    ],
)
def test_a_code_at_a_side_of_its_table_may_be_no_character(left: float, sure: float, told: list[str]) -> None:
    document = pages("表一", None, "表三", "表四", "表五")
    # Other pages have their codes elsewhere: this one lies across.
    document[1].lines.append(TextLine(2, Box(left, 20, left + 8, 28), "k1", 8.0, "caption", sure))
    document[1].tables[0].parts[0] = replace(document[1].tables[0].parts[0], box=Box(50, 90, 400, 200))
    restore_codes(document)
    assert [code for code in codes(document) if code != "k1"] == told
