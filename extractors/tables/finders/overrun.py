"""Text that runs over the side of its cell: what is drawn in one go belongs to one cell, that of its middle.

A heading or code too wide for its column is printed over its neighbours, by less than a character on either side.
"""

from __future__ import annotations

import numpy as np

from extractors.content import Characters, Floats, Ints

#: How far a text runs over a side, in heights of its characters; letters spaced out are no farther apart than that.
_FURTHEST, _GAP = 0.8, 1.5


def in_cell_of_middle(characters: Characters, indices: Ints, rows: Ints, columns: Ints, places: Floats) -> Ints:
    """Return the columns of the characters ``indices``, those that run over the side of their text's cell among them.

    ``places[line, row]`` is where the grid's upright lines run, in points.
    """
    objects = characters.objects[indices] if len(characters.objects) else np.empty(0, dtype=np.intp)
    if not len(objects):
        return columns
    order = np.lexsort((characters.boxes[indices, 0], rows, objects))
    starts = np.flatnonzero((np.diff(objects[order], prepend=-1) != 0) | (np.diff(rows[order], prepend=-1) != 0))
    ends = np.append(starts[1:], len(order))
    apart = (columns[order[starts]] != columns[order[ends - 1]]) & (objects[order[starts]] != 0)
    found = columns.copy()
    for start, end in zip(starts[apart].tolist(), ends[apart].tolist(), strict=True):
        run = order[start:end]
        found[run] = _columns_of_run(characters.boxes[indices[run]], columns[run], places[:, rows[run[0]]])
    return found


def _columns_of_run(boxes: Floats, columns: Ints, edges: Floats) -> Ints:
    height = float(np.median(boxes[:, 3] - boxes[:, 1]))
    start, end = float(boxes[0, 0]), float(boxes[-1, 2])
    home = int(np.searchsorted(edges, (start + end) / 2)) - 1
    if not 0 <= home < len(edges) - 1 or (boxes[1:, 0] - boxes[:-1, 2] > _GAP * height).any():
        return columns
    out = max(edges[home] - start, end - edges[home + 1])
    return np.full(len(columns), home) if out <= _FURTHEST * height else columns
