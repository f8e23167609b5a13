"""Revenue beside expenditure."""

import pytest

from extractors.checks import check_forms
from extractors.checks.ordinals import ordinal_number
from schemas.forms.library import load_library
from tests.extractors.checks.checks_building import failing, form, line, verdicts

LIBRARY = load_library()
SUMMARY = "department_revenue_expenditure_summary"
FISCAL = "fiscal_appropriation_summary"
IN, OUT, USE = "revenue", "expenditure", "expenditure_by_use"


def check(*forms):
    return check_forms(list(forms), [], LIBRARY)


def failures(form_):
    return [(check_.rule, check_.cells[0].row) for check_ in failing(check(form_))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", ("chinese", 1)),
        ("十", ("chinese", 10)),
        ("十二", ("chinese", 12)),
        ("二十", ("chinese", 20)),
        ("二十三", ("chinese", 23)),
        ("4", ("digits", 4)),
        ("（三）", ("chinese", 3)),
        ("", ("", 0)),
        ("甲", ("", 0)),
        ("一二", ("", 0)),
    ],
)
def test_ordinals(text, value):
    assert ordinal_number(text) == value


def sichuan():
    return [
        line(IN, "一", "一般公共预算拨款收入", total="70.00"),
        line(IN, "二", "事业收入", total="10.00"),
        line(IN, None, "本年收入合计", total="80.00"),
        line(IN, "三", "上年结转", total="20.00"),
        line(IN, None, "收入总计", total="100.00"),
        line(OUT, "一", "教育支出", total="60.00"),
        line(OUT, "二", "卫生健康支出", total="35.00"),
        line(OUT, None, "本年支出合计", total="95.00"),
        line(OUT, "三", "结转下年", total="5.00"),
        line(OUT, None, "支出总计", total="100.00"),
    ]


def test_totals_of_the_year_and_grand_totals():
    form_ = form(SUMMARY, *sichuan())
    found = check(form_)
    assert not failing(found)
    assert verdicts(found, "balance") == ["pass"]
    assert form_.unchecked == 0


@pytest.mark.parametrize("changed", range(10))
def test_any_wrong_figure_is_found(changed):
    rows = sichuan()
    rows[changed]["amounts"]["total"] = "47.00"
    found = failing(check(form(SUMMARY, *rows)))
    assert any(cell.row == changed for check_ in found for cell in check_.cells)


def test_numbers_that_start_again_are_parts_of_the_line_above():
    rows = [
        line(IN, "一", "本年收入", total="90.00"),
        line(IN, "一", "一般公共预算拨款", total="80.00"),
        line(IN, "二", "政府性基金预算拨款", total="10.00"),
        line(IN, "二", "上年结转", total="10.00"),
        line(IN, "一", "一般公共预算拨款", total="10.00"),
        line(IN, None, "收入总计", total="100.00"),
        line(OUT, "一", "本年支出", total="100.00", general_public_budget="90.00", government_fund_budget="10.00"),
        line(OUT, "一", "外交支出", total="40.00", general_public_budget="30.00", government_fund_budget="10.00"),
        line(OUT, "二", "教育支出", total="60.00", general_public_budget="60.00"),
        line(OUT, "二", "结转下年"),
        line(OUT, None, "支出总计", total="100.00", general_public_budget="90.00", government_fund_budget="10.00"),
    ]
    form_ = form(FISCAL, *rows)
    assert not failing(check(form_))
    assert form_.unchecked == 0
    rows[2]["amounts"]["total"] = "17.00"
    assert failures(form(FISCAL, *rows)) == [("hierarchy_sum", 0)]


def test_lines_without_numbers_are_parts_too_and_sides_balance_without_totals():
    rows = [
        line(IN, "一", "本年收入", total="80.00"),
        line(IN, None, "一般公共预算拨款收入", total="80.00"),
        line(IN, None, "政府性基金预算拨款收入"),
        line(IN, "二", "上年结转", total="20.00"),
        line(IN, None, "一般公共预算拨款收入", total="5.00"),
        line(IN, None, "国有资本经营预算拨款收入", total="15.00"),
        line(OUT, "一", "本年支出", total="100.00"),
        line(OUT, None, "教育支出", total="60.00"),
        line(OUT, None, "住房保障支出", total="40.00"),
    ]
    found = check(form(FISCAL, *rows))
    assert not failing(found)
    assert verdicts(found, "balance") == ["pass"]
    rows[3]["amounts"]["total"] = "25.00"
    assert ("hierarchy_sum", 3) in failures(form(FISCAL, *rows))
    assert "fail" in verdicts(check(form(FISCAL, *rows)), "balance")


