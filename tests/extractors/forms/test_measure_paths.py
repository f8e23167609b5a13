"""Heading paths of real layouts and what must come of them."""

import pytest

from tests.extractors.forms.grids import grid, recognised, records


def amounts(table, year=2024) -> dict[str, str]:
    """Return the amounts of the last record."""
    return records(table, year)[-1]["amounts"]


def unmapped(table, year=2024) -> list[str]:
    return [warning.message for warning in recognised(table, year).warnings if warning.code == "unmapped_heading"]


def test_the_year_before_and_the_change_beside_the_own_year():
    table = grid(
        """
        功能分类科目 | < | 2023年执行数 | 2024年预算数 | < | < | 2024年预算数比2023年执行数 | <
        科目编码 | 科目名称 | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
        201 | 一般公共服务支出 | 10.00 | 12.00 | 7.00 | 5.00 | 2.00 | 20.00%
        """,
        headers=2,
        title="一般公共预算支出表",
    )
    assert unmapped(table) == []
    assert amounts(table) == {
        "prior_year": "10.00",
        "total": "12.00",
        "basic": "7.00",
        "project": "5.00",
        "change": "2.00",
        "change_percent": "20.00",
    }


def test_the_own_year_is_the_latest_named_when_nothing_else_names_it():
    table = grid(
        """
        科目编码 | 科目名称         | 2022年预算数 | 2023年预算数
        201      | 一般公共服务支出 | 10.00        | 12.00
        """,
        title="一般公共预算支出表",
    )
    assert amounts(table, year=None) == {"prior_year": "10.00", "total": "12.00"}


def test_words_for_the_year_before():
    table = grid(
        """
        科目编码 | 科目名称 | 上年执行数 | 本年预算数 | 比上年增减额 | 比上年增减（%）
        201      | 公共服务 | 10.00      | 12.00      | 2.00         | 20
        """,
        title="一般公共预算支出表",
    )
    assert amounts(table) == {"prior_year": "10.00", "total": "12.00", "change": "2.00", "change_percent": "20"}


def test_a_block_of_the_year_before_keeps_its_measures():
    block = "合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费"
    below = "^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^"
    table = grid(
        f"""
        2023年预算数 | < | < | < | < | < | 2024年预算数 | < | < | < | < | <
        {block} | {block}
        {below} | {below}
        9 | 1 | 5 | 2 | 3 | 3 | 8 | 1 | 5 | 2 | 3 | 2
        """,
        headers=3,
        title="一般公共预算“三公”经费支出表",
    )
    found = amounts(table)
    assert {name for name in found if name.startswith("prior_year.")} == {
        "prior_year.total",
        "prior_year.overseas_travel",
        "prior_year.vehicles.subtotal",
        "prior_year.vehicles.purchase",
        "prior_year.vehicles.operation",
        "prior_year.reception",
    }
    assert found["total"] == "8"
    assert found["vehicles.operation"] == "3"
    assert found["prior_year.reception"] == "3"


def test_three_public_stands_apart_where_a_total_adds_meetings():
    table = grid(
        """
        合计 | “三公”经费 | < | < | < | < | < | 会议费 | 培训费
        ^ | 小计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | ^ | ^
        ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^
        30 | 10 | 1 | 7 | 3 | 4 | 2 | 15 | 5
        """,
        headers=3,
        title="“三公”经费、会议费、培训费支出预算表",
    )
    assert amounts(table) == {
        "total": "30",
        "three_public": "10",
        "overseas_travel": "1",
        "vehicles.subtotal": "7",
        "vehicles.purchase": "3",
        "vehicles.operation": "4",
        "reception": "2",
        "meetings": "15",
        "training": "5",
    }


def test_three_public_alone_is_the_total():
    table = grid(
        """
        “三公”经费预算数 | < | < | < | < | < | 机关运行经费预算数
        合计 | 因公出国(境)费 | 公务接待费 | 公务用车购置及运行费 | < | < | ^
        ^ | ^ | ^ | 小计 | 购置费 | 运行费 | ^
        0.95 | | 0.95 | | | | 229.43
        """,
        headers=3,
        title="2025年部门“三公”经费和机关运行经费预算表",
    )
    assert amounts(table) == {"total": "0.95", "reception": "0.95", "agency_operation": "229.43"}


