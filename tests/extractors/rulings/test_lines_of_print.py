"""Which traced pieces are made of print, and which only look so."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.rulings.lines_of_print import without_rough, without_strokes
from extractors.rulings.trace import Labelled, Trace

UNIT = 200 / 72


def piece(place: float, start: float, end: float, thickness: float, rough: float = 0.0, free: float = 0.95) -> Labelled:
    along = np.arange(start, end, 6.0)
    across = place + rough * (-1.0) ** np.arange(len(along))
    return Trace(along, across, thickness, end - start, free), (1,)


def kept(*pieces: Labelled) -> list[tuple[float, float]]:
    rulings = [piece(place, 0, 1000, 3.0) for place in (50.0, 500.0, 600.0)]
    found = without_rough([*rulings, *pieces], UNIT)
    return [(float(line.across.mean()), float(line.along[0])) for line, _ in found[3:]]


def test_a_rough_piece_of_a_broad_ruling_goes_with_its_smooth_ones() -> None:
    left, ragged = piece(200.0, 0, 300, 8.0, free=1.0), piece(200.0, 306, 414, 8.0, rough=0.4)
    right = piece(200.0, 420, 700, 8.2, free=1.0)
    assert len(kept(left, ragged, right)) == 3
    assert len(kept(left, ragged)) == len(kept(ragged, right)) == 2


def test_rough_broad_pieces_elsewhere_are_print() -> None:
    smooth, ragged = piece(200.0, 0, 300, 8.0, free=1.0), piece(200.0, 306, 414, 8.0, rough=0.4)
    assert kept(ragged) == []
    for other in (
        piece(230.0, 306, 414, 8.0, rough=0.4),  # in another row
        piece(200.0, 380, 488, 8.0, rough=0.4),  # far away
        piece(200.0, 306, 414, 6.0, rough=0.4),  # of another pen
        piece(200.0, 306, 414, 8.0, rough=0.9),  # crooked
    ):
        assert len(kept(smooth, other)) == 1


@pytest.mark.parametrize(
    ("length", "free", "thickness", "stays"),
    [(200, 0.64, 5.6, False), (200, 0.9, 5.6, True), (500, 0.64, 5.6, True), (200, 0.64, 4.5, True)],
)
def test_a_short_broad_line_with_little_room_is_a_row_of_print_however_even(
    length: float, free: float, thickness: float, stays: bool
) -> None:
    assert len(kept(piece(200.0, 0, length, thickness, free=free))) == stays


@pytest.mark.parametrize(("length", "stays"), [(1400, True), (600, False)])
def test_a_long_ruling_printed_double_may_run_in_two(length: int, stays: bool) -> None:
    """On a worn copy one of its lines is left on one stretch, both and the gap between on the other."""
    along = np.arange(0, length, 6.0)
    across = np.where(along < 0.4 * length, 200.0, 202.0)
    double = Trace(along, across, 8.0, float(length), 0.5), (1,)
    assert (len(kept(double)) == 1) is stays


def test_a_heading_s_edge_bends_to_the_grid_below_that_stands_aside() -> None:
    edge = piece(200.0, 0, 114, 4.5)
    edge[0].across[[0, -1]] -= 3.0
    assert len(kept(edge)) == 1
    edge[0].across[4:9:2] -= 3.0
    assert kept(edge) == []


@pytest.mark.parametrize(("aside", "free", "stays"), [(7.0, 0.9, True), (7.0, 0.8, False), (14.0, 0.9, False)])
def test_a_short_line_may_have_less_room_a_little_aside_of_a_long_one(aside: float, free: float, stays: bool) -> None:
    long, short = piece(200.0, 60, 600, 3.0), piece(200.0 + aside, 0, 55, 3.0, free=free)
    assert len(without_strokes([long, short], [], 3.0, UNIT)) == 1 + stays


@pytest.mark.parametrize(("thickness", "inner", "stays"), [(1.9, 5.0, False), (2.8, 5.0, True), (1.9, 1.9, True)])
def test_brackets_with_rules_between_them_are_of_no_ruling_s_pen(thickness: float, inner: float, stays: bool) -> None:
    rules = [piece(place, 0, 1000, 5.0) for place in (30.0, 60.0)]
    frame, within = (
        [piece(place, 0, 600, 5.0) for place in (90.0, 900.0)],
        [piece(place, 0, 600, inner) for place in (400.0, 500.0, 600.0)],
    )
    brackets = piece(300.0, 0, 210, thickness)
    assert len(without_strokes([*frame, *within, brackets], rules, 5.0, UNIT)) == 5 + stays


@pytest.mark.parametrize(
    ("free", "length", "stays"), [(0.4, 72, False), (0.4, 150, False), (0.6, 72, True), (0.4, 180, True)]
)
def test_the_feet_of_figures_on_both_sides_of_a_ruling_are_no_line(free: float, length: int, stays: bool) -> None:
    long, feet = piece(200.0, 0, 600, 3.0), piece(240.0, 0, length + 6, 3.0, free=free)
    ruling = piece(36.0, 0, 600, 3.0)
    assert len(without_strokes([long, feet], [ruling], 3.0, UNIT)) == 1 + stays
