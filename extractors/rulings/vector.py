"""Rulings that a page draws itself: lines, thin filled rectangles, the strokes of boxes, thin pictures.

Most rulings are one path of two points or one thin rectangle, so the bounds of an object, one call, are asked first;
the points of a path are read only where the bounds do not settle it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pypdfium2.raw as pdfium_c

from extractors import pdfium
from extractors.content import Rulings
from extractors.space import PageSpace
from schemas.geometry import Box

#: A filled rectangle or a picture thinner than this is a ruling; Word and Excel draw up to 3 pt for a thick border.
_THICKEST = 3.2
#: Paint lighter than this (of 255, in each channel) does not show on paper.
_WHITE = 250
#: A path with more points than this is a drawing, not a ruling.
_MOST_SEGMENTS = 20_000
_FORM_DEPTH = 8

_Rect = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]


class _Reader:
    """Walks the objects of a page, with one set of buffers for all calls."""

    def __init__(self) -> None:
        self._floats = (ctypes.c_float * 6)()
        self._ints = (ctypes.c_uint * 4)()
        at = ctypes.addressof(self._floats)
        self._f = [at + 4 * index for index in range(6)]
        at = ctypes.addressof(self._ints)
        self._i = [at + 4 * index for index in range(4)]
        self.lines: list[_Rect] = []
        self.pictures: list[_Rect] = []

    def read_objects(self, items: Sequence[int]) -> None:
        """Collect from objects of a page."""
        for item in items:
            self._read_object(item, None, 0)

    def _read_object(self, item: int, outer: _Matrix | None, depth: int) -> None:
        kind = pdfium.get_object_type(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            self._read_path(item, outer)
        elif kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            self._read_picture(item, outer)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            inner = _combine(self._matrix(item), outer)
            for number in range(pdfium.count_form_objects(item)):
                child = pdfium.get_form_object(item, number)
                if child:
                    self._read_object(child, inner, depth + 1)

    def _bounds(self, item: int, outer: _Matrix | None) -> _Rect | None:
        if not pdfium.get_object_bounds(item, *self._f[:4]):
            return None
        left, bottom, right, top = self._floats[:4]
        return (left, bottom, right, top) if outer is None else _map_rect((left, bottom, right, top), outer)

    def _matrix(self, item: int) -> _Matrix:
        if not pdfium.get_object_matrix(item, self._f[0]):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d, e, f = self._floats
        return (a, b, c, d, e, f)

    def _read_picture(self, item: int, outer: _Matrix | None) -> None:
        rect = self._bounds(item, outer)
        if rect is not None:
            (self.lines if _is_thin(rect) else self.pictures).append(rect)

    def _read_path(self, item: int, outer: _Matrix | None) -> None:
        if not pdfium.get_draw_mode(item, self._i[0], self._i[1]):
            return
        filled, stroked = ctypes.c_int(self._ints[0]).value != 0, ctypes.c_int(self._ints[1]).value != 0
        segments = pdfium.count_segments(item)
        if segments < 2 or segments > _MOST_SEGMENTS:
            return
        if stroked and self._shows(item, pdfium.get_stroke_color):
            self._read_stroke(item, outer, segments)
        elif filled and self._shows(item, pdfium.get_fill_color):
            self._read_fill(item, outer, segments)

    def _shows(self, item: int, color: object) -> bool:
        if not color(item, *self._i):  # type: ignore[operator]
            return True
        red, green, blue, alpha = self._ints
        return alpha > 0 and min(red, green, blue) < _WHITE

    def _read_fill(self, item: int, outer: _Matrix | None, segments: int) -> None:
        rect = self._bounds(item, outer)
        if rect is None:
            return
        if _is_thin(rect):
            self.lines.append(rect)
        elif segments > 5:
            self.lines.extend(rect for rect in map(_around, self._subpaths(item, outer, segments)) if _is_thin(rect))

    def _read_stroke(self, item: int, outer: _Matrix | None, segments: int) -> None:
        for points in self._subpaths(item, outer, segments):
            for (x0, y0), (x1, y1) in pairwise(points):
                rect = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                if rect[2] - rect[0] < 0.5 or rect[3] - rect[1] < 0.5:
                    self.lines.append(rect)

    def _subpaths(self, item: int, outer: _Matrix | None, segments: int) -> Iterator[list[tuple[float, float]]]:
        """Yield the straight pieces of a path as lists of points in user space; a curve ends a piece."""
        a, b, c, d, e, f = _combine(self._matrix(item), outer)
        points: list[tuple[float, float]] = []
        for number in range(segments):
            segment = pdfium.get_segment(item, number)
            kind = pdfium.get_segment_type(segment)
            pdfium.get_segment_point(segment, self._f[0], self._f[1])
            x, y = self._floats[0], self._floats[1]
            point = (a * x + c * y + e, b * x + d * y + f)
            if kind == pdfium_c.FPDF_SEGMENT_LINETO:
                points.append(point)
                continue
            if len(points) > 1:
                yield points
            points = [point]
        if len(points) > 1:
            yield points


def read_vector_rulings(objects: pdfium.PageObjects, space: PageSpace) -> tuple[Rulings, list[Box]]:
    """Return the rulings that a page draws, not yet snapped or joined, and the boxes of its pictures."""
    reader = _Reader()
    reader.read_objects(objects.others)
    horizontal, vertical = np.empty((0, 3)), np.empty((0, 3))
    if reader.lines:
        boxes = space.to_display(np.array(reader.lines))
        width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
        wide = width >= height
        y, x = (boxes[:, 1] + boxes[:, 3]) / 2, (boxes[:, 0] + boxes[:, 2]) / 2
        inside = (boxes[:, 2] > 0) & (boxes[:, 0] < space.width) & (boxes[:, 3] > 0) & (boxes[:, 1] < space.height)
        across, down = wide & inside, ~wide & inside
        horizontal = np.column_stack((y, boxes[:, 0], boxes[:, 2]))[across]
        vertical = np.column_stack((x, boxes[:, 1], boxes[:, 3]))[down]
    pictures = space.to_display(np.array(reader.pictures)) if reader.pictures else np.empty((0, 4))
    return Rulings(horizontal, vertical), [Box(*sides) for sides in pictures.tolist()]


def _is_thin(rect: _Rect) -> bool:
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    return min(width, height) <= _THICKEST


def _around(points: list[tuple[float, float]]) -> _Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _combine(inner: _Matrix, outer: _Matrix | None) -> _Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _map_rect(rect: _Rect, matrix: _Matrix) -> _Rect:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (rect[0], rect[2]) for y in (rect[1], rect[3])]
    return _around([(a * x + c * y + e, b * x + d * y + f) for x, y in corners])
