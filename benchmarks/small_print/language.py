"""`python -m benchmarks.small_print.language OUT.npz`: count which Chinese character follows which.

From the words of the ``jieba`` dictionary, by how common they are, and the names that budgets print: official subjects
and indicators, units, and the headings and titles that the form definitions know.
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy as np

from extractors.text import normalise
from extractors.words.language import is_ideograph
from schemas.forms.library import load_library
from schemas.vocabulary.indicators import level1_names, level2_names
from schemas.vocabulary.subjects import subjects

#: Common words count for less than they are printed: the exponent of their counts.
EVENED = 0.75
#: What a name of the trade counts; the commonest word of the dictionary counts a few thousand.
NAME = 300.0
#: And one of the many spellings of a heading or a title.
SPELLING = 10.0
#: Pairs that count less are left out: they are no likelier than the characters by themselves.
LEAST = 3.0
#: Stands for what nobody counted when single characters are weighed.
UNSEEN = 1.0


def main() -> None:
    """Run the command line."""
    pairs: Counter[str] = Counter()
    for word, weight in _words().items():
        for before, character in zip(f"^{word}", f"{word}$", strict=True):
            pairs[before + character] += weight
    before_any, single = Counter[str](), Counter[str]()
    for pair, count in pairs.items():
        before_any[pair[0]] += count
        if pair[1] != "$":
            single[pair[1]] += count
    every = sum(single.values()) + UNSEEN * len(single)
    kept = sorted((ord(p[0]) << 16 | ord(p[1]), n / before_any[p[0]]) for p, n in pairs.items() if _is_kept(p, n))
    characters = sorted(single)
    singles = [
        ((single[c] + UNSEEN) / every, pairs[f"^{c}"] / before_any["^"], pairs[f"{c}$"] / before_any[c])
        for c in characters
    ]
    np.savez_compressed(
        Path(sys.argv[1]),
        keys=np.array([key for key, _ in kept], dtype=np.uint32),
        shares=np.array([share for _, share in kept], dtype=np.float16),
        characters=np.array([ord(character) for character in characters], dtype=np.uint16),
        singles=np.array(singles, dtype=np.float32),
    )
    print(f"{len(kept)} pairs of {len(characters)} characters")


def _is_kept(pair: str, count: float) -> bool:
    return count >= LEAST and is_ideograph(pair[0]) and is_ideograph(pair[1])


def _words() -> Counter[str]:
    words: Counter[str] = Counter()
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if all(map(is_ideograph, word)):
            words[word] += float(count) ** EVENED
    library = load_library()
    for name in {subject.name for subject in subjects()} | {*level1_names(), *level2_names()}:
        for word in _runs(normalise(name)):
            words[word] += NAME
    for text in library.texts() | library.titles():
        for word in _runs(normalise(text)):
            words[word] += SPELLING
    return words


def _runs(text: str) -> list[str]:
    return "".join(character if is_ideograph(character) else " " for character in text).split()


if __name__ == "__main__":
    main()
