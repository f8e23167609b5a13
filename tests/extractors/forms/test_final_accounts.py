"""Final accounts (决算): drawn like the template, read exactly; budgets are none, and they are no budgets."""

from pathlib import Path
from typing import Any

import pytest

from extractors.emit import Extraction
from extractors.forms import recognise_forms
from extractors.forms.titles import clean_title
from extractors.pipeline import extract
from schemas.forms.library import FormLibrary, load_library
from tests.extractors.forms.final_accounts import FORMS, draw, rows_of
from tests.extractors.forms.grids import bare, grid, recognised, records

CORPUS = Path("../shared/corpus/real")
REFERENCE = Path("samples/jiangyou-2024.pdf")
BUDGETS = [REFERENCE, *sorted(CORPUS.glob("*.pdf"))]
VEHICLES = ["vehicles.subtotal", "vehicles.purchase", "vehicles.operation"]
SPENT = ["total", "overseas_travel", *VEHICLES, "reception"]
#: The measures of the columns of forms with one record a row.
COLUMNS = {
    "final_accounts_revenue": [
        "total",
        "fiscal_appropriation",
        "superior_subsidy",
        "undertaking_income",
        "operating_income",
        "affiliate_remittance",
        "other_income",
    ],
    "final_accounts_expenditure": [
        "total",
        "basic",
        "project",
        "remittance_to_superior",
        "operating_expenditure",
        "subsidy_to_affiliates",
    ],
    "final_accounts_general_public_budget_expenditure": ["total", "basic", "project"],
    "final_accounts_government_fund": ["carry_over", "revenue", "total", "basic", "project", "carried_forward"],
    "final_accounts_state_capital_expenditure": ["total", "basic", "project"],
}
BY_TITLE = dict(zip((title for _, title, _ in FORMS), (text for _, _, text in FORMS), strict=True))


@pytest.fixture(scope="module")
def published() -> Extraction:
    return extract(draw())


def named(title: str) -> list[str]:
    table = grid("科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出\n201 | 公共服务 | 1 | 1 |", title=title)
    return [form.form for form in recognised(table).forms]


def amounts(pieces: list[str], measures: list[str]) -> dict[str, str]:
    return {name: text.replace(",", "") for name, text in zip(measures, pieces, strict=True) if text}


def one_side(text: str, label: int, measures: dict[str, int]) -> list[dict[str, Any]]:
    """The records of one side of a drawn two-sided form; ordinals are dropped from labels."""
    found = []
    for row in rows_of(text)[3:]:
        said = {name: row[column].replace(",", "") for name, column in measures.items() if row[column]}
        if row[label]:
            found.append({"item": row[label].split("、", 1)[-1], "amounts": said})
    return found


def test_every_form_of_the_template_is_recognised(published: Extraction):
    assert [(form.code, form.title) for form in published.forms] == [(code, title) for code, title, _ in FORMS]
    assert [form.form for form in published.forms] == [
        "final_accounts_revenue_expenditure_summary",
        "final_accounts_revenue",
        "final_accounts_expenditure",
        "final_accounts_fiscal_appropriation_summary",
        "final_accounts_general_public_budget_expenditure",
        "final_accounts_general_public_budget_basic_expenditure",
        "final_accounts_three_public",
        "final_accounts_government_fund",
        "final_accounts_state_capital_expenditure",
    ]
    assert {(form.fiscal_year, form.unit, form.entity) for form in published.forms} == {(2023, "万元", "青石镇财政局")}
    assert published.warnings == []


def test_rows_of_figures_are_exact(published: Extraction):
    for form in published.forms:
        if form.form not in COLUMNS:
            continue
        drawn = []
        for row in rows_of(BY_TITLE[form.title or ""])[3:]:
            total = row[1] == "<"
            code, name = (None, row[0]) if total else (row[0], row[1])
            said = amounts(row[2:], COLUMNS[form.form])
            drawn.append({"subject_code": code, "unit_code": None, "name": name, "amounts": said})
        assert [bare(record) for record in form.records] == drawn, form.form


