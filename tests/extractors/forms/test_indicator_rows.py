import pytest

from tests.extractors.forms.grids import grid, recognised, records

HEADINGS = (
    "单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | "
    "指标性质 | 指标值 | 度量单位 | 权重 | 指标方向性"
)
TITLE = "部门预算项目支出绩效目标表"


def summary(table):
    """Unit, project, budget and the names of the indicators of each record."""
    return [
        (
            record["unit"],
            record["project"],
            record["budget"],
            [(each["level1"], each["level2"], each["level3"]) for each in record["indicators"]],
        )
        for record in records(table)
    ]


def test_merged_cells_hold_a_project_together():
    table = grid(
        f"""
        {HEADINGS}
        001-某局本级 | | 25.00 | | | | | | | | |
        001-某局 | 党建经费 | 10.00 | 做好党建 | 产出指标 | 数量指标 | 活动次数 | ≥ | 5 | 次 | 20 | 正向指标
        ^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 知晓率 | ≥ | 90 | % | 30 |
        ^ | 培训经费 | 15.00 | 做好培训 | 产出指标 | 质量指标 | 合格率 | ＝ | 100 | % | 20 | 正向指标
        """,
        title=TITLE,
    )
    assert summary(table) == [
        ("001-某局本级", None, "25.00", []),
        (
            "001-某局",
            "党建经费",
            "10.00",
            [("产出指标", "数量指标", "活动次数"), ("效益指标", "社会效益指标", "知晓率")],
        ),
        ("001-某局", "培训经费", "15.00", [("产出指标", "质量指标", "合格率")]),
    ]
    first = records(table)[1]
    assert first["annual_goal"] == "做好党建"
    assert first["indicators"][1]["direction"] is None
    assert (first["indicators"][1]["operator"], first["indicators"][1]["measure_unit"]) == ("≥", "%")
    assert first["row"] == 2
    assert first["cells"]["budget"] == [2, 2]
    assert first["cells"]["indicators.1.value"] == [3, 8]


@pytest.mark.parametrize(
    ("heads", "cells", "said"),
    [
        ("指标值 | < | <", "≥ | 90 | %", ("≥", "90", "%")),
        ("指标值 | < | 度量单位", "≥ | 90 | %", ("≥", "90", "%")),
        ("指标性质 | 指标值 | <", "≥ | 90 | %", ("≥", "90", "%")),
        ("指标值 | < | 度量单位", "≥90 | < | %", (None, "≥90", "%")),
        ("指标值 | 度量单位 | 权重", "≥90 | % | 20", (None, "≥90", "%")),
        ("指标值 | <", "≥90 | <", (None, "≥90", None)),
    ],
)
def test_under_one_heading_of_values_may_stand_relation_figure_and_unit(
    heads: str, cells: str, said: tuple[str | None, str, str | None]
) -> None:
    table = grid(
        f"""
        单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | {heads}
        001-某局 | 党建经费 | 10.00 | 做好党建 | 产出指标 | 质量指标 | 合格率 | {cells}
        """,
        title=TITLE,
    )
    (indicator,) = records(table)[0]["indicators"]
    assert (indicator["operator"], indicator["value"], indicator["measure_unit"]) == said


def test_blank_cells_below_belong_to_the_project_above():
    table = grid(
        f"""
        {HEADINGS}
        001-某局 | 党建经费 | 10.00 | 做好党建 | 产出指标 | 数量指标 | 活动次数 | ≥ | 5 | 次 | 20 |
        | | | | | | 参加人数 | ≥ | 50 | 人 | 20 |
        | | | | | 质量指标 | 合格率 | ≥ | 90 | % | 30 |
        | 培训经费 | 15.00 | 做好培训 | 产出指标 | 质量指标 | 合格率 | ＝ | 100 | % | 20 |
        """,
        title=TITLE,
    )
    assert summary(table) == [
        (
            "001-某局",
            "党建经费",
            "10.00",
            [
                ("产出指标", "数量指标", "活动次数"),
                ("产出指标", "数量指标", "参加人数"),
                ("产出指标", "质量指标", "合格率"),
            ],
        ),
        ("001-某局", "培训经费", "15.00", [("产出指标", "质量指标", "合格率")]),
    ]


def test_a_project_printed_again_goes_on():
    row = "001-某局 | 党建经费 | 10.00 | 做好党建 | 产出指标 | 数量指标"
    table = grid(
        f"""
        {HEADINGS}
        {row} | 活动次数 | ≥ | 5 | 次 | 20 |
        {row} | 参加人数 | ≥ | 50 | 人 | 20 |
        002-某站 | 党建经费 | 10.00 | 做好党建 | 产出指标 | 数量指标 | 活动次数 | ≥ | 5 | 次 | 20 |
        """,
        title=TITLE,
    )
    assert [(unit, len(indicators)) for unit, _, _, indicators in summary(table)] == [("001-某局", 2), ("002-某站", 1)]


def test_totals_of_units_follow_each_other():
    table = grid(
        f"""
        {HEADINGS}
        合计 | | 30.00 | | | | | | | | |
        001-某局 | | 30.00 | | | | | | | | |
        001-某局 | 党建经费 | 30.00 | 做好党建 | 产出指标 | 数量指标 | 活动次数 | ≥ | 5 | 次 | 20 |
        """,
        title=TITLE,
    )
    assert [(unit, project) for unit, project, _, _ in summary(table)] == [
        ("合计", None),
        ("001-某局", None),
        ("001-某局", "党建经费"),
    ]


