"""What tells the edge of a cell from the stroke of a character that stands where an edge could be.

A ruling runs into the rulings that it meets and stands between cells; a stroke stops short of them, were it by a hair,
and stands among the rest of its character and its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.content import Floats
from extractors.ports import PAPER, Gray
from extractors.rulings.trace import Trace

#: What dark means, from the page's rulings (0) to its paper (1).
DARK = 0.5
#: The thinnest stroke, in pixels.
STROKE = 2
#: Light, on the same scale: what is between is a thin stroke, or the blur around one. Looked at so far from an edge, in
#: points.
LIGHT, BESIDE = 0.6, 0.7
#: A line drawn with another's pen has as much ink across it, to within this share.
ONE_PEN = 0.9
#: Lines longer than this, in points, with so much of them free, tell which pen that is: no more than this share of
#: them is finer, and frames are broader.
LONG, ROOM, FINEST = 100.0, 0.75, 0.1
#: Where a stroke crosses another both sides are dark at the same places, to within so many pixels, and over no more
#: than this, in points.
AT_ONE_PLACE, BROADEST_BAR = 1, 1.5
#: Room beside a ruling, in points: this much on both sides, or that much on one, where print touches the other; and on
#: both sides of one that stops short. In high rows, of large print, the first is this share of their height.
BOTH_SIDES, ONE_SIDE, MUCH, APART = 2.0, 6.0, 4.0, 0.25
#: What is dark over a greater breadth than this, in points, is a character whose strokes have run together: a ruling
#: printed double is no broader, were its gap filled in.
BROADEST = 5.5
#: The share of a stroke that may be the blur between it and a ruling next to its foot.
BLURRED = 0.2
#: A line is joined to the one that it meets if no pixel of its course over this length, in points, is lighter than
#: this: rulings stay below a fifth where they meet, the gap at a stroke's end is above a half even in a coarse scan.
JOINT, JOINED = 2.4, 0.38
#: A worn ruling, which a copy left with pixels lighter than that over this share of its length in between, is no darker
#: where it meets others: they may be lighter there as well, if darker than half, as no gap is.
WORN, HALF = 0.15, 0.5


@dataclass(slots=True)
class Sheet:
    """A picture looked at along its rows: as it is, with noise averaged out, and how dark its rulings are.

    ``unit`` is pixels a point. ``jointed`` tells that its rulings run into each other: some printers stop each short.
    ``pen`` is how broad the finest of its long rulings are, as ``ink_across`` measures them; none without any.
    """

    gray: Gray
    smooth: Gray
    own: float
    unit: float
    jointed: bool = True
    pen: float = 0.0

    @property
    def dark(self) -> float:
        """As dark as this, and darker, is ink."""
        return self.own + DARK * (PAPER - self.own)


def sheet_of(gray: Gray, lines: list[Trace], unit: float) -> Sheet:
    """Return a picture as these lines along its rows let it be looked at; ``unit`` is pixels a point."""
    # Noise is averaged out along the line.
    smooth: Gray = cv2.blur(gray, (3, 1))
    sheet = Sheet(gray, smooth, _darkness(smooth, lines), unit)
    long = [ink_across(sheet, line) for line in lines if line.length >= LONG * unit and line.free >= ROOM]
    sheet.pen = float(np.quantile(long, FINEST)) if long else 0.0
    return sheet


def _darkness(gray: Gray, lines: list[Trace]) -> float:
    """Return how dark the page's rulings are: the median of their darkest pixels."""
    last = gray.shape[0] - 1
    values = []
    for line in lines:
        rows, columns = np.rint(line.across).astype(np.intp), np.rint(line.along).astype(np.intp)
        columns = np.clip(columns, 0, gray.shape[1] - 1)
        values.append(np.minimum.reduce([gray[np.clip(rows + step, 0, last), columns] for step in (-1, 0, 1)]))
    return float(np.median(np.concatenate(values)))


