"""Lines as they run in a picture: what tracing gives and what later steps move, erase or make rulings of."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.content import Floats


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


@dataclass(slots=True)
class RasterLines:
    """The lines of a picture."""

    horizontal: list[Trace]
    vertical: list[Trace]
