"""Texts that a document has once or so, a misreading away from what it has again and again: no evidence for others.

What is read without doubt settles what is doubted, but a rare character may be read without doubt as a commoner one. It
is for the language to say which of the two is the slip: where a recogniser knows no better it is so every time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from extractors.decoding.language import likelier
from extractors.slips import LENIENCE, SHORTEST, is_misread

#: What is read so many times as often, and so often, outvotes a misreading of it that the language finds less likely by
#: so much, in natural logarithms.
TIMES, OFTEN, LIKELIER = 3, 3, 3.0


def outvoted(texts: Iterable[str], counts: Mapping[str, int]) -> frozenset[str]:
    """Return those of some texts that a commoner reading outvotes; ``counts`` tells how often each was read."""
    often: dict[int, list[str]] = defaultdict(list)
    for text, count in counts.items():
        if count >= OFTEN and len(text) >= SHORTEST:
            often[len(text)].append(text)
    found = set()
    for text in texts:
        slack = len(text) // LENIENCE
        near = (other for length in range(len(text) - slack, len(text) + slack + 1) for other in often.get(length, ()))
        if any(_outvotes(other, text, counts) for other in near):
            found.add(text)
    return frozenset(found)


def _outvotes(other: str, text: str, counts: Mapping[str, int]) -> bool:
    if other == text or counts[other] < TIMES * counts.get(text, 1) or not is_misread(text, other):
        return False
    return likelier(other, than=text) >= LIKELIER
