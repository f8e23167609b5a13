"""Characters that a recogniser passed over, told by the even pace of Chinese print.

All full-width characters of a line are equally broad, so that a recogniser speaks at even distances: at every third of
its steps, say. Where it is silent for twice that long, and not quite sure that there is nothing, some character stands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extractors.text import is_wide
from schemas.table import BLANK

#: So many characters tell how far apart they stand, if this share of their distances is no longer than so many of the
#: usual ones.
FEWEST, EVEN, LONGER = 4, 0.75, 1.4
#: A silence of so many distances holds another character, between two and at an end of a line, where one begins half
#: a distance behind the margin.
SILENT, SILENT_AT_END = 1.7, 1.5
#: So near to what was spoken, in distances, nothing else is; and so sure the recogniser may be that nothing is there.
NEAR, NOTHING = 0.6, 0.9


def overlooked(steps: Sequence[Sequence[tuple[str, float]]]) -> frozenset[int]:
    """Return the steps at which some character has to stand though none is likelier.

    ``steps`` are a lattice's: characters with the logarithms of their probabilities, the likeliest first.
    """
    best = [step[0][0] for step in steps]
    spoken = [at for at, (before, one) in enumerate(pairwise([BLANK, *best])) if one not in (BLANK, before)]
    if len(spoken) < FEWEST or not all(is_wide(best[at]) for at in spoken):
        return frozenset()
    distances = [right - left for left, right in pairwise(spoken)]
    usual = median(distances)
    if sum(distance <= LONGER * usual for distance in distances) < EVEN * len(distances):
        return frozenset()
    silences = [(left, right) for left, right in pairwise(spoken) if right - left >= SILENT * usual]
    if spoken[0] >= SILENT_AT_END * usual:
        silences.append((-1, spoken[0]))
    if len(steps) - spoken[-1] >= SILENT_AT_END * usual:
        silences.append((spoken[-1], len(steps)))
    found = {_loudest(steps, left, right, NEAR * usual) for left, right in silences}
    return frozenset(at for at in found if at is not None)


def _loudest(steps: Sequence[Sequence[tuple[str, float]]], left: int, right: int, near: float) -> int | None:
    """Return the step of a silence at which nothing is least likely; None where it is likely throughout."""
    nothing = {at: _nothing(steps[at]) for at in range(left + 1, right) if min(at - left, right - at) >= near}
    at = min(nothing, key=nothing.__getitem__, default=None)
    return at if at is not None and nothing[at] <= NOTHING else None


def _nothing(step: Sequence[tuple[str, float]]) -> float:
    return next((math.exp(log) for one, log in step if one == BLANK), 0.0)
