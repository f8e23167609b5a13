"""The course that a piece of line takes through its pixels: one, or two where a ruling is printed double."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.content import Bools, Floats

#: A piece with paper between its upper and its lower edge over this share of its length is two lines that touch.
HOLLOW = 0.5


@dataclass(slots=True)
class Course:
    """A line's centre at each column that it covers, in pixels of the window, and its mean thickness."""

    columns: NDArray[np.intp]
    centres: Floats
    thickness: float


def find_courses(window: Bools) -> list[Course]:
    """Return the courses of the one line, or the two touching ones, that the pixels of a window make up."""
    filled = window.sum(axis=0)
    columns = np.flatnonzero(filled)
    first, last = window.argmax(axis=0), len(window) - 1 - window[::-1].argmax(axis=0)
    hollow = last - first + 1 > filled
    if hollow.sum() < HOLLOW * len(columns):
        return [_course(window, columns)]
    between = np.flatnonzero(hollow)
    # Without its lower line a column begins with the upper one and ends where that does, and the other way round.
    upper = np.logical_and.accumulate(window | (np.arange(len(window))[:, None] < first), axis=0) & window
    lower = np.logical_and.accumulate((window | (np.arange(len(window))[:, None] > last))[::-1], axis=0)[::-1] & window
    return [_course(upper, between), _course(lower, between)]


def _course(window: Bools, columns: NDArray[np.intp]) -> Course:
    filled = window.sum(axis=0)[columns]
    centres = (window * np.arange(len(window))[:, None]).sum(axis=0)[columns] / filled
    return Course(columns, centres, float(filled.mean()))
