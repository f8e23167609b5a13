"""Lone relation signs, = ≥ ≤ > <, told by their shape.

Recognisers are trained on words: a sign six pixels wide, alone in a cell, comes back as any letter of its size. Its
strokes are few and known, so they are compared with drawn ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ports import Gray

Shape = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sign:
    """A relation sign, and how well what was seen correlates with its strokes (1: the same)."""

    text: str
    alike: float


#: Side of the square in which shapes are compared.
SIDE = 24
#: Correlation that a sign has to reach, and by how much it has to lead.
ALIKE, LEAD = 0.55, 0.04
#: The greatest height of a sign against that of the page's lines, and its width against its height.
HIGHEST = 0.95
NARROWEST, WIDEST = 0.75, 2.6
#: Heights of an equals sign, against that of lines; and how much darker its middle may look than its bars, blurred.
EQUALS_LOWEST, EQUALS_HIGHEST, BAR = 0.25, 0.52, 1.45
Stroke = tuple[float, float, float, float]

#: Strokes in a unit square, as (x0, y0, x1, y1). The bar of ≥ and ≤ lies flat or, in other type, along the lower arm.
_FORMS: tuple[tuple[str, list[Stroke]], ...] = (
    ("=", [(0, 0.08, 1, 0.08), (0, 0.92, 1, 0.92)]),
    ("≥", [(0.05, 0.0, 0.95, 0.33), (0.95, 0.33, 0.05, 0.68), (0, 0.95, 1, 0.95)]),
    ("≥", [(0.05, 0.0, 0.95, 0.38), (0.95, 0.38, 0.05, 0.74), (0.95, 0.62, 0.05, 0.98)]),
    ("≤", [(0.95, 0.0, 0.05, 0.33), (0.05, 0.33, 0.95, 0.68), (0, 0.95, 1, 0.95)]),
    ("≤", [(0.95, 0.0, 0.05, 0.38), (0.05, 0.38, 0.95, 0.74), (0.05, 0.62, 0.95, 0.98)]),
    (">", [(0.05, 0.0, 0.95, 0.5), (0.95, 0.5, 0.05, 1.0)]),
    ("<", [(0.95, 0.0, 0.05, 0.5), (0.05, 0.5, 0.95, 1.0)]),
)
#: Width against height of each sign as set in type.
_ASPECTS = {"=": 1.75, "≥": 0.95, "≤": 0.95, ">": 1.0, "<": 1.0}


def is_low(mark: Gray, usual: float) -> bool:
    """Tell whether a mark, trimmed to its ink, is lower than any letter, figure or other relation but =."""
    return int(mark.shape[0]) <= EQUALS_HIGHEST * usual


def read_relation(mark: Gray, usual: float) -> Sign | None:
    """Return the relation sign that the ink of ``mark`` shows, trimmed to its ink; None if it is none.

    ``usual`` is the height of the page's lines, in the same pixels.
    """
    height, width = mark.shape
    if is_low(mark, usual):
        return Sign("=", 1.0) if _is_equals(mark, usual) else None
    if not (height <= HIGHEST * usual and NARROWEST <= width / height <= WIDEST):
        return None
    seen = _normal(cv2.resize(255 - mark, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32))
    scores: dict[str, float] = {}
    for sign, shape in _shapes():
        score = float((seen * shape).sum()) - 0.15 * abs(float(np.log(width / height / _ASPECTS[sign])))
        scores[sign] = max(score, scores.get(sign, score))
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    if scores[ranked[0]] < ALIKE or scores[ranked[0]] - scores[ranked[1]] < LEAD:
        return None
    return Sign(ranked[0], scores[ranked[0]])


def _is_equals(mark: Gray, usual: float) -> bool:
    """Tell an equals sign by its size, which no other sign has, and by not being one bar or dot, dark in the middle."""
    height, width = mark.shape
    if not (EQUALS_LOWEST * usual <= height <= EQUALS_HIGHEST * usual and 0.9 <= width / height <= WIDEST):
        return False
    rows = (255.0 - mark).mean(axis=1)
    third = max(1, height // 3)
    outer = max(rows[:third].mean(), rows[-third:].mean())
    return height >= 3 and float(rows[third : height - third].mean()) <= BAR * float(outer)


@cache
def _shapes() -> tuple[tuple[str, Shape], ...]:
    return tuple((sign, _normal(_drawn(strokes))) for sign, strokes in _FORMS)


def _drawn(strokes: list[Stroke]) -> Shape:
    scale, pad = 96, 8
    canvas = np.zeros((scale + 2 * pad, scale + 2 * pad), dtype=np.uint8)
    for x0, y0, x1, y1 in strokes:
        start = (round(pad + x0 * scale), round(pad + y0 * scale))
        cv2.line(canvas, start, (round(pad + x1 * scale), round(pad + y1 * scale)), 255, 16, cv2.LINE_AA)
    blurred = cv2.GaussianBlur(canvas, (0, 0), 7)
    drawn: Shape = cv2.resize(blurred, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    return drawn


def _normal(shape: Shape) -> Shape:
    centred = shape - shape.mean()
    normal: Shape = centred / np.float32(max(float(np.linalg.norm(centred)), 1e-6))
    return normal
