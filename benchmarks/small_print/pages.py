"""Invented pages of ruled tables in small print, drawn as a printer would set them, and where each line stands."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.small_print.texts import Kind, LineTexts

_TRUETYPE = "/usr/share/fonts/truetype"
_OPENTYPE = "/usr/share/fonts/opentype/noto"
#: Fonts of Debian's fonts-wqy-zenhei, fonts-wqy-microhei, fonts-noto-cjk and fonts-arphic-*: file, face, weight.
FONTS = (
    (f"{_TRUETYPE}/wqy/wqy-zenhei.ttc", 0, 3),
    (f"{_TRUETYPE}/wqy/wqy-microhei.ttc", 0, 2),
    (f"{_OPENTYPE}/NotoSansCJK-Regular.ttc", 2, 3),
    (f"{_OPENTYPE}/NotoSansCJK-Bold.ttc", 2, 1),
    (f"{_OPENTYPE}/NotoSerifCJK-Regular.ttc", 2, 3),
    (f"{_OPENTYPE}/NotoSerifCJK-Bold.ttc", 2, 1),
    (f"{_TRUETYPE}/arphic/uming.ttc", 0, 3),
    (f"{_TRUETYPE}/arphic/ukai.ttc", 0, 1),
)
#: Fonts of figures, where they are not those of the words.
LATIN = ("LiberationSerif-Regular.ttf", "LiberationSans-Regular.ttf")
#: Heights of the em in pixels of the scan: most print is small, some is not, so that normal print is not unlearnt.
SMALLEST, SMALL, NORMAL = 9.5, 16.0, 34.0
#: In two tones, strokes of less than this are gone.
SMALLEST_IN_TWO_TONES = 9.5
#: Drawn so many times larger and then averaged, as no printer sets by whole pixels.
FINER = 4
LEADING = 1.25
WIDTHS = (4, 5, 6, 6, 7, 8, 10, 14, 20, 30)
COLUMNS: tuple[Kind, ...] = ("figure",) * 2 + ("any",) * 2 + ("words",) * 3 + ("mark",) * 2 + ("code",)
ALIGNED = {"figure": "r", "any": "c", "words": "l", "mark": "c", "code": "c"}


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line of print: its text and its box in pixels of the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page before it is scanned: greys from 0 (ink) to 255, height x width."""

    picture: NDArray[np.float32]
    lines: list[DrawnLine]


@dataclass(frozen=True, slots=True)
class _Hand:
    """What one page is drawn with."""

    draw: ImageDraw.ImageDraw
    words: ImageFont.FreeTypeFont
    figures: ImageFont.FreeTypeFont
    em: float
    ink: int
    rule: int


class PageMaker:
    """Draws page after page from one source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._texts = LineTexts(chance)

    def draw(self, coarse: bool, two_tones: bool) -> DrawnPage:
        """Draw one table that fills a page; ``coarse`` print is made for a scan of fewer dots."""
        chance = self._chance
        em = self._em(coarse, two_tones)
        width, height = (chance.randrange(900, 1500), chance.randrange(700, 1100)) if em <= SMALL else (1600, 1100)
        paper = Image.new("L", (width * FINER, height * FINER), 255)
        path, face, _ = chance.choices(FONTS, [weight for *_, weight in FONTS])[0]
        latin = chance.choice((None, None, None, *LATIN))
        words = _font(path, face, round(em * FINER))
        figures = _font(f"{_TRUETYPE}/liberation/{latin}", 0, round(em * FINER)) if latin else words
        rule = max(2, round(chance.uniform(0.5, 1.8) * FINER))
        hand = _Hand(ImageDraw.Draw(paper), words, figures, em, chance.choice((0, 0, 0, 30, 60)), rule)
        lines = self._table(hand, width, height)
        picture = cv2.resize(np.asarray(paper), (width, height), interpolation=cv2.INTER_AREA)
        return DrawnPage(picture.astype(np.float32), lines)

    def _em(self, coarse: bool, two_tones: bool) -> float:
        least = SMALLEST * (0.8 if coarse else 1.0)
        if two_tones:
            least = max(least, SMALLEST_IN_TWO_TONES)
        if self._chance.random() < 0.85:
            return float(10 ** self._chance.uniform(math.log10(least), math.log10(SMALL)))
        return self._chance.uniform(SMALL - 2, NORMAL)

    def _table(self, hand: _Hand, width: int, height: int) -> list[DrawnLine]:
        chance, em = self._chance, hand.em
        xs = [float(chance.randrange(20, 60))]
        while xs[-1] < width - 60 - 3 * em:
            xs.append(min(width - 30.0, xs[-1] + round(em * chance.choice(WIDTHS))))
        kinds = [chance.choice(COLUMNS) for _ in xs]
        ys, padding = [float(chance.randrange(20, 60))], chance.uniform(0.25, 1.2) * em
        lines: list[DrawnLine] = []
        while True:
            count = 1 if chance.random() < 0.8 else chance.choice((2, 3))
            floor = ys[-1] + round(count * em * LEADING + padding)
            if floor > height - 25:
                break
            for kind, (left, right) in zip(kinds, pairwise(xs), strict=False):
                if chance.random() >= 0.08:
                    lines += self._cell(hand, kind, (left, right), ys[-1] + padding / 2, count)
            ys.append(floor)
        for x in xs:
            _rule(hand, (x, ys[0], x, ys[-1]))
        for y in ys:
            _rule(hand, (xs[0], y, xs[-1], y))
        return lines

    def _cell(self, hand: _Hand, kind: Kind, sides: tuple[float, float], top: float, count: int) -> list[DrawnLine]:
        chance, em, (left, right) = self._chance, hand.em, sides
        room = right - left - chance.uniform(3, 10)
        aligned = chance.choice("lrc") if chance.random() < 0.2 else ALIGNED[kind]
        lines = []
        for number in range(count):
            text = self._texts.line(kind)
            font = hand.figures if text.isascii() else hand.words
            while text and font.getlength(text) / FINER > room:
                text = "" if text.isascii() else text[:-1]
            text = text.strip()
            if not text or (number and chance.random() < 0.4):
                continue
            long = font.getlength(text) / FINER
            gap = min(chance.uniform(2, 5), (right - left - long) / 2) + hand.rule / FINER / 2
            x = {"l": left + gap, "r": right - gap - long, "c": (left + right - long) / 2}[aligned]
            middle = top + number * em * LEADING + 0.55 * em
            hand.draw.text((x * FINER, middle * FINER), text, font=font, fill=hand.ink, anchor="lm")
            lines.append(DrawnLine(text, x, middle - em / 2, x + long, middle + em / 2))
        return lines


def _rule(hand: _Hand, ends: tuple[float, float, float, float]) -> None:
    hand.draw.line([end * FINER for end in ends], fill=hand.ink, width=hand.rule)


@lru_cache(maxsize=64)
def _font(path: str, face: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index=face)
