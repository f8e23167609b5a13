"""From a recogniser's lattice to candidates: CTC prefix beam search over the few classes that matter at each step.

A lattice is steps x classes, probabilities; class 0 is the blank. The score of a text is the sum over all paths that
spell it, so it is the recogniser's own probability of the whole line, not a mean over characters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Sequence
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from extractors.decoding.language import HISTORY, USUAL, CharacterModel, Following, is_ideograph
from extractors.decoding.overlooked import overlooked
from extractors.lattices import steps_of
from schemas.table import BLANK, Lattice, Reading

#: Steps x classes, probabilities.
Steps = NDArray[np.float32]
#: The characters that a step may be, "" for none, and their weights, which add up to 1.
Step = list[tuple[str, float]]
#: A text, the probabilities of its paths that end in a blank and in its last character, and how fluent it is.
Beam = dict[str, tuple[float, float, float]]

#: Says how likely a text is to end, in natural logarithms as a model has them.
Ends = Callable[[str], float]

#: Texts followed through the lattice, and texts given back.
BEAM, KEPT = 12, 5
#: The same where the characters around help to choose, and how much they are listened to (an exponent).
MORE_BEAM, MORE_CLASSES, LISTENED = 64, 64, 1.0
#: Classes looked at in one step, and the smallest probability that counts.
CLASSES, FAINT = 5, 1e-5
#: A step whose best class has more than this is not a question; the second for the characters around.
SURE, CLEAR = 0.9995, 0.98
#: Where characters are chosen for their words, a step with less of a blank than this is some character: none is left
#: out because what stands around it reads well without.
NONE_AT_LEAST = 0.15
#: A text this much less likely than the likeliest is not followed.
HOPELESS = 1e-4
#: Stands between two lines that are read as one text; the characters around do not see it.
LINE_END = "\n"


def candidates(
    lattice: Steps, alphabet: Sequence[str], prior: Steps, model: CharacterModel | None = None
) -> tuple[Reading, ...]:
    """Return the likeliest texts of one line, best first; a line without text gives none.

    ``alphabet`` names the classes, ``prior`` weighs them (1 for a common character, less for a rare one). With a
    ``model`` a text is also weighed by how likely its characters follow each other, and more texts are followed.
    """
    found = spelt(dense_steps(lattice, alphabet, prior, model is not None), model)
    if not found or not found[0].text:
        return ()
    return tuple(reading for reading in found if reading.text and reading.score >= FAINT)


def spelt(
    steps: Iterable[Step],
    model: CharacterModel | None,
    before: str = "",
    ends: Ends | None = None,
) -> list[Reading]:
    """Return the likeliest texts of some steps, best first, without ``before``, which they go on.

    ``ends`` weighs the texts by their ends, where nothing follows: in the middle of a word, or without a full stop in
    prose, few do.
    """
    fluency = _Fluency(model)
    beam: Beam = {before: (1.0, 0.0, 1.0)}
    for step in steps:
        beam = _advance(beam, step, MORE_BEAM if model else BEAM, fluency)
    weighed = {
        text: (blank + spoken) * fluent * (math.exp(LISTENED * ends(text)) if ends else 1.0)
        for text, (blank, spoken, fluent) in beam.items()
    }
    total = sum(weighed.values())
    readings: dict[str, float] = {}
    for text, share in sorted(weighed.items(), key=lambda entry: -entry[1])[:KEPT]:
        plain = text[len(before) :].strip(" ")
        readings[plain] = readings.get(plain, 0.0) + share / max(total, 1e-300)
    return [Reading(text, round(min(1.0, score), 6)) for text, score in readings.items()]


class _Fluency:
    """How likely a character is after a text, as a factor; 1 if nobody can say."""

    def __init__(self, model: CharacterModel | None) -> None:
        self._model = model
        self.most = math.exp(LISTENED * USUAL) if model else 1.0
        self._known: dict[str, _Factors] = {}

    def heard_after(self, text: str) -> Container[str]:
        return self._model.heard_after(text.replace(LINE_END, "")) if self._model is not None else ()

    def after(self, text: str) -> _Factors:
        # One more than the characters looked back at, for the end of a line among them.
        seen = text[-HISTORY - 1 :]
        if seen not in self._known:
            following = self._model.after(seen.replace(LINE_END, "")) if self._model is not None else None
            self._known[seen] = _Factors(following)
        return self._known[seen]


class _Factors(dict[str, float]):
    """Factors by characters after one text."""

    def __init__(self, following: Following | None) -> None:
        super().__init__({LINE_END: 1.0})
        self._following = following

    def __missing__(self, character: str) -> float:
        factor = 1.0 if self._following is None else math.exp(LISTENED * self._following[character])
        self[character] = factor
        return factor


def dense_steps(lattice: Steps, alphabet: Sequence[str], prior: Steps, more: bool) -> list[Step]:
    """Return the steps of a whole lattice (steps x classes), with the classes that are worth looking at."""
    classes, sure = (MORE_CLASSES, CLEAR) if more else (CLASSES, SURE)
    best = lattice.argmax(axis=1)
    steps: list[Step] = []
    for row, winner in zip(lattice, best.tolist(), strict=True):
        probability = float(row[winner])
        if probability >= (max(sure, SURE) if _is_letter(alphabet[winner]) else sure):
            _add_sure(steps, alphabet[winner])
            continue
        few = np.flatnonzero(row >= FAINT)
        if len(few) > classes:
            few = few[np.argpartition(row[few], -classes)[-classes:]]
        weighed = [(alphabet[index], float(row[index] * prior[index])) for index in few.tolist()]
        steps.append(_shares(_spoken(weighed) if more else weighed))
    return steps


def kept_steps(lattice: Lattice) -> list[Step]:
    """Return the steps of what was kept of a lattice, as ``dense_steps`` does with more classes.

    In poor print 范国 is read with 0.993 where 范围 stands: words have a say wherever something else was seen at all.
    """
    steps: list[Step] = []
    whole = steps_of(lattice)
    spoken = overlooked(whole)
    for at, seen in enumerate(whole):
        pairs = [("" if one == BLANK else one, math.exp(log)) for one, log in seen]
        if at in spoken:
            pairs = [(one, share) for one, share in pairs if one]
        winner, probability = pairs[0]
        if probability >= SURE:
            _add_sure(steps, winner)
        else:
            steps.append(_shares(_spoken([(one, share * _commonness(one)) for one, share in pairs if share >= FAINT])))
    return steps


def _spoken(weighed: Step) -> Step:
    """Return the characters that a step may be, without the blank if it hardly is none."""
    none = sum(weight for character, weight in weighed if not character)
    spoken = [pair for pair in weighed if pair[0]]
    return spoken if spoken and none < NONE_AT_LEAST else weighed


def _is_letter(character: str) -> bool:
    """Tell whether a character is one that the print of these documents hardly has."""
    return character.isascii() and character.isalpha()


def _add_sure(steps: list[Step], character: str) -> None:
    # A run of sure blanks, or of one sure class, is one step: repeats change nothing in CTC.
    if not steps or steps[-1] != [(character, 1.0)]:
        steps.append([(character, 1.0)])


def _shares(weighed: Step) -> Step:
    """Return the step with weights that add up to 1, the heaviest first."""
    share = sum(weight for _, weight in weighed)
    return sorted(((character, weight / share) for character, weight in weighed), key=lambda pair: -pair[1])


def _advance(beam: Beam, step: Step, width: int, fluency: _Fluency) -> Beam:
    """Return the beam a step further; a beam has its likeliest text first."""
    choices, growth = _Choices(step, fluency), _Growth(fluency.most)
    for text, shares in beam.items():
        if not growth.spread(text, shares, choices.after(text), fluency.after(text)):
            break
    return growth.beam(width)


class _Choices:
    """The characters that a step may be after each text, the likeliest first but for faint ones."""

    def __init__(self, step: Step, fluency: _Fluency) -> None:
        self._clear = step[:MORE_CLASSES]
        # Of hundreds of faint characters those are followed that go on what is there.
        self._faint = [pair for pair in step[MORE_CLASSES:] if is_ideograph(pair[0])]
        self._heard: dict[str, Step] = {}
        self._fluency = fluency

    def after(self, text: str) -> Step:
        last = text[-1:]
        if last not in self._heard:
            known = self._fluency.heard_after(text) if self._faint else ()
            heard = [pair for pair in self._faint if pair[0] in known]
            self._heard[last] = self._clear + heard if heard else self._clear
        return self._heard[last]


class _Growth:
    """The texts that a step makes of a beam's, but for those HOPELESS beside the likeliest of them so far."""

    def __init__(self, most: float) -> None:
        self._most = most
        self._least = 0.0
        self._grown: dict[str, list[float]] = {}

    def spread(self, text: str, shares: tuple[float, float, float], choices: Step, factors: _Factors) -> bool:
        """Add what a text may become; tell whether one no likelier could still add something."""
        blank, spoken, fluent = shares
        last, both, least, grown = text[-1:], blank + spoken, self._least, self._grown
        at_most = both * fluent * self._most
        if at_most < least:
            return False
        for character, weight in choices:
            if at_most * weight < least:
                break
            if not character or (character == last and spoken):
                ending = 1 if character else 0
                share = (spoken if character else both) * weight
                grown.setdefault(text, [0.0, 0.0, fluent])[ending] += share
                least = max(least, HOPELESS * share * fluent)
            share = (blank if character == last else both) * weight
            if not character or not share:
                continue
            fluent_on = fluent * factors[character]
            likely = share * fluent_on
            if likely < least:
                continue
            least = max(least, HOPELESS * likely)
            longer = text + character
            found = grown.get(longer)
            if found is None:
                grown[longer] = [0.0, share, fluent_on]
            else:
                found[1] += share
        self._least = least
        return True

    def beam(self, width: int) -> Beam:
        """Return the likeliest texts, as many as ``width`` at most."""
        ranked = sorted(
            (
                ((blank + spoken) * fluent, text, blank, spoken, fluent)
                for text, (blank, spoken, fluent) in self._grown.items()
            ),
            key=itemgetter(0),
            reverse=True,
        )[:width]
        least = HOPELESS * ranked[0][0]
        # Long lines of doubtful characters would end in numbers too small to be told apart.
        scale = max(blank + spoken for _, _, blank, spoken, _ in ranked) or 1.0
        return {
            text: (blank / scale, spoken / scale, fluent)
            for likely, text, blank, spoken, fluent in ranked
            if likely >= least
        }


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
