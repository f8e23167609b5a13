"""Pieces that hang together: the marks of a mask, and runs of true in a row.

Of marks it is told what OpenCV's ``connectedComponentsWithStats`` tells, in a fifth of its time: that adds up every
pixel of the page for middles that nobody here asks for; most pixels are paper.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.content import Bools
from extractors.ports import Gray

Ints = NDArray[np.intp]
Labels = NDArray[np.int32]


@dataclass(slots=True)
class Components:
    """The marks of a mask; ``labels`` (height x width) has the number of each pixel's mark, 0 for paper.

    The other arrays have an entry for each number: ``left``, ``top``, ``width``, ``height`` and ``area`` in pixels.
    That for paper, the first, is all noughts.
    """

    labels: Labels
    left: Ints
    top: Ints
    width: Ints
    height: Ints
    area: Ints

    def __len__(self) -> int:
        """Count the numbers, paper's with them."""
        return len(self.area)

    @property
    def longer(self) -> Ints:
        """The longer side of each mark."""
        return np.maximum(self.width, self.height)

    @property
    def shorter(self) -> Ints:
        """The shorter side of each mark."""
        return np.minimum(self.width, self.height)

    @property
    def boxes(self) -> Ints:
        """Left, top, width and height of the marks, without paper's: marks x 4."""
        return np.stack((self.left, self.top, self.width, self.height), axis=1)[1:]


def find_components(mask: Gray) -> Components:
    """Return the marks that the pixels of ``mask`` other than 0 make up, those that touch at corners joined."""
    count, found = cv2.connectedComponents(mask, connectivity=8)
    labels: Labels = np.asarray(found, dtype=np.int32)
    # A mark is measured by its runs along rows, of which there are far fewer than pixels.
    begins = np.empty(labels.shape, dtype=bool)
    begins[:, 0] = True
    np.not_equal(labels[:, 1:], labels[:, :-1], out=begins[:, 1:])
    starts = np.flatnonzero(begins)
    owners, lengths = labels.ravel()[starts], np.diff(starts, append=labels.size)
    marked = owners > 0
    starts, lengths, owners = starts[marked], lengths[marked], owners[marked]
    row, column = np.divmod(starts, labels.shape[1])
    left, top = np.full((2, count), labels.size)
    right, bottom = np.zeros((2, count), dtype=np.intp)
    np.minimum.at(left, owners, column)
    np.maximum.at(right, owners, column + lengths)
    np.minimum.at(top, owners, row)
    np.maximum.at(bottom, owners, row + 1)
    left[0] = top[0] = 0
    area = np.bincount(owners, weights=lengths, minlength=count).astype(np.intp)
    return Components(labels, left, top, right - left, bottom - top, area)


def find_runs(flags: Bools) -> list[tuple[int, int]]:
    """Return where each run of true begins, and where it has ended."""
    edges = np.flatnonzero(np.diff(flags.view(np.int8), prepend=0, append=0)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
