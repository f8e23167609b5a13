"""Edges of a grid that is printed a little aside from the one above or below it, told by how they stand together.

A heading may be a grid of its own, moved to the side by a point or two, its rules stopping short of those they should
meet. One such edge among print is hard to tell from a stroke. All of them together are not: they stand to the lines
on the other side of a rule as most of the others do.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from extractors.content import Bools, Floats
from extractors.rulings.trace import CORNER, ROW_BETWEEN, Trace

#: How far, in points, one grid may be moved aside from another, and by how much that may differ from line to line.
FURTHEST, ALIKE = 4.0, 0.8
#: Lines that stand aside by less than this, in points, go on: strokes of characters one over another do so too.
NOT_MOVED = 0.5
#: Where a line stands at its end is told by so much of it, in points.
AT_END = 20.0
#: So many lines, and this share of those that end at a rule on the side with fewer, have to be moved alike.
FEWEST, MOST = 3, 0.5


def moved_together(doubted: list[Trace], known: list[Trace], unit: float) -> list[Trace]:
    """Return the doubted edges that stand beside others as most of their grid does; ``unit`` is pixels a point."""
    edges = [*known, *doubted]
    if not doubted or len(edges) < 2 * FEWEST:
        return []
    starts, ends = np.array([edge.along[0] for edge in edges]), np.array([edge.along[-1] for edge in edges])
    first, last = (np.array([_course_at(edge, end, unit) for edge in edges]) for end in (0, -1))
    between = starts[None, :] - ends[:, None]
    aside = first[None, :] - last[:, None]
    near = np.abs(aside) <= FURTHEST * unit
    upper, lower = np.nonzero(near & _goes_on(between, near, len(known), unit))
    believed: set[int] = set()
    for place in _places(ends[upper], unit):
        here = np.abs(ends[upper] - place) <= CORNER * unit
        fewer = min(int((np.abs(side - place) <= CORNER * unit).sum()) for side in (starts, ends))
        alike = _alike(aside[upper[here], lower[here]], unit)
        pairs = upper[here][alike], lower[here][alike]
        if abs(np.median(aside[pairs])) <= NOT_MOVED * unit:
            continue
        # Nothing is moved where lines run on: strokes of characters stand one over another between such.
        through = (starts[: len(known)] < place - CORNER * unit) & (ends[: len(known)] > place + CORNER * unit)
        if min(len(set(side.tolist())) for side in pairs) >= max(FEWEST, MOST * fewer, int(through.sum())):
            believed.update(np.concatenate(pairs).tolist())
    return [edges[number] for number in sorted(believed) if number >= len(known)]


def _goes_on(between: Floats, near: Bools, known: int, unit: float) -> Bools:
    """Tell which edges (the second) may go on with which (the first), so far below their ends and ``near`` in line.

    A row may stand between, but not where the first ``known`` ones say at once how it goes on there.
    """
    at_once = np.abs(between) <= CORNER * unit
    told = near & at_once
    said = told[:, :known].any(axis=1, keepdims=True) | told[:known].any(axis=0, keepdims=True)
    further: Bools = (between > CORNER * unit) & (between <= ROW_BETWEEN * unit)
    return at_once | (further & ~said)


def _course_at(edge: Trace, end: int, unit: float) -> float:
    """Return where an edge stands at its start (0) or end (-1): the very end may have run into what it meets."""
    return float(np.median(edge.across[np.abs(edge.along - edge.along[end]) <= AT_END * unit]))


def _places(ends: Floats, unit: float) -> Iterator[float]:
    """Yield where lines end, one place for those of one rule."""
    last = -np.inf
    for end in np.sort(ends).tolist():
        if end - last > CORNER * unit:
            yield end
            last = end


def _alike(aside: Floats, unit: float) -> Bools:
    """Tell which pairs are moved by what most are."""
    near = np.abs(aside[:, None] - aside[None, :]) <= ALIKE * unit
    most: Bools = near[int(near.sum(axis=1).argmax())]
    return most
