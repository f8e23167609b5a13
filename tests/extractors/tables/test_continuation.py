"""Which pieces of following pages are one table."""

from dataclasses import replace

import pytest

from extractors.tables.continuation import group_pieces
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine
from schemas.table import Table
from tests.extractors.tables.builders import table

FORM = """
    项目名称 | {name} | 项目性质 | 一次性
    主管部门 | 某局 | 实施单位 | 某局
    开始日期 | 2022-01-01 | 完成日期 | 2022-12-31
    年度目标 | 做好工作 | < | <
"""
REST = """
    效益指标 | 社会效益 | 覆盖面 | 扩大
    满意度指标 | 群众满意度 | 满意度 | 提高
"""


def form(drawing: str, page: int, source: str = "ocr", title: str | None = "项目绩效目标表") -> Table:
    made = table(drawing, page=page, title=title)
    return replace(made, cells=[replace(cell, source=source) for cell in made.cells])


def pieces(*tables: Table, above: str = "") -> list[int]:
    readings = [PageReading(PageFacts(number, 500.0, 700.0, "ocr")) for number in range(1, len(tables) + 1)]
    for reading in readings[1:]:
        reading.lines = [TextLine(reading.facts.number, Box(400.0, 60.0, 410.0, 70.0), above, 9.0)] if above else []
    return [len(group.tables) for group in group_pieces(readings, [[one] for one in tables])]


def test_a_form_under_the_same_title_whose_first_label_is_misread_is_the_next_one():
    first, rest = form(FORM.format(name="甲"), 1), form(REST, 2)
    misread = form(FORM.format(name="乙").replace("项目名称", "項目名称"), 3)
    assert pieces(first, rest, misread) == [2, 1]


def test_a_stray_mark_above_a_form_hides_nothing():
    first = form(FORM.format(name="甲"), 1)
    stray = form("12022年度 | < | < | <" + FORM.format(name="乙"), 2)
    assert pieces(first, stray) == [1, 1]


@pytest.mark.parametrize("source", ["text", "ocr"])
def test_a_form_without_a_title_is_the_next_one_where_its_labels_stand_again(source):
    first, rest = form(FORM.format(name="甲"), 1, source), form(REST, 2, source, title=None)
    following = form(FORM.format(name="乙"), 3, source, title=None)
    assert pieces(first, rest, following) == [2, 1]


def test_rows_that_go_on_under_the_same_title_share_a_label_or_two_with_the_first():
    first = form("项目名称 | 甲 | 项目性质 | 一次性\n主管部门 | 某局 | 效益指标 | 扩大", 1)
    assert pieces(first, form(REST, 2)) == [2]


@pytest.mark.parametrize("above", [":", "l", "· ："])
def test_bits_of_a_dotted_ruling_above_a_piece_are_no_text(above):
    first, rest = form(FORM.format(name="甲"), 1), form(REST, 2)
    assert pieces(first, rest, above=above) == [2]
    assert pieces(first, rest, above="二、说明") == [1, 1]


def test_a_title_printed_again_and_misread_is_the_same():
    first = form(FORM.format(name="甲"), 1)
    assert pieces(first, form(REST, 2, title="项日绩效目标表")) == [2]
    assert pieces(form(FORM.format(name="甲"), 1, "text"), form(REST, 2, "text", "项日绩效目标表")) == [1, 1]


@pytest.mark.parametrize(
    ("title", "other"),
    [
        ("项目绩效目标表一", "项目绩效目标表二"),
        ("一般公共预算基本支出预算表", "一般公共预算项目支出预算表"),
        ("一般公共预算基本支出预算表", "一般公共预算基本支出决算表"),
        ("部门收支总表", "部门收入总表"),
    ],
)
def test_a_title_that_names_another_form_is_another(title, other):
    assert pieces(form(FORM.format(name="甲"), 1, title=title), form(REST, 2, title=other)) == [1, 1]


TOTALS = "科目 | 合计 | 基本支出\n合计 | {total} | {basic}\n教育 | 5.00 | 5.00"


def totals(page: int, total: str, basic: str, title: str = "部门支出总表") -> Table:
    return table(TOTALS.format(total=total, basic=basic), page=page, title=title)


def test_another_total_under_the_same_title_and_headings_is_another_organisations_form():
    assert pieces(totals(1, "9.00", "8.00"), totals(2, "7.00", "6.00")) == [1, 1]


