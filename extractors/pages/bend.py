"""Flattening: how far a page's rulings stray from straight, as one smooth bend of the whole page.

A page fed askew into a copier, photographed at a slant or lying curled has rulings that are no longer straight or
parallel. Every horizontal ruling should keep one y, every vertical one one x; a polynomial of low degree that explains
all the strays at once is the bend. It is fitted, not searched, and one wrong line cannot pull it far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.content import Floats
from extractors.ports import Gray

#: Strays below this, in pixels, are not worth another look at the picture.
NEGLIGIBLE = 0.6
#: A bend may not move a point further than this share of the page's side: more is a wrong fit.
LARGEST_SHARE = 0.05
#: Points further than this, in pixels, from the fit are left out of the second fit.
OUTLIER = 2.5

Path = tuple[Floats, Floats]
Shift = NDArray[np.float32]


@dataclass(slots=True)
class Bend:
    """Displacements over a page of ``width`` x ``height`` pixels: a flat point (x, y) is found at (x + dx, y + dy)."""

    width: int
    height: int
    down: Floats
    right: Floats

    def dy(self, x: Floats, y: Floats) -> Floats:
        """Return how far below its flat place each point is found, in pixels."""
        return _terms(x / self.width, y / self.height) @ self.down

    def dx(self, x: Floats, y: Floats) -> Floats:
        """Return how far right of its flat place each point is found, in pixels."""
        return _terms(y / self.height, x / self.width) @ self.right

    @property
    def largest(self) -> float:
        """The largest displacement anywhere on the page, in pixels."""
        across, down = np.meshgrid(np.linspace(0, self.width, 12), np.linspace(0, self.height, 12))
        x, y = across.ravel(), down.ravel()
        return float(max(np.abs(self.dy(x, y)).max(), np.abs(self.dx(x, y)).max()))


def fit_bend(horizontal: Sequence[Path], vertical: Sequence[Path], shape: tuple[int, ...]) -> Bend:
    """Fit the bend of a page from its lines, each as (along, across) in pixels; no lines give no bend."""
    height, width = shape[:2]
    down = _fit(horizontal, width, height)
    right = _fit(vertical, height, width)
    bend = Bend(width, height, down, right)
    if bend.largest > LARGEST_SHARE * max(width, height):
        return Bend(width, height, np.zeros(5), np.zeros(5))
    return bend


def _terms(along: Floats, across: Floats) -> Floats:
    """Displacements that vanish at the middle of the page: slope, curl, and both changing over the page."""
    u, v = along - 0.5, across - 0.5
    return np.stack((u, u * u - 1 / 12, u * v, (u * u - 1 / 12) * v, u * u * u), axis=-1)


def _fit(lines: Sequence[Path], length: int, breadth: int) -> Floats:
    long_enough = [line for line in lines if line[0][-1] - line[0][0] > length / 12]
    if not long_enough:
        return np.zeros(5)
    terms, strays = [], []
    for along, across in long_enough:
        own = _terms(along / length, across / breadth)
        terms.append(own - own.mean(axis=0))
        strays.append(across - across.mean())
    design, target = np.concatenate(terms), np.concatenate(strays)
    # A light pull towards zero: terms that few or short lines tell apart stay small.
    damping = np.diag(np.full(5, 1e-4 * len(target)))
    solved = np.zeros(5)
    keep = np.ones(len(target), dtype=bool)
    for _ in range(3):
        solved = np.linalg.solve(design[keep].T @ design[keep] + damping, design[keep].T @ target[keep])
        keep = np.abs(design @ solved - target) <= OUTLIER
        if keep.sum() < 12:
            return np.zeros(5)
    return solved


def flatten(gray: Gray, bend: Bend, rotation: Floats) -> Gray:
    """Return the flat picture of a page in one resampling.

    ``rotation`` is the 2 x 3 map from the level page's pixels to those of ``gray``, so that turning and flattening
    blur the picture only once.
    """
    across, down = np.meshgrid(np.linspace(0, bend.width, 65), np.linspace(0, bend.height, 65))
    x, y = across.ravel(), down.ravel()
    shift: Shift = np.stack((bend.dx(x, y), bend.dy(x, y)), axis=1).reshape(65, 65, 2).astype(np.float32)
    full = _enlarged(shift, bend.width, bend.height)
    columns = np.arange(bend.width, dtype=np.float32)[None, :] + full[:, :, 0]
    rows = np.arange(bend.height, dtype=np.float32)[:, None] + full[:, :, 1]
    a, b, c = (float(value) for value in rotation[0])
    d, e, f = (float(value) for value in rotation[1])
    source_x = (a * columns + b * rows + c).astype(np.float32)
    source_y = (d * columns + e * rows + f).astype(np.float32)
    flat: Gray = cv2.remap(
        gray, source_x, source_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=(255.0,)
    )
    return flat


def _enlarged(shift: Shift, width: int, height: int) -> Shift:
    """Spread values given on the 65 x 65 knots from edge to edge over all pixels."""
    knots_x = np.linspace(0, 64, width, dtype=np.float32)[None, :].repeat(height, axis=0)
    knots_y = np.linspace(0, 64, height, dtype=np.float32)[:, None].repeat(width, axis=1)
    full: Shift = cv2.remap(shift, knots_x, knots_y, cv2.INTER_LINEAR)
    return full
