"""Doubtful OCR texts settled by context: official names, and what the same document says elsewhere without doubt.

Only a text that the engine doubts is touched, only where one known text is clearly nearest to what the engine saw (its
lattice, or failing that its best reading), and never a figure: amounts are settled by arithmetic. Every change is a
repair that names its evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.captions import begins_paragraph
from extractors.context.codes.subject_codes import names_beside
from extractors.context.codes.unit_codes import settle_unit_codes
from extractors.context.numerals import ordinal, read_head
from extractors.context.put import put_text
from extractors.context.texts.outvoted import outvoted
from extractors.decoding.language import character_model, has_ideograph, likelihood
from extractors.decoding.settle import FIGURE_LIKE
from extractors.lattices import Fit, TextList, less_likely
from extractors.slips import differing
from extractors.text import normalise
from schemas.findings import Repair
from schemas.table import Cell, Table
from schemas.vocabulary.indicators import level1_names, level2_names
from schemas.vocabulary.subjects import subjects

#: Asks for the headings under a title and their meanings; of the texts given, those that are headings there are added.
HeadingsUnder = Callable[[str, Sequence[str]], Mapping[str, str]]
#: Texts read with less are doubted; texts read with more are evidence for others.
DOUBTED, TRUSTED = 0.9, 0.97
#: Shorter texts are too alike to be told apart by their neighbours.
SHORTEST = 3
#: One character in so many may differ, and at least one.
LENIENCE = 6
#: A text that the document has so often may be what was misread surely.
REPEATED = 3
#: What a settled text is believed, and one that is likely to be right but not sure.
SETTLED, LIKELY = 0.9, 0.7
#: How much less likely than the best path, in natural logarithms a character, a text may be, and by how much it has to
#: be likelier than any other known. Chosen on 500 lines of print of four to six points, of two documents that are
#: scored, with the true text always in the list and its length known within a half: where the list differed from the
#: reading, all 84 within the first pair were right, 202 of 207 and 197 of 201 within the others. With their text taken
#: out of the list 250 lines gave no other within the first pair, and 15 and 16 within the others. Not tried on others.
SURE_FIT, LIKELY_FITS = (1.0, 2.0), ((3.0, 3.0), (4.0, 5.0))
#: The same for headings of a form that is known by its title.
HEADING_FITS = ((6.0, 1.5), (8.0, 4.0))
#: What it counts, in natural logarithms, that the document has a text elsewhere.
LISTED = 6.0
#: Of so many characters are words before an official name that say whose it is.
WHOSE = (2, 3)
#: The same for a name that is that of the code in its row.
BY_CODE = 5.0
_ORDINALS = [form.format(ordinal(number)) for number in range(1, 31) for form in ("{}、", "({})")]
#: The sign behind an ordinal that is not there.
_LOST = "、"
_FIGURE = re.compile(r"[\d=<>≤≥%]")
#: What a text has more than another is words, or the other half of a pair of brackets.
_MORE = re.compile(r"[\u4e01-\u9fff(]")
_NUMERAL = re.compile(r"[\d一二三四五六七八九十甲乙丙丁东南西北]")
_TOTAL = re.compile(r"[1Iil|丨]?((?:本年)?(?:收入|支出)?[合总小共]计)[一\-_~.、,1Il|]*")
_TOTALS = ("合计", "总计", "小计", "共计")
#: What is so much less likely than another reading for its characters, in natural logarithms, is no word.
NO_WORD = 5.0


@dataclass(frozen=True, slots=True)
class _Known:
    """A text that may settle another: as printed, how often the document has it, and where it is from."""

    text: str
    count: int
    source: str
    believed: float = SETTLED


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
    known = _known_texts([cell for _, cell in cells], headings(), entities)
    short = _short_texts(cell for _, cell in cells)
    # Before headings: what stands under one that is not sure is doubted for that alone.
    repairs = [repair for table in tables for repair in settle_unit_codes(table)]
    for table in tables:
        repairs.extend(_settle_headings(table, headings_under))
    texts: TextList | None = None
    coded = {table.id: names_beside(table) for table in tables}
    for table, cell in cells:
        if FIGURE_LIKE.fullmatch(cell.text):
            continue  # its lattice is for the sums
        if cell.confidence < DOUBTED and cell.lattice is not None:
            texts = texts or TextList(known | short)
            fit = texts.best(cell.lattice)
            found = _accepted(cell, fit, known | short) if fit else None
            found = found or (_coded(cell, fit, coded[table.id].get(cell.row, frozenset())) if fit else None)
            if found is not None and found.source == "same document" and _fits_better(cell, found.text):
                found = None
        elif cell.confidence < DOUBTED and has_ideograph(cell.text):
            found = _nearest_name(cell, known)
        else:
            found = None
        found = found or _with_lost_stroke(cell.text, known) or _second_reading(cell, known)
        found = found or _without_stroke(cell) or _total_of_slip(cell)
        if found is not None:
            repairs.append(_settle(table, cell, found))
        cell.lattice = None
    return repairs


def _settle_headings(table: Table, headings_under: HeadingsUnder) -> list[Repair]:
    """Settle a titled form's doubtful headings: few can stand there, and those of one meaning are equally good."""
    doubted = [
        cell
        for cell in table.cells
        if cell.row < table.header_row_count and cell.lattice is not None and cell.confidence < DOUBTED
    ]
    read = [normalise(cell.text) for cell in doubted]
    meanings = headings_under(normalise(table.caption.title or ""), read) if doubted else {}
    if not meanings:
        return []
    texts, repairs = TextList(meanings, meanings), []
    for cell in doubted:
        fit = texts.best(cell.lattice) if cell.lattice else None
        if fit is None or not (is_sure(fit) or is_heading(fit)):
            continue
        if _adds_words(normalise(cell.text), fit.text):
            continue
        cell.lattice = None
        if normalise(cell.text) == fit.text:
            cell.confidence = max(cell.confidence, SETTLED if is_sure(fit) else LIKELY)
        else:
            believed = SETTLED if is_sure(fit) else LIKELY
            repairs.append(_settle(table, cell, _Known(fit.text, 0, "heading of the form", believed)))
        if cell.confidence < DOUBTED:
            _doubt_below(table, cell)
    return repairs