@pytest.mark.parametrize(
    ("position", "revenue", "expenditure"),
    [
        (0, {"total": 2}, {"total": 5}),
        (
            3,
            {"total": 2},
            {"total": 5, "general_public_budget": 6, "government_fund_budget": 7, "state_capital_budget": 8},
        ),
    ],
)
def test_both_sides_are_exact(published: Extraction, position: int, revenue: dict, expenditure: dict):
    text = FORMS[position][2]
    drawn = [{"side": "revenue", **each} for each in one_side(text, 0, revenue)]
    drawn += [{"side": "expenditure", **each} for each in one_side(text, 3, expenditure)]
    shown = [{key: row[key] for key in ("side", "item", "amounts")} for row in published.forms[position].records]
    assert shown == drawn


def test_lists_side_by_side_are_read_one_after_the_other(published: Extraction):
    form = published.forms[5]
    rows = rows_of(FORMS[5][2])[2:]
    drawn = []
    for first in (0, 3, 6):
        for row in rows:
            code, name, figure = row[first : first + 3]
            if not name or (name == "<" and row[first] == "<") or (name == "<" and figure == "<"):
                continue
            drawn.append((None, code, figure) if name == "<" else (code, name, figure))
    drawn.append((None, "公用经费合计", rows[-1][8]))
    shown = [(row["subject_code"], row["name"], row["amounts"].get("total", "")) for row in form.records]
    assert shown == drawn
    assert len({tuple(place) for row in form.records for place in row["cells"].values()}) == (
        sum(bool(figure) for _, _, figure in drawn)
    )


def test_budgeted_and_spent_stand_beside_each_other(published: Extraction):
    (record,) = published.forms[6].records
    row = rows_of(FORMS[6][2])[-1]
    wanted = amounts(row[:6], [f"budget.{name}" for name in SPENT]) | amounts(row[6:], SPENT)
    assert bare(record) == {"unit_code": None, "name": None, "amounts": wanted}


def test_every_amount_is_checked_and_holds(published: Extraction):
    assert {check.status for check in published.checks} == {"pass"}
    assert [form.unchecked for form in published.forms] == [0] * len(FORMS)
    assert {
        (check.form, check.message.split(" = ")[0]) for check in published.checks if check.rule == "cross_form"
    } >= {
        ("final_accounts_revenue", "total"),
        ("final_accounts_revenue", "fiscal_appropriation"),
        ("final_accounts_expenditure", "total"),
        ("final_accounts_general_public_budget_expenditure", "total"),
        ("final_accounts_government_fund", "total"),
        ("final_accounts_state_capital_expenditure", "total"),
    }


@pytest.mark.parametrize(
    ("position", "old", "new", "form"),
    [
        (0, "总计 | 31 | 1,405.75", "总计 | 31 | 1,405.65", "final_accounts_revenue_expenditure_summary"),
        (1, "合计 | < | 1,365.75", "合计 | < | 1,356.75", "final_accounts_revenue"),
        (4, "合计 | < | 1,190.50", "合计 | < | 1,109.50", "final_accounts_general_public_budget_expenditure"),
        (5, "747.50", "757.50", "final_accounts_general_public_budget_basic_expenditure"),
        (6, "16.40", "16.80", "final_accounts_three_public"),
        (7, "75.00 | 5.00\n        212 ", "75.00 | 50.00\n        212 ", "final_accounts_government_fund"),
    ],
)
def test_a_wrong_figure_is_caught(position: int, old: str, new: str, form: str):
    code, title, text = FORMS[position]
    assert old in text
    found = extract(draw([(code, title, text.replace(old, new, 1))]))
    assert form in {check.form for check in found.checks if check.status == "fail"}


def test_no_budget_definition_takes_a_final_account(published: Extraction):
    budgets = FormLibrary(load_library().shared)
    for form in load_library():
        if not form.key.startswith("final_accounts_"):
            budgets.register(form)
    assert recognise_forms(published.tables, budgets, 2023).forms == []


