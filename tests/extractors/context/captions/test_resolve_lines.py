from __future__ import annotations

import numpy as np
import pytest

from extractors.context.captions.resolve_lines import resolve_lines
from extractors.lattices import keep_lattice
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine
from schemas.table import Lattice

ALPHABET = [
    "",
    *"收支总表干长单位:万元金额部门某市财政局教育预决算入经济科目()年度出01234一般公共性基府华蓥鉴农业村拨款",
]


def steps(text: str, likely: float, blank: float = 1e-5) -> np.ndarray:
    """Return one step for each character; ``blank`` is how likely there is none."""
    found = np.full((len(text), len(ALPHABET)), 1e-5, np.float32)
    for row, character in zip(found, text, strict=True):
        row[0], row[ALPHABET.index(character)] = blank, likely
    return found


def lattice(text: str, likely: float = 0.9, instead: str = "") -> Lattice:
    rows = []
    for place, character in enumerate(text):
        row = np.full(len(ALPHABET), 1e-5, np.float32)
        row[ALPHABET.index(character)] = likely
        if instead and instead[place] != character:
            row[ALPHABET.index(instead[place].strip())] = 0.98 - likely  # a space for nothing
        blank = np.full(len(ALPHABET), 1e-5, np.float32)
        blank[0] = 0.99
        rows += [row, blank]
    return keep_lattice(np.array(rows), ALPHABET)


def line(text: str, instead: str = "", confidence: float = 0.4, kind: str = "text") -> TextLine:
    seen = lattice(text, 0.6, instead) if confidence < 0.9 else None
    return TextLine(1, Box(0, 0, 100, 10), text, 10.0, kind, confidence, seen)  # type: ignore[arg-type]


def page(*lines: TextLine) -> list[PageReading]:
    return [PageReading(PageFacts(1, 500.0, 700.0, "ocr"), [], [], list(lines))]


def test_a_title_is_read_by_the_titles_that_forms_have() -> None:
    title = line("收支总长", "收支总表")
    warnings = resolve_lines(page(title), lambda: ["收支总表", "收支干表"])
    assert (title.text, title.kind, title.confidence) == ("收支总表", "title", 0.9)
    assert [(warning.code, warning.page) for warning in warnings] == [("misread_caption", 1)]


@pytest.mark.parametrize(("title", "read"), [("2024年收支总表", "2024年度"), ("收支总表", "2024年村")])
def test_the_year_under_a_title_is_that_of_the_titles(title: str, read: str) -> None:
    titled, period = line(title, confidence=0.99, kind="title"), line("2024年村", "2024年度")
    resolve_lines(page(titled, period), lambda: [title])
    assert (period.text, period.kind) == (read, "caption" if read != "2024年村" else "text")


def test_a_unit_is_read_by_the_units_there_are() -> None:
    unit = line("单位:万干", "单位:万元")
    resolve_lines(page(unit), tuple)
    assert (unit.text, unit.kind) == ("单位:万元", "caption")


def test_an_organisation_is_read_by_the_other_captions() -> None:
    known = line("部门:某市财政局", confidence=0.99, kind="caption")
    entity = line("部门:某市财政长", "部门:某市财政局")
    resolve_lines(page(known, entity), tuple)
    assert entity.text == "部门:某市财政局"


def test_numbers_of_tables_are_left_as_they_were_read() -> None:
    known, code = line("表1", confidence=0.99, kind="caption"), line("表2", "表1")
    assert resolve_lines(page(known, code), tuple) == []
    assert code.text == "表2"


@pytest.mark.parametrize("text", ["支出预算表(经济科目)", "2012年支出预算表"])
def test_a_title_that_a_form_has_is_not_taken_for_that_of_another(text: str) -> None:
    title = line(text, confidence=0.4, kind="title")
    assert resolve_lines(page(title), lambda: ["支出预算表", "支出决算表(经济科目)", "2012年支出决算表"]) == []
    assert (title.text, title.confidence) == (text, 0.7)


def test_a_code_before_a_title_is_no_part_of_it() -> None:
    title = line("表1支出预算表(经济科目)", confidence=0.4, kind="title")
    assert resolve_lines(page(title), lambda: ["支出预算表", "支出预算表(经济科目)"]) == []
    assert title.text == "表1支出预算表(经济科目)"
    misread = line("表1收支总长", "  收支总表", kind="title")
    misread.text = "表1 收支总长"
    resolve_lines(page(misread), lambda: ["收支总表"])
    assert misread.text == "表1 收支总表"