def test_education_fees_are_told_from_undertaking_income():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 上年结转 | 一般公共预算拨款收入 | 事业收入 | < | 使用非财政拨款结余
        ^ | ^ | ^ | ^ | ^ | 金额 | 其中：教育收费 | ^
        205 | 教育支出 | 10 | 1 | 4 | 3 | 2 | 2
        """,
        headers=2,
        title="部门收入总表",
    )
    assert amounts(table) == {
        "total": "10",
        "carry_over": "1",
        "general_public_budget": "4",
        "undertaking_income": "3",
        "education_fees": "2",
        "non_fiscal_balance": "2",
    }


def test_a_group_of_sources_says_nothing_about_its_columns_but_its_subtotal_is_no_total():
    table = grid(
        """
        单位代码 | 单位名称 | 合计 | 本年收入 | < | < | < | 上年结转结余 | <
        ^ | ^ | ^ | 小计 | 一般公共预算 | 单位资金 | < | 小计 | 一般公共预算
        ^ | ^ | ^ | ^ | ^ | 小计 | 事业收入 | ^ | ^
        001 | 某局 | 10 | 9 | 6 | 3 | 2 | 1 | 1
        """,
        headers=3,
        title="部门收入总表",
    )
    assert amounts(table) == {
        "total": "10",
        "general_public_budget": "6",
        "undertaking_income": "2",
        "carry_over": "1",
    }
    said = " ".join(unmapped(table))
    assert "单位资金 > 小计" in said
    assert "上年结转结余 > 一般公共预算" in said


def test_a_foreign_source_over_a_known_heading_is_not_dropped():
    table = grid(
        """
        科目编码 | 科目名称 | 一般公共预算支出 | < | 政府性基金预算 | <
        ^ | ^ | 合计 | 基本支出 | 合计 | 基本支出
        201 | 公共服务 | 10 | 6 | 99 | 88
        """,
        headers=2,
        title="一般公共预算支出表",
    )
    assert amounts(table) == {"total": "10", "basic": "6"}
    assert len(unmapped(table)) == 2


def test_an_unknown_heading_is_reported_and_its_column_left_out():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 乡村振兴专款
        201 | 公共服务 | 10 | 6 | 3 | 1
        """,
        title="部门支出总表",
    )
    assert amounts(table) == {"total": "10", "basic": "6", "project": "3"}
    assert "乡村振兴专款" in unmapped(table)[0]


def test_a_part_of_a_measure_is_not_the_measure():
    table = grid(
        """
        单位编码 | 单位名称 | 总计 | 一般公共预算拨款 | < | 其他收入
        ^ | ^ | ^ | 经费拨款 | 纳入预算管理的非税收入 | ^
        001 | 某局 | 10 | 6 | 3 | 1
        """,
        headers=2,
        title="部门收入总表",
    )
    assert amounts(table) == {"total": "10", "other_income": "1"}
    assert len(unmapped(table)) == 2


def test_two_columns_of_one_measure_are_never_summed_or_overwritten():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 项目支出预算
        201 | 公共服务 | 10 | 6 | 3 | 4
        """,
        title="部门支出总表",
    )
    assert amounts(table)["project"] == "3"
    (warning,) = recognised(table).warnings
    assert warning.code == "ambiguous_heading"


@pytest.mark.parametrize("heading", ["金额", "预算数", "基本支出", "2024年预算", "机关运行经费支出", "某种新词"])
def test_the_only_column_of_figures_is_the_total(heading):
    table = grid(
        f"""
        科目编码 | 科目名称 | {heading} | 备注
        30201 | 办公费 | 12.00 | 含税
        """,
        title="一般公共预算机关运行经费支出预算表",
    )
    assert amounts(table) == {"total": "12.00"}
    assert recognised(table).warnings == []


def test_the_only_column_of_figures_beside_words_is_the_total():
    table = grid(
        """
        科目编码 | 科目名称 | 支出安排 | 资金用途描述
        30201 | 办公费 | 12.00 | 购买纸张
        """,
        title="一般公共预算机关运行经费支出预算表",
    )
    assert amounts(table) == {"total": "12.00"}
    assert "资金用途描述" in unmapped(table)[0]


def test_an_unknown_banner_over_all_columns_is_reported_but_keeps_none_apart():
    table = grid(
        """
        科目编码 | 科目名称 | 专款专用说明 | < | <
        ^ | ^ | 合计 | 基本支出 | 项目支出
        201 | 公共服务 | 10 | 6 | 4
        """,
        headers=2,
        title="部门支出总表",
    )
    assert amounts(table) == {"total": "10", "basic": "6", "project": "4"}
    assert "专款专用说明" in unmapped(table)[0]


def test_the_thirty_columns_of_the_economic_class_form():
    sources = "小计 | 基本支出 | 项目支出"
    two, seven, four = " | <" * 2, " | <" * 6, " | <" * 3
    table = grid(
        f"""
        科目编码 | < | 单位代码 | 单位名称（科目） | 总计 | 省级当年财政拨款安排{seven} | 上年结转安排{four}
        类 | 款 | ^ | ^ | ^ | 合计 | 一般公共预算拨款{two} | 国有资本经营预算安排{two} | 合计 | 上年应返还额度结转{two}
        ^ | ^ | ^ | ^ | ^ | ^ | {sources} | {sources} | ^ | {sources}
        301 | 01 | 321001 | 基本工资 | 36 | 21 | 6 | 2 | 4 | 15 | 7 | 8 | 15 | 15 | 5 | 10
        """,
        headers=3,
        title="财政拨款支出预算表（部门经济分类科目）",
    )
    (record,) = records(table)
    assert (record["subject_code"], record["unit_code"], record["name"]) == ("30101", "321001", "基本工资")
    assert record["amounts"] == {
        "total": "36",
        "current_year.total": "21",
        "current_year.general_public_budget.subtotal": "6",
        "current_year.general_public_budget.basic": "2",
        "current_year.general_public_budget.project": "4",
        "current_year.state_capital_budget.subtotal": "15",
        "current_year.state_capital_budget.basic": "7",
        "current_year.state_capital_budget.project": "8",
        "carry_over.total": "15",
        "carry_over.refund_quota.subtotal": "15",
        "carry_over.refund_quota.basic": "5",
        "carry_over.refund_quota.project": "10",
    }
    assert record["cells"]["current_year.total"] == [3, 5]
