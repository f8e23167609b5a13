"""Snapped rulings -> grids of cells, with spans. Geometry only: no character is looked at.

The order: rulings that touch form a group; a group's positions are its grid lines; an edge between two grid slots is
there if a ruling covers most of it; slots without an edge between them are one cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from extractors.content import Bools, Floats, Ints, Rulings
from extractors.positions import SNAP, consecutive
from extractors.tables.open_rows import REACH, open_head, over_merged_rows, rule_positions, with_last_rules
from schemas.geometry import Box

#: The share of an edge that a ruling must cover.
COVERED = 0.5
#: More crossings than this are a drawing, not a table.
_MOST_CROSSINGS = 4_000_000
#: Grid lines nearer than this that never bound a cell between them are one ruling drawn with an offset.
_OFFSET = 6.0
#: A lone row without its upper or lower rule has at least so many upright rules of at least this height, in points.
_FEWEST_UPRIGHT, _LOWEST_ROW = 3, 4.5


@dataclass(slots=True, frozen=True)
class Span:
    """A rectangle of grid slots that is one cell."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass
class Grid:
    """Grid lines in points and the cells between them; ``owner[row, column]`` is the index of the span there.

    ``places[line, row]`` is where an upright line runs in each row: a heading may stand aside of what is below.
    """

    xs: list[float]
    ys: list[float]
    spans: list[Span]
    owner: Ints
    places: Floats

    @cached_property
    def is_aside(self) -> bool:
        """Tell whether some line runs aside of itself."""
        return bool((self.places != np.array(self.xs)[:, None]).any())

    @property
    def box(self) -> Box:
        """The outer edges."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def box_of(self, span: Span) -> Box:
        """Return the edges of one cell."""
        x0, x1 = self.xs[span.column], self.xs[span.column + span.column_span]
        if self.is_aside:
            rows = slice(span.row, span.row + span.row_span)
            x0 = float(self.places[span.column, rows].min())
            x1 = float(self.places[span.column + span.column_span, rows].max())
        return Box(x0, self.ys[span.row], x1, self.ys[span.row + span.row_span])

    def slots_at(self, x: Floats, y: Floats) -> tuple[Ints, Ints]:
        """Return the rows and columns of the slots that points lie in, or next to."""
        row = np.clip(np.searchsorted(self.ys, y) - 1, 0, len(self.ys) - 2)
        column = (x > self.places[:, row]).sum(axis=0) - 1
        return row, np.clip(column, 0, len(self.xs) - 2)


def find_grids(rulings: Rulings) -> list[Grid]:
    """Return the grids that the rulings draw, from top to bottom; a lone box or rule gives none."""
    groups = with_last_rules(over_merged_rows(list(_touching(rulings))), rulings)
    grids = [grid for group in groups if (grid := _build(group)) is not None]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _touching(rulings: Rulings) -> Iterator[Rulings]:
    """Yield groups of rulings that meet, directly or through others."""
    across, down = rulings.horizontal, rulings.vertical
    if len(across) * len(down) > _MOST_CROSSINGS:
        return
    meets = (
        (down[None, :, 0] >= across[:, None, 1] - REACH)
        & (down[None, :, 0] <= across[:, None, 2] + REACH)
        & (across[:, None, 0] >= down[None, :, 1] - REACH)
        & (across[:, None, 0] <= down[None, :, 2] + REACH)
    )
    stray = ~meets.any(axis=0)
    waiting = np.ones(len(across), dtype=bool)
    while waiting.any():
        rows = np.zeros(len(across), dtype=bool)
        rows[int(np.argmax(waiting))] = True
        while True:
            columns = meets[rows].any(axis=0)
            grown = rows | meets[:, columns].any(axis=1)
            if (grown == rows).all():
                break
            rows = grown
        waiting &= ~rows
        if _bounds_cells(across[rows], down[columns]):
            columns |= stray & _as_tall(down, down[columns], across[rows])
            yield Rulings(across[rows], down[columns])


def _as_tall(down: Floats, own: Floats, across: Floats) -> Bools:
    """Tell which upright rules are as tall as the whole group.

    Where a merged cell goes on over a whole page, no level rule meets the outer rule beside it.
    """
    top, bottom = min(own[:, 1].min(), across[:, 0].min()), max(own[:, 2].max(), across[:, 0].max())
    tall: Bools = (np.abs(down[:, 1] - top) <= REACH) & (np.abs(down[:, 2] - bottom) <= REACH)
    return tall


def _bounds_cells(across: Floats, down: Floats) -> bool:
    """Tell whether rules that meet can bound cells.

    One level rule does only where upright ones stand on it, all of one height: a row that lacks its rule at the page's
    edge. Bars and ticks of a chart differ in height or are low.
    """
    if len(across) != 1:
        return len(across) > 1 and len(down) > 0
    if len(down) < _FEWEST_UPRIGHT:
        return False
    even = np.ptp(down[:, 1]) <= REACH and np.ptp(down[:, 2]) <= REACH
    at_edge = min(abs(across[0, 0] - down[:, 1].min()), abs(across[0, 0] - down[:, 2].max())) <= REACH
    return bool(even and at_edge and (down[:, 2] - down[:, 1]).min() >= _LOWEST_ROW)


def _build(group: Rulings) -> Grid | None:
    across, down = group.horizontal, group.vertical
    xs = _with_ends(rule_positions(down), across, _cut_off(down, across))
    ys = _with_ends(rule_positions(across), down, (False, False))
    ys = np.concatenate((open_head(ys, across, down), ys))
    if len(xs) < 2 or len(ys) < 2:
        return None
    upright = _edges(down, xs, ys)
    level = _edges(across, ys, xs)
    if _begins_in_a_row(down, across, ys):
        level[0] = True
    apart = len(xs)
    xs, upright, level = _merge_offset(xs, upright, level, ys)
    ys, level, upright = _merge_offset(ys, level, upright, xs)
    places = np.tile(xs[:, None], len(ys) - 1) if len(xs) == apart else _places(down, xs, ys)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    upright[0], upright[-1], level[0], level[-1] = True, True, True, True
    ys = np.concatenate((ys[:-1], [_cut(ys, down)]))
    return _compress(xs, ys, _spans(upright, level), places)


def _places(rules: Floats, lines: Floats, stops: Floats) -> Floats:
    """Return where each line runs in each band between two stops: offset rules are one line, each in its own bands."""
    places = np.tile(lines[:, None], len(stops) - 1)
    low, high = stops[:-1], stops[1:]
    for position, start, end in rules.tolist():
        line = int(np.argmin(np.abs(lines - position)))
        inside = np.minimum(high, end) - np.maximum(low, start) >= COVERED * (high - low)
        if abs(lines[line] - position) <= _OFFSET:
            places[line, inside] = position
    in_order = (np.diff(places, axis=0) > 0).all(axis=0)
    return np.where(in_order, places, lines[:, None])


def _cut_off(down: Floats, across: Floats) -> tuple[bool, bool]:
    """Tell whether a page break cut cells: upright rules go on above the first level one, or below the last."""
    above = (down[:, 1] < across[:, 0].min() - REACH).sum()
    below = (down[:, 2] > across[:, 0].max() + REACH).sum()
    return bool(above > 1), bool(below > 1)


def _with_ends(lines: Floats, crossing: Floats, cut_off: tuple[bool, bool]) -> Floats:
    """Return the lines, and the ends of the crossing rules where they stick out: an open side.

    ``cut_off`` tells whether a cell before the first crossing rule or behind the last is open there, too.
    """
    before, behind = crossing[:, 1] < lines[0] - REACH, crossing[:, 2] > lines[-1] + REACH
    if _opens(crossing, before, crossing[:, 1] < lines[0] + REACH, 1, cut_off):
        lines = np.concatenate(([crossing[before, 1].min()], lines))
    if _opens(crossing, behind, crossing[:, 2] > lines[-1] - REACH, 2, cut_off):
        lines = np.concatenate((lines, [crossing[behind, 2].max()]))
    return lines


def _begins_in_a_row(down: Floats, across: Floats, ys: Floats) -> bool:
    """Tell whether a low row of merged headings is open above: their sides begin there, all others at the first rule.

    Rules that merely stick out do so wherever they stand.
    """
    first = across[:, 0].min()
    open_there, reaching = down[down[:, 1] < first - REACH], down[down[:, 1] < first + REACH]
    if ys[0] >= first - REACH or not _FEWEST_UPRIGHT <= len(open_there) < len(reaching):
        return False
    outermost = np.ptp(open_there[:, 0]) > np.ptp(down[:, 0]) - _OFFSET
    return bool(outermost and np.ptp(open_there[:, 1]) <= SNAP)


def _opens(rules: Floats, out: Bools, reaching: Bools, end: int, cut_off: tuple[bool, bool]) -> bool:
    """Tell whether rules that stick out are most of those that reach a side, or both its outer ones.

    Browsers draw one side of the frame, and the sides of merged cells that a page break cuts, down to the page's foot.
    No rule at all reaches the side along such a cell, and of a row cut off by itself only one is left.
    """
    count = int(out.sum())
    if count < 2:
        return count == len(rules) and any(cut_off)
    ends, outer = rules[reaching, 0], rules[out, 0]
    if np.ptp(outer) > np.ptp(ends) - _OFFSET or 2 * count > reaching.sum():
        return True
    if np.ptp(rules[out, end]) > REACH:
        return False
    first = outer.min() if cut_off[0] else ends.min()
    last = outer.max() if cut_off[1] else ends.max()
    return bool(np.ptp(outer) > last - first - _OFFSET)


def _cut(ys: Floats, down: Floats) -> float:
    """Return where the last row ends: where merged cells that a page break cuts go on below it, as far as they do."""
    out = down[down[:, 2] > ys[-1] + REACH]
    return float(out[:, 2].min() if len(out) > 1 else ys[-1])


def _edges(rules: Floats, lines: Floats, stops: Floats) -> Bools:
    """Tell which edges are drawn, as [line, band]: most of a line's piece between two stops is covered by rules."""
    covered = np.zeros((len(lines), len(stops) - 1))
    low, high = stops[:-1], stops[1:]
    for position, start, end in rules.tolist():
        line = int(np.argmin(np.abs(lines - position)))
        covered[line] += np.clip(np.minimum(high, end) - np.maximum(low, start), 0, None)
    drawn: Bools = covered >= COVERED * (high - low)
    return drawn


