"""Headers and footers over a whole document."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.pages.running import mark_running_lines
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine

HEIGHT = 600.0


def page(number: int, text: str, top: float, height: float = HEIGHT) -> PageReading:
    line = TextLine(number, Box(400.0, top, 430.0, top + 10.0), text, 10.0)
    return PageReading(PageFacts(number, 800.0, height, "ocr"), lines=[line])


def kinds(pages: Sequence[PageReading]) -> list[str]:
    mark_running_lines(pages)
    return [line.kind for reading in pages for line in reading.lines]


def test_a_page_number_whose_dashes_are_misread_is_one() -> None:
    texts = ["- 1 -", ". 2 -", "—3→", "一、4一", "—1.5＝"]
    assert kinds([page(number, text, 570.0) for number, text in enumerate(texts, 1)]) == ["footer"] * 5


def test_a_footer_may_be_read_a_little_higher_or_lower() -> None:
    tops = [570.4, 575.9, 571.0, 574.0]
    assert kinds([page(number, f"某局 {number}", top) for number, top in enumerate(tops, 1)]) == ["footer"] * 4


def test_a_footer_stands_at_the_same_place_on_pages_that_lie_across() -> None:
    pages = [page(1, "某局", 570.0), page(2, "某局", 770.0, 800.0), page(3, "某局", 570.0)]
    assert kinds(pages) == ["footer"] * 3


def test_words_that_come_once_and_figures_elsewhere_are_no_footers() -> None:
    pages = [page(1, "- 1 -", 570.0), page(2, "注：无此项", 570.0), page(3, "12.50", 540.0), page(4, "4", 570.0)]
    assert kinds(pages) == ["text"] * 4


@pytest.mark.parametrize(
    ("text", "belief", "top", "kind"),
    [
        ("江办省卫生健康委员会预算公开", 0.5, 10.0, "header"),
        ("江办省卫生健康委员会预算公开", 0.95, 10.0, "text"),  # it was read well
        ("江办省卫生健康委员会预算公开", 0.5, 40.0, "text"),  # it stands elsewhere
        ("江苏省民政厅预算公开", 0.5, 10.0, "text"),
    ],
)
def test_a_running_line_of_a_scan_may_be_misread_once(text: str, belief: float, top: float, kind: str) -> None:
    pages = [page(number, "江苏省卫生健康委员会预算公开", 12.0) for number in range(1, 5)] + [page(5, text, top)]
    pages[-1].lines[0].confidence = belief
    assert kinds(pages) == ["header"] * 4 + [kind]


@pytest.mark.parametrize(
    ("belief", "x0", "x1", "kind"),
    [
        (0.1, 90.0, 240.0, "header"),
        (0.1, 40.0, 120.0, "header"),
        (0.7, 90.0, 240.0, "text"),  # it can be read
        (0.1, 90.0, 280.0, "text"),  # it goes on beyond
        (0.1, 90.0, 180.0, "text"),  # it neither begins nor ends there
    ],
)
def test_what_a_scanners_edge_left_of_a_running_line_is_one(belief: float, x0: float, x1: float, kind: str) -> None:
    boxes = [Box(40.0, 12.0, 240.0, 20.0)] * 4 + [Box(x0, 14.0, x1, 20.0)]
    texts = ["江苏省卫生健康委员会2023年预算公开"] * 4 + ["23年1预弄公开"]
    lines = [TextLine(number, box, text, 10.0) for number, (box, text) in enumerate(zip(boxes, texts, strict=True), 1)]
    lines[-1].confidence = belief
    pages = [PageReading(PageFacts(line.page, 800.0, HEIGHT, "ocr"), lines=[line]) for line in lines]
    assert kinds(pages) == ["header"] * 4 + [kind]


def titled(number: int, *titles: tuple[str, float]) -> PageReading:
    lines = [TextLine(number, Box(300.0, top, 500.0, top + 10.0), text, 10.0, "title") for text, top in titles]
    return PageReading(PageFacts(number, 800.0, HEIGHT), lines=lines)


def test_the_documents_title_above_those_of_its_forms_heads_the_pages() -> None:
    names = ["部门收支总表", "部门收入总表", "部门支出总表"]
    pages = [titled(number, ("2024年部门预算表", 20.0), (name, 60.0)) for number, name in enumerate(names, 1)]
    assert kinds([*pages, titled(4, ("2024年部门预算表", 20.0))]) == ["header", "title"] * 3 + ["header"]


def test_a_forms_title_printed_again_where_it_goes_on_is_no_header() -> None:
    pages = [titled(number, ("部门支出总表", 20.0)) for number in (1, 2, 3, 4)]
    assert kinds(pages) == ["title"] * 4


def test_two_pages_are_enough_at_the_edge_of_a_short_document() -> None:
    assert kinds([page(number, f"某局 {number}", 575.0) for number in (1, 2)]) == ["footer"] * 2
    assert kinds([page(number, f"某局 {number}", 545.0) for number in (1, 2)]) == ["text"] * 2
