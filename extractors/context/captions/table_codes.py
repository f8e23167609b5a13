"""Codes of tables by their order: 表, read where 表三 and 表五 stand before and behind, is 表四.

A copier loses the thin strokes of 一, 二 and 三 and the dash of 3-1 before all else, and the code is then no code or
another table's. Tables are numbered through, so a code is known from those around it, where they leave only one. It
stands where the others do, or above its table's title, or before it in one line.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.captions import is_code, is_title, split_code
from extractors.context.numerals import NUMBERS, ordinal
from extractors.slips import has_in_order
from extractors.text import normalise
from schemas.findings import Warning
from schemas.page import PageReading, TextLine

#: A code that was read so surely is believed; and so many have to be read for the others to be told.
TRUSTED, FEWEST = 0.9, 3
#: What a code is believed that was told by its order.
BELIEVED = 0.7
#: Codes stand in one place of the page, give or take so many heights of theirs.
_NEAR = 2.0
#: Numbers from here on have two digits.
_TWO_DIGITS = 10
#: More codes missing in a row leave too many ways to number them.
_MOST_MISSING = 4
_CODE = re.compile(r"(\D*?)(\d+|[一二三四五六七八九十]+)(?:(-)(\d+|[一二三四五六七八九十]+))?(表?)")

#: The number behind a dash, filled up with noughts.
_INNER = re.compile(r"\d-(0\d+)")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_KINDS = ("caption", "title", "text")
_POINTS = ":;.,、。'"

Key = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Style:
    """How a document writes the numbers of its tables: what stands around them, and the fewest digits.

    Chinese numerals have 0 digits. Behind a dash, 01-1, there may be fewer.
    """

    before: str
    after: str
    digits: int
    inner: int = 1

    def write(self, key: Key) -> str:
        widths = (self.digits, self.inner if self.digits else 0)
        return self.before + "-".join(map(self._number, key, widths)) + self.after

    @staticmethod
    def _number(number: int, digits: int) -> str:
        return str(number).zfill(digits) if digits else ordinal(number)


@dataclass(slots=True)
class _Item:
    """A line in the place of a code: the key that was read there, and the one that is taken.

    ``title`` is what stands behind the code in one line with it, "" where nothing does.
    """

    line: TextLine
    titles: frozenset[str]
    read: Key | None
    key: Key | None
    title: str = ""

    @property
    def code(self) -> str:
        """What was read in the code's place; points behind it are what a copier left of 一 and 二."""
        return normalise(self.line.text.removesuffix(self.title)).rstrip(_POINTS)


def restore_codes(readings: Sequence[PageReading]) -> list[Warning]:
    """Put misread codes of tables right in place, on scanned pages, and return a warning for each."""
    scanned = [reading for reading in readings if reading.facts.source == "ocr" and reading.tables]
    codes = [line for reading in scanned for line in _codes(reading)]
    style = _style(codes)
    if style is None:
        return []
    items = [item for reading in scanned for item in _items(reading, codes, style)]
    told = _numbered_through(items, style) or list(_told(items, style))
    return [warning for item, key in told if (warning := _write(item, style.write(key))) is not None]


def _codes(reading: PageReading) -> list[TextLine]:
    return [line for line in reading.lines if line.kind in _KINDS and _code_of(line.text) is not None]


def _code_of(text: str) -> str | None:
    """Return the code that a line is or begins with."""
    return text if is_code(text) else split_code(text)[0]


def _style(codes: Sequence[TextLine]) -> _Style | None:
    """Return how most codes are written, None where too few are."""
    found = [parsed for line in codes if (parsed := _parse(_code_of(line.text) or "")) is not None]
    # 10 and 12 do not tell whether 9 is written 09.
    telling = [style for style, key in found if style.digits != 1 or key[0] < _TWO_DIGITS]
    styles = Counter(telling or [style for style, _ in found])
    style = styles.most_common(1)[0][0] if styles else None
    if style is None or sum((one.before, one.after) == (style.before, style.after) for one, _ in found) < FEWEST:
        return None
    inner = [len(number) for line in codes for number in _INNER.findall(normalise(line.text))]
    return replace(style, inner=max(inner, default=1))


def _parse(text: str) -> tuple[_Style, Key] | None:
    found = _CODE.fullmatch(normalise(text))
    if found is None:
        return None
    before, first, _, second, after = found.groups()
    width = 0 if not first.isdigit() else len(first) if first.startswith("0") else 1
    numbers = [int(one) if one.isdigit() else NUMBERS.get(one) for one in (first, second) if one]
    key = tuple(number for number in numbers if number is not None)
    return (_Style(before, after, width), key) if len(key) == len(numbers) else None