def test_a_title_that_a_form_may_have_need_not_be_listed() -> None:
    title = line("支出总表", "支入总表", kind="title")
    assert resolve_lines(page(title), lambda: ["支入总表"], {"支出总表"}.__contains__) == []
    assert title.text == "支出总表"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("政府性基金支出长", "一般公共预算支出表"),
        ("支出总表", "支出决算总表"),
        ("某局财政拨款收支总表", "某局收支总表"),
    ],
)
def test_another_budget_s_title_and_a_longer_one_are_no_misreadings(text: str, other: str) -> None:
    title = TextLine(1, Box(0, 0, 100, 10), text, 10.0, "title", 0.4, lattice(other))
    assert resolve_lines(page(title), lambda: [other]) == []
    assert title.text == text


@pytest.mark.parametrize("text", ["支出预算总长", "收入预算总长"])
def test_another_word_that_tells_forms_apart_is_no_misreading(text: str) -> None:
    title = line(text, "支出决算总表", kind="title")
    assert resolve_lines(page(title), lambda: ["支出决算总表"]) == []
    assert title.text == text


def test_a_title_that_shares_no_more_than_its_end_with_a_listed_one_is_none_of_these() -> None:
    """工资福利支出）（按部门预算经济分类） is the second line of a title; the list has 财政拨款支出表 with that end."""
    title = line("教育局年(部门预算经济)", confidence=0.6)
    assert resolve_lines(page(title), lambda: ["公共府长(部门预算经济)", "拨款预算收支总表"]) == []
    assert title.text == "教育局年(部门预算经济)"
    seen = line("教育局年(部门预算经济)", "公共府长(部门预算经济)", confidence=0.6)
    resolve_lines(page(seen), lambda: ["公共府长(部门预算经济)", "拨款预算收支总表"])
    assert seen.text == "公共府长(部门预算经济)"


def test_a_unit_that_is_known_is_left_in_its_dress() -> None:
    unit = line("(单位:万元)", " 单位:万元 ", kind="caption")
    assert resolve_lines(page(unit), tuple) == []
    assert unit.text == "(单位:万元)"


def test_a_bracket_may_be_closed_in_the_next_line() -> None:
    title = line("支出预算表(经济科目", "支出预算表(经济科目", kind="title")
    assert resolve_lines(page(title), lambda: ["支出预算表(经济科目)"]) == []
    assert title.text == "支出预算表(经济科目"


def test_a_caption_read_alike_again_and_again_is_what_is_printed() -> None:
    often = [line("部门:某市财政局", kind="caption") for _ in range(3)]
    seldom = [line("部门:市财政局", kind="caption") for _ in range(2)]
    resolve_lines(page(*often, *seldom), tuple)
    assert {each.text for each in (*often, *seldom)} == {"部门:某市财政局"}


def test_a_caption_read_without_doubt_but_once_is_no_evidence_against_a_likelier_one() -> None:
    name, slip = "部门:华蓥市农业农村局", "部门:华鉴市农业农村局"
    doubted = [TextLine(1, Box(0, 0, 9, 9), name, 9.0, "caption", 0.6, lattice(slip, 0.95, name)) for _ in range(4)]
    resolve_lines(page(line(slip, confidence=0.98, kind="caption"), *doubted), tuple)
    assert {each.text for each in doubted} == {name}


def test_another_organisation_is_left() -> None:
    known = line("部门:某市财政局", confidence=0.99, kind="caption")
    other = line("部门:某市教育局", "部门:某市财政局", kind="caption")
    resolve_lines(page(known, other), tuple)
    assert other.text == "部门:某市教育局"


def test_nothing_is_asked_where_nothing_is_doubted() -> None:
    def never() -> list[str]:
        raise AssertionError

    assert resolve_lines(page(line("收支总表", confidence=0.99, kind="title")), never, lambda _: True) == []


def test_a_unit_that_was_read_is_not_taken_for_less() -> None:
    """Of one table the unit is 万元, of all others it is 元."""
    others = [line("单位:元", confidence=0.99, kind="caption") for _ in range(3)]
    unit = line("单位:万元", "单位: 元")
    assert resolve_lines(page(*others, unit), tuple) == []
    assert unit.text == "单位:万元"


@pytest.mark.parametrize(
    ("confidence", "others", "meant"),
    [
        (0.2, ["某市财政局"] * 3, "部门:某市财政局"),
        (0.4, ["某市财政局"] * 3, "部门:某干财政长"),
        (0.2, ["某市财政局"], "部门:某干财政长"),
        (0.2, ["某市财政局"] * 3 + ["某市教育局"], "部门:某干财政长"),
    ],
)
def test_of_the_only_organisation_more_may_be_misread(confidence: float, others: list[str], meant: str) -> None:
    known = [line(f"部门:{other}", confidence=0.99, kind="caption") for other in others]
    entity = line("部门:某干财政长", "部门:某市财政局", confidence=confidence)
    resolve_lines(page(*known, entity), tuple)
    assert entity.text == meant
