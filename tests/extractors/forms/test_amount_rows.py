from tests.extractors.forms.grids import bare, grid, recognised, records


def test_code_columns_are_joined_and_blank_rows_make_no_record():
    table = grid(
        """
        项目 | < | < | < | < | 支出预算 | < | <
        科目编码 | < | < | 单位代码 | 单位名称（科目） | 合计 | 基本支出 | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | ^ | ^
        合 计 | < | < | < | < | 10.00 | 6.00 | 4.00
        | | | | | 10.00 | 6.00 | 4.00
        205 | 08 | 03 | 321001 | 培训支出 | 10.00 | 6.00 | —
        | | | | | | |
        """,
        headers=3,
        title="部门支出总表",
    )
    total, nameless, training = records(table)
    assert bare(total) == {
        "subject_code": None,
        "unit_code": None,
        "name": "合计",
        "amounts": {"total": "10.00", "basic": "6.00", "project": "4.00"},
    }
    assert nameless["name"] is None
    assert bare(training) == {
        "subject_code": "2050803",
        "unit_code": "321001",
        "name": "培训支出",
        "amounts": {"total": "10.00", "basic": "6.00"},
    }
    assert training["row"] == 5
    assert training["cells"] == {"total": [5, 5], "basic": [5, 6]}


def test_levels_of_a_code_under_one_heading():
    table = grid(
        """
        科目编码 | < | < | 科目名称 | 合计
        类款 | < | 项 | ^ | ^
        208 | 05 | 01 | 行政单位离退休 | 1
        """,
        headers=2,
        title="一般公共预算支出表",
    )
    assert records(table)[0]["subject_code"] == "2080501"


def test_a_code_with_a_level_that_is_not_understood_is_no_code():
    table = grid(
        """
        科目编码 | < | < | 科目名称 | 合计 | 基本支出
        类 | 款 | 顶平位 | ^ | ^ | ^
        208 | 05 | 01 | 行政单位离退休 | 1 | 1
        """,
        headers=2,
        title="部门支出总表",
    )
    assert bare(records(table)[0]) == {
        "subject_code": None,
        "unit_code": None,
        "name": "行政单位离退休",
        "amounts": {"total": "1", "basic": "1"},
    }
    assert len(recognised(table).warnings) == 3


