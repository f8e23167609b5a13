"""Specks of dust and noise made paper on pages that have them all over: beside a figure each looks like a point."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.components import Components, find_components
from extractors.content import Bools
from extractors.ports import INK, Gray

#: Specks are no longer than this, in points, and those longer than a grain are round: this share of it broad at least.
LONGEST, GRAIN, ROUND = 3.0, 1.5, 0.6
#: Lone ones are so far from anything else, in points. Marks of print and the dots of a ruling are nearer to others than
#: the second.
ALONE, APART = 8.0, 2.2
#: What is longer is rulings, beside which dust lies as anywhere.
RULED = 40.0
#: So many lone specks a square inch has a page that they are all over; a clean one has hardly any.
SPECKLED = 1.0
#: Marks no larger than nearly all lone specks are specks where they stand beside print, too; none is one that is so
#: many times as large as the largest of them.
NEARLY_ALL, LARGEST = 0.98, 1.5
#: What has print so near on both sides, in points, or a row above or below its level, is a point or a comma, unless it
#: is smaller than this share of the print's height: typewriter faces set points apart.
BETWEEN, LEVEL, SMALLEST = 9.0, 1.5, 0.1


@dataclass(slots=True)
class Specks:
    """Where a page's specks are, with what is blurred around them; ``like_points``: some are as large as its points.

    Then a figure may have one too many, or have lost its own with them.
    """

    where: Bools
    like_points: bool


def find_specks(gray: Gray, dpi: float) -> Specks | None:
    """Return the specks of a picture on even paper; None where it has hardly any."""
    unit = dpi / 72
    ink = (gray < INK).astype(np.uint8)
    marks = find_components(ink)
    grain = marks.longer <= GRAIN * unit
    small: Bools = grain | ((marks.longer <= LONGEST * unit) & (marks.shorter >= ROUND * marks.longer))
    small[0] = False
    enough = SPECKLED * gray.size / dpi**2
    if np.count_nonzero(small) < enough:
        return None
    lone = _apart(ink, marks, small, ALONE * unit)
    if np.count_nonzero(lone) < enough:
        return None
    tiny = small & (marks.area <= np.quantile(marks.area[lone], NEARLY_ALL))
    small &= marks.area <= LARGEST * marks.area[lone].max()
    ruled = marks.longer > RULED * unit
    others = (ink > 0) & ~(tiny | ruled)[marks.labels]
    specks = tiny | _apart(others.astype(np.uint8), marks, small & ~tiny, APART * unit)
    print_alone = (ink > 0) & ~(small | ruled)[marks.labels]
    least = _least_point(marks, unit)
    specks &= ~((marks.longer > least) & _is_between(print_alone.astype(np.uint8), marks, specks, unit))
    # With what JPEG or a blur left around them, but nothing of the marks beside them.
    around = cv2.dilate(specks[marks.labels].astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return Specks(around & ((ink == 0) | specks[marks.labels]), float(marks.longer[lone].max()) > least)


def _least_point(marks: Components, unit: float) -> float:
    """Return how many pixels a point of a page's print is broad at least."""
    print_alone = (marks.shorter > LONGEST * unit) & (marks.longer <= RULED * unit)
    return SMALLEST * float(np.median(marks.longer[print_alone])) if print_alone.any() else 0.0


def _is_between(print_alone: Gray, marks: Components, small: Bools, unit: float) -> Bools:
    """Tell which small marks stand between print as points do, on a page that may lie on its side."""
    numbers = np.flatnonzero(small)
    left, top, width, height = marks.boxes[numbers - 1].T
    reach, level = round(BETWEEN * unit), 2 * round(LEVEL * unit) + 1
    between = np.zeros(print_alone.shape, dtype=np.uint8)
    for seen, out in ((print_alone, between), (print_alone.T, between.T)):
        rows = cv2.dilate(np.ascontiguousarray(seen), np.ones((level, 1), np.uint8))
        behind, ahead = (cv2.dilate(rows, np.ones((1, reach), np.uint8), anchor=(at, 0)) for at in (reach - 1, 0))
        np.bitwise_or(out, behind & ahead, out=out)
    found: Bools = np.zeros(len(marks), dtype=bool)
    found[numbers] = between[top + height // 2, left + width // 2] > 0
    return found


def _apart(ink: Gray, marks: Components, small: Bools, distance: float) -> Bools:
    """Tell which small marks have no others within a distance, in pixels: grown by half of it, they touch none."""
    side = max(3, round(distance) | 1)
    grown = find_components(cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))))
    numbers = np.flatnonzero(small)
    left, top, width, height = marks.boxes[numbers - 1].T
    around = grown.labels[top + height // 2, left + width // 2]
    alone: Bools = np.zeros(len(marks), dtype=bool)
    alone[numbers] = (grown.width[around] < width + side) & (grown.height[around] < height + side)
    return alone
