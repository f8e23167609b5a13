from tests.extractors.forms.grids import bare, grid, recognised, records


def lines(table, year=2024):
    """Side, ordinal, item and amounts of each record."""
    return [(record["side"], record["ordinal"], record["item"], record["amounts"]) for record in records(table, year)]


def test_revenue_comes_first_and_labels_without_figures_stay():
    table = grid(
        """
        收 入 | < | 支 出 | <
        项 目 | 预算数 | 项 目 | 预算数
        一、一般公共预算拨款收入 | 1,849.85 | 一、一般公共服务支出 |
        | | 二、外交支出 | 9.00
        本 年 收 入 合 计 | 1,849.85 | 本 年 支 出 合 计 | 9.00
        """,
        headers=2,
        title="部门收支总表",
    )
    assert lines(table) == [
        ("revenue", "一", "一般公共预算拨款收入", {"total": "1849.85"}),
        ("revenue", None, "本年收入合计", {"total": "1849.85"}),
        ("expenditure", "一", "一般公共服务支出", {}),
        ("expenditure", "二", "外交支出", {"total": "9.00"}),
        ("expenditure", None, "本年支出合计", {"total": "9.00"}),
    ]
    assert bare(records(table)[0])["side"] == "revenue"
    assert records(table)[0]["cells"] == {"total": [2, 1]}


def test_a_second_block_of_expenditure_and_totals_that_span_both():
    table = grid(
        """
        收入 | < | 支出 | < | < | <
        项目名称 | 金额 | 功能分类 | < | 支出用途 | <
        ^ | ^ | 功能科目名称 | 金额 | 项目名称 | 金额
        一、财政拨款 | 5 | 一、公共安全支出 | 5 | 一、基本支出 | 5
        当年收入小计 | 5 | 当年支出小计 | < | < | 5
        """,
        headers=3,
        title="收支预算总表",
    )
    assert lines(table) == [
        ("revenue", "一", "财政拨款", {"total": "5"}),
        ("revenue", None, "当年收入小计", {"total": "5"}),
        ("expenditure", "一", "公共安全支出", {"total": "5"}),
        ("expenditure", None, "当年支出小计", {"total": "5"}),
        ("expenditure_by_use", "一", "基本支出", {"total": "5"}),
    ]


def test_a_block_by_use_that_stands_alone_is_the_expenditure():
    table = grid(
        """
        收入 | < | 支出 | <
        项目名称 | 金额 | 支出用途 | <
        ^ | ^ | 项目名称 | 金额
        一、一般公共预算 | 5 | 一、基本支出 | 5
        """,
        headers=3,
        title="财政拨款收支预算总表",
    )
    assert [line[0] for line in lines(table)] == ["revenue", "expenditure"]


def test_a_third_block_is_reported_and_not_mixed_in():
    table = grid(
        """
        收入 | < | 支出 | < | < | < | < | <
        项目 | 预算数 | 功能分类 | 预算数 | 部门预算支出经济分类 | 预算数 | 政府预算支出经济分类 | 预算数
        一、财政拨款 | 5 | 一、公共安全支出 | 5 | 一、工资福利支出 | 5 | 一、机关工资福利支出 | 5
        """,
        headers=2,
        title="部门收支总表",
    )
    assert [line[:3] for line in lines(table)] == [
        ("revenue", "一", "财政拨款"),
        ("expenditure", "一", "公共安全支出"),
        ("expenditure_by_use", "一", "工资福利支出"),
    ]
    assert any("政府预算支出经济分类" in warning.message for warning in recognised(table).warnings)


def test_sources_of_expenditure_are_measures():
    table = grid(
        """
        财政拨款收入 | < | 财政拨款支出 | < | < | < | <
        项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算 | 国有资本经营预算
        一、一般公共预算资金 | 5 | 一、公共安全支出 | 5 | 4 | 1 |
        """,
        headers=2,
        title="2025年部门财政拨款收支预算总表",
    )
    assert lines(table)[1][3] == {"total": "5", "general_public_budget": "4", "government_fund_budget": "1"}


def test_one_row_of_headings_without_sides():
    table = grid(
        """
        收入 | 2023年预算 | 2024年预算 | 支出 | 2023年预算 | 2024年预算
        财政拨款 | 4 | 5 | 基本支出 | 3 | 5
        """,
        title="收支总体情况表",
    )
    assert lines(table) == [
        ("revenue", None, "财政拨款", {"prior_year": "4", "total": "5"}),
        ("expenditure", None, "基本支出", {"prior_year": "3", "total": "5"}),
    ]


def test_a_side_merged_over_its_labels_and_figures():
    table = grid("收入 | < | 支出 | <\n财政拨款 | 5 | 基本支出 | 5", title="部门收支总表")
    assert [line[0] for line in lines(table)] == ["revenue", "expenditure"]
    assert [line[3] for line in lines(table)] == [{"total": "5"}, {"total": "5"}]


def test_a_figure_without_a_label_is_kept():
    table = grid("项目 | 金额 | 项目 | 金额\n财政拨款 | 5 | | 5", title="部门收支总表")
    assert lines(table)[1] == ("expenditure", None, None, {"total": "5"})


def test_row_numbers_between_the_blocks_are_no_figures():
    table = grid(
        """
        收入 | < | < | 支出 | < | <
        项目 | 行次 | 金额 | 项目 | 行次 | 金额
        一、财政拨款 | 1 | 5 | 一、基本支出 | 7 | 5
        """,
        headers=2,
        title="部门收支总表",
    )
    assert [line[3] for line in lines(table)] == [{"total": "5"}, {"total": "5"}]


def test_an_empty_form_keeps_its_remark():
    table = grid(
        """
        收入 | < | 支出 | <
        项目 | 金额 | 项目 | 金额
        本单位无财政拨款收支预算安排，此表为空。 | < | < | <
        """,
        headers=2,
        title="财政拨款收支总表",
    )
    (form,) = recognised(table).forms
    assert form.records == []
    assert form.notes == ["本单位无财政拨款收支预算安排，此表为空。"]
