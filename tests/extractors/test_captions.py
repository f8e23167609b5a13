"""The small texts around tables, in the wordings of several provinces."""

import pytest

from extractors.captions import (
    before_unit,
    begins_paragraph,
    find_entity,
    find_unit,
    follows_in_note,
    is_caption,
    is_code,
    is_date,
    is_note,
    is_page_number,
    is_period,
    is_signature,
    is_title,
    number_of_paragraph,
    plain_code,
    says_empty,
    split_code,
    unit_of_title,
    without_continued,
)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("金额单位：万元", "万元"),
        ("单位:元", "元"),
        ("（单位：千元）", "千元"),
        ("单位：人民币万元", "万元"),
        ("预算单位：某某市教育局 单位：万元", "万元"),
        ("（万元）", "万元"),
        ("（金额单位：万元，", "万元"),
        ("金额单位万元", "万元"),
        ("金账单位，万元", "万元"),
        ("单位：万元、%", "万元"),
        ("金额单位：元/人次", "元"),
        ("单位：万元（小数点后保留两位）", "万元"),
        ("金额：万元", "万元"),
        ("单位：人民币（万元）", "万元"),
        ("单位：万元（人民币）", "万元"),
        ("单位∶万元", "万元"),
        ("部门收支总表（单位：万元）", None),
        ("单位：万元机械厂", None),
        ("单位100万元", None),
        ("下属预算单位万元", None),
        ("单位：某某市教育局", None),
        ("元", None),
        ("单位：万", None),
    ],
)
def test_units(text, unit):
    assert find_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("部门：江油市人力资源和社会保障局", "江油市人力资源和社会保障局"),
        ("编制部门： 上海市 普陀区财政局", "上海市普陀区财政局"),
        ("单位名称：国家 某某局", "国家某某局"),
        ("填报单位（盖章）：某某中心", "某某中心"),
        ("部门（单位）名称：某某中心", "某某中心"),
        ("预算部门/单位：某某中心", "某某中心"),
        ("单位编码及名称：[101]某某中心", "[101]某某中心"),
        ("编制单位：某某中心（公章）", "某某中心"),
        ("单位名称（盖章）：某某中心", "某某中心"),
        ("一级预算单位：某某中心", "某某中心"),
        ("填报机关：某某中心", "某某中心"),
        ("机构名称：某某中心", "某某中心"),
        ("部门代码：321 部门名称：某某中心", "某某中心"),
        ("（编制单位：某某中心）", "某某中心"),
        ("部门：某某中心（本级）", "某某中心（本级）"),
        ("单位：万元", None),
        ("部门编码：101", None),
        ("部门职责：负责全市工作", None),
    ],
)
def test_entities(text, entity):
    assert find_entity(text) == entity


@pytest.mark.parametrize(
    "text",
    [
        "表1-2",
        "公开01表",
        "公开 12 表",
        "表一",
        "附表3",
        "附件1-2",
        "预算公开01表",
        "公开表1",
        "财决公开01表",
        "财预01表",
        "省级部门公开表1",
        "（表3）",
        "表3（续）",
        "报表3",
        "BM03表",
        "2024年预算公开03表",
    ],
)
def test_codes(text):
    assert is_code(text)


@pytest.mark.parametrize("text", ["部门收支总表", "2024年表", "合计", "表", "1-2"])
def test_other_texts_are_no_codes(text):
    assert not is_code(text)


def test_a_code_before_its_title_is_parted():
    assert split_code("表1 部门收支总表") == ("表1", "部门收支总表")
    assert split_code("部门收支总表") == (None, "部门收支总表")
    assert split_code("公开0 1表收支预算总表") == ("公开01表", "收支预算总表")
    assert split_code("表1- 1部门收入总表") == ("表1-1", "部门收入总表")
    assert split_code("预算01-1表 财务收支预算总表") == ("预算01-1表", "财务收支预算总表")
    assert split_code("预算0 1 - 1表财务收支预算总表") == ("预算01-1表", "财务收支预算总表")
    assert split_code("表十一一般性项目绩效目标表") == ("表十一", "一般性项目绩效目标表")
    assert split_code("表一一般公共预算支出表") == ("表一", "一般公共预算支出表")
    assert split_code("预算05-2表2024年项目支出绩效目标表") == ("预算05-2表", "2024年项目支出绩效目标表")
    assert split_code("表 1 - 2 部门支出总表") == ("表1-2", "部门支出总表")
    assert split_code("表1 2024年部门支出总表") == ("表1", "2024年部门支出总表")
    assert split_code("公开01表　收支预算总表") == ("公开01表", "收支预算总表")
    assert split_code("附表五一般公共预算支出情况表") == ("附表五", "一般公共预算支出情况表")
    assert split_code("表十一一般公共预算项目支出表") == ("表十一", "一般公共预算项目支出表")
    assert split_code("表十一政府性基金预算支出表") == ("表十一", "政府性基金预算支出表")
    assert split_code("表1 2024年部门收支总表") == ("表1", "2024年部门收支总表")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("表32024年部门支出总表", ("表3", "2024年部门支出总表")),
        ("表1 0国有资本经营预算支出表", ("表10", "国有资本经营预算支出表")),
        ("附件3：部门支出总表", ("附件3", "部门支出总表")),
        ("（表3）部门支出总表", ("表3", "部门支出总表")),
        ("部门支出总表（公开03表）", ("公开03表", "部门支出总表")),
        ("表3—部门支出总表", ("表3", "部门支出总表")),
        ("部门支出总表（续表）", (None, "部门支出总表（续表）")),
    ],
)
def test_codes_before_and_behind_titles(text, parts):
    assert split_code(text) == parts