def _items(reading: PageReading, codes: Sequence[TextLine], style: _Style) -> Iterator[_Item]:
    """Yield a page's codes; where it has none, or none above one of its tables, the short line in whose place it is."""
    for lines in _by_table(reading):
        titles = [line for line in lines if line.kind == "title"]
        own = [line for line in lines if line.kind in _KINDS and _code_of(line.text) is not None]
        some = [line for line in lines if line.kind in (*_KINDS, "header")]
        missing = [line for line in some if _may_have_been(line, titles, reading, codes, style)]
        for line in own or missing[:1] or [line for line in titles if _title_behind(line.text, style)][:1]:
            read = _numbers(_code_of(line.text) or "")
            said = frozenset(normalise(title.text) for title in titles if title is not line)
            title = "" if is_code(line.text) else _title_behind(line.text, style)
            yield _Item(line, said, read, read if line.confidence >= TRUSTED else None, title)


def _by_table(reading: PageReading) -> list[list[TextLine]]:
    """Return a page's lines; of several tables those above each that has a title or a code there, and those below."""
    ends = sorted(part.box.bottom for table in reading.tables for part in table.parts)
    if len(ends) < 2:
        return [reading.lines]
    groups: list[list[TextLine]] = [[] for _ in range(len(ends) + 1)]
    for line in reading.lines:
        groups[bisect(ends, line.box.top)].append(line)
    return [group for group in groups if any(line.kind == "title" or _code_of(line.text) for line in group)]


def _title_behind(text: str, style: _Style) -> str:
    """Return the title behind a code, read well or not, in one line with it; "" if there is none."""
    code, title = split_code(text)
    if code is not None:
        return title
    found = re.fullmatch(rf"{re.escape(style.before)}[^\u4e00-\u9fff]{{1,3}}(.+)", text) if style.before else None
    return found[1] if found is not None and is_title(found[1]) else ""


def _may_have_been(
    line: TextLine, titles: Sequence[TextLine], reading: PageReading, codes: Sequence[TextLine], style: _Style
) -> bool:
    """Tell whether a short line that is no code may have been one, above one of the ``titles`` of its table."""
    text = normalise(line.text)
    if len(text) > len(style.write((1, 1))) or (line.confidence >= TRUSTED and text != style.before):
        return False
    if any(_same_place(line, code) for code in codes if is_code(code.text)):
        return True
    above = any(line.box.bottom <= title.box.top for title in titles if title is not line)
    return above and (_HAN.fullmatch(text) is not None or _is_at_side(line, reading))


def _is_at_side(line: TextLine, reading: PageReading) -> bool:
    """Tell whether a line begins or ends where a table of its page does."""
    near = _NEAR * line.size
    boxes = [part.box for table in reading.tables for part in table.parts]
    return any(min(abs(line.box.x0 - box.x0), abs(line.box.x1 - box.x1)) <= near for box in boxes)


def _same_place(line: TextLine, other: TextLine) -> bool:
    near = _NEAR * other.size
    beside = min(abs(line.box.x0 - other.box.x0), abs(line.box.x1 - other.box.x1))
    return beside <= near and abs(line.box.top - other.box.top) <= near


def _numbered_through(items: Sequence[_Item], style: _Style) -> list[tuple[_Item, Key]]:
    """Return all items with their codes if these are one and the same step apart all through, else nothing.

    Those before the first code and behind the last only if what was read there bears it out.
    """
    first = Counter(item.read[0] - place for place, item in enumerate(items) if item.read and len(item.read) == 1)
    start, count = first.most_common(1)[0] if first else (0, 0)
    if count < FEWEST or start < 1:
        return []
    told: list[tuple[_Item, Key]] = [(item, (start + place,)) for place, item in enumerate(items)]
    if not all(_may_be(item, style.write(key)) for item, key in told) or _begins_anew(told):
        return []
    # Before the first code there is an end to guess from, the number one; behind the last only what is left of it.
    read = [place for place, (item, _) in enumerate(told) if item.read is not None]
    begin, end = read[0] if start > 1 else 0, read[-1] + 1
    beyond = told[:begin] + told[end:]
    left = sum(_is_left_of(item, style.write(key)) for item, key in beyond)
    if 2 * left >= len(beyond) and all(_is_rest_of(item, style.write(key)) for item, key in beyond):
        return told
    return told[begin:end]


