"""Doubtful titles and captions settled by what may stand there: known titles, units, and the document's other captions.

A page whose caption is misread loses its table's title, unit and entity, and with them often its form. As captions
are no cells there is no repair to point at: a warning tells what was taken for what.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from extractors.captions import find_entity, find_unit, is_caption, is_code, is_period, is_title, split_code
from extractors.context.captions.code_brackets import restore_code_brackets
from extractors.context.captions.cut_titles import bare_title, restore_ends
from extractors.context.captions.lost_colons import restore_colons
from extractors.context.captions.lost_stops import restore_stops
from extractors.context.captions.table_codes import restore_codes
from extractors.context.captions.title_slips import restore_slips
from extractors.context.fits import DOUBTED, LIKELY, TRUSTED, WRECKED, belief, is_likely, is_sure
from extractors.context.outvoted import outvoted
from extractors.lattices import Fit, TextList
from extractors.slips import changes, has_in_order, is_misread
from extractors.text import normalise
from schemas.findings import Warning
from schemas.page import PageReading, TextLine
from schemas.vocabulary.units import YUAN_PER_UNIT

_UNIT_LABELS = ("单位:", "金额单位:", "计量单位:", "单位:人民币")
_DIGITS, _YEAR = re.compile(r"\d"), re.compile(r"20\d\d年")
#: What tells one title from another. A text that says one of these is not misread for one that says another.
_TELLING = re.compile(
    "一般公共|财政拨款|政府性基金|国有资本|三公|预算|决算|收入|支出|收支|本年|上年|基本|项目|功能|经济"
)
#: An organisation, read as a wreck, may be the only one that the captions name if one character in so many differs.
LENIENCE = 3
#: A caption that is read alike so often is printed like that; and so many name the document's only organisation.
_AGAIN, _REPEATED = 2, 3
#: A text whose words are another's but for some, more than the second number, has nothing else to say for it where the
#: picture is against each of those by more than the first, a natural logarithm: 8 and 11 in two titles that no list
#: had, one more part of a form's, and less than 6 in all captions of 200 scans that were put right.
UNSEEN, SOME = 7.0, 2
#: Lines of these kinds may be captions, read well or not.
_KINDS = ("title", "caption", "text")


def resolve_lines(
    readings: Sequence[PageReading],
    titles: Callable[[], Iterable[str]],
    has_title: Callable[[str], bool] = lambda _: False,
) -> list[Warning]:
    """Correct doubtful titles, captions and codes in place, with their kinds, and return a warning for each.

    ``titles`` gives titles that forms may have, ``has_title`` tells whether a normalised text is one, given or not;
    both are asked only if something is doubted.
    """
    warnings = restore_codes(readings) + restore_colons(readings) + restore_code_brackets(readings)
    lines = [line for reading in readings for line in reading.lines if line.kind in _KINDS]
    warnings += restore_ends(readings, lines, has_title, titles)
    warnings += restore_slips(readings, titles, has_title)
    warnings += restore_stops(line for reading in readings for line in reading.lines)
    doubted = [line for line in lines if line.lattice is not None and line.confidence < DOUBTED]
    if not doubted:
        return warnings
    known = frozenset(titles())
    printed = {title: title for title in known}
    printed |= {f"{label}{unit}": f"{label}{unit}" for label in _UNIT_LABELS for unit in YUAN_PER_UNIT}
    printed |= _periods(lines) | _read_again(lines)
    trusted = {normalise(line.text): line.text for line in lines if line.kind != "text" and line.confidence >= TRUSTED}
    slips = outvoted(trusted, Counter(normalise(line.text) for line in lines if line.kind != "text"))
    printed |= {text: printed_so for text, printed_so in trusted.items() if text not in slips}
    texts, owner = TextList(printed), _only_entity(lines)
    for line in doubted:
        bare = bare_title(split_code(line.text)[1])
        if bare in known or has_title(bare):
            # It may look like another form's, but that is not what was read.
            line.confidence, line.lattice = max(line.confidence, LIKELY), None
        elif (warning := _resolve(line, texts, printed, owner)) is not None:
            warnings.append(warning)
    return warnings


def _periods(lines: Sequence[TextLine]) -> dict[str, str]:
    """Return the budget years that titles read well name, as captions print them under a title."""
    titles = (line.text for line in lines if line.kind == "title" and line.confidence >= TRUSTED)
    years = sorted({year for title in titles for year in _YEAR.findall(title)})
    return {normalise(text): text for year in years for text in (f"{year}度", f"（{year}度）")}


def _read_again(lines: Sequence[TextLine]) -> dict[str, str]:
    """Return the captions that were read alike on several pages, but of two that may be one only the commoner."""
    counts = Counter(line.text for line in lines if line.kind == "caption")
    often = [text for text, count in counts.items() if count >= _AGAIN]
    return {normalise(text): text for text in often if not any(_is_slip_of(text, other, counts) for other in often)}


def _is_slip_of(text: str, other: str, counts: Counter[str]) -> bool:
    return counts[other] > counts[text] and is_misread(normalise(text), normalise(other))


def _only_entity(lines: Sequence[TextLine]) -> str | None:
    """Return the organisation that all captions read well name, if it is one and they name it often enough.

    Captions that are cut in print name its beginning.
    """
    named = Counter(find_entity(line.text) for line in lines if line.kind == "caption" and line.confidence >= TRUSTED)
    del named[None]
    owner, count = next(iter(named.most_common(1)), (None, 0))
    if owner is None or count < _REPEATED or not all(owner.startswith(entity) for entity in named if entity):
        return None
    return owner


def _resolve(line: TextLine, texts: TextList, printed: dict[str, str], owner: str | None) -> Warning | None:
    fit = texts.best(line.lattice) if line.lattice is not None else None
    line.lattice = None
    if fit is None or not (is_sure(fit) or is_likely(fit)) or _is_unseen(fit, normalise(line.text)):
        return None
    owner = owner if line.confidence < WRECKED else None
    line.confidence = belief(fit)
    before, after = line.text, printed[fit.text]
    if (code := split_code(before)[0]) is not None and split_code(after)[0] is None:
        after = f"{code} {after}"  # no list of titles has it
    if _say_the_same(before, after) or _contradict(normalise(before), normalise(after), owner):
        return None
    line.text = after
    line.kind = "title" if is_title(after) else "caption" if is_caption(after) else line.kind
    return Warning("misread_caption", f"`{before}` is taken for `{after}`", line.page)


def _is_unseen(fit: Fit, read: str) -> bool:
    """Tell whether nothing is seen of all in which a text differs from what was read."""
    changed = changes(read, fit.text)
    return changed > SOME and fit.deficit * len(fit.text) > UNSEEN * changed


def _say_the_same(before: str, after: str) -> bool:
    """Tell whether two captions differ in nothing but their dress: brackets, a label in other words.

    A bracket may be closed in the next line.
    """
    if is_period(before) and is_period(after):
        return _DIGITS.findall(before) == _DIGITS.findall(after)
    alike = normalise(after) in (normalise(before), normalise(before) + ")")
    return alike or find_unit(before) == find_unit(after) is not None


def _drops_from_unit(before: str | None, after: str | None) -> bool:
    """Tell whether a unit has less of what was read: 万元 was read, 元 is taken from other tables."""
    return before is not None and after is not None and before != after and not set(before) <= set(after)


def _contradict(before: str, after: str, owner: str | None) -> bool:
    """Tell whether a text says what the other does not: a number, or another of the words that tell forms apart.

    A table's number and its neighbour's are told apart by nothing but what is printed, and a document may name several
    organisations that look alike. More may differ where little could be read and the document is its ``owner``'s.
    """
    if _DIGITS.findall(before) != _DIGITS.findall(after):
        return True
    if is_code(before) and is_code(after):
        return True
    if _drops_from_unit(find_unit(before), find_unit(after)):
        return True
    entity = find_entity(after)
    is_owner = entity == owner and changes(before, after) <= min(len(before), len(after)) // LENIENCE
    if entity is not None and not is_owner and not is_misread(before, after):
        return True
    said, meant = _TELLING.findall(before), _TELLING.findall(after)
    if not has_in_order(meant, said):
        return True
    # Nothing was misread: a word would have to be left out altogether.
    return len(meant) > len(said) and has_in_order(after, before)
