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
