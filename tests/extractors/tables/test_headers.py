"""How many rows are headings."""

from dataclasses import replace

import pytest

from extractors.tables.headers import count_header_rows, is_amount, mark_header_rows, repeated_header_rows
from schemas.geometry import Box
from schemas.table import Cell, Part, Table
from tests.extractors.tables.builders import table


def test_merged_headings_take_the_rows_that_divide_them():
    made = table("""
        项目 | < | 合计 | 收入预算 | <
        代码 | 名称 | ^ | 财政拨款 | 其他
        合计 | < | 3.00 | 2.00 | 1.00
        201 | 甲 | 3.00 | 2.00 | 1.00
    """)
    assert count_header_rows(made) == 2
    marked = mark_header_rows(made)
    assert {cell.row for cell in marked.cells if cell.kind == "header"} == {0, 1}


def test_stars_that_a_scan_made_something_else_of_stand_in_a_heading():
    drawing = """
        单位编码 | 单位名称 | 合计 | 基本支出 | 项目支出
        大★ | 大大 | 1 | 2 | 3
        101 | 某局 | 5.00 | 4.00 | 1.00
    """
    assert (count_header_rows(scan_of(drawing)), count_header_rows(table(drawing))) == (2, 1)


def test_a_label_and_its_value_over_all_other_columns_are_no_headings():
    made = table("""
        项目名称 | 巡逻经费 | <
        主管部门 | 某局 | <
        资金金额 | 总额 | 5.00
        ^ | 财政拨款 | 5.00
    """)
    assert count_header_rows(made) == 0
    divided = table("""
        项目 | 预算数 | <
        ^ | 上年 | 本年
        合计 | 5.00 | 5.00
        教育 | 5.00 | 5.00
    """)
    assert count_header_rows(divided) == 2


def test_a_total_over_the_leading_columns_is_data():
    made = table("""
        科目编码 | < | 科目名称 | 金额
        合 计 | < | < | 5.00
        205 | 08 | 培训支出 | 5.00
    """)
    assert count_header_rows(made) == 1


def scan_of(drawing: str, *unread: str) -> Table:
    """Return a table of a scan in which these texts are not believed."""
    made = table(drawing)
    cells = [replace(cell, source="ocr", confidence=0.2 if cell.text in unread else 0.9) for cell in made.cells]
    return replace(made, cells=cells)


def test_a_heading_that_an_engine_made_a_figure_of_is_one():
    drawing = """
        名称 | 8.08 | 本年支出 | <
        ^ | ^ | 基本支出 | 项目支出
        合计 | 3.00 | 2.00 | 1.00
        甲 | 3.00 | 2.00 | 1.00
    """
    assert count_header_rows(scan_of(drawing, "8.08")) == 2
    assert count_header_rows(scan_of(drawing)) == 0
    assert count_header_rows(table(drawing)) == 0


def test_headings_of_print_too_small_to_read_may_be_figures_all():
    drawing = """
        名称 | 总计 | 本年支出 | < | <
        ^ | ^ | 90 | 一般公共预算 | <
        ^ | ^ | ^ | 60 | 80
        合计 | 3.00 | 2.00 | 1.00 | 1.00
        甲 | 3.00 | 2.00 | 1.00 | 1.00
    """
    assert count_header_rows(scan_of(drawing, "90", "60", "80")) == 3
    assert count_header_rows(scan_of(drawing, "90")) == 0


def test_an_unread_figure_without_headings_over_columns_is_data():
    drawing = """
        甲项目 | 3.00 | 产出指标 | 数量
        ^ | ^ | 效益指标 | 质量
        乙项目 | 5.00 | 产出指标 | 数量
        ^ | ^ | 效益指标 | 质量
    """
    assert count_header_rows(scan_of(drawing, "3.00")) == 0


@pytest.mark.parametrize("numbers", ["** | ** | 1 | 2 | **", "** | ** | ** | 1 | **", "甲 | 乙 | 戊 | 1 | 2"])
def test_a_row_that_numbers_figures_and_stars_words_is_a_heading(numbers):
    made = table(f"""
        单位编码 | 单位名称 | 合计 | 基本支出 | 备注
        {numbers}
        101 | 某局 | 5.00 | 5.00 | 无
    """)
    assert count_header_rows(made) == 2


