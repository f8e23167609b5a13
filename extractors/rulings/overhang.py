"""Ends that stick out of a grid: strokes of print that stand where a ruling would go on, or a side that is open."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.content import Bools, Floats
from extractors.rulings.trace import CORNER, Trace

#: Ends that stick out of a grid by up to this, in points, are print that stands where a ruling would go on.
OVERHANG = 25.0
#: The share of a grid's lines, and how many, that have to end together for it to be open on that side.
MOST_LINES, FEWEST = 0.7, 3


def without_overhang(lines: list[Trace], others: list[Trace], unit: float) -> list[Trace]:
    """Return lines without ends that stick out of the grid that they make with ``others``; ``unit`` is pixels a point.

    Where most of a grid's lines stick out by the same, it is open there: a page break took the closing line away.
    Where headings are merged, only lines between them do, and with them the first line and the last.
    """
    crossed = [_crossed(line, others, CORNER * unit) for line in lines]
    open_starts, open_ends = (_open_sides(lines, crossed, end, unit) for end in (0, -1))
    return [
        line if between is None else _trimmed(line, between, bool(starts), bool(ends), unit)
        for line, between, starts, ends in zip(lines, crossed, open_starts, open_ends, strict=True)
    ]


def closing_lines(lines: list[Trace], others: list[Trace], unit: float) -> list[Trace]:
    """Return the lines that ``others`` lack where ``lines`` end together beyond them: what a page break took away.

    They lie a pixel within the ends, for nothing is drawn beyond.
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
    return closing


def _open_sides(lines: list[Trace], crossed: list[tuple[float, float] | None], end: int, unit: float) -> Bools:
    """Tell which lines have an open end at their start (0) or end (-1)."""
    return _open_ends(
        np.array([line.across.mean() for line in lines]),
        np.array([line.along[end] if between else np.nan for line, between in zip(lines, crossed, strict=True)]),
        np.array([between[end] if between else np.nan for between in crossed]),
        unit,
    )


def _trimmed(line: Trace, between: tuple[float, float], open_start: bool, open_end: bool, unit: float) -> Trace:
    reach, furthest = CORNER * unit, OVERHANG * unit
    low = between[0] - reach if not open_start and between[0] - line.along[0] <= furthest else -np.inf
    high = between[1] + reach if not open_end and line.along[-1] - between[1] <= furthest else np.inf
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


def _crossed(line: Trace, others: list[Trace], reach: float) -> tuple[float, float] | None:
    """Return the first and the last place where others cross a line; None if fewer than two do: a double one is one."""
    middle = float(line.across.mean())
    places = [
        float(np.interp(middle, other.along, other.across))
        for other in others
        if other.along[0] - reach <= middle <= other.along[-1] + reach
    ]
    places = [place for place in places if line.along[0] - reach <= place <= line.along[-1] + reach]
    return (min(places), max(places)) if places and max(places) - min(places) > reach else None
