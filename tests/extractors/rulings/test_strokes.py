"""Strokes of characters that fill their rows are told from the edges of cells."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.edges import settle_edges
from extractors.rulings.strokes import Sheet, joints, joints_of_all, room_beside, sheet_of
from extractors.rulings.trace import RasterLines, Trace

DPI = 200.0
UNIT = DPI / 72
XS, YS = (100, 700), tuple(range(60, 460, 40))
INK = 20


def trace(place: int, start: int, end: int) -> Trace:
    along = np.linspace(start, end, 30)
    return Trace(along, np.full(30, float(place)), 2.0, float(end - start), 1.0)


def table() -> tuple[Gray, RasterLines]:
    page = np.full((500, 800), 250, np.uint8)
    for y in YS:
        page[y - 1 : y + 1, XS[0] : XS[1]] = INK
    for x in XS:
        page[YS[0] : YS[-1], x - 1 : x + 1] = INK
    return page, RasterLines([trace(y, *XS) for y in YS], [trace(x, YS[0], YS[-1]) for x in XS])


def places(page: Gray, lines: RasterLines, seen: list[Trace]) -> list[int]:
    settled = settle_edges(page, lines, RasterLines([], seen), DPI)
    return sorted({round(float(line.across.mean())) for line in settled.vertical})


def draw_strokes(page: Gray, x: int, gap: int) -> None:
    """Draw a stroke in each row, ``gap`` pixels short of the rulings."""
    for top, bottom in pairwise(YS):
        page[top + 1 + gap : bottom - 1 - gap, x - 1 : x + 1] = INK


@pytest.mark.parametrize(("gap", "found"), [(0, True), (2, False)])
def test_a_line_of_strokes_that_stop_short_of_each_ruling_is_none(gap: int, found: bool) -> None:
    page, lines = table()
    draw_strokes(page, 400, gap)
    page[60:460, 405:415:4] = INK  # print beside it
    lines.vertical.append(trace(400, YS[0], YS[-1]))
    assert (400 in places(page, lines, [])) == found


def test_a_line_that_stops_short_of_each_ruling_is_one_where_most_of_it_stands_clear_of_print() -> None:
    page, lines = table()
    draw_strokes(page, 400, gap=1)
    for y in YS[:4]:
        page[y + 8 : y + 32, 403:420:4] = INK
    lines.vertical.append(trace(400, YS[0], YS[-1]))
    settled = settle_edges(page, lines, RasterLines([], []), DPI)
    assert sum(line.length for line in settled.vertical if abs(line.across.mean() - 400) < 2) >= YS[-1] - YS[0] - 4


def test_a_low_edge_in_line_with_a_high_one_is_a_ruling_whatever_print_stands_beside_it() -> None:
    page, lines = table()
    rows = [line for line in lines.horizontal if line.across[0] in (YS[0], YS[3], YS[4])]
    for y in (YS[1], YS[2], *YS[5:]):
        page[y - 1 : y + 1, XS[0] + 1 : XS[1] - 1] = 250
    page[YS[0] : YS[4] - 2, 399:401] = INK  # stops short of the last
    page[YS[3] + 6 : YS[4] - 6, 394:397] = INK
    lines = RasterLines(rows, [*lines.vertical, trace(400, YS[0], YS[4] - 2)])
    settled = settle_edges(page, lines, RasterLines([], []), DPI)
    assert any(abs(line.across.mean() - 400) < 2 and line.along[-1] > YS[3] + 20 for line in settled.vertical)


@pytest.mark.parametrize(("height", "found"), [(12, True), (24, True), (28, False)])
def test_an_edge_that_stops_short_at_both_ends_is_there_all_along_past_print_lower_than_it(
    height: int, found: bool
) -> None:
    page, lines = table()
    page[YS[0] + 1 : YS[1] - 1, 399:401] = 115  # a gap of a pixel, blurred
    page[YS[0] + 3 : YS[1] - 3, 399:401] = INK
    middle = (YS[0] + YS[1]) // 2
    page[middle - height // 2 : middle + height // 2, 409:440] = INK
    assert (400 in places(page, lines, [trace(400, YS[0] + 4, YS[1] - 4)])) == found


@pytest.mark.parametrize(
    ("beside", "found"),
    [((8, None), True), ((None, 20), True), ((4, 4), False), ((4, 10), False), ((8, 8), False), ((12, 12), True)],
)
def test_an_edge_on_its_own_needs_room_beside_it(beside: tuple[int | None, int | None], found: bool) -> None:
    page, lines = table()
    page[YS[0] : YS[1], 399:401] = INK
    left, right = beside
    if left is not None:
        page[YS[0] + 5 : YS[1] - 5, 400 - left - 4 : 400 - left] = INK
    if right is not None:
        page[YS[0] + 5 : YS[1] - 5, 400 + right : 404 + right] = INK
    assert (400 in places(page, lines, [trace(400, YS[0] + 6, YS[1] - 6)])) == found


def test_what_runs_from_rule_to_rule_past_low_print_needs_no_room() -> None:
    page, lines = table()
    page[YS[0] : YS[1], 399:401] = INK
    page[YS[0] + 12 : YS[1] - 12, 388:393] = page[YS[0] + 12 : YS[1] - 12, 407:412] = INK
    assert 400 in places(page, lines, [trace(400, YS[0] + 6, YS[1] - 6)])
    page[YS[0] + 12 : YS[0] + 16, 388:412] = INK  # a stroke across it is the character's
    assert 400 not in places(page, lines, [trace(400, YS[0] + 6, YS[1] - 6)])


def test_edges_in_line_are_looked_at_all_at_once_as_each_by_itself() -> None:
    page, lines = table()
    draw_strokes(page, 400, gap=0)
    page[104:112, 399:401] = 250
    sheet = sheet_of(np.ascontiguousarray(page.T), lines.vertical, UNIT)
    ends = np.array(list(pairwise(YS)), dtype=np.float64) + 0.4
    course = np.full(ends.shape, 399.6) + np.linspace(0, 1, ends.size).reshape(ends.shape)
    found = joints_of_all(sheet, ends, course)
    assert found == [joints(sheet, *pair) for pair in zip(ends, course, strict=True)]
    assert {(True, True), (False, True)} <= set(found)


def test_joints_and_room_are_measured() -> None:
    page, _ = table()
    page[YS[0] : YS[1] - 6, 399:401] = INK
    page[YS[0] + 10 : YS[0] + 20, 411:420] = INK
    upended = np.ascontiguousarray(page.T)
    sheet = Sheet(upended, upended, float(INK), UNIT)
    ends, course = np.array([YS[0], YS[1]], dtype=np.float64), np.array([400.0, 400.0])
    assert joints(sheet, ends, course) == (True, False)
    edge = Trace(ends, course, 2.0, 40.0, 1.0)
    assert room_beside(sheet, edge) == [6.0, pytest.approx(11 / UNIT, abs=0.4)]
    upended[393:408, YS[0] : YS[1]] = INK  # a broad one
    assert room_beside(sheet, edge) == [6.0, pytest.approx(11 / UNIT, abs=0.4)]
    upended[390:414, YS[0] : YS[1]] = INK  # broader than any ruling: a character of close strokes
    assert max(room_beside(sheet, edge)) < 2.0


@pytest.mark.parametrize(("above", "right", "found"), [(True, 0, True), (False, 0, False), (True, 4, False)])
def test_an_edge_goes_on_into_a_low_row_where_figures_touch_it_and_its_end_is_pale(
    above: bool, right: int, found: bool
) -> None:
    page, lines = table()
    low = YS[1] + 26
    page[low - 1 : low + 1, XS[0] : XS[1]] = INK
    lines.horizontal.append(trace(low, *XS))
    page[YS[0] if above else YS[1] : low, 399:401] = INK
    page[low - 3 : low - 1, 399:401] = 160
    page[YS[1] + 6 : low - 6, 392:396] = INK
    if right:
        page[YS[1] + 6 : low - 6, 404 : 404 + right] = INK
    settled = settle_edges(page, lines, RasterLines([], [trace(400, YS[0] if above else YS[1], low - 3)]), DPI)
    ends = [line.along[-1] for line in settled.vertical if abs(line.across.mean() - 400) < 2]
    assert (max(ends, default=0) > YS[1] + 20) == found


def test_the_course_of_an_edge_is_that_of_the_one_that_leads_to_it() -> None:
    page, lines = table()
    low = YS[1] + 30
    page[low - 1 : low + 1, XS[0] : XS[1]] = INK
    lines.horizontal.append(trace(low, *XS))
    page[YS[0] : low, 399:401] = INK
    page[YS[1] + 6 : low - 6, 394:398] = INK
    drawn_aside = trace(400, YS[0], low)
    drawn_aside.across[drawn_aside.along > YS[1] - 3] -= 3  # to the figure beside it
    seen = RasterLines([], [replace(drawn_aside, free=0.7)])
    settled = settle_edges(page, lines, seen, DPI)
    assert max(line.along[-1] for line in settled.vertical if abs(line.across.mean() - 400) < 2) == low


@pytest.mark.parametrize(("pale", "at_ends", "joined"), [(0, 120, False), (120, 120, True), (120, 180, False)])
def test_a_worn_ruling_is_no_darker_where_it_meets_others(pale: int, at_ends: int, joined: bool) -> None:
    page, _ = table()
    page[YS[0] : YS[1], 399:401] = INK
    if pale:
        page[YS[0] + 12 : YS[1] - 8 : 3, 399:401] = pale
    page[[YS[0] + 3, YS[1] - 4], 399:401] = at_ends
    upended = np.ascontiguousarray(page.T)
    sheet = Sheet(upended, upended, float(INK), UNIT)
    ends, course = np.array([YS[0], YS[1]], dtype=np.float64), np.array([400.0, 400.0])
    assert joints(sheet, ends, course) == (joined, joined)


@pytest.mark.parametrize(("left", "beside", "found"), [(14, False, True), (14, True, False), (4, False, False)])
def test_what_a_fold_leaves_of_a_ruling_that_goes_on_is_one_without_print_beside_it(
    left: int, beside: bool, found: bool
) -> None:
    page, lines = table()
    page[YS[0] : YS[-1], 399:401] = INK
    page[YS[3] + 2 + left : YS[4] - 2, 395:405] = 250
    if beside:
        page[YS[3] + 6 : YS[4] - 6, 402:420:4] = INK
        page[YS[3] + 6 : YS[4] - 6, 380:398:4] = INK
    lines.vertical += [trace(400, YS[0], YS[3]), trace(400, YS[4], YS[-1])]
    settled = settle_edges(page, lines, RasterLines([], []), DPI)
    middle = (YS[3] + YS[4]) / 2
    at_400 = [line for line in settled.vertical if abs(line.across.mean() - 400) < 2]
    assert any(line.along[0] < middle < line.along[-1] for line in at_400) == found
