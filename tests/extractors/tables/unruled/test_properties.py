"""What holds for every table: order, size and place of the characters do not matter; cells tile; nothing is lost."""

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from typeset import Sheet, grid_of

from extractors.tables.finders.unruled import UnruledFinder

WORDS = st.sampled_from(["Alpha", "Beta river", "Gamma", "Delta coast", "Epsilon", "Zeta"])
FIGURES = st.integers(0, 99_999).map(lambda value: f"{value:,}")


@st.composite
def grids(draw):
    """A heading, a stub of words, and two to five columns of figures."""
    columns, rows = draw(st.integers(2, 5)), draw(st.integers(3, 7))
    heading = ["Item", *[f"Col {chr(65 + index)}" for index in range(columns)]]
    body = [[draw(WORDS), *draw(st.lists(FIGURES, min_size=columns, max_size=columns))] for _ in range(rows)]
    return [heading, *body]


def typeset(grid, size=10.0, x=60.0, y=100.0):
    sheet = Sheet(size=size)
    for number, row in enumerate(grid):
        sheet.write(x, y + 1.4 * size * number, row[0])
        for column, text in enumerate(row[1:]):
            sheet.write(x + size * (15 + 6 * column), y + 1.4 * size * number, text, "right")
    return sheet


def texts(page):
    return [grid_of(table) for table in UnruledFinder().find_tables(page)]


@given(grids())
@settings(max_examples=40, deadline=None)
def test_figures_in_white_space_come_back_as_they_were(grid):
    assert texts(typeset(grid).page()) == [grid]


@given(grids(), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_characters_does_not_matter(grid, seed):
    sheet = typeset(grid)
    order = list(range(len(sheet.text)))
    random.Random(seed).shuffle(order)
    assert texts(sheet.page(order)) == texts(sheet.page())


@given(grids(), st.sampled_from([5.0, 7.5, 14.0]), st.integers(20, 90))
@settings(max_examples=25, deadline=None)
def test_neither_size_nor_place_matters(grid, size, x):
    assert texts(typeset(grid, size, float(x), 60.0).page()) == [grid]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 20), WORDS | FIGURES), max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_is_printed_cells_tile_and_no_character_is_read_twice(pieces):
    sheet = Sheet().rule(98, 40, 560).rule(112, 40, 560).rule(330, 40, 560)
    for column, row, text in pieces:
        sheet.write(45 + 52 * column, 100 + 11 * row, text)
    printed = Counter("".join(sheet.text))
    for table in UnruledFinder().find_tables(sheet.page()):
        table.slots()
        printed -= Counter("".join(cell.text for cell in table.cells).replace(" ", ""))
        assert min(printed.values(), default=0) >= 0
