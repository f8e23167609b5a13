"""Sheets of targets and summaries as Liaoning and small units print them: headings real, figures invented."""

from tests.extractors.forms.grids import grid, recognised, records


def test_liaoning_values_of_indicators_are_divided_below_one_heading():
    table = grid(
        """
        部门（单位）名称 | 某厅 | < | < | < | < | <
        年度绩效目标 | 完成全年任务。 | < | < | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | < | <
        ^ | ^ | ^ | ^ | 运算符号 | 内容 | 度量单位
        ^ | 履职效能 | 重点工作 | 任务完成率 | = | 100 | %
        """,
        headers=0,
        title="部门（单位）整体绩效目标表",
    )
    found = recognised(table)
    assert found.forms[0].records[0]["indicators"] == [
        {
            "level1": "履职效能",
            "level2": "重点工作",
            "level3": "任务完成率",
            "operator": "=",
            "value": "100",
            "measure_unit": "%",
            "weight": None,
        }
    ]
    assert found.warnings == []


def test_liaoning_sheet_of_a_project_or_policy():
    table = grid(
        """
        项目（政策）名称 | 维修改造经费 | < | < | <
        主管部门 | 某厅 | < | 实施单位 | 某中心
        预算资金情况（万元） | 预算资金总额 | < | 30.00 | <
        ^ | 财政拨款 | < | 20.00 | <
        ^ | 其他资金 | < | 10.00 | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 改造面积 | 100
        """,
        headers=0,
        title="部门预算项目（政策）绩效目标表",
    )
    (form,) = recognised(table).forms
    assert form.form == "project_goal_statement"
    (record,) = form.records
    assert (record["project"], record["implementing_unit"]) == ("维修改造经费", "某中心")
    assert {name: value for name, value in record["funds"].items() if value} == {
        "annual": "30.00",
        "annual_fiscal": "20.00",
        "annual_other": "10.00",
    }


def test_expenditure_by_nature_and_economic_class_beside_the_one_by_function():
    table = grid(
        """
        收入项目 | 预算数 | 支出项目（按支出性质和经济分类） | 预算数 | 支出项目（按支出功能分类） | 预算数
        一、财政拨款收入 | 9 | 一、基本支出 | 9 | 一、教育支出 | 9
        """,
        title="收支预算总表",
    )
    assert [(record["side"], record["item"]) for record in records(table)] == [
        ("revenue", "财政拨款收入"),
        ("expenditure", "教育支出"),
        ("expenditure_by_use", "基本支出"),
    ]
