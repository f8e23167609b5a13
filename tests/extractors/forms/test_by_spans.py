"""Columns told by the spans of their headings, where few of these can be read."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.forms.library import load_library
from schemas.table import Table
from tests.extractors.forms.grids import grid, recognised, records

FORM = "fiscal_appropriation_by_economic_class"
TITLE = "财政拨款支出预算表（部门经济分类科目）"
YEARS = ["省级当年财政拨款安排", "中央提前通知专项转移支付等", "上年结转安排"]
BUDGETS = ["一般公共预算拨款", "政府性基金安排", "国有资本经营预算安排", "上年应返还额度结转"]
LEAVES = ["小计", "基本支出", "项目支出"]
#: A row's figures: total 100 = 60 (40 + 20) + 0 + 40 (30 + 10), in the form's columns.
FIGURES = ["100", *["60", "60", "40", "20"], *["0"] * 6, *["0"] * 10, *["40", "40", "30", "10"], *["0"] * 9]


def headed(read: set[str], leaves: Sequence[str] = LEAVES, figures: Sequence[str] = FIGURES) -> Table:
    """Return a scan of the form's 34 columns in which only these headings are read."""
    top, middle, low = ["总计"], ["^"], ["^"]
    for year in YEARS:
        budgets = BUDGETS if year == YEARS[-1] else BUDGETS[:3]
        top += [year, *["<"] * (3 * len(budgets))]
        middle += ["合计", *(text for budget in budgets for text in (budget, "<", "<"))]
        low += ["^", *(leaf for _ in budgets for leaf in leaves)]
    row = ["办公费", *(f"{figure}.00" for figure in figures)]
    lines = [["单位名称（科目）", *top], ["^", *middle], ["^", *low], *[row] * 5]
    table = grid("\n".join(" | ".join(line) for line in lines), headers=3, title=TITLE)
    for cell in table.cells:
        cell.source, cell.confidence = "ocr", 0.7
        if cell.row < 3 and cell.column and cell.text not in read:
            cell.text, cell.confidence = "某", 0.2
    return table


ENOUGH = {YEARS[1], BUDGETS[0], BUDGETS[1], BUDGETS[3], "小计", "基本支出", "合计"}


def test_columns_are_told_by_the_spans_of_their_headings_where_enough_is_read() -> None:
    table = headed(ENOUGH)
    found = recognised(table)
    (form,) = found.forms
    assert set(form.records[0]["amounts"]) == set(load_library()[FORM].measures)
    assert form.records[0]["amounts"]["current_year.general_public_budget.project"] == "20.00"
    assert form.records[0]["amounts"]["carry_over.general_public_budget.basic"] == "30.00"
    assert any("by its place" in warning.message for warning in found.warnings)
    doubted = [cell.confidence for cell in table.cells if cell.row >= 3 and cell.column == 5]
    assert set(doubted) == {0.2}


def test_two_headings_of_one_span_that_were_not_read_may_be_either() -> None:
    assert "carry_over.general_public_budget.basic" not in mapped(headed(ENOUGH - {"基本支出"}))
    assert "current_year.general_public_budget.subtotal" not in mapped(headed(ENOUGH - {YEARS[1]}))


def test_headings_in_another_order_are_not_the_forms() -> None:
    assert len(mapped(headed(ENOUGH, leaves=["小计", "项目支出", "基本支出"]))) < 34


def test_figures_that_do_not_add_up_contradict_it() -> None:
    figures = [*FIGURES[:2], *FIGURES[3:6], FIGURES[2], *FIGURES[6:]]
    assert len(mapped(headed(ENOUGH, figures=figures))) < 34


def mapped(table: Table) -> set[str]:
    """Return the measures of a table's records."""
    return {measure for record in (records(table) if recognised(table).forms else []) for measure in record["amounts"]}
