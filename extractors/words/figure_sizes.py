"""How many digits a figure of small print has, by how broad its ink is; and whether something cut it, by how high.

Recognisers count badly in rows of equal digits: in print of four points `9560000.00` is read as `956000.00`. But all
digits of a font are equally broad, so that the well-read figures of a table tell what each of its figures measures. A
doubted figure that is broader than what was read is read again among the texts that are: the engine's others, and those
with more digits in their runs of equal ones, weighed by what the engine saw and by their widths. One of which no text
fits is doubted; and so is one that is lower than the others, for a 7 without its bar is a 1.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, groupby

import numpy as np

from extractors.content import Floats
from extractors.decoding.settle import WELL_FORMED
from extractors.lattices import log_likelihoods
from schemas.table import Lattice, Reading

#: Figures read with more tell how broad print is; there must be so many, and this share of them have to agree.
SURE, FEWEST, AGREEING = 0.97, 12, 0.8
#: By how many digits' widths a figure of the same font may be off, and by how many one is surely not what was read.
FITS, ASTRAY = 0.35, 0.6
#: What is lower than usual by so many pixels, and by this share, has lost a part.
CUT, CUT_SHARE = 2, 0.12
#: What is believed at most of a figure that does not measure up or show well, and of a reading that replaced another.
BELIEVED, REPLACED = 0.85, 0.5
#: Marks are about so many digits broad, the white at both ends of a figure that is no ink, and what is missing beside
#: that where it begins or ends with a 1; and how firmly that is held to, as a ridge, where figures do not tell.
_MARK, _WHITE, _SLIM = 0.55, -0.15, -0.15
_FIRMNESS = 0.5
#: No measure is surer than this, in digits, and none speaks more strongly against a text, as a natural logarithm.
_FINEST, _WEAKEST = 0.15, -7.0
#: So many digits may be lost in the runs of equal ones, and so many of the engine's readings are looked at.
_LOST, _LOOKED_AT = 3, 4
#: How often what is off by so many times the usual is left out.
_ROUNDS, _OUTLYING = 5, 2.5
_FIGURE = re.compile(r"\d[\d,]*(\.\d+)?")
#: A figure of a single sign tells little; one of two may be a code with bits of the rulings beside it.
_TELLING, _LEAST = 2, 3
#: So many figures tell how high those with commas, and those without, are.
_FEW = 4


@dataclass(frozen=True, slots=True)
class _Font:
    """How figures are printed: how broad, in pixels, and with how many ``decimals`` if they have any.

    ``others`` is what a mark, the ends and slim ends add to the digits; ``spread`` how far off figures are, in digits.
    """

    digit: float
    others: Floats
    spread: float
    decimals: int | None

    def may_print(self, text: str) -> bool:
        """Tell whether a text is a well-formed figure, and has as many decimals as all others that have some."""
        _, point, decimals = text.partition(".")
        plain = not point or self.decimals in (None, len(decimals))
        return plain and WELL_FORMED.fullmatch(text) is not None

    def digits_off(self, text: str, width: float) -> float:
        """Return by how many digits ink is broader than a text would be."""
        return (width - float(self.digit * _digits(text) + self.others @ _shape(text))) / self.digit

    def weight(self, text: str, width: float) -> float:
        """Return the natural logarithm of how well a text measures up."""
        return max(_WEAKEST, -0.5 * (self.digits_off(text, width) / self.spread) ** 2)


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """A line of a table: how broad and high its ink is, in pixels, and what the engine read and, if in doubt, saw."""

    width: float
    height: float
    readings: tuple[Reading, ...]
    lattice: Lattice | None

    @property
    def best(self) -> Reading:
        """What is believed of it; there must be readings."""
        return self.readings[0]

    @property
    def is_figure(self) -> bool:
        """Tell whether a figure was read, without a sign before or behind it."""
        return bool(self.readings) and _FIGURE.fullmatch(self.best.text) is not None


def measured(lines: Sequence[MeasuredLine]) -> list[tuple[Reading, ...]]:
    """Return the readings of the lines of one table, the one to believe first, as their widths allow them."""
    sure = [line for line in lines if line.is_figure and len(line.best.text) >= _TELLING and line.best.score >= SURE]
    font = _font([(line.best.text, line.width) for line in sure])
    if font is None:
        return [line.readings for line in lines]
    usual = {commas: _usual_height(sure, commas) for commas in (False, True)}
    printed = Counter(line.best.text for line in sure)
    result = []
    for line in lines:
        found = line.readings
        if line.is_figure and len(line.best.text) >= _LEAST:
            found = _fitting(line, font, printed)
            lower = usual["," in line.best.text] - line.height
            found = doubted(found) if lower >= max(CUT, CUT_SHARE * line.height) else found
        result.append(found)
    return result


def _usual_height(figures: Sequence[MeasuredLine], commas: bool) -> float:
    """Return how high figures with or without commas, which reach lower, are; 0 where there are too few."""
    heights = [line.height for line in figures if ("," in line.best.text) == commas]
    return float(np.median(heights)) if len(heights) >= _FEW else 0.0


def doubted(found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Cap what is believed of a figure that does not show well; there must be readings."""
    return (Reading(found[0].text, min(BELIEVED, found[0].score)), *found[1:])


