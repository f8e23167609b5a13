"""What a recogniser saw of a line, kept small, and how well a given text fits it.

A text may be far from the recogniser's best reading and yet the only one of a closed list that its lattice allows:
`改购啡基金` in print four points high is 政府性基金, for no other heading looks like it. The measure is the probability
that CTC (Graves et al. 2006) gives the text: the sum over all paths through the lattice that spell it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.content import Floats
from extractors.text import normalise
from schemas.table import BLANK, Lattice

#: Candidates less likely than this, a natural logarithm, are not kept, and of a step no more than so many. In print of
#: four points the right one is now and then the three hundredth, and only its words tell.
FAINT, KEPT = -11.5, 600
#: So many texts, those with the best bounds, are looked at in full.
SHORTLIST = 150
#: What a character that is spoken and not spelt costs at least, about, in natural logarithms.
UNSPOKEN = 4.0
#: A text may have this share of characters more or fewer than the best path.
ASTRAY = 0.5
#: What recognisers take bits of upright rulings for.
STROKES = frozenset("1Iil|丨")
#: Stands for what no text is spelt with.
_UNSPELT = "\ufffd"
#: A probability of nought.
NEVER = -1e9


def keep_lattice(steps: NDArray[np.float32], alphabet: Sequence[str]) -> Lattice:
    """Return the likely characters of each step (steps x classes, probabilities; class 0 is the blank)."""
    likely = steps >= np.exp(FAINT)
    likely[np.arange(len(steps)), steps.argmax(axis=1)] = True
    rows, classes = np.nonzero(likely)
    order = np.lexsort((-steps[rows, classes], rows))
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    order = order[rank < KEPT]
    rows, classes = rows[order], classes[order]
    # A class of several characters is spelt by none of the texts.
    named = np.array([len(alphabet[index]) == 1 or index == 0 for index in classes.tolist()], dtype=bool)
    named |= np.diff(rows, prepend=-1) > 0
    rows, classes = rows[named], classes[named]
    characters = "".join(_one(alphabet[index], index) for index in classes.tolist())
    return _packed(characters, np.log(np.maximum(steps[rows, classes], np.exp(FAINT))), np.bincount(rows))


def spell_out(text: str) -> Lattice:
    """Return the lattice of a line that an engine is sure of: each character, and a blank behind it."""
    steps = "".join(character + BLANK for character in text) or BLANK
    return _packed(steps, np.zeros(len(steps)), np.ones(len(steps)))


def lattice_of_pieces(pieces: Sequence[tuple[str, Lattice | None]]) -> Lattice | None:
    """Return what was seen of a line in pieces, from left to right: their texts, and the lattices of doubted ones."""
    if all(lattice is None for _, lattice in pieces):
        return None
    whole = reduce(Lattice.followed_by, (lattice or spell_out(text) for text, lattice in pieces))
    return replace(whole, line_ends=())


def mark_lattice(marks: Mapping[str, float]) -> Lattice:
    """Return the lattice of a single mark that may be any of some, with these probabilities."""
    ranked = sorted(marks.items(), key=lambda pair: -pair[1])
    return _packed("".join(mark for mark, _ in ranked), np.log([share for _, share in ranked]), np.array([len(marks)]))


def _packed(characters: str, logs: Floats, counts: NDArray[np.number]) -> Lattice:
    return Lattice(characters, logs.astype("<f2").tobytes(), counts.astype("<u2").tobytes())


def _one(character: str, index: int) -> str:
    if index == 0:
        return BLANK
    return character if len(character) == 1 else _UNSPELT


def steps_of(lattice: Lattice) -> list[list[tuple[str, float]]]:
    """Return the candidates of each step with the logarithms of their probabilities, the likeliest first."""
    counts = np.frombuffer(lattice.counts, dtype="<u2").tolist()
    pairs = zip(lattice.characters, np.frombuffer(lattice.scores, dtype="<f2").tolist(), strict=True)
    return [list(islice(pairs, count)) for count in counts]


def without_strokes(lattice: Lattice, text: str) -> Lattice:
    """Return a line's lattice without what was read first or last and is not of its text: bits of rulings."""
    path = best_path(lattice)
    if len(path) < 2 or not text:
        return lattice
    best = [lattice.characters[first] for first in _firsts(lattice).tolist()]
    begin, end = 0, len(best)
    if path[0][1] in STROKES and text[0] != path[0][1]:
        begin = next(step for step in range(path[0][0], len(best)) if best[step] != path[0][1])
    if path[-1][1] in STROKES and text[-1] != path[-1][1]:
        end = path[-1][0]
    ends = tuple(sorted({begin, end} - {0, len(best)}))
    return replace(lattice, line_ends=ends).lines()[int(begin > 0)] if ends else lattice


