"""What a picture shows between two lines along a track: the edge of a cell, what is left of one, or print."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extractors.ports import PAPER
from extractors.rulings.strokes import LIGHT, STROKE, Sheet, right_beside
from extractors.rulings.tracks import Band, Track

#: How far, in points, an edge may lie off its track's course.
OFF_COURSE = 1.0
#: An edge is dark over this share of its length, and light on one side over that share: a row of small print that fills
#: its cell is dark all along, but has print above and below its middle. What is dark all along needs no light where
#: a ruling is known to run; without one it needs both, and no stroke may go through it: that makes it a character's.
WHOLE, LIT, UNBROKEN = 0.96, 0.8, 0.995
#: A line traced over several edges may be worn: dark over this share of one that is light on both sides all along. The
#: foot of a row of figures is light below only.
WORN, CLEAR = 0.88, 0.98
#: What a fold or a watermark leaves of one in pieces too short to be traced (others: ``mended``) is dark over this
#: share, and clear on both sides over that.
TORN, MOSTLY_CLEAR = 0.3, 0.9
#: The same where the ruling is known on one side only.
TORN_AT_END = 0.55
#: Where no ruling is known an edge lies so near the course of what was seen, in pixels: figures set flush, which touch
#: it, draw that to their side.
ASTRAY = 2


@dataclass(slots=True)
class Edge:
    """What a band shows along its track: ``offset`` from the course in pixels, shares dark, lit on one side, on both.

    ``crossed`` is the number of pixels along it that are dark on both sides.
    """

    offset: float
    dark: float
    lit: float
    clear: float
    crossed: int

    @property
    def is_worn(self) -> bool:
        """Tell whether this is a ruling with gaps in its ink, if it is a part of one."""
        return self.dark >= WORN and self.clear >= CLEAR

    @property
    def is_torn(self) -> bool:
        """Tell whether this is what is left of a ruling, if that goes on: print would have more ink beside it."""
        return self.dark >= TORN and self.clear >= MOSTLY_CLEAR

    @property
    def is_torn_at_end(self) -> bool:
        """Tell the same of what a ruling ends in: no stroke is so high in its row with nothing beside it."""
        return self.dark >= TORN_AT_END and self.clear >= CLEAR

    def is_torn_aside(self, joined: bool) -> bool:
        """Tell whether this may be what is left of a ruling beside the known course.

        Print may stand against one side of what is ``joined`` to a rule in a high row: no stroke is.
        """
        return self.dark >= TORN_AT_END and (self.lit if joined else self.clear) >= CLEAR

    def stands(self, known: bool) -> bool:
        """Tell whether this is a ruling, at a place where one is known to run or not."""
        unbroken, free = self.dark >= UNBROKEN, self.lit >= LIT
        if known:
            return self.dark >= WHOLE and (unbroken or free)
        return unbroken and free and abs(self.offset) < ASTRAY and self.crossed < STROKE


def find_edge(sheet: Sheet, track: Track, band: Band, thickness: float, off_course: float = OFF_COURSE) -> Edge | None:
    """Look for an edge all through a band, on the track's course or up to ``off_course`` points beside it.

    None for too short a band.
    """
    gray, unit = sheet.smooth, sheet.unit
    half = thickness / 2 + 1
    columns = np.arange(int(np.ceil(band.start + half)), int(band.end - half) + 1)
    if len(columns) < 4 or columns[0] < 0 or columns[-1] >= gray.shape[1]:
        return None
    course = np.rint(np.interp(columns, track.along, track.across)).astype(np.intp)
    reach, side = round(off_course * unit), right_beside(thickness, unit)
    steps = np.arange(-reach - side, reach + side + 2)
    rows = np.clip(course[None, :] + steps[:, None], 0, gray.shape[0] - 1)
    values = gray[rows, columns[None, :]]
    dark = values <= sheet.dark
    # A course drifts over the border between two rows of pixels.
    shares = (dark[:-1] | dark[1:]).mean(axis=1)[side : side + 2 * reach + 1]
    # The middle of those that are dark throughout.
    darkest = np.flatnonzero(shares >= shares.max() - 1e-9)
    best = int(darkest[len(darkest) // 2])
    light = values >= sheet.own + LIGHT * (PAPER - sheet.own)
    above, below = best, best + 2 * side + 1
    lit, clear = max(light[above].mean(), light[below].mean()), (light[above] & light[below]).mean()
    # What it meets may be broader than its own pen: a ruling printed double is no stroke across it.
    inside = (columns > band.start + band.before + 1) & (columns < band.end - band.after - 1)
    crossed = int((dark[above] & dark[below])[inside].sum())
    return Edge(best - reach + 0.5, float(shares[best]), float(lit), float(clear), crossed)
