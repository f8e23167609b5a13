"""Pieces of one line put together: over short breaks, and where two lie side by side."""

from __future__ import annotations

import numpy as np

from extractors.rulings.nearby import Nearby
from extractors.rulings.trace import ALONE, Labelled, Trace

#: Breaks up to this length, in points, are bridged.
BREAK = 6.0
#: Two pieces side by side closer than this, in points, are one ruling and print that touches it, or torn apart
#: lengthwise; two long ones not closer than that are a ruling printed double, and both are there to be taken out.
TWIN, TORN = 2.6, 1.0
#: The share of the shorter piece that has to lie beside the other.
BESIDE = 0.8
#: A piece that stands this far, in points, beside the one that it follows is none of its ruling; each is looked at over
#: this length next to the place, for on a bent page they part in their course. A grid is moved by this much and more.
STEP, NEAR_STEP = 1.0, 20.0


def bridged(pieces: list[Labelled], unit: float) -> list[Labelled]:
    """Join pieces of one line over short breaks, and twins lying side by side; ``unit`` is pixels a point."""
    waiting = sorted(pieces, key=lambda piece: float(piece[0].along[0]))
    lines: list[Labelled] = []
    nearby = Nearby(len(waiting), BREAK * unit, TWIN * unit)
    for piece in waiting:
        for index in nearby.find(piece[0]):
            line = lines[index]
            if goes_on(line[0], piece[0], unit):
                lines[index] = (_joined(line[0], piece[0]), line[1] + piece[1])
                break
        else:
            index = len(lines)
            lines.append(piece)
        nearby.put(index, lines[index][0])
    return lines


def _is_stepped(line: Trace, piece: Trace, unit: float) -> bool:
    """Tell whether a piece runs a little beside what it follows: one grid stands under another, moved to the side."""
    before = line.across[line.along >= line.along[-1] - NEAR_STEP * unit]
    behind = piece.across[piece.along <= piece.along[0] + NEAR_STEP * unit]
    return bool(abs(np.median(before) - np.median(behind)) > STEP * unit)


def goes_on(line: Trace, piece: Trace, unit: float) -> bool:
    """Tell whether a piece that begins behind a line's begin is one of the same ruling; ``unit`` is pixels a point."""
    gap = piece.along[0] - line.along[-1]
    if gap > BREAK * unit or (-gap <= BESIDE * min(line.length, piece.length) and _is_stepped(line, piece, unit)):
        return False
    if gap >= 0:
        return bool(abs(line.across[-1] - piece.across[0]) <= 1.5 * unit)
    shared = piece.along[(piece.along <= line.along[-1])]
    offset = np.interp(shared, piece.along, piece.across) - np.interp(shared, line.along, line.across)
    both_long = min(line.length, piece.length) >= ALONE * unit
    return bool(np.abs(offset).mean() <= (TORN if both_long else TWIN) * unit)


def _joined(line: Trace, piece: Trace) -> Trace:
    overlap = max(0.0, float(line.along[-1] - piece.along[0]))
    if overlap > BESIDE * piece.length:
        return line  # a twin, or print that touches the line: it has nothing to add to its course
    if overlap > BESIDE * line.length:
        return piece
    along = np.concatenate((line.along, piece.along))
    across = np.concatenate((line.across, piece.across))
    order = np.argsort(along, kind="stable")
    inked = line.inked + max(0.0, piece.inked - overlap)
    return Trace(along[order], across[order], max(line.thickness, piece.thickness), inked, min(line.free, piece.free))