def _begins_anew(told: Sequence[tuple[_Item, Key]]) -> bool:
    """Tell whether codes that were read surely are others, and not one alone between two that are right.

    表1 behind 表10 is what is left of 表11, or the first of another organisation's tables; nobody's begin with 表十
    behind 表十, and a copier leaves that of 表十一 and of 表十二.
    """
    right = [item.read == key for item, key in told]
    return any(
        item.key is not None
        and not right[place]
        and not all(right[max(0, place - 1) : place] + right[place + 1 : place + 2])
        and not (place and item.read == told[place - 1][0].read)
        for place, (item, _) in enumerate(told)
    )


def _told(items: Sequence[_Item], style: _Style) -> Iterator[tuple[_Item, Key]]:
    """Yield the items whose code follows from those before and behind, with it."""
    nested = any(item.key is not None and len(item.key) > 1 for item in items)
    if nested:
        items = [replace(item, key=None) if _lost_a_dash(item, items) else item for item in items]
    before: Key = (0,)
    start = 0
    for place, item in enumerate(items):
        if item.key is None:
            continue
        yield from _between(before, items[start:place], item.key, style, nested)
        behind = items[place + 1].read if place + 1 < len(items) else None
        other = 0 < place == start and items[place - 1].titles != item.titles
        if other and behind is not None and item.key not in _next(before, nested):
            # Read surely, but a stroke short of what the order wants: the codes on both sides say so.
            yield from _between(before, [item], behind, style, nested)
        before, start = item.key, place + 1


def _lost_a_dash(item: _Item, items: Sequence[_Item]) -> bool:
    """Tell whether a number is two that lost the dash between them: 32 where there are 3 and no 31."""
    if item.key is None or len(item.key) > 1 or item.key[0] < _TWO_DIGITS:
        return False
    known = {other.key for other in items}
    return (item.key[0] - 1,) not in known and (item.key[0] // _TWO_DIGITS,) in known


def _between(
    before: Key, missing: Sequence[_Item], behind: Key, style: _Style, nested: bool
) -> Iterator[tuple[_Item, Key]]:
    """Yield what stands between two codes, if there is one way to number it and nothing that was read is against it."""
    if not 0 < len(missing) <= _MOST_MISSING:
        return
    ways = [way for way in _ways(before, len(missing), nested) if behind in _next(way[-1], nested)]
    if len(ways) != 1 or not all(_may_be(item, style.write(key)) for item, key in zip(missing, ways[0], strict=True)):
        return
    yield from zip(missing, ways[0], strict=True)


def _ways(before: Key, count: int, nested: bool) -> list[list[Key]]:
    ways: list[list[Key]] = [[]]
    for _ in range(count):
        ways = [[*way, key] for way in ways for key in _next(way[-1] if way else before, nested)]
    return ways


def _next(key: Key, nested: bool) -> list[Key]:
    """Return the codes that may follow one: the next number, and the first below it or the next beside it."""
    if len(key) > 1:
        return [(key[0], key[1] + 1), (key[0] + 1,)]
    return [(key[0] + 1,), (key[0], 1)] if nested and key[0] else [(key[0] + 1,)]


def _may_be(item: _Item, code: str) -> bool:
    """Tell whether what was read may be a code: strokes get lost, but no number becomes another."""
    return item.read is None or _is_left_of(item, code)


def _is_left_of(item: _Item, code: str) -> bool:
    """Tell whether what was read is what is left of a code when signs are lost; a 十 on a stroke looks like 上."""
    return has_in_order(code, item.code) or has_in_order(code, item.code.replace("上", "十"))


def _is_rest_of(item: _Item, code: str) -> bool:
    """Tell whether what was read is what is left of a code, of which a first sign that is doubted may be another."""
    if _is_left_of(item, code):
        return True
    return item.line.confidence < TRUSTED and has_in_order(code[1:], item.code[1:])


def _numbers(code: str) -> Key | None:
    found = _parse(code)
    return found[1] if found is not None else None


def _write(item: _Item, code: str) -> Warning | None:
    before = item.line.text
    item.line.kind = "title" if item.title else "caption"
    if item.code == code or (is_code(item.code) and item.read == _numbers(code)):
        return None  # 附表3 may stand among 表2 and 表4
    item.line.text = f"{code} {item.title}" if item.title else code
    item.line.confidence, item.line.lattice = BELIEVED, None
    message = f"`{before}` is taken for `{code}`, as the tables are numbered through"
    return Warning("misread_caption", message, item.line.page)
