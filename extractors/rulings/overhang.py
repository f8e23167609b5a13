"""Ends that stick out of a grid: strokes of print that stand where a ruling would go on, or a side that is open."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.content import Bools, Floats
from extractors.rulings.trace import ALONE, CORNER, Trace

#: Ends that stick out of a grid by up to this, in points, are print that stands where a ruling would go on.
OVERHANG = 25.0
#: The share of a grid's lines, and how many, that have to end together for it to be open on that side.
MOST_LINES, FEWEST, PAIR = 0.7, 3, 2
#: Fewer will do where they stick out by a row's height, in points: print has no strokes that long, let alone alike.
ROW = 9.5
#: What has room on both sides over this share of its length has nothing beside it but specks.
CLEAR = 0.95
#: Of lines that end together some may end before the others: this share of the way is enough.
WELL_OUT = 0.6


def without_overhang(lines: list[Trace], others: list[Trace], unit: float) -> list[Trace]:
    """Return lines without ends that stick out of the grid that they make with ``others``; ``unit`` is pixels a point.

    Where most of a grid's lines stick out by the same, it is open there: a page break took the closing line away.
    Where headings are merged, only lines between them do, and with them the first line and the last, if it has those.
    """
    crossed = [_crossed(line, others, CORNER * unit) for line in lines]
    open_starts, open_ends = (
        _open_sides(lines, crossed, end, unit) | _level_with_rules(lines, crossed, end, others, unit) for end in (0, -1)
    )
    return [
        _trimmed(line, places, bool(starts), bool(ends), unit) if _is_of_grid(places, unit) else line
        for line, places, starts, ends in zip(lines, crossed, open_starts, open_ends, strict=True)
    ]


def closing_lines(lines: list[Trace], others: list[Trace], unit: float) -> list[Trace]:
    """Return the lines that ``others`` lack where ``lines`` end together beyond them: a side that is not drawn.

    They lie a pixel within the ends, for nothing is drawn beyond. A page break also leaves a cell open that spans rows
    before it: at the corner, where the other cells' rule ends.
    """
    crossed = [_crossed(line, others, CORNER * unit) for line in lines]
    closing = []
    for end, innermost in ((0, max), (-1, min)):
        is_open = np.flatnonzero(_open_sides(lines, crossed, end, unit))
        ends = np.array([line.along[end] for line in lines])
        while len(is_open):
            here = np.abs(ends[is_open] - ends[is_open[0]]) <= CORNER * unit
            places = sorted(float(lines[number].across.mean()) for number in is_open[here])
            place = float(innermost(ends[is_open[here]])) + (1 if end == 0 else -1)
            length = places[-1] - places[0]
            closing.append(Trace(np.array([places[0], places[-1]]), np.array([place, place]), 0.0, length, 1.0))
            is_open = is_open[~here]
    return closing + [each for line in lines if (each := _closing_corner(line, others, unit))]


def _closing_corner(line: Trace, others: list[Trace], unit: float) -> Trace | None:
    """Return the line that closes the cell whose outer side is a line; None if it is of no cell that is open so.

    Such a side has nothing beside it, stands on the end of one rule, and ends level with another that begins a column
    further in.
    """
    if line.free < CLEAR:
        return None
    place, reach = float(line.across.mean()), CORNER * unit
    for start, end, inwards in ((0, -1, 1), (-1, 0, -1)):
        corners = [
            abs(float(one.along[side]) - place) for one in _at(others, line.along[end], reach) for side in (0, -1)
        ]
        if min(corners, default=np.inf) > reach:
            continue
        for rule in _at(others, line.along[start], reach / 2):
            near, far = sorted((float(rule.along[0]), float(rule.along[-1])), key=lambda x: abs(x - place))
            if abs(near - place) >= ROW * unit and (near - place) * (far - place) > 0 and rule.length >= ALONE * unit:
                level = np.full(2, line.along[start] + inwards)
                return Trace(np.array(sorted((place, near))), level, 0.0, abs(near - place), 1.0)
    return None


def _at(others: list[Trace], place: float, reach: float) -> list[Trace]:
    """Return the lines that run within reach of a place across them."""
    return [other for other in others if abs(other.place - place) <= reach]


def _open_sides(lines: list[Trace], crossed: list[list[float]], end: int, unit: float) -> Bools:
    """Tell which lines have an open end at their start (0) or end (-1)."""
    places = np.array([line.across.mean() for line in lines])
    ends = np.array([line.along[end] for line in lines])
    crossings = np.array([met[end] if met else np.nan for met in crossed])
    of_grid = np.array([_is_of_grid(met, unit) for met in crossed], dtype=bool)
    is_open = _open_ends(places, ends, np.where(of_grid, crossings, np.nan), unit) | _high_ends(ends, crossings, unit)
    is_open |= _end_with_open(ends, crossings, is_open, unit)
    return is_open | _well_out(ends, crossings, is_open, unit)


def _level_with_rules(
    lines: list[Trace], crossed: list[list[float]], end: int, others: list[Trace], unit: float
) -> Bools:
    """Tell which lines go on by a row's height or more, with nothing beside them, to the level of a rule further in.

    They part cells that span rows before a page break; only the others have a closing line behind it.
    """
    return np.array(
        [_is_level_with_rule(line, met, end, others, unit) for line, met in zip(lines, crossed, strict=True)],
        dtype=bool,
    )


def _is_level_with_rule(line: Trace, met: list[float], end: int, others: list[Trace], unit: float) -> bool:
    high = bool(met) and abs(line.along[end] - met[end]) >= ROW * unit
    return high and line.free >= CLEAR and bool(_at(others, line.along[end], CORNER / 2 * unit))


def _is_of_grid(places: list[float], unit: float) -> bool:
    """Tell whether others cross a line at two places at least: a double one is one."""
    return len(places) > 1 and places[-1] - places[0] > CORNER * unit


def _trimmed(line: Trace, places: list[float], open_start: bool, open_end: bool, unit: float) -> Trace:
    reach, furthest = CORNER * unit, OVERHANG * unit
    low = places[0] - reach if not open_start and places[0] - line.along[0] <= furthest else -np.inf
    high = places[-1] + reach if not open_end and line.along[-1] - places[-1] <= furthest else np.inf
    keep = (line.along >= low) & (line.along <= high)
    if keep.all() or keep.sum() < 2:
        return line
    line = replace(line, along=line.along[keep], across=line.across[keep])
    return replace(line, inked=min(line.inked, line.length))


def _open_ends(places: Floats, ends: Floats, crossings: Floats, unit: float) -> Bools:
    """Tell which lines go on well beyond their last crossing, and end with most that do, or with the outer ones.

    ``places`` are the lines' own, ``crossings`` where each is last crossed: not a number for lines in no grid.
    """
    near = CORNER * unit
    is_open = np.zeros(len(places), dtype=bool)
    for number in np.flatnonzero(np.abs(ends - crossings) > near):
        mates = np.abs(crossings - crossings[number]) <= near
        together = mates & (np.abs(ends - ends[number]) <= near / 2)
        most = together.sum() >= MOST_LINES * mates.sum()
        outer = np.ptp(places[together]) == np.ptp(places[mates])
        is_open[number] = together.sum() >= FEWEST and (most or outer)
    return is_open


def _high_ends(ends: Floats, crossings: Floats, unit: float) -> Bools:
    """Tell which lines go on by a row's height or more beyond their last crossing, and end with enough that do.

    Two are enough where no other line is crossed there: a table of three columns without sides.
    """
    high = np.abs(ends - crossings) >= ROW * unit
    alike = np.abs(ends[:, None] - ends[None, :]) <= CORNER * unit / 2
    mates = np.abs(crossings[:, None] - crossings[None, :]) <= CORNER * unit
    enough = (alike & high).sum(axis=1) >= FEWEST
    all_there = (mates.sum(axis=1) >= PAIR) & ~(mates & ~(alike & high)).any(axis=1)
    together: Bools = high & (enough | all_there)
    return together


def _end_with_open(ends: Floats, crossings: Floats, is_open: Bools, unit: float) -> Bools:
    """Tell which lines end where enough open ones do, beyond a crossing: only the sides of a merged heading do."""
    alike = np.abs(ends[:, None] - ends[None, is_open]) <= CORNER * unit / 2
    found: Bools = (np.abs(ends - crossings) > CORNER * unit) & (alike.sum(axis=1) >= FEWEST)
    return found


def _well_out(ends: Floats, crossings: Floats, is_open: Bools, unit: float) -> Bools:
    """Tell which lines go on most of the way to where open ones end: a rule printed double is lost first."""
    mates = np.abs(crossings[:, None] - crossings[None, is_open]) <= CORNER * unit
    out = np.abs(ends - crossings)
    found: Bools = (mates & (out[:, None] >= WELL_OUT * out[None, is_open])).any(axis=1) & (out > CORNER * unit)
    return found


def _crossed(line: Trace, others: list[Trace], reach: float) -> list[float]:
    """Return the places where others cross a line, in order."""
    middle = float(line.across.mean())
    places = [
        float(np.interp(middle, other.along, other.across))
        for other in others
        if other.along[0] - reach <= middle <= other.along[-1] + reach
    ]
    return sorted(place for place in places if line.along[0] - reach <= place <= line.along[-1] + reach)
