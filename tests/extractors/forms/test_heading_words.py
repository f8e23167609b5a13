"""Words that documents have for one measure: each alone beside a total and a column that no form knows."""

import pytest

from tests.extractors.forms.grids import grid, records

REVENUE, EXPENDITURE, GENERAL = "部门收入总表", "部门支出总表", "一般公共预算支出表"


@pytest.mark.parametrize(
    ("title", "heading", "measure"),
    [
        (REVENUE, "年初结转和结余", "carry_over"),
        (REVENUE, "使用结转结余资金", "carry_over"),
        (REVENUE, "单位上年结余（不包括国库集中支付额度结余）", "carry_over"),
        (REVENUE, "教育收费（财政专户）", "education_fees"),
        (REVENUE, "财政拨款（补助）收入", "fiscal_appropriation"),
        (REVENUE, "财政补助收入", "fiscal_appropriation"),
        (REVENUE, "公共财政拨款", "general_public_budget"),
        (REVENUE, "一般公共预算拨款（补助）", "general_public_budget"),
        (REVENUE, "公共预算拨款", "general_public_budget"),
        (REVENUE, "本级一般公共预算拨款", "general_public_budget"),
        (REVENUE, "经费拨款（补助）", "general_public_budget"),
        (REVENUE, "政府基金预算", "government_fund_budget"),
        (REVENUE, "事业预算收入", "undertaking_income"),
        (REVENUE, "经营预算收入", "operating_income"),
        (REVENUE, "事业单位经营服务收入", "operating_income"),
        (REVENUE, "其它收入", "other_income"),
        (REVENUE, "上级补助预算收入", "superior_subsidy"),
        (REVENUE, "对附属单位上缴收入", "affiliate_remittance"),
        (REVENUE, "纳入专户管理的非税收入", "special_account_funds"),
        (REVENUE, "专户资金", "special_account_funds"),
        (REVENUE, "教育收费资金收入", "education_fees"),
        (REVENUE, "使用非财政拨款结余（含专用结余）", "non_fiscal_balance"),
        (REVENUE, "动用事业基金", "non_fiscal_balance"),
        (EXPENDITURE, "事业单位经营支出预算", "operating_expenditure"),
        (EXPENDITURE, "对附属单位补助支出预算", "subsidy_to_affiliates"),
        (EXPENDITURE, "人员经费和公用经费支出", "basic"),
        (EXPENDITURE, "专项业务经费支出", "project"),
        (GENERAL, "上年年初预算", "prior_year"),
        (GENERAL, "2023年（执行数）", "prior_year"),
        (GENERAL, "2023年全年执行数", "prior_year"),
        (GENERAL, "与上年对比增减额", "change"),
        ("一般公共预算“三公”经费支出表", "车辆购置及运行费", "vehicles.subtotal"),
    ],
)
def test_words_of_documents_for_a_measure(title, heading, measure):
    table = grid(f"名称 | 合计 | {heading} | 某项\n某局 | 9 | 7 | 1", title=title)
    assert records(table)[0]["amounts"] == {"total": "9", measure: "7"}


@pytest.mark.parametrize(
    "heading", ["采购预算（万元）", "采购项目预算金额", "总价", "预算资金", "计划采购金额", "采购资金"]
)
def test_words_for_the_amount_of_a_purchase_beside_its_quantity(heading):
    table = grid(
        f"""
        类别 | 政府采购项目名称 | 采购品目 | 组织形式 | 采购数量 | 单价 | {heading}
        货物 | 公用经费 | 空调 | 集中采购 | 3 | 2 | 6
        """,
        title="政府采购预算表",
    )
    (record,) = records(table)
    leading = [record[key] for key in ("category", "project", "item", "method")]
    assert leading == ["货物", "公用经费", "空调", "集中采购"]
    assert record["amounts"] == {"total": "6"}