def test_columns_may_stand_in_another_order_and_unknown_ones_are_reported():
    table = grid(
        """
        项目名称 | 主管单位 | 项目年度目标 | 绩效指标 | < | < | < | 评分规则
        ^ | ^ | ^ | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | ^
        党建经费 | 某局 | 做好党建 | 产出指标 | 数量指标 | 活动次数 | ≥5次 | 按比例
        """,
        headers=2,
        title="项目支出绩效目标表",
    )
    (record,) = records(table)
    assert (record["unit"], record["project"], record["budget"]) == ("某局", "党建经费", None)
    assert record["indicators"][0]["value"] == "≥5次"
    (warning,) = recognised(table).warnings
    assert "评分规则" in warning.message


def test_a_unit_right_of_the_indicators_is_what_they_are_counted_in():
    table = grid(
        """
        项目名称 | 单位 | 项目资金 | 绩效目标 | 一级指标 | 三级指标 | 目标值 | 单位 | 本年权重
        党建经费 | 某局 | 10 | 做好党建 | 产出指标 | 活动次数 | 5 | 次 | 20
        """,
        title="项目支出绩效信息表",
    )
    (record,) = records(table)
    assert (record["unit"], record["budget"]) == ("某局", "10")
    (indicator,) = record["indicators"]
    assert (indicator["value"], indicator["measure_unit"], indicator["weight"]) == ("5", "次", "20")


def test_the_value_rather_than_its_description():
    table = grid(
        """
        单位（专项）名称 | 资金总额 | 实施期绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值内容 | 指标值 | 度量单位
        党建经费 | 10 | 做好党建 | 产出指标 | 数量指标 | 活动次数 | 按计划开展 | 5 | 次
        """,
        title="其他项目支出绩效目标表",
    )
    (record,) = records(table)
    assert (record["project"], record["indicators"][0]["value"]) == ("党建经费", "5")
    (warning,) = recognised(table).warnings
    assert "指标值内容" in warning.message


def test_henan_lists_of_each_level_side_by_side():
    table = grid(
        """
        项目单位（项目名称） | 项目金额 | < | 绩效目标 | 绩效指标 | < | < | <
        ^ | 资金总额 | 单位资金 | ^ | 成本指标 | < | 产出指标 | <
        ^ | ^ | ^ | ^ | 三级指标 | 指标值 | 三级指标 | 指标值
        党建经费 | 10 | 0 | 做好党建 | 总成本 | ≤10万元 | 活动次数 | ≥5次
        ^ | ^ | ^ | ^ | | | 合格率 | ≥90%
        """,
        headers=3,
        title="部门预算项目绩效目标汇总表",
    )
    (record,) = records(table)
    assert (record["project"], record["budget"]) == ("党建经费", "10")
    assert [(each["level1"], each["level3"], each["value"]) for each in record["indicators"]] == [
        ("成本指标", "总成本", "≤10万元"),
        ("产出指标", "活动次数", "≥5次"),
        ("产出指标", "合格率", "≥90%"),
    ]
    assert record["cells"]["indicators.1.level1"] == [1, 6]
    (warning,) = recognised(table).warnings
    assert "单位资金" in warning.message


YUNNAN = "单位名称、项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位"


def test_yunnan_levels_on_rows_of_their_own_below_a_row_that_names_the_unit():
    table = grid(
        f"""
        {YUNNAN}
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
        某局 | | | | | | |
        党建经费 | 做好党建 | 产出指标 | | | | |
        ^ | ^ | | 数量指标 | | | |
        ^ | ^ | | | 活动次数 | >= | 5 | 次
        ^ | ^ | | | 培训次数 | >= | 2 | 次
        ^ | ^ | 效益指标 | | | | |
        ^ | ^ | | 社会效益指标 | | | |
        ^ | ^ | | | 知晓率 | >= | 90 | %
        培训经费 | 做好培训 | | | 合格率 | = | 100 | %
        某中心 | | | | | | |
        信息化经费 | 保障网络 | 产出指标 | 质量指标 | 故障率 | <= | 1 | %
        """,
        title="项目支出绩效目标表（本级下达）",
    )
    assert summary(table) == [
        ("某局", None, None, []),
        (
            "某局",
            "党建经费",
            None,
            [
                ("产出指标", "数量指标", "活动次数"),
                ("产出指标", "数量指标", "培训次数"),
                ("效益指标", "社会效益指标", "知晓率"),
            ],
        ),
        ("某局", "培训经费", None, [(None, None, "合格率")]),
        ("某中心", None, None, []),
        ("某中心", "信息化经费", None, [("产出指标", "质量指标", "故障率")]),
    ]


def test_henan_units_above_their_projects_have_a_total():
    table = grid(
        """
        项目单位（项目名称） | 资金总额 | 绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        某局 | 30 | | | | |
        党建经费 | 10 | 做好党建 | 产出指标 | 数量指标 | 活动次数 | ≥5次
        """,
        title="项目绩效目标汇总表",
    )
    assert summary(table) == [
        ("某局", None, "30", []),
        ("某局", "党建经费", "10", [("产出指标", "数量指标", "活动次数")]),
    ]


def test_a_list_without_a_column_of_projects_is_read_without_them():
    """A scan whose sheet lost most of its labels looks like a list below 项目名称."""
    table = grid(
        """
        项目名称 | 党建经费 | < | <
        预算单位 | 某局 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 活动次数 | 5
        """,
        headers=0,
        title=TITLE,
    )
    (record,) = records(table)
    assert [each["level3"] for each in record["indicators"]] == ["活动次数"]
