"""Edges between columns of which opaque print over the page, a watermark in a copy, has left nothing in a row or two.

Nothing of the edge itself tells of it. But its ruling is there above and below, the rules that it meets have holes next
to it, and the print of the row stands on both sides of its course, farther apart than characters of one text do. A cell
that fills two columns has whole rules, and one text.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from extractors.content import Bools
from extractors.rulings.filled import APART, CORNER, IsEdge, Run, Stretch, edge_along, filled, has_room
from extractors.rulings.strokes import Sheet
from extractors.rulings.trace import TALLEST, Trace

#: What was left out of a rule, in points, and how near the edge.
HOLE, NEAR = 2.5, 12.0
#: The characters of one text stand no farther apart than this, in points; print is looked for so far.
SPACED, FAR = 3.0, 60.0
#: Ink this near the rules, in points, is theirs.
MARGIN = 1.5


def with_erased(sheet: Sheet, lines: list[Trace], others: list[Trace], usual: float) -> list[Trace]:
    """Return the lines with the edges put in that holes in the rules next to them tell of; the very list if none.

    Lines run along the rows of the sheet's picture, ``others`` across them; ``usual`` is how thick they are in pixels.
    """

    def judge(run: Run) -> IsEdge | None:
        return partial(_is_edge, sheet, lines, run, usual) if run.known else None

    return filled(lines, others, [], judge, usual, sheet.unit)


def _is_edge(sheet: Sheet, lines: list[Trace], run: Run, usual: float, band: Stretch) -> bool:
    """Tell whether an edge was erased all along a band."""
    unit = sheet.unit
    if band[1] - band[0] > TALLEST * unit or not _goes_on(run, band, unit):
        return False
    course = float(edge_along(run.known, band, usual).across.mean())
    beside = [line for line in lines if not any(line is each for each in run.known)]
    return (
        has_room(beside, run.known, band, unit)
        and _is_in_row(lines, band, course)
        and any(_has_hole(sheet, place, course) for place in band)
        and _parts_print(sheet, band, course, usual)
    )


def _goes_on(run: Run, band: Stretch, unit: float) -> bool:
    """Tell whether a ruling is near before a band, not in it, and behind it if the grid goes on by more than a row.

    A heading may fill the columns that begin below it; what fills those that end above it is a row or two.
    """
    reach, far = CORNER * unit, APART * unit
    before = any(band[0] - far <= line.along[-1] <= band[0] + reach for line in run.known)
    behind = any(band[1] - reach <= line.along[0] <= band[1] + far for line in run.known)
    at_end = sum(place > band[1] + reach for place in run.places) <= 1
    middle = sum(band) / 2
    return before and (behind or at_end) and not any(line.along[0] <= middle <= line.along[-1] for line in run.known)


def _is_in_row(lines: list[Trace], band: Stretch, course: float) -> bool:
    """Tell whether other lines run along a band on both sides: between two tables none does."""
    middle = sum(band) / 2
    places = [float(line.across.mean()) for line in lines if line.along[0] <= middle <= line.along[-1]]
    return any(place < course for place in places) and any(place > course for place in places)


def _has_hole(sheet: Sheet, place: float, course: float) -> bool:
    """Tell whether the rule at a place along has a hole near the course: ink before it and behind it."""
    near, middle = round(NEAR * sheet.unit), round(place)
    rows = np.arange(max(0, round(course) - near), min(sheet.gray.shape[0], round(course) + near + 1))
    dark = np.flatnonzero((sheet.gray[rows, middle - 2 : middle + 3] <= sheet.dark).any(axis=1))
    return len(dark) > 1 and bool(np.diff(dark).max() - 1 >= HOLE * sheet.unit)


def _parts_print(sheet: Sheet, band: Stretch, course: float, usual: float) -> bool:
    """Tell whether print stands on both sides of a course, and farther apart than characters; what is on it is its own.

    ``usual`` is the edge's thickness.
    """
    unit = sheet.unit
    inside = slice(round(band[0] + MARGIN * unit), round(band[1] - MARGIN * unit))
    far, pen, middle = round(FAR * unit), round(usual / 2) + 1, round(course)
    inked: Bools = np.asarray((sheet.gray[max(0, middle - far) : middle + far, inside] <= sheet.dark).any(axis=1))
    at = min(middle, far)
    before, behind = np.flatnonzero(inked[: at - pen]), np.flatnonzero(inked[at + pen + 1 :]) + at + pen + 1
    return bool(len(before) and len(behind)) and behind[0] - before[-1] - 1 >= SPACED * unit
