"""Rows that hold other rows: totals, units, headings, codes."""

from extractors.checks import check_forms
from extractors.checks.apply_rules import equations
from schemas.forms.library import load_library
from tests.extractors.checks.checks_building import failing, form, row, verdicts

LIBRARY = load_library()
FUNCTION = "fiscal_appropriation_by_function"
ECONOMIC = "general_public_budget_basic_expenditure"


def check(*forms):
    return check_forms(list(forms), [], LIBRARY)


def codes(*amounts):
    """A total, one 类 with two 款, the second with two 项."""
    labels = [
        (None, "合计"),
        ("208", "社会保障和就业支出"),
        ("20801", "甲"),
        ("20805", "乙"),
        ("2080501", "丙"),
        ("2080505", "丁"),
    ]
    return [row(code, name, total=amount) for (code, name), amount in zip(labels, amounts, strict=True)]


def failed_rows(found):
    return [(check_.rule, check_.cells[0].row) for check_ in failing(found)]


def test_codes_hold_the_codes_that_begin_with_them():
    form_ = form(FUNCTION, *codes("60.00", "60.00", "10.00", "50.00", "20.00", "30.00"))
    found = check(form_)
    assert not failing(found)
    assert verdicts(found, "column_sum") == ["pass"]
    assert form_.unchecked == 0


def test_a_wrong_leaf_fails_its_parent_only():
    found = check(form(FUNCTION, *codes("60.00", "60.00", "10.00", "50.00", "20.00", "33.00")))
    assert failed_rows(found) == [("hierarchy_sum", 3)]


def test_a_wrong_total_fails_the_column():
    found = check(form(FUNCTION, *codes("66.00", "60.00", "10.00", "50.00", "20.00", "30.00")))
    assert failed_rows(found) == [("column_sum", 0)]


def test_a_total_at_the_foot_is_a_total_too():
    head, *rest = codes("61.00", "60.00", "10.00", "50.00", "20.00", "30.00")
    assert failed_rows(check(form(FUNCTION, *rest, head))) == [("column_sum", 5)]


def test_rounding_is_no_fault():
    found = check(form(FUNCTION, *codes("60.00", "60.01", "10.00", "50.01", "20.00", "30.00")))
    assert not failing(found)


def test_a_blank_total_says_nothing():
    rows = codes("60.00", "60.00", "10.00", "50.00", "20.00", "30.00")
    del rows[3]["amounts"]["total"]
    form_ = form(FUNCTION, *rows)
    assert not failing(check(form_))


def test_details_repeat_the_code_of_their_subject():
    rows = [
        row(None, "合计", total="90.00"),
        row("301", "工资福利支出", total="90.00"),
        row("30101", "基本工资", "30101", total="60.00"),
        row("30101", "行政基本工资", "3010101", total="45.00"),
        row("30101", "事业基本工资", "3010102", total="15.00"),
        row("30102", "津贴补贴", "30102", total="30.00"),
    ]
    assert not failing(check(form(ECONOMIC, *rows)))
    rows[3]["amounts"]["total"] = "54.00"
    assert failed_rows(check(form(ECONOMIC, *rows))) == [("hierarchy_sum", 2)]


def test_projects_that_share_a_code_are_equals():
    rows = [
        row(None, "合计", total="60.00"),
        row(None, "综合业务管理", total="50.00"),
        row("2080104", "劳动监察经费", total="20.00"),
        row("2080104", "党建经费", total="30.00"),
        row(None, "社会保险经办机构", total="10.00"),
        row("2080109", "宣传经费", total="10.00"),
    ]
    assert not failing(check(form("general_public_budget_project_expenditure", *rows)))
    rows[3]["amounts"]["total"] = "35.00"
    assert failed_rows(check(form("general_public_budget_project_expenditure", *rows))) == [("hierarchy_sum", 1)]


def units(with_codes):
    def unit(code):
        return code if with_codes else None

    return [
        row(None, "合计", total="100.00", basic="70.00", project="30.00"),
        row(None, None, total="100.00", basic="70.00", project="30.00"),
        row(None, "某市教育局", unit("105"), total="100.00", basic="70.00", project="30.00"),
        row(None, "某市教育局本级", unit("105001"), total="60.00", basic="40.00", project="20.00"),
        row("2050101", "行政运行", "105001", total="60.00", basic="40.00", project="20.00"),
        row(None, "某市第一中学", unit("105002"), total="40.00", basic="30.00", project="10.00"),
        row("2050204", "高中教育", "105002", total="25.00", basic="20.00", project="5.00"),
        row("2080505", "机关事业单位基本养老保险缴费支出", "105002", total="15.00", basic="10.00", project="5.00"),
    ]


