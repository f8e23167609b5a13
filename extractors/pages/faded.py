"""The print of a faint scan made as dark as print is: what is ink is told by its darkness everywhere after this."""

from __future__ import annotations

import numpy as np

from extractors.ports import PAPER, Gray

#: Darker than the first is more than the noise of paper; less than this share of a page is dust.
NOTICED, LEAST = 225, 0.0005
#: The darkest of it, so large a share: rulings and titles, which no blur makes grey.
DARKEST = 0.05
#: They are paler than this on faint pages alone; paler than the second is what shines through from the back.
FAINT, BACK = 135, 190
#: As dark as this they are made.
MADE = 60


def without_fading(even: Gray) -> Gray:
    """Return a picture on even paper with its print made dark; the very picture where it is no fainter than usual."""
    ink = even[even < NOTICED]
    if ink.size < LEAST * even.size:
        return even
    darkest = float(np.quantile(ink, DARKEST))
    if not FAINT <= darkest <= BACK:
        return even
    levels = PAPER - (PAPER - np.arange(256.0)) * (PAPER - MADE) / (PAPER - darkest)
    darker: Gray = np.clip(np.rint(levels), 0, 255).astype(np.uint8)[even]
    return darker