def test_expenditure_by_use_adds_up_to_the_same_total():
    rows = [
        line(OUT, "一", "公共安全支出", total="30.00"),
        line(OUT, None, "当年支出小计", total="30.00"),
        line(OUT, None, "结转下年资金"),
        line(OUT, None, "支出合计", total="30.00"),
        line(USE, "一", "基本支出", total="20.00"),
        line(USE, "二", "项目支出", total="10.00"),
    ]
    assert not failures(form(SUMMARY, *rows))
    rows[5]["amounts"]["total"] = "11.00"
    assert [rule for rule, _ in failures(form(SUMMARY, *rows))] == ["column_sum"]


def test_of_which_and_lone_lines_need_not_be_all():
    rows = [
        line(IN, "一", "财政拨款收入", total="50.00"),
        line(IN, "1", "一般公共预算", total="45.00"),
        line(IN, "二", "事业收入", total="10.00"),
        line(IN, None, "其中：教育收费", total="3.00"),
        line(IN, None, "收入总计", total="60.00"),
    ]
    assert not failures(form(SUMMARY, *rows))


def test_sides_that_do_not_balance_are_a_fault():
    rows = [
        line(IN, "一", "事业收入", total="60.00"),
        line(IN, None, "收入总计", total="60.00"),
        line(OUT, "一", "教育支出", total="50.00"),
        line(OUT, None, "支出总计", total="50.00"),
    ]
    assert [rule for rule, _ in failures(form(SUMMARY, *rows))] == ["balance"]


def test_money_of_other_years_may_be_itemised_after_the_total_of_the_year():
    rows = [
        line(IN, "一", "事业收入", total="60.00"),
        line(IN, None, "本年收入合计", total="60.00"),
        line(IN, None, "上年结转", total="20.00"),
        line(IN, None, "一般公共预算", total="15.00"),
        line(IN, None, "政府性基金", total="5.00"),
        line(IN, None, "收入总计", total="80.00"),
    ]
    assert not failures(form(SUMMARY, *rows))
    rows[3]["amounts"]["total"] = "12.00"
    assert failures(form(SUMMARY, *rows)) == [("hierarchy_sum", 2)]


def test_lines_without_numbers_may_nest_in_themselves():
    rows = [
        line(IN, "一", "一般公共预算拨款收入", total="100.00"),
        line(IN, None, "经费拨款", total="80.00"),
        line(IN, None, "纳入预算管理的非税收入拨款", total="20.00"),
        line(IN, None, "专项收入", total="5.00"),
        line(IN, None, "行政事业性收费收入", total="15.00"),
        line(IN, "二", "事业收入", total="7.00"),
        line(IN, None, "收入总计", total="107.00"),
    ]
    assert not failures(form(SUMMARY, *rows))


def test_changes_do_not_add_up():
    rows = (("一", "教育支出", "5.00", "10.00", "100.00"), ("二", "科学技术支出", "5.00", "4.00", "-20.00"))
    lines = [
        line(side, ordinal, item, prior_year=prior, total=total, change_percent=change)
        for side in (IN, OUT)
        for ordinal, item, prior, total, change in (*rows, (None, "合计", "10.00", "14.00", "40.00"))
    ]
    assert failures(form(SUMMARY, *lines)) == []
    lines[2]["amounts"]["prior_year"] = "11.00"
    assert failures(form(SUMMARY, *lines)) == [("column_sum", 2)]


def test_chongqing_calls_the_totals_of_both_sides_by_their_number():
    """收入总数 is a total like 收入总计: it closes 二、上年结转 and is no part of it."""
    lines = [
        line(IN, "一", "本年收入", total="9.00"),
        line(IN, None, "一般公共预算资金", total="9.00"),
        line(IN, "二", "上年结转", total="1.00"),
        line(IN, None, "一般公共预算拨款", total="1.00"),
        line(IN, None, "收入总数", total="10.00"),
        line(OUT, "一", "本年支出", total="10.00"),
        line(OUT, "二", "结转下年", total="0.00"),
        line(OUT, None, "支出总数", total="10.00"),
    ]
    checks = check(form(FISCAL, *lines))
    assert failing(checks) == []
    assert "pass" in verdicts(checks, "balance")
    lines[4]["amounts"]["total"] = "11.00"
    assert failures(form(FISCAL, *lines)) != []
