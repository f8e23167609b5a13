"""The course of a ruling where print that touches it drew the middle of its ink aside.

Where the ruling is alone its ink is narrowest: from there to there it runs straight, whatever stands against it.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from extractors.content import Floats
from extractors.ports import PAPER

#: Darker than paper by this much is ink; a ruling has it in one piece across.
INK = 40
#: The share of a ruling's length that has to be alone, and so many pixels more ink than there, across, is still that.
ALONE, NARROW = 0.15, 1
#: Places over which its middle is the usual one; with less than this share of the ink there it is a speck, with more
#: than that there is print besides.
PLACES, SPECK, MORE = 9, 0.5, 1.2
#: Where it is alone over less than this share of its length nothing is known: it was taken out already, in parts.
LEAST = 0.25
#: Its middle is told apart by this many pixels: a course farther off than that is drawn aside.
ASIDE = 1.5


def undrawn_aside(picture: NDArray[np.int16], columns: NDArray[np.intp], centres: Floats, reach: int) -> Floats:
    """Return the course of a ruling along the rows of a picture, put right where print drew it aside.

    ``centres`` is its course at each column; its ink lies within ``reach`` pixels of that.
    """
    rows = np.rint(centres).astype(np.intp)[:, None] + np.arange(-reach, reach + 1)
    dark = (PAPER - picture[np.clip(rows, 0, len(picture) - 1), columns[:, None]]).clip(0).astype(np.float64)
    dots = dark > INK
    inked, ink = dots.sum(axis=1), dark.sum(axis=1)
    if not inked.any():
        return centres
    alone = inked <= np.percentile(inked[inked > 0], 100 * ALONE) + NARROW
    alone &= (ink > 0) & (dots.shape[1] - dots[:, ::-1].argmax(axis=1) - dots.argmax(axis=1) == inked)
    if not alone.any():
        return centres
    usual = np.percentile(ink[alone], 25)
    alone &= (ink >= SPECK * usual) & (ink <= MORE * usual)
    if alone.sum() < max(PLACES, LEAST * len(columns)):
        return centres
    padded = np.pad((dark * rows).sum(axis=1)[alone] / ink[alone], PLACES // 2, mode="edge")
    middles = np.median(sliding_window_view(padded, PLACES), axis=1)
    if np.median(np.abs(middles - centres[alone])) > ASIDE / 2:
        return centres  # two lines beside each other, or dashes
    straight = np.interp(columns, columns[alone], middles)
    return np.where(np.abs(straight - centres) > ASIDE, straight, centres)
