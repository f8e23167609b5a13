"""A page without headings takes over the columns of the page before it."""

from typeset import Sheet, grid_of

from extractors.tables.carried_columns import carry_columns as carry
from extractors.tables.finders.unruled import UnruledFinder
from schemas.page import PageFacts, PageReading

EDGES = (60, 460)


def carry_columns(pages):
    return carry([PageReading(PageFacts(number, 600, 800)) for number in range(1, len(pages) + 1)], pages)


def find(sheet):
    (table,) = UnruledFinder().find_tables(sheet.page())
    return table


def first_page():
    sheet = Sheet()
    for y in range(100, 165, 16):
        sheet.rule(y, *EDGES)
    sheet.row(103, (62, "Item"), (220, "Total", "right"), (340, "Basic", "right"), (455, "Project", "right"))
    for index in range(3):
        row = [(62, f"Line {index}"), (220, "12.50", "right"), (340, "7.50", "right"), (455, "5.00", "right")]
        sheet.row(119 + 16 * index, *row)
    return sheet


def last_page(scale=1.0):
    """Nothing stands in the third column here."""
    sheet = Sheet(size=10 * scale)
    for y in range(40, 105, 16):
        sheet.rule(y * scale, EDGES[0] * scale, EDGES[1] * scale)
    for index in range(4):
        sheet.row(
            (43 + 16 * index) * scale,
            (62 * scale, f"More {index}"),
            (220 * scale, "3.00", "right"),
            (455 * scale, "3.00", "right"),
        )
    return sheet


def test_a_blank_column_is_there_on_the_next_page_too():
    first, last = carry_columns([[find(first_page())], [find(last_page())]])
    assert last[0].column_count == first[0].column_count == 4
    assert grid_of(last[0])[0] == ["More 0", "3.00", "", "3.00"]


def test_pages_may_be_printed_in_two_sizes():
    (_, last) = carry_columns([[find(first_page())], [find(last_page(0.8))]])
    assert grid_of(last[0])[3] == ["More 3", "3.00", "", "3.00"]


def test_a_piece_with_headings_of_its_own_keeps_its_columns():
    other = Sheet()
    for y in range(40, 89, 16):
        other.rule(y, *EDGES)
    other.row(43, (62, "Place"), (300, "Cases", "right"))
    for index in range(2):
        other.row(59 + 16 * index, (62, f"Town {index}"), (300, "3", "right"))
    table = find(other)
    assert carry_columns([[find(first_page())], [table]])[1] == [table]


def test_a_page_in_between_ends_it():
    table = find(last_page())
    assert carry_columns([[find(first_page())], [], [table]])[2] == [table]
