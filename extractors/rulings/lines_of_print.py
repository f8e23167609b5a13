"""Which traced lines are made of print: strokes of one large character, or of a row of small ones.

Print is broader than the page's long rulings and either short or not straight; thick borders are long and straight.
"""

from __future__ import annotations

import numpy as np

from extractors.content import Floats
from extractors.rulings.bridged import goes_on
from extractors.rulings.trace import ALONE, SHORT, SHORTEST_PIECE, TALLEST, THICKEST, Labelled, Trace

#: The share of a short line that has to have room on both sides: where it stands in line with a long one, to within so
#: many points; a little aside, as the edges of headings do; and alone.
ROOM, ALIGNED, ROOM_ASIDE, ASIDE, MORE_ROOM = 0.75, 1.5, 0.85, 3.5, 0.94
#: One that a long one runs across needs no more than this, and not much longer ones do as well: of the feet of figures
#: on both sides of a ruling, which look like one line, less is free.
CROSSED_ROOM = 0.5
#: A line this many times as thick as the page's long rulings may be strokes, and is if it is this rough (pixels),
#: unless it has room all along, or is longer (points) than rows of small print are and has both sides light over so
#: much of it: a ruling printed double on a coarse copy, with print against it and the ends of other rulings.
STROKE, ROUGH, SOLID, BROAD = 1.4, 0.3, 0.85, 150.0
#: A short one is print, though it is not rough, if it is so many times as thick as those and has no such room.
BROADER = 1.6
#: A line that is not broad, and thinner than this share of most long ones along it, the two sides of a frame left out,
#: is none: brackets one under another, with rules between them that blur into them.
THIN, SIDES = 0.5, 2
#: Two pieces end to end are of one broad ruling if one is at least this share as thick as the other.
ONE_PEN = 0.85
#: Lines shorter than this (points) are straight to within this (points, standard deviation), whatever their pen.
LONG, ROUGHEST = 250.0, 0.22
#: A broad one that is dark all along has ragged edges, which move its middle by up to this share of its thickness.
RAGGED = 0.13


def without_rough(pieces: list[Labelled], unit: float) -> list[Labelled]:
    """Leave out pieces made of print, but not those of a broad ruling whose other pieces are smooth.

    ``unit`` is pixels a point.
    """
    thin = usual_thickness(pieces, unit)
    smooth = [piece for piece in pieces if not _is_rough(piece[0], thin, unit)]
    if len(smooth) == len(pieces):
        return pieces
    broad = [line for line, _ in smooth if _is_broad(line, thin)]
    kept = {id(line) for line, _ in smooth}
    for line, _ in pieces:
        if not _is_crooked(line, unit) and any(_are_of_one_pen(line, other, unit) for other in broad):
            kept.add(id(line))
    return [piece for piece in pieces if id(piece[0]) in kept]


def _are_of_one_pen(line: Trace, other: Trace, unit: float) -> bool:
    """Tell whether two pieces stand end to end, and are as broad as each other."""
    first, second = (line, other) if line.along[0] <= other.along[0] else (other, line)
    thicker, thinner = max(line.thickness, other.thickness), min(line.thickness, other.thickness)
    return second.along[0] >= first.along[-1] and thinner >= ONE_PEN * thicker and goes_on(first, second, unit)


def without_strokes(lines: list[Labelled], others: list[Labelled], thin: float, unit: float) -> list[Labelled]:
    """Leave out lines made of print; ``others`` run across them, ``thin`` is the usual thickness in pixels.

    A short ruling has room on both sides, the more so if no long one goes on where it stands, unless a long
    one runs across it: through no stroke of a character does one. It is drawn with the pen of those along it.
    """
    pens = np.array([line.thickness for line, _ in lines if line.length >= ALONE * unit])
    long = [other for other, _ in others if other.length >= ALONE * unit]
    places = np.array([line.across.mean() for line, _ in lines if line.length >= 2 * SHORT * unit])
    kept = []
    for line, labels in lines:
        crossed = any(line.is_crossed(other, SHORTEST_PIECE * unit) for other in long)
        if line.length < ALONE * unit and crossed and line.free < CROSSED_ROOM:
            continue
        if line.length < SHORT * unit and not crossed:
            away = float(np.abs(places - line.across.mean()).min(initial=np.inf)) / unit
            needed = ROOM if line.length >= TALLEST * unit else _room_needed(away)
            if line.free < needed or line.thickness > 1.25 * thin + 0.5:
                continue
        if not _is_rough(line, thin, unit) and not _is_thin(line, pens, unit):
            kept.append((line, labels))
    return kept


def _is_thin(line: Trace, pens: Floats, unit: float) -> bool:
    """Tell whether a line is not of the pen of the long ones along it: frames are drawn thicker than what they hold."""
    thicker = int((THIN * pens > line.thickness).sum())
    return line.length < BROAD * unit and thicker - SIDES >= len(pens) / 2


def _room_needed(away: float) -> float:
    """Return the share of a short line that has to have room, so many points from where a long one runs."""
    if away <= ALIGNED:
        return ROOM
    return ROOM_ASIDE if away <= ASIDE else MORE_ROOM


def _is_rough(line: Trace, thin: float, unit: float) -> bool:
    if _is_crooked(line, unit):
        return True
    if _has_room(line, unit) or not _is_broad(line, thin):
        return False
    # Of a long ruling printed double one line may be worn on one stretch and the gap filled in on another.
    smooth = line.roughness <= ROUGH or (line.length >= LONG * unit and line.roughness_in_two <= ROUGH)
    return not smooth or (line.length < BROAD * unit and _is_row_of_print(line, thin))


def _is_row_of_print(line: Trace, thin: float) -> bool:
    """Tell whether a short line is so broad, with so much beside it, that it is a row of small print, however even."""
    return line.free < SOLID and line.thickness > BROADER * thin


def _is_broad(line: Trace, thin: float) -> bool:
    return line.thickness > STROKE * thin + 0.7


def _is_crooked(line: Trace, unit: float) -> bool:
    if line.length >= LONG * unit:
        return False
    limit = max(ROUGHEST * unit, RAGGED * line.thickness) if _has_room(line, unit) else ROUGHEST * unit
    if line.roughness <= limit or line.free < SOLID:
        return line.roughness > limit
    inner = line.without_corners()
    return min(inner.roughness, inner.roughness_in_two, line.roughness_in_two) > limit


def _has_room(line: Trace, unit: float) -> bool:
    return line.free >= (SOLID if line.length >= BROAD * unit else 1)


def usual_thickness(lines: list[Labelled], unit: float) -> float:
    """Return how thick the page's long rulings are, in pixels."""
    long = [line.thickness for line, _ in lines if line.length >= ALONE * unit]
    return float(np.median(long)) if long else THICKEST * unit
