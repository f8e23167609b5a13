"""Words -> segments: the pieces of a printed line that white space, a vertical rule or a dot leader sets apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from extractors.content import Floats
from extractors.tables.finders.unruled.words import TextRow, is_number
from extractors.text import is_wide
from schemas.page import Word

#: A gap of this many character heights parts two pieces of text; word spaces in justified prose stay below it.
_GAP = 0.8
#: Two figures side by side are two values much earlier: word spaces do not stretch between them.
_FIGURE_GAP = 0.42
#: Nor do ideographs have word spaces.
_WIDE_GAP = 0.45
#: A title spread over its cell (本 年 收 入) is one piece: single ideographs may stand this far apart.
_SPREAD_GAP = 2.5
#: A figure of so many digits that stands off the text after it by this share of the height may be a column's.
_DIGITS, _TOUCH = 3, 0.05
_LEADER = re.compile(r"[.…·_‥]{2,}|(?:\.\s?)+")
_BULLETS = frozenset("•●○◦▪■□▫◆◇►▶➢➤✓·‣⁃\uf0b7\uf0a7\uf0d8")
_CURRENCIES = frozenset({"$", "€", "£", "¥", "￥", "US$", "USD", "EUR", "Rs."})
_PERCENTS = frozenset("%‰")
#: A currency sign set to the left of its column stands this many character heights before the figure at most.
_SIGN_GAP = 6.0
_ITEM = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_DASHES = re.compile(r"[-–—_=]{8,}")


@dataclass(slots=True)
class Segment:
    """A piece of one line; box in points, ``size`` is the height of its characters."""

    words: list[Word]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    baseline: float
    prose: bool = False

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        """Horizontal middle in points."""
        return (self.x0 + self.x1) / 2

    @property
    def number(self) -> bool:
        """Tell whether all its words are figures."""
        return all(word.number for word in self.words)


def make_segment(words: list[Word]) -> Segment:
    """Return the segment of words that stand side by side."""
    return Segment(
        words,
        words[0].x0,
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
        max(word.size for word in words),
        max(words, key=lambda word: word.x1 - word.x0).baseline,
    )


def row_to_segments(row: TextRow, verticals: Floats) -> list[Segment]:
    """Return the segments of one printed line; ``verticals`` are the page's vertical rules (x, top, bottom)."""
    words = row.words
    barriers = _barriers(row, verticals)
    segments: list[Segment] = []
    run = [words[0]]
    leader = _is_leader(words[0].text)
    for word in words[1:]:
        last = run[-1]
        dots = _is_leader(word.text)
        parted = _parted(last, word, barriers) or (leader >= 3 and not dots) or (leader == 0 and dots > 40)
        if parted:
            segments.append(make_segment(run))
            run, leader = [word], dots
        else:
            run.append(word)
            leader = leader + dots if dots else 0
    segments.append(make_segment(run))
    return _join_units(_join_bullets(segments))


def _join_bullets(segments: list[Segment]) -> list[Segment]:
    """Put a bullet together with the text that it opens: a list is no table."""
    if len(segments) < 2 or segments[0].text not in _BULLETS:
        return segments
    return [make_segment(segments[0].words + segments[1].words), *segments[2:]]


def _join_units(segments: list[Segment]) -> list[Segment]:
    """Put a currency sign together with the figure after it, a percent sign with the one before: $     12.5   %."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        gap = (segment.x0 - last.x1) / segment.size if last else 0.0
        sign = last is not None and last.text in _CURRENCIES and segment.number and gap < _SIGN_GAP
        percent = last is not None and segment.text in _PERCENTS and last.number and gap < _SIGN_GAP / 3
        if last is not None and (sign or percent):
            joined[-1] = make_segment(last.words + segment.words)
            joined[-1].words[0].number = True
            joined[-1].words[-1].number = True
        else:
            joined.append(segment)
    return joined


def is_spread(left: Word, right: Word) -> bool:
    """Tell whether two words are single ideographs, as in a label that is spread over its cell (合   计)."""
    return len(left.text) == 1 and len(right.text) == 1 and is_wide(left.text) and is_wide(right.text)


def touches(left: Word, right: Word) -> bool:
    """Tell whether a figure or a code stands against text of another script: often two columns without a gap.

    A short number, or one right at the text (2024年), is part of it, unless the text is an item with its ordinal.
    """
    if not left.number or right.x0 - left.x1 <= _TOUCH * min(left.size, right.size):
        return False
    value = sum(character.isdigit() for character in left.text) >= _DIGITS
    return (value and is_wide(right.text[0])) or bool(_ITEM.match(right.text))


def take_dashes(rows: list[list[Segment]], rules: Floats) -> tuple[list[list[Segment]], Floats]:
    """Return the lines without the rules that are drawn with characters (-----), and those as rules (y, x0, x1)."""
    drawn = [segment for row in rows for segment in row if _DASHES.fullmatch(segment.text.replace(" ", ""))]
    if not drawn:
        return rows, rules
    gone = {id(segment) for segment in drawn}
    kept = [[segment for segment in row if id(segment) not in gone] for row in rows]
    extra = np.array([((segment.top + segment.bottom) / 2, segment.x0, segment.x1) for segment in drawn])
    return [row for row in kept if row], np.concatenate((rules, extra)) if len(rules) else extra


def _is_leader(text: str) -> int:
    """Count the dots of a word that consists of dots, or that ends in three or more."""
    if _LEADER.fullmatch(text):
        return len(text)
    tail = len(text) - len(text.rstrip(".…·"))
    return tail if tail >= 3 else 0


def _barriers(row: TextRow, verticals: Floats) -> list[float]:
    if len(verticals) == 0:
        return []
    middle = row.baseline - 0.3 * row.size
    crossing = verticals[(verticals[:, 1] <= middle) & (verticals[:, 2] >= middle)]
    return [float(x) for x in crossing[:, 0]]


def _parted(left: Word, right: Word, barriers: list[float]) -> bool:
    gap = right.x0 - left.x1
    size = min(left.size, right.size)
    if barriers and any(left.x1 - 0.25 * size <= x <= right.x0 + 0.25 * size for x in barriers):
        return True
    if gap <= _FIGURE_GAP * size:
        return False
    if is_spread(left, right):
        return gap > _SPREAD_GAP * size
    if len(left.text) > 1 and len(right.text) > 1 and is_wide(left.text[-1]) and is_wide(right.text[0]):
        return gap > _WIDE_GAP * size
    if left.number and right.number and not _is_grouped(left, right):
        return gap > _FIGURE_GAP * size
    return gap > _GAP * size


def _is_grouped(left: Word, right: Word) -> bool:
    """Tell whether two words are one figure with a space between its thousands (15 455)."""
    head = left.text.lstrip("-–−+(~")
    return (
        head.isdigit()
        and len(head) <= 3
        and len(right.text.rstrip(")*%")) == 3
        and right.text[:3].isdigit()
        and right.x0 - left.x1 < 0.5 * min(left.size, right.size)
    ) or not (is_number(left.text) and is_number(right.text))
