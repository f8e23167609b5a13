from dataclasses import replace
from pathlib import Path

import pytest

from extractors.forms import recognise_forms
from schemas.forms.library import load_library
from tests.extractors.forms.grids import grid, recognised

CODED = "科目编码 | 科目名称 | 金额\n"


def keys(table, year=2024):
    return [form.form for form in recognised(table, year).forms]


def test_codes_settle_what_the_title_leaves_open():
    assert keys(grid(CODED + "2010101 | 行政运行 | 1", title="财政拨款支出预算表")) == [
        "fiscal_appropriation_by_function"
    ]
    assert keys(grid(CODED + "30101 | 基本工资 | 1", title="财政拨款支出预算表")) == [
        "fiscal_appropriation_by_economic_class"
    ]
    assert keys(grid("功能科目编码 | 功能科目名称 | 金额\n合计 | < |", title="财政拨款支出预算表")) == [
        "fiscal_appropriation_by_function"
    ]


def test_an_economic_breakdown_is_not_the_functional_form():
    assert keys(grid(CODED + "30101 | 基本工资 | 1", title="一般公共预算支出表")) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("社会保险基金收支决算总表", "项目 | 金额 | 项目 | 金额\n一、收入 | 1 | 一、支出 | 1"),
        ("部门决算收支执行情况表", "项目 | 金额 | 项目 | 金额\n一、收入 | 1 | 一、支出 | 1"),
        ("人员情况表", "姓名 | 单位名称 | 合计\n张三 | 某局 | 1"),
        (None, "姓名 | 职务 | 合计\n张三 | 科长 | 1"),
        (
            "固定资产明细表",
            "项目 | 合计 | 基本支出 | 项目支出 | 上缴上级支出 | 对附属单位补助支出\n车 | 1 | 1 | 1 | 1 | 1",
        ),
    ],
)
def test_other_tables_match_no_form(title, text):
    assert keys(grid(text, title=title)) == []


def test_a_signature_serves_where_no_title_was_printed():
    headings = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 上缴上级支出 | 对附属单位补助支出"
    text = headings + "\n201 | 公共服务 | 1 | 1 | | |"
    assert keys(grid(text)) == ["department_expenditure_summary"]
    assert keys(grid(text, title="第二部分")) == ["department_expenditure_summary"]
    assert keys(grid(text, code="财决公开03表")) == []


def test_headings_that_several_forms_have_are_no_signature():
    assert keys(grid("科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n201 | 公共服务 | 1 | 1 |")) == []


def test_what_the_form_says_about_itself():
    table = grid(
        CODED.replace("金额", "金额（元）") + "30101 | 基本工资 | 1",
        title="2023年一般公共预算基本支出表",
        code="公开06表",
        entity="某局",
    )
    table.caption.notes = ["注：单列。"]
    (form,) = recognised(table, 2020).forms
    assert (form.title, form.code, form.entity) == ("2023年一般公共预算基本支出表", "公开06表", "某局")
    assert (form.fiscal_year, form.unit) == (2023, "元")
    assert form.notes == ["注：单列。"]
    assert form.table_ids == ["t1"]


def test_the_documents_year_serves_a_form_that_names_none():
    (form,) = recognised(grid(CODED + "30101 | 基本工资 | 1", title="一般公共预算基本支出表"), 2021).forms
    assert (form.fiscal_year, form.unit) == (2021, None)


def test_the_caption_unit_wins_over_the_headings():
    table = grid(CODED + "30101 | 基本工资 | 1", title="一般公共预算基本支出表", unit="单位：万元")
    assert recognised(table).forms[0].unit == "万元"


def test_heading_rows_are_found_by_their_words_where_none_were_handed_on():
    table = grid(
        """
        项目 | < | < | < | 政府性基金预算支出 | < | <
        科目编码 | < | < | 科目名称 | 合计 | 基本支出 | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | ^
        合计 | < | < | < | | |
        """,
        headers=0,
        title="政府性基金预算支出表",
    )
    (form,) = recognised(table).forms
    assert [(record["name"], record["row"]) for record in form.records] == [("合计", 3)]


def test_a_total_row_counted_as_heading_is_given_back():
    table = grid("科目编码 | 科目名称 | 合计 | 基本支出\n合计 | < | |", headers=2, title="国有资本经营预算支出表")
    (form,) = recognised(table).forms
    assert [record["name"] for record in form.records] == ["合计"]


def test_a_title_alone_makes_no_form():
    found = recognised(grid("姓名 | 职务\n张三 | 科长", title="部门支出总表"))
    assert found.forms == []
    assert [warning.code for warning in found.warnings][-1] == "unmapped_form"


def test_projects_without_a_caption_have_the_organisation_that_their_units_name():
    captioned = grid(CODED + "30101 | 基本工资 | 1", title="一般公共预算基本支出表", entity="某市财政局")
    projects = "单位名称 | 项目名称 | 预算数 | 三级指标 | 指标值\n{} | 党建经费 | 1 | 次数 | 5"
    own = grid(projects.format("321-某市财政局本级"), title="项目支出绩效目标表")
    other = grid(projects.format("400-某市审计局"), title="项目支出绩效目标表")
    forms = recognise_forms([captioned, own, other], load_library(), 2024).forms
    assert [form.entity for form in forms] == ["某市财政局", "某市财政局", None]