def _merge_offset(lines: Floats, edges: Bools, crossing: Bools, stops: Floats) -> tuple[Floats, Bools, Bools]:
    """Make one of two near grid lines that never bound a cell between them: header rules offset from body rules.

    ``edges`` is [line, band] along these lines, ``crossing`` is [line, band] of the other direction, whose lines are
    ``stops``. Where a grid is offset both ways, both lines run through the narrow band between its parts.
    """
    bands = np.diff(stops) > _OFFSET
    if not bands.any():
        bands[:] = True
    index = 0
    while index < len(lines) - 1:
        gap = lines[index + 1] - lines[index]
        if gap <= _OFFSET and not (edges[index] & edges[index + 1])[bands].any():
            keep = lines[index] if edges[index].sum() >= edges[index + 1].sum() else lines[index + 1]
            lines = np.concatenate((lines[:index], [keep], lines[index + 2 :]))
            edges = np.concatenate((edges[:index], [edges[index] | edges[index + 1]], edges[index + 2 :]))
            crossing = np.delete(crossing, index, axis=1)
        else:
            index += 1
    return lines, edges, crossing


def _spans(upright: Bools, level: Bools) -> list[Span]:
    """Return the rectangles of slots that no drawn edge divides.

    ``upright`` is [x line, row], ``level`` is [y line, column]. A group of slots that is no rectangle (a rule is
    missing) is cut into rectangles row by row.
    """
    rows, columns = level.shape[0] - 1, upright.shape[0] - 1
    groups: dict[int, list[tuple[int, int]]] = {}
    for slot, name in enumerate(_label_slots(upright, level, rows, columns)):
        groups.setdefault(name, []).append(divmod(slot, columns))
    return sorted((span for slots in groups.values() for span in _rectangles(slots)), key=lambda s: (s.row, s.column))


