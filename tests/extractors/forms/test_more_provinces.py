"""Further layouts that provinces print: headings real, figures invented."""

import pytest

from tests.extractors.forms.grids import bare, grid, recognised, records


def unmapped(table) -> list[str]:
    return [warning.message for warning in recognised(table).warnings if warning.code == "unmapped_heading"]


def test_a_row_that_numbers_the_columns_may_be_merged_over_the_labels():
    table = grid(
        """
        序号 | 功能分类科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        栏次 | < | < | 1 | 2 | 3
        1 | 201 | 一般公共服务支出 | 10 | 7 | 3
        """,
        headers=2,
        title="部门预算支出总表",
    )
    assert [bare(record) for record in records(table)] == [
        {
            "subject_code": "201",
            "unit_code": None,
            "name": "一般公共服务支出",
            "amounts": {"total": "10", "basic": "7", "project": "3"},
        }
    ]


def test_shaanxi_three_blocks_of_expenditure():
    blocks = (
        "支出功能分科目（按大类） | 预算数 | 部门预算支出经济科目（按大类） | 预算数"
        " | 政府预算支出经济分类科目（按大类） | 预算数"
    )
    table = grid(
        f"""
        收入 | < | 支出 | < | < | < | < | <
        项目 | 预算数 | {blocks}
        1、财政拨款 | 9 | 1、一般公共服务支出 | 8 | 1、人员经费支出 | 5 | 1、机关工资福利支出 | 4
        """,
        headers=2,
        title="部门综合预算收支总表",
    )
    assert [(record["side"], record["item"], record["amounts"]) for record in records(table)] == [
        ("revenue", "财政拨款", {"total": "9"}),
        ("expenditure", "一般公共服务支出", {"total": "8"}),
        ("expenditure_by_use", "人员经费支出", {"total": "5"}),
    ]
    assert "政府预算支出经济分类科目" in unmapped(table)[0]


def test_shaanxi_two_systems_of_economic_subjects_in_one_row():
    table = grid(
        """
        部门经济科目编码 | 部门经济科目名称 | 政府经济科目编码 | 政府经济科目名称 | 合计 | 人员经费支出 | 公用经费支出
        30101 | 基本工资 | 50101 | 工资奖金津补贴 | 10 | 7 | 3
        """,
        title="部门综合预算一般公共预算基本支出明细表（按支出经济分类科目分）",
    )
    (record,) = records(table)
    assert bare(record) == {
        "subject_code": "30101",
        "unit_code": None,
        "name": "基本工资",
        "amounts": {"total": "10", "personnel": "7", "operations": "3"},
    }


def test_shaanxi_three_public_of_two_years_with_meetings_and_the_change():
    block = "合计 | 一般公共预算拨款安排的“三公”经费预算 | < | 会议费"
    below = "^ | 小计 | 公务接待费 | ^"
    table = grid(
        f"""
        单位编码 | 单位名称 | 上年 | < | < | < | 当年 | < | < | < | 增减变化情况 | < | < | <
        ^ | ^ | {block} | {block} | {block}
        ^ | ^ | {below} | {below} | {below}
        001 | 某局 | 11 | 12 | 13 | 14 | 21 | 22 | 23 | 24 | 31 | 32 | 33 | 34
        """,
        headers=3,
        title="部门综合预算一般公共预算拨款“三公”经费及会议费、培训费支出预算表",
    )
    assert records(table)[0]["amounts"] == {
        "prior_year.total": "11",
        "prior_year.three_public": "12",
        "prior_year.reception": "13",
        "prior_year.meetings": "14",
        "total": "21",
        "three_public": "22",
        "reception": "23",
        "meetings": "24",
        "change": "31",
    }


@pytest.mark.parametrize("banner", ["增减变化", "本年预算数比上年预算数增减变化情况", "2024年预算数比2023年预算数"])
def test_a_banner_of_the_change_over_amount_and_percentage(banner):
    table = grid(
        f"""
        科目编码 | 科目名称 | 2023年预算数 | 2024年预算数 | {banner} | <
        ^ | ^ | ^ | ^ | 增减额 | 增减幅度
        201 | 一般公共服务支出 | 10 | 12 | 2 | 20%
        """,
        headers=2,
        title="一般公共预算支出表",
    )
    amounts = {"prior_year": "10", "total": "12", "change": "2", "change_percent": "20"}
    assert records(table)[0]["amounts"] == amounts


def test_an_amount_below_a_percentage_is_none():
    table = grid(
        """
        科目编码 | 科目名称 | 2024年预算数 | 增减比例 | <
        ^ | ^ | ^ | 金额 | 比例
        201 | 一般公共服务支出 | 12 | 2 | 20%
        """,
        headers=2,
        title="一般公共预算支出表",
    )
    assert records(table)[0]["amounts"] == {"total": "12"}


