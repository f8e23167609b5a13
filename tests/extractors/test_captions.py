"""The small texts around tables, in the wordings of several provinces."""

import pytest

from extractors.captions import (
    find_entity,
    find_unit,
    is_caption,
    is_code,
    is_note,
    is_page_number,
    is_period,
    is_title,
    split_code,
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
    assert split_code("表 1 - 2 部门支出总表") == ("表1-2", "部门支出总表")
    assert split_code("表1 2024年部门支出总表") == ("表1", "2024年部门支出总表")
    assert split_code("公开01表　收支预算总表") == ("公开01表", "收支预算总表")
    assert split_code("表1 2024年部门收支总表") == ("表1", "2024年部门收支总表")


@pytest.mark.parametrize(
    "text",
    [
        "部门收支总表",
        "2025年部门“三公”经费和机关运行经费预算表",
        "一般公共预算支出预算表（功能科目）",
        "部门收支总体情况表",
        "项目支出绩效目标公开表",
        "政府采购预算公开表",
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
    ],
)
def test_notes(text):
    assert is_note(text)


def test_what_is_no_note():
    assert not is_note("合计")
    assert not is_note("一、收支预算总体情况")


def test_page_numbers_and_periods():
    assert is_page_number("- 12 -")
    assert is_page_number("第 3 页 共 20 页")
    assert not is_page_number("2024年")


@pytest.mark.parametrize("text", ["—8一", "--12一", "-3=", "一、4一", "一、5.-", "-、10--"])
def test_page_numbers_between_misread_dashes(text):
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["4.", "1、", "一、", "1.5", "一、收入"])
def test_ordinals_are_no_page_numbers(text):
    assert not is_page_number(text)


def test_periods():
    assert is_period("（2024年度）")
    assert not is_period("2024年度部门预算")


def test_a_continuation_has_the_title_of_the_table():
    assert without_continued("部门支出总表（续）") == without_continued("部门支出总表")


def test_captions_say_nothing_else():
    assert is_caption("单位：元")
    assert not is_caption("部门名称")