def right_beside(thickness: float, unit: float) -> int:
    """Return how many pixels from its middle what stands right beside a line so thick, in pixels, is looked for."""
    return round(thickness / 2 + BESIDE * unit) + 1


def ink_across(sheet: Sheet, edge: Trace, where_seen: bool = False) -> float:
    """Return how broad an edge is, in pixels that were as dark as the page's rulings: the median of places along it.

    Blur spreads a line's ink and leaves its sum: rulings of one pen differ by a few hundredths, where their thickness
    differs by half. ``where_seen`` asks of a torn one for the places that are dark.
    """
    columns, rows = _inside(sheet, edge)
    if where_seen and len(columns):
        seen = _darkest(sheet, columns, rows.astype(np.float64)) <= sheet.dark
        columns, rows = columns[seen], rows[seen]
    if not len(columns):
        return 0.0
    reach = right_beside(edge.thickness, sheet.unit)
    places = np.clip(rows + np.arange(-reach, reach + 1)[:, None], 0, sheet.smooth.shape[0] - 1)
    ink = (PAPER - sheet.smooth[places, columns].astype(np.float64)) / (PAPER - sheet.own)
    return float(np.median(np.clip(ink, 0, 1).sum(axis=0)))


def is_of_a_finer_pen(sheet: Sheet, edge: Trace) -> bool:
    """Tell whether an edge has less ink across it than the page's long rulings: most print has finer strokes."""
    return ink_across(sheet, edge) < ONE_PEN * sheet.pen


def _inside(sheet: Sheet, edge: Trace) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the columns along an edge and its row in each, without its ends: what it meets may be broad, or double."""
    end = min(JOINT * sheet.unit, edge.length / 4)
    columns = np.arange(round(edge.along[0] + end), round(edge.along[-1] - end) + 1)
    columns = columns[(columns >= 0) & (columns < sheet.smooth.shape[1])]
    return columns, np.rint(np.interp(columns, edge.along, edge.across)).astype(np.intp)


def joints(sheet: Sheet, ends: Floats, course: Floats) -> tuple[bool, bool]:
    """Tell whether an edge runs into the line at its start and at its end, as rulings do."""
    columns = _columns(sheet, ends)
    return _run_into(sheet, _darkest(sheet, columns, np.interp(columns, ends, course)))


def joints_of_all(sheet: Sheet, ends: Floats, course: Floats) -> list[tuple[bool, bool]]:
    """Return the joints of many edges in line with each other; ``ends`` and ``course`` are edges x 2, in order."""
    # One look at all of a line's pixels is most of the time that one look an edge would take.
    columns = [_columns(sheet, pair) for pair in ends]
    if not columns:
        return []
    borders = np.cumsum([len(some) for some in columns])
    every = np.concatenate(columns)
    owners = np.repeat(np.arange(len(columns)), [len(some) for some in columns])
    within = np.clip(every, ends[owners, 0], ends[owners, 1])
    darkest = _darkest(sheet, every, np.interp(within, ends.ravel(), course.ravel()))
    return [_run_into(sheet, one) for one in np.split(darkest, borders[:-1])]


def _columns(sheet: Sheet, ends: Floats) -> NDArray[np.intp]:
    return np.arange(max(0, round(ends[0])), min(sheet.gray.shape[1] - 1, round(ends[-1])) + 1)


def _darkest(sheet: Sheet, columns: NDArray[np.intp], course: Floats) -> Gray:
    """Return the darkest pixel at and right beside each place of a course."""
    rows, last = np.rint(course).astype(np.intp), sheet.gray.shape[0] - 1
    darkest: Gray = np.minimum.reduce([sheet.gray[np.clip(rows + step, 0, last), columns] for step in (-1, 0, 1)])
    return darkest


def _run_into(sheet: Sheet, darkest: Gray) -> tuple[bool, bool]:
    """Tell whether the pixels along an edge are as dark at its start and at its end as where rulings meet."""
    reach, limit = round(JOINT * sheet.unit), sheet.own + JOINED * (PAPER - sheet.own)
    half, inside = sheet.own + HALF * (PAPER - sheet.own), darkest[reach:-reach]
    if len(inside) and np.count_nonzero((inside > limit) & (inside <= half)) >= WORN * len(inside):
        limit = half
    return bool(darkest[:reach].max(initial=0) <= limit), bool(darkest[-reach:].max(initial=0) <= limit)


def is_barred(sheet: Sheet, edge: Trace) -> bool:
    """Tell whether something runs across an edge inside, and nothing else is right beside it: the bar of a character.

    Print that touches a ruling from both sides does not do so at the same places.
    """
    columns, rows = _inside(sheet, edge)
    aside, last = right_beside(edge.thickness, sheet.unit), sheet.smooth.shape[0] - 1
    light = sheet.own + LIGHT * (PAPER - sheet.own)
    above, below = (sheet.smooth[np.clip(rows + side * aside, 0, last), columns] < light for side in (-1, 1))
    across, beside = int(np.count_nonzero(above & below)), int(np.count_nonzero(above | below))
    return STROKE <= across <= BROADEST_BAR * sheet.unit and beside - across <= AT_ONE_PLACE


def print_beside(sheet: Sheet, edge: Trace) -> float:
    """Return the share of an edge's length from the first to the last print near it: a character's own is all along."""
    inked = _print_near(sheet, edge)
    return float(inked[-1] - inked[0] + 1) / max(1.0, edge.length) if len(inked) else 0.0


def is_stroke_among_print(sheet: Sheet, edge: Trace) -> bool:
    """Tell whether what is seen of an edge is one stroke that reaches no further than print near it: a figure's 1."""
    near, (columns, rows) = _print_near(sheet, edge), _inside(sheet, edge)
    own = np.flatnonzero(_darkest(sheet, columns, rows.astype(np.float64)) <= sheet.dark)
    if not len(near) or not len(own) or int(np.diff(own).max(initial=1)) > STROKE:
        return False
    slack = round(BESIDE * sheet.unit)
    beyond = np.count_nonzero((own < near[0] - slack) | (own > near[-1] + slack))
    return bool(beyond <= BLURRED * len(own))


