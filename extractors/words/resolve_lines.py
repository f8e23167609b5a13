"""Doubtful titles and captions settled by what may stand there: known titles, units, and the document's other captions.

A page whose caption is misread loses its table's title, unit and entity, and with them often its form. As captions
are no cells there is no repair to point at: a warning tells what was taken for what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from extractors.captions import is_caption, is_title
from extractors.lattices import TextList
from extractors.text import normalise
from extractors.words.resolve import DOUBTED, LIKELY, SETTLED, TRUSTED, is_likely, is_sure
from schemas.findings import Warning
from schemas.page import PageReading, TextLine
from schemas.vocabulary.units import YUAN_PER_UNIT

_UNIT_LABELS = ("单位:", "金额单位:", "计量单位:", "单位:人民币")
_DIGITS = re.compile(r"\d")
#: Lines of these kinds may be captions, read well or not.
_KINDS = ("title", "caption", "text")


def resolve_lines(readings: Sequence[PageReading], titles: Callable[[], Iterable[str]]) -> list[Warning]:
    """Correct doubtful titles and captions in place, with their kinds, and return a warning for each.

    ``titles`` gives the titles that forms may have; it is asked only if something is doubted.
    """
    lines = [line for reading in readings for line in reading.lines if line.kind in _KINDS]
    doubted = [line for line in lines if line.lattice is not None and line.confidence < DOUBTED]
    if not doubted:
        return []
    printed = {title: title for title in titles()}
    printed |= {f"{label}{unit}": f"{label}{unit}" for label in _UNIT_LABELS for unit in YUAN_PER_UNIT}
    printed |= {normalise(line.text): line.text for line in lines if line.kind != "text" and line.confidence >= TRUSTED}
    texts = TextList(printed)
    return [warning for line in doubted if (warning := _resolve(line, texts, printed)) is not None]


def _resolve(line: TextLine, texts: TextList, printed: dict[str, str]) -> Warning | None:
    fit = texts.best(line.lattice) if line.lattice is not None else None
    line.lattice = None
    if fit is None or not (is_sure(fit) or is_likely(fit)):
        return None
    line.confidence = SETTLED if is_sure(fit) else LIKELY
    before, after = line.text, printed[fit.text]
    if normalise(before) == fit.text or _DIGITS.findall(normalise(before)) != _DIGITS.findall(fit.text):
        return None  # a table's number and its neighbour's are told apart by nothing but what is printed
    line.text = after
    line.kind = "title" if is_title(after) else "caption" if is_caption(after) else line.kind
    return Warning("misread_caption", f"`{before}` is taken for `{after}`", line.page)
