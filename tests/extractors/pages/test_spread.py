from __future__ import annotations

import numpy as np
import pytest

from extractors.content import Characters, PageContent, Rulings
from extractors.pages.spread import find_gutter, halves_of, pages_of
from schemas.geometry import Box
from schemas.page import PageFacts, PageReading, TextLine
from schemas.table import Part, Reading, Table
from tests.extractors.tables.builders import table


def table_at(x0: float, x1: float) -> Table:
    made = table("科目 | 金额\n教育 | 5.00")
    made.parts = [Part(1, Box(x0, 150.0, x1, 500.0), 0, 2)]
    return made


def sheet(*boxes: tuple[float, float, float, float], width: float = 1190.0) -> PageContent:
    characters = Characters(["字"] * len(boxes), np.array(boxes), np.zeros(len(boxes), dtype=bool), np.ones(len(boxes)))
    level = np.array([[top, *ends] for ends in ((40.0, 550.0), (640.0, 1150.0)) for top in (150.0, 160.0)])
    upright = np.array([[550.0, 150.0, 500.0], [640.0, 150.0, 500.0]])
    return PageContent(1, width, 842.0, characters, Rulings(level, upright), [])


TITLES = (200.0, 80.0, 380.0, 100.0), (800.0, 80.0, 980.0, 100.0)
TABLES = [table_at(40.0, 550.0), table_at(640.0, 1150.0)]


def test_two_pages_beside_each_other_meet_where_nothing_is_printed() -> None:
    assert find_gutter(sheet(*TITLES), TABLES) == pytest.approx(595.0, abs=1.0)


def test_a_title_over_both_tables_makes_them_one_page() -> None:
    assert find_gutter(sheet((500.0, 80.0, 700.0, 100.0)), TABLES) is None


def test_a_table_over_the_middle_a_lone_table_and_an_upright_page_are_one_page() -> None:
    assert find_gutter(sheet(*TITLES), [table_at(40.0, 650.0), TABLES[1]]) is None
    assert find_gutter(sheet(*TITLES), TABLES[:1]) is None
    assert find_gutter(sheet(*TITLES), [TABLES[1], table_at(640.0, 1100.0)]) is None
    assert find_gutter(sheet(*TITLES, width=900.0), TABLES) is None


def test_a_sheet_gives_its_pages_what_is_theirs() -> None:
    lines = [TextLine(1, Box(*box), text, 12.0) for box, text in zip(TITLES, ("收入总表", "支出总表"), strict=True)]
    reading = PageReading(PageFacts(1, 1190.0, 842.0), tables=TABLES, lines=lines, gutter=595.0)
    left, right = pages_of(reading)
    assert [line.text for line in left.lines] == ["收入总表"]
    assert left.tables == TABLES[:1]
    assert [line.text for line in right.lines] == ["支出总表"]
    assert right.tables == TABLES[1:]
    assert left.facts is right.facts is reading.facts
    assert pages_of(left) == [left]


def test_both_halves_of_a_ruled_sheet_are_looked_at_alone() -> None:
    """What is printed at one height on both, 续表 over each table, is no row."""
    page = sheet(*TITLES)
    page.characters.text = ["左", "右"]
    page.characters.readings[1] = (Reading("右", 0.6),)
    left, right = halves_of(page)
    assert (left.characters.text, right.characters.text) == (["左"], ["右"])
    assert right.characters.readings == {0: (Reading("右", 0.6),)}
    assert left.rulings.horizontal.tolist() == [[150.0, 40.0, 550.0], [160.0, 40.0, 550.0]]
    assert right.rulings.vertical.tolist() == [[640.0, 150.0, 500.0]]


def test_a_sheet_with_rules_on_one_side_or_print_over_its_middle_is_looked_at_whole() -> None:
    page = sheet(*TITLES)
    page.rulings.horizontal = page.rulings.horizontal[:2]
    assert halves_of(page) == [page]
    printed_over, narrow = sheet((500.0, 80.0, 700.0, 100.0)), sheet(*TITLES, width=900.0)
    assert [halves_of(printed_over), halves_of(narrow)] == [[printed_over], [narrow]]
