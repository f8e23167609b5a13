"""What holds for rulings wherever they stand: snapping is settled, blind to order and to which way up the page lies."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.content import Rulings
from extractors.positions import SNAP, group_positions
from extractors.rulings.snap import JOIN, snap_rulings
from extractors.tables.grid import find_grids

#: Tenths of a point, crowded on purpose: ten times the tolerance holds a dozen lines.
crowded = st.lists(st.integers(0, int(SNAP * 100)), min_size=1, max_size=12)


@st.composite
def crowded_lines(draw: st.DrawFn) -> np.ndarray:
    """Lines as (position, start, end) whose positions and gaps are near the tolerances."""
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, int(SNAP * 50)), st.integers(0, int(JOIN * 60)), st.integers(1, int(JOIN * 40))),
            min_size=1,
            max_size=12,
        )
    )
    return np.array([(position / 10, start / 10, (start + length) / 10) for position, start, length in rows])


def sorted_lines(lines: np.ndarray) -> np.ndarray:
    # Equal positions are means that differ in their last bits.
    return lines[np.lexsort((lines[:, 2], lines[:, 1], lines[:, 0].round(6)))]


@given(tenths=crowded)
def test_grouping_does_not_care_which_way_up_the_page_is(tenths: list[int]) -> None:
    positions = np.array(tenths) / 10
    turned = 50.0 - positions
    assert group_positions(positions, SNAP).max() == group_positions(turned, SNAP).max()


@given(tenths=crowded, seed=st.integers(0, 1000))
def test_grouping_does_not_care_about_order(tenths: list[int], seed: int) -> None:
    positions = np.array(tenths) / 10
    order = np.random.default_rng(seed).permutation(len(positions))
    assert list(group_positions(positions[order], SNAP)) == list(group_positions(positions, SNAP)[order])


@given(lines=crowded_lines())
def test_snapping_twice_is_snapping_once(lines: np.ndarray) -> None:
    once = snap_rulings(Rulings(lines, lines))
    twice = snap_rulings(once)
    np.testing.assert_allclose(sorted_lines(twice.horizontal), sorted_lines(once.horizontal), atol=1e-6)


@given(lines=crowded_lines(), seed=st.integers(0, 1000))
def test_snapping_does_not_care_about_order(lines: np.ndarray, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(lines))
    one, other = (snap_rulings(Rulings(rows, rows)).horizontal for rows in (lines, lines[order]))
    np.testing.assert_allclose(sorted_lines(other), sorted_lines(one), atol=1e-6)


@given(lines=crowded_lines())
def test_snapping_leaves_no_two_lines_that_it_would_join(lines: np.ndarray) -> None:
    snapped = sorted_lines(snap_rulings(Rulings(lines, lines)).horizontal)
    for above, below in pairwise(snapped):
        same = abs(above[0] - below[0]) < 1e-9
        assert not (same and below[1] <= above[2] + JOIN - 1e-6)


@st.composite
def ladders(draw: st.DrawFn) -> tuple[list[float], list[float]]:
    """Column and row edges of a grid, at least three snaps apart."""
    steps = st.lists(st.integers(int(SNAP * 30), 600), min_size=2, max_size=6)
    xs, ys = (np.cumsum([draw(st.integers(0, 500)), *draw(steps)]) / 10 for _ in range(2))
    return list(xs), list(ys)


def grid_rulings(xs: list[float], ys: list[float], rng: np.random.Generator, pieces: bool, noise: float) -> Rulings:
    """Draw a full grid, each ruling whole or cell by cell, each piece off its place by up to ``noise``."""

    def lines(positions: list[float], stops: list[float]) -> np.ndarray:
        spans = list(pairwise(stops)) if pieces else [(stops[0], stops[-1])]
        rows = [(place, start, end) for place in positions for start, end in spans]
        return np.array(rows) + rng.uniform(-noise, noise, (len(rows), 3))

    return Rulings(lines(ys, xs), lines(xs, ys))


@settings(deadline=None)
@given(ladder=ladders(), seed=st.integers(0, 99), pieces=st.booleans(), noise=st.sampled_from([0.0, 0.2, 0.45]))
def test_a_drawn_grid_is_found_and_its_cells_tile_it(
    ladder: tuple[list[float], list[float]], seed: int, pieces: bool, noise: float
) -> None:
    xs, ys = ladder
    rulings = snap_rulings(grid_rulings(xs, ys, np.random.default_rng(seed), pieces, noise))
    (grid,) = find_grids(rulings)
    assert (len(grid.xs), len(grid.ys)) == (len(xs), len(ys))
    covered = sorted(
        (row, column)
        for span in grid.spans
        for row in range(span.row, span.row + span.row_span)
        for column in range(span.column, span.column + span.column_span)
    )
    assert covered == [(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
