from dataclasses import replace

from extractors.context.codes.marked_codes import unmark_codes
from schemas.table import Table
from tests.extractors.tables.builders import table

FORM = """
    科目编码 | < | < | 科目名称 | 数量
    类 | 款 | 项 | ^ | ^
    204 | 02 | 01 | 行政运行 | 12
    2.04 | 0.2 | 9.9 | 其他公安支出 | 2.5
    204 | 02 | 9.99 | 执法办案 | 13
    204 | 02 | 19 | 信息化建设 | 14
    204 | 02 | 20 | 特别业务 | 15
"""


def scan(source: str = "ocr") -> Table:
    made = table(FORM, header_rows=2)
    return replace(made, id="t1", cells=[replace(cell, source=source) for cell in made.cells])  # type: ignore[arg-type]


def test_points_in_codes_go_and_those_of_figures_stay():
    made = scan()
    repairs = unmark_codes([made])
    assert [(repair.before, repair.after) for repair in repairs] == [("2.04", "204"), ("0.2", "02"), ("9.9", "99")]
    assert [cell.text for cell in made.cells if cell.row == 3] == ["204", "02", "99", "其他公安支出", "2.5"]


def test_a_row_that_numbers_the_columns_is_no_heading_of_codes():
    made = table(FORM.replace("类 | 款 | 项 | ^ | ^\n", "类 | 款 | 项 | ^ | ^\n    1 | 2 | 3 | 4 | 5\n"), header_rows=3)
    made = replace(made, id="t1", cells=[replace(cell, source="ocr") for cell in made.cells])
    assert [repair.after for repair in unmark_codes([made])] == ["204", "02", "99"]


def test_a_code_of_another_length_is_left():
    made = scan()
    unmark_codes([made])
    assert [cell.text for cell in made.cells if cell.row == 4][2] == "9.99"


def test_a_text_layer_is_believed():
    assert unmark_codes([scan("text")]) == []


def test_bits_of_the_rulings_beside_codes_go():
    printed = ["204", "[205", "-206-", "207", "208", "(2109", "211", "212", "1 213", "214 l", "215"]
    made = table("类 | 科目\n" + "\n".join(f"{code} | 支出" for code in printed), header_rows=1)
    made = replace(made, id="t1", cells=[replace(cell, source="ocr") for cell in made.cells])
    unmark_codes([made])
    codes = [cell.text for cell in made.cells if cell.column == 0][1:]
    assert codes == ["204", "205", "206", "207", "208", "(2109", "211", "212", "213", "214", "215"]


def test_a_lone_stroke_beside_a_total_is_no_code():
    made = table("科目编码 | 科目名称 | 合计\n1 | 合计 | 0\n1 | 行政运行 | 0", header_rows=1)
    made = replace(made, id="t1", cells=[replace(cell, source="ocr") for cell in made.cells])
    (repair,) = unmark_codes([made])
    assert (repair.before, repair.after, repair.row) == ("1", "", 1)
    assert [cell.text for cell in made.cells if cell.column == 0] == ["科目编码", "", "1"]


def units(code: str) -> Table:
    made = table(f"单位代码 | 单位名称\n352 | 某厅\n{code} | 某厅本级", header_rows=1)
    return replace(made, cells=[replace(cell, source="ocr") for cell in made.cells])


def test_a_code_that_another_table_has_may_be_the_only_one_of_its_length():
    assert [repair.after for repair in unmark_codes([units("352001"), units("3520.01")])] == ["352001"]
    assert unmark_codes([units("352002"), units("3520.01")]) == []
