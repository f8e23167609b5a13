"""Which way up a scanned page lies: a few of its lines are read, and upright lines are the ones that read well."""

from __future__ import annotations

import re

import cv2
import numpy as np

from extractors.components import find_components
from extractors.decoding.language import is_ideograph
from extractors.ports import INK, PAPER, Gray, OcrEngine, Picture
from schemas.table import Reading

#: Lines that are read for one turn, and their longest shape: a long line costs more than it tells.
LINES, LONGEST = 6, 9
#: So many have to read to tell something.
FEWEST = 2
#: Half a character's height joins the characters of a line and not, through what lies between, those of two. Where the
#: lines are shorter than so many heights, print is spaced: then more than a height does.
NARROW_GAP, WIDE_GAP, SHORT = 0.5, 1.2, 4.0
#: Mean certainty of a character above which a page is upright without looking at its other turns.
PLAIN = 0.93
#: Lines of characters on their side read nearly as well as this: at less the other axis is looked at, and lower print.
WELL = 0.88
#: Mean certainty at which an axis is taken all the same, or the other one not, if its lines are so many times as long.
TOLERABLE, DECISIVE = 0.75, 4.0
#: Lines across the page are looked at where they are this share as long as those along it: the characters of one row
#: and the next, in a table of low rows, make lines as well, which recognisers read.
AS_LONG = 0.5
#: Mean certainty at which nothing was read.
UNREADABLE = 0.5
#: Lines of noughts and ones that read perfectly tell more than this: where no other axis is, which way up they lie.
UNTELLING = 0.48
#: Another turn has to read better by this much before a page is turned.
MARGIN = 0.05
#: A line of at least this many different characters, or that many ideographs, tells which way up it is, and so do two
#: of these digits. Noughts, ones and eights are the same from both sides, and a six is a nine: a line of these alone
#: tells half as much at most, unless it is a figure one way up only. None begins with a nought before other digits,
#: as one does that ends in noughts and lies upside down.
TELLING, IDEOGRAPHS, DIGITS = 4, 3, frozenset("23457")
ALIKE_TURNED_OVER, HALF = frozenset("01689.,"), 0.5
_FIGURE, _NO_FIGURE = re.compile(r"\d[\d.,]*"), re.compile(r"0\d.*")
#: Heights of characters, in points; lower print is asked only where no other reads well, as specks are so low.
LOWEST, LOWEST_OF_SMALL_PRINT, HIGHEST = 3.5, 2.4, 32.0
#: Longer than this, in points, is a ruling, and so is what is longer than so many heights of a character.
RULING, LONGEST_STROKE = 30.0, 2.0
#: Marks no larger than this share of a character's height, and farther than that from others, are no part of one.
SPECK, PART = 0.35, 0.25


def find_turn(gray: Gray, dpi: float, engine: OcrEngine) -> int:
    """Return the degrees clockwise (0, 90, 180, 270) that make the page upright; 0 where no line tells.

    Lines of text are long, columns of characters that happen to stand over each other are short: that tells the axis,
    and reading tells which of its two ways is up. Raises EngineFailed.
    """
    scores = _scores(gray, dpi, engine, LOWEST)
    if max(scores.values()) < WELL:
        small = _scores(gray, dpi, engine, LOWEST_OF_SMALL_PRINT)
        scores = max(scores, small, key=lambda found: max(found.values()))
    return _upright(scores)


def _upright(scores: dict[int, float]) -> int:
    # Recognisers read print set in columns too, its characters lying on their left side: what is a column on the
    # upright page reads as well as its lines do, a quarter short of them. Columns of figures read both ways.
    well = [turn for turn, score in scores.items() if score >= WELL]
    above = [
        turn
        for turn in well
        if (turn - 90) % 360 in well
        and ((turn + 90) % 360 not in well or scores[turn] >= scores[(turn + 90) % 360] + MARGIN)
    ]
    if above:
        return max(above, key=scores.__getitem__)
    best = max(scores, key=scores.__getitem__)
    if scores[best] < (TOLERABLE if 0 in scores else UNTELLING):
        return 0  # nothing reads well whichever way: most pages lie upright
    return best if scores[best] >= scores.get(0, 0.0) + MARGIN else 0


def _scores(gray: Gray, dpi: float, engine: OcrEngine, lowest: float) -> dict[int, float]:
    """Return how well the page's lines, of characters not lower than ``lowest`` points, read in the turns looked at."""
    level = text_line_pictures(gray, dpi, lowest)
    standing = text_line_pictures(cv2.rotate(gray, cv2.ROTATE_90_CLOCKWISE), dpi, lowest)
    axes = [(0, 180, level), (90, 270, standing)]
    lengths = [sum(_length(picture) for picture in pictures) for _, _, pictures in axes]
    if lengths[1] > lengths[0]:
        axes.reverse()
        lengths.reverse()
    decisive = lengths[0] > DECISIVE * lengths[1]
    scores = _axis_scores(*axes[0], engine)
    upright = axes[0][0] == 0 and scores[0] == max(scores.values())
    plain = upright and lengths[1] < AS_LONG * lengths[0]
    if max(scores.values()) >= (TOLERABLE if decisive else PLAIN) and (decisive or plain):
        return scores
    others = _axis_scores(*axes[1], engine)
    # A few short pieces of print tell only where they read.
    return scores if decisive and max(others.values()) < TOLERABLE else scores | others


