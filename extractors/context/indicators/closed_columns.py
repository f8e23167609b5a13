"""Columns of a scan that hold words of a short list: levels of indicators, relations, directions, units of measure.

Where most cells of a column are of such a list, a doubted one is what of the list fits the recogniser's lattice best,
weighed by how often the column has it: 着色度指标 among 一级指标 can only be 满意度指标, and a 6 among relations a =.
Other columns make lists of their own, which are open: a 火 among many % is one, unless it looks much more like 火.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from extractors.content import Floats
from extractors.context.columns import read_columns
from extractors.context.put import put_text
from extractors.decoding.settle import FIGURE_LIKE
from extractors.lattices import NEVER, log_likelihoods
from extractors.slips import differing
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.indicators import level1_names, level2_names

RELATIONS = ("≥", "≤", "=", ">", "<", "定性")
#: There is no fourth word: what is a character from one of them was misread, however surely.
DIRECTIONS = ("正向指标", "反向指标", "逆向指标")
#: Relations that hardly any budget prints, and what they count before any was seen, against 1.
RARE, SELDOM = (">", "<"), 0.02
#: Signs that only relations are read as, not the dashes of amounts; a column with enough of them has no figures: one of
#: so many characters at most, read with less than the second number, is a sign.
BOUNDS, LONGEST_OF_ONE, DIM = ("≥", "≤"), 2, 0.5
#: Cells read with less are doubted, others are evidence.
DOUBTED = 0.9
#: What a doubted one counts for how often a column has its text, of what it is believed.
A_LITTLE = 0.1
#: A column is of a list when so many of its cells are, and this share.
FEWEST, SHARE = 4, 0.5
#: Words of so many characters are told from each other by more than one.
SHORTEST = 4
#: By how much, in natural logarithms, a text has to be likelier than the next; and how much less likely, a character,
#: than what was read.
CLEARLY, UNLIKELY = 1.0, 6.0
#: A column's own word is one of at most so many characters that it has so often; and how much better, in natural
#: logarithms, what was read may fit that is none of them.
LONGEST_OWN, REPEATED, BETTER = 4, 3, 2.0
#: What a text is believed that fits closely and clearly, and one that only fits best.
SETTLED, LIKELY = 0.9, 0.7
CLOSE, FAR_AHEAD = 1.0, 4.0
#: And a relation that is only what the column mostly has, for a lone sign that looks like none.
MOSTLY = 0.5


def settle_closed_columns(tables: Sequence[Table]) -> list[Repair]:
    """Settle doubtful cells of OCR columns that hold words of a list, in place; return a repair for each changed."""
    official = [
        tuple(normalise(one) for one in names) for names in (level1_names(), level2_names(), RELATIONS, DIRECTIONS)
    ]
    repairs: list[Repair] = []
    for table in tables:
        for cells in read_columns(table):
            counts = Counter(normalise(cell.text) for cell in cells)
            own = _own_words(cells)
            for names in (*official, own):
                known = sum(counts[name] for name in names)
                if known >= max(FEWEST, SHARE * len(cells)):
                    repairs += _settled(table, cells, names, counts, closed=names is not own)
                    break
    return repairs


def _own_words(cells: list[Cell]) -> tuple[str, ...]:
    """Return the short words that a column surely has again and again."""
    counts = Counter(normalise(cell.text) for cell in cells if cell.confidence >= DOUBTED)
    return tuple(
        text
        for text, count in counts.items()
        if count >= REPEATED and len(text) <= LONGEST_OWN and not FIGURE_LIKE.fullmatch(text)
    )


def _is_slip(text: str, names: Sequence[str]) -> bool:
    return len(text) >= SHORTEST and any(text != name and differing(text, name) <= 1 for name in names)


def _settled(
    table: Table, cells: list[Cell], names: Sequence[str], counts: Counter[str], closed: bool
) -> Iterator[Repair]:
    # What differs from a word of the list in a character or two was misread, however surely, more likely than meant.
    sure = Counter(normalise(cell.text) for cell in cells if cell.confidence >= DOUBTED)
    texts = sorted({*names, *(text for text in sure if not _is_slip(text, names) and not FIGURE_LIKE.fullmatch(text))})
    seen = _seen(cells)
    usual = np.array([math.log(seen.get(text, 0.0) + (SELDOM if text in RARE else 1.0)) for text in texts])
    relations = closed and sum(sure[one] for one in BOUNDS) >= FEWEST
    for cell in cells:
        own = normalise(cell.text)
        if names == DIRECTIONS and (meant := _meant(own, counts)) is not None:
            yield put_text(table, cell, meant, _evidence(meant, counts), LIKELY)
        if cell.confidence >= DOUBTED or cell.lattice is None:
            continue
        low_figure = relations and len(own) <= LONGEST_OF_ONE and cell.confidence < DIM
        if len(own) > 1 and FIGURE_LIKE.fullmatch(own) and not low_figure:
            continue  # dashes among amounts are read as relations too: no list says what a figure is
        fits = log_likelihoods(cell.lattice, [*texts, own])
        if not closed and fits[-1] - fits[:-1].max() > BETTER:
            continue
        number, believed = _best(fits[:-1], usual, texts)
        if believed is None and closed and (len(own) == 1 or low_figure) and texts[number] in RELATIONS:
            believed = MOSTLY
        if believed is None:
            continue
        if not closed and own != texts[number]:
            believed = min(believed, LIKELY)
        cell.lattice = None
        if own == texts[number]:
            cell.confidence = max(cell.confidence, believed)
            continue
        yield put_text(table, cell, texts[number], _evidence(texts[number], counts), believed)


def _seen(cells: Sequence[Cell]) -> dict[str, float]:
    """Return how often a column has each text, doubted ones for a little.

    A lone = is never read surely: without them a column of many would seem to have none.
    """
    seen: dict[str, float] = {}
    for cell in cells:
        counted = 1.0 if cell.confidence >= DOUBTED else A_LITTLE * cell.confidence if cell.confidence >= DIM else 0.0
        seen[normalise(cell.text)] = seen.get(normalise(cell.text), 0.0) + counted
    return seen


def _meant(text: str, counts: Counter[str]) -> str | None:
    """Return the direction of which a text is a slip, the one that its column has most of them."""
    near = [name for name in DIRECTIONS if _is_slip(text, (name,))] if text not in DIRECTIONS else []
    return max(near, key=lambda name: counts[name], default=None)


def _evidence(text: str, counts: Counter[str]) -> str:
    return f"a column of such words: {text} {counts[text]} times"


def _best(fits: Floats, usual: Floats, texts: Sequence[str]) -> tuple[int, float | None]:
    """Return the number of the likeliest text and what it is believed; None where it is not likely enough."""
    weighed = fits + usual
    number = int(weighed.argmax())
    ahead = weighed[number] - np.delete(weighed, number).max(initial=NEVER)
    deficit = -fits[number] / len(texts[number])
    if ahead < CLEARLY or deficit > UNLIKELY:
        return number, None
    return number, SETTLED if deficit <= CLOSE and ahead >= FAR_AHEAD else LIKELY
