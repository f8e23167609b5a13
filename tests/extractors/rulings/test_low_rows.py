"""In rows no higher than their print, characters run from rule to rule as sides of cells do."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.long_lines import without_print
from extractors.rulings.raster import trace_lines
from extractors.rulings.strokes import sheet_of
from extractors.rulings.trace import Trace
from extractors.rulings.tracks import course_of, crossings

DPI = 200.0
UNIT = DPI / 72
LEFT, COLUMN, RIGHT, STROKES = 100, 320, 800, 500
#: Where the rules lie: rows of eight points.
YS = tuple(range(100, 100 + 22 * 14, 22))
PEN, INK, BLUR = 4, 40, 0.8


def table() -> Gray:
    """Draw a table of low rows with one column's side in it, under a heading that fills both columns."""
    page = np.full((500, 900), 250, np.uint8)
    for y in YS:
        page[y : y + PEN, LEFT : RIGHT + PEN] = INK
    for x, top in ((LEFT, YS[0]), (RIGHT, YS[0]), (COLUMN, YS[1])):
        page[top : YS[-1] + PEN, x : x + PEN] = INK
    return page


def draw_stroke(page: Gray, row: int, x: int, broad: int, bar: int) -> None:
    """Draw an upright stroke through a row, and a bar across it so far to both sides."""
    top, middle = YS[row], (YS[row] + YS[row + 1] + PEN) // 2
    page[top : YS[row + 1], x : x + broad] = INK
    page[middle - 1 : middle + 1, x - bar : x + broad + bar] = INK


def sides(page: Gray) -> dict[int, tuple[int, int]]:
    """Return from which rule to which the upright lines run, by where they stand."""
    found: dict[int, tuple[int, int]] = {}
    for line in trace_lines(cv2.GaussianBlur(page, (0, 0), BLUR), DPI).vertical:
        place = 10 * round(float(line.across.mean()) / 10)
        rows = tuple(int(np.argmin([abs(end - y) for y in YS])) for end in (line.along[0], line.along[-1]))
        first, last = found.get(place, rows)
        found[place] = min(first, rows[0]), max(last, rows[1])
    return found


DRAWN = {LEFT: (0, 13), COLUMN: (1, 13), RIGHT: (0, 13)}


def test_the_same_stroke_with_a_bar_in_row_after_row_is_no_column() -> None:
    page = table()
    for row in range(2, 12):
        draw_stroke(page, row, STROKES, broad=3, bar=9)
    assert sides(page) == DRAWN


def test_a_column_of_the_rulings_pen_is_one() -> None:
    page = table()
    for row in range(2, 12):
        draw_stroke(page, row, STROKES, broad=PEN, bar=0)
    assert sides(page) == DRAWN | {STROKES: (2, 12)}


@pytest.mark.parametrize("broad", [2, 3])
def test_a_stroke_of_a_finer_pen_in_one_row_is_no_side(broad: int) -> None:
    page = table()
    draw_stroke(page, 5, STROKES, broad, bar=0)
    page[YS[5] + 9 : YS[5] + 13, STROKES + 5 : STROKES + 16] = INK
    assert sides(page) == DRAWN


def test_a_column_ends_below_a_heading_whose_character_takes_it_on() -> None:
    page = table()
    draw_stroke(page, 0, COLUMN, broad=PEN + 3, bar=0)
    page[YS[0] + PEN + 1 : YS[1] - 1, COLUMN + PEN + 3 : COLUMN + 24] = INK  # the rest of the character
    rules = [straight(y, LEFT, RIGHT) for y in YS]
    side = straight(COLUMN, YS[0], YS[-1])
    track = course_of([side])
    sheet = sheet_of(cv2.transpose(page), [side], UNIT)
    (cut,) = without_print(sheet, track, crossings(track, rules, UNIT), upright=True)
    assert abs(cut.along[0] - YS[1]) <= PEN


def straight(place: int, start: int, end: int) -> Trace:
    along = np.linspace(start, end, 100)
    return Trace(along, np.full(100, place + PEN / 2), float(PEN), float(end - start), 1.0)


def test_a_bold_character_over_a_column_is_no_side_of_it_among_pale_rules() -> None:
    """基 stands so: two strokes with bars between and beyond them, the blur between them and the rules as dark."""
    page = table()
    page[page == INK] = 110
    for y in YS:
        page[y + 2 : y + PEN, LEFT : RIGHT + PEN] = 250
    for x in (LEFT, COLUMN, RIGHT):
        page[:, x + 2 : x + PEN] = np.where(page[:, x + 2 : x + PEN] == 110, 250, page[:, x + 2 : x + PEN])
    page[YS[0] + 4 : YS[1] - 2, COLUMN - 2 : COLUMN + 1] = 20
    page[YS[0] + 4 : YS[1] - 2, COLUMN + 5 : COLUMN + 8] = 20
    for y in range(YS[0] + 5, YS[1] - 2, 4):
        page[y : y + 2, COLUMN - 7 : COLUMN + 14] = 20
    assert sides(page)[COLUMN] == (1, 13)


def test_the_same_bold_character_in_row_after_row_is_no_column_that_print_has_cut() -> None:
    """As 标 at the end of 产出指标, 成本指标, …: it comes near the rules, and has more beside it than a bar."""
    page = table()
    for row in range(2, 12):
        top, foot = YS[row] + PEN, YS[row + 1]
        page[top + 1 : foot, STROKES : STROKES + PEN] = INK
        for y in (top + 5, top + 11):
            page[y : y + 2, STROKES - 9 : STROKES + PEN + 9] = INK
        page[top + 4 : foot - 2, STROKES - 14 : STROKES - 10] = INK
    assert sides(page) == DRAWN