def _axis_scores(turn: int, over: int, pictures: list[Picture], engine: OcrEngine) -> dict[int, float]:
    """Return how well the lines of one axis read, one way up and the other.

    Pictures in which nothing reads either way, as pieces of torn rulings, are no lines, if enough others are. One short
    piece of print, all that is seen, tells nothing: bits of pale print read as dashes and ones.
    """
    if len(pictures) < FEWEST and sum(_length(picture) for picture in pictures) < SHORT:
        return {turn: 0.0, over: 0.0}
    sure = _certainties(pictures, engine)
    if (score := _of_better_half(sure)) >= PLAIN:
        return {turn: score}
    back = _certainties(_turned_over(pictures), engine)
    legible = [pair for pair in zip(sure, back, strict=True) if max(pair) >= UNREADABLE]
    if len(legible) >= FEWEST:
        sure, back = [one for one, _ in legible], [other for _, other in legible]
    return {turn: _of_better_half(sure), over: _of_better_half(back)}


def _length(picture: Picture) -> float:
    """Return how many times as long as high a line is."""
    height, width = picture.shape[:2]
    return float(width / height)


def text_line_pictures(gray: Gray, dpi: float, lowest: float = LOWEST) -> list[Picture]:
    """Return pictures of the page's longest text lines, as they lie."""
    unit = dpi / 72
    ink = (gray < INK).astype(np.uint8)
    rulings = _longer_than(ink, RULING * unit)
    usual = _usual_height(ink & 1 - rulings, lowest * unit, HIGHEST * unit)
    if usual is None:
        return []
    # Rulings that others part into pieces, too: they would stand in the pictures, and be some of them.
    rulings |= _longer_than(ink, LONGEST_STROKE * usual)
    left_out = rulings | _specks(ink & 1 - rulings, usual)
    ink &= 1 - left_out
    bare = np.where(left_out > 0, np.uint8(PAPER), gray)
    shapes = _line_shapes(ink, usual, NARROW_GAP)
    if sum(width / height for _, _, width, height in shapes) < SHORT * LINES:
        shapes = _line_shapes(ink, usual, WIDE_GAP)
    pad = max(2, round(2 * unit))
    pictures = []
    for x, y, width, height in shapes:
        crop = bare[max(0, y - pad) : y + height + pad, max(0, x - pad) : x + min(width, LONGEST * height) + pad]
        pictures.append(cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR))
    return pictures


def _line_shapes(ink: Gray, usual: float, gap: float) -> list[tuple[int, int, int, int]]:
    """Return x, y, width and height of the longest lines, whose characters are up to ``gap`` heights apart."""
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(3, round(gap * usual) | 1)), np.uint8))
    shapes = [
        (x, y, width, height)
        for x, y, width, height in find_components(joined).boxes.tolist()
        if 0.75 * usual <= height <= 1.6 * usual and width >= 2.5 * height
    ]
    return sorted(shapes, key=lambda shape: (-min(LONGEST, shape[2] / shape[3]), shape))[:LINES]


def _longer_than(ink: Gray, length: float) -> Gray:
    """Return the pixels of lines along the axes longer than ``length`` pixels, and those right beside them."""
    long = round(length)
    lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    lines |= cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    beside: Gray = cv2.dilate(lines, np.ones((3, 3), np.uint8))
    return beside


def _specks(ink: Gray, usual: float) -> Gray:
    """Return the pixels of small marks by themselves, and those right beside them: points, leader dots, dirt."""
    marks = find_components(ink)
    labels, small = marks.labels, marks.longer <= SPECK * usual  # paper too: it is no mark that others could be near
    reach = 2 * round(PART * usual) + 1
    near_others = cv2.dilate((~small[labels]).astype(np.uint8), np.ones((reach, reach), np.uint8))
    small[labels[near_others > 0]] = False
    small[0] = False
    beside: Gray = cv2.dilate(small[labels].astype(np.uint8), np.ones((3, 3), np.uint8))
    return beside


def _usual_height(ink: Gray, lowest: float, highest: float) -> float | None:
    """Return the median height of characters and their parts, in pixels; None if there are none."""
    sizes = find_components(ink).height[1:]
    sizes = sizes[(sizes >= lowest) & (sizes <= highest)]
    return float(np.median(sizes)) if len(sizes) else None


def _turned_over(pictures: list[Picture]) -> list[Picture]:
    return [cv2.rotate(picture, cv2.ROTATE_180) for picture in pictures]


def _certainties(pictures: list[Picture], engine: OcrEngine) -> list[float]:
    """Return the mean certainty of a character in each line."""
    lines = engine.read_lines(pictures, plain=True) if pictures else []
    return [_line_certainty(line.readings[0]) if line.readings else 0.0 for line in lines]


def _of_better_half(sure: list[float]) -> float:
    """Return the mean certainty of the better half of the lines, and two at least.

    The better half, because a line may be cut badly whichever way up it lies, but none reads well upside down by
    chance. A line of few different characters tells nothing: noughts are the same from all sides.
    """
    half = sorted(sure)[min(len(sure) // 2, max(0, len(sure) - FEWEST)) :]
    return float(np.mean(half)) if half else 0.0


def _line_certainty(reading: Reading) -> float:
    text = reading.text.replace(" ", "")
    if not text:
        return 0.0
    return _telling(text) * float(reading.score ** (1 / len(text)))


def _telling(text: str) -> float:
    """Return how much the characters of a line tell of which way up it is, 1 at most."""
    characters = frozenset(text)
    is_figure, alike = _FIGURE.fullmatch(text) is not None, characters <= ALIKE_TURNED_OVER
    if is_figure and _NO_FIGURE.fullmatch(text):
        return min(HALF, len(characters) / TELLING)
    if is_figure and alike and _NO_FIGURE.fullmatch(text[::-1]):
        return 1.0
    if len(DIGITS & characters) > 1 or sum(map(is_ideograph, characters)) >= IDEOGRAPHS:
        return 1.0
    return min(HALF if alike else 1.0, len(characters) / TELLING)
