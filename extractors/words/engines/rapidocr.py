"""RapidOCR's recogniser (PP-OCR, ONNX Runtime), run on pictures of single lines; the default engine.

Only the recognition model that ships in the ``rapidocr`` wheel is used: its detector merges neighbouring cells and its
line turner turns upright figures. Small print goes to the same model after some more lessons, in print of that size
(``benchmarks/small_print``). What is doubted is read again for what makes words. The lattice is kept, so that a line
comes with its other likely readings.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from extractors.decoding.ctc import Steps, candidates
from extractors.decoding.language import character_model
from extractors.errors import EngineFailed
from extractors.lattices import keep_lattice
from extractors.ports import Picture
from extractors.words.engines.line_model import ROOMY, LineModel, scaled_width
from schemas.table import LineReading, Reading

#: A page half of whose lines are lower than this, in pixels with their margins, is in small print; of its lines those
#: lower than the second number are. Elsewhere what is low is a speck or a dash more often than small print.
SMALL, LARGE = 28, 40
#: The lattice of a line read with less is kept; that of what is sure is never asked for.
DOUBTED = 0.97
#: What a text is believed at most that was chosen for its words; and no more than the likeliest by its picture, or a
#: page upside down would read well.
GUESSED = 0.85


#: Two ideographs at least that are no numerals: 表十一 is a number, which no word tells from 表十.
_WORDS = re.compile(
    r"[^\W\da-zA-Z〇一二三四五六七八九十百千表附第年月日].*[^\W\da-zA-Z〇一二三四五六七八九十百千表附第年月日]"
)
#: And what no words tell either: digits, and ordinals before a text.
_NUMBERS = re.compile(r"\d|^[一二三四五六七八九十]{1,3}(?=、)")


class RapidOcr:
    """Reads lines with the recognition model of the ``rapidocr`` wheel, and small print with its pupil."""

    name = "rapidocr"

    def __init__(self, threads: int | None = None) -> None:
        """Choose how many threads one call may use; None takes all the cores that this process may run on."""
        threads = threads or len(os.sched_getaffinity(0))
        self._normal, self._small = LineModel(normal_print, threads), LineModel(small_print, threads)

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        """Return the candidates for each picture, best first, in the order given; see ``OcrEngine``."""
        readings = [LineReading()] * len(pictures)
        heights = [picture.shape[0] for picture in pictures]
        small_page = bool(heights) and median(heights) < SMALL
        small = [index for index, height in enumerate(heights) if small_page and height < LARGE]
        normal = sorted(set(range(len(pictures))) - set(small))
        for model, chosen in ((self._normal, normal), (self._small, small)):
            for number, lattice in model.lattices([pictures[index] for index in chosen]):
                readings[chosen[number]] = _read(model, lattice, plain)
            unread = [i for i in chosen if not readings[i].readings and scaled_width(pictures[i]) < ROOMY]
            for number, lattice in model.lattices([pictures[index] for index in unread], ROOMY):
                readings[unread[number]] = _read(model, lattice, plain)
        return readings


def _read(model: LineModel, lattice: Steps, plain: bool) -> LineReading:
    found = candidates(lattice, model.alphabet, model.prior)
    if plain or not found or found[0].score >= DOUBTED:
        return LineReading(found)
    if _WORDS.search(found[0].text):
        found = _fluent(found, candidates(lattice, model.alphabet, model.prior, character_model()))
    return LineReading(found, keep_lattice(lattice, model.alphabet))


def _fluent(seen: tuple[Reading, ...], fluent: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return readings that make words, the best first; what the picture alone does not say is doubted for that."""
    numbers = _NUMBERS.findall(seen[0].text)
    fluent = tuple(one for one in fluent if _NUMBERS.findall(one.text) == numbers)
    if not fluent:
        return seen
    first, *others = fluent
    score = seen[0].score if first.text == seen[0].text else min(GUESSED, first.score, seen[0].score)
    rest = (*others, *(one for one in seen if all(one.text != other.text for other in fluent)))
    return (Reading(first.text, score), *(Reading(one.text, min(one.score, score)) for one in rest))


def normal_print() -> Path:
    """Find the wheel's recognition model without importing the package, which would load its detector too."""
    spec = find_spec("rapidocr")
    folders = spec.submodule_search_locations if spec else None
    models = sorted(Path(folders[0], "models").glob("*_rec_*.onnx")) if folders else []
    if not models:
        raise EngineFailed("the rapidocr engine is not installed: install the extra 'ocr'", stage="words")
    return models[-1]


def small_print() -> Path:
    """Return our own model, made from the wheel's."""
    return Path(__file__).parent / "small_print.onnx"
