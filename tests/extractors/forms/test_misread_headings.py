from dataclasses import replace

import pytest

from extractors.forms.compiled import compile_library
from schemas.forms.library import load_library
from schemas.geometry import Box
from schemas.table import Cell, Reading, Table
from tests.extractors.forms.grids import grid, recognised, records

READER = compile_library(load_library()).reader


def cell(text: str, *readings: str, source: str = "ocr") -> Cell:
    said = tuple(Reading(reading, 0.5) for reading in readings)
    return Cell(0, 0, 1, 1, text, (text,), 1, Box(0, 0, 1, 1), source=source, readings=said)  # type: ignore[arg-type]


def scanned(table: Table) -> Table:
    return replace(table, cells=[replace(each, source="ocr") for each in table.cells])


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("基木支出", "基本支出"),
        ("项日支出", "项目支出"),
        ("合汁", "合计"),
        ("科日编码", "科目编码"),
        ("一般公共预箅拨款收入", "一般公共预算拨款收入"),
        ("单位代码__", "单位代码"),
        ("|合计_", "合计"),
        ("类1", "类"),
        ("上年预算数", "上年预算数"),
        ("上年预箅数", "上年预算数"),
        ("2023年预箅数", "2023年预算数"),
        ("采购数量", "采购数量"),
        ("本年拨款", "本年拨款"),
        ("纳入财政专户管理的收费", "纳入财政专户管理的收费"),
    ],
)
def test_a_misread_heading_is_restored(read, meant):
    assert READER.read(cell(read)) == meant


@pytest.mark.parametrize(
    "read",
    [
        "数量",
        "单价",
        "绩效指标描述",
        "指标值确定依据",
        "乡村振兴专款",
        "江油市财政局",
        "扶贫支出",
        "辆助支出",
        "阶段性项目",
        "款",
        "款顶",
        "备用",
        "非教育收费收入预算",
    ],
)
def test_what_is_near_to_no_heading_stays(read):
    assert READER.read(cell(read)) == read


@pytest.mark.parametrize("read", ["数量", "采购单价", "上级财政补助", "按收入性质分"])
def test_words_near_to_other_headings_are_known_themselves(read):
    """数额 would be the money, 财政补助 or 上级补助 another source."""
    assert READER.knows(read)
    assert READER.read(cell(read)) == read


@pytest.mark.parametrize("fund", ["政府性基金预算", "国有资本经营预算"])
def test_labels_of_revenue_are_among_the_known_texts(fund):
    """Else a scan's label is taken for the class of expenditure that is nearest."""
    assert f"{fund}拨款收入" in load_library().texts()


def test_another_reading_of_the_engine_comes_first():
    assert READER.read(cell("攴岀", "支岀", "支出")) == "支出"


def test_a_text_layer_is_taken_by_its_word():
    assert READER.read(cell("基木支出", source="text")) == "基木支出"


def test_one_letter_that_could_be_two_headings_is_left_alone():
    assert READER.read(cell("支入")) == "支入"


def test_a_scanned_form_keeps_its_columns_and_says_what_it_took_them_for():
    table = scanned(
        grid(
            "科日编码 | 科目名称 | 合计1 | 基木支出 | 项目支出\n201 | 公共服务 | 5.00 | 3.00 | 2.00",
            title="部门攴出总表",
        )
    )
    (record,) = records(table)
    assert record["subject_code"] == "201"
    assert record["amounts"] == {"total": "5.00", "basic": "3.00", "project": "2.00"}
    warnings = recognised(table).warnings
    assert {warning.code for warning in warnings} == {"misread_heading"}
    assert len(warnings) == 3


def test_a_misread_title_counts_only_where_the_headings_fit_one_form():
    text = "项目 | 预算数 | 项目 | 预算数\n一、财政拨款 | 5 | 一、教育支出 | 5"
    assert [form.form for form in recognised(scanned(grid(text, title="部门收攵总表"))).forms] == [
        "department_revenue_expenditure_summary"
    ]
    assert recognised(grid(text, title="部门收攵总表")).forms == []
    assert recognised(scanned(grid("姓名 | 职务\n张三 | 科长", title="部门收攵总表"))).forms == []


def test_a_long_title_with_a_misread_letter_tells_in_spite_of_strange_headings():
    text = "采购项目 | 采购目录 | 承接主体 | 预算金额\n巡逻 | 服务器 | 乙型 | 5.00"
    misread = scanned(grid(text, title="部门综合预算政府采购（资产配量、购买服务）预算表"))
    assert [form.form for form in recognised(misread).forms] == ["government_procurement"]
    assert recognised(scanned(grid(text, title="政府采购预算裹"))).forms == []