def test_units_hold_their_rows_and_the_department_its_units():
    for with_codes in (True, False):
        assert not failing(check(form("department_expenditure_summary", *units(with_codes))))


def test_a_wrong_row_of_one_unit_is_found_there():
    for with_codes in (True, False):
        rows = units(with_codes)
        rows[6]["amounts"]["total"] = "52.00"
        found = check(form("department_expenditure_summary", *rows))
        assert ("hierarchy_sum", 5) in failed_rows(found)
        assert {check_.cells[0].row for check_ in failing(found)} == {5, 6}


def test_units_only_may_be_a_list_or_begin_with_their_sum():
    listed = [row(None, "合计", total="9.00"), row(None, "甲局", total="4.00"), row(None, "乙局", total="5.00")]
    summed = [*listed[:1], row(None, "丙局", total="9.00"), *listed[1:]]
    for rows in (listed, summed):
        assert not failing(check(form("department_expenditure_summary", *rows)))


def test_groups_add_up_to_their_subtotal_without_of_which():
    rows = [
        row(None, "收入总计", total="98.00"),
        row(None, "小计", None, "一般公共预算资金", total="90.00"),
        row(None, "公共财政拨款", None, "一般公共预算资金", total="85.00"),
        row(None, "专项收入", None, "一般公共预算资金", total="5.00"),
        row(None, "小计", None, "上年结转和结余资金", total="8.00"),
        row(None, "其中:动用上年结转和结余资金", None, "上年结转和结余资金", total="3.00"),
    ]
    assert not failing(check(form("department_revenue_summary", *rows)))
    rows[3]["amounts"]["total"] = "7.00"
    assert failed_rows(check(form("department_revenue_summary", *rows))) == [("hierarchy_sum", 1)]


def test_subtotals_stand_before_or_after_their_rows():
    def labelled(*pairs):
        return [row(None, name, total=f"{amount}.00") for name, amount in pairs]

    after = labelled(("工资", 4), ("津贴", 6), ("小计", 10), ("水费", 2), ("小计", 2), ("合计", 12))
    before = labelled(("合计", 12), ("人员小计", 10), ("工资", 4), ("津贴", 6), ("公用小计", 2), ("水费", 2))
    for rows in (after, before):
        assert not failing(check(form(FUNCTION, *rows)))


def test_headings_that_sums_do_not_confirm_are_undecided():
    rows = [
        row(None, "合计", total="60.00"),
        row(None, "重点项目", total="50.00"),
        row("2080104", "其他项目", total="10.00"),
    ]
    found = check(form("general_public_budget_project_expenditure", *rows))
    assert not failing(found)
    assert "skipped" in verdicts(found, "hierarchy_sum")


def procurement(category, project, economic_subject, item, method, total):
    labels = {
        "category": category,
        "project": project,
        "economic_subject": economic_subject,
        "item": item,
        "method": method,
    }
    return labels | {"amounts": {"total": total}}


def test_labels_in_columns_nest_from_left_to_right():
    rows = [
        procurement("合计", None, None, None, None, "530.00"),
        procurement("一、货物A", None, None, None, None, "30.00"),
        procurement(None, "设备购置", "办公设备购置", None, None, "30.00"),
        procurement(None, None, None, "复印机", "分散采购", "10.00"),
        procurement(None, None, None, None, "集中采购", "20.00"),
        procurement("二、工程B", None, None, None, None, "500.00"),
        procurement(None, "维修", "维修费", None, None, "500.00"),
    ]
    assert not failing(check(form("government_procurement", *rows)))
    rows[4]["amounts"]["total"] = "25.00"
    assert failed_rows(check(form("government_procurement", *rows))) == [("hierarchy_sum", 2)]


def test_a_flat_list_of_purchases_adds_up_to_its_total():
    rows = [
        procurement("合计", None, None, None, None, "30.00"),
        procurement("货物", "设备购置", "办公设备购置", "复印机", "集中采购", "10.00"),
        procurement("货物", "设备购置", "办公设备购置", "计算机", "集中采购", "21.00"),
    ]
    assert failed_rows(check(form("government_procurement", *rows))) == [("column_sum", 0)]


def test_a_total_of_purchases_may_stand_at_the_foot():
    rows = [
        procurement("货物", "设备购置", None, "复印机", "集中采购", "10.00"),
        procurement("货物", "设备购置", None, "计算机", "集中采购", "21.00"),
        procurement("合计", None, None, None, None, "30.00"),
    ]
    assert failed_rows(check(form("government_procurement", *rows))) == [("column_sum", 2)]


