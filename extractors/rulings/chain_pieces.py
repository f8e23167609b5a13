"""Pieces of dashed rulings: whether they are drawn like others, lead from line to line, and go on with one.

What print, blur or a page break leaves of a ruling between two others is told from strokes of characters by these.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractors.content import Bools, Floats, Ints
from extractors.ports import Gray
from extractors.rulings.chains import ASIDE, MARKED, REMNANT, Chain

#: An end this close, in points, to a crossing line was meant to touch it, or within this many steps from dash to dash:
#: where two dashed lines cross, their dashes run together.
CORNER, STEPS = 4.0, 2.0
#: A chain of fewer marks than this has to be drawn as one of more is: bits of figures make short ones.
MANY, MOST = 10, 0.65
#: Of fewer marks than this, of which it is not sure that they are a chain, all have to be alike.
FEW = 4
#: What may be left of a chain between two lines has the step and the marks of another to within this share (and this
#: many pixels), and begins and ends within this many steps of them.
ALIKE, JITTER, FILLED = 0.1, 1.0, 1.5
#: From such a line to the first mark is no more paper than from one mark to the next: to within this share of that,
#: and so many pixels. Strokes of print have more above or below them.
FARTHER, FRAYED = 0.3, 2.0

#: A line as it is met by others: where it runs from and to, and its place across, in pixels.
Line = tuple[float, float, float]


def is_drawn_alike(chain: Chain, pens: Floats) -> bool:
    """Tell whether a chain has the step and the marks of one of those that ``pens`` lists, as (step, length)."""
    steps, dashes = pens[:, :1], pens[:, 1:]
    same_step = np.abs(steps - chain.step) <= ALIKE * steps + JITTER
    lengths = chain.ends - chain.starts
    off = np.abs(dashes - lengths)
    if chain.sure:
        # Where one side of a cell ends and the next begins, two dashes make one.
        off = np.minimum(off, np.abs(2 * dashes - lengths))
    same_marks = off <= ALIKE * dashes + JITTER
    needed = MOST if chain.sure or len(chain.starts) >= FEW else 1.0
    return bool((same_step[:, 0] & (same_marks.mean(axis=1) >= needed)).any())


def between_crossings(chain: Chain, others: list[Line], unit: float) -> Chain:
    """Return a chain without its first and last mark where others meet and lengthen them; a short one whole.

    Where the sides of each cell are drawn by themselves, that is so at every row: of many marks those between are left.
    """
    met = np.array(places_met(chain, others, unit))
    crossed: Bools = np.any((chain.starts <= met[:, None]) & (met[:, None] <= chain.ends), axis=0)
    inside = ~crossed
    if len(chain.starts) < MANY:
        inside[1:-1] = True
    if inside.sum() < REMNANT:
        return chain
    starts, ends, across = chain.starts[inside], chain.ends[inside], chain.across[inside]
    return replace(chain, members=chain.members[inside], starts=starts, ends=ends, across=across)


def goes_on(chain: Chain, held: list[Chain], unit: float) -> bool:
    """Tell whether marks without a gap go on with a ruling, at whose end they begin or end: blur joins some of them."""
    gaps = chain.starts[1:] - chain.ends[:-1]
    if not len(gaps) or gaps.max() > _widest_gap(chain):
        return False
    return any(
        abs(other.place - chain.place) <= ASIDE * unit
        and min(abs(other.starts[0] - chain.ends[-1]), abs(chain.starts[0] - other.ends[-1])) <= slack_of(chain, unit)
        for other in held
    )


def is_left_over(chain: Chain, others: list[Line], gray: Gray, unit: float) -> bool:
    """Tell whether a few marks are all that can be seen of a chain between two lines, right up to which they lead."""
    met = np.array(places_met(chain, others, unit))
    near = FILLED * chain.step
    # The last dash may be a corner's, on the far side of the line.
    before = met[(met <= chain.ends[0] + JITTER) & (met >= chain.starts[0] - near)]
    after = met[(met >= chain.starts[-1] - JITTER) & (met <= chain.ends[-1] + near)]
    if not len(before) or not len(after):
        return False
    most = _widest_gap(chain)
    ends = (before.max(), chain.starts[0], chain.across[0]), (chain.ends[-1], after.min(), chain.across[-1])
    return all(_longest_paper(gray, *end) <= most for end in ends)


def _widest_gap(chain: Chain) -> float:
    return (1 + FARTHER) * max(0.0, chain.step - chain.dash) + FRAYED


def _longest_paper(gray: Gray, start: float, end: float, across: float) -> int:
    """Return how long, in pixels, nothing is marked from one place along a row to another."""
    row = round(across)
    dark: Bools = np.asarray(
        (gray[max(0, row - 1) : row + 2, round(start) : max(round(start), round(end))] < MARKED).any(axis=0)
    )
    places: Ints = np.flatnonzero(dark)
    return int(np.diff(np.concatenate(([-1], places, [len(dark)]))).max()) - 1


def places_met(chain: Chain, others: list[Line], unit: float) -> list[float]:
    """Return where other lines run past a chain's place."""
    slack = slack_of(chain, unit)
    return [place for start, end, place in others if start - slack <= chain.place <= end + slack]


def slack_of(chain: Chain, unit: float) -> float:
    """Return how far, in pixels, an end may be from a line that it was meant to touch."""
    return max(CORNER * unit, STEPS * chain.step)
