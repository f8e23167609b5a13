"""Lines as they run in a picture: what tracing gives and what later steps move, erase or make rulings of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from extractors.content import Floats

#: A line's end this close, in points, to a crossing line was meant to touch it.
CORNER = 4.0
#: Strokes of characters in tables, and the rows that they fill, are lower than this, in points.
TALLEST = 24.0
#: A row of one cell may stand between two stretches of a line, no higher than this, in points: it goes on below it.
ROW_BETWEEN = 40.0
#: The thickest ruling, in points.
THICKEST = 3.2
#: A piece of line shorter than this, in points, is the stroke of a character; a line shorter than the second might be
#: that of a large one; one that touches no other has to be as long as the third: the rule over a heading, no dash.
SHORTEST_PIECE, SHORT, ALONE = 9.5, 40.0, 60.0
#: Places on a line that tell where a part of it runs.
FEWEST = 3


@dataclass(frozen=True, eq=False)
class Trace:
    """One line as it runs in the picture: its centre at sampled places along it, in pixels.

    ``along`` ascends; ``across`` is the centre there. For a horizontal line ``along`` is x and ``across`` is y.
    ``inked`` is how much of its length is there in print, breaks left out; ``free`` the share with both sides light.
    """

    along: Floats
    across: Floats
    thickness: float
    inked: float
    free: float

    @property
    def length(self) -> float:
        """Extent in pixels."""
        return float(self.along[-1] - self.along[0])

    @cached_property
    def place(self) -> float:
        """Its median position across, in pixels."""
        return float(np.median(self.across))

    @property
    def roughness(self) -> float:
        """How far the line strays from a smooth course, in pixels (standard deviation)."""
        degree = min(2, len(self.along) - 1)
        middle = self.along - self.along.mean()
        scale = max(1.0, float(np.abs(middle).max()))
        terms = np.vander(middle / scale, degree + 1)
        solved = np.linalg.lstsq(terms, self.across, rcond=None)[0]
        return float((self.across - terms @ solved).std())

    @property
    def roughness_in_two(self) -> float:
        """The same if somewhere the line goes on a little beside itself: one grid stands under another, moved aside."""
        if len(self.along) < 2 * FEWEST:
            return self.roughness
        # What a step adds to a straight course explains is found for all places at once (Frisch and Waugh 1933).
        straight, _ = np.linalg.qr(np.vander(self.along - self.along.mean(), 2))
        places = self.along[FEWEST : -FEWEST + 1]
        steps = (self.along[:, None] >= places).astype(np.float64)
        steps -= straight @ (straight.T @ steps)
        rest = self.across - straight @ (straight.T @ self.across)
        explained = (steps.T @ rest) ** 2 / (steps**2).sum(axis=0)
        return float(np.sqrt(max(0.0, (rest @ rest - explained.max()) / len(rest))))

    def without_corners(self) -> Trace:
        """Return the line without its ends, which bend to where the lines that it meets go on; a short one as it is."""
        inside = np.minimum(self.along - self.along[0], self.along[-1] - self.along) >= self.thickness
        if inside.sum() <= 2 * FEWEST:
            return self
        return replace(self, along=self.along[inside], across=self.across[inside])

    def is_crossed(self, other: Trace, inside: float) -> bool:
        """Tell whether a line of the other direction runs across this one, so many pixels at least from its ends."""
        place = float(np.interp(self.across.mean(), other.along, other.across, np.nan, np.nan))
        return bool(self.along[0] + inside <= place <= self.along[-1] - inside)


@dataclass(slots=True)
class RasterLines:
    """The lines of a picture."""

    horizontal: list[Trace]
    vertical: list[Trace]


#: A line and its labels in the picture of what it was traced from.
Labelled = tuple[Trace, tuple[int, ...]]
