"""The angle by which a scanned page stands askew, found from where its ink lies.

Text lines and rulings are rows of ink: seen along their own direction the ink piles up into narrow peaks. The angle
that makes the peaks sharpest is the page's. Only ink coordinates are used, so a search over many angles stays cheap.
"""

from __future__ import annotations

import numpy as np

from extractors.content import Floats
from extractors.ports import Gray

#: The largest angle looked for, in degrees either way.
LARGEST = 7.0
#: Darker than this is ink.
DARK = 140
#: Coordinates looked at; more do not sharpen the peaks.
SAMPLE = 60_000


def find_skew(gray: Gray) -> float:
    """Return the angle in degrees, clockwise positive, by which lines on the page slope down to the right.

    A page turned by a quarter gives the same angle as the upright one. An almost blank page gives 0.
    """
    rows, columns = np.nonzero(gray < DARK)
    if len(rows) < 200:
        return 0.0
    step = max(1, len(rows) // SAMPLE)
    x, y = columns[::step].astype(np.float64), rows[::step].astype(np.float64)
    coarse = _sharpest(x, y, np.arange(-LARGEST, LARGEST + 0.01, 0.25), width=4.0)
    middle = _sharpest(x, y, coarse + np.arange(-0.3, 0.31, 0.06), width=2.0)
    return round(_sharpest(x, y, middle + np.arange(-0.08, 0.081, 0.02), width=1.0), 3)


def _sharpest(x: Floats, y: Floats, angles: Floats, width: float) -> float:
    along = _sharpness(y, x, angles, width)
    across = _sharpness(-x, y, angles, width)
    # Whichever direction has the sharper peaks is the one that lines run in; the other one's noise would only blur it.
    best = along if np.ptp(along) >= np.ptp(across) else across
    return float(angles[int(np.argmax(best))])


def _sharpness(offset: Floats, position: Floats, angles: Floats, width: float) -> Floats:
    """Return for each angle how unevenly the ink falls into strips of ``width`` pixels."""
    scores = np.empty(len(angles))
    for index, slope in enumerate(np.tan(np.radians(angles))):
        strips = (offset - position * slope) / width
        counts = np.bincount((strips - strips.min()).astype(np.int64))
        scores[index] = np.square(np.diff(counts.astype(np.float64))).sum()
    return scores
