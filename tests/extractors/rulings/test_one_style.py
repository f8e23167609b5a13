"""Dashed rulings are as they were drawn, whatever tracing makes of the print around them."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.ports import Gray
from extractors.rulings.one_style import Dashes, in_one_style
from extractors.rulings.trace import RasterLines, Trace

UNIT = 200 / 72


def line(start: float, end: float, place: float = 50.0) -> Trace:
    along = np.arange(start, end + 1, 5.0)
    return Trace(along, np.full(len(along), place), 2.0, end - start, 1.0)


def empty_page() -> Gray:
    return np.full((120, 900), 250, np.uint8)


def settled(page: Gray, traced: list[Trace], dashed: list[Trace], solid: list[Trace] | None = None) -> list[float]:
    dashes = Dashes(page, RasterLines(dashed, []), RasterLines(solid or [], []))
    lines = in_one_style(RasterLines(traced, []), dashes, UNIT).horizontal
    return sorted(float(place) for each in lines for place in (each.along[0], each.along[-1]))


def test_a_line_that_was_drawn_over_dashes_stays_though_tracing_doubts_it() -> None:
    assert settled(empty_page(), [], [line(100, 150)]) == [100, 150]
    assert settled(empty_page(), [line(100, 120), line(125, 150)], [line(100, 150)]) == [100, 150]
    assert settled(empty_page(), [line(130, 800)], [line(100, 800)]) == [100, 800]


def test_a_line_ends_where_its_dashes_end() -> None:
    page = empty_page()
    page[49:52, 320:340] = 20  # a stroke of the heading beyond
    assert settled(page, [line(100, 400)], [line(100, 300)]) == [100, pytest.approx(300, abs=4.5 * UNIT)]


def test_a_line_goes_on_where_it_is_solid() -> None:
    page = empty_page()
    page[49:52, 300:401] = 20
    assert settled(page, [line(100, 400)], [line(100, 300)]) == [100, 400]


def test_what_is_found_only_after_dashes_were_drawn_is_dashed_or_solid() -> None:
    page = empty_page()
    page[49:52, 520:540] = 20
    assert settled(page, [line(500, 560)], [line(100, 300)]) == [100, 300]
    assert settled(page, [line(500, 560)], [line(100, 300)], solid=[line(500, 560)]) == [100, 300, 500, 560]


def test_a_long_solid_line_stays_though_dashes_drawn_across_it_hide_it() -> None:
    assert settled(empty_page(), [], [line(100, 300)], solid=[line(100, 700, 80.0)]) == [100, 100, 300, 700]
    assert settled(empty_page(), [], [line(100, 300)], solid=[line(100, 150, 80.0)]) == [100, 300]


def test_a_page_without_dashes_is_left_as_it_was_traced() -> None:
    lines = RasterLines([line(100, 200)], [])
    assert in_one_style(lines, Dashes(empty_page()), UNIT) is lines


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_dashes_turn_with_their_page(degrees: int) -> None:
    page = empty_page()
    page[50, 100:301] = 20
    turned = Dashes(page, RasterLines([line(100, 300)], [])).turned(degrees)
    assert np.array_equal(turned.undrawn, np.rot90(page, -degrees // 90))
    (found,) = turned.lines.horizontal or turned.lines.vertical
    picture = turned.undrawn if turned.lines.horizontal else turned.undrawn.T
    assert (np.diff(found.along) > 0).all()
    assert (picture[found.across.astype(int), found.along.astype(int)] == 20).all()
