"""`python -m benchmarks.small_print.measure`: the wheel's model and ours on invented lines that neither was taught.

Wants the package ``jieba`` beside ours, and the fonts named in ``pages``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import islice

import cv2

from benchmarks.small_print.lines import line_pictures
from extractors.decoding.ctc import candidates
from extractors.decoding.settle import FIGURE_LIKE
from extractors.text import normalise
from extractors.words.engines.line_model import LineModel
from extractors.words.engines.rapidocr import normal_print, small_print


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1000, help="of the pages; those of training begin at 1")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    lines = list(islice(line_pictures(given.seed), given.lines))
    pictures = [cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) for picture, _ in lines]
    texts = [normalise(text).replace(" ", "") for _, text in lines]
    kinds = ["figures" if FIGURE_LIKE.fullmatch(text) else "texts" for text in texts]
    print(f"{'model':>8}{'figures':>16}{'texts':>16}")
    for name, path in (("wheel", normal_print), ("ours", small_print)):
        model = LineModel(path, given.threads)
        right: Counter[str] = Counter()
        for number, lattice in model.lattices(pictures):
            found = candidates(lattice, model.alphabet, model.prior)
            right[kinds[number]] += bool(found) and normalise(found[0].text).replace(" ", "") == texts[number]
        counts = [(right[kind], kinds.count(kind)) for kind in ("figures", "texts")]
        print(f"{name:>8}" + "".join(f"{f'{good}/{of} {good / of:.2f}':>16}" for good, of in counts))


if __name__ == "__main__":
    main()