def _doubt_below(table: Table, heading: Cell) -> None:
    """Believe the figures under a heading no more than the heading: they may be right and stand for something else."""
    for cell in table.cells:
        if cell.row >= table.header_row_count and heading.column <= cell.column <= heading.last_column:
            cell.confidence = min(cell.confidence, heading.confidence)


def _with_lost_stroke(text: str, known: dict[str, _Known]) -> _Known | None:
    """Return the known text that begins with the 一 which a copier left out: 般公共预算 is no word."""
    plain = normalise(text)
    whole, short = known.get(f"一{plain}"), known.get(plain)
    if whole is None or len(plain) < SHORTEST or (short is not None and short.count == 0):
        return None
    # 二 and 三 are lost as well: which it was is told by the cells beside it, if at all.
    return None if any(f"{other}{plain}" in known for other in "二三") else whole


def _without_stroke(cell: Cell) -> _Known | None:
    """Return the total that a label names which a bit of a ruling stands before or behind: 合计一."""
    text = normalise(cell.text)
    total = _TOTAL.fullmatch(text) if cell.confidence < TRUSTED else None
    return _Known(total[1], 0, "no word goes on there", LIKELY) if total and total[1] != text else None


def _total_of_slip(cell: Cell) -> _Known | None:
    """Return the total among a cell's other readings if what was read is no word: 台计."""
    text, model = normalise(cell.text), character_model()
    if len(text) != len(_TOTALS[0]) or text in _TOTALS:
        return None
    for reading in cell.readings[1:]:
        total = normalise(reading.text)
        if total in _TOTALS and likelihood(model, total) - likelihood(model, text) >= NO_WORD:
            return _Known(total, 0, "what was read is no word", LIKELY)
    return None


def _accepted(cell: Cell, fit: Fit, known: dict[str, _Known]) -> _Known | None:
    """Return the text that fits well enough to stand in a cell; one that stands there already is only believed more."""
    if not (is_sure(fit) or is_likely(fit)):
        return None
    believed = SETTLED if is_sure(fit) else LIKELY
    text = normalise(cell.text)
    if text == fit.text:
        cell.confidence = max(cell.confidence, believed)
        return None
    official = known[fit.text].source == "vocabulary" and not _FIGURE.search(fit.text)
    if _adds_words(text, fit.text) or (not official and _FIGURE.findall(text) != _FIGURE.findall(fit.text)):
        return None  # what figures there are is for the print to say: ≥80.00 is no likelier for a ≥12.00 elsewhere
    return _under_own_ordinal(cell.text, replace(known[fit.text], believed=believed), known)


def _coded(cell: Cell, fit: Fit, names: frozenset[str]) -> _Known | None:
    """Return the name that fits best of all if it is that of the code in its row too, which nobody took from there."""
    text = normalise(cell.text)
    if fit.text not in names or fit.deficit > BY_CODE or text == fit.text or _adds_words(text, fit.text):
        return None
    return _Known(fit.text, 0, "vocabulary, by the code of its row", LIKELY)


def _under_own_ordinal(text: str, found: _Known, known: dict[str, _Known]) -> _Known | None:
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


def _fits_better(cell: Cell, other: str) -> bool:
    """Tell whether a cell's own text, words that nobody listed, is what was seen much more likely than a listed one."""
    return cell.lattice is not None and less_likely(cell.lattice, other, than=normalise(cell.text)) > LISTED


