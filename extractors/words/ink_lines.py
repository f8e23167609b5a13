"""Where lines of text stand in a level picture: by projection inside boxes, by runs of ink outside them.

A detector is not needed where a grid tells the boxes: inside one, blank rows of pixels part the lines. Everything is
in pixels of the picture; rulings have been painted over before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from extractors.components import find_components, find_runs
from extractors.content import Bools
from extractors.ports import INK, PAPER, Gray
from extractors.words.ink_owners import NO_INK, OUTSIDE, SPECKS, Owners, Rectangle

#: How far before and after a line its marks may stand, in line heights.
MARKS = 0.9
#: Pale print before a line is darker than paper by this share of how much its ink is, at the percentile of its pixels;
#: marks of it are lower than this share of the line, or fill no more than that of their box, and have so many pixels.
FAINT, DARKEST, LOWER, SLANTED, LEAST_AREA = 0.3, 10, 0.7, 0.67, 5
#: What lies wholly within this of a box's edge, in points, belongs to its ruling.
EDGE = 1.0
#: So near to a box's side, in points, ink alone is no line.
STRIP = 1.2
#: Lines touch where a row near an expected boundary between them has no more than this share of their rows' mean ink.
THINNEST = 0.25
#: What is so many times as high as a line is more than one; the next begins so many line heights behind its start.
TALL, CLOSEST, FARTHEST = 1.7, 0.8, 1.5
#: Characters may run over a box's side by this much, in points.
OVERHANG = 8.0
#: A gap wider than this, in line heights, parts two texts that happen to share a line.
APART = 3.0
#: But for one of whose columns this share have specks.
SPECKLED = 0.1
#: The smallest and the usual height of a line, in points, where the page does not tell.
LEAST_HEIGHT, USUAL_HEIGHT = 3.5, 9.0
#: Wide tables are printed so small that their lines are lower than that, but higher than this; most lines of a page are
#: no dashes, if they are so many.
TINY_HEIGHT, MANY = 2.0, 20


@dataclass(slots=True, frozen=True)
class InkLine:
    """A line of text: pixels x0 <= x < x1, top <= y < bottom around its ink, and the box that it belongs to (or -1).

    Between ``ceiling`` and ``floor`` there is nothing of the lines above and below.
    """

    x0: int
    top: int
    x1: int
    bottom: int
    box: int = -1
    ceiling: int = 0
    floor: int = 1 << 30

    def moved(self, right: int, down: int) -> InkLine:
        """Return the line of no box, moved."""
        return InkLine(self.x0 + right, self.top + down, self.x1 + right, self.bottom + down)

    @property
    def height(self) -> int:
        """Height of the ink in pixels."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Width of the ink in pixels."""
        return self.x1 - self.x0