def test_of_two_organisations_projects_have_the_one_that_their_units_name():
    forms = [
        grid(CODED + "30101 | 基本工资 | 1", title="一般公共预算基本支出表", entity=entity)
        for entity in ("某市财政局", "某市审计局")
    ]
    projects = "单位名称 | 项目名称 | 预算数 | 三级指标 | 指标值\n{} | 党建经费 | 1 | 次数 | 5"
    forms += [
        grid(projects.format(unit), title="项目支出绩效目标表") for unit in ("400-某市审计局本级", "500-某市统计局")
    ]
    found = recognise_forms(forms, load_library(), 2024).forms
    assert [form.entity for form in found[2:]] == ["某市审计局", None]


def test_tables_are_left_as_they_are():
    table = grid(CODED + "30101 | 基本工资 | 1,000.00", title="一般公共预算基本支出表")
    before = repr(table)
    recognised(table)
    assert repr(table) == before


def test_a_lone_column_is_no_total_of_a_form_without_one(tmp_path: Path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "{key: mine, kind: amount_rows, name: 我的, titles: [我的表], leading: [name], measures: [net],"
        " headings: {net: [净额]}}",
        encoding="utf-8",
    )
    table = grid("名称 | 净额\n甲 | 5", title="我的表")
    found = recognise_forms([table], load_library([file]), None)
    assert found.forms[0].records[0]["amounts"] == {"net": "5"}


def test_a_users_form_needs_no_code(tmp_path: Path):
    file = tmp_path / "invoices.yaml"
    file.write_text(
        """
key: invoices
kind: amount_rows
name: 发票清单
titles: ['发票(清单|明细表)']
leading: [invoice_no, seller]
label: seller
headings:
  invoice_no: ['发票号码']
  seller: ['销售方(名称)?']
  net: ['不含税金额']
  tax: ['税额']
measures: [net, tax, total]
types: {invoice_no: code}
""",
        encoding="utf-8",
    )
    table = grid(
        """
        发票号码 | 销售方 | 不含税金额 | 税额 | 价税合计金额
        A-01 | 某店 | 100.00 | 6.00 | 106.00
        合计 | | 100.00 | 6.00 |
        """,
        title="2024年发票清单",
    )
    found = recognise_forms([table], load_library([file]), None)
    assert [form.form for form in found.forms] == ["invoices"]
    first, total = found.forms[0].records
    assert (first["invoice_no"], first["seller"], first["amounts"]) == (
        "A-01",
        "某店",
        {"net": "100.00", "tax": "6.00"},
    )
    assert (total["invoice_no"], total["seller"]) == (None, "合计")
    assert [warning.code for warning in found.warnings] == ["unmapped_heading"]


def test_an_empty_form_whose_total_is_a_dash_has_one_row_of_headings():
    table = grid(
        """
功能科目编码|功能科目名称|金额
合计|<|-
此表为空表|<|<
""",
        0,
        "政府性基金预算支出表",
    )
    (form,) = recognised(table).forms
    assert [record["name"] for record in form.records] == ["合计"]
    assert form.notes == ["此表为空表"]


def test_a_titled_table_of_another_kind_is_no_form_by_its_headings():
    """项目支出预算表（…） is no revenue, though its columns are named after the same sources of money."""
    sources = "项目名称 | 合计 | 事业收入 | 事业单位经营收入 | 其他收入\n培训 | 5 | 5 | |"
    assert recognised(grid(sources, title="项目支出预算表（其他运转类、特定目标类项目）")).forms == []
    assert [form.form for form in recognised(grid(sources)).forms] == ["department_revenue_summary"]


def test_a_note_printed_in_the_last_row_and_below_it_is_one_note():
    table = grid("科目编码 | 科目名称 | 金额\n合计 | < | ", title="政府性基金预算支出表")
    table.caption.notes.extend(["本单位无此项支出", "本单位无此项支出"])
    (form,) = recognised(table).forms
    assert form.notes == ["本单位无此项支出"]


def scanned(text, title):
    table = grid(text, title=title)
    return replace(table, cells=[replace(cell, source="ocr") for cell in table.cells])


def test_a_misread_title_is_the_nearest_forms_unless_most_headings_are_anothers():
    title = "一股公共预算基本支出情况表(按部门预算经济分类科目)"
    rows = "\n301 | 工资福利支出 | 3 | 1 | 2\n30101 | 基本工资 | 3 | 1 | 2"
    own = scanned("科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费" + rows, title)
    assert keys(own) == ["general_public_budget_basic_expenditure"]
    other = scanned("科目编码 | 科目名称 | 合计 | 离休费 | 退休费" + rows, title)
    assert keys(other) == []
