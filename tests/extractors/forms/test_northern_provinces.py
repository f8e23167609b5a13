"""Layouts of northern provinces: headings real, figures invented."""

from dataclasses import replace

import pytest

from tests.extractors.forms.grids import bare, grid, recognised, records


def test_hebei_rows_and_columns_are_numbered():
    table = grid(
        """
        序号 | 科目编码 | 科目名称 | 合计 | 一般公共预算拨款收入 | 基金预算拨款收入 | 财政专户核拨收入 | 其他来源收入
        栏次 | 1 | 2 | 3 | 4 | 5 | 6 | 7
        1 | | 合计 | 10 | 1 | 2 | 3 | 4
        2 | 201 | 一般公共服务支出 | 10 | 1 | 2 | 3 | 4
        3 | | | | | | |
        """,
        headers=2,
        title="部门预算收入总表",
    )
    amounts = {
        "total": "10",
        "general_public_budget": "1",
        "government_fund_budget": "2",
        "special_account_funds": "3",
        "other_income": "4",
    }
    assert [bare(record) for record in records(table)] == [
        {"subject_code": None, "unit_code": None, "name": "合计", "amounts": amounts},
        {"subject_code": "201", "unit_code": None, "name": "一般公共服务支出", "amounts": amounts},
    ]
    assert recognised(table).warnings == []


@pytest.mark.parametrize("headers", [1, 2])
def test_column_numbers_of_which_a_scan_misread_one_are_no_data(headers):
    table = grid(
        """
        序号 | 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        栏次 | 1 | 2 | 3 | ↓ | 5
        1 | 205 | 教育支出 | 10 | 4 | 6
        """,
        headers=headers,
        title="部门预算支出总表",
    )
    assert [record["name"] for record in records(table)] == ["教育支出"]


def test_column_numbers_that_a_scan_read_as_one_are_no_heading():
    table = grid(
        """
        序号 | 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        栏次 | 1 | 2 | 3! 4 | < | 5
        1 | 205 | 教育支出 | 10 | 4 | 6
        """,
        headers=2,
        title="部门预算支出总表",
    )
    assert records(table)[0]["amounts"] == {"total": "10", "basic": "4", "project": "6"}


def test_a_remark_beside_the_number_of_its_row_is_a_note():
    table = grid(
        """
        序号 | 科目编码 | 科目名称 | 合计 | 基本支出
        1 | | 合计 | |
        2 | | 本表无数据 | |
        """,
        title="政府性基金预算财政拨款支出表",
    )
    (form,) = recognised(table).forms
    assert form.notes == ["本表无数据"]
    assert [record["name"] for record in form.records] == ["合计"]


SHEET = """
    项目编码 | 13000022P001 | < | 项目名称 | 办公楼维护费 | < | <
    预算规模及资金用途 | 预算数 | 9.00 | 其中：财政资金 | 8.00 | 其他资金 | 1.00
    ^ | 用于大楼维护。 | < | < | < | < | <
    资金支出计划（%） | 3月底 | 6月底 | < | 10月底 | < | 12月底
    ^ | 25 | 50 | < | 80 | < | 100
    绩效目标 | 1.保障正常运转。 | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | < | 指标值 | 指标值确定依据
    产出指标 | 数量指标 | 维护次数 | 每年维护的次数 | < | ≥2次 | 工作计划
    """


@pytest.mark.parametrize("title", ["1、办公楼维护费绩效目标表", "办公楼维护费项目绩效目标表", "3.办公楼维护费", None])
def test_hebei_sheet_of_a_project_that_its_title_names(title):
    (form,) = recognised(grid(SHEET, headers=0, title=title)).forms
    assert form.form == "project_goal_statement"
    (record,) = form.records
    assert record["project"] == "办公楼维护费"
    assert {name: value for name, value in record["funds"].items() if value} == {
        "annual": "9.00",
        "annual_fiscal": "8.00",
        "annual_other": "1.00",
    }
    assert record["annual_goal"] == "1.保障正常运转。"
    assert record["indicators"] == [{"level1": "产出指标", "level2": "数量指标", "level3": "维护次数", "value": "≥2次"}]


def test_a_scan_may_lose_a_character_of_the_project():
    sheet = grid(SHEET.replace("办公楼维护费", "办公大楼设施维护"), headers=0, title="2、办公大楼设施维护费绩效目标表")
    assert recognised(sheet).forms == []
    sheet.cells = [replace(cell, source="ocr") for cell in sheet.cells]
    assert [form.form for form in recognised(sheet).forms] == ["project_goal_statement"]


def test_a_title_that_names_no_project_of_the_table_is_none_of_a_sheet():
    assert recognised(grid(SHEET, headers=0, title="某项工作绩效目标表")).forms == []