def with_silence(lattice: Lattice, silent: Collection[int]) -> Lattice:
    """Return a line's lattice with nothing seen at some of its steps, and that surely."""
    steps = [[(BLANK, 0.0)] if step in silent else seen for step, seen in enumerate(steps_of(lattice))]
    characters = "".join(one for seen in steps for one, _ in seen)
    logs = np.array([log for seen in steps for _, log in seen])
    return replace(_packed(characters, logs, np.array([len(seen) for seen in steps])), line_ends=lattice.line_ends)


def best_path(lattice: Lattice) -> list[tuple[int, str]]:
    """Return what a lattice spells at best: its characters, and the steps with which they begin."""
    path = [lattice.characters[first] for first in _firsts(lattice).tolist()]
    spoken = enumerate(pairwise([BLANK, *path]))
    return [(step, one) for step, (before, one) in spoken if one not in (BLANK, before)]


def _firsts(lattice: Lattice) -> NDArray[np.intp]:
    """Return where in a lattice the likeliest candidate of each step stands."""
    counts = np.frombuffer(lattice.counts, dtype="<u2").astype(np.intp)
    return np.cumsum(counts) - counts


def log_likelihoods(lattice: Lattice, texts: Sequence[str]) -> Floats:
    """Return by how much, in natural logarithms, each text is less likely than the lattice's best path: 0 or less.

    Texts must not be empty.
    """
    known = TextList(texts)
    found = known.all(lattice)
    return np.array([found[text] for text in texts])


def less_likely(lattice: Lattice, text: str, *, than: str) -> float:
    """Return by how much, in natural logarithms, a text is less likely than another; neither may be empty."""
    other, own = log_likelihoods(lattice, [than, text])
    return float(other - own)


@dataclass(frozen=True, slots=True)
class Fit:
    """A text of a list that fits a lattice best.

    ``deficit`` is by how much, in natural logarithms a character, it is less likely than the lattice's best path;
    ``margin`` is by how much it is likelier than the list's next of another meaning.
    """

    text: str
    deficit: float
    margin: float


