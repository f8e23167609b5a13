"""Pieces of dashed rulings that print hides: between two lines across it, where a chain in line with them is not.

Of the few marks from one row to the next, figures set flush against a ruling run into most, so that no chain is left.
But print takes no mark away: all are there, one step from the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extractors.content import Bools, Floats
from extractors.rulings.chains import ASIDE, Chain, beside, has_room

#: Fewer marks than this between two lines are no proof.
FEWEST = 3
#: Of the gaps between marks this share shows; print hides the others.
GAPS = 0.3
#: A mark is dark in its middle: its outline is so many pixels longer than that on either side.
EDGE = 1
#: Steps up to this share off the usual one count as that: a wider one has a hidden mark in it.
ALIKE = 0.25
#: Parts of a pixel to which a mark's place is looked for.
PHASES = 2


def hidden_bands(marked: Bools, chains: list[tuple[Chain, list[float]]], unit: float) -> list[Chain]:
    """Return the pieces, from one line across it to the next, of rulings whose marks are hidden there, as chains.

    ``chains`` run along the rows of the picture, each with the places where other lines cross it, in pixels.
    """
    waiting = sorted(chains, key=lambda pair: pair[0].length, reverse=True)
    bands: list[Chain] = []
    while waiting:
        longest, places = waiting[0]
        track = [chain for chain, _ in waiting if abs(chain.place - longest.place) <= 2 * ASIDE * unit]
        waiting = [pair for pair in waiting if not any(pair[0] is chain for chain in track)]
        pen = replace(longest, step=_exact_step(longest, [chain for chain, _ in chains]))
        for ends in pairwise(sorted(places)):
            if not _is_there(track, ends):
                bands += _hidden_band(marked, pen, ends, unit)
    return bands


def _exact_step(chain: Chain, chains: list[Chain]) -> float:
    """Return the mean step of all that are drawn with a chain's pen: one mark's place is exact to a pixel only."""
    mates = [mate for mate in chains if abs(mate.step - chain.step) <= ALIKE * chain.step]
    steps = np.concatenate([np.diff(mate.starts) for mate in mates])
    usual = np.median(steps)
    return float(steps[np.abs(steps - usual) <= ALIKE * usual].mean())


def _is_there(track: list[Chain], ends: tuple[float, float]) -> bool:
    middle = (ends[0] + ends[1]) / 2
    return any(chain.starts[0] <= middle <= chain.ends[-1] for chain in track)


def _hidden_band(marked: Bools, pen: Chain, ends: tuple[float, float], unit: float) -> Iterator[Chain]:
    """Yield the piece of a chain's ruling between two places, as one mark, if its marks are there."""
    columns = np.arange(int(ends[0]), int(ends[1]) + 1)
    course: Floats = pen.course(columns.astype(np.float64))
    rows = np.clip(np.rint(course).astype(np.intp) + np.array([[-1], [0], [1]]), 0, len(marked) - 1)
    strip = marked[rows, columns].sum(axis=0)
    half = max(0.0, pen.dash / 2 - EDGE)
    # A mark nearer to a line across than this is part of that.
    first = pen.thickness / 2 + 1
    last = len(columns) - 1 - first
    for shift in np.arange(0, pen.step, 1 / PHASES):
        middles = np.arange(first + shift, last, pen.step)
        if len(middles) < FEWEST or not _are_drawn(strip, middles, half, pen.step):
            continue
        band = replace(
            pen,
            starts=columns[0] + middles - half,
            ends=columns[0] + middles + half,
            across=np.interp(middles, columns - columns[0], course),
        )
        above, below = beside(marked, band, unit)
        if not (above | below).all() and has_room(marked, band, unit):
            whole = np.array([[float(place)] for place in ends])
            yield replace(band, starts=whole[0], ends=whole[1], across=np.array([course.mean()]), sure=False)
            return


def _are_drawn(strip: Bools, middles: Floats, half: float, step: float) -> bool:
    """Tell whether marks stand at their places, and paper shows in enough of the gaps between them."""
    reach = np.arange(-int(half), int(half) + 1)
    if not (strip[np.rint(middles[:, None] + reach).astype(np.intp)] >= 2).all():
        return False
    gaps = strip[np.rint(middles[:-1] + step / 2).astype(np.intp)] == 0
    return bool(gaps.mean() >= GAPS)
