"""Rulings as drawn -> rulings as meant: doubles become one, pieces are joined.

Snapping is by gap: positions belong together as long as each is near the one before (pdfplumber's way). A running mean
would depend on the order and so on which way up the page lies.
"""

from __future__ import annotations

import numpy as np

from extractors.content import Floats, Rulings

#: Positions nearer than this are one ruling: Word draws each border twice half a point apart, Excel's double line is
#: 1.5 pt wide. Half of the lowest row seen (5 pt, a table of 38 columns on A4) is the bound from above.
SNAP = 2.0
#: Pieces of one ruling may be this far apart: dashes and borders drawn cell by cell.
JOIN = 3.0


def snap_rulings(rulings: Rulings, snap: float = SNAP, join: float = JOIN) -> Rulings:
    """Return the rulings with near-equal positions made one and touching pieces joined, sorted by position.

    Applying it twice gives the same as once.
    """
    return Rulings(_snap_axis(rulings.horizontal, snap, join), _snap_axis(rulings.vertical, snap, join))


def _snap_axis(lines: Floats, snap: float, join: float) -> Floats:
    if len(lines) == 0:
        return lines
    groups, positions = _snap_positions(lines, snap)
    order = np.lexsort((lines[:, 1], groups))
    groups, starts, ends = groups[order], lines[order, 1], lines[order, 2]
    # The furthest end so far within a group: offsetting each group keeps one running maximum from leaking into the next.
    offset = groups * (ends.max() - starts.min() + 10 * (join + 1))
    reach = np.maximum.accumulate(ends + offset) - offset
    fresh = np.ones(len(starts), dtype=bool)
    fresh[1:] = (groups[1:] != groups[:-1]) | (starts[1:] > reach[:-1] + join)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(starts)) - 1
    return np.column_stack((positions[groups[first]], starts[first], reach[last]))


def _snap_positions(lines: Floats, snap: float) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], Floats]:
    """Return the group of each line and the position of each group: the mean, weighted by length."""
    order = np.argsort(lines[:, 0], kind="stable")
    gaps = np.diff(lines[order, 0])
    groups = np.empty(len(lines), dtype=np.intp)
    groups[order] = np.concatenate(([0], np.cumsum(gaps > snap)))
    weight = lines[:, 2] - lines[:, 1] + 1e-3
    total = np.bincount(groups, weights=weight)
    return groups, np.bincount(groups, weights=weight * lines[:, 0]) / total
