"""Lines as they run in a picture: what tracing gives and what later steps move, erase or make rulings of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extractors.content import Floats

#: A line's end this close, in points, to a crossing line was meant to touch it.
CORNER = 4.0
#: Strokes of characters in tables, and the rows that they fill, are lower than this, in points.
TALLEST = 24.0


@dataclass(slots=True)
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

    @property
    def roughness(self) -> float:
        """How far the line strays from a smooth course, in pixels (standard deviation)."""
        degree = min(2, len(self.along) - 1)
        middle = self.along - self.along.mean()
        scale = max(1.0, float(np.abs(middle).max()))
        terms = np.vander(middle / scale, degree + 1)
        solved = np.linalg.lstsq(terms, self.across, rcond=None)[0]
        return float((self.across - terms @ solved).std())

    def is_crossed(self, other: Trace, inside: float) -> bool:
        """Tell whether a line of the other direction runs across this one, so many pixels at least from its ends."""
        place = float(np.interp(self.across.mean(), other.along, other.across, np.nan, np.nan))
        return bool(self.along[0] + inside <= place <= self.along[-1] - inside)


@dataclass(slots=True)
class RasterLines:
    """The lines of a picture."""

    horizontal: list[Trace]
    vertical: list[Trace]
