from tests.extractors.forms.grids import grid, recognised, records

GOALS = """
项目名称 | < | 社区服务 | < | 项目性质 | 阶段性项目 | 项目类别 | 特定目标类
主管部门 | < | 某街道 | < | 实施单位 | 某中心 | < | <
计划开始日期 | < | 2023-01-01 | < | 计划完成日期 | 2023-12-31 | < | <
项目资金（元） | < | 项目资金总额 | 4,100.00 | 年度资金申请总额 | < | 3,100.00 | <
^ | < | 其中：财政资金 | 4,000.00 | 其中：当年财政拨款 | < | 3,000.00 | <
^ | < | ^ | ^ | 上年结转资金 | < | 0.00 | <
^ | < | 其他资金 | 100.00 | 其他资金 | < | 90.00 | <
项目绩效目标 | 项目总目标 | < | < | 年度总体目标 | < | < | <
^ | 建成服务中心。 | < | < | 建成一期。 | < | < | <
| 一级指标 | 二级指标 | 三级指标 | < | < | 年度(/项目)指标值 | <
绩效指标 | 产出指标 | 数量指标 | 建筑面积 | < | < | ≥13459.00(平方米) | <
^ | ^ | 质量指标 | 完工及时率 | < | < | 及时 | <
"""


def test_a_goal_statement():
    (form,) = recognised(grid(GOALS, headers=0, title="财政项目支出绩效目标填报表", period="（2023年度）")).forms
    assert (form.form, form.unit, form.fiscal_year) == ("project_goal_statement", "元", 2023)
    (record,) = form.records
    cells = record.pop("cells")
    assert record == {
        "project": "社区服务",
        "project_nature": "阶段性项目",
        "project_category": "特定目标类",
        "supervising_department": "某街道",
        "implementing_unit": "某中心",
        "start_date": "2023-01-01",
        "end_date": "2023-12-31",
        "funds": {
            "total": "4100.00",
            "total_fiscal": "4000.00",
            "total_other": "100.00",
            "annual": "3100.00",
            "annual_fiscal": "3000.00",
            "annual_carry_over": "0.00",
            "annual_other": "90.00",
        },
        "project_goal": "建成服务中心。",
        "annual_goal": "建成一期。",
        "indicators": [
            {"level1": "产出指标", "level2": "数量指标", "level3": "建筑面积", "value": "≥13459.00(平方米)"},
            {"level1": "产出指标", "level2": "质量指标", "level3": "完工及时率", "value": "及时"},
        ],
        "row": 0,
    }
    assert cells["funds.annual_other"] == [6, 6]
    assert cells["project_goal"] == [8, 1]
    assert cells["indicators.1.level1"] == [10, 1]


def test_the_annual_block_below_instead_of_beside():
    table = grid(
        """
        项目名称 | < | 社区服务
        主管部门及代码 | < | 某部
        项目资金（万元） | 年度资金总额： | 30.00
        ^ | 其中：财政拨款 | 20.00
        ^ | 其他资金 | 10.00
        年度总体目标 | 建成一期。 | <
        一级指标 | 二级指标 | 三级指标
        产出指标 | 数量指标 | 建筑面积
        """,
        headers=0,
        title="项目支出绩效目标表",
    )
    (form,) = recognised(table).forms
    assert form.form == "project_goal_statement"
    assert form.unit == "万元"
    funds = form.records[0]["funds"]
    assert (funds["annual"], funds["annual_fiscal"], funds["annual_other"]) == ("30.00", "20.00", "10.00")
    assert (funds["total"], funds["total_fiscal"], funds["total_other"]) == (None, None, None)
    assert form.records[0]["annual_goal"] == "建成一期。"


def test_overall_targets_with_tasks_and_indicators():
    table = grid(
        """
        部门名称 | 某市人社局 | < | < | <
        年度部门整体支出预算 | 资金总额 | < | 财政拨款 | 其他资金
        ^ | 3,606.21 | < | 3,606.21 | 0.00
        年度总体目标 | 扎实做好工作。 | < | < | <
        年度主要任务 | 任务名称 | < | 主要内容 | <
        ^ | 强化服务 | < | 推进三级劳务服务体系建设。 | <
        ^ | 确保稳定 | < | 做好“10+N”服务。 | <
        年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 绩效指标值
        ^ | 产出指标 | 数量指标 | 新增就业 | 8000
        ^ | ^ | 质量指标 | 准确率 | 98
        """,
        headers=0,
        title="部门整体支出绩效目标表",
        unit="金额单位：万元",
    )
    (form,) = recognised(table).forms
    (record,) = form.records
    assert form.entity == record["department"] == "某市人社局"
    assert form.unit == "万元"
    assert record["budget"] == {"total": "3606.21", "fiscal_appropriation": "3606.21", "other": "0.00"}
    assert record["annual_goal"] == "扎实做好工作。"
    assert record["tasks"] == [
        {"name": "强化服务", "content": "推进三级劳务服务体系建设。"},
        {"name": "确保稳定", "content": "做好“10+N”服务。"},
    ]
    assert [(each["level1"], each["level3"], each["value"]) for each in record["indicators"]] == [
        ("产出指标", "新增就业", "8000"),
        ("产出指标", "准确率", "98"),
    ]


def test_a_blank_field_is_null_and_an_unreadable_sum_is_named():
    table = grid(
        GOALS.replace("4,100.00", "约四千").replace("阶段性项目", ""), headers=0, title="财政项目支出绩效目标填报表"
    )
    (record,) = records(table)
    assert record["project_nature"] is None
    assert record["funds"]["total"] is None
    (warning,) = recognised(table).warnings
    assert warning.code == "not_an_amount"
    assert "funds.total" in warning.message


def test_a_heading_of_the_list_that_no_field_has_is_reported():
    table = grid(
        """
        项目名称 | < | 社区服务 | <
        项目资金（万元） | 年度资金总额 | 30.00 | <
        绩效指标 | 一级指标 | 三级指标 | 分值权重
        ^ | 产出指标 | 建筑面积 | 20
        """,
        headers=0,
        title="项目支出绩效目标表",
    )
    assert records(table)[0]["indicators"] == [
        {"level1": "产出指标", "level2": None, "level3": "建筑面积", "value": None}
    ]
    (warning,) = recognised(table).warnings
    assert (warning.code, "分值权重" in warning.message) == ("unmapped_heading", True)