def test_dashes_and_stray_marks_are_blank():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 基本支出
        - | 公共服务 | 5 | -
        — | — | — | —
        」 | | 5 | 5
        """,
        title="部门支出总表",
    )
    assert [(record["subject_code"], record["name"]) for record in records(table)] == [(None, "公共服务"), (None, None)]


def test_codes_that_repeat_the_levels_above_are_not_doubled():
    table = grid(
        """
        类 | 款 | 项 | 科目名称 | 合计
        208 | 20805 | 2080501 | 行政单位离退休 | 1
        """,
        title="一般公共预算支出表",
    )
    assert records(table)[0]["subject_code"] == "2080501"


def test_a_label_in_a_column_of_codes_is_the_name():
    table = grid(
        """
        科目编码 | 科目名称 | 金额
        合计 | | 5
        301 | 工资福利支出 | 5
        """,
        title="一般公共预算基本支出表",
    )
    total, wages = records(table)
    assert (total["subject_code"], total["name"]) == (None, "合计")
    assert (wages["subject_code"], wages["name"]) == ("301", "工资福利支出")


def test_code_and_name_printed_in_one_column_are_parted():
    table = grid(
        """
        功能分类科目 | 合计 | 基本支出
        [208]社会保障和就业支出 | 5 | 5
        2080501行政单位离退休 | 5 | 5
        合计 | 5 | 5
        """,
        title="一般公共预算支出表",
    )
    assert [(record["subject_code"], record["name"]) for record in records(table)] == [
        ("208", "社会保障和就业支出"),
        ("2080501", "行政单位离退休"),
        (None, "合计"),
    ]


def test_labels_without_a_heading_are_names():
    table = grid(" | 合计 | 基本支出\n公共服务 | 5 | 5", title="部门支出总表")
    assert bare(records(table)[0]) == {
        "subject_code": None,
        "unit_code": None,
        "name": "公共服务",
        "amounts": {"total": "5", "basic": "5"},
    }
    assert recognised(table).warnings == []


def test_codes_of_units_are_no_subject_codes():
    table = grid("单位名称 | 合计 | 其他收入\n321-某局 | 5 | 5", title="部门收入总表")
    assert bare(records(table)[0])["subject_code"] is None
    assert records(table)[0]["name"] == "321-某局"


def test_a_second_classification_does_not_run_into_the_first():
    table = grid(
        """
        功能科目编码 | 功能科目名称 | 经济科目编码 | 经济科目名称 | 合计 | 基本支出
        2010101 | 行政运行 | 30101 | 基本工资 | 5 | 5
        """,
        title="部门支出总表",
    )
    (record,) = records(table)
    assert (record["subject_code"], record["name"]) == ("2010101", "行政运行")
    assert "group" not in record
    said = " ".join(warning.message for warning in recognised(table).warnings)
    assert "经济科目编码" in said
    assert "经济科目名称" in said


def test_the_unit_stands_for_the_subject_where_that_is_blank():
    table = grid(
        """
        单位编码 | 单位名称 | 科目名称 | 合计 | 项目支出
        001 | 某局 | | 5 | 5
        | | 行政运行 | 5 | 5
        """,
        title="部门支出总表",
    )
    assert [record["name"] for record in records(table)] == ["某局", "行政运行"]


def test_labels_in_two_columns_make_groups():
    table = grid(
        """
        项目名称 | < | 金额
        收入总计 | < | 9
        一般公共预算资金 | 小计 | 5
        ^ | 专项收入 |
        其他资金 | 小计 | 4
        """,
        title="收入预算总表",
    )
    assert [(record["group"], record["name"]) for record in records(table)] == [
        (None, "收入总计"),
        ("一般公共预算资金", "小计"),
        ("一般公共预算资金", "专项收入"),
        ("其他资金", "小计"),
    ]
    assert list(records(table)[0])[:4] == ["subject_code", "unit_code", "group", "name"]


def test_a_group_goes_on_over_a_page_break_but_not_into_a_blank_cell():
    text = """
        项目名称 | < | 金额
        其他资金 | 小计 | 4
        | 事业收入 | 4
        """
    table = grid(text, title="收入预算总表")
    assert [record["group"] for record in records(table)] == ["其他资金", None]
    first = table.parts[0]
    table.parts = [type(first)(1, first.box, 0, 2), type(first)(2, first.box, 2, 1)]
    assert [record["group"] for record in records(table)] == ["其他资金", "其他资金"]


def test_labels_over_one_blank_heading_more():
    table = grid(
        """
        项目名称 | | 金额
        收入总计 | < | 9
        政府性基金 | 小计 | 9
        """,
        title="收入预算总表",
    )
    assert [(record["group"], record["name"]) for record in records(table)] == [
        (None, "收入总计"),
        ("政府性基金", "小计"),
    ]


def test_remarks_inside_the_grid_are_notes():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        合计 | < | | |
        注：本单位无政府性基金预算支出。 | < | < | < | <
        | 此表为空 | | |
        """,
        title="政府性基金预算支出表",
    )
    (form,) = recognised(table).forms
    assert form.notes == ["注：本单位无政府性基金预算支出。", "此表为空"]
    assert [bare(record) for record in form.records] == [
        {"subject_code": None, "unit_code": None, "name": "合计", "amounts": {}}
    ]


def test_a_remark_among_the_figures_is_a_note_too():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 基本支出
        合计 | < | 本表为空 |
        """,
        title="政府性基金预算支出表",
    )
    (form,) = recognised(table).forms
    assert form.notes == ["本表为空"]
    assert recognised(table).warnings == []


def test_rows_that_number_the_columns_are_no_data():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        栏次 | < | 1=2+3 | 2 | 3
        201 | 公共服务 | 3 | 1 | 2
        """,
        title="部门支出总表",
    )
    assert [record["name"] for record in records(table)] == ["公共服务"]


def test_figures_that_count_up_are_data_below_the_first_row():
    table = grid(
        """
        合计 | 基本支出 | 项目支出
        9 | 4 | 5
        1 | 2 | 3
        """,
        title="部门支出总表",
    )
    assert [record["amounts"]["total"] for record in records(table)] == ["9", "1"]