def test_three_public_one_below_the_other_in_two_years():
    table = grid(
        """
        项目 | 本年年初预算数 | 上年年初预算数 | 本年年初预算比上年增减变化情况 | <
        ^ | ^ | ^ | 增减额 | 增减幅度
        合计 | 10 | 8 | 2 | 25%
        1.因公出国（境）费 | 1 | 1 | 0 | 0
        """,
        headers=2,
        title="部门“三公”经费预算财政拨款情况表",
    )
    assert [(record["name"], record["amounts"]) for record in records(table)] == [
        ("合计", {"total": "10", "prior_year": "8", "change": "2", "change_percent": "25"}),
        ("1.因公出国（境）费", {"total": "1", "prior_year": "1", "change": "0", "change_percent": "0"}),
    ]


def test_chongqing_sources_in_words_of_their_own():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 事业收入预算 | < | 单位资金 | <
        ^ | ^ | ^ | 非教育收费收入预算 | 教育收费收入预算 | 上级补助收入资金 | 附属单位上缴收入资金
        205 | 教育支出 | 10 | 1 | 2 | 3 | 4
        """,
        headers=2,
        title="部门收入总表",
    )
    assert records(table)[0]["amounts"] == {
        "total": "10",
        "education_fees": "2",
        "superior_subsidy": "3",
        "affiliate_remittance": "4",
    }
    assert "非教育收费收入预算" in unmapped(table)[0]


def test_a_source_whose_name_ends_like_the_forms_title_is_no_total():
    table = grid(
        """
        单位名称 | 行政事业性收费收入预算 | 经营收入 | 合计
        某局 | 4 | 5 | 9
        """,
        title="收入预算总表",
    )
    assert records(table)[0]["amounts"] == {"operating_income": "5", "total": "9"}


def test_a_first_column_of_words_holds_the_labels_whatever_its_heading():
    table = grid(
        """
        资金类型 | 一般公共预算 | 合计
        当年安排 | 4 | 4
        """,
        title="收入预算总表",
    )
    assert records(table)[0]["name"] == "当年安排"


def test_purchases_with_their_quantity_and_price():
    table = grid(
        """
        政府采购项目来源 | < | 采购物品名称 | 数量 | 单价 | 政府采购金额 | <
        项目名称 | 预算资金 | ^ | ^ | ^ | 总计 | 其他渠道资金
        信息化 | 100 | 服务器 | 2 | 5 | 10 | 1
        """,
        headers=2,
        title="部门政府采购预算表",
    )
    (record,) = records(table)
    assert (record["project"], record["item"], record["amounts"]) == ("信息化", "服务器", {"total": "10"})


def test_basic_expenditure_by_function():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
        2010101 | 行政运行 | 10 | 7 | 3
        """,
        title="一般公共预算基本支出表",
    )
    (form,) = recognised(table).forms
    assert form.form == "general_public_budget_basic_expenditure"
    table.caption.title = "一般公共预算基本支出表（按政府预算经济分类）"
    assert recognised(table).forms == []


@pytest.mark.parametrize("numbers", ["** | ** | 1", "甲 | 乙 | 1", "A | B | 1", "(1) | (2) | (3)=(1)", "① | ② | ③"])
@pytest.mark.parametrize("headers", [1, 2])
def test_marks_of_the_columns_are_neither_headings_nor_data(numbers, headers):
    table = grid(
        f"""
        科目编码 | 科目名称 | 金额
        {numbers}
        301 | 工资福利支出 | 9.00
        """,
        headers=headers,
        title="一般公共预算基本支出表",
    )
    assert [(record["subject_code"], record["name"], record["amounts"]) for record in records(table)] == [
        ("301", "工资福利支出", {"total": "9.00"})
    ]


def test_a_dash_beside_a_small_figure_is_data():
    table = grid("科目名称 | 金额\n- | 1\n工资福利支出 | 9.00", title="一般公共预算基本支出表")
    assert [record["amounts"] for record in records(table)] == [{"total": "1"}, {"total": "9.00"}]


@pytest.mark.parametrize("banner", ["2023 | 2024", "2023年度 | 2024年度"])
def test_bare_years_head_columns(banner):
    table = grid(
        f"""
        科目编码 | 科目名称 | 预算数 | <
        ^ | ^ | {banner}
        201 | 一般公共服务支出 | 9.00 | 8.00
        """,
        headers=2,
        title="一般公共预算支出表",
    )
    assert records(table)[0]["amounts"] == {"prior_year": "9.00", "total": "8.00"}


def test_budget_and_outcome_of_the_year_before():
    table = grid(
        """
        科目编码 | 科目名称 | 2023年预算数 | 2023年执行数 | 2024年预算数
        201 | 一般公共服务支出 | 9.00 | 8.00 | 7.00
        """,
        title="一般公共预算支出表",
    )
    assert records(table)[0]["amounts"] == {"prior_year": "9.00", "total": "7.00"}
    (warning,) = recognised(table).warnings
    assert (warning.code, "2023年执行数" in warning.message) == ("ambiguous_heading", True)
