"""Sheets of performance targets as the Ministry of Finance and provinces lay them out; what they say is invented."""

import pytest

from tests.extractors.forms.grids import grid, recognised, records

PROJECT, WHOLE = "项目支出绩效目标表", "部门整体支出绩效目标表"


def sheet(text: str, title: str) -> dict:
    """Return the one record of a sheet without heading rows."""
    (record,) = records(grid(text, headers=0, title=title))
    return record


def funds(record: dict) -> dict[str, str]:
    return {name: value for name, value in record["funds"].items() if value is not None}


def test_goals_of_several_years_beside_those_of_one():
    record = sheet(
        """
        项目名称 | 某专项 | < | < | <
        主管部门及代码 | [101]某部 | < | 实施单位 | 某中心
        项目资金（万元） | 中期资金总额： | 300.00 | 年度资金总额： | 100.00
        ^ | 其中：财政拨款 | 200.00 | 其中：财政拨款 | 60.00
        ^ | 其他资金 | 100.00 | 其他资金 | 40.00
        总体目标 | 中期目标（2024年—2026年） | < | 年度目标 | <
        ^ | 建成平台。 | < | 建成一期。 | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 会议次数 | ≥5次
        """,
        PROJECT,
    )
    assert funds(record) == {
        "total": "300.00",
        "total_fiscal": "200.00",
        "total_other": "100.00",
        "annual": "100.00",
        "annual_fiscal": "60.00",
        "annual_other": "40.00",
    }
    assert (record["project_goal"], record["annual_goal"]) == ("建成平台。", "建成一期。")


def test_a_label_that_only_heads_others_has_no_value():
    record = sheet(
        """
        项目名称 | 某专项 | < | <
        资金情况（万元） | 年度资金总额 | 100 | <
        总体目标 | 年度目标 | < | <
        ^ | 建成一期。 | < | <
        绩效指标 | 一级指标 | 三级指标 | 指标值
        ^ | 成本指标 | 总成本 | ≤100万元
        """,
        PROJECT,
    )
    assert (record["project_goal"], record["annual_goal"]) == (None, "建成一期。")


def test_amounts_of_the_year_beside_each_other_in_one_row():
    record = sheet(
        """
        项目名称 | 某专项 | < | < | < | < | <
        项目资金 | 年度资金总额 | 100 | 其中：财政拨款 | 60 | 其他资金 | 40
        绩效目标 | 建成一期。 | < | < | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 绩效指标值 | < | <
        ^ | ^ | ^ | ^ | 运算符号及指标值 | < | 计量单位
        ^ | 产出指标 | 数量指标 | 会议次数 | ≥5 | < | 次
        """,
        PROJECT,
    )
    assert funds(record) == {"annual": "100", "annual_fiscal": "60", "annual_other": "40"}
    assert record["annual_goal"] == "建成一期。"
    assert [each["level3"] for each in record["indicators"]] == ["会议次数"]


@pytest.mark.parametrize("label", ["预算年度（2024年）绩效目标", "预算年度2024年绩效目标", "预算年度2024年：绩效目标"])
def test_the_goal_of_a_year_whose_brackets_a_scan_lost(label):
    table = (
        f"部门名称 | 某局 | <\n部门年度目标 | {label} | 做好工作。\n一级指标 | 三级指标 | 指标值\n产出指标 | 次数 | 5"
    )
    assert sheet(table, WHOLE)["annual_goal"] == "做好工作。"


@pytest.mark.parametrize(
    ("title", "named", "money"),
    [
        ("一般性项目绩效目标表", "项目名称", "当年预算（元）"),
        ("部门专项业务经费项目绩效目标表", "专项（项目）名称", "实施期资金总额："),
        ("2024年重点项目绩效目标表", "专项资金名称", "项目当年预算"),
        ("2024年市级重点专项资金绩效目标表", "专项资金名称", "当年预算"),
    ],
)
def test_words_of_provinces_for_a_projects_name_and_money(title, named, money):
    record = sheet(
        f"""
        {named} | 某专项 | < | <
        业务主管部门 | 某部 | < | <
        {money} | 100 | < | <
        当年绩效目标 | 建成一期。 | < | <
        一级指标 | 二级指标 | 指标内容 | 指标值
        产出指标 | 数量指标 | 会议次数 | ≥5次
        """,
        title,
    )
    assert (record["project"], record["supervising_department"]) == ("某专项", "某部")
    assert "100" in funds(record).values()
    assert record["annual_goal"] == "建成一期。"
    assert record["indicators"][0]["level3"] == "会议次数"


