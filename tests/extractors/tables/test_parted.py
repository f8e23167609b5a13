"""Headings of a scan that lost the rule between them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.content import Characters, PageContent, Rulings
from extractors.tables.finders.ruled import RuledFinder
from schemas.page import PageSource

XS, YS = (50.0, 150.0, 250.0, 350.0), (100.0, 120.0, 140.0, 160.0)
BODY = [("208", 60.0, 150.0), ("教育", 160.0, 150.0), ("64.00", 300.0, 150.0)]
HEADS = [("科目", 130.0, 110.0), ("编码", 80.0, 130.0)]


def content(*print_: tuple[str, float, float], merged: bool = True, source: PageSource = "ocr") -> PageContent:
    """Return a grid of two rows of headings and one of figures, whose second row has no rule at ``XS[2]``.

    The first has one heading over two columns, or, ``merged``, over all three. Texts are 10 points a letter, by their
    left side and middle.
    """
    level = [(y, XS[0], XS[-1]) for y in YS]
    upright = [(XS[0], YS[0], YS[3]), (XS[3], YS[0], YS[3]), (XS[1], YS[1], YS[3]), (XS[2], YS[2], YS[3])]
    if not merged:
        upright.append((XS[2], YS[0], YS[1]))
    boxes = np.array([(x, y - 5, x + 10 * len(text), y + 5) for text, x, y in print_])
    many = len(print_)
    characters = Characters([text for text, _, _ in print_], boxes, np.zeros(many, dtype=bool), np.ones(many))
    return PageContent(1, 400.0, 300.0, characters, Rulings(np.array(level), np.array(upright)), [], source)


def second_row(page: PageContent) -> list[str]:
    (table,) = RuledFinder().find_tables(page)
    return [cell.text for cell in sorted(table.cells, key=lambda cell: cell.column) if cell.row == 1]


def test_words_on_both_sides_of_where_the_rule_was_are_two_headings() -> None:
    heads = [*HEADS, ("名称", 190.0, 130.0), ("合计", 290.0, 130.0)]
    assert second_row(content(*heads, *BODY)) == ["编码", "名称", "合计"]
    assert second_row(content(*heads, *BODY, source="text")) == ["编码", "名称合计"]


@pytest.mark.parametrize(
    ("print_", "headings"),
    [
        pytest.param([*HEADS, ("预算数", 235.0, 130.0), *BODY], ["编码", "预算数"], id="through the middle"),
        pytest.param([*HEADS, ("名称", 190.0, 130.0), *BODY], ["编码", "名称"], id="one word"),
        pytest.param(
            [*HEADS, ("名称", 190.0, 130.0), ("合计", 290.0, 130.0), ("甲乙", 160.0, 150.0), ("丙丁", 300.0, 150.0)],
            ["编码", "名称合计"],
            id="headings below",
        ),
        pytest.param([*HEADS, ("支", 200.0, 130.0), ("出", 290.0, 130.0), *BODY], ["编码", "支出"], id="set wide"),
    ],
)
def test_a_heading_over_several_columns_is_one(print_: list[tuple[str, float, float]], headings: list[str]) -> None:
    assert second_row(content(*print_)) == headings


def test_one_letter_is_a_heading_where_the_rule_goes_on_above_and_below() -> None:
    heads = [*HEADS, ("名称", 190.0, 130.0), ("合", 290.0, 130.0)]
    assert second_row(content(*heads, *BODY)) == ["编码", "名称合"]
    assert second_row(content(*heads, *BODY, merged=False)) == ["编码", "名称", "合"]