def _label_slots(upright: Bools, level: Bools, rows: int, columns: int) -> list[int]:
    """Return for each slot, row by row, a name that it shares with all slots reached without crossing an edge."""
    parent = list(range(rows * columns))

    def root(slot: int) -> int:
        while parent[slot] != slot:
            parent[slot] = parent[parent[slot]]
            slot = parent[slot]
        return slot

    for line, row in np.argwhere(~upright[1:-1]).tolist():
        slot = row * columns + line
        parent[root(slot + 1)] = root(slot)
    for line, column in np.argwhere(~level[1:-1]).tolist():
        slot = line * columns + column
        parent[root(slot + columns)] = root(slot)
    return [root(slot) for slot in range(rows * columns)]


def _rectangles(slots: list[tuple[int, int]]) -> list[Span]:
    """Cover a group of slots (sorted by row, then column) with rectangles: one if it is one, else its rows' runs."""
    if len(slots) == 1:
        return [Span(*slots[0], 1, 1)]
    top, bottom = slots[0][0], slots[-1][0]
    left, right = min(column for _, column in slots), max(column for _, column in slots)
    if len(slots) == (bottom - top + 1) * (right - left + 1):
        return [Span(top, left, bottom - top + 1, right - left + 1)]
    open_runs: dict[tuple[int, int], int] = {}
    closed: list[Span] = []
    for row in range(top, bottom + 2):
        runs = set(consecutive([column for r, column in slots if r == row]))
        for run, start in list(open_runs.items()):
            if run not in runs:
                closed.append(Span(start, run[0], row - start, run[1] - run[0] + 1))
                del open_runs[run]
        for run in runs:
            open_runs.setdefault(run, row)
    return closed


def _compress(xs: Floats, ys: Floats, spans: list[Span], places: Floats) -> Grid | None:
    """Drop grid lines that bound no cell, and number the cells anew."""
    keep_x = sorted({span.column for span in spans} | {span.column + span.column_span for span in spans})
    keep_y = sorted({span.row for span in spans} | {span.row + span.row_span for span in spans})
    if len(keep_x) < 2 or len(keep_y) < 2 or len(spans) < 2:
        return None
    new_x, new_y = {old: new for new, old in enumerate(keep_x)}, {old: new for new, old in enumerate(keep_y)}
    moved = [
        Span(
            new_y[span.row],
            new_x[span.column],
            new_y[span.row + span.row_span] - new_y[span.row],
            new_x[span.column + span.column_span] - new_x[span.column],
        )
        for span in spans
    ]
    owner = np.empty((len(keep_y) - 1, len(keep_x) - 1), dtype=np.intp)
    for number, span in enumerate(moved):
        owner[span.row : span.row + span.row_span, span.column : span.column + span.column_span] = number
    kept = places[np.ix_(keep_x, keep_y[:-1])]
    return Grid([float(xs[index]) for index in keep_x], [float(ys[index]) for index in keep_y], moved, owner, kept)
