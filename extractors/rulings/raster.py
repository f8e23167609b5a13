"""Rulings from pixels: long thin dark lines, traced through breaks, noise and slight bends.

A ruling is darker than what stands directly on both sides of it, and goes on for longer than any stroke of a
character. Both are asked of the picture in turn, for each direction; nothing here depends on one darkness for the
whole page. The picture is level to within about half a degree.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.content import Bools, Floats, Rulings
from extractors.ports import Gray

#: The thickest ruling, in points.
THICKEST = 3.2
#: What is at least this much darker than its sides (of 255) may be a ruling, after averaging along it.
CONTRAST = 22
#: A piece of line shorter than this, in points, is the stroke of a character.
SHORTEST_PIECE = 11.0
#: Breaks up to this length, in points, are bridged.
BREAK = 6.0
#: Two rulings closer than this, in points, are one printed double or torn apart lengthwise.
TWIN = 2.6
#: A line's end this close, in points, to a crossing line was meant to touch it.
CORNER = 4.0
#: A line on its own, touching no other, has to be this long in points: the rule over a heading, not a dash.
ALONE = 60.0


@dataclass(slots=True)
class Trace:
    """One line as it runs in the picture: its centre at sampled places along it, in pixels.

    ``along`` ascends; ``across`` is the centre there. For a horizontal line ``along`` is x and ``across`` is y.
    """

    along: Floats
    across: Floats
    thickness: float

    @property
    def length(self) -> float:
        """Extent in pixels."""
        return float(self.along[-1] - self.along[0])


@dataclass(slots=True)
class RasterLines:
    """The lines of a picture and the pixels that they cover."""

    horizontal: list[Trace]
    vertical: list[Trace]
    mask: Bools


def trace_lines(gray: Gray, dpi: float) -> RasterLines:
    """Return all lines along the axes of a level picture that are long enough to be rulings."""
    horizontal, across_mask = _trace_rows(gray, dpi)
    standing, down_mask = _trace_rows(np.ascontiguousarray(gray.T), dpi)
    horizontal, vertical = _connected(horizontal, standing, dpi)
    mask = _covered(horizontal, across_mask) | _covered(vertical, down_mask).T
    return RasterLines([line for line, _ in horizontal], [line for line, _ in vertical], mask)


Labelled = tuple[Trace, tuple[int, ...]]


def _trace_rows(gray: Gray, dpi: float) -> tuple[list[Labelled], Floats]:
    """Return the lines that run along rows, each with its labels in the returned label picture."""
    unit = dpi / 72
    mask = _line_pixels(gray, dpi)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces: list[Labelled] = []
    for label in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[label])
        if width < SHORTEST_PIECE * unit or width < 3 * height:
            continue
        window = labels[top : top + height, left : left + width] == label
        filled = window.sum(axis=0)
        columns = np.nonzero(filled)[0]
        centres = (window * np.arange(height)[:, None]).sum(axis=0)[columns] / filled[columns]
        step = max(1, round(2 * unit))
        usable = slice(0, len(columns), step) if len(columns) > 4 * step else slice(None)
        along = np.append(columns[usable], columns[-1]).astype(np.float64) + left
        across = np.append(centres[usable], centres[-1]) + top
        pieces.append((Trace(along, across, area / width), (label,)))
    return _bridged(pieces, unit), labels


def _line_pixels(gray: Gray, dpi: float) -> Gray:
    unit = dpi / 72
    averaged = cv2.blur(gray, (max(3, round(3.0 * unit) | 1), 1))
    sides = np.ones((max(5, round(2 * THICKEST * unit) | 1), 1), np.uint8)
    dark = cv2.morphologyEx(averaged, cv2.MORPH_BLACKHAT, sides)
    pixels = (dark >= CONTRAST).astype(np.uint8)
    bridge = np.ones((1, max(3, round(1.5 * unit) | 1)), np.uint8)
    pixels = cv2.morphologyEx(pixels, cv2.MORPH_CLOSE, bridge)
    # Opened with a short piece first where the line drifts over rows: a row-thick opening would cut a slope to bits.
    thick = cv2.dilate(pixels, np.ones((3, 1), np.uint8))
    thick = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, round(SHORTEST_PIECE * unit)), np.uint8))
    lines: Gray = cv2.bitwise_and(thick, pixels)
    return lines


def _bridged(pieces: list[Labelled], unit: float) -> list[Labelled]:
    """Join pieces of one line over short breaks, and twins lying side by side."""
    waiting = sorted(pieces, key=lambda piece: float(piece[0].along[0]))
    lines: list[Labelled] = []
    for piece in waiting:
        mate = next((index for index, line in enumerate(lines) if _goes_on(line[0], piece[0], unit)), None)
        if mate is None:
            lines.append(piece)
        else:
            lines[mate] = (_joined(lines[mate][0], piece[0]), lines[mate][1] + piece[1])
    return lines


def _goes_on(line: Trace, piece: Trace, unit: float) -> bool:
    gap = piece.along[0] - line.along[-1]
    if gap > BREAK * unit:
        return False
    if gap >= 0:
        return abs(line.across[-1] - piece.across[0]) <= 1.5 * unit
    shared = piece.along[(piece.along <= line.along[-1])]
    offset = np.interp(shared, piece.along, piece.across) - np.interp(shared, line.along, line.across)
    return bool(np.abs(offset).mean() <= TWIN * unit)


def _joined(line: Trace, piece: Trace) -> Trace:
    along = np.concatenate((line.along, piece.along))
    across = np.concatenate((line.across, piece.across))
    order = np.argsort(along, kind="stable")
    return Trace(along[order], across[order], max(line.thickness, piece.thickness))


def _connected(
    horizontal: list[Labelled], vertical: list[Labelled], dpi: float
) -> tuple[list[Labelled], list[Labelled]]:
    """Keep lines that belong to a grid at both ends or in their course, and those long enough to stand alone."""
    unit = dpi / 72
    while True:
        rows = [line for line in horizontal if _belongs(line[0], [other[0] for other in vertical], unit)]
        columns = [line for line in vertical if _belongs(line[0], [other[0] for other in rows], unit)]
        if len(rows) == len(horizontal) and len(columns) == len(vertical):
            return rows, columns
        horizontal, vertical = rows, columns


def _belongs(line: Trace, others: list[Trace], unit: float) -> bool:
    if line.length >= ALONE * unit:
        return True
    ends = (line.along[0], line.along[-1])
    touched = [False, False]
    for other in others:
        place = float(np.interp(line.across.mean(), other.along, other.across))
        reach = CORNER * unit
        if other.along[0] - reach <= line.across.mean() <= other.along[-1] + reach:
            for index, end in enumerate(ends):
                touched[index] |= abs(end - place) <= reach
    return all(touched)


def _covered(lines: list[Labelled], labels: Floats) -> Bools:
    kept = np.zeros(int(labels.max()) + 1, dtype=bool)
    for _, own in lines:
        kept[list(own)] = True
    kept[0] = False
    return kept[labels]


def rulings_from(lines: RasterLines, dpi: float) -> Rulings:
    """Return the lines as rulings in points, corners closed; lines are taken as straight (see ``bend``)."""
    unit = dpi / 72
    horizontal = _positions(lines.horizontal, unit)
    vertical = _positions(lines.vertical, unit)
    return Rulings(_corners_closed(horizontal, vertical), _corners_closed(vertical, horizontal))


def _positions(lines: list[Trace], unit: float) -> Floats:
    rows = [(float(np.median(line.across)) + 0.5, line.along[0], line.along[-1] + 1.0) for line in lines]
    return np.array(rows, dtype=np.float64).reshape(-1, 3) / unit


def _corners_closed(lines: Floats, others: Floats) -> Floats:
    """Move ends onto the crossing line next to them."""
    closed = lines.copy()
    for index, (position, start, end) in enumerate(lines):
        if len(others) == 0:
            break
        crossing = (others[:, 1] - CORNER <= position) & (position <= others[:, 2] + CORNER)
        for column, value in ((1, start), (2, end)):
            near = others[crossing & (np.abs(others[:, 0] - value) <= CORNER), 0]
            if len(near):
                closed[index, column] = near[np.argmin(np.abs(near - value))]
    return closed
