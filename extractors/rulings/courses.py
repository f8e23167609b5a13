"""The course that a piece of line takes through its pixels: one, or two where a ruling is printed double."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.content import Bools, Floats
from extractors.ports import Gray

#: A piece with paper between its upper and its lower edge over this share of its length is two lines that touch.
HOLLOW = 0.5
#: Paper between two blurred lines is at least this much lighter (of 255) than each of them.
LIGHTER = 22
#: Where a line is thicker than its median by this factor print has run into it.
PRINT = 1.5


@dataclass(slots=True)
class Course:
    """A line's centre at each column that it covers, in pixels of the window, and its mean thickness.

    ``filled`` is the number of pixels at each column.
    """

    columns: NDArray[np.intp]
    centres: Floats
    thickness: float
    filled: NDArray[np.intp]

    def past_print(self) -> Course:
        """Return the course without what print that touches it adds to it: there it goes on as it does beside that."""
        usual = float(np.median(self.filled))
        bare = self.filled <= PRINT * usual
        centres = np.interp(self.columns, self.columns[bare], self.centres[bare])
        return Course(self.columns, centres, usual, np.where(bare, self.filled, np.intp(usual)))


def find_courses(line: Bools, shade: Gray) -> list[Course]:
    """Return the courses of the one line, or the two touching ones, that the pixels ``line`` of a window make up.

    ``shade`` is the picture there, averaged along the line: two blurred lines leave grey between them.
    """
    window = line & ~_between_darker(np.where(line, shade, 255).astype(np.int16))
    filled = window.sum(axis=0)
    columns = np.flatnonzero(filled)
    first, last = window.argmax(axis=0), len(window) - 1 - window[::-1].argmax(axis=0)
    hollow = last - first + 1 > filled
    if hollow.sum() < HOLLOW * len(columns):
        return [_course(line, np.flatnonzero(line.any(axis=0)))]
    between = np.flatnonzero(hollow)
    # Without its lower line a column begins with the upper one and ends where that does, and the other way round.
    upper = np.logical_and.accumulate(window | (np.arange(len(window))[:, None] < first), axis=0) & window
    lower = np.logical_and.accumulate((window | (np.arange(len(window))[:, None] > last))[::-1], axis=0)[::-1] & window
    return [_course(upper, between), _course(lower, between)]


def _between_darker(shade: NDArray[np.int16]) -> Bools:
    """Tell which pixels are lighter than the darkest above them and the darkest below."""
    above = np.minimum.accumulate(shade, axis=0)
    below = np.minimum.accumulate(shade[::-1], axis=0)[::-1]
    between: Bools = shade - np.maximum(above, below) >= LIGHTER
    return between


def _course(window: Bools, columns: NDArray[np.intp]) -> Course:
    filled = window.sum(axis=0)[columns]
    centres = (window * np.arange(len(window))[:, None]).sum(axis=0)[columns] / filled
    return Course(columns, centres, float(filled.mean()), filled)
