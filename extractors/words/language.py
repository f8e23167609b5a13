"""How likely one Chinese character is to follow another: what tells 满意度 from 满员度 where a picture does not.

The table ``character_pairs.npz`` is made by ``benchmarks/small_print/language.py`` from the words of the jieba
dictionary (MIT licence) and the official names of our own vocabulary; no document is in it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

#: What a sign or a figure counts, in natural logarithms, where words stand.
SIGN = 0.0
#: Added to each character: no text gains by leaving out one that is hard to foretell, a 无 between 单位 and a year.
USUAL = 5.0
#: The share of the table in the likelihood of a character, and that of characters by themselves.
PAIRED, ALONE = 0.85, 0.15
_FIRST, _LAST = "\u4e00", "\u9fff"


def is_ideograph(character: str) -> bool:
    """Tell whether the table knows anything of a character."""
    return _FIRST <= character <= _LAST


class CharacterPairs:
    """Looks up natural logarithms of likelihoods; loaded when first asked."""

    def __init__(self, path: Path) -> None:
        """Load the table; raises OSError if there is none."""
        with np.load(path) as table:
            self._keys, self._shares = table["keys"], table["shares"]
            singles = zip(table["characters"].tolist(), table["singles"].tolist(), strict=True)
        self._singles = {chr(code): (share, first, last) for code, (share, first, last) in singles}
        self._known: dict[str, float] = {}

    def log(self, before: str, character: str) -> float:
        """Return how likely a character is after another (``before`` is "" or no ideograph where words begin)."""
        pair = before + character
        if pair not in self._known:
            self._known[pair] = self._find(before, character)
        return self._known[pair]

    def _find(self, before: str, character: str) -> float:
        if not is_ideograph(character):
            return SIGN
        share, first, _ = self._singles.get(character, (1e-7, 1e-7, 0.5))
        if not is_ideograph(before):
            return float(np.log(PAIRED * first + ALONE * share)) + USUAL
        key = (ord(before) << 16) | ord(character)
        place = int(np.searchsorted(self._keys, key))
        inside = float(self._shares[place]) if place < len(self._keys) and self._keys[place] == key else 0.0
        ends = self._singles.get(before, (0.0, 0.0, 0.5))[2]
        return float(np.log(PAIRED * (inside + ends * first) + ALONE * share)) + USUAL


@cache
def character_pairs() -> CharacterPairs:
    """Return the table that ships with the package."""
    return CharacterPairs(Path(__file__).parent / "character_pairs.npz")
