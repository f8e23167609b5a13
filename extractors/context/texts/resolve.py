"""Doubtful OCR texts settled by context: official names, and what the same document says elsewhere without doubt.

Only a text that the engine doubts is touched, only where one known text is clearly nearest to what the engine saw (its
lattice, or failing that its best reading), and never a figure: amounts are settled by arithmetic. Every change is a
repair that names its evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from extractors.captions import begins_paragraph
from extractors.context.codes.subject_codes import names_beside
from extractors.context.codes.unit_codes import settle_unit_codes
from extractors.context.fits import DOUBTED, LIKELY, LISTED, TRUSTED, adds_words, belief, is_likely, is_sure
from extractors.context.numerals import NUMERAL, read_head
from extractors.context.official_names import SHORTEST, official_names
from extractors.context.put import put_text
from extractors.context.texts.form_headings import HeadingsUnder, settle_headings
from extractors.context.texts.known_texts import HEADING, Known, known_texts, short_texts
from extractors.decoding.language import has_ideograph, likelier
from extractors.decoding.settle import FIGURE_LIKE
from extractors.lattices import Fit, TextList, less_likely, log_likelihoods
from extractors.slips import differing
from extractors.text import letters_of, normalise
from schemas.findings import Repair
from schemas.table import Cell, Lattice, Table
from schemas.vocabulary.subjects import is_subject_name

#: One character in so many may differ, and at least one.
LENIENCE = 6
#: A text that the document has so often may be what was misread surely.
REPEATED = 3
#: How much less likely than the best path, a character, a name may be that is that of the code in its row.
BY_CODE = 5.0
#: The sign behind an ordinal that is not there.
_LOST = "、"
_FIGURE = re.compile(r"[\d=<>≤≥%]")
_TOTAL = re.compile(r"[1Iil|丨]?((?:本年)?(?:收入|支出)?[合总小共]计)[一\-_~.、,1Il|]*")
_TOTALS = ("合计", "总计", "小计", "共计")
_BEGIN_TOTALS = tuple(total[0] for total in _TOTALS)
#: What is so much less likely than another reading for its characters, in natural logarithms, is no word.
NO_WORD = 5.0
#: A total read with less may have been read for another character altogether.
UNBELIEVED = 0.5


def resolve_texts(
    tables: Sequence[Table],
    headings: Callable[[], Iterable[str]] = tuple,
    headings_under: HeadingsUnder = lambda _title, _read: {},
) -> list[Repair]:
    """Correct doubtful texts of OCR cells in place and return a repair for each.

    ``headings`` gives the texts that may stand in tables beside official names, ``headings_under`` those of the header
    rows under a title, with their meanings, and which of those that were read are among them; both are asked
    only if something is doubted.
    """
    cells = [(table, cell) for table in tables for cell in table.cells if cell.source == "ocr" and cell.text]
    if all(cell.confidence >= DOUBTED for _, cell in cells):
        return []
    entities = Counter(normalise(table.caption.entity) for table in tables if table.caption.entity)
    known = known_texts([cell for _, cell in cells], headings(), entities)
    listed = known | short_texts(cell for _, cell in cells)

    @cache
    def texts() -> TextList:
        return TextList(listed)  # takes its time, and often nothing asks for it

    # Before headings: what stands under one that is not sure is doubted for that alone.
    repairs = [repair for table in tables for repair in settle_unit_codes(table)]
    for table in tables:
        repairs.extend(settle_headings(table, headings_under, lambda lattice: texts().best(lattice)))
    coded = {table.id: names_beside(table) for table in tables}
    for table, cell in cells:
        if FIGURE_LIKE.fullmatch(cell.text):
            continue  # its lattice is for the sums
        found = None
        if cell.confidence < DOUBTED and cell.lattice is not None:
            fit = texts().best(cell.lattice)
            names = coded[table.id].get(cell.row, frozenset())
            found = _fitting(cell, cell.lattice, fit, listed, names) if fit else None
        elif cell.confidence < DOUBTED and has_ideograph(cell.text):
            found = _nearest_name(cell, known)
        found = found or _with_lost_stroke(cell.text, known) or _second_reading(cell, known)
        found = found or _without_stroke(cell) or _total_of_slip(cell)
        if found is not None:
            repairs.append(put_text(table, cell, found.text, found.evidence, found.believed))
        cell.lattice = None
    return repairs


def _with_lost_stroke(text: str, known: dict[str, Known]) -> Known | None:
    """Return the known text that begins with the 一 which a copier left out: 般公共预算 is no word."""
    plain = normalise(text)
    whole, short = known.get(f"一{plain}"), known.get(plain)
    if whole is None or len(plain) < SHORTEST or (short is not None and short.count == 0):
        return None
    # 二 and 三 are lost as well: which it was is told by the cells beside it, if at all.
    return None if any(f"{other}{plain}" in known for other in "二三") else whole


def _without_stroke(cell: Cell) -> Known | None:
    """Return the total that a label names which a bit of a ruling stands before or behind: 合计一."""
    text = normalise(cell.text)
    total = _TOTAL.fullmatch(text) if cell.confidence < TRUSTED else None
    return Known(total[1], 0, "no word goes on there", LIKELY) if total and total[1] != text else None


def _total_of_slip(cell: Cell) -> Known | None:
    """Return the total that a cell may show if what was read is no word: 台计, or nobody believes it: 自、计, 合、3."""
    text = normalise(cell.text)
    read = letters_of(text)
    if len(read) != len(_TOTALS[0]) or text in _TOTALS:
        return None
    others = [normalise(reading.text) for reading in cell.readings[1:]]
    half_read = text.endswith(_TOTALS[0][-1]) or text.startswith(_BEGIN_TOTALS)
    if cell.confidence < UNBELIEVED and half_read and cell.lattice is not None:
        fits = log_likelihoods(cell.lattice, _TOTALS)
        others.append(_TOTALS[int(fits.argmax())])
    for total in others:
        seen = cell.lattice is not None and less_likely(cell.lattice, total, than=text) <= -NO_WORD
        if total in _TOTALS and (seen or likelier(total, than=read) >= NO_WORD):
            return Known(total, 0, "what was read is no word", LIKELY)
    return None


def _fitting(cell: Cell, lattice: Lattice, fit: Fit, known: dict[str, Known], names: frozenset[str]) -> Known | None:
    """Return the text that fits best if it is taken for what is printed; ``names`` are those of the row's code.

    Words that nobody listed, but were read, may be much more likely than one that the document has elsewhere, or than
    one that has all of them and another that is not seen.
    """
    found, text = _accepted(cell, fit, known) or _coded(cell, fit, names), normalise(cell.text)
    if found is None or not (found.source == "same document" or adds_words(found.text, text)):
        return found
    return found if less_likely(lattice, found.text, than=text) <= LISTED else None


def _accepted(cell: Cell, fit: Fit, known: dict[str, Known]) -> Known | None:
    """Return the text that fits well enough to stand in a cell; one that stands there already is only believed more."""
    if not (is_sure(fit) or is_likely(fit)):
        return None
    text = normalise(cell.text)
    if text == fit.text:
        cell.confidence = max(cell.confidence, belief(fit))
        return None
    if adds_words(text, fit.text) or not _leaves_figures(text, known[fit.text]):
        return None
    if known[fit.text].source == HEADING and is_subject_name(text):
        return None  # 奖金 is too short a name to be listed, 资金 is not
    return _under_own_ordinal(cell.text, replace(known[fit.text], believed=belief(fit)), known)


def _leaves_figures(text: str, other: Known) -> bool:
    """Tell whether another text has the figures that were read; in an official name without any none was printed.

    What figures there are is for the print to say: ≥80.00 is no likelier for a ≥12.00 elsewhere, nor 2024年 for 2025年.
    """
    official = other.source == "vocabulary" and not _FIGURE.search(other.text)
    return official or _FIGURE.findall(text) == _FIGURE.findall(other.text)


def _has_numerals_of(text: str, other: str) -> bool:
    """Tell whether another text has the numerals that were read, in their order, and maybe more: 第-批 is 第一批."""
    others = iter(NUMERAL.findall(other))
    return all(numeral in others for numeral in NUMERAL.findall(text))


def _coded(cell: Cell, fit: Fit, names: frozenset[str]) -> Known | None:
    """Return the name that fits best of all if it is that of the code in its row too, which nobody took from there."""
    text = normalise(cell.text)
    if fit.text not in names or fit.deficit > BY_CODE or text == fit.text or adds_words(text, fit.text):
        return None
    return Known(fit.text, 0, "vocabulary, by the code of its row", LIKELY)


def _under_own_ordinal(text: str, found: Known, known: dict[str, Known]) -> Known | None:
    """Return the text that may settle another behind the ordinal that is read there, as the list knows none of a row.

    What is left of an ordinal stays too, for the rows around it to say, unless the known text has one. A name that is
    known itself is no other.
    """
    own = read_head(text)
    if own is None or own.style == "bare":
        return None if begins_paragraph(text) and _ordinal(text) != _ordinal(found.text) else found
    if normalise(text[own.length :]) in known:
        return None
    listed = read_head(found.text)
    if listed is not None and listed.style != "bare":
        if own.number is None:
            return found
        found = replace(found, text=found.text[listed.length :])
    return replace(found, text=text[: own.length] + found.text)


def _ordinal(text: str) -> str:
    return re.split(r"[.、)]", text, maxsplit=1)[0] if begins_paragraph(text) else ""


def _second_reading(cell: Cell, known: dict[str, Known]) -> Known | None:
    """Return the known text among the engine's other readings of what it is not quite sure of.

    Of what it is sure of only one that the document has again and again: a stroke that went with the ruling beside it
    leaves 工油市 of 江油市, which is read well. Numerals are left, as 第一小学 and 第二小学 are both names.
    """
    text = normalise(cell.text)
    # A text read well is known by that alone; an official name needs nobody to say it again.
    if text in official_names() or (text in known and known[text].count != 1):
        return None
    if len(text) < SHORTEST or text.startswith(_LOST):
        return None
    for reading in cell.readings[1:]:
        other = known.get(normalise(reading.text))
        if other is None or len(other.text) < SHORTEST or NUMERAL.findall(text) != NUMERAL.findall(other.text):
            continue
        if cell.confidence < TRUSTED or other.count >= REPEATED:
            return _under_own_ordinal(cell.text, other, known)
    return None


def _nearest_name(cell: Cell, known: dict[str, Known]) -> Known | None:
    text = normalise(cell.text)
    if len(text) < SHORTEST or text in known:
        return None
    allowed = max(1, len(text) // LENIENCE)
    near = [
        (distance, -item.count, item)
        for item in known.values()
        if (distance := differing(text, item.text)) <= allowed
        and _leaves_figures(text, item)
        and _has_numerals_of(text, item.text)
    ]
    near.sort(key=lambda entry: (entry[0], entry[1], entry[2].text))
    if not near or (len(near) > 1 and near[0][:2] == near[1][:2]):
        return None
    return _under_own_ordinal(cell.text, near[0][2], known)
