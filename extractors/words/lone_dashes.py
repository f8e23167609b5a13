"""A dash alone in its cell, told by its shape: it says that there is no figure.

Recognisers are trained on words: a bar a few pixels high comes back as 1, 98, = or a dot, and a cell without a figure
has one. A bar is told from other marks by its sides alone.
"""

from __future__ import annotations

import numpy as np

from extractors.ports import PAPER, Gray
from schemas.table import Reading

#: Sizes of a dash: its height against that of the page's lines, its width against theirs (a 一 is wider), and against
#: its own height.
HIGHEST, WIDEST, FLATTEST, STUBBIEST = 0.28, 0.8, 6.0, 1.8
#: A bar's width, in pixels: its outermost columns are blur.
NARROWEST = 3
#: A bar fills this share of the rectangle around it, its grey edges counted by their greys; and so dark is each column.
FILLED = 0.35
#: What a dash told by shape is believed: below what counts as sure.
BELIEF = 0.85
#: What engines give for a dash that they know.
DASHES = frozenset("-−–—")


def read_dash(mark: Gray, usual: float) -> Reading | None:
    """Return a dash if the ink of ``mark``, trimmed to its ink, is one; None if it is not.

    ``usual`` is the height of the page's lines, in the same pixels.
    """
    height, width = mark.shape
    if not height or height > HIGHEST * usual or width > WIDEST * usual:
        return None
    if not STUBBIEST <= width / height <= FLATTEST or not _is_bar(mark):
        return None
    return Reading("-", BELIEF)


def _is_bar(mark: Gray) -> bool:
    """Tell whether a mark is one level bar: inked in every column but the blurred outermost, and dark."""
    if mark.shape[1] < NARROWEST:
        return False
    dark = (PAPER - mark.astype(np.float64)).clip(0)[:, 1:-1]
    columns = dark.max(axis=0)
    return bool(dark.mean() >= FILLED * columns.max() and columns.min() >= FILLED * columns.max())
