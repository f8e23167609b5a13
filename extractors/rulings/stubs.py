"""Short ends of rulings that stand out of the lines that they cross, where pale print has cut the rest away.

In low rows a watermark leaves pieces shorter than strokes of characters. What tells them from those is that they run
into the lines that they cross, or through them, that they are as thick as a ruling, and that several lie in line.
"""

from __future__ import annotations

from functools import partial

import cv2
import numpy as np

from extractors.components import find_components
from extractors.ports import Gray
from extractors.rulings.filled import (
    IsEdge,
    Run,
    Stretch,
    edge_along,
    filled,
    has_room,
    left_along,
    runs_on_both_sides,
    runs_through,
)
from extractors.rulings.strokes import Sheet
from extractors.rulings.trace import SHORTEST_PIECE, TALLEST, THICKEST, Trace

#: The shortest stub, in points: lines end so much beyond those that they meet, and joints of a copy are blots.
SHORTEST = 2.5
#: It is as thick as the page's rulings to within this share, and stands this free on both sides.
ALIKE, FREE = 0.5, 0.96
#: It runs into a line if no more than this is between them, in points.
TOUCH = 1.2
#: What is longer than this, in points, was seen as a piece of a line.
LONGEST = 2 * SHORTEST_PIECE
#: The share of an edge that is left in stubs that run through a line at one of its ends, or where the ruling is there
#: on both sides; in stubs at both ends there; and where nothing else is within so many points of its course, and it
#: goes on on both sides: a merged cell has no stub, and print in it has neighbours.
LEFT, LEFT_BETWEEN, LEFT_ALONE, BARE = 0.4, 0.3, 0.15, 6.0


def with_stubs(sheet: Sheet, lines: list[Trace], others: list[Trace], usual: float) -> list[Trace]:
    """Return the lines with the edges put in that stubs tell of; the very list if there are none.

    ``usual`` is how thick lines are, in pixels.
    """
    stubs = find_stubs(sheet, others, usual)

    def judge(run: Run) -> IsEdge | None:
        beside = [line for line in lines if not any(line is each for each in run.known)]
        return partial(_is_edge, sheet, run, beside) if run.pieces else None

    return filled(lines, others, stubs, judge, usual, sheet.unit) if stubs else lines


def find_stubs(sheet: Sheet, others: list[Trace], usual: float) -> list[Trace]:
    """Return what runs along the rows of a picture into one of the lines that cross them and is short."""
    unit = sheet.unit
    dark = (sheet.gray <= sheet.dark).astype(np.uint8)
    marks = find_components(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, round(SHORTEST * unit)), np.uint8)))
    thickness = marks.area / np.maximum(marks.width, 1)
    # A stub may lean by a pixel, and print that touches it makes it thick.
    likely = (np.abs(thickness - usual) <= ALIKE * usual) & (marks.height <= (1 + ALIKE) * usual + 1)
    likely &= marks.width <= LONGEST * unit
    crossing = _painted(others, sheet.gray.shape)
    near = cv2.dilate(crossing, np.ones((1, 2 * round(TOUCH * unit) + 1), np.uint8)) > 0
    stubs = []
    for label in np.unique(marks.labels[near]).tolist():
        if not label or not likely[label]:
            continue
        left, top, width, height = marks.boxes[label - 1].tolist()
        middle = top + (height - 1) / 2
        if _is_free(sheet, crossing, middle, left, width):
            along, across = np.array([left, left + width - 1.0]), np.array([middle, middle])
            stubs.append(Trace(along, across, float(thickness[label]), float(width), FREE))
    return stubs


def _painted(lines: list[Trace], shape: tuple[int, ...]) -> Gray:
    """Return a picture of lines that run down the page, each a little broader than it is."""
    painted: Gray = np.zeros(shape, np.uint8)
    for line in lines:
        course = np.rint(np.stack((line.across, line.along), axis=1)).astype(np.int32)
        cv2.polylines(painted, [course.reshape(-1, 1, 2)], False, 1, round(line.thickness) + 2)
    return painted


def _is_free(sheet: Sheet, crossing: Gray, middle: float, left: int, width: int) -> bool:
    """Tell whether both sides of a stub are light but where other lines cross it."""
    columns = np.arange(left, left + width)
    columns = columns[crossing[round(middle), columns] == 0]
    reach, last = max(2, round(THICKEST / 2 * sheet.unit)), sheet.gray.shape[0] - 1
    rows = np.clip([round(middle) + step for step in (-reach - 1, -reach, reach, reach + 1)], 0, last)
    light = (sheet.gray[rows[:, None], columns] > sheet.dark).all(axis=0)
    return bool(len(columns)) and float(light.mean()) >= FREE


def _is_edge(sheet: Sheet, run: Run, beside: list[Trace], band: Stretch) -> bool:
    """Tell whether the stubs along a band are what is left of an edge."""
    unit = sheet.unit
    left, length = left_along(run.pieces, band), band[1] - band[0]
    # Brackets before row labels stand one over another too, and fill low rows: no ruling is known in line with them.
    ruled = any(line.length >= TALLEST * unit for line in run.known)
    if not left or not ruled or not has_room(beside, run.track, band, unit):
        return False
    share = sum(end - start for start, end in left) / length
    starts, ends = left[0][0] - band[0] <= TOUCH * unit, band[1] - left[-1][1] <= TOUCH * unit
    between = runs_on_both_sides(run.known, band, unit)
    if starts and ends:
        # One that fills a low row from line to line is as likely a stroke: it is for others to tell.
        return len(left) > 1 and share >= (LEFT_BETWEEN if between else LEFT)
    # One that stops short of the line at its other end has to be known to go on there, or behind the line at this.
    through = any(runs_through(run.pieces, place, unit) for place in band)
    joined = between and (starts or ends)
    if joined and LEFT_ALONE <= share < LEFT:
        return _is_bare(sheet, run, band)
    return (through or joined) and share >= LEFT


def _is_bare(sheet: Sheet, run: Run, band: Stretch) -> bool:
    """Tell whether nothing but the stubs themselves stands near a band's course, between the lines that it meets."""
    reach, pen = round(BARE * sheet.unit), round(THICKEST / 2 * sheet.unit)
    margin, last = TOUCH * sheet.unit, sheet.gray.shape[0] - 1
    columns = np.arange(round(band[0] + margin), round(band[1] - margin))
    course = np.rint(edge_along(run.track, band, 0.0).across.mean()).astype(int)
    steps = [step for step in range(-reach, reach + 1) if abs(step) > pen]
    rows = np.clip(course + np.array(steps), 0, last)
    return bool((sheet.gray[rows[:, None], columns] > sheet.dark).all())