def test_purchases_in_an_unknown_order_can_only_be_shown_right():
    rows = [
        procurement("合计", None, None, None, None, "30.00"),
        procurement("某局", None, None, None, None, "30.00"),
        procurement("货物", None, None, None, None, "10.00"),
        procurement("服务", None, None, None, None, "20.00"),
    ]
    assert verdicts(check(form("government_procurement", *rows)), "column_sum") == ["pass"]
    rows[3]["amounts"]["total"] = "25.00"
    assert verdicts(check(form("government_procurement", *rows)), "column_sum") == ["skipped"]


def test_details_under_a_line_count_once():
    def labelled(name, total):
        return {"unit_code": None, "name": name, "amounts": {"total": total}}

    rows = [
        labelled("合计", "37.00"),
        labelled("因公出国（境）费用", "5.00"),
        labelled("公务用车购置及运行维护费", "26.00"),
        labelled("公务用车购置费", "6.00"),
        labelled("公务用车运行维护费", "20.00"),
        labelled("公务接待费", "6.00"),
    ]
    assert not failing(check(form("general_public_budget_three_public", *rows)))


def test_unit_codes_in_the_column_of_subjects_are_no_subjects():
    rows = [
        row(None, "合计", total="9.00"),
        row("105", "某市教育局", total="9.00"),
        row("105001", "某市教育局本级", total="9.00"),
        row("2050101", "行政运行", total="5.00"),
        row("2050102", "一般行政管理事务", total="4.00"),
    ]
    found = check(form(FUNCTION, *rows))
    assert not failing(found)
    assert verdicts(found, "code_format") == ["pass"]


def test_codes_printed_in_parts_prove_nothing():
    labels = [("208", "社会保障和就业支出"), ("05", "行政事业单位养老支出"), ("01", "行政单位离退休")]
    rows = [row(None, "合计", total="7.00"), *(row(code, name, total="7.00") for code, name in labels)]
    assert not failing(check(form(FUNCTION, *rows)))


def test_a_subject_dropped_since_last_year_is_no_fault():
    def years(code, name, total, prior_year):
        return row(code, name, total=total, prior_year=prior_year)

    rows = [
        years("208", "社会保障和就业支出", "30.00", "50.00"),
        years("20801", "人力资源和社会保障管理事务", "30.00", "40.00"),
        years(None, "合计", "30.00", "50.00"),
    ]
    assert not failing(check(form("general_public_budget_expenditure", *rows)))
    rows[1]["amounts"]["prior_year"] = "60.00"
    assert failed_rows(check(form("general_public_budget_expenditure", *rows))) == [("hierarchy_sum", 0)]


def test_last_years_sums_are_sums_where_they_hold():
    rows = [
        row(code, name, total="30.00", prior_year="40.00")
        for code, name in (("208", "社会保障和就业支出"), ("20801", "人力资源和社会保障管理事务"))
    ]
    function = form("general_public_budget_expenditure", *rows)
    assert ("hierarchy_sum", "prior_year") in {
        (equation.rule, equation.total.figure.path) for equation in equations([function], [], load_library())
    }


SHORT = [
    ("208", "社会保障和就业支出", "9.00"),
    ("05", "行政事业单位养老支出", "9.00"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "6.00"),
    ("2080506", "机关事业单位职业年金缴费支出", "3.00"),
    ("221", "住房保障支出", "2.00"),
    ("02", "住房改革支出", "2.00"),
    ("2210201", "住房公积金", "2.00"),
]


def test_a_level_of_which_only_two_digits_are_printed_nests_like_its_whole_code():
    rows = [row(None, "合计", total="11.00"), *(row(code, name, total=amount) for code, name, amount in SHORT)]
    form_ = form(FUNCTION, *rows)
    found = check(form_)
    assert not failing(found)
    assert verdicts(found, "code_format") == ["pass"]
    assert form_.unchecked == 0
    rows[3]["amounts"]["total"] = "5.00"
    assert failed_rows(check(form(FUNCTION, *rows))) == [("hierarchy_sum", 2)]


def test_a_short_code_that_nothing_completes_is_malformed():
    rows = [row("208", "社会保障和就业支出"), row("05", "某项"), *(row("2080505", "某费") for _ in range(3))]
    assert verdicts(check(form(FUNCTION, *rows)), "code_format") == ["pass"]
    rows[1] = row("77", "住房公积金")
    assert verdicts(check(form(FUNCTION, *rows)), "code_format") == ["fail"]