def test_a_total_printed_again_with_the_headings_or_in_a_continuation_is_of_the_same_form():
    assert pieces(totals(1, "9.00", "8.00"), totals(2, "9.00", "8.00")) == [2]
    assert pieces(totals(1, "9.00", "8.00"), totals(2, "7.00", "6.00", "部门支出总表（续）")) == [2]


def test_signatures_under_a_page_do_not_end_its_table():
    first, rest = form(FORM.format(name="甲"), 1), form(REST, 2, title=None)
    readings = [PageReading(PageFacts(number, 500.0, 700.0)) for number in (1, 2)]
    readings[0].lines = [TextLine(1, Box(50.0, 500.0, 200.0, 510.0), "单位负责人：　制表人：", 9.0)]
    assert [len(group.tables) for group in group_pieces(readings, [[first], [rest]])] == [2]


def test_a_list_that_begins_on_the_next_page_belongs_to_its_form() -> None:
    """Its headings stand where the form has figures; the list's label stands beside its rows, so they head no table."""
    form_ = form("项目名称 | 甲 | 主管部门 | 某局\n当年预算 | 9.00 | 本级支出 | 9.00", 1, "text")
    listed = form("绩效指标 | 指标名称 | 权重 | 指标值\n^ | 次数 | 30 | 5\n^ | 及时率 | 60 | 90", 2, "text", title=None)
    assert pieces(form_, listed) == [2]
    other = form("指标名称 | 单位 | 权重 | 指标值\n次数 | 次 | 30 | 5\n及时率 | % | 60 | 90", 2, "text", title=None)
    assert pieces(form_, other) == [1, 1]


def test_a_row_of_words_is_no_heading_where_a_word_of_it_stands_among_the_data_above() -> None:
    head = "三级指标 | 关系 | 指标值 | 属性\n"
    first = form(head + "次数 | ≥ | 30 | 定量指标\n方案 | 定性 | 5 | 定性指标", 1, "text")
    rest = form("影响 | 是否 | 好坏 | 定性指标\n及时率 | ≥ | 90 | 定量指标", 2, "text", title=None)
    assert pieces(first, rest) == [2]
    other = form("影响 | 是否 | 好坏 | 备注\n及时率 | ≥ | 90 | 无", 2, "text", title=None)
    assert pieces(first, other) == [1, 1]
    between = form("满意度 | ≥ | 90 | 定量指标", 2, "text", title=None)
    last = form("影响 | 是否 | 好坏 | 定性指标\n及时率 | ≥ | 90 | 定量指标", 3, "text", title=None)
    assert pieces(first, between, last) == [3]  # the word stands two pages above


def on_one_sheet(second: str, *, top: float, between: str = "") -> list[int]:
    first = table("科目 | 合计\n教育 | 5.00", page=1, top=100.0, title="部门支出总表")
    below = table(second, page=1, top=top)
    reading = PageReading(PageFacts(1, 500.0, 700.0))
    reading.lines = [TextLine(1, Box(50.0, 340.0, 200.0, 350.0), between, 9.0)] if between else []
    return [len(group.tables) for group in group_pieces([reading], [[first, below]])]


def test_a_table_goes_on_on_the_lower_of_two_pages_on_one_sheet() -> None:
    assert on_one_sheet("科目 | 合计\n卫生 | 7.00", top=400.0) == [2]
    assert on_one_sheet("项目 | 合计\n卫生 | 7.00", top=400.0) == [1, 1]
    assert on_one_sheet("科目 | 合计\n卫生 | 7.00", top=400.0, between="二、另一部门") == [1, 1]
    assert on_one_sheet("科目 | 合计\n卫生 | 7.00", top=200.0) == [1, 1]


def test_without_its_headings_it_begins_where_the_pages_of_the_document_do() -> None:
    """Pages of 350 points, of which the first has its table at 100."""
    rest = "卫生 | 7.00\n文化 | 3.00"
    assert on_one_sheet(rest, top=450.0) == [2]
    assert on_one_sheet(rest, top=470.0) == [1, 1]
    assert on_one_sheet(rest, top=450.0, between="二、另一部门") == [1, 1]
    assert on_one_sheet("卫生 | 7.00 | 无\n文化 | 3.00 | 无", top=450.0) == [1, 1]