PURCHASES = """
    政府采购项目来源 | < | 采购物品名称 | 计量单位 | 数量 | 单价 | 政府采购金额 | < | <
    项目名称 | 预算资金 | ^ | ^ | ^ | ^ | 总计 | 当年部门预算安排资金 | <
    ^ | ^ | ^ | ^ | ^ | ^ | ^ | 合计 | 一般公共预算拨款
    办公费 | 90.00 | 空调机 | 台 | 2 | 3.00 | 6.00 | 6.00 | 6.00
    """


@pytest.mark.parametrize("title", ["部门政府采购预算", None])
def test_hebei_purchases_beside_the_money_of_their_project(title):
    (form,) = recognised(grid(PURCHASES, headers=3, title=title)).forms
    assert form.form == "government_procurement"
    assert [bare(record) for record in form.records] == [
        {
            "category": None,
            "project": "办公费",
            "economic_subject": None,
            "item": "空调机",
            "method": None,
            "amounts": {"total": "6.00"},
        }
    ]


def test_sources_of_this_year_and_of_the_year_before_in_blocks():
    table = grid(
        """
        部门代码 | 部门名称 | 合计 | 2024年预算收入 | < | < | 上年结转结余 | <
        ^ | ^ | ^ | 小计 | 一般公共预算 | 其他收入 | 小计 | 一般公共预算
        101 | 某局 | 10 | 7 | 4 | 3 | 3 | 3
        """,
        headers=2,
        title="部门收入总体情况表",
    )
    amounts = {"total": "10", "carry_over": "3", "general_public_budget": "4", "other_income": "3"}
    assert records(table)[0]["amounts"] == amounts


def test_shanxi_changes_in_percent_of_the_total_and_its_parts():
    now, then = "2024年预算数", "2023年预算数"
    table = grid(
        f"""
        项目 | < | {then} | < | < | {now} | < | < | {now}比{then}增减% | < | <
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出
        205 | 教育支出 | 10 | 6 | 4 | 11 | 8 | 3 | 10.00 | 33.33 | -25.00
        """,
        headers=2,
        title="某局2024年一般公共预算支出表(不含上年结转)",
    )
    assert records(table)[0]["amounts"] == {
        "prior_year.total": "10",
        "prior_year.basic": "6",
        "prior_year.project": "4",
        "total": "11",
        "basic": "8",
        "project": "3",
        "change_percent": "10.00",
    }


def test_staff_and_office_as_two_lists_beside_each_other():
    table = grid(
        """
        人员经费 | < | < | 公用经费 | < | <
        科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额
        301 | 工资福利支出 | 7.00 | 302 | 商品和服务支出 | 2.00
        30101 | 基本工资 | 7.00 | 30201 | 办公费 | 1.00
        | | | 30202 | 印刷费 | 1.00
        人员经费合计 | < | 7.00 | 公用经费合计 | < | 2.00
        """,
        headers=2,
        title="一般公共预算基本支出表",
    )
    assert [(record["subject_code"], record["name"], record["amounts"]) for record in records(table)] == [
        ("301", "工资福利支出", {"total": "7.00"}),
        ("30101", "基本工资", {"total": "7.00"}),
        (None, "人员经费合计", {"total": "7.00"}),
        ("302", "商品和服务支出", {"total": "2.00"}),
        ("30201", "办公费", {"total": "1.00"}),
        ("30202", "印刷费", {"total": "1.00"}),
        (None, "公用经费合计", {"total": "2.00"}),
    ]


def test_two_classifications_of_one_list_are_not_two_lists():
    table = grid(
        """
        部门预算经济分类科目 | < | 政府预算经济分类科目 | < | 金额
        科目编码 | 科目名称 | 科目编码 | 科目名称 | ^
        30101 | 基本工资 | 50101 | 工资奖金津补贴 | 7.00
        """,
        headers=2,
        title="一般公共预算基本支出表",
    )
    (record,) = records(table)
    assert (record["subject_code"], record["name"], record["amounts"]) == ("30101", "基本工资", {"total": "7.00"})


def test_names_that_begin_with_their_codes_are_those_of_subjects_whatever_heads_them():
    table = grid(
        """
        项目 | 预算数
        205教育支出 | 9
        20502普通教育 | 9
        2050205 高等教育 | 9
        合计 | 9
        """,
        title="一般公共预算支出表",
    )
    assert [(record["subject_code"], record["name"]) for record in records(table)] == [
        ("205", "教育支出"),
        ("20502", "普通教育"),
        ("2050205", "高等教育"),
        (None, "合计"),
    ]


def test_a_number_of_the_row_is_no_code_where_another_column_has_it():
    table = grid(
        """
        编号 | 科目编码 | 科目名称 | 金额
        1 | | 合计 | 9
        2 | 205 | 教育支出 | 9
        """,
        title="一般公共预算支出表",
    )
    assert [(record["subject_code"], record["name"]) for record in records(table)] == [
        (None, "合计"),
        ("205", "教育支出"),
    ]
