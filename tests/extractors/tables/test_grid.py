"""Grids from rulings: spans, open sides, rules that stop short or are offset, several grids, no false ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.content import Rulings
from extractors.rulings.snap import snap_rulings
from extractors.tables.grid import find_grids


def rulings(horizontal, vertical):
    return snap_rulings(
        Rulings(np.array(horizontal, dtype=float).reshape(-1, 3), np.array(vertical, dtype=float).reshape(-1, 3))
    )


def full(xs, ys):
    return [(y, xs[0], xs[-1]) for y in ys], [(x, ys[0], ys[-1]) for x in xs]


def shape(grid):
    return len(grid.ys) - 1, len(grid.xs) - 1


def test_a_full_grid():
    (grid,) = find_grids(rulings(*full([0, 50, 100], [0, 20, 40, 60])))
    assert shape(grid) == (3, 2)
    assert len(grid.spans) == 6


def test_a_merged_heading_is_one_cell():
    horizontal, _ = full([0, 50, 100], [0, 20, 40])
    (grid,) = find_grids(rulings(horizontal, [(0, 0, 40), (100, 0, 40), (50, 20, 40)]))
    assert [(s.row, s.column, s.row_span, s.column_span) for s in grid.spans] == [
        (0, 0, 1, 2),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
    ]


def test_rules_that_stop_short_still_meet():
    horizontal = [(y, 2.5, 97.5) for y in (0, 20, 40)]
    (grid,) = find_grids(rulings(horizontal, [(x, 0, 40) for x in (0, 50, 100)]))
    assert shape(grid) == (2, 2)


def test_a_page_that_lacks_its_top_rule_keeps_the_row():
    horizontal = [(20, 0, 100), (40, 0, 100)]
    (grid,) = find_grids(rulings(horizontal, [(x, 0, 40) for x in (0, 50, 100)]))
    assert shape(grid) == (2, 2)


@pytest.mark.parametrize(("higher", "rows"), [((0, 100, 200), 3), ((0, 50, 100, 150, 200), 2), ((50, 100), 2)])
def test_a_low_row_of_merged_headings_is_open_above_and_rules_that_stick_out_make_none(higher: tuple, rows: int):
    """Print of three points; rules that begin above the first are sides of headings only if others begin there."""
    upright = [(x, 16.0 if x in higher else 20.5, 60) for x in (0, 50, 100, 150, 200)]
    (grid,) = find_grids(rulings([(y, 0, 200) for y in (20, 40, 60)], upright))
    assert shape(grid) == (rows, 4)


def test_open_sides_are_closed():
    horizontal = [(y, 0, 150) for y in (0, 20, 40)]
    (grid,) = find_grids(rulings(horizontal, [(50, 0, 40), (100, 0, 40)]))
    assert shape(grid) == (2, 3)


def test_a_row_cut_off_by_itself_keeps_its_outer_columns_at_open_sides() -> None:
    (grid,) = find_grids(rulings([(30, 0, 200)], [(x, 0, 30) for x in (40, 100, 160)]))
    assert (grid.xs, shape(grid)) == ([0, 40, 100, 160, 200], (1, 4))


@pytest.mark.parametrize(("height", "rows"), [(5.2, 1), (3.5, 0)])
def test_a_row_of_small_print_cut_off_by_itself_is_one_and_the_ticks_of_an_axis_are_none(height: float, rows: int):
    grids = find_grids(rulings([(height + 1, 0, 380)], [(x, 0, height) for x in range(0, 390, 10)]))
    assert [shape(grid) for grid in grids] == [(1, 38)] * rows


def test_a_column_whose_first_cell_a_page_break_cut_is_there_at_an_open_side() -> None:
    """The cell goes on from the page before, over three rows: no rule above its end reaches the side."""
    horizontal = [*((y, 40, 200) for y in (20, 40)), (60, 0, 200), (80, 0, 200), *((y, 40, 200) for y in (100, 120))]
    (grid,) = find_grids(rulings([*horizontal, (140, 0, 200)], [(x, 0, 140) for x in (40, 100, 160)]))
    assert (grid.xs, shape(grid)) == ([0, 40, 100, 160, 200], (7, 4))
    assert [(s.row, s.row_span) for s in grid.spans if s.column == 0] == [(0, 3), (3, 1), (4, 3)]
    # Nothing was cut where the grid has its first rule: what sticks out is none of its.
    (grid,) = find_grids(rulings([(0, 40, 200), *horizontal, (140, 40, 200)], [(x, 0, 140) for x in (40, 100, 160)]))
    assert grid.xs[0] == 40


def test_a_side_of_the_frame_that_goes_on_alone_makes_no_row():
    """A browser draws the frame of a table down to the foot of each page."""
    across, down = full([0, 50, 100], [0, 20, 40])
    (grid,) = find_grids(rulings(across, [(0, 0, 52), *down[1:]]))
    assert shape(grid) == (2, 2)
    (grid,) = find_grids(rulings(across, [(0, 0, 52), *down[1:-1], (100, 0, 52)]))
    assert shape(grid) == (3, 2)


def test_merged_cells_that_go_on_below_the_last_row_make_it_no_row_but_taller():
    across, down = full([0, 30, 60, 70, 80, 90, 100], [0, 20, 40])
    (grid,) = find_grids(rulings(across, [(x, low, 52 if x < 50 else high) for x, low, high in down]))
    assert shape(grid) == (2, 6)
    assert grid.ys == [0, 20, 52]


def open_sided(*ys: float, xs: tuple[float, ...] = (30, 70)) -> tuple[list, list]:
    return [(y, 0, 100) for y in ys], [(x, ys[0], ys[-1]) for x in xs]


def test_a_row_of_one_cell_does_not_end_a_table_with_open_sides() -> None:
    above, below = open_sided(0, 20, 40), open_sided(60, 80, xs=(70,))
    (grid,) = find_grids(rulings(above[0] + below[0], above[1] + below[1]))
    assert shape(grid) == (4, 3)
    assert [span.column_span for span in grid.spans if span.row == 2] == [3]
    assert [span.column_span for span in grid.spans if span.row == 3] == [2, 1]


def test_a_table_with_open_sides_is_not_joined_to_the_next_one() -> None:
    for below in (
        open_sided(80, 100),  # farther than a row is high
        open_sided(45, 65),  # nearer
        open_sided(60, 80, xs=(50,)),  # in other columns
        ([(y, 0, 90) for y in (60, 80)], [(30, 60, 80)]),  # narrower
        full([0, 30, 100], [60, 80]),  # closed
    ):
        above = open_sided(0, 20, 40)
        assert len(find_grids(rulings(above[0] + below[0], above[1] + below[1]))) == 2


def test_header_rules_offset_from_body_rules_are_one_column_edge():
    horizontal = [(y, 0, 100) for y in (0, 20, 40, 60)]
    (grid,) = find_grids(rulings(horizontal, [(0, 0, 60), (100, 0, 60), (50, 0, 20), (53, 20, 60)]))
    assert shape(grid) == (3, 2)


def test_a_heading_moved_aside_and_down_makes_no_sliver_of_a_column() -> None:
    head = full([3, 53, 103], [0, 20, 40])
    body = full([0, 50, 100], [43, 63, 83])
    down = [(x, 0, 43) for x, *_ in head[1]] + [(x, 40, 83) for x, *_ in body[1]]
    (grid,) = find_grids(rulings(head[0] + body[0], down))
    assert np.allclose(grid.xs, [0, 50, 100])


def test_a_merged_cell_over_a_whole_page_keeps_its_column():
    horizontal = [(y, 50, 150) for y in (0, 20, 40, 60)]
    (grid,) = find_grids(rulings(horizontal, [(x, 0, 60) for x in (0, 50, 100, 150)]))
    assert shape(grid) == (3, 3)
    assert [(s.row_span, s.column) for s in grid.spans if s.row_span > 1] == [(3, 0)]


def test_two_tables_on_a_page_are_two_grids_from_the_top():
    one, two = full([0, 50, 100], [0, 20, 40]), full([0, 30, 60, 100], [100, 120, 140])
    grids = find_grids(rulings(one[0] + two[0], one[1] + two[1]))
    assert [shape(grid) for grid in grids] == [(2, 2), (2, 3)]


def test_one_box_or_one_line_is_no_grid():
    assert find_grids(rulings(*full([0, 100], [0, 50]))) == []
    assert find_grids(rulings([(10, 0, 100)], [])) == []
    assert find_grids(rulings([], [])) == []


def test_a_missing_piece_of_rule_leaves_rectangles():
    """The slots around a gap form an L; cells are rectangles all the same and tile the grid."""
    horizontal = [(0, 0, 100), (20, 50, 100), (40, 0, 100)]
    vertical = [(0, 0, 40), (50, 20, 40), (100, 0, 40)]
    (grid,) = find_grids(rulings(horizontal, vertical))
    assert sorted(np.bincount(grid.owner.ravel()).tolist()) == sorted(s.row_span * s.column_span for s in grid.spans)


@st.composite
def partitions(draw):
    """Random column and row edges, at least 12 apart, and which inner edges are left out."""
    xs = np.cumsum([0, *draw(st.lists(st.integers(12, 60), min_size=1, max_size=5))]).tolist()
    ys = np.cumsum([0, *draw(st.lists(st.integers(12, 60), min_size=2, max_size=5))]).tolist()
    gone = draw(st.sets(st.tuples(st.integers(1, 5), st.integers(0, 5)), max_size=4))
    return xs, ys, gone


@given(partitions(), st.integers(0, 400), st.integers(0, 400), st.sampled_from([1.0, 0.7, 1.9]))
def test_cells_tile_the_grid_wherever_it_stands(partition, dx, dy, scale):
    xs, ys, gone = partition
    xs, ys = [dx + scale * x for x in xs], [dy + scale * y for y in ys]
    vertical = [
        (x, ys[row], ys[row + 1])
        for column, x in enumerate(xs)
        for row in range(len(ys) - 1)
        if (column, row) not in gone or column in (0, len(xs) - 1)
    ]
    grids = find_grids(rulings([(y, xs[0], xs[-1]) for y in ys], vertical))
    assert len(grids) == 1
    grid = grids[0]
    covered = np.zeros_like(grid.owner)
    for number, span in enumerate(grid.spans):
        block = (slice(span.row, span.row + span.row_span), slice(span.column, span.column + span.column_span))
        covered[block] += 1
        assert (grid.owner[block] == number).all()
    assert (covered == 1).all()


def test_a_heading_moved_aside_has_its_own_edges_and_the_rows_below_theirs():
    head = [(y, 3, 103) for y in (0, 20)], [(x, 0, 20) for x in (3, 33, 103)]
    body = [(y, 0, 100) for y in (20, 40)], [(x, 20, 40) for x in (0, 30, 100)]
    (grid,) = find_grids(rulings(head[0] + body[0], head[1] + body[1]))
    assert shape(grid) == (2, 2)
    boxes = {(span.row, span.column): grid.box_of(span) for span in grid.spans}
    assert [round(boxes[0, 1].x0, 6), round(boxes[1, 1].x0, 6)] == [33, 30]
    rows, columns = grid.slots_at(np.array([32.0, 32.0]), np.array([10.0, 30.0]))
    assert (rows.tolist(), columns.tolist()) == ([0, 1], [0, 1])
