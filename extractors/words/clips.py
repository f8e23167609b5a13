"""Text that its page clips to a cell: the area to which a text object is clipped tells whose it is.

A spreadsheet prints a cell's whole text and clips it to the cell. What does not fit is in the text layer, outside the
cell and over its neighbours.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np

from extractors import pdfium
from extractors.content import Characters, Floats
from extractors.space import PageSpace

#: Text that sticks out of its clip by less than this (points) is cut by nothing but rounding.
_STICKS_OUT = 0.5
#: An anchor stays this far inside its clip, in points, past the ruling itself, be it broad or printed double.
_INSIDE = 3.0

#: The middles of characters of one line are this near in height, and of neighbours this near along it, in points.
_SAME_LINE, _NEXT = 1.0, 16.0
#: Marks whose ink lies low in its line.
_LOW_MARKS = frozenset("，。、,.；;")
#: So many clips tell what the others of their depth are like; a clip wider than this share of the page is no cell's.
_SAMPLES, _WIDE = 24, 0.1
_FAR = 1e7

Rect = tuple[float, float, float, float]


def read_clips(texts: Sequence[int], area: float) -> dict[int, Rect]:
    """Return the clip (left, bottom, right, top in user space) of each text object that sticks out of its own.

    ``texts`` are addresses of text objects, ``area`` is the page's size in square points. Only rectangles count, and of
    nested clips the common part.
    """
    reader = _Reader()
    paths = list(map(pdfium.get_clip_path, texts))
    depths = list(map(pdfium.count_clip_paths, paths))
    clips: dict[int, Rect] = {}
    for depth in set(depths):
        if depth < 1:
            continue
        items = [(item, path) for item, path, own in zip(texts, paths, depths, strict=True) if own == depth]
        sample = items[:: max(1, len(items) // _SAMPLES)]
        # A clip to the page or the table, set once for all text at this depth, cuts nothing out of a cell.
        if len(items) > _SAMPLES and all(reader.is_wide(item, path, depth, area) for item, path in sample):
            continue
        for item, path in items:
            clip = reader.common(path, depth)
            if clip is not None and reader.sticks_out(item, clip):
                clips[item] = clip
    return clips


class _Reader:
    """Reads clips and bounds with one set of buffers for all calls."""

    def __init__(self) -> None:
        self._floats = (ctypes.c_float * 4)()
        self._at = [ctypes.addressof(self._floats) + 4 * index for index in range(4)]

    def common(self, path: int, depth: int) -> Rect | None:
        """Return the common part of nested rectangular clips, None if there is none or one is no rectangle."""
        left, bottom, right, top = -_FAR, -_FAR, _FAR, _FAR
        for index in range(depth):
            if pdfium.count_clip_segments(path, index) not in (4, 5):
                return None
            # Opposite corners: the first and the third point of a rectangle's path.
            pdfium.get_segment_point(pdfium.get_clip_segment(path, index, 0), self._at[0], self._at[1])
            pdfium.get_segment_point(pdfium.get_clip_segment(path, index, 2), self._at[2], self._at[3])
            x0, y0, x1, y1 = self._floats
            left, right = max(left, min(x0, x1)), min(right, max(x0, x1))
            bottom, top = max(bottom, min(y0, y1)), min(top, max(y0, y1))
        return (left, bottom, right, top) if left < right and bottom < top else None

    def is_wide(self, item: int, path: int, depth: int, area: float) -> bool:
        """Tell whether a clip leaves a good part of the page, and all of its text."""
        clip = self.common(path, depth)
        if clip is None or (clip[2] - clip[0]) * (clip[3] - clip[1]) <= _WIDE * area:
            return False
        return not self.sticks_out(item, clip)

    def sticks_out(self, item: int, clip: Rect) -> bool:
        """Tell whether a text object reaches out of its clip."""
        if not pdfium.get_object_bounds(item, *self._at):
            return False
        left, bottom, right, top = self._floats
        over = max(clip[0] - left, clip[1] - bottom, right - clip[2], top - clip[3])
        return bool(over > _STICKS_OUT)


def clip_anchors(
    characters: Characters, owners: Sequence[int | None], clips: dict[int, Rect], space: PageSpace
) -> Floats:
    """Return the characters' anchors with those of clipped text moved to the nearest place inside its clip.

    ``owners`` is the text object of each character. A comma without a clip of its own, which lies in that of the line
    around it while the middle of the line lies outside, goes with its line.
    """
    anchors = characters.anchors
    clipped = [index for index, owner in enumerate(owners) if owner in clips]
    if not clipped:
        return anchors
    areas = space.to_display(np.array([clips[owners[index]] for index in clipped]))  # type: ignore[index]
    moved = anchors.copy()
    moved[clipped] = _inside(anchors[clipped], areas)
    low = np.array([text in _LOW_MARKS for text in characters.text], dtype=bool)
    low[clipped] = False
    if not low.any():
        return moved
    for index, area in zip(clipped, areas, strict=True):
        x, y = anchors[index]
        if not area[1] <= y <= area[3]:
            beside = low & (np.abs(anchors[:, 1] - y) <= _SAME_LINE) & (np.abs(anchors[:, 0] - x) <= _NEXT)
            beside &= (anchors[:, 0] >= area[0]) & (anchors[:, 0] <= area[2])
            # Of another cell's line, which the clipped one lies over, no mark reaches into the clip.
            beside &= (characters.boxes[:, 3] > area[1]) & (characters.boxes[:, 1] < area[3])
            moved[beside] = _inside(anchors[beside], area[None])
    return moved


def _inside(anchors: Floats, areas: Floats) -> Floats:
    low, high = areas[:, :2] + _INSIDE, areas[:, 2:] - _INSIDE
    middle = (areas[:, :2] + areas[:, 2:]) / 2
    found: Floats = np.clip(anchors, np.minimum(low, middle), np.maximum(high, middle))
    return found