def _adds_words(text: str, other: str) -> bool:
    """Tell whether a text is the other with more words before, in or after it: the list need not know them.

    A stroke at its end is none: 合计一 is 合计 and a bit of ruling.
    """
    rest, left = "", iter(other)
    wanted = next(left, None)
    for character in text:
        if character == wanted:
            wanted = next(left, None)
        else:
            rest += character
    return wanted is None and _MORE.search(rest) is not None


def _ordinal(text: str) -> str:
    return re.split(r"[.、)]", text, maxsplit=1)[0] if begins_paragraph(text) else ""


def is_sure(fit: Fit) -> bool:
    """Tell whether a text fits so well that it is taken for what is printed."""
    return fit.deficit <= SURE_FIT[0] and fit.margin >= SURE_FIT[1]


def is_heading(fit: Fit) -> bool:
    """Tell whether a heading of a known form fits so much better than those of other meaning that it must be meant."""
    return any(fit.deficit <= deficit and fit.margin >= margin for deficit, margin in HEADING_FITS)


def is_likely(fit: Fit) -> bool:
    """Tell whether a text fits well enough to stand for what is printed, in doubt."""
    return any(fit.deficit <= deficit and fit.margin >= margin for deficit, margin in LIKELY_FITS)


def _known_texts(cells: Sequence[Cell], headings: Iterable[str], entities: Counter[str]) -> dict[str, _Known]:
    words = [cell for cell in cells if len(cell.text) >= SHORTEST and has_ideograph(cell.text)]
    counts = Counter(normalise(cell.text) for cell in words if cell.confidence >= TRUSTED)
    slips = outvoted(counts.keys() | entities.keys(), Counter(normalise(cell.text) for cell in words) + entities)
    known = {text: _Known(text, 0, "heading") for text in headings}
    known |= {text: _Known(text, count, "same document") for text, count in counts.items() if text not in slips}
    names = official_names().union(_whose_names(counts))
    known |= {name: _Known(name, counts[name], "vocabulary") for name in names}
    return known | {text: _Known(text, count, "caption") for text, count in entities.items() if text not in slips}


def _whose_names(texts: Iterable[str]) -> Iterator[str]:
    """Yield the official names that texts have, behind each of the words that name whose they are: 行政, 事业.

    Where a department has 奖金 and 行政奖金, and other names of 事业, it may have 事业奖金.
    """
    names, found = official_names(), Counter[str]()
    bare = {text for text in texts if text in names}
    for text in texts:
        for length in WHOSE:
            if text not in names and text[length:] in names:
                found[text[:length]] += 1
                bare.add(text[length:])
    for whose, count in found.items():
        if count >= REPEATED:
            yield from (whose + name for name in bare)


def _short_texts(cells: Iterable[Cell]) -> dict[str, _Known]:
    """Return texts too short to be told by a letter or two that a document has more than once: units of measure."""
    counts = Counter(
        normalise(cell.text)
        for cell in cells
        if cell.confidence >= TRUSTED and 0 < len(cell.text) < SHORTEST and not cell.text.isdigit()
    )
    return {text: _Known(text, count, "same document") for text, count in counts.items() if count > 1}


@cache
def official_names() -> frozenset[str]:
    """Return the normalised official names that may stand in cells, classes of expenditure with their ordinals too."""
    names = {subject.name for subject in subjects()} | {*level1_names(), *level2_names()}
    # Classes of expenditure are numbered in the forms, as each department needs them.
    functions = (subject for subject in subjects() if subject.classification == "function")
    classes = [function.name for function in functions if len(function.code) == 3]
    names |= {f"{ordinal}{name}" for ordinal in _ORDINALS for name in classes}
    return frozenset(normalise(name) for name in names if len(name) >= SHORTEST)


def _second_reading(cell: Cell, known: dict[str, _Known]) -> _Known | None:
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
        if other is None or len(other.text) < SHORTEST or _NUMERAL.findall(text) != _NUMERAL.findall(other.text):
            continue
        if cell.confidence < TRUSTED or other.count >= REPEATED:
            return _under_own_ordinal(cell.text, other, known)
    return None


def _nearest_name(cell: Cell, known: dict[str, _Known]) -> _Known | None:
    text = normalise(cell.text)
    if len(text) < SHORTEST or text in known:
        return None
    allowed = max(1, len(text) // LENIENCE)
    near = [
        (distance, -item.count, item) for item in known.values() if (distance := differing(text, item.text)) <= allowed
    ]
    near.sort(key=lambda entry: (entry[0], entry[1], entry[2].text))
    if not near or (len(near) > 1 and near[0][:2] == near[1][:2]):
        return None
    return _under_own_ordinal(cell.text, near[0][2], known)


def _settle(table: Table, cell: Cell, known: _Known) -> Repair:
    evidence = f"same document: {known.count} times" if known.count else f"{known.source}: {known.text}"
    return put_text(table, cell, known.text, evidence, known.believed)
