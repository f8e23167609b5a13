"""Marks that a copy lost at the ends of lines: a line that ends a character before the others had one more.

Of a pause in print of four points a copy may leave nothing. Between two words the gap tells; at the end of a line of
a cell's text it does where the next line goes on with a character that would have had room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractors.decoding.language import PAUSES, is_ideograph
from extractors.lattices import mark_lattice, spell_out
from extractors.words.ink_lines import InkLine
from extractors.words.line_edges import FEWEST, lines_of_texts, usual_edges
from schemas.table import BLANK, LineReading

#: A line ends at the place of others if it is so near, in characters' breadths.
SAME = 0.35
#: By so many characters' breadths a line is shorter that had one character more.
LEAST, MOST = 0.75, 1.35
#: What may have stood there, if anything: the lighter a mark, the sooner a copy loses it.
LOST = {"、": 0.35, "，": 0.2, "一": 0.1, "。": 0.025, "；": 0.025, BLANK: 0.3}


def with_lost_ends(lines: Sequence[InkLine], seen: Sequence[LineReading]) -> list[LineReading]:
    """Return what was seen of each line, with a mark that may be a pause where one is lost at the end of a line.

    The readings stay: which pause it was, if any, is for the words around it to say.
    """
    found = list(seen)
    for numbers in lines_of_texts(lines).values():
        texts = [seen[number].readings[0].text if seen[number].readings else "" for number in numbers]
        for place in _short_lines([lines[number] for number in numbers], texts):
            found[numbers[place]] = _with_mark(seen[numbers[place]], [seen[number] for number in numbers])
    return found


def _short_lines(lines: Sequence[InkLine], texts: Sequence[str]) -> list[int]:
    """Return which of a box's lines end a character before the usual end, although another followed."""
    breadth = _breadth(lines, texts)
    usual = _usual_end([line.x1 for line in lines], SAME * breadth)
    if usual is None or breadth == 0:
        return []
    return [
        place
        for place, (text, after) in enumerate(pairwise(texts))
        if LEAST * breadth <= usual - lines[place].x1 <= MOST * breadth
        and is_ideograph(text[-1:] or " ")
        and _had_room(after)
    ]


def _usual_end(ends: Sequence[int], near: float) -> float | None:
    """Return the last column at which enough lines end, about."""
    same = usual_edges(sorted(ends, reverse=True), lambda last, end: abs(end - last) <= near)
    return median(same) if same else None


def _breadth(lines: Sequence[InkLine], texts: Sequence[str]) -> float:
    """Return the usual breadth of a character in pixels, of lines that are mostly ideographs; 0 if there are few."""
    wide = [line.width / len(text) for line, text in zip(lines, texts, strict=True) if _is_prose(text)]
    return median(wide) if len(wide) >= FEWEST else 0.0


def _is_prose(text: str) -> bool:
    return len(text) > 3 and all(is_ideograph(character) or character in PAUSES for character in text)


def _had_room(after: str) -> bool:
    """Tell whether a line begins with a character that could have ended the line before it.

    Figures and words in brackets are not parted, and some printers let no line begin with a pause.
    """
    return len(after) > 1 and is_ideograph(after[0]) and (is_ideograph(after[1]) or after[1].isdigit())


def _with_mark(line: LineReading, others: Sequence[LineReading]) -> LineReading:
    """Return a line that may have lost a mark behind it, if any line of its cell is doubted: else nobody asks."""
    if all(other.lattice is None for other in others):
        return line
    own = line.lattice or spell_out(line.readings[0].text)
    return LineReading(line.readings, replace(own.followed_by(mark_lattice(LOST)), line_ends=own.line_ends))
