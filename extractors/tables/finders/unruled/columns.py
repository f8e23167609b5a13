"""Where the columns part: upright lines that stand in the white gaps of most printed lines and cross few pieces."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.content import Floats
from extractors.tables.finders.unruled.lines import Line, Rule
from extractors.tables.finders.unruled.segments import Segment, touches

Extent = tuple[float, float]

#: A line with at least this share of the pieces of the fullest lines shows all columns.
_FINE = 0.55
#: Lines of headings nearer than this many character heights belong to headings of one and of two lines side by side.
_INTERLEAVED = 0.96
#: A rule shorter than this share of the widest one stops short.
_SHORT = 0.9
#: How many gaps a separator must add for each piece that it cuts.
_PRICE = 2.5
#: ... and where texts may span columns.
_LOW_PRICE = 0.6
#: A heading that a separator cuts this near its end (share of its width) belongs to one side, else to both.
_RIM = 0.3


def find_separators(
    lines: list[Line],
    ys: list[float],
    rules: list[Rule],
    headings: list[Segment] | None = None,
    widest: float = 1.0,
) -> list[float]:
    """Return the x positions between columns, from left to right; none when the lines show a single column.

    ``ys`` are the heights of rules that part rows: what stands between two of them is side by side even where the
    lines of neighbouring cells do not share a baseline. ``rules`` are all horizontal ones (y, x0, x1). ``headings`` are
    the lowest ones, where they are known. A piece over more than the share ``widest`` of the width may span columns.
    """
    runs = [[piece for segment in line.segments for piece in _pieces(segment)] for line in lines]
    body = _first_body(lines, ys, rules)
    opened = _open_spanners(runs, body)
    if headings is not None:
        lowest = [_union(headings)]
    else:
        lowest = _unruled_headings(lines[:body], rules) if ys else _last_heading(lines[:body])
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    extra = _stretches(lines, ys, body) + lowest
    if widest < 1:
        extra.append(_overlaid(lines, widest * width))
    pairs = [pair for pair in zip(runs, opened, strict=True) if len(pair[0]) > 1] + [(run, run) for run in extra]
    if not pairs:
        return []
    counts = sorted(len(run) for run, _ in pairs)
    full = counts[int(0.8 * (len(counts) - 1))]
    fine = [pair for pair in pairs if len(pair[0]) >= max(2, _FINE * full)]
    gaps = [(left[1], right[0]) for run, _ in fine for left, right in pairwise(run) if right[0] > left[1]]
    pieces = [piece for _, parts in fine for piece in parts if piece[1] - piece[0] <= widest * width]
    whole = [(segment.x0, segment.x1) for line in lines for segment in line.segments]
    price = _PRICE if widest >= 1 else _LOW_PRICE
    return _stab(np.array(gaps), np.array(pieces).reshape(-1, 2), np.array(whole), price) if gaps else []


def _open_spanners(runs: list[list[Extent]], body: int) -> list[list[Extent]]:
    """Return the extents of the lines' pieces, headings opened where the headings below them are parted.

    A heading over several columns is no evidence against the gaps between them.
    """
    opened = list(runs)
    for index in range(body):
        gaps = [(left[1], right[0]) for run in runs[index + 1 : body] for left, right in pairwise(run)]
        parts = runs[index]
        for low, high in gaps:
            parts = [part for piece in parts for part in _without(piece, low, high)]
        opened[index] = parts
    return opened


def _without(piece: Extent, low: float, high: float) -> list[Extent]:
    """Return what is left of an extent outside a gap whose middle it covers."""
    if not piece[0] < (low + high) / 2 < piece[1]:
        return [piece]
    return [part for part in ((piece[0], low), (high, piece[1])) if part[1] > part[0]]


def _first_body(lines: list[Line], ys: list[float], rules: list[Rule]) -> int:
    """Return the index of the first line of the body, 0 where no heading shows.

    It is the first line with two figures. In an empty form it is the one under the first full rule below all short
    ones: those part headings from what they span.
    """
    figures = next((index for index, line in enumerate(lines) if sum(s.number for s in line.segments) > 1), None)
    if figures is not None or not ys:
        return figures or 0
    widest = max((x1 - x0 for _, x0, x1 in rules), default=0.0)
    short = [y for y, x0, x1 in rules if x1 - x0 < _SHORT * widest]
    floor = next((y for y in ys if short and y > max(short) + 1), None)
    return sum(line.baseline < floor for line in lines) if floor is not None else 0


def _last_heading(lines: list[Line]) -> list[list[Extent]]:
    """Return the extents of the lowest of the headings, as if they stood on one line; without those that span others.

    Headings of one line are often set in the middle beside those of two.
    """
    start = len(lines) - 1
    while start > 0 and lines[start].baseline - lines[start - 1].baseline < _INTERLEAVED * lines[start].size:
        start -= 1
    heading = lines[max(start, 0) :]
    if len(heading) < 2:
        return []
    lowest: list[Segment] = []
    for index, line in enumerate(heading):
        lowest += [piece for piece in line.segments if not _spans(piece, heading[index + 1 :])]
    return [_union(lowest)]


def _unruled_headings(lines: list[Line], rules: list[Rule]) -> list[list[Extent]]:
    """Return the extents of the headings under which no rule parts them from the body: those of single columns."""
    if len(lines) < 2:
        return []
    floor = lines[-1].baseline - 0.5 * lines[-1].size
    lowest = [
        piece
        for line in lines
        for piece in line.segments
        if not any(piece.baseline < y < floor and x0 <= piece.centre <= x1 for y, x0, x1 in rules)
    ]
    return [_union(lowest)]


def _spans(piece: Segment, below: list[Line]) -> bool:
    """Tell whether a heading stands over two pieces of one lower line."""
    return any(sum(piece.x0 < other.x1 and other.x0 < piece.x1 for other in line.segments) > 1 for line in below)


def _overlaid(lines: list[Line], widest: float) -> list[Extent]:
    """Return the extents of text of all lines laid over each other; of a piece that may span columns the beginning."""
    pieces = [segment for line in lines for segment in line.segments]
    return _merged((piece.x0, piece.x1 if piece.width <= widest else piece.x0 + piece.size) for piece in pieces)


def _union(segments: list[Segment]) -> list[Extent]:
    return _merged((segment.x0, segment.x1) for segment in segments)


def _merged(extents: Iterable[Extent]) -> list[Extent]:
    joined: list[Extent] = []
    for x0, x1 in sorted(extents):
        if joined and x0 <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined


def _stretches(lines: list[Line], ys: list[float], body: int) -> list[list[Extent]]:
    """Return the extents of text between each rule and the next, where no single line shows all of them.

    Only the body counts: between the rules of a heading stand what spans and what it spans.
    """
    found: list[list[Extent]] = []
    top = lines[min(body, len(lines) - 1)].top
    for low, high in pairwise(y for y in ys if y > top - lines[0].size):
        inside = [line for line in lines if low < line.baseline - 0.3 * line.size < high]
        joined = _union([segment for line in inside for segment in line.segments])
        if len(joined) > max((len(line.segments) for line in inside), default=1):
            found.append(joined)
    return found


def _stab(gaps: Floats, pieces: Floats, whole: Floats, price: float) -> list[float]:
    """Choose positions greedily: each time the one that lies in most unserved gaps and crosses fewest pieces.

    All are n x 2 (x0, x1); ``whole`` are all pieces of the region, wanted only to place a separator within its gap.
    """
    edges = np.unique(np.concatenate((gaps.ravel(), whole.ravel())))
    spots = (edges[1:] + edges[:-1]) / 2
    widths = edges[1:] - edges[:-1]
    inside = (gaps[:, :1] < spots) & (spots < gaps[:, 1:])
    crossing = ((pieces[:, :1] < spots) & (spots < pieces[:, 1:])).sum(axis=0)
    rim = _RIM * (whole[:, 1:] - whole[:, :1])
    overall = ((whole[:, :1] < spots) & (spots < whole[:, :1] + rim)) | (
        (whole[:, 1:] - rim < spots) & (spots < whole[:, 1:])
    )
    waiting = np.ones(len(gaps), dtype=bool)
    separators: list[float] = []
    while waiting.any():
        served = inside[waiting].sum(axis=0)
        worth = served - price * crossing + 1e-4 * np.minimum(widths, 50)
        worth[served == 0] = -np.inf
        best = int(np.argmax(worth))
        if worth[best] <= 0:
            break
        separators.append(_middle(edges, best, inside[waiting], crossing, overall.sum(axis=0)))
        waiting &= ~inside[:, best]
    return sorted(separators)


def _pieces(segment: Segment) -> list[Extent]:
    """Return the extents of a segment's parts: a figure may touch the label in the column after it."""
    parts = [(segment.words[0].x0, segment.words[0].x1)]
    for left, right in pairwise(segment.words):
        if touches(left, right):
            parts.append((right.x0, right.x1))
        else:
            parts[-1] = (parts[-1][0], max(parts[-1][1], right.x1))
    return parts


