"""From a recogniser's lattice to candidates: CTC prefix beam search over the few classes that matter at each step.

A lattice is steps x classes, probabilities; class 0 is the blank. The score of a text is the sum over all paths that
spell it, so it is the recogniser's own probability of the whole line, not a mean over characters.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.words.language import CharacterPairs
from schemas.table import Reading

#: Steps x classes, probabilities.
Steps = NDArray[np.float32]
#: A text as classes, and the probabilities of its paths that end in a blank and in its last character.
Prefix = tuple[int, ...]
Beam = dict[Prefix, tuple[float, float]]

BLANK = 0
#: Texts followed through the lattice, and texts given back.
BEAM, KEPT = 12, 5
#: The same where the characters around help to choose, and how much they are listened to (an exponent).
MORE_BEAM, MORE_CLASSES, LISTENED = 64, 24, 1.0
#: Classes looked at in one step, and the smallest probability that counts.
CLASSES, FAINT = 5, 1e-4
#: A step whose best class has more than this is not a question; the second for the characters around.
SURE, CLEAR = 0.9995, 0.98


def candidates(
    lattice: Steps, alphabet: Sequence[str], prior: Steps, pairs: CharacterPairs | None = None
) -> tuple[Reading, ...]:
    """Return the likeliest texts of one line, best first; a line without text gives none.

    ``alphabet`` names the classes, ``prior`` weighs them (1 for a common character, less for a rare one). With
    ``pairs`` a text is also weighed by how likely its characters follow each other, and more texts are followed.
    """
    fluency = _Fluency(alphabet, pairs)
    beam: Beam = {(): (1.0, 0.0)}
    for step in _steps(lattice, prior, *((MORE_CLASSES, CLEAR) if pairs else (CLASSES, SURE))):
        beam = _advance(beam, step, MORE_BEAM if pairs else BEAM, fluency)
    weighed = {prefix: tuple(share * fluency.of(prefix) for share in shares) for prefix, shares in beam.items()}
    total = sum(map(sum, weighed.values()))
    ranked = sorted(weighed.items(), key=lambda entry: -sum(entry[1]))[:KEPT]
    readings: dict[str, float] = {}
    for prefix, shares in ranked:
        text = "".join(alphabet[index] for index in prefix).strip()
        readings[text] = readings.get(text, 0.0) + sum(shares) / max(total, 1e-30)
    found = [Reading(text, round(min(1.0, score), 6)) for text, score in readings.items()]
    if not found or not found[0].text:
        return ()
    return tuple(reading for reading in found if reading.text and reading.score >= FAINT)


class _Fluency:
    """How likely the characters of a text follow each other; 1 for every text if nobody can say."""

    def __init__(self, alphabet: Sequence[str], pairs: CharacterPairs | None) -> None:
        self._alphabet = alphabet
        self._pairs = pairs
        self._known: dict[Prefix, float] = {(): 1.0}

    def of(self, prefix: Prefix) -> float:
        if self._pairs is None:
            return 1.0
        if prefix not in self._known:
            before = self._alphabet[prefix[-2]] if len(prefix) > 1 else ""
            likely = self._pairs.log(before, self._alphabet[prefix[-1]])
            self._known[prefix] = self.of(prefix[:-1]) * math.exp(LISTENED * likely)
        return self._known[prefix]


def _steps(lattice: Steps, prior: Steps, classes: int, sure: float) -> list[list[tuple[int, float]]]:
    best = lattice.argmax(axis=1)
    steps: list[list[tuple[int, float]]] = []
    for row, winner in zip(lattice, best.tolist(), strict=True):
        probability = float(row[winner])
        if probability >= sure:
            # A run of sure blanks, or of one sure class, is one step: repeats change nothing in CTC.
            if not steps or steps[-1] != [(winner, 1.0)]:
                steps.append([(winner, 1.0)])
            continue
        few = np.argsort(row)[-classes:] if classes >= len(row) else np.argpartition(row, -classes)[-classes:]
        weighed = [(int(index), float(row[index] * prior[index])) for index in few if row[index] >= FAINT]
        share = sum(weight for _, weight in weighed)
        steps.append([(index, weight / share) for index, weight in weighed])
    return steps


def _advance(beam: Beam, step: list[tuple[int, float]], width: int, fluency: _Fluency) -> Beam:
    grown: dict[Prefix, list[float]] = {}
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
    ranked = sorted(grown.items(), key=lambda entry: -sum(entry[1]) * fluency.of(entry[0]))[:width]
    # Long lines of doubtful characters would end in numbers too small to be told apart.
    scale = max(sum(shares) for _, shares in ranked) or 1.0
    return {prefix: (blank / scale, spoken / scale) for prefix, (blank, spoken) in ranked}


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
