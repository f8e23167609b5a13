"""From a recogniser's lattice to candidates: CTC prefix beam search over the few classes that matter at each step.

A lattice is steps x classes, probabilities; class 0 is the blank. The score of a text is the sum over all paths that
spell it, so it is the recogniser's own probability of the whole line, not a mean over characters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.decoding.language import HISTORY, USUAL, CharacterModel, Following, is_ideograph
from extractors.lattices import steps_of
from schemas.table import BLANK, Lattice, Reading

#: Steps x classes, probabilities.
Steps = NDArray[np.float32]
#: The characters that a step may be, "" for none, and their weights, which add up to 1.
Step = list[tuple[str, float]]
#: A text, the probabilities of its paths that end in a blank and in its last character, and how fluent it is.
Beam = dict[str, tuple[float, float, float]]

#: Names characters that may follow a text.
Unseen = Callable[[str], Sequence[str]]
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
    unseen: Unseen | None = None,
    ends: Ends | None = None,
) -> list[Reading]:
    """Return the likeliest texts of some steps, best first, without ``before``, which they go on.

    ``unseen`` names characters to think of after a text although the recogniser did not. ``ends`` weighs the texts by
    their ends, where nothing follows: in the middle of a word, or without a full stop in prose, few do.
    """
    fluency = _Fluency(model)
    beam: Beam = {before: (1.0, 0.0, 1.0)}
    for step in steps:
        more = unseen if unseen is not None and _is_open(step) else None
        beam = _advance(beam, step, MORE_BEAM if model else BEAM, fluency, more)
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
        few = np.argsort(row)[-classes:] if classes >= len(row) else np.argpartition(row, -classes)[-classes:]
        weighed = [(alphabet[index], float(row[index] * prior[index])) for index in few.tolist() if row[index] >= FAINT]
        steps.append(_shares(_spoken(weighed) if more else weighed))
    return steps


def kept_steps(lattice: Lattice) -> list[Step]:
    """Return the steps of what was kept of a lattice, as ``dense_steps`` does with more classes.

    In poor print 范国 is read with 0.993 where 范围 stands: words have a say wherever something else was seen at all.
    """
    steps: list[Step] = []
    for seen in steps_of(lattice):
        pairs = [("" if one == BLANK else one, math.exp(log)) for one, log in seen]
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


def _is_open(step: Step) -> bool:
    """Tell whether a step is some character rather than none, and it is doubtful which."""
    blank = next((weight for character, weight in step if not character), 0.0)
    return len(step) > 1 and blank < 0.5


def _advance(beam: Beam, step: Step, width: int, fluency: _Fluency, unseen: Unseen | None) -> Beam:
    grown: dict[str, list[float]] = {}
    seen = {character for character, _ in step}
    likeliest = max((blank + spoken) * fluent for blank, spoken, fluent in beam.values())
    clear, faint = step[:MORE_CLASSES], [pair for pair in step[MORE_CLASSES:] if is_ideograph(pair[0])]
    heard: dict[str, Step] = {}
    for text, (blank, spoken, fluent) in beam.items():
        last, both, factors = text[-1:], blank + spoken, fluency.after(text)
        least = HOPELESS * likeliest / (both * fluent * fluency.most)
        if last not in heard:
            # Of hundreds of faint characters those are followed that go on what is there.
            known = fluency.heard_after(text) if faint else ()
            heard[last] = [pair for pair in faint if pair[0] in known]
        thought_of = [(one, FAINT) for one in unseen(text) if one not in seen] if unseen is not None else []
        for character, weight in [*clear, *heard[last], *thought_of]:
            if weight < least:
                break
            if not character:
                grown.setdefault(text, [0.0, 0.0, fluent])[0] += both * weight
                continue
            if character == last and spoken:
                grown.setdefault(text, [0.0, 0.0, fluent])[1] += spoken * weight
            new = blank if character == last else both
            if new:
                longer = text + character
                found = grown.get(longer)
                if found is None:
                    found = grown[longer] = [0.0, 0.0, fluent * factors[character]]
                found[1] += new * weight
    ranked = sorted(grown.items(), key=lambda entry: -(entry[1][0] + entry[1][1]) * entry[1][2])[:width]
    # Long lines of doubtful characters would end in numbers too small to be told apart.
    scale = max(shares[0] + shares[1] for _, shares in ranked) or 1.0
    return {text: (blank / scale, spoken / scale, fluent) for text, (blank, spoken, fluent) in ranked}


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
