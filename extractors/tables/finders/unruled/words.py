"""Characters -> words -> visual lines, from geometry alone.

The order of the characters says nothing here: a text layer may hold a table column by column, and an OCR engine gives
whole lines as one entry. Distances are measured in the height of the characters, so the type size changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractors.content import Characters
from extractors.tables.finders.unruled.entries import split_entries
from extractors.text import is_wide
from schemas.page import Word

#: Share of the character box that lies under the baseline, in common text faces.
_DESCENT = 0.21
#: Two characters with baselines closer than this share of their height stand on one line ...
_SAME_BASELINE = 0.15
#: ... and one line spans at most this much, so that neighbouring columns with shifted lines do not chain up.
_LINE_SPREAD = 0.38
#: A gap of this share of the height ends a word even where the text layer has no space; a fifth of it does with one.
_WORD_GAP = 0.25
#: Raised or lowered marks are at most this large beside the word that they belong to.
_MARK_SIZE = 0.86
#: This many single letters under each other are a word that runs up the page.
_FEWEST_LETTERS = 4
_NUMBER = re.compile(
    r"[(\[<>≤≥~±+\-–—−*†‡$€£¥￥]*\d[\d.,'’:/\-–—]*(?:%|‰|°|[a-zA-Z]|[)\]*†‡§#¹²³⁴⁵⁶⁷⁸⁹⁰])*(?:\(\d\))?"
    r"|[-–—−…]+|\.{2,3}|[nN]\.?[aA]\.?|[xX✓√*†#]|\([xXzZ]\)|\*{2,}"
)


@dataclass(slots=True)
class TextRow:
    """The words of the whole page that share a baseline, from left to right."""

    words: list[Word]
    baseline: float = 0.0
    size: float = 0.0


def is_number(text: str) -> bool:
    """Tell whether a word is a figure or one of the marks that stand in for a figure (dash, n.a., x)."""
    return bool(_NUMBER.fullmatch(text))


def characters_to_words(characters: Characters) -> list[Word]:
    """Return the words of a page, from top to bottom and left to right; footnote marks are joined to their word."""
    characters = split_entries(characters)
    if not len(characters):
        return []
    boxes = characters.boxes
    heights = np.maximum(boxes[:, 3] - boxes[:, 1], 0.1)
    baselines = boxes[:, 3] - _DESCENT * heights
    lines = _cluster(baselines, heights)
    order = np.lexsort((boxes[:, 0], lines))
    gaps = (
        boxes[order[1:], 0] - np.maximum.accumulate(boxes[order, 2] + lines[order] * 1e6)[:-1] + lines[order[1:]] * 1e6
    )
    around = np.minimum(heights[order[1:]], heights[order[:-1]])
    spaced = characters.spaced[order[1:]]
    wide = _are_wide(characters.text)[order]
    spaced |= wide[1:] != wide[:-1]
    breaks = (lines[order[1:]] != lines[order[:-1]]) | (gaps > np.where(spaced, 0.05, _WORD_GAP) * around)
    starts = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    return _attach_marks(_build_words(characters, boxes[order], heights[order], baselines[order], order, starts))


def _are_wide(texts: list[str]) -> NDArray[np.bool_]:
    """Tell for each character whether it belongs to a script without word spaces; a page has few different ones."""
    known = {text: is_wide(text[0]) for text in set(texts)}
    return np.fromiter((known[text] for text in texts), dtype=bool, count=len(texts))


def drop_upright_text(words: list[Word]) -> list[Word]:
    """Return the words without Latin text that runs up or down the page, letter under letter, as at a chart's axis."""
    letters = [word for word in words if len(word.text) == 1 and word.text.isalpha() and not is_wide(word.text)]
    if len(letters) < _FEWEST_LETTERS:
        return words
    letters.sort(key=lambda word: (round(word.x0 + word.x1), word.top))
    gone: set[int] = set()
    run: list[Word] = []
    for word in letters:
        last = run[-1] if run else None
        if (
            last
            and abs((word.x0 + word.x1) - (last.x0 + last.x1)) < 0.4 * word.size
            and word.top - last.bottom < word.size
        ):
            run.append(word)
        else:
            run = [word]
        if len({member.text for member in run}) >= _FEWEST_LETTERS - 1 and len(run) >= _FEWEST_LETTERS:
            gone.update(id(member) for member in run)
    return [word for word in words if id(word) not in gone]


