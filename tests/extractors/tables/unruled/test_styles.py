"""Tables as accounts, timetables, papers and forms print them."""

from __future__ import annotations

import pytest
from typeset import Sheet, grid_of, spans_of

from extractors.tables.finders.unruled import UnruledFinder
from extractors.tables.headers import count_header_rows, mark_header_rows


def find(sheet):
    return UnruledFinder().find_tables(sheet.page())


def test_a_statement_of_income():
    sheet = Sheet()
    sheet.row(80, (420, "Year ended December 31,", "centre")).rule(93, 330, 530)
    sheet.row(96, (300, "Note", "centre"), (370, "2023", "right"), (440, "2022", "right"), (520, "2021", "right"))
    sheet.rule(110, 60, 530)
    rows = [
        ("Revenue", "4", "$ 12,345", "$ 11,987", "$ 10,450"),
        ("Cost of sales", "5", "(7,210)", "(7,001)", "(6,480)"),
        ("Gross profit", "", "5,135", "4,986", "3,970"),
        ("Earnings per share:", "", "", "", ""),
        ("   Basic", "9", "1.79", "1.82", "—"),
        ("   Diluted", "9", "1.77", "1.80", "1.10"),
    ]
    for number, (label, note, *figures) in enumerate(rows):
        sheet.write(60 + 8 * label.startswith(" "), 114 + 14 * number, label.strip())
        if note:
            sheet.write(300, 114 + 14 * number, note, "centre")
        for x, figure in zip((370, 440, 520), figures, strict=True):
            if figure:
                sheet.write(x, 114 + 14 * number, figure, "right")
    (table,) = find(sheet)
    assert table.header_row_count == 2
    assert spans_of(table)["Year ended December 31,"] == (1, 3)
    grid = grid_of(table)[2:]
    assert grid[0] == ["Revenue", "4", "$ 12,345", "$ 11,987", "$ 10,450"]
    assert grid[1][2] == "(7,210)"
    assert [row[0] for row in grid] == [label.strip() for label, *_ in rows]


def test_years_over_figures_are_headings():
    sheet = Sheet()
    sheet.row(80, (60, "Region"), (180, "2022", "right"), (240, "2023", "right"))
    for number, place in enumerate(("North", "South", "East", "West")):
        sheet.row(95 + 14 * number, (60, place), (180, f"{120 + number}", "right"), (240, f"{131 + number}", "right"))
    (table,) = find(sheet)
    assert count_header_rows(table) == mark_header_rows(table).header_row_count == 1


def test_years_in_rows_are_no_headings():
    sheet = Sheet()
    for number in range(5):
        sheet.row(
            95 + 14 * number, (60, "Born"), (180, f"{1950 + number}", "right"), (240, f"{1990 + number}", "right")
        )
    assert all(count_header_rows(table) == 0 for table in find(sheet))


def test_contents_without_dots_are_no_table():
    sheet = Sheet()
    for number in range(10):
        sheet.row(80 + 18 * number, (60, f"Chapter about matter {number}"), (530, str(3 + 4 * number), "right"))
    assert find(sheet) == []


def test_a_timetable_with_gaps():
    sheet = Sheet()
    sheet.row(80, (60, "Stop"), *((200 + 55 * k, f"Bus {k + 1}", "centre") for k in range(5)))
    for number, stop in enumerate(("Harbour", "Town Hall", "Market Square", "Hospital", "University")):
        times = [f"{6 + k:02d}:{5 + 7 * number:02d}" if (number + k) % 4 else "–" for k in range(5)]
        sheet.row(96 + 14 * number, (60, stop), *((200 + 55 * k, times[k], "centre") for k in range(5)))
    (table,) = find(sheet)
    assert grid_of(table)[1] == ["Harbour", "–", "07:05", "08:05", "09:05", "–"]


@pytest.mark.parametrize("label", ["Name:", "Date of birth:"])
def test_lines_to_fill_in_are_no_table(label):
    sheet = Sheet()
    for number in range(8):
        sheet.row(80 + 24 * number, (60, label), (200, "_" * 40))
    assert find(sheet) == []


def spreadsheet(sheet, caption=True):
    """A budget as spreadsheets print it: headings and merged labels stand in the middle of what they cover."""
    if caption:
        sheet.row(60, (60, "部门：某市统计局"), (530, "金额单位：万元", "right"))
    sheet.row(84, (150, "项目", "centre"), (430, "预算安排", "centre"))
    sheet.row(104, (95, "单位编码", "centre"), (205, "单位名称", "centre"))
    sheet.row(104, (315, "合计", "centre"), (405, "基本支出", "centre"), (495, "项目支出", "centre"))
    for number, (code, name, *figures) in enumerate(
        [
            ("301", "统计局", "12.50", "7.50", "5.00"),
            ("302", "调查队", "4.00", "", "4.00"),
            ("303", "普查中心", "", "", ""),
            ("304", "数据中心", "8.00", "8.00", ""),
        ]
    ):
        y = 130 + 22 * number
        sheet.row(y, (80, code), (155, name))
        for x, figure in zip((358, 448, 538), figures, strict=True):
            if figure:
                sheet.write(x, y, figure, "right")
    return sheet


def test_a_form_is_one_table_from_its_caption_on():
    (table,) = find(spreadsheet(Sheet()))
    assert (table.row_count, table.column_count, table.header_row_count) == (6, 5, 2)
    assert spans_of(table) == {"项目": (1, 2), "预算安排": (1, 3)}
    assert grid_of(table)[2:4] == [["301", "统计局", "12.50", "7.50", "5.00"], ["302", "调查队", "4.00", "", "4.00"]]


def test_a_figure_nearer_to_the_next_heading_belongs_to_the_heading_in_the_middle_of_its_column():
    table = find(spreadsheet(Sheet()))[0]
    assert [row[2] for row in grid_of(table)[2:]] == ["12.50", "4.00", "", "8.00"]


def test_merged_labels_cover_the_rows_in_whose_middle_they_stand():
    sheet = Sheet()
    sheet.row(60, (60, "部门：某市统计局"), (530, "金额单位：万元", "right"))
    sheet.row(84, (90, "项目名称", "centre"), (215, "指标", "centre"), (365, "指标值", "centre"))
    for number, name in enumerate(("数量指标", "质量指标", "时效指标", "成本指标", "效益指标")):
        sheet.row(110 + 24 * number, (215, name, "centre"), (365, str(10 + number), "centre"))
    sheet.write(62, 134, "普查经费")
    sheet.write(62, 194, "调查经费")
    (table,) = find(sheet)
    assert spans_of(table) == {"普查经费": (3, 1), "调查经费": (2, 1)}
