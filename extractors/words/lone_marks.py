"""A mark that stands alone in its cell and that the engine doubts, looked at again by its size and its shape.

Recognisers are trained on words, and blow every picture up to one height: an equals sign of four pixels looks to them
like a ≥ or a letter. How high it stands beside the text around it is not in their picture, but on the page.
"""

from __future__ import annotations

from collections.abc import Mapping

from extractors.decoding.language import is_ideograph
from extractors.lattices import mark_lattice
from extractors.ports import Gray
from extractors.text import normalise
from extractors.words.lone_dashes import DASHES, read_dash
from extractors.words.relations import Sign, is_low, read_relation
from schemas.table import LineReading, Reading

#: Readings of so many characters may be one mark; read with more than the second number they are not doubted.
LONGEST, SURE = 2, 0.9
#: Signs that ≥ and ≤ look like where their bar runs into the arm above it: looked at again, however surely read.
BARLESS = "<>＜＞"
#: Ideographs of two boxes or of many strokes, which a small % is taken for; in type they are as wide as a line is high.
LIKE_PERCENT = frozenset("名岩右各男品器客吕君茗韋爲")
#: A mark narrower than this share of a line, and of its own height, is none of them; one as narrow as the second pair
#: says, as % is where figures have half a character's width, is none at all but these.
NARROW, SLENDER = 0.85, 0.95
HALF, UPRIGHT, SLIM = 0.6, 0.75, frozenset("卜丫目日月且自白丁寸")
#: What a low mark may be, and how likely, as a share.
LOW_MARKS: Mapping[str, float] = {"=": 0.5, "-": 0.25, "—": 0.1, "一": 0.1, ".": 0.03, "、": 0.02}
#: What a sign told by its shape is believed, below what counts as sure; and a low mark read as something taller.
BELIEVED, GUESSED = 0.85, 0.4
#: A sign whose shape is so clear in a picture of so many pixels is told by it alone.
CLEAR, CLEAR_HEIGHT = 0.8, 12


def look_again(found: LineReading, mark: Gray, usual: float) -> LineReading:
    """Return what a lone mark is, by the engine and by its looks.

    ``mark`` is the picture of its ink, trimmed; ``usual`` the height of the page's lines in the same pixels.
    """
    best = found.readings[0] if found.readings else Reading("", 0.0)
    dash = read_dash(mark, usual)
    if dash is not None:
        return found if best.text in DASHES else LineReading((dash,), None)
    if _is_percent(best, mark, usual):
        return _percent(found)
    if len(best.text) > LONGEST or (best.score >= SURE and best.text not in BARLESS):
        return found
    sign = read_relation(mark, usual)
    if is_low(mark, usual):
        return _low(found, best, sign)
    if sign is None or best.text == sign.text:
        return found
    clear = sign.alike >= CLEAR and mark.shape[0] >= CLEAR_HEIGHT
    others = (Reading(one.text, min(one.score, 1 - BELIEVED)) for one in found.readings)
    return LineReading((Reading(sign.text, BELIEVED), *others), None if clear else found.lattice)


def _is_percent(best: Reading, mark: Gray, usual: float) -> bool:
    """Tell whether an ideograph was read of a mark that is too narrow to be that one."""
    height, width = mark.shape
    if best.text in LIKE_PERCENT:
        return bool(width <= NARROW * usual and width <= SLENDER * height)
    doubted = len(best.text) == 1 and is_ideograph(best.text) and best.text not in SLIM and best.score < SURE
    return bool(doubted and width <= HALF * usual and width <= UPRIGHT * height)


def _percent(found: LineReading) -> LineReading:
    """Return a % for an ideograph that would be wider; units of measure have no other sign of two rings."""
    lattice = mark_lattice({"%": GUESSED}) if found.lattice else None
    return LineReading((Reading("%", GUESSED),), lattice)


def _low(found: LineReading, best: Reading, sign: Sign | None) -> LineReading:
    """Return a low mark: what the engine read if that is one, else an equals sign, which is the highest of them."""
    lattice = mark_lattice(LOW_MARKS) if found.lattice else None
    if sign is not None:
        return LineReading((Reading(sign.text, BELIEVED),), lattice)
    if not found.readings:
        return found  # a speck
    if normalise(best.text) in LOW_MARKS:
        return LineReading((best,), lattice)
    return LineReading((Reading("=", GUESSED),), lattice)
