"""Which lines a piece may go on with: a close grid has thousands of pieces, and most lines are nowhere near."""

from __future__ import annotations

import numpy as np

from extractors.rulings.trace import Trace


class Nearby:
    """Remembers of each line where it ends, and between which places across it runs."""

    def __init__(self, most: int, gap: float, aside: float) -> None:
        """Make room for so many lines; ``gap`` and ``aside`` (pixels) are how far a piece may be along and across."""
        self._extents = np.empty((most, 3))
        self._count, self._gap, self._aside = 0, gap, aside

    def find(self, piece: Trace) -> list[int]:
        """Return the numbers of the lines that end no farther before the piece and run no farther beside it."""
        ends, lows, highs = self._extents[: self._count].T
        across = (lows - piece.across.max() <= self._aside) & (piece.across.min() - highs <= self._aside)
        return np.flatnonzero((piece.along[0] - ends <= self._gap) & across).tolist()

    def put(self, number: int, line: Trace) -> None:
        """Remember a line under its number: one that is known, or the next."""
        self._extents[number] = line.along[-1], line.across.min(), line.across.max()
        self._count = max(self._count, number + 1)