def test_numbering_and_remark_columns_hold_no_record():
    table = grid(
        """
        序号 | 科目编码 | 科目名称 | 合计 | 基本支出 | 备注
        1 | 201 | 公共服务 | 3 | 1 | 见说明
        """,
        title="部门支出总表",
    )
    (record,) = records(table)
    assert bare(record) == {
        "subject_code": "201",
        "unit_code": None,
        "name": "公共服务",
        "amounts": {"total": "3", "basic": "1"},
    }
    assert recognised(table).warnings == []


def test_what_is_no_number_is_left_out_and_named():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 基本支出
        201 | 公共服务 | 3 | 待定
        """,
        title="部门支出总表",
    )
    assert records(table)[0]["amounts"] == {"total": "3"}
    (warning,) = recognised(table).warnings
    assert warning.code == "not_an_amount"
    assert warning.page == 1


def test_a_merged_figure_counts_once():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | 基本支出
        201 | 公共服务 | 3 | 3
        203 | 国防支出 | ^ | 1
        """,
        title="部门支出总表",
    )
    assert [record["amounts"] for record in records(table)] == [{"total": "3", "basic": "3"}, {"basic": "1"}]


def test_a_merged_heading_over_jagged_columns_has_one_figure():
    table = grid(
        """
        科目编码 | 科目名称 | 合计 | < | 基本支出
        201 | 公共服务 | | 3 | 1
        203 | 国防支出 | 4 | < | 2
        """,
        title="部门支出总表",
    )
    assert [record["amounts"] for record in records(table)] == [
        {"total": "3", "basic": "1"},
        {"total": "4", "basic": "2"},
    ]


def test_headings_printed_again_inside_the_table_are_no_record():
    table = grid(
        """
        项目 | < | 支出预算 | <
        科目编码 | 科目名称 | 合计 | 基本支出
        201 | 公共服务 | 3 | 3
        项目 | < | 支出预算 | <
        科目编码 | 科目名称 | 合计 | 基本支出
        203 | 国防支出 | 2 | 1
        """,
        headers=2,
        title="部门支出总表",
    )
    assert [record["name"] for record in records(table)] == ["公共服务", "国防支出"]


def test_a_form_of_texts_keeps_each_as_printed():
    table = grid(
        """
        采购品目大类 | 专项名称 | 经济科目 | 采购物品名称 | 采购组织形式 | 总计
        合计 | | | | | 9
        一、货物A | | | | | 9
        | 设备购置费 | 办公设备购置 | | | 9
        | | | PC服务器 | 政府集中采购 | 9
        """,
        title="政府采购支出预算表",
    )
    assert [
        {key: value for key, value in record.items() if key not in ("row", "cells", "amounts") and value}
        for record in records(table)
    ] == [
        {"category": "合计"},
        {"category": "一、货物A"},
        {"project": "设备购置费", "economic_subject": "办公设备购置"},
        {"item": "PC服务器", "method": "政府集中采购"},
    ]


def test_one_word_for_purchases_is_the_item_unless_another_column_is():
    alone = grid("采购项目名称 | 采购品目 | 采购方式 | 金额\n维修 | 修缮工程 | 询价 | 9", title="政府采购预算表")
    assert records(alone)[0]["item"] == "修缮工程"
    beside = grid("采购品目 | 采购物品名称 | 采购方式 | 金额\n货物 | 台式机 | 询价 | 9", title="政府采购预算表")
    assert (records(beside)[0]["category"], records(beside)[0]["item"]) == ("货物", "台式机")


def test_rows_by_item_where_a_province_prints_the_form_on_its_side():
    table = grid(
        """
        项目 | 2023年预算数 | 2024年预算数
        “三公”经费合计 | 5 | 4
        1.因公出国（境）费用 | 1 | 1
        """,
        title="一般公共预算“三公”经费支出情况表",
    )
    assert [(record["name"], record["amounts"]) for record in records(table)] == [
        ("“三公”经费合计", {"prior_year": "5", "total": "4"}),
        ("1.因公出国（境）费用", {"prior_year": "1", "total": "1"}),
    ]
