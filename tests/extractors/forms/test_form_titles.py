import pytest

from extractors.forms.compiled import compile_library
from extractors.forms.titles import clean_title, match_title, title_pattern
from schemas.forms.library import load_library

LIBRARY = load_library()
PATTERNS = {form.key: title_pattern(form.titles) for form in LIBRARY}


def named(title: str) -> set[str]:
    """The forms whose titles cover most of a title."""
    shared = compile_library(LIBRARY).shared
    fits = {key: match_title(clean_title(title), pattern, shared) for key, pattern in PATTERNS.items()}
    best = max((fit for fit in fits.values() if fit), default=0)
    return {key for key, fit in fits.items() if fit and fit == best}


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("部门收支总表", "department_revenue_expenditure_summary"),
        ("2025年部门财务收支预算总表", "department_revenue_expenditure_summary"),
        ("收支总体情况表", "department_revenue_expenditure_summary"),
        ("2024年部门预算收支总表", "department_revenue_expenditure_summary"),
        ("部门综合预算收支总表", "department_revenue_expenditure_summary"),
        ("某省高级人民法院2024年度收支预算总表", "department_revenue_expenditure_summary"),
        ("表一：2023年收入支出预算总表", "department_revenue_expenditure_summary"),
        ("部门收入总表", "department_revenue_summary"),
        ("收入总体情况表", "department_revenue_summary"),
        ("收入总体情况", "department_revenue_summary"),
        ("023年度一般公共预算基本支出情况表（按支出经济分类科目", "general_public_budget_basic_expenditure"),
        ("2025年部门收入预算总表", "department_revenue_summary"),
        ("部门收入预算表", "department_revenue_summary"),
        ("支出总体情况表", "department_expenditure_summary"),
        ("单位支出总表", "department_expenditure_summary"),
        ("财政拨款收支总体情况表", "fiscal_appropriation_summary"),
        ("2025年部门财政拨款收支预算总表", "fiscal_appropriation_summary"),
        ("财政拨款支出预算表（功能科目）", "fiscal_appropriation_by_function"),
        ("财政拨款支出预算表（部门经济分类科目）", "fiscal_appropriation_by_economic_class"),
        ("财政拨款基本支出预算表（经济科目）", "fiscal_appropriation_basic_expenditure"),
        ("一般公共预算支出表", "general_public_budget_expenditure"),
        ("一般公共预算支出情况表（按功能分类科目）", "general_public_budget_expenditure"),
        ("一般公共预算财政拨款支出预算表", "general_public_budget_expenditure"),
        ("2025年部门一般公共预算支出功能分类预算表", "general_public_budget_expenditure"),
        ("一般公共预算基本支出情况表（按支出经济分类科目）", "general_public_budget_basic_expenditure"),
        ("2025年部门一般公共预算基本支出部门预算经济分类预算表", "general_public_budget_basic_expenditure"),
        ("一般公共预算项目支出情况表", "general_public_budget_project_expenditure"),
        ("一般公共预算“三公”经费支出表", "general_public_budget_three_public"),
        ("“三公”经费、会议费、培训费支出预算表（一般公共预算）", "general_public_budget_three_public"),
        ("2025年部门“三公”经费和机关运行经费预算表", "general_public_budget_three_public"),
        ("财政拨款安排的行政经费及“三公”经费预算表", "general_public_budget_three_public"),
        ("一般公共预算财政拨款「三公」经费支出情况统计表", "general_public_budget_three_public"),
        ("政府性基金预算支出表", "government_fund_expenditure"),
        ("财政拨款政府性基金支出预算表", "government_fund_expenditure"),
        ("政府性基金预算财政拨款支出预算表", "government_fund_expenditure"),
        ("政府性基金预算“三公”经费支出预算表", "government_fund_three_public"),
        ("国有资本经营预算支出功能分类预算表", "state_capital_expenditure"),
        ("国有资本经营预算财政拨款支出表", "state_capital_expenditure"),
        ("一般公共预算机关运行经费支出预算表", "agency_operating_expenditure"),
        ("2017年政府采购预算表", "government_procurement"),
        ("政府采购支出预算表（续表）", "government_procurement"),
        ("部门预算项目支出绩效目标表（2024年度）", "project_performance_targets"),
        ("部门整体支出绩效目标申报表", "overall_performance_targets"),
        ("财政项目支出绩效目标填报表", "project_goal_statement"),
        ("2025年预算单位财务收支预算总表", "department_revenue_expenditure_summary"),
        ("收支预算表", "department_revenue_expenditure_summary"),
        ("部门收支预算汇总表", "department_revenue_expenditure_summary"),
        ("部门收入表", "department_revenue_summary"),
        ("部门支出总表（按功能分类科目）", "department_expenditure_summary"),
        ("财政拨款收支预算表", "fiscal_appropriation_summary"),
        ("公共财政拨款收支预算总表", "fiscal_appropriation_summary"),
        ("公共财政拨款基本支出预算表", "fiscal_appropriation_basic_expenditure"),
        ("单位一般公共预算拨款表", "general_public_budget_expenditure"),
        ("部门公共预算支出功能分类预算表", "general_public_budget_expenditure"),
        ("公共财政拨款支出预算表", "general_public_budget_expenditure"),
        ("一般公共预算安排基本支出分经济科目表", "general_public_budget_basic_expenditure"),
        ("部门综合预算一般公共预算基本支出明细表（按支出经济分类科目分）", "general_public_budget_basic_expenditure"),
        ("财政拨款（含一般公共预算和政府性基金预算）“三公”经费支出表", "general_public_budget_three_public"),
        ("“三公”经费公共预算财政拨款支出情况表", "general_public_budget_three_public"),
        ("一般公共预算“三公”经费、培训费、会议费支出表", "general_public_budget_three_public"),
        ("部门预算政府基金预算财政拨款支出表", "government_fund_expenditure"),
        ("部门政府性基金拨款表", "government_fund_expenditure"),
        ("单位国有资本经营预算拨款表", "state_capital_expenditure"),
        ("部门综合预算政府采购（资产配置、购买服务）预算表", "government_procurement"),
        ("项目支出绩效表", "project_performance_targets"),
        ("项目支出绩效信息表", "project_performance_targets"),
        ("特定目标类项目绩效目标表", "project_performance_targets"),
        ("市审计局2025年度部门整体目标填报表", "overall_performance_targets"),
        ("部门专项业务经费重点项目绩效目标表", "project_goal_statement"),
        ("部门专项业务经费绩效目标表", "project_goal_statement"),
        ("专项资金总体绩效目标表", "project_goal_statement"),
        ("一般公共预算支出明细表（按支出功能分类科目-不含上年结转）", "general_public_budget_expenditure"),
        ("一般公共预算基本支出明细表（按支出经济分类科目，不含上年结转）", "general_public_budget_basic_expenditure"),
        ("某市妇联部门收支总表", "department_revenue_expenditure_summary"),
        ("某县政协支出预算总表", "department_expenditure_summary"),
        ("财政支出绩效目标申报表", "project_goal_statement"),
        ("项目支出绩效目标申报（批复）表", "project_goal_statement"),
        ("部门预算支出绩效目标表", "project_performance_targets"),
        ("部门（单位）整体支出年度绩效目标表", "overall_performance_targets"),
        ("一般公共预算基本支出（部门）经济分类预算表", "general_public_budget_basic_expenditure"),
        ("部门一般公共预算本级财力安排支出情况表", "general_public_budget_expenditure"),
    ],
)
def test_titles_that_provinces_print(title, form):
    assert form in named(title)


@pytest.mark.parametrize(
    "title",
    [
        "社会保险基金收入支出决算总表",
        "一般公共预算财政拨款项目支出决算表",
        "基本支出预算表",
        "项目支出预算表",
        "政府购买服务支出预算表",
        "政府性基金预算收支总表",
        "国有资本经营预算收支总表",
        "一般公共预算基本支出表（政府预算经济分类）",
        "人员情况表",
        "部门预算公开情况说明",
        "社会保险基金预算收支总表",
        "项目支出",
        "支出预算分类汇总表（按部门预算经济分类）",
        "一般公共预算支出经济分类情况表",
        "政府性基金预算收入表",
        "国有资本经营预算收支预算表",
        "项目支出绩效自评表",
        "部门整体支出绩效评价指标表",
        "财政专户管理资金预算支出表",
        "部门管理转移支付表",
        "2024年预算执行收支情况表",
        "部门综合预算财政拨款结转资金支出表",
        "",
    ],
)
def test_titles_of_other_tables(title):
    assert named(title) == set()
