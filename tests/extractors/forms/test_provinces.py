"""Layouts that provinces print, by memory of published budgets: headings real, figures invented."""

from tests.extractors.forms.grids import bare, grid, recognised, records


def lost(table) -> list[str]:
    """Headings that were reported as not known."""
    return [warning.message for warning in recognised(table).warnings]


def test_jiangsu_since_2021_expenditure_by_kind_with_staff_and_office_costs():
    table = grid(
        """
        部门预算支出经济分类科目 | < | 本年一般公共预算基本支出 | < | <
        科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
        合计 | < | 9.00 | 7.00 | 2.00
        301 | 工资福利支出 | 7.00 | 7.00 |
        """,
        headers=2,
        title="一般公共预算基本支出预算表",
    )
    assert lost(table) == []
    assert [record["amounts"] for record in records(table)] == [
        {"total": "9.00", "personnel": "7.00", "operations": "2.00"},
        {"total": "7.00", "personnel": "7.00"},
    ]


def test_jiangsu_since_2021_three_public_with_unit_rows():
    cars = "公务用车购置及运行维护费"
    table = grid(
        f"""
        部门代码 | 部门名称 | “三公”经费合计 | 因公出国（境）费 | {cars} | < | < | 公务接待费 | 会议费 | 培训费
        ^ | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费 | ^ | ^ | ^
        010 | 某厅 | 9 | 1 | 6 | 2 | 4 | 2 | 5 | 3
        """,
        headers=2,
        title="一般公共预算“三公”经费、会议费、培训费支出预算表",
    )
    (record,) = records(table)
    assert (record["unit_code"], record["name"]) == ("010", "某厅")
    # No 合计 adds meetings here, so the three alone are the form's total.
    assert record["amounts"]["total"] == "9"
    assert "three_public" not in record["amounts"]
    assert record["amounts"]["training"] == "3"


def test_chongqing_the_year_before_beside():
    table = grid(
        """
        功能分类科目 | < | 2023年预算数 | 2024年预算数 | < | <
        科目编码 | 科目名称 | ^ | 小计 | 基本支出 | 项目支出
        201 | 一般公共服务支出 | 8 | 9 | 6 | 3
        """,
        headers=2,
        title="一般公共预算财政拨款支出预算表",
    )
    assert records(table)[0]["amounts"] == {"prior_year": "8", "total": "9", "basic": "6", "project": "3"}


def test_guangdong_two_classifications_in_one_row():
    table = grid(
        """
        部门预算支出经济科目 | 政府预算支出经济科目 | 2024年预算
        [301]工资福利支出 | [501]机关工资福利支出 | 1,234.50
        [30101]基本工资 | [50101]工资奖金津补贴 | 1,000.00
        """,
        title="2024年一般公共预算基本支出情况表（按支出经济分类科目）",
    )
    assert [(record["subject_code"], record["name"], record["amounts"]) for record in records(table)] == [
        ("301", "工资福利支出", {"total": "1234.50"}),
        ("30101", "基本工资", {"total": "1000.00"}),
    ]
    assert "政府预算支出经济科目" in lost(table)[0]


def test_guangdong_revenue_by_item():
    table = grid(
        """
        项目 | 2024年预算
        一、预算拨款 | 9.00
        一般公共预算 | 9.00
        本年收入合计 | 9.00
        """,
        title="收入总体情况表",
    )
    assert [(record["name"], record["amounts"]) for record in records(table)] == [
        ("一、预算拨款", {"total": "9.00"}),
        ("一般公共预算", {"total": "9.00"}),
        ("本年收入合计", {"total": "9.00"}),
    ]


def test_henan_expenditure_with_a_breakdown_of_basic():
    table = grid(
        """
        科目编码 | < | < | 单位代码 | 单位（科目名称） | 合计 | 基本支出 | < | < | < | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | 小计 | 人员经费 | 公用经费 | 对个人和家庭补助支出 | ^
        201 | 01 | 01 | 001 | 行政运行 | 9 | 6 | 3 | 2 | 1 | 3
        """,
        headers=2,
        title="支出总体情况表",
    )
    (record,) = records(table)
    assert bare(record) == {
        "subject_code": "2010101",
        "unit_code": "001",
        "name": "行政运行",
        "amounts": {"total": "9", "basic": "6", "project": "3"},
    }
    assert len(lost(table)) == 3


def test_zhejiang_sources_in_their_own_words():
    budgets = "一般公共预算 | 政府性基金预算 | 国有资本经营预算"
    table = grid(
        f"""
        单位编码 | 单位名称 | 合计 | {budgets} | 财政专户资金 | 事业收入（不含专户资金） | 上年结转结余
        001 | 某局 | 21 | 1 | 2 | 3 | 4 | 5 | 6
        """,
        title="部门收入预算总表",
    )
    assert lost(table) == []
    assert records(table)[0]["amounts"] == {
        "total": "21",
        "general_public_budget": "1",
        "government_fund_budget": "2",
        "state_capital_budget": "3",
        "special_account_funds": "4",
        "undertaking_income": "5",
        "carry_over": "6",
    }


def test_beijing_three_public_with_vehicle_costs_in_words_of_its_own():
    table = grid(
        """
        总计 | 因公出国（境）费用 | 公务接待费 | 公务用车购置和运行维护费 | < | <
        ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行维护费
        9 | 1 | 2 | 6 | 2 | 4
        """,
        headers=2,
        title="一般公共预算财政拨款“三公”经费支出表",
    )
    assert lost(table) == []
    assert records(table)[0]["amounts"]["vehicles.subtotal"] == "6"


def test_expenditure_block_split_into_staff_office_and_project():
    table = grid(
        """
        收入 | < | 支出 | < | < | < | <
        项目 | 金额 | 项目 | 合计 | 基本支出 | < | 项目支出
        ^ | ^ | ^ | ^ | 人员经费 | 公用经费 | ^
        一、一般公共预算 | 9 | 一、教育支出 | 9 | 4 | 2 | 3
        """,
        headers=3,
        title="部门收支预算总表",
    )
    assert lost(table) == []
    assert records(table)[1]["amounts"] == {"total": "9", "personnel": "4", "operations": "2", "project": "3"}


def test_purchases_by_source_of_money():
    table = grid(
        """
        采购品目大类 | 专项名称 | 经济科目 | 采购物品名称 | 采购组织形式 | 资金来源 | < | <
        ^ | ^ | ^ | ^ | ^ | 合计 | 一般公共预算资金 | 政府性基金
        货物 | 办公费 | 办公费 | 台式机 | 分散采购 | 9 | 8 | 1
        """,
        headers=2,
        title="政府采购支出表",
    )
    assert records(table)[0]["amounts"] == {"total": "9"}
    assert len(lost(table)) == 2
