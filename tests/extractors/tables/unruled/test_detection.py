"""Where tables are, and where there are none."""

import pytest
from typeset import Sheet, grid_of

from extractors.tables.finders.unruled import UnruledFinder
from extractors.tables.finders.unruled.segments import row_to_segments
from extractors.tables.finders.unruled.verdict import is_numbered_note
from extractors.tables.finders.unruled.words import characters_to_words, words_to_rows
from extractors.tables.finders.unruled.zones import form_lines
from tests.extractors.tables.builders import table

PROSE = (
    "The committee met in March and heard reports from every district. Members asked for figures on staffing and "
    "were told that vacancies had fallen by a third since the year before. It was agreed that the plan should be "
    "carried forward without change and that a further report on costs would follow in the autumn session of 2024. "
)


def find(sheet):
    return UnruledFinder().find_tables(sheet.page())


def fill(sheet, x, y, width, text, lines):
    """Set running text in a measure; the lines of different columns stand at different heights."""
    from typeset import measure

    words = (text * 12).split()
    for number in range(lines):
        line = [words.pop(0)]
        while words and measure(" ".join([*line, words[0]]), sheet.size) < width:
            line.append(words.pop(0))
        sheet.write(x, y + 12.5 * number, " ".join(line))
    return sheet


def small_table(sheet, x, y, title=None):
    if title:
        sheet.write(x, y - 18, title)
    sheet.row(y, (x, "Place"), (x + 140, "Cases", "right"), (x + 190, "Share", "right"))
    for index, place in enumerate(("Office", "Street", "Home", "Other place", "Total")):
        sheet.row(
            y + 15 + 13 * index, (x, place), (x + 140, f"{60 - 7 * index}", "right"), (x + 190, f"{index}.7", "right")
        )
    return sheet


def test_two_columns_of_prose():
    sheet = fill(Sheet(), 60, 100, 220, PROSE, 30)
    assert find(fill(sheet, 310, 104, 220, PROSE[57:] + PROSE, 30)) == []


def test_two_columns_of_prose_on_one_grid_of_lines():
    sheet = fill(Sheet(), 60, 100, 220, PROSE, 30)
    assert find(fill(sheet, 310, 100, 220, PROSE[57:] + PROSE, 30)) == []


@pytest.mark.parametrize("mark", ["•", "–", "1.", "(a)"])
def test_a_list(mark):
    sheet = Sheet()
    for index in range(8):
        sheet.row(100 + 16 * index, (60, mark), (90, ("Carry out the plan", "Report the costs by May")[index % 2]))
    assert find(sheet) == []


def test_a_table_of_contents():
    sheet = Sheet()
    for index, title in enumerate(("Summary", "Background", "Methods", "Findings", "Costs", "Annex")):
        sheet.row(100 + 16 * index, (60, f"{title} " + "." * (60 - 2 * index)), (500, f"{3 + 4 * index}", "right"))
    assert find(sheet) == []


def test_the_axes_of_a_chart():
    sheet = Sheet()
    for index in range(7):
        sheet.row(100 + 30 * index, (80, f"{60 - 10 * index}", "right"), (420, f"{600 - 100 * index}", "right"))
    for index, month in enumerate(("Jan", "Feb", "Mar", "Apr", "May", "Jun")):
        sheet.write(100 + 50 * index, 305, month)
    assert find(sheet) == []


def test_text_that_runs_up_the_page_is_not_read_as_rows():
    sheet = small_table(Sheet(), 120, 100)
    for index, letter in enumerate("noitalupop"):
        sheet.write(70, 95 + 9 * index, letter)
    (table,) = find(sheet)
    assert table.column_count == 3


def test_a_table_beside_prose():
    sheet = fill(Sheet(), 60, 100, 230, PROSE, 24)
    (table,) = find(small_table(sheet, 330, 140))
    assert grid_of(table)[0] == ["Place", "Cases", "Share"]
    assert table.row_count == 6


def test_tables_under_each_other_are_parted_by_their_captions():
    sheet = small_table(Sheet(), 60, 120, "Table 1. Cases by place")
    tables = find(small_table(sheet, 60, 225, "Table 2. Cases by place, year before"))
    assert [table.row_count for table in tables] == [6, 6]


