from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.context.captions.cut_titles import bare_title, restore_ends
from extractors.lattices import keep_lattice
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, PageSource, TextLine
from schemas.table import Lattice, Part
from tests.extractors.tables.builders import table

TITLES = ("三公经费支出表", "收支总表")


def line(text: str, page: int = 4, size: float = 17.0, seen: Lattice | None = None) -> TextLine:
    return TextLine(page, Box(0, 0, 100, 10), text, size, "text", 0.97, seen)


def lattice(text: str, last: float) -> Lattice:
    """Return what was seen of a text whose last character is so likely."""
    alphabet = ["", *dict.fromkeys(text)]
    rows = np.full((2 * len(text), len(alphabet)), 1e-9, np.float32)
    for place, character in enumerate(text):
        likely = last if place == len(text) - 1 else 0.99
        rows[2 * place, [0, alphabet.index(character)]] = 1 - likely, likely
        rows[2 * place + 1, 0] = 0.99
    return keep_lattice(rows, alphabet)


def restored(*lines: TextLine, source: PageSource = "ocr") -> list[str]:
    pages = sorted({line.page for line in lines})
    readings = [
        PageReading(PageFacts(page, 500.0, 700.0, source), [], [], [line for line in lines if line.page == page])
        for page in pages
    ]
    restore_ends(readings, lines, lambda text: text in TITLES)
    return [line.text for line in lines if line.kind == "title"]


def test_year_quotes_and_remark_are_no_part_of_a_title():
    assert bare_title("2023年度“三公”经费支出表（续）") == "三公经费支出表"


def test_what_is_left_of_the_last_character_tells_of_it():
    assert restored(line("“三公”经费支出", seen=lattice('"三公"经费支出表', 0.02))) == ["“三公”经费支出表"]
    assert restored(line("“三公”经费支出", seen=lattice('"三公"经费支出表', 1e-7))) == []


@pytest.mark.parametrize("entry", ["2023年度“三公”经费支出表……13", "预算07表三公经费支出表13"])
def test_the_table_of_contents_tells_how_a_title_ends(entry):
    contents, title = line(entry, page=2), line("2023年度“三公”经费支出")
    assert restored(contents, title, line("单位：元", size=6.0)) == ["2023年度“三公”经费支出表"]
    assert title.confidence < 0.9


def test_a_line_is_none_where_its_title_stands_elsewhere():
    assert restored(line("收支总表……4", page=2), line("收支总表", page=3), line("收支总")) == []


def test_a_line_in_the_print_of_others_is_none():
    assert restored(line("收支总表……4", page=2), line("收支总", size=9.0), line("第二部分", size=9.0)) == []


def test_a_text_layer_is_taken_by_its_word():
    assert restored(line("收支总表……4", page=2), line("收支总"), source="text") == []


@pytest.mark.parametrize(
    ("text", "width", "found"),
    [
        ("局2026年部门“三公”经费支", 100, None),
        ("局2026年部门“三公”经费支出", 100, "局2026年部门“三公”经费支出表"),
        ("年度“三公”经费支出", 100, "年度“三公”经费支出表"),
        ("23年“三公”经费支出", 100, "23年“三公”经费支出表"),
        ("局2026年部门“三公”经费支出", 200, None),
        ("“三公”经费支出", 100, None),
        ("一、2026年部门三公经费支出", 100, None),
    ],
)
def test_a_title_that_its_table_cut_on_both_sides_gets_its_end(text: str, width: float, found: str | None) -> None:
    below = replace(table("科目 | 金额\n教育 | 5.00"), parts=[Part(4, Box(0, 20, width, 60), 0, 2, 0)])
    title = line(text, size=14.0)
    reading = PageReading(PageFacts(4, 500.0, 700.0, "ocr"), [], [below], [title])
    warnings = restore_ends([reading], [title], lambda text: text in TITLES)
    assert (title.text if warnings else None) == found
    assert title.kind == ("title" if found else "text")


@pytest.mark.parametrize(
    ("text", "sure", "found"),
    [
        ("U21年部门J某某经费安排预算收支", 0.1, "某某经费安排预算收支总表"),
        ("U21年部门J某某经费安排预算收支", 0.95, None),
        ("U21年部门J经费安排预算收支", 0.1, None),
        ("U21年部门J某某经费安排预算", 0.1, None),
    ],
)
def test_what_the_cut_left_before_a_title_may_be_anything(text: str, sure: float, found: str | None) -> None:
    below = replace(table("科目 | 金额\n教育 | 5.00"), parts=[Part(4, Box(0, 20, 100, 60), 0, 2, 0)])
    title = replace(line(text, size=14.0), confidence=sure)
    reading = PageReading(PageFacts(4, 500.0, 700.0, "ocr"), [], [below], [title])
    known = ["某某经费安排预算收支总表", "某某经费安排预算总表", "经费安排预算收支表"]
    restore_ends([reading], [title], known.__contains__, lambda: known)
    assert (title.text if title.kind == "title" else None) == found


@pytest.mark.parametrize(("other", "year"), [("2021年收入表", "2021年"), ("2020年收入表", "121年")])
def test_a_year_that_the_cut_left_is_that_of_other_titles(other: str, year: str) -> None:
    below = replace(table("科目 | 金额\n教育 | 5.00"), parts=[Part(4, Box(0, 20, 100, 60), 0, 2, 0)])
    title, first = line("121年三公经费支出", size=14.0), replace(line(other, page=1), kind="title")
    reading = PageReading(PageFacts(4, 500.0, 700.0, "ocr"), [], [below], [title])
    restore_ends([reading], [first, title], lambda text: text in TITLES)
    assert title.text == f"{year}三公经费支出表"


@pytest.mark.parametrize(("size", "found"), [(13.0, None), (7.0, "局2026年部门“三公”经费支出表")])
def test_a_title_that_goes_on_in_the_next_line_is_not_cut(size: float, found: str | None) -> None:
    below = replace(table("科目 | 金额\n教育 | 5.00"), parts=[Part(4, Box(0, 40, 100, 80), 0, 2, 0)])
    title = line("局2026年部门“三公”经费支出", size=14.0)
    rest = replace(line("情况统计表", size=size), box=Box(30, 16, 70, 29))
    reading = PageReading(PageFacts(4, 500.0, 700.0, "ocr"), [], [below], [title, rest])
    restore_ends([reading], [title, rest], lambda text: text in TITLES)
    assert (title.text if title.kind == "title" else None) == found