def test_a_code_is_given_without_what_stands_around_it():
    assert plain_code("（表3）") == plain_code("表3（续）") == plain_code("表3：") == "表3"


def test_a_title_may_name_its_unit():
    assert unit_of_title("部门收支总表（单位：万元）") == unit_of_title("部门收支总表（万元）") == "万元"
    assert unit_of_title("部门收支总表（按功能分类）") is None
    assert not is_caption("部门收支总表（单位：万元）")


def test_what_stands_before_a_unit_on_one_line():
    assert before_unit("编制单位：某局 2024年度 金额单位：万元") == "编制单位：某局"
    assert before_unit("编制单位：某局 2023年12月20日 单位：元") == "编制单位：某局"
    assert before_unit("编制单位：某局") == "编制单位：某局"


@pytest.mark.parametrize(
    "text",
    [
        "部门收支总表",
        "2025年部门“三公”经费和机关运行经费预算表",
        "一般公共预算支出预算表（功能科目）",
        "部门收支总体情况表",
        "项目支出绩效目标公开表",
        "政府采购预算公开表",
        "部门政府采购预算",
        "“三公”经费预算公开表",
        "管理局2026年部门一般公共预算基本支出分经济科目表（",  # cut by its row
        "一般公共预算支出表（不含上年",
    ],
)
def test_titles(text):
    assert is_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "八、一般公共预算支出预算表...........12",
        "本表反映部门年度总体收支预算情况。",
        "收支预算情况见附表，无变化表",
        "一、收支预算总体情况说明",
        "表1-2",
        "2024年某某局部门预算公开表",
        "公开表",
    ],
)
def test_sentences_and_contents_are_no_titles(text):
    assert not is_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "注：本年部门无政府性基金预算支出",
        "注:1.采购组织形式为集中采购",
        "本表无数据",
        "本部门2025年无政府性基金预算安排，故本表为空表。",
        "此表为空",
        "（注：本表反映支出情况）",
        "※本表反映支出情况。",
        "填报说明：本表含上年结转。",
        "数据来源：预算批复。",
        "本表反映部门本年度支出情况。",
        "某局2024年政府性基金预算支出为零",
        "2024年度预算未安排，本表为空",
    ],
)
def test_notes(text):
    assert is_note(text)


@pytest.mark.parametrize("text", ["政府性基金预算支出为0.5万元", "本表格", "表中数据"])
def test_what_only_resembles_a_note(text):
    assert not is_note(text)


def test_short_words_for_an_empty_form():
    assert says_empty("（空表）")
    assert says_empty("无")
    assert not says_empty("无锡市")


def test_signatures():
    assert is_signature("单位负责人：　　财务负责人：　　制表人：王五")
    assert not is_signature("部门：某局")


def test_numbered_lines_go_on_with_notes_but_chapters_and_titles_do_not():
    assert follows_in_note(["注：1.甲。"], "2.乙。")
    assert follows_in_note(["注：①甲。"], "②乙。")
    assert follows_in_note(["说明："], "一、甲。")
    assert follows_in_note(["说明：一、甲。"], "二、乙。")
    assert not follows_in_note(["注：甲。"], "一、关于收支总体情况的说明")
    assert not follows_in_note(["注：甲。"], "2.部门支出总表")
    assert not follows_in_note(["注：甲。"], "乙。")


def test_numbers_of_paragraphs():
    assert [number_of_paragraph(text) for text in ("注：1.甲", "（2）乙", "③丙", "2.5万元", "丁")] == [
        1,
        2,
        3,
        None,
        None,
    ]
    assert begins_paragraph("1.2024年预算")
    assert not begins_paragraph("2.5万元")


def test_what_is_no_note():
    assert not is_note("合计")
    assert not is_note("一、收支预算总体情况")


def test_page_numbers_and_periods():
    assert is_page_number("- 12 -")
    assert is_page_number("第 3 页 共 20 页")
    assert is_page_number("Page 3 of 20")
    assert is_page_number("页码：3/20")
    assert not is_page_number("2024年")


@pytest.mark.parametrize("text", ["—8一", "--12一", "-3=", "一、4一", "一、5.-", "-、10--"])
def test_page_numbers_between_misread_dashes(text):
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["4.", "1、", "一、", "1.5", "一、收入"])
def test_ordinals_are_no_page_numbers(text):
    assert not is_page_number(text)


def test_periods():
    assert is_period("（2024年度）")
    assert is_period("二〇二四年度")
    assert is_period("12024年度")  # of a copy
    assert not is_period("11024年度")
    assert is_date("2023年12月20日")
    assert is_date("2023-12-20")
    assert not is_date("2024年度")
    assert not is_period("2024年度部门预算")


def test_a_continuation_has_the_title_of_the_table():
    for title in ("部门支出总表（续）", "（续）部门支出总表", "续部门支出总表", "部门支出总表（接上页）"):
        assert without_continued(title) == without_continued("部门支出总表")


def test_captions_say_nothing_else():
    assert is_caption("单位：元")
    assert not is_caption("部门名称")
