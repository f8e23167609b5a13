from __future__ import annotations

import re

import pytest

from schemas.forms.library import load_library
from schemas.forms.spellings import LONGEST, MOST, spellings


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("基本支出", {"基本支出"}),
        ("(本年|当年)?支出", {"支出", "本年支出", "当年支出"}),
        ("单位(编码|代码)|编号", {"单位编码", "单位代码", "编号"}),
        ("[一二]级指标", {"一级指标", "二级指标"}),
        ("预算*数", {"预数", "预算数"}),
        (r"科目\(类\)", {"科目(类)"}),
        (".*", set()),
        ("", set()),
    ],
)
def test_patterns_are_spelt_out(pattern: str, texts: set[str]) -> None:
    assert spellings(pattern) == texts


def test_a_pattern_that_says_almost_anything_stays_a_short_list() -> None:
    assert len(spellings("(a|b|c|d|e)?" * 12 + "z")) <= MOST


def test_of_many_texts_the_shorter_ones_are_spelt_out() -> None:
    found = spellings("(a)?(bb)?(ccc)?(dddd)?(e|f|g|h|i)?(k|l|m|n|o|p)?(q|r|s|t|u|v)?z")
    assert {"z", "az", "ekz"} <= found
    assert len(found) <= MOST
    assert "abbcccddddekqz" not in found


def test_every_spelling_of_the_shipped_headings_fits_its_pattern() -> None:
    shared = load_library().shared
    for patterns in (*shared.measures.values(), *shared.leading.values(), shared.figures):
        for pattern in patterns:
            found = spellings(pattern)
            assert all(re.fullmatch(pattern, text) and len(text) <= LONGEST for text in found)


def test_a_library_names_the_headings_under_a_title() -> None:
    library = load_library()
    found = library.headings_under("2024年部门预算项目绩效目标表")
    assert found["三级指标"] == "level3"
    assert found["项目名称"] == "project"
    assert library.headings_under("某某情况说明") == {}
    assert "政府性基金预算" in library.texts()
    assert "部门收支总表" in library.titles()
    for title in ("政府性基金预算财政拨款支出表", "一般公共预算财政拨款支出表"):
        assert title in library.titles()
        assert library.headings_under(f"2024年{title}")["基本支出"] == "basic"


def test_a_library_knows_headings_that_it_does_not_spell_out_when_they_were_read() -> None:
    library, heading = load_library(), "本年一般公共预算财政资金拨款收入"
    assert heading not in library.headings_under("部门收入总表")
    found = library.headings_under("部门收入总表", [heading, "某某"])
    assert found[heading] == "general_public_budget"
    assert "某某" not in found


def test_a_heading_that_was_read_is_one_though_only_other_forms_have_it() -> None:
    found = load_library().headings_under("部门政府采购预算表", ["规格型号", "事业收入", "某某"])
    assert (found["规格型号"], found["事业收入"]) == ("plain", "undertaking_income")
    assert "某某" not in found


def test_figures_of_the_year_before_are_headings_that_mean_something_else() -> None:
    library = load_library()
    found = library.headings_under("一般公共预算“三公”经费支出表".replace("“", "").replace("”", ""))
    assert found["上年"] == found["上年预算数"] == "prior_year"
    assert found["本年预算"] != "prior_year"
    assert "上年" in library.texts()


def test_a_library_knows_titles_that_it_does_not_spell_out() -> None:
    library = load_library()
    title = "一般公共预算当年财政拨款支出预算总体情况表(按支出功能分类科目)"
    assert title not in library.titles()
    assert library.has_title(title)
    assert not library.has_title("某某情况说明")
