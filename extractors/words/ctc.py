"""From a recogniser's lattice to candidates: CTC prefix beam search over the few classes that matter at each step.

A lattice is steps x classes, probabilities; class 0 is the blank. The score of a text is the sum over all paths that
spell it, so it is the recogniser's own probability of the whole line, not a mean over characters.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from schemas.table import Reading

#: Steps x classes, probabilities.
Steps = NDArray[np.float32]

BLANK = 0
#: Texts followed through the lattice, and texts given back.
BEAM, KEPT = 12, 5
#: Classes looked at in one step, and the smallest probability that counts.
CLASSES, FAINT = 5, 1e-4
#: A step whose best class has more than this is not a question.
SURE = 0.9995


def candidates(lattice: Steps, alphabet: Sequence[str], prior: Steps) -> tuple[Reading, ...]:
    """Return the likeliest texts of one line, best first; a line without text gives none.

    ``alphabet`` names the classes, ``prior`` weighs them (1 for a common character, less for a rare one).
    """
    beam: dict[tuple[int, ...], tuple[float, float]] = {(): (1.0, 0.0)}
    for step in _steps(lattice, prior):
        beam = _advance(beam, step)
    total = sum(blank + spoken for blank, spoken in beam.values())
    ranked = sorted(beam.items(), key=lambda entry: -sum(entry[1]))[:KEPT]
    readings: dict[str, float] = {}
    for prefix, (blank, spoken) in ranked:
        text = "".join(alphabet[index] for index in prefix).strip()
        readings[text] = readings.get(text, 0.0) + (blank + spoken) / max(total, 1e-30)
    found = [Reading(text, round(min(1.0, score), 6)) for text, score in readings.items()]
    if not found or not found[0].text:
        return ()
    return tuple(reading for reading in found if reading.text and reading.score >= FAINT)


def _steps(lattice: Steps, prior: Steps) -> list[list[tuple[int, float]]]:
    best = lattice.argmax(axis=1)
    steps: list[list[tuple[int, float]]] = []
    for row, winner in zip(lattice, best.tolist(), strict=True):
        probability = float(row[winner])
        if probability >= SURE:
            # A run of sure blanks, or of one sure class, is one step: repeats change nothing in CTC.
            if not steps or steps[-1] != [(winner, 1.0)]:
                steps.append([(winner, 1.0)])
            continue
        few = np.argpartition(row, -CLASSES)[-CLASSES:]
        weighed = [(int(index), float(row[index] * prior[index])) for index in few if row[index] >= FAINT]
        share = sum(weight for _, weight in weighed)
        steps.append([(index, weight / share) for index, weight in weighed])
    return steps


def _advance(
    beam: dict[tuple[int, ...], tuple[float, float]], step: list[tuple[int, float]]
) -> dict[tuple[int, ...], tuple[float, float]]:
    grown: dict[tuple[int, ...], list[float]] = {}
    for prefix, (blank, spoken) in beam.items():
        last = prefix[-1] if prefix else -1
        for index, weight in step:
            if index == BLANK:
                grown.setdefault(prefix, [0.0, 0.0])[0] += (blank + spoken) * weight
            elif index == last:
                grown.setdefault(prefix, [0.0, 0.0])[1] += spoken * weight
                if blank:
                    grown.setdefault((*prefix, index), [0.0, 0.0])[1] += blank * weight
            else:
                grown.setdefault((*prefix, index), [0.0, 0.0])[1] += (blank + spoken) * weight
    ranked = sorted(grown.items(), key=lambda entry: -sum(entry[1]))[:BEAM]
    return {prefix: (blank, spoken) for prefix, (blank, spoken) in ranked}


def rarity_prior(alphabet: Sequence[str]) -> Steps:
    """Return a weight for each class from how common its character is in simplified Chinese print.

    The national standard GB 2312 itself ranks characters: level 1 by frequency, level 2 the rest. What it lacks
    (traditional and Japanese forms, other scripts) looks like common characters more often than it is printed.
    """
    return np.array([_commonness(character) for character in alphabet], dtype=np.float32)


def _commonness(character: str) -> float:
    if len(character) != 1 or character.isascii():
        return 1.0
    try:
        row = character.encode("gb2312")[0] - 0xA0
    except UnicodeEncodeError:
        return 0.15
    return 0.6 if row > 55 else 1.0


def certainty(score: float, length: int) -> float:
    """Return the mean probability of a character in a line of ``length`` read with ``score``."""
    return math.pow(score, 1.0 / max(1, length)) if score > 0 else 0.0