@pytest.mark.parametrize("headers", [1, 2])
def test_a_row_of_numbers_of_columns_that_a_scan_misread_is_no_data(headers):
    text = (
        "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n大★ | 大大 | 1 | 2 | 3\n201 | 公共服务 | 5.00 | 3.00 | 2.00"
    )
    (record,) = records(scanned(grid(text, headers, title="部门支出总表")))
    assert (record["subject_code"], record["name"]) == ("201", "公共服务")
    assert len(records(grid(text, title="部门支出总表"))) == 2


@pytest.mark.parametrize(
    ("codes", "is_code"),
    [
        (("101001", "101002", "101003"), True),
        (("0", "0", "0"), False),
        (("13547800", "11415300", "1699500"), False),  # amounts in yuan
    ],
)
def test_zeros_under_a_heading_that_could_not_be_read_are_no_codes(codes, is_code):
    rows = "".join(f"\n20{at} | 支出 | 5.00 | {code} | 5.00" for at, code in enumerate(codes))
    made = grid(f"科目编码 | 科目名称 | 合计 | 电位空中 | 项目支出{rows}", title="部门支出总表")
    cells = [replace(each, confidence=0.3 if each.text == "电位空中" else 1.0) for each in scanned(made).cells]
    units = [record["unit_code"] for record in records(replace(made, cells=cells))]
    assert units == (list(codes) if is_code else [None] * 3)


def test_codes_of_subjects_under_a_heading_that_could_not_be_read_are_no_units():
    rows = "".join(f"\n{code} | 支出 | 5.00 | 5.00" for code in ("205", "20508", "2050803", "合计"))
    made = scanned(grid(f"I每月1 | 科目名称 | 合计 | 项目支出{rows}", title="部门支出总表"))
    cells = [replace(each, confidence=0.1 if each.text == "I每月1" else 1.0) for each in made.cells]
    found = records(replace(made, cells=cells))
    assert [record["subject_code"] for record in found] == ["205", "20508", "2050803", None]
    assert {record["unit_code"] for record in found} == {None}


def test_units_may_be_numbered_as_subjects_are_beside_the_codes_of_these():
    rows = "".join(f"\n301 | 0{at} | 3010{at} | 支出 | 5.00 | 5.00" for at in (1, 2, 3))
    made = scanned(grid(f"类 | 款 | 电位空中 | 科目名称 | 合计 | 人员经费{rows}", title="一般公共预算基本支出预算表"))
    cells = [replace(each, confidence=0.3 if each.text == "电位空中" else 1.0) for each in made.cells]
    found = [(record["subject_code"], record["unit_code"]) for record in records(replace(made, cells=cells))]
    assert found == [(f"3010{at}", f"3010{at}") for at in (1, 2, 3)]


@pytest.mark.parametrize("source", ["ocr", "text"])
def test_a_column_whose_heading_left_nothing_to_read_is_what_the_form_has_there(source):
    made = grid(
        "科目编码 | 科目名称 | 合计 | | 项目支出\n201 | 公共服务 | 5.00 | 3.00 | 2.00", title="一般公共预算支出表"
    )
    table = replace(made, cells=[replace(each, source=source) for each in made.cells])
    (record,) = records(table)
    assert record["amounts"].get("basic") == ("3.00" if source == "ocr" else None)


@pytest.mark.parametrize(
    ("heading", "source", "is_total"), [("合", "ocr", True), ("余", "ocr", False), ("合", "text", False)]
)
def test_a_heading_that_lost_a_letter_is_known_by_its_place(heading: str, source: str, is_total: bool) -> None:
    table = grid(
        f"""
        科目编码 | 科目名称 | {heading} | 基本支出 | 项目支出
        201 | 一般公共服务支出 | 12.00 | 7.00 | 5.00
        """,
        title="一般公共预算支出表",
    )
    table = replace(table, cells=[replace(each, source=source) for each in table.cells])
    (record,) = records(table)
    assert (record["amounts"].get("total") == "12.00") is is_total
    if is_total:
        assert {cell.confidence for cell in table.cells if cell.row and cell.column == 2} == {0.85}
        assert [warning.code for warning in recognised(table).warnings] == ["misread_heading"]