class TextList:
    """Texts to choose from, prepared for comparison with many lattices."""

    def __init__(self, texts: Collection[str], meanings: Mapping[str, str] | None = None) -> None:
        """Prepare the texts; of those with one meaning, one is as good as another and takes nothing off the margin."""
        self._texts = sorted(set(texts), key=lambda text: (len(text), text))
        self._meanings = np.array([meanings[text] if meanings else text for text in self._texts])
        self._columns = {character: number for number, character in enumerate(sorted(set("".join(self._texts))), 1)}
        self._lengths = np.array([len(text) for text in self._texts], dtype=np.intp)
        longest = max(map(len, self._texts), default=0)
        self._spelt = np.zeros((len(self._texts), longest), dtype=np.int32)
        for row, text in enumerate(self._texts):
            self._spelt[row, : len(text)] = [self._columns[character] for character in text]

    def best(self, lattice: Lattice) -> Fit | None:
        """Return the text that fits best; None when none has about as many characters."""
        emitted, spoken, greedy = self._emissions(lattice)
        chosen = self._shortlist(emitted, spoken)
        if len(chosen) == 0:
            return None
        scores = _ctc(emitted, self._spelt[chosen], self._lengths[chosen])
        first = int(scores.argmax())
        others = scores[self._meanings[chosen] != self._meanings[chosen[first]]]
        text, best = self._texts[int(chosen[first])], float(scores[first])
        return Fit(text, (greedy - best) / len(text), best - float(others.max(initial=NEVER)))

    def all(self, lattice: Lattice) -> dict[str, float]:
        """Return for every text by how much it is less likely than the lattice's best path."""
        emitted, _, greedy = self._emissions(lattice)
        # No text of more characters than there are steps can be spelt.
        short = np.flatnonzero(self._lengths <= len(emitted))
        scores = np.full(len(self._texts), NEVER)
        if len(short):
            scores[short] = _ctc(emitted, self._spelt[short], self._lengths[short])
        return {text: min(0.0, float(score) - greedy) for text, score in zip(self._texts, scores, strict=True)}

    def _shortlist(self, emitted: Floats, spoken: int) -> NDArray[np.intp]:
        """Return the texts that could be the best, of about as many characters as the lattice's best path."""
        fewest, most = int(spoken * (1 - ASTRAY)), int(spoken * (1 + ASTRAY)) + 2
        first, last = np.searchsorted(self._lengths, (fewest, min(most, len(emitted)) + 1))
        if first == last:
            return np.empty(0, dtype=np.intp)
        # No path gives a character more than its likeliest step does, and what is spoken has to be spelt: a text pays
        # for each character fewer, or in a list of thousands short ones would always look better than the right one.
        peaks = emitted.max(axis=0)
        peaks[0] = 0.0
        lengths = self._lengths[first:last]
        bounds = peaks[self._spelt[first:last, : lengths[-1]]].sum(axis=1) - UNSPOKEN * np.maximum(0, spoken - lengths)
        few = min(SHORTLIST, len(bounds)) - 1
        chosen: NDArray[np.intp] = first + np.argpartition(-bounds, few)[: few + 1]
        return chosen

    def _emissions(self, lattice: Lattice) -> tuple[Floats, int, float]:
        """Return the logarithms for blank and the list's characters (steps x columns), and the best path.

        Of that, how many characters it spells and the sum of its logarithms.
        """
        logs = np.frombuffer(lattice.scores, dtype="<f2").astype(np.float64)
        emitted = np.full((len(lattice), len(self._columns) + 1), FAINT)
        columns = np.array([0 if one == BLANK else self._column(one) for one in lattice.characters])
        rows = np.repeat(np.arange(len(lattice)), np.frombuffer(lattice.counts, dtype="<u2"))
        known = columns >= 0
        np.maximum.at(emitted, (rows[known], columns[known]), logs[known])
        return emitted, len(best_path(lattice)), float(logs[_firsts(lattice)].sum())

    def _column(self, character: str) -> int:
        """Return a character's column; full-width signs stand for their normal forms, as in the list."""
        return self._columns.get(character, self._columns.get(normalise(character), -1))


def _ctc(emitted: Floats, spelt: NDArray[np.int32], lengths: NDArray[np.intp]) -> Floats:
    """Return the logarithm of the probability of each text: CTC's forward pass, all texts at once."""
    count, longest = len(spelt), int(lengths.max())
    labels = np.zeros((count, 2 * longest + 1), dtype=np.intp)
    labels[:, 1::2] = spelt[:, :longest]
    skips = np.zeros(labels.shape, dtype=bool)
    skips[:, 3::2] = labels[:, 3::2] != labels[:, 1:-2:2]
    paths = np.full(labels.shape, NEVER)
    paths[:, 0] = emitted[0, 0]
    paths[:, 1] = emitted[0, labels[:, 1]]
    for step in emitted[1:]:
        one = np.full(paths.shape, NEVER)
        one[:, 1:] = paths[:, :-1]
        two = np.full(paths.shape, NEVER)
        two[:, 2:] = np.where(skips[:, 2:], paths[:, :-2], NEVER)
        paths = np.logaddexp(np.logaddexp(paths, one), two) + step[labels]
    rows, ends = np.arange(count), 2 * lengths
    result: Floats = np.logaddexp(paths[rows, ends], paths[rows, ends - 1])
    return result
