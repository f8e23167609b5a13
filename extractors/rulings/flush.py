"""Sides of cells that figures set flush touch, in a row with no longer ruling to go by: a table's last on a new page.

Tracing does not believe what has print against it all along. Here it is asked whether it runs from rule to rule past
print that is lower than the row, with nothing at all on its other side: a character's stroke has more beside it, or
stops short, where not all rulings of the page do.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from extractors.rulings.cell_edges import CLEAR, UNBROKEN, find_edge
from extractors.rulings.strokes import ONE_SIDE, STROKE, Sheet, joints, print_beside, room_beside
from extractors.rulings.torn_edges import FULL
from extractors.rulings.trace import CORNER, Trace
from extractors.rulings.tracks import ROOM, Band, Track, bands_between, crossings, reach_each_other

#: So many pixels along it, and a bit, may be dark on its free side.
SPECK = 1.5
#: Nothing is printed between two lines nearer than this, in points: no side stands so near another one.
NARROWEST = 6.0
#: A grid is known where more than this share of its lines goes on beyond a row. There a piece is a column's side in so
#: many rows at least, and in more than this share of those that it runs along.
MOST, FEWEST = 0.5, 2


def flush_sides(sheet: Sheet, lines: list[Trace], others: list[Trace], seen: list[Trace]) -> Iterator[Trace]:
    """Yield the sides of cells among what tracing saw and doubted, each from one of ``others`` to the next.

    ``lines`` are those already known along the sheet's rows. Coordinates are pixels.
    """
    unit = sheet.unit
    for piece in seen:
        if piece.free >= ROOM or any(_is_near(line, piece, unit) for line in lines):
            continue
        track = Track(piece.along, piece.across, [])
        bands = [
            band
            for band in bands_between(crossings(track, others, unit), unit)
            if piece.along[0] <= band.middle <= piece.along[-1]
        ]
        sides = [(band, side) for band in bands if (side := _side_along(sheet, track, piece, band))]
        # Where a grid is known, what stands in one of its rows alone is a stroke.
        in_rows = len(sides) >= FEWEST and len(sides) > MOST * len(bands)
        yield from (side for band, side in sides if in_rows or not _is_among_longer(lines, band, unit))


def _side_along(sheet: Sheet, track: Track, piece: Trace, band: Band) -> Trace | None:
    """Return the side of a cell that a piece is along a band; None if it is none."""
    edge = find_edge(sheet, track, band, piece.thickness)
    if edge is None or edge.dark < UNBROKEN or edge.crossed >= STROKE:
        return None
    # In a low row a single pixel is more than the share that may be dark.
    if (1 - edge.lit) * band.length > max(SPECK, (1 - CLEAR) * band.length):
        return None
    course = np.interp(band.ends, track.along, track.across) + edge.offset
    side = Trace(band.ends, course, piece.thickness, band.length, piece.free)
    return side if _is_side(sheet, side) else None


def _is_near(line: Trace, piece: Trace, unit: float) -> bool:
    """Tell whether a line runs or ends too near a piece for it to be another side: not one of another table."""
    beside = abs(line.place - piece.place) < NARROWEST * unit
    return beside and reach_each_other(line, piece, unit)


def _is_among_longer(lines: list[Trace], band: Band, unit: float) -> bool:
    """Tell whether most lines along a band go on beyond it: a grid is known."""
    here = [line for line in lines if line.along[0] <= band.middle <= line.along[-1]]
    reach = CORNER * unit
    longer = [line for line in here if line.along[0] < band.start - reach or line.along[-1] > band.end + reach]
    return len(longer) > MOST * len(here)


def _is_side(sheet: Sheet, side: Trace) -> bool:
    """Tell whether a line runs into what it meets, has nothing on one side and only low print on the other."""
    joined = not sheet.jointed or all(joints(sheet, side.along, side.across))
    return joined and max(room_beside(sheet, side)) >= ONE_SIDE and print_beside(sheet, side) <= FULL
