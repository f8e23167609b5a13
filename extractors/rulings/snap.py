"""Rulings as drawn -> rulings as meant: doubles become one, pieces are joined.

Snapping is by gap: positions belong together as long as each is near the one before (pdfplumber's way). A running mean
would depend on the order and so on which way up the page lies.
"""

from __future__ import annotations

import numpy as np

from extractors.content import Floats, Rulings
from extractors.positions import SNAP, group_positions, mean_positions

#: Pieces of one ruling may be this far apart: dashes and borders drawn cell by cell.
JOIN = 3.0
#: As far, in points, as this a narrow cell reaches: no two lines that leave no row between them run on side by side.
CELL = 12.0


def snap_rulings(rulings: Rulings, snap: float = SNAP, join: float = JOIN) -> Rulings:
    """Return the rulings with near-equal positions made one and touching pieces joined, sorted by position.

    Applying it twice gives the same as once.
    """
    return Rulings(_snap_axis(rulings.horizontal, snap, join), _snap_axis(rulings.vertical, snap, join))


def doubles_as_one(lines: Floats, nearest: float) -> Floats:
    """Return lines (n x 3, as in ``Rulings``) with those printed double, up to ``nearest`` points apart, in one place.

    They run beside each other for most of the shorter one, or so far that cells stand there; lines one behind another
    are not the same line.
    """
    lines = lines[np.argsort(lines[:, 0], kind="stable")]
    for number in range(1, len(lines)):
        near = np.flatnonzero(lines[number, 0] - lines[:number, 0] <= nearest)
        shared = np.minimum(lines[number, 2], lines[near, 2]) - np.maximum(lines[number, 1], lines[near, 1])
        shorter = np.minimum(lines[number, 2] - lines[number, 1], lines[near, 2] - lines[near, 1])
        beside = near[shared > np.minimum(shorter / 2, CELL)]
        if len(beside):
            lines[number, 0] = lines[beside[0], 0]
    return lines


def _snap_axis(lines: Floats, snap: float, join: float) -> Floats:
    if len(lines) == 0:
        return lines
    groups = group_positions(lines[:, 0], snap)
    order = np.lexsort((lines[:, 1], groups))
    groups, starts, ends = groups[order], lines[order, 1], lines[order, 2]
    # The furthest end so far within a group; each group is offset so that no group's maximum leaks into the next.
    offset = groups * (ends.max() - starts.min() + 10 * (join + 1))
    reach = np.maximum.accumulate(ends + offset) - offset
    fresh = np.ones(len(starts), dtype=bool)
    fresh[1:] = (groups[1:] != groups[:-1]) | (starts[1:] > reach[:-1] + join)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(starts)) - 1
    # Only pieces that touch share a position: another table's column nearby on the page is none of this one's business.
    positions = mean_positions(lines[order, 0], ends - starts, np.cumsum(fresh) - 1)
    snapped = np.column_stack((positions, starts[first], reach[last]))
    return snapped[np.lexsort((snapped[:, 1], snapped[:, 0]))]
