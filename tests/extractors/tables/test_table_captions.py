"""What the lines above a table say of it."""

import pytest

from extractors.tables.captions import caption_tables
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine
from tests.extractors.tables.builders import table


def entity(below: str, confidence: float = 1.0) -> str | None:
    """Return the organisation of a table whose caption has another line below its entity."""
    lines = [
        TextLine(1, Box(50, 60, 150, 70), "部门：某某县市场监督", 10.0, "caption"),
        TextLine(1, Box(50, 74, 90, 84), below, 10.0, "text", confidence),
    ]
    page = PageReading(PageFacts(1, 500.0, 700.0), [], [table("科目 | 金额\n教育 | 5.00")], lines)
    return caption_tables([page])[0][0].caption.entity


def test_an_organisations_name_goes_on_in_the_next_line():
    assert entity("管理局（本级）") == "某某县市场监督管理局（本级）"


@pytest.mark.parametrize(("below", "confidence"), [("1", 0.85), ("--", 1.0), ("编", 0.2)])
def test_what_is_left_of_a_ruling_is_no_part_of_a_name(below, confidence):
    assert entity(below, confidence) == "某某县市场监督"


def line(page: int, top: float, text: str, kind: str, x0: float = 50.0, size: float = 10.0) -> TextLine:
    return TextLine(page, Box(x0, top, x0 + size * len(text), top + size), text, size, kind)


def captions(*pages: list[TextLine], empty: tuple[int, ...] = ()) -> list:
    """Return the captions of a table at 100 points on each page but the ``empty`` ones."""
    readings = [
        PageReading(
            PageFacts(number, 500.0, 700.0),
            [],
            [] if number in empty else [table("科目 | 金额\n教育 | 5.00", page=number)],
            lines,
        )
        for number, lines in enumerate(pages, 1)
    ]
    return [each.caption for tables in caption_tables(readings) for each in tables]


def test_a_name_stands_beside_or_under_its_label_with_the_unit_at_the_right():
    unit = line(1, 80, "单位：万元", "caption", 300)
    beside = [line(1, 80, "编制单位：", "caption"), line(1, 80, "某某局", "text", 140), unit]
    under = [line(1, 80, "编制单位：", "caption"), unit, line(1, 91, "某某局", "text")]
    for lines in (beside, under):
        (caption,) = captions(lines)
        assert (caption.entity, caption.unit) == ("某某局", "万元")


@pytest.mark.parametrize(("text", "confidence", "found"), [("9", 0.67, True), ("9", 1.0, False), ("某局", 0.67, False)])
def test_a_doubted_figure_between_a_title_and_its_table_is_a_speck(text, confidence, found):
    speck = line(1, 90, text, "text", 300)
    speck.confidence = confidence
    (caption,) = captions([line(1, 60, "部门收支总表", "title"), speck])
    assert (caption.title == "部门收支总表") == found


def test_signatures_beside_a_blank_label_are_no_name():
    (caption,) = captions([line(1, 80, "编制单位：", "caption"), line(1, 80, "负责人：", "text", 140)])
    assert caption.entity is None


def test_entity_year_and_unit_on_one_line():
    (caption,) = captions([line(1, 80, "编制单位：某某局2024年度金额单位：万元", "caption")])
    assert (caption.entity, caption.unit) == ("某某局", "万元")


def test_a_remark_above_the_table_is_a_note_and_no_part_of_a_name():
    lines = [line(1, 76, "编制单位：某某局", "caption"), line(1, 88, "（本部门无政府性基金预算支出）", "text")]
    (caption,) = captions(lines)
    assert (caption.entity, caption.notes) == ("某某局", ["（本部门无政府性基金预算支出）"])


def test_the_day_of_filling_in_is_no_period():
    (caption,) = captions([line(1, 80, "2023年12月20日", "caption")])
    assert caption.period is None


def test_a_heading_above_a_title_is_no_part_of_it_on_the_same_page_or_the_page_before():
    lines = [line(1, 60, "第二部分2024年部门预算表", "title"), line(1, 72, "部门支出总表", "title")]
    assert captions(lines)[0].title == "部门支出总表"
    assert captions(lines, [], empty=(1,))[0].title == "部门支出总表"


def test_a_heading_above_a_title_behind_its_number_is_no_part_of_it():
    heading = line(1, 50, "第二部分 2024年部门预算表", "title", size=16)
    title = line(1, 72, "附表1-1 2024年度收支预算总表", "title", size=18)
    (caption,) = captions([heading, title])
    assert (caption.code, caption.title) == ("附表1-1", "2024年度收支预算总表")


def test_a_code_alone_at_the_foot_of_the_page_before_is_the_next_tables():
    first, second = captions([line(1, 600, "表3", "caption")], [line(2, 80, "部门支出总表", "title")])
    assert (first.code, second.code, second.title) == (None, "表3", "部门支出总表")


def test_marks_of_a_torn_title_below_a_code_hide_it_from_no_table():
    foot = [line(1, 600, "表3", "caption"), line(1, 612, "（", "text"), line(1, 612, "）", "text", x0=90)]
    assert captions(foot, [line(2, 80, "部门支出总表", "title")])[1].code == "表3"


def test_numbered_notes_go_on_over_the_page_break():
    lines = [line(1, 600, "注：1.甲。", "note"), line(1, 612, "2.乙。", "note")]
    following = [line(2, 50, "3.丙。", "text"), line(2, 62, "5.丁。", "text")]
    (caption,) = captions(lines, following, empty=(2,))
    assert caption.notes == ["注：1.甲。", "2.乙。", "3.丙。"]


def test_a_title_on_the_page_before_is_of_the_table_under_an_organisations_bare_name():
    first = [line(1, 80, "部门收支总表", "title"), line(1, 300, "部门收入总表", "title")]
    second = [line(2, 80, "320某某局", "text"), line(2, 80, "单位：万元", "caption", 300)]
    assert [caption.title for caption in captions(first, second)] == ["部门收支总表", "部门收入总表"]


def foot_and_head(last: str, first: str, kind: str) -> list[str]:
    """Return the notes of a table whose note ends a page with a full line, and whose page's next begins so."""
    (caption,) = captions([line(1, 600, last, "note")], [line(2, 50, first, kind)], empty=(2,))
    return caption.notes


@pytest.mark.parametrize("kind", ["note", "text"])
def test_a_note_torn_by_the_page_break_is_one(kind):
    assert foot_and_head("注：本部门没有使用拨款安", "排的支出，故本表为空。", kind) == [
        "注：本部门没有使用拨款安排的支出，故本表为空。"
    ]


def test_a_note_that_ends_with_its_page_is_whole():
    ended = ["注：本部门没有支出，无此。", "注：本表为空。"]
    assert foot_and_head(*ended, "note") == ended
    assert foot_and_head("注：空。", "某局说明。", "text") == ["注：空。"]


def test_a_note_over_the_right_edge_of_a_sheet_is_shown_again_on_the_next_page_of_it():
    whole, rest = "注：没有拨款安排的支出，故本表为空。", "的支出，故本表为空。"
    notes = [
        captions([line(1, 600, whole, "note")], [line(2, top, text, "note")], empty=(2,))[0].notes
        for top, text in ((600, rest), (50, rest), (600, "注：另有一张表。"))
    ]
    assert notes == [[whole], [whole, rest], [whole, "注：另有一张表。"]]
