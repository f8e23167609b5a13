"""How likely characters are to follow each other in one document: what it says again and again, it says here too."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable
from functools import partial

from extractors.decoding.language import HISTORY, USUAL, CharacterModel, Following, history_of, is_ideograph

#: How much of what follows in a document is as the document has it after one character, and after two, whatever the
#: language at large has: it says some things again. Counts in its place, smoothed, made 各类工作经费 各类下设经费 where
#: 类下设 stands elsewhere.
HEARD = (0.03, 0.1)
#: Characters looked back at in what a document says: it is short.
SAID_HISTORY = 2


class DocumentModel:
    """A language, and what one document says: what it said often is likely to be said again."""

    def __init__(self, language: CharacterModel, texts: Iterable[str]) -> None:
        """Count what follows what in the document's texts."""
        self._language = language
        self._followed, self._after = Counter[str](), Counter[str]()
        for text in texts:
            for place, character in enumerate(text):
                if is_ideograph(character):
                    history = history_of(text[:place], SAID_HISTORY)
                    for known in (history, history[-1:]):
                        self._followed[known + character] += 1
                        self._after[known] += 1
        self._known: dict[str, Following] = {}

    def heard_after(self, before: str) -> Container[str]:
        """Return the characters that the language has behind the last one of a text; see ``CharacterModel``."""
        return self._language.heard_after(before)

    def after(self, before: str) -> Following:
        """Return how likely what is asked for is after a text; see ``CharacterModel``."""
        history = history_of(before, HISTORY)
        if history not in self._known:
            self._known[history] = Following(partial(self._find, history, self._language.after(before)))
        return self._known[history]

    def _find(self, history: str, at_large: Following, character: str) -> float:
        if not is_ideograph(character):
            return at_large[character]
        likely = math.exp(at_large[character] - USUAL)
        for known, share in zip((history[-1:], history[-SAID_HISTORY:]), HEARD, strict=True):
            if count := self._after[known]:
                likely = (1 - share) * likely + share * self._followed[known + character] / count
        return math.log(likely) + USUAL