@pytest.mark.parametrize("path", BUDGETS, ids=lambda path: path.stem)
def test_no_final_account_is_seen_in_a_budget(path: Path):
    if not path.exists():
        pytest.skip("the published budgets are not beside the work tree")
    found = extract(path.read_bytes())
    budgets = FormLibrary(load_library().shared)
    for form in load_library():
        if not form.key.startswith("final_accounts_"):
            budgets.register(form)
    again = recognise_forms(found.tables, budgets, None).forms
    assert [(form.form, form.table_ids) for form in found.forms] == [(form.form, form.table_ids) for form in again]
    assert not [form.form for form in found.forms if form.form.startswith("final_accounts_")]


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("2022年度支出决算表", "final_accounts_expenditure"),
        ("青石镇财政局2022年度部门支出决算表", "final_accounts_expenditure"),
        ("支出决算表（续表）", "final_accounts_expenditure"),
        ("2022年度一般公共预算财政拨款支出决算表", "final_accounts_general_public_budget_expenditure"),
        ("一般公共预算财政拨款支出决算明细表", "final_accounts_general_public_budget_expenditure"),
        ("国有资本经营预算财政拨款支出决算表", "final_accounts_state_capital_expenditure"),
        ("政府性基金预算财政拨款收入支出决算表", "final_accounts_government_fund"),
        ("部门支出总表", "department_expenditure_summary"),
        ("一般公共预算支出表", "general_public_budget_expenditure"),
    ],
)
def test_titles_tell_final_accounts_from_budgets_and_from_each_other(title: str, form: str):
    assert clean_title(title)
    assert named(title) == [form]


@pytest.mark.parametrize("title", ["项目支出决算表", "基本支出决算表", "社会保险基金支出决算表", "预算执行情况表"])
def test_final_accounts_of_other_kinds_are_none_of_these(title: str):
    assert named(title) == []


OLDER = """
    项目 | < | < | < | 本年支出合计 | 基本支出 | 项目支出
    功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^
    类 | 款 | 项 | 栏次 | 1 | 2 | 3
    ^ | ^ | ^ | 合计 | 9.00 | 5.00 | 4.00
    201 | < | < | 一般公共服务支出 | 9.00 | 5.00 | 4.00
    20101 | < | < | 人大事务 | 9.00 | 5.00 | 4.00
    2010101 | < | < | 行政运行 | 9.00 | 5.00 | 4.00
"""


def test_older_prints_with_headings_for_parts_of_the_code():
    (form,) = extract(draw([("公开05表", "一般公共预算财政拨款支出决算表", OLDER)])).forms
    assert [(row["subject_code"], row["name"]) for row in form.records] == [
        (None, "合计"),
        ("201", "一般公共服务支出"),
        ("20101", "人大事务"),
        ("2010101", "行政运行"),
    ]
    assert {tuple(row["amounts"].items()) for row in form.records} == (
        {(("total", "9.00"), ("basic", "5.00"), ("project", "4.00"))}
    )


def test_a_summary_that_prints_the_budget_too():
    table = grid(
        """
        收入 | < | < | < | 支出 | < | < | <
        项目 | 行次 | 年初预算数 | 决算数 | 项目 | 行次 | 年初预算数 | 决算数
        一、一般公共预算财政拨款收入 | 1 | 5 | 6 | 一、一般公共服务支出 | 9 | 5 | 6
        """,
        headers=2,
        title="收入支出决算总表",
    )
    assert [record["amounts"] for record in records(table)] == [{"budget": "5", "total": "6"}] * 2


def test_basic_expenditure_in_one_list():
    table = grid(
        """
        经济分类科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
        合计 | < | 9 | 5 | 4
        301 | 工资福利支出 | 5 | 5 |
        302 | 商品和服务支出 | 4 | | 4
        """,
        title="一般公共预算财政拨款基本支出决算表",
    )
    assert bare(records(table)[0]) == (
        {
            "subject_code": None,
            "unit_code": None,
            "name": "合计",
            "amounts": {"total": "9", "personnel": "5", "operations": "4"},
        }
    )