def test_the_row_that_sums_the_tasks_up_is_the_budget_and_no_task():
    table = grid(
        """
        部门名称 | 某局 | < | < | < | <
        年度主要任务 | 任务名称 | 主要内容 | 预算金额（万元） | < | <
        ^ | ^ | ^ | 总额 | 财政拨款 | 其他资金
        ^ | 宣传 | 开展宣传 | 60.00 | 50.00 | 10.00
        ^ | 培训 | 开展培训 | 40.00 | 40.00 |
        ^ | 金额合计 | < | 100.00 | 90.00 | 10.00
        年度总体目标 | 做好工作。 | < | < | < | <
        年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | <
        ^ | 产出指标 | 数量指标 | 会议次数 | 5 | <
        """,
        headers=0,
        title=WHOLE,
    )
    (record,) = records(table)
    assert record["budget"] == {"total": "100.00", "fiscal_appropriation": "90.00", "other": "10.00"}
    assert record["tasks"] == [{"name": "宣传", "content": "开展宣传"}, {"name": "培训", "content": "开展培训"}]
    assert record["cells"]["budget.total"] == [5, 3]
    assert recognised(table).warnings == []


def test_tasks_end_where_the_budget_begins():
    record = sheet(
        """
        部门（单位）名称 | 某局 | < | <
        年度履职目标 | 做好工作。 | < | <
        年度主要任务 | 任务名称 | 主要内容 | <
        ^ | 宣传 | 开展宣传 | <
        预算情况 | 部门预算总额（万元） | 100 | <
        ^ | 1、资金来源：（1）政府预算资金 | 90 | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        投入管理指标 | 预算管理 | 执行率 | ≥90%
        """,
        "部门（单位）整体绩效目标表",
    )
    assert record["tasks"] == [{"name": "宣传", "content": "开展宣传"}]
    assert (record["annual_goal"], record["budget"]["total"]) == ("做好工作。", "100")


def test_an_amount_in_the_cell_of_its_label():
    record = sheet(
        """
        部门名称 | 某局 | < | <
        年度预算申请（万元） | 资金总额：1,234.50万元 | < | <
        整体绩效目标 | 做好工作。 | < | <
        绩效指标 | 一级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 会议次数 | 5
        """,
        WHOLE,
    )
    assert (record["budget"]["total"], record["annual_goal"]) == ("1234.50", "做好工作。")


def test_an_amount_below_its_label_where_right_of_it_are_words():
    record = sheet(
        """
        部门名称 | 某局 | < | <
        预算情况 | 部门预算支出（万元） | 来源 | <
        ^ | 100 | 拨款 | <
        绩效指标 | 一级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 会议次数 | 5
        """,
        WHOLE,
    )
    assert record["budget"]["total"] == "100"


def test_indicators_of_one_level():
    record = sheet(
        """
        部门（单位）名称 | 某局 | < | 部门支出预算数 | 100.00
        当年整体绩效目标 | 做好工作。 | < | < | <
        绩效指标 | 指标 | 指标权重 | 指标性质 | 指标值
        ^ | 会议次数 | 20 | ≥ | 5
        """,
        "部门整体绩效目标表",
    )
    assert record["budget"]["total"] == "100.00"
    (indicator,) = record["indicators"]
    assert (indicator["level1"], indicator["level3"], indicator["weight"]) == (None, "会议次数", "20")


def test_fields_in_columns_beside_the_indicators():
    table = grid(
        """
        单位名称 | 年度预算申请 | < | < | 部门职能职责描述 | 整体绩效目标 | 年度绩效指标 | < | < | <
        ^ | 资金总额 | 按收入性质分 | < | ^ | ^ | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | ^ | 一般公共预算 | 其他资金 | ^ | ^ | ^ | ^ | ^ | ^
        某局 | 100.00 | 90.00 | 10.00 | 管理某事。 | 做好工作。 | 产出指标 | 数量指标 | 会议次数 | 5
        ^ | ^ | ^ | ^ | ^ | ^ | ^ | 质量指标 | 合格率 | 90%
        """,
        headers=3,
        title=WHOLE,
    )
    (record,) = records(table)
    assert (record["department"], record["annual_goal"]) == ("某局", "做好工作。")
    assert record["budget"] == {"total": "100.00", "fiscal_appropriation": None, "other": "10.00"}
    assert [each["value"] for each in record["indicators"]] == ["5", "90%"]
    assert record["cells"]["budget.total"] == [3, 1]