def test_a_heading_printed_again_begins_another_table():
    sheet = Sheet()
    for start in (100, 180):
        sheet.row(start, (60, "Place"), (200, "Cases", "right"), (300, "Share", "right")).rule(start + 13, 60, 300)
        for index in range(4):
            sheet.row(start + 16 + 13 * index, (60, "Home"), (200, f"{index}1", "right"), (300, f"{index}.5", "right"))
    assert [table.row_count for table in find(sheet)] == [5, 5]


def test_framed_tables_beside_each_other():
    sheet = Sheet()
    for x in (60, 320):
        small_table(sheet, x, 103)
        for y in (100, 116, 184):
            sheet.rule(y, x, x + 192)
    tables = find(sheet)
    assert [table.column_count for table in tables] == [3, 3]
    assert all(grid_of(table)[5][0] == "Total" for table in tables)


def test_captioned_tables_beside_each_other():
    sheet = small_table(Sheet(), 60, 120, "Table 1. This year")
    tables = find(small_table(sheet, 320, 120, "Table 2. Last year"))
    assert [table.column_count for table in tables] == [3, 3]


def test_notes_and_captions_stay_outside():
    sheet = small_table(Sheet(), 60, 120, "Table 7: Cases by place")
    sheet.write(60, 203, "Source: register of cases, own count")
    (table,) = find(sheet)
    assert grid_of(table)[0][0] == "Place"
    assert grid_of(table)[-1][0] == "Total"


def test_a_form_s_unit_and_entity_stand_outside_its_table():
    sheet = Sheet()
    sheet.row(86, (60, "部门：某某市某某局"), (400, "单位：万元", "right"))
    for y in (100, 116, 132, 148, 164):
        sheet.rule(y, 60, 400)
    sheet.row(103, (62, "项目"), (398, "预算数", "right"))
    for index, name in enumerate(("基本支出", "项目支出", "合计")):
        sheet.row(119 + 16 * index, (62, name), (398, f"1{index}.50", "right"))
    (table,) = find(sheet)
    assert grid_of(table)[0] == ["项目", "预算数"]


def test_an_empty_page():
    assert find(Sheet()) == []


def test_a_note_whose_numbers_stand_apart_is_no_table():
    assert is_numbered_note(table("注：1.指基本支出中的日常公用经费。 | <\n2. | 科目编码为必填项。"))
    assert not is_numbered_note(table("注：1.指基本支出中的日常公用经费。 | <\n合计 | 2.00"))


def test_the_title_of_the_next_form_is_no_row_of_the_one_before():
    """What was found by its rules is taken out: captions of two forms are all that is left, one under the other."""
    sheet = Sheet()
    for top, code, title in ((100, "表九", "政府采购预算明细表"), (200, "表十", "部门整体绩效目标表")):
        sheet.row(top, (220, code), (270, title))
    sheet.row(116, (60, "部门名称："), (120, "某市某某局"), (400, "单位："), (440, "万元"))
    sheet.row(216, (400, "单位："), (440, "万元"))
    assert find(sheet) == []


def test_a_note_and_the_title_of_the_next_form_are_no_rows_below_a_caption():
    """The table between was found by its rules; letters of the note and the title stand apart, as in a wide font."""
    sheet = Sheet()
    sheet.row(100, (60, "部门：某局"), (400, "单位：万元"))
    sheet.row(200, (60, "注："), (90, "包括当年财政拨款"), (260, "和以前年度结转资金"), (400, "安排的支出。"))
    sheet.row(230, (60, "预算04表"))
    sheet.row(250, (200, "基本支出"), (280, "预算表"))
    assert find(sheet) == []


def test_a_note_whose_clauses_stand_apart_ends_a_form():
    sheet = Sheet()
    sheet.row(100, (60, "科目"), (300, "金额"))
    sheet.row(116, (60, "教育"), (300, "5.00"))
    sheet.row(132, (60, "备注："), (130, "本部门无此项支出，"), (330, "此表为空表。"))
    sheet.row(148, (60, "收入"), (300, "7.00"))
    rows = [row_to_segments(row, sheet.page().rulings.vertical) for row in rows_of(sheet)]
    assert [line.segments[0].text for line in form_lines(rows)] == ["科目", "教育"]


def rows_of(sheet):
    return words_to_rows(characters_to_words(sheet.page().characters))