@pytest.mark.parametrize("number", ["2", "↓"])
def test_a_row_of_column_numbers_is_a_heading(number):
    made = table(f"""
        科目 | 合计 | 基本支出 | 项目支出
        栏次 | 1=2+3 | {number} | 3
        教育 | 5.00 | 3.00 | 2.00
    """)
    assert count_header_rows(made) == 2


def test_a_continued_page_has_no_headings():
    made = table("""
        205 | 08 | 培训支出 | 15.20
        208 | 01 | 行政运行 | 888.00
    """)
    assert count_header_rows(made) == 0


def test_labels_and_values_are_no_headings():
    made = table("""
        部门名称 | 某某局 | < | <
        预算 | 资金总额 | 财政拨款 | 其他资金
        ^ | 3.00 | 3.00 | 0.00
    """)
    assert count_header_rows(made) == 0


def test_amounts():
    for text in ("1,849.85", "0", "-3.5", "（1.00）", "12%", "￥3.00", "３６０６"):
        assert is_amount(text)
    for text in ("", "表1", "205-08", "3.00万元", "—"):
        assert not is_amount(text)


def scanned(*rows: tuple[str, ...], confidence: float = 0.6) -> Table:
    cells = [
        Cell(row, column, 1, 1, text, (text,), 1, Box(60 * column, 15 * row, 60 * column + 60, 15 * row + 15))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    for cell in cells:
        cell.confidence, cell.source = confidence, "ocr"
    box = Box(0, 0, 60 * len(rows[0]), 15 * len(rows))
    return Table("t1", cells, len(rows), len(rows[0]), 1, "ruled", [Part(1, box, 0, len(rows))])


def test_a_heading_printed_again_is_known_though_it_was_misread() -> None:
    first = scanned(("科目编码", "科目名称", "基本支出", "项目支出"), ("2010101", "行政运行", "1.00", "2.00"))
    again = scanned(("科日编码", "料目名称", "基本支出", "项日支山"), ("2010102", "机关服务", "3.00", "4.00"))
    assert repeated_header_rows(first, again) == 1
    data = scanned(("2010102", "机关服务", "3.00", "4.00"), ("2010103", "一般行政管理事务", "5.00", "6.00"))
    assert repeated_header_rows(first, data) == 0
    others = scanned(
        ("科目编码", "科目名称", "上年决算", "本年预算"), ("2010102", "机关服务", "3.00", "4.00"), confidence=0.99
    )
    assert (
        repeated_header_rows(scanned(*[("科目编码", "科目名称", "基本支出", "项目支出")] * 2, confidence=0.99), others)
        == 0
    )


def test_sheets_of_two_projects_begin_with_the_same_labels_and_other_names() -> None:
    labels = ("主管部门", "某市卫生健康委员会", "实施单位", "某市卫生健康委员会本级")
    first, other = (
        scanned(("项目名称", name, "年度", "2022"), labels) for name in ("疾病预防控制转移支付", "计划生育家庭特别扶助")
    )
    for sheet in (first, other):
        sheet.header_row_count = 2
    for confidence, repeated in ((0.2, 2), (0.4, 0), (0.95, 0)):
        for cell in (*first.cells, *other.cells):
            cell.confidence = confidence
        assert repeated_header_rows(first, other) == repeated


def test_a_heading_printed_again_is_known_though_two_of_its_cells_ran_together() -> None:
    texts = ("科目编码", "科目名称", "合计", "基本支出", "项目支出", "上年结转", "备注", "单位", "序号")
    figures = ("2010101", "行政运行", *("1.00",) * 7)
    first, again, other = (scanned(texts, figures) for _ in range(3))
    again.cells[2].column_span, again.cells[2].text, again.cells[3].text = 2, "合本支出", ""
    assert repeated_header_rows(first, again) == 1
    for cell, text in zip(other.cells[4:7], ("政府性基金", "国有资本经营预算", "财政专户"), strict=True):
        cell.text = text
    other.cells[2].column_span, other.cells[3].text = 2, ""
    assert repeated_header_rows(first, other) == 0


def test_a_heading_printed_again_is_known_though_two_are_one_for_want_of_the_edge_between_them() -> None:
    texts = ("科目编码", "科目名称", "合计", "人员经费", "公用经费")
    figures = ("30101", "基本工资", "1.00", "1.00", "")
    first, again, other = (scanned(texts, figures) for _ in range(3))
    for piece, text in ((first, "合计'、员经费"), (other, "上年结转和结余")):
        piece.cells = [cell for cell in piece.cells if (cell.row, cell.column) != (0, 3)]
        piece.cells[2].column_span, piece.cells[2].text, piece.cells[2].confidence = 2, text, 0.6
    assert repeated_header_rows(first, again) == repeated_header_rows(again, first) == 1
    assert repeated_header_rows(other, again) == 0


def test_a_heading_printed_again_is_known_though_an_edge_is_not_seen() -> None:
    texts = ("科目编码", "类", "科目名称", "合计", "基本支出", "项目支出", "上年结转", "备注", "序号")
    figures = ("201", "01", "行政运行", *("1.00",) * 6)
    first, again = scanned(texts, figures), scanned(texts, figures)
    # The first two columns are one: 科日编码类, 20101.
    again.cells = [cell for cell in again.cells if cell.column != 1]
    again.column_count = len(texts) - 1
    for cell in again.cells:
        if cell.column == 0:
            cell.box = Box(cell.box.x0, cell.box.top, cell.box.x1 + 60, cell.box.bottom)
        cell.column = max(0, cell.column - 1)
    again.cells[0].text = "科日编码类"
    assert repeated_header_rows(first, again) == 1


def test_on_a_scan_a_side_of_a_cell_may_be_missing_below_the_headings():
    made = table("""
        预算数 | < | < | < | <
        合计 | 出国费 | 购置费 | 运行费 | 接待费
        0.16 - | < | 0.11 | 0.11 | 0.05
    """)
    assert count_header_rows(made) == 0
    scan = replace(made, cells=[replace(cell, source="ocr") for cell in made.cells])
    assert count_header_rows(scan) == 2


def test_a_scanned_form_whose_labels_stand_closer_in_its_first_row_has_no_headings():
    drawing = """
        项目名称 | 巡查经费 | 项目性质 | 阶段性 | 项目类别 | 其他
        主管部门 | 某局 | 实施单位 | 某局本级 | < | <
        项目资金 | 资金总额 | 5.00 | 年度总额 | < | 5.00
        ^ | 财政资金 | 5.00 | 当年拨款 | < | 5.00
        ^ | 其他资金 | 0.00 | 其他资金 | < | 0.00
    """
    assert count_header_rows(scan_of(drawing)) == 0


def test_a_heading_printed_again_may_have_lost_its_last_lines():
    first = table("""
        科目代码 | 科目名称 | 合计 | 政府性基金预算拨款收入
        2010101 | 行政运行 | 3.00 | 1.00
    """)
    again = table("""
        科目代码 | 科目名称 | 合计 | 政府性基金预
        2010102 | 机关服务 | 3.00 | 1.00
    """)
    assert repeated_header_rows(mark_header_rows(first), again) == 1
    other = table("""
        科目代码 | 科目名称 | 合计 | 政府采购
        2010102 | 机关服务 | 3.00 | 1.00
    """)
    assert repeated_header_rows(mark_header_rows(first), other) == 0


def test_labels_and_values_in_a_merged_block_are_no_headings():
    made = table("""
        部门名称 | 某局 | < | < | <
        联系人 | 张某 | < | 联系电话 | 0790-6000000
        部门基本信息 | 所属领域 | 教育 | 直属单位 | 某站
        ^ | 内设职能部门 | 17 | 编制控制数 | 123
        当年预算 | 收入预算合计 | 100.00 | 其他资金 | 10.00
        ^ | 支出预算合计 | 100.00 | 项目经费 | 10.00
    """)
    assert count_header_rows(made) == 0


def test_years_and_numbers_of_columns_in_a_merged_block_are_headings():
    made = table("""
        项目 | 预算数 | < | <
        ^ | 2023 | 2024 | 增减
        ^ | 1 | 2 | 3
        甲 | 5.00 | 6.00 | 1.00
    """)
    assert count_header_rows(made) == 3


def test_a_heading_printed_again_says_the_same_in_whichever_cells() -> None:
    first = mark_header_rows(
        table("经济分类科目编码科目名称 | < | 金额\n301 | 工资福利支出 | 1.00\n30101 | 基本工资 | 1.00", 1)
    )
    again = table("经济分类科目编码 | 科目名称 | 金额\n30299 | 其他商品和服务支出 | 2.00", 0)
    other = table("经济分类科目编码 | 单位名称 | 金额\n30299 | 其他商品和服务支出 | 2.00", 0)
    assert repeated_header_rows(first, again) == 1
    assert repeated_header_rows(first, other) == 0
