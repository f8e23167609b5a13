"""The official subjects as data."""

import re

import pytest

from schemas.vocabulary import indicators, subjects, units

_FIRST_DIGIT = {"function": "2", "department_economic": "3", "government_economic": "5"}


def test_every_line_is_a_code_of_its_classification_with_a_name():
    found = list(subjects.subjects())
    assert len(found) > 2000
    for subject in found:
        assert re.fullmatch(r"\d{3}(\d\d){0,2}", subject.code)
        assert subject.code[0] == _FIRST_DIGIT[subject.classification]
        assert subject.name == subject.name.strip() != ""
        assert (subject.first_year or 0) <= (subject.last_year or 9999)


def test_no_name_stands_twice_under_a_code():
    found = [(subject.code, subject.name) for subject in subjects.subjects()]
    assert len(found) == len(set(found))


def test_every_code_has_the_codes_above_it():
    codes = {subject.code for subject in subjects.subjects()}
    assert {code[:-2] for code in codes if len(code) > 3} <= codes


@pytest.mark.parametrize(
    ("code", "newest", "older"),
    [
        ("20805", "行政事业单位养老支出", "行政事业单位离退休"),
        ("210", "卫生健康支出", "医疗卫生与计划生育支出"),
        ("30311", "代缴社会保险费", "住房公积金"),
        ("310", "资本性支出", "其他资本性支出"),
    ],
)
def test_a_code_that_was_renamed_has_both_names_newest_first(code, newest, older):
    assert subjects.names_of(code)[:2] == (newest, older)


def test_names_lead_back_to_codes_whatever_the_brackets():
    assert subjects.codes_of("维修(护)费") == subjects.codes_of("维修（护）费") == ("30213", "50209")
    assert "2010101" in subjects.codes_of("行政运行")
    assert subjects.is_subject_name("工资福利支出")
    assert not subjects.is_subject_name("某市财政局")


def test_an_unknown_code_is_simply_unknown():
    assert subjects.lookup("2999999") == ()
    assert subjects.names_of("") == ()


def test_indicators_know_their_level():
    assert indicators.level1_names() == ("成本指标", "产出指标", "效益指标", "满意度指标")
    assert "数量指标" in indicators.level2_names("产出指标")
    assert "服务对象满意度指标" in indicators.level2_names("满意度指标")
    assert "成本指标" in indicators.level2_names("产出指标")
    assert indicators.level2_names("没有的指标") == ()


@pytest.mark.parametrize(
    ("unit", "yuan"),
    [("元", 1), ("万元", 10_000), ("人民币万元", 10_000), ("（亿元）", 10**8), ("人", None), (None, None)],
)
def test_units_of_money(unit, yuan):
    assert units.yuan_per(unit) == yuan
