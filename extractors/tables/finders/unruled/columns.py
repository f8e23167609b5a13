"""Where the columns part: upright lines that stand in the white gaps of most printed lines and cross few pieces."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.tables.finders.unruled.regions import Line
from extractors.tables.finders.unruled.segments import Segment

#: A line with at least this share of the pieces of the fullest lines shows all columns.
_FINE = 0.55
#: How many gaps a separator must add for each piece that it cuts.
_PRICE = 2.5
#: A heading that a separator cuts this near its end (share of its width) belongs to one side; nearer the middle, to both.
_RIM = 0.3


def find_separators(lines: list[Line]) -> list[float]:
    """Return the x positions between columns, from left to right; none when the lines show a single column."""
    cores = [line for line in lines if line.core]
    if not cores:
        return []
    counts = sorted(len(line.segments) for line in cores)
    full = counts[int(0.8 * (len(counts) - 1))]
    fine = [line for line in cores if len(line.segments) >= max(2, _FINE * full)]
    return _stab(fine, [segment for line in lines for segment in line.segments])


def _stab(lines: list[Line], everything: list[Segment]) -> list[float]:
    """Choose positions greedily: each time the one that lies in most unserved gaps and crosses fewest pieces."""
    gaps = np.array(
        [(left.x1, right.x0) for line in lines for left, right in zip(line.segments, line.segments[1:], strict=False)]
    )
    pieces = np.array([(segment.x0, segment.x1) for line in lines for segment in line.segments])
    whole = np.array([(segment.x0, segment.x1) for segment in everything])
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
        worth = served - _PRICE * crossing + 1e-4 * np.minimum(widths, 50)
        worth[served == 0] = -np.inf
        best = int(np.argmax(worth))
        if worth[best] <= 0:
            break
        separators.append(_middle(edges, best, inside[waiting], crossing, overall.sum(axis=0)))
        waiting &= ~inside[:, best]
    return sorted(separators)


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
    first = sum(x <= segment.x0 + slack for x in separators)
    last = sum(x < segment.x1 - slack for x in separators)
    return first, max(first, last)
