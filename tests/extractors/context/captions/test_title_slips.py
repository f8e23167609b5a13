"""Titles of scans in which one character was read as another."""

from __future__ import annotations

import pytest

from extractors.context.captions.title_slips import restore_slips
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, PageSource, TextLine

TITLES = (
    "国有资本经营预算支出表",
    "部门收入总表",
    "部门收支总表",
    "一般公共预算支出表",
    "预算支出表",
    "基本支出分经济科目表",
    "基本支出按经济科目表",
)


def restored(text: str, source: PageSource = "ocr") -> tuple[str, float]:
    line = TextLine(1, Box(0, 0, 100, 10), text, 14.0, "title", 0.997)
    reading = PageReading(PageFacts(1, 500.0, 700.0, source), [], [], [line])
    restore_slips([reading], lambda: TITLES, lambda title: title in TITLES)
    return line.text, line.confidence


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("玉有资本经营预算支出表", "国有资本经营预算支出表"),
        ("2024年部门预算玉有资本经营预算支出表", "2024年部门预算国有资本经营预算支出表"),
        ("一股公共预算支出表", "一般公共预算支出表"),
    ],
)
def test_a_title_gets_the_character_that_makes_words(read: str, meant: str) -> None:
    assert restored(read) == (meant, 0.7)


@pytest.mark.parametrize(
    "text",
    [
        "部门收出总表",  # two titles are as near
        "部门支出总表",  # makes words itself: another form's title, or none
        "玉有资木经营预算支出表",  # two characters
        "玉有资本经营预算支出",  # no title's end
        "部门收入总表",
        "某局2024年基本支出分经济科目表",  # one as it is, though 按 makes likelier words
    ],
)
def test_other_lines_stay(text: str) -> None:
    assert restored(text) == (text, 0.997)


def test_a_text_layer_is_taken_by_its_word() -> None:
    assert restored("玉有资本经营预算支出表", "text") == ("玉有资本经营预算支出表", 0.997)
