"""Near-equal positions made one, and those that follow each other: the arithmetic under rulings and grid lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extractors.content import Floats, Ints

#: Positions nearer than this are one ruling: Word draws each border twice half a point apart, Excel's double line is
#: 1.5 pt wide. Half of the lowest row seen (5 pt, a table of 38 columns on A4) is the bound from above.
SNAP = 2.0
#: A gap of just the tolerance is within it, whichever way floating point rounds it.
_ROUNDING = 1e-6


def group_positions(positions: Floats, snap: float) -> Ints:
    """Number the positions so that those chained by gaps of at most ``snap`` share a number, in ascending order."""
    order = np.argsort(positions, kind="stable")
    groups = np.empty(len(positions), dtype=np.intp)
    groups[order] = np.concatenate(([0], np.cumsum(np.diff(positions[order]) > snap + _ROUNDING)))
    return groups


def mean_positions(positions: Floats, lengths: Floats, groups: Ints) -> Floats:
    """Return the mean position of each group, weighted by the lengths of its lines."""
    weight = lengths + 1e-3
    mean: Floats = np.bincount(groups, weights=weight * positions) / np.bincount(groups, weights=weight)
    return mean


def consecutive(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of ascending numbers that follow each other without a gap."""
    start = 0
    for place, number in enumerate(numbers, 1):
        if place == len(numbers) or numbers[place] != number + 1:
            yield numbers[start], number
            start = place