def test_the_departments_field_of_work_is_no_money():
    table = grid(
        """
        部门名称 | 某局 | < | < | <
        部门基本信息 | 部门所属领域 | 其他 | 直属单位包括 | 某站
        ^ | 内设职能部门 | 8 | 编制控制数 | 50
        当年预算情况（万元） | 收入预算合计 | 100.00 | 其中：上级财政拨款 | 0.00
        ^ | 本级财政安排 | 90.00 | 其他资金 | 10.00
        ^ | 支出预算合计 | 100.00 | 其中：人员经费 | 60.00
        年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 目标值
        ^ | 产出指标 | 数量指标 | 会议次数 | 5
        """,
        headers=0,
        title=WHOLE,
    )
    (record,) = records(table)
    assert record["budget"] == {"total": "100.00", "fiscal_appropriation": None, "other": "10.00"}
    assert record["cells"]["budget.total"] == [5, 2]
    assert recognised(table).forms[0].unit == "万元"


def test_the_goal_of_the_year_stands_below_the_goal_of_all_years():
    table = grid(
        """
        部门名称 | 某局 | < | < | <
        部门总体目标 | 部门职责 | 管理。 | < | <
        ^ | 总体绩效目标（2024-2026年期间） | 长期。 | < | <
        部门年度目标 | 预算年度（2024年）绩效目标 | 本年。 | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 次数 | 5
        """,
        title="部门整体支出绩效目标表",
    )
    assert records(table)[0]["annual_goal"] == "本年。"


def test_the_departments_expenditure_is_its_budget_under_any_of_its_names():
    for label in ("部门支出预算数", "支出预算总额"):
        table = f"部门(单位)名称 | 某局 | {label} | 100\n当年整体绩效目标 | 做好工作。 | < | <\n"
        record = sheet(
            table + "绩效指标 | 指标名称 | 指标权重 | 指标值\n^ | 次数 | 90 | 5", "部门（单位）整体绩效目标表"
        )
        assert record["budget"]["total"] == "100"


def test_yunnan_tasks_and_indicators_as_a_tree_below_headings_over_the_whole_sheet():
    record = sheet(
        """
        部门名称 | 某局 | < | <
        部门年度目标 | 做好工作。 | < | <
        二、部门年度重点工作任务 | < | < | <
        任务名称 | 主要内容 | < | 预算申报金额
        宣传 | 开展宣传 | < | 60.00
        三、部门整体支出绩效指标 | < | < | <
        绩效指标 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | | |
        | 数量指标 | |
        | | 会议次数 | 5
        | | 培训次数 | 2
        | 质量指标 | |
        | | 合格率 | 90
        效益指标 | | |
        | 社会效益指标 | |
        | | 知晓率 | 80
        """,
        WHOLE,
    )
    assert record["tasks"] == [{"name": "宣传", "content": "开展宣传"}]
    assert [(each["level1"], each["level2"], each["level3"]) for each in record["indicators"]] == [
        ("产出指标", "数量指标", "会议次数"),
        ("产出指标", "数量指标", "培训次数"),
        ("产出指标", "质量指标", "合格率"),
        ("效益指标", "社会效益指标", "知晓率"),
    ]


def test_labels_above_a_list_of_targets_are_no_headings_of_the_list():
    """A scan whose amounts stand in one cell with their label has no figure above the list: all may be headings."""
    table = grid(
        """
        项目名称 | 党建经费 | < | <
        预算单位 | 某局 | < | <
        项目资金（万元） | 年度资金总额9.00其中：财政拨款9.00 | < | <
        项目总体目标 | 做好党建。 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 活动次数 | 5
        """,
        headers=0,
        title="项目支出绩效目标表",
    )
    (form,) = recognised(table).forms
    assert form.form == "project_goal_statement"
    assert form.records[0]["project"] == "党建经费"