def _fitting(line: MeasuredLine, font: _Font, printed: Mapping[str, int]) -> tuple[Reading, ...]:
    """Return a figure's readings, the likeliest first; what the table has ``printed`` often is the likelier for it."""
    found, best = line.readings, line.best
    off = font.digits_off(best.text, line.width)
    # Of what is narrower than its text something may have taken a part away: it says nothing of another text.
    texts = [text for text in sorted(_possible(found)) if font.may_print(text)] if line.lattice and off > FITS else []
    if line.lattice and texts:
        weights = [font.weight(text, line.width) + math.log1p(printed.get(text, 0)) for text in texts]
        scores = log_likelihoods(line.lattice, texts) + np.array(weights)
        shares = np.exp(scores - np.logaddexp.reduce(scores))
        ranked = [Reading(texts[index], min(REPLACED, float(shares[index]))) for index in np.argsort(-shares).tolist()]
        if ranked[0].text != best.text and abs(font.digits_off(ranked[0].text, line.width)) <= ASTRAY:
            return tuple(ranked[: max(_LOOKED_AT, len(found))])
    return doubted(found) if abs(off) > ASTRAY else found


def _possible(found: Sequence[Reading]) -> set[str]:
    """Return figures that may have been printed where these were read."""
    read = [reading.text for reading in found[:_LOOKED_AT] if _FIGURE.fullmatch(reading.text)]
    pointed = [f"{text[:-2]}.{text[-2:]}" for text in read if "." not in text and len(text) > _LEAST]
    return {longer for text in (*read, *pointed) for longer in _longer(text)}


def _longer(text: str) -> Iterator[str]:
    """Yield a text, and with some digits more in its runs of equal ones."""
    runs = ["".join(run) for _, run in groupby(text)]
    places = [index for index, run in enumerate(runs) if run[0].isdigit()]
    for count in range(_LOST + 1):
        for chosen in combinations_with_replacement(places, count):
            yield "".join(run + run[0] * chosen.count(index) for index, run in enumerate(runs))


def _font(figures: Sequence[tuple[str, float]]) -> _Font | None:
    """Return how broad the figures of a table are; None where they do not agree, as where each is shrunk to its cell.

    A ridge regression that leaves out what is far off: digits count freely, the rest stays near what is usual where
    all figures have the same marks and do not tell.
    """
    if len(figures) < FEWEST:
        return None
    digits = np.array([_digits(text) for text, _ in figures], dtype=np.float64)
    shapes = np.array([_shape(text) for text, _ in figures])
    widths = np.array([width for _, width in figures], dtype=np.float64)
    usual = np.array([_MARK, _WHITE, _SLIM])
    columns = np.c_[digits + shapes @ usual, shapes]
    prior = np.diag([0.0, *[_FIRMNESS] * len(usual)])
    kept = np.ones(len(figures), dtype=bool)
    for _ in range(_ROUNDS):
        own = columns[kept]
        solved = np.linalg.solve(own.T @ own + prior, own.T @ widths[kept])
        off = np.abs(widths - columns @ solved)
        kept = off <= max(1.0, _OUTLYING * float(np.median(off[kept])))
        if np.count_nonzero(kept) < FEWEST:
            return None
    digit = float(solved[0])
    if digit <= 0 or np.count_nonzero(off <= FITS * digit) < AGREEING * len(figures):
        return None
    spread = max(_FINEST, 1.5 * float(np.median(off[kept])) / digit)
    decimals = {len(text.partition(".")[2]) for text, _ in figures if "." in text}
    return _Font(digit, digit * usual + solved[1:], spread, decimals.pop() if len(decimals) == 1 else None)


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _shape(text: str) -> Floats:
    """Return how many marks a figure has, 1 for its ends, and at how many of them a 1 stands."""
    return np.array([len(text) - _digits(text), 1.0, (text[0] == "1") + (text[-1] == "1")], dtype=np.float64)