def _middle(
    edges: NDArray[np.float64],
    best: int,
    inside: NDArray[np.bool_],
    crossing: NDArray[np.int64],
    overall: NDArray[np.int64],
) -> float:
    """Return a position in the stretch around a spot that serves the same gaps at the same price.

    Within that stretch the piece counts that the fewest of all pieces cross, headings too; of that, the middle.
    """
    column = inside[:, best]
    low = high = best
    while low > 0 and crossing[low - 1] == crossing[best] and (inside[:, low - 1] == column).all():
        low -= 1
    while high + 1 < len(crossing) and crossing[high + 1] == crossing[best] and (inside[:, high + 1] == column).all():
        high += 1
    least = int(overall[low : high + 1].min())
    runs: list[tuple[float, float]] = []
    for spot in range(low, high + 1):
        if overall[spot] != least:
            continue
        if runs and runs[-1][1] == edges[spot]:
            runs[-1] = (runs[-1][0], float(edges[spot + 1]))
        else:
            runs.append((float(edges[spot]), float(edges[spot + 1])))
    widest = max(runs, key=lambda run: run[1] - run[0])
    return (widest[0] + widest[1]) / 2


def column_range(segment: Segment, separators: list[float]) -> tuple[int, int]:
    """Return the first and the last column that a piece stands in; an overlap of a fraction of a letter is none."""
    slack = 0.15 * segment.size
    first = bisect_right(separators, segment.x0 + slack)
    return first, max(first, bisect_left(separators, segment.x1 - slack))