def lines_in_boxes(owners: Owners, boxes: Sequence[Rectangle], dpi: float, strip: float = STRIP) -> list[InkLine]:
    """Return the lines of each box's ink, box by box from top to bottom.

    Ink alone within ``strip`` points of a box's sides is what its rulings left.
    """
    unit = dpi / 72
    bands: list[tuple[int, Rectangle, list[tuple[int, int]]]] = []
    for number, box in enumerate(boxes):
        x0, top, x1, bottom = _content(owners, number, box, unit)
        rows = _text_rows(owners[top:bottom, x0:x1] == number, box[0] - x0, box[2] - x0, strip * unit)
        if rows.any():
            bands.append((number, (x0, top, x1, bottom), find_runs(rows)))
    usual = usual_height([end - start for _, _, runs in bands for start, end in runs], unit)
    lines: list[InkLine] = []
    for number, (x0, top, x1, bottom), runs in bands:
        tallest = max(usual, *(end - start for start, end in runs))
        window = owners[top:bottom, x0:x1] == number
        spans = list(_split_tall(window, _merge_parts(runs, tallest), usual))
        middles = [0, *((a[1] + b[0] + 1) // 2 for a, b in pairwise(spans)), bottom - top]
        for (start, end), (ceiling, floor) in zip(spans, pairwise(middles), strict=True):
            for piece in _pieces(owners, number, (x0, top + start, x1, top + end), usual):
                lines.append(replace(piece, ceiling=top + ceiling, floor=top + floor))
    return lines


def _text_rows(own: Bools, left: int, right: int, strip: float) -> Bools:
    """Tell which rows hold ink; what a ruling left along a side of the cell does not make a line taller."""
    columns = np.arange(own.shape[1])
    clear = (np.abs(columns - left) >= strip) & (np.abs(columns - right) >= strip)
    rows: Bools = np.asarray(own[:, clear].any(axis=1))
    return rows if rows.any() else np.asarray(own.any(axis=1))


def _content(owners: Owners, number: int, box: Rectangle, unit: float) -> Rectangle:
    """Return the part of the picture that a box's ink takes, without what clings to the box's edges."""
    pad, edge = round(OVERHANG * unit), round(EDGE * unit)
    x0, top = max(0, box[0] - pad), max(0, box[1] - edge)
    x1, bottom = min(owners.shape[1], box[2] + pad), min(owners.shape[0], box[3] + edge)
    own = owners[top:bottom, x0:x1] == number
    left, right = _inside_edges(own.any(axis=0), box[0] + edge - x0, box[2] - edge - x0)
    upper, lower = _inside_edges(own[:, left:right].any(axis=1), box[1] + edge - top, box[3] - edge - top)
    return x0 + left, top + upper, x0 + right, top + lower


def lines_elsewhere(owners: Owners, dpi: float) -> list[InkLine]:
    """Return the lines of ink outside all boxes, found as runs of characters with small gaps."""
    unit = dpi / 72
    free = (owners == OUTSIDE).astype(np.uint8)
    if not free.any():
        return []
    # Marks that are lower are parts of characters, and no lines of tiny print.
    heights = [height for height in find_components(free).height[1:].tolist() if height >= LEAST_HEIGHT * unit]
    usual = usual_height(heights, unit)
    reach = max(3, round(1.6 * usual) | 1)
    joined = cv2.morphologyEx(free, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    boxes = find_components(joined).boxes.tolist()
    blocks = _merge_overlapping([(x, y, x + width, y + height) for x, y, width, height in boxes], usual)
    lines: list[InkLine] = []
    for x0, top, x1, bottom in blocks:
        window = np.where(owners[top:bottom, x0:x1] == OUTSIDE, 0, NO_INK)
        for line in lines_in_boxes(window, [(0, 0, x1 - x0, bottom - top)], dpi, strip=0):
            lines.append(line.moved(x0, top))
    return sorted((line for line in lines if line.height >= 2 * unit), key=lambda line: (line.top, line.x0))


def with_marks(line: InkLine, gray: Gray, limits: tuple[int, int]) -> InkLine:
    """Return the line with the commas and points before and after it, which alone are as small as specks.

    ``limits`` are the columns between which to look.
    """
    reach = round(MARKS * line.height)
    left, right = max(limits[0], line.x0 - reach), min(limits[1], line.x1 + reach)
    dark = (gray[line.top : line.bottom, left:right] < INK).any(axis=0)
    columns = np.flatnonzero(dark)
    if len(columns):
        line = replace(line, x0=min(line.x0, left + int(columns[0])), x1=max(line.x1, left + int(columns[-1]) + 1))
    return replace(line, x0=_faint_start(line, gray, max(limits[0], line.x0 - reach)))


def _faint_start(line: InkLine, gray: Gray, left: int) -> int:
    """Return the column at which a line begins with what is before it in paler print: the thin bars of a = or a >."""
    inside = gray[line.top : line.bottom, line.x0 : line.x1]
    faint = PAPER - FAINT * (PAPER - float(np.percentile(inside, DARKEST)))
    before = gray[line.top : line.bottom, left : line.x0]
    if faint <= INK or before.size == 0:
        return line.x0
    marks = find_components((before < faint).astype(np.uint8))
    # What is as high as the line and upright is a bit of a ruling.
    slanted = (marks.height < line.height) & (marks.area <= SLANTED * marks.width * marks.height)
    signs = ((marks.height <= LOWER * line.height) | slanted) & (marks.area >= LEAST_AREA)
    signs[0] = False
    return left + int(marks.left[signs].min()) if signs.any() else line.x0


def _inside_edges(filled: Bools, low: int, high: int) -> tuple[int, int]:
    """Return where content begins and ends, without a first run ending by ``low`` or a last beginning by ``high``."""
    runs = find_runs(filled)
    first = runs[0][1] if runs and runs[0][1] <= low else 0
    last = runs[-1][0] if runs and runs[-1][0] >= high else len(filled)
    return first, max(first, last)


def usual_height(heights: list[int], unit: float) -> float:
    """Return the usual height of lines in pixels, of which a point has ``unit``; dashes are no lines to go by."""
    high_enough = [height for height in heights if height >= LEAST_HEIGHT * unit]
    tiny = [height for height in heights if TINY_HEIGHT * unit <= height < LEAST_HEIGHT * unit]
    if len(tiny) > max(MANY, len(high_enough)):
        return float(np.median(tiny + high_enough))
    return float(np.median(high_enough)) if high_enough else USUAL_HEIGHT * unit


def _merge_parts(runs: list[tuple[int, int]], tallest: float) -> list[tuple[int, int]]:
    """Join bands that are parts of one line: the strokes of 三, a dot over its letter."""
    merged = [runs[0]]
    for start, end in runs[1:]:
        previous = merged[-1]
        whole = end - previous[0] <= 1.15 * tallest
        part = min(end - start, previous[1] - previous[0]) < 0.6 * tallest
        if whole and part and start - previous[1] < 0.5 * tallest:
            merged[-1] = (previous[0], end)
        else:
            merged.append((start, end))
    return merged


def parted(owners: Owners, line: InkLine, usual: float, thinnest: float) -> list[InkLine]:
    """Return the lines that a line of a box may be made of if they touch, or it alone.

    They are parted at rows that have no more than the share ``thinnest`` of its rows' mean ink; ``usual`` is how high
    the page's lines are.
    """
    window = owners[line.top : line.bottom, line.x0 : line.x1] == line.box
    spans = list(_split_tall(window, [(0, line.height)], usual, thinnest))
    if len(spans) == 1:
        return [line]
    limits = [line.ceiling, *(line.top + end for _, end in spans[:-1]), line.floor]
    return [
        replace(piece, ceiling=ceiling, floor=floor)
        for (start, end), (ceiling, floor) in zip(spans, pairwise(limits), strict=True)
        for piece in _pieces(owners, line.box, (line.x0, line.top + start, line.x1, line.top + end), usual)
    ]


def _split_tall(
    window: Bools, runs: list[tuple[int, int]], usual: float, thinnest: float = THINNEST
) -> Iterator[tuple[int, int]]:
    """Cut bands in which lines touch, each where it is thinnest from the last on, if it is thin there."""
    for start, end in runs:
        profile = window[start:end].sum(axis=1)
        cuts, begin = [start], 0
        while end - start - begin >= TALL * usual:
            low, high = begin + round(CLOSEST * usual), begin + round(FARTHEST * usual) + 1
            thin = profile[low : min(high, end - start - round(CLOSEST * usual) + 1)]
            begin = low + int(np.argmin(thin))
            if profile[begin] <= thinnest * profile.mean():
                cuts.append(start + begin)
        yield from pairwise([*cuts, end])


def _pieces(owners: Owners, box: int, band: Rectangle, usual: float) -> Iterator[InkLine]:
    """Yield the texts of one line, trimmed to their ink; specks between two of them are what is left of thin print."""
    left, top, right, bottom = band
    part = owners[top:bottom, left:right]
    window = part == box
    columns: Bools = np.asarray(window.any(axis=0))
    if not columns.any():
        return
    inked = columns | np.asarray((part == SPECKS).any(axis=0))
    widest = APART * max(float(window.shape[0]), usual)
    pieces: list[tuple[int, int]] = []
    for start, end in find_runs(columns):
        apart = pieces and _blank(inked[pieces[-1][1] : start]) > widest
        if apart and pieces[-1][1] - pieces[-1][0] > 1.5 * widest / APART:
            pieces.append((start, end))
        elif pieces:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    for start, end in pieces:
        rows = np.flatnonzero(window[:, start:end].any(axis=1))
        yield InkLine(left + start, top + int(rows[0]), left + end, top + int(rows[-1]) + 1, box)


def _blank(gap: Bools) -> int:
    """Return how many columns of a gap are blank, none if it is full of specks."""
    return 0 if gap.sum() >= SPECKLED * len(gap) else len(gap)


def _merge_overlapping(blocks: list[Rectangle], usual: float) -> list[Rectangle]:
    """Join runs that share most of their rows and nearly touch: the upper and lower parts of one line's characters."""
    merged: list[Rectangle] = []
    for block in sorted(blocks):
        mate = next((i for i, other in enumerate(merged) if _one_line(other, block, usual)), None)
        if mate is None:
            merged.append(block)
        else:
            x0, top, x1, bottom = merged[mate]
            merged[mate] = (min(x0, block[0]), min(top, block[1]), max(x1, block[2]), max(bottom, block[3]))
    return merged


def _one_line(first: Rectangle, second: Rectangle, usual: float) -> bool:
    beside = min(first[2], second[2]) - max(first[0], second[0]) > -1.6 * usual
    apart = max(first[1], second[1]) - min(first[3], second[3])
    together = max(first[3], second[3]) - min(first[1], second[1])
    tallest = max(first[3] - first[1], second[3] - second[1])
    return beside and (apart < 0.15 * usual) and together <= 1.3 * max(tallest, usual)
