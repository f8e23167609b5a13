"""What is left of a ruling that goes on before and behind lies on the course between."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.cell_edges import Edge
from extractors.rulings.edges import settle_edges
from extractors.rulings.strokes import Sheet, sheet_of
from extractors.rulings.torn_edges import is_row_of_print, is_torn_between
from extractors.rulings.trace import RasterLines, Trace

DPI = 200.0
ROW = (100, 150)
XS, ROWS = (100, 300, 500), (60, 100, 140, 180, 220)


def trace(place: int, start: int, end: int, thickness: float = 2.0) -> Trace:
    return Trace(np.linspace(start, end, 20), np.full(20, float(place)), thickness, float(end - start), 1.0)


@pytest.mark.parametrize(("aside", "is_edge"), [(0, True), (3, False)])
def test_a_piece_a_little_aside_is_a_stroke(aside: int, is_edge: bool) -> None:
    page: Gray = np.full((300, 600), 250, np.uint8)
    for y in ROWS:
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    for x in (XS[0], XS[2]):
        page[ROWS[0] : ROWS[-1], x - 1 : x + 1] = 20
    ruled = [(ROWS[0], ROWS[1]), (ROWS[2], ROWS[4])]
    for first, last in ruled:
        page[first:last, XS[1] - 1 : XS[1] + 1] = 20
    page[ROWS[1] + 9 : ROWS[1] + 32, XS[1] - 1 + aside : XS[1] + 1 + aside] = 20
    sides = [trace(x, ROWS[0], ROWS[-1]) for x in (XS[0], XS[2])]
    lines = RasterLines(
        [trace(y, XS[0], XS[2]) for y in ROWS], [*sides, *(trace(XS[1], *stretch) for stretch in ruled)]
    )

    settled = settle_edges(page, lines, RasterLines([], []), DPI, again=True)

    middle = (ROWS[1] + ROWS[2]) / 2
    crossing = [line for line in settled.vertical if line.along[0] < middle < line.along[-1]]
    assert len(crossing) == 2 + is_edge


@pytest.mark.parametrize(("apart", "edges"), [(12, 0), (30, 2)])
def test_between_two_rows_print_has_room(apart: int, edges: int) -> None:
    page: Gray = np.full((300, 600), 250, np.uint8)
    rows = (60, 220)
    for y in rows:
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    for x in XS:
        page[rows[0] : rows[1], x - 1 : x + 1] = 20
    # Head and foot of a line of small print that fills its cell, or two rows.
    places = (130, 130 + apart)
    for y in places:
        page[y - 1 : y + 1, XS[0] : XS[1]] = 20
    seen = RasterLines([trace(y, XS[0] + 20, XS[1] - 20) for y in places], [])
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in rows], [trace(x, *rows) for x in XS])

    settled = settle_edges(page, lines, seen, DPI)

    assert len(settled.horizontal) == len(rows) + edges


@pytest.mark.parametrize(("high", "is_edge"), [(2, True), (8, False)], ids=["torn", "print"])
def test_a_row_of_small_print_between_two_rulings_in_line_has_more_ink_across(high: int, is_edge: bool) -> None:
    """A heading over two rows, its text as high as the rule between these, on both sides of it, is right beside."""
    xs, ys = (100, 200, 300, 400), (60, 100, 140)
    page: Gray = np.full((200, 500), 250, np.uint8)
    for y in (ys[0], ys[2]):
        page[y - 1 : y + 1, xs[0] : xs[3]] = 20
    for x in xs:
        page[ys[0] : ys[2], x - 1 : x + 1] = 20
    ruled = [(xs[0], xs[1]), (xs[2], xs[3])]
    for first, last in ruled:
        page[ys[1] - 1 : ys[1] + 1, first:last] = 20
    for x in range(xs[1] + 12, xs[2] - 12, 11):
        page[ys[1] - high // 2 : ys[1] + high // 2, x : x + 8] = 20
    level = [trace(y, xs[0], xs[3], 3.4) for y in (ys[0], ys[2])] + [trace(ys[1], *stretch, 3.4) for stretch in ruled]
    lines = RasterLines(level, [trace(x, ys[0], ys[2], 3.4) for x in xs])

    settled = settle_edges(page, lines, RasterLines([], []), DPI, again=True)

    crossing = [line for line in settled.horizontal if line.along[0] < 250 < line.along[-1]]
    assert len(crossing) == 2 + is_edge


@pytest.mark.parametrize(("height", "is_edge"), [(27, True), (36, False)])
def test_a_clear_edge_in_a_high_row_that_is_paler_at_its_ends_passes_print_beside_it(
    height: int, is_edge: bool
) -> None:
    """A rule between an amount and the next label, in one row of a form that a coarse scan has blurred."""
    ys = (60, 108)
    page: Gray = np.full((200, 600), 250, np.uint8)
    for y in ys:
        page[y - 1 : y + 1, XS[0] : XS[2]] = 20
    for x in XS:
        page[ys[0] : ys[1], x - 1 : x + 1] = 20
    for end in (ys[0] + 2, ys[1] - 5):
        page[end : end + 3, XS[1] - 1 : XS[1] + 1] = 120
    top = (ys[0] + ys[1] - height) // 2
    page[top : top + height, XS[1] + 8 : XS[1] + 40] = 20
    lines = RasterLines([trace(y, XS[0], XS[2]) for y in ys], [trace(x, *ys) for x in XS])

    settled = settle_edges(page, lines, RasterLines([], []), DPI)

    assert any(abs(line.across.mean() - XS[1]) < 3 for line in settled.vertical) == is_edge


@pytest.mark.parametrize(("high", "is_edge"), [(2, True), (8, False)], ids=["torn", "print"])
def test_a_row_of_small_print_behind_a_ruling_may_touch_what_that_ends_at(high: int, is_edge: bool) -> None:
    """A merged cell with print in line with the rules of the rows beside it, of which one character meets the side."""
    xs, ys = XS, (60, 100, 140)
    page: Gray = np.full((200, 600), 250, np.uint8)
    for y in (ys[0], ys[2]):
        page[y - 1 : y + 1, xs[0] : xs[2]] = 20
    for x in xs:
        page[ys[0] : ys[2], x - 1 : x + 1] = 20
    page[ys[1] - 1 : ys[1] + 1, xs[1] : xs[2]] = 20
    for x in range(xs[0] + 1, xs[1] - 12, 11):
        page[ys[1] - high // 2 : ys[1] + high // 2, x : x + 8] = 20
    level = [trace(y, xs[0], xs[2], 3.4) for y in (ys[0], ys[2])] + [trace(ys[1], xs[1], xs[2], 3.4)]
    lines = RasterLines(level, [trace(x, ys[0], ys[2], 3.4) for x in xs])

    settled = settle_edges(page, lines, RasterLines([], []), DPI)

    crossing = [line for line in settled.horizontal if line.along[0] < 150 < line.along[-1]]
    assert len(crossing) == 2 + is_edge


def sheet_with(*inked: tuple[slice, slice]) -> Sheet:
    """Return a page of two rules 50 pixels apart, four pixels broad, and what is inked between them."""
    page: Gray = np.full((220, 600), 250, np.uint8)
    for row in ROW:
        page[row - 2 : row + 2, XS[0] : XS[2]] = 20
    for x in XS:
        page[ROW[0] : ROW[1], x - 2 : x + 2] = 20
    for rows, columns in inked:
        page[rows, columns] = 20
    return sheet_of(page, [trace(row, XS[0], XS[2], 4.6) for row in ROW], DPI / 72)


@pytest.mark.parametrize(
    ("high", "end", "is_print"), [(8, 290, True), (8, 300, False), (4, 290, False)], ids=["print", "frame", "rule"]
)
def test_a_row_of_small_print_has_more_ink_than_a_rule_and_stops_short_of_a_side(
    high: int, end: int, is_print: bool
) -> None:
    sheet = sheet_with((slice(125 - high // 2, 125 + high // 2), slice(XS[0], end)))
    assert is_row_of_print(sheet, trace(125, XS[0], XS[1], 4.6)) is is_print


@pytest.mark.parametrize(("left", "is_torn"), [((107, 140), True), ((112, 138), False)], ids=["torn", "stroke"])
def test_a_stroke_as_high_as_the_print_beside_it_is_nothing_left_of_a_ruling(
    left: tuple[int, int], is_torn: bool
) -> None:
    """A broken character stands in line with a ruling, and the next near it: upright, here lying."""
    sheet = sheet_with((slice(200, 204), slice(*left)), (slice(209, 215), slice(112, 138)))
    rule = trace(202, *ROW, 4.6)
    dark = (left[1] - left[0]) / (rule.length - rule.thickness - 2)
    assert is_torn_between(sheet, Edge(0.0, dark, 1.0, 0.5, 0), rule) is is_torn