def _print_near(sheet: Sheet, edge: Trace) -> NDArray[np.intp]:
    """Return at which places along an edge, without its ends, there is print near it, on either side."""
    half = round(edge.thickness / 2 + 1)
    columns, rows = _inside(sheet, edge)
    steps = np.arange(half + 1, round(ONE_SIDE * sheet.unit) + 1)
    around: NDArray[np.intp] = np.concatenate((-steps, steps))[:, None] + rows
    return np.flatnonzero(
        (sheet.smooth[np.clip(around, 0, sheet.smooth.shape[0] - 1), columns] <= sheet.dark).any(axis=0)
    )


def room_beside(sheet: Sheet, edge: Trace) -> list[float]:
    """Return how far, in points, it is from an edge to the next print on either side, ``ONE_SIDE`` at most."""
    half = round(edge.thickness / 2 + 1)
    columns, rows = _inside(sheet, edge)
    steps = np.arange(1, round(ONE_SIDE * sheet.unit) + 1)
    sides = []
    for side in (-1, 1):
        places: NDArray[np.intp] = np.clip(rows + side * steps[:, None], 0, sheet.smooth.shape[0] - 1)
        sides.append((sheet.smooth[places, columns[None, :]] <= sheet.dark).sum(axis=1))
    # An edge may be broader than others: it goes on as long as most of its length is dark. So does a character of close
    # strokes in a coarse scan, over more than any ruling's breadth.
    own = [max(half, int((inked < len(columns) / 2).argmax()) + 1) for inked in sides]
    if sum(own) - 1 > BROADEST * sheet.unit:
        own = [half, half]
    room = []
    for inked, breadth in zip(sides, own, strict=True):
        print_at = np.flatnonzero(inked[breadth:] >= STROKE)
        room.append(float(steps[breadth + print_at[0]]) / sheet.unit if len(print_at) else ONE_SIDE)
    return room
