"""Snapping: doubles become one, pieces are joined, and which way up the page lies does not matter."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractors.content import Rulings
from extractors.rulings.snap import doubles_as_one, snap_rulings

NONE = np.empty((0, 3))
#: Crowded around the tolerance on purpose: spread over a page, hardly two would ever meet.
TENTHS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 300), st.integers(1, 200)), max_size=14)


def horizontal(*lines):
    return Rulings(np.array(lines, dtype=float).reshape(-1, 3), NONE)


def as_rulings(drawn):
    return horizontal(*[(y / 10, x / 10, (x + length) / 10) for y, x, length in drawn])


def test_a_border_drawn_twice_is_one_ruling():
    snapped = snap_rulings(horizontal((100, 0, 50), (100.5, 0, 50))).horizontal
    assert len(snapped) == 1
    assert 100 <= snapped[0, 0] <= 100.5


def test_pieces_are_joined_and_distant_ones_are_not():
    snapped = snap_rulings(horizontal((10, 0, 20), (10, 22, 40), (10, 60, 80))).horizontal
    assert snapped[:, 1:].tolist() == [[0, 40], [60, 80]]


def test_rows_apart_stay_apart():
    assert len(snap_rulings(horizontal((10, 0, 20), (15, 0, 20))).horizontal) == 2


@given(TENTHS)
def test_snapping_twice_is_snapping_once(drawn):
    once = snap_rulings(as_rulings(drawn))
    twice = snap_rulings(once)
    assert np.allclose(once.horizontal, twice.horizontal)


@given(TENTHS, st.randoms())
def test_order_does_not_matter(drawn, random):
    shuffled = list(drawn)
    random.shuffle(shuffled)
    assert np.allclose(snap_rulings(as_rulings(drawn)).horizontal, snap_rulings(as_rulings(shuffled)).horizontal)


@given(TENTHS)
def test_upside_down_gives_as_many(drawn):
    turned = [(100 - y, x, length) for y, x, length in drawn]
    assert len(snap_rulings(as_rulings(drawn)).horizontal) == len(snap_rulings(as_rulings(turned)).horizontal)


@given(TENTHS)
def test_a_line_and_a_column_are_treated_alike(drawn):
    lines = as_rulings(drawn).horizontal
    assert np.allclose(snap_rulings(Rulings(lines, NONE)).horizontal, snap_rulings(Rulings(NONE, lines)).vertical)


def test_a_ruling_printed_double_is_one_and_lines_one_behind_another_stay_apart() -> None:
    lines = np.array([[100.0, 10, 200], [102.2, 10, 200], [50.0, 10, 100], [52.0, 100, 200], [110.0, 10, 200]])
    assert doubles_as_one(lines, 2.6)[:, 0].tolist() == [50.0, 52.0, 100.0, 100.0, 110.0]


def test_a_piece_of_a_double_ruling_is_one_with_what_it_runs_beside_for_as_far_as_a_cell() -> None:
    lines = np.array([[129.2, 95, 784], [131.8, 58, 123], [131.8, 780, 900]])
    assert sorted(doubles_as_one(lines, 3.0)[:, 0].tolist()) == [129.2, 129.2, 131.8]