def words_to_rows(words: list[Word]) -> list[TextRow]:
    """Return the words grouped by baseline, from top to bottom."""
    if not words:
        return []
    baselines = np.array([word.baseline for word in words])
    sizes = np.array([word.size for word in words])
    labels = _cluster(baselines, sizes)
    rows: dict[int, list[Word]] = {}
    for word, label in zip(words, labels.tolist(), strict=True):
        rows.setdefault(label, []).append(word)
    found = []
    for label in sorted(rows):
        members = sorted(rows[label], key=lambda word: word.x0)
        found.append(
            TextRow(
                members,
                median([word.baseline for word in members]),
                median([word.size for word in members]),
            )
        )
    return found


def _cluster(positions: NDArray[np.float64], heights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Number positions from top to bottom so that neighbours within the tolerance share a number."""
    order = np.argsort(positions, kind="stable")
    labels = np.zeros(len(positions), dtype=np.int64)
    values, sizes = positions[order].tolist(), heights[order].tolist()
    label, first, last = 0, values[0], values[0]
    numbers = []
    for value, size in zip(values, sizes, strict=True):
        if value - last > _SAME_BASELINE * size or value - first > _LINE_SPREAD * size:
            label, first = label + 1, value
        last = value
        numbers.append(label)
    labels[order] = numbers
    return labels


def _build_words(
    characters: Characters,
    boxes: NDArray[np.float64],
    heights: NDArray[np.float64],
    baselines: NDArray[np.float64],
    order: NDArray[np.intp],
    starts: NDArray[np.intp],
) -> list[Word]:
    x0 = np.minimum.reduceat(boxes[:, 0], starts).tolist()
    top = np.minimum.reduceat(boxes[:, 1], starts).tolist()
    x1 = np.maximum.reduceat(boxes[:, 2], starts).tolist()
    bottom = np.maximum.reduceat(boxes[:, 3], starts).tolist()
    size = np.maximum.reduceat(heights, starts).tolist()
    baseline = np.maximum.reduceat(baselines, starts).tolist()
    confidence = np.minimum.reduceat(characters.confidence[order], starts).tolist()
    members, edges = order.tolist(), [*starts.tolist(), len(order)]
    words = []
    for index in range(len(starts)):
        own = members[edges[index] : edges[index + 1]]
        text = "".join([characters.text[member] for member in own])
        words.append(
            Word(
                x0[index],
                top[index],
                x1[index],
                bottom[index],
                text,
                size[index],
                baseline[index],
                is_number(text),
                confidence[index],
            )
        )
    return words


def _attach_marks(words: list[Word]) -> list[Word]:
    """Join raised and lowered marks (footnotes, exponents) to the word that they touch."""
    if not words:
        return words
    typical = float(np.median([word.size for word in words]))
    gone: set[int] = set()
    x1 = np.array([word.x1 for word in words])
    x0 = np.array([word.x0 for word in words])
    centre = np.array([word.centre for word in words])
    size = np.array([word.size for word in words])
    for index, mark in enumerate(words):
        if mark.size > _MARK_SIZE * max(typical, mark.size) or len(mark.text) > 6 or is_wide(mark.text[0]):
            continue
        near = (size * _MARK_SIZE >= mark.size) & (np.abs(centre - mark.centre) < 0.62 * size)
        left = np.flatnonzero(near & (np.abs(mark.x0 - x1) < 0.22 * size))
        right = np.flatnonzero(near & (np.abs(x0 - mark.x1) < 0.22 * size))
        hosts = [host for host in (*left.tolist(), *right.tolist()) if host not in gone and host != index]
        if not hosts:
            continue
        host = words[hosts[0]]
        after = host.x0 <= mark.x0
        host.text = host.text + mark.text if after else mark.text + host.text
        host.confidence = min(host.confidence, mark.confidence)
        host.x0, host.x1 = min(host.x0, mark.x0), max(host.x1, mark.x1)
        host.number = host.number or is_number(host.text)
        x0[hosts[0]], x1[hosts[0]] = host.x0, host.x1
        gone.add(index)
    return [word for index, word in enumerate(words) if index not in gone]
