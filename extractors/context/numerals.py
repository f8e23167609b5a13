"""Chinese numerals and the ordinals of row labels that are written with them: `十二、`, `（三）`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

#: How an ordinal is set: `（三）`, `三、`.
OrdinalStyle = Literal["bracket", "comma"]
#: The same, or a numeral of which no more can be read.
Style = Literal["bracket", "comma", "bare"]

_DIGITS = "一二三四五六七八九"
_NUMERAL = f"[{_DIGITS}十]"
#: Strokes that a recogniser sees in a level stroke or a bracket.
_STROKE = "[-—_~1Il|丨]"
#: What else a closing bracket is read for.
_LIKE_CLOSING = "[:：;；,，.．·、>〉】]"
_BRACKETS = re.compile(
    rf"{_STROKE}?[（(]?({_NUMERAL}{{1,3}})[)）]、?|[（(]({_NUMERAL}{{1,3}}){_LIKE_CLOSING}?(?=[\u4e00-\u9fff])"
)
#: Words that begin with a numeral.
_WORD = "一般|三公|三农(?!林)|三支一扶|[一二三]级"
_WORDS = re.compile(_WORD)
_NO_NUMERAL = re.compile(rf"[（(]{_STROKE}{{0,2}}[)）]|[（(](?={_WORD})")
_COMMA = re.compile(rf"({_NUMERAL}{{0,3}})、(?=.)")
_LIKE_COMMA = re.compile(rf"({_NUMERAL}{{1,3}})[-—:：;；,，.．·](?=[\u4e00-\u9fff])")
#: What tells names apart that are otherwise alike: 第一小学 and 第二小学, 东区 and 西区.
NUMERAL = re.compile(r"[\d一二三四五六七八九十甲乙丙丁东南西北]")
#: A number in digits before a label, which is another kind of ordinal.
_IN_DIGITS = re.compile(r"[（(]?\d{1,2}[.．、)）]")
_BARE = re.compile(rf"(?!{_WORD})({_NUMERAL}{{1,3}})(?=[\u4e00-\u9fff])")
#: What may be left of an ordinal before a label: numerals, signs and what strokes are read for.
_REMAINS = re.compile(rf"(?:(?!{_WORD})(?:{_NUMERAL}|[^\u4e00-\u9fff])){{1,5}}(?=[\u4e00-\u9fff])")


def ordinal(number: int) -> str:
    """Return the Chinese numeral of 1 to 99."""
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")


#: The numbers of those numerals.
NUMBERS = {ordinal(number): number for number in range(1, 100)}


@dataclass(frozen=True, slots=True)
class Head:
    """The ordinal that a label begins with: how it is set, its number if that can be read, and how many characters.

    ``whole`` tells that nothing of it is lost.
    """

    style: Style
    number: int | None
    length: int
    whole: bool


def read_head(text: str) -> Head | None:
    """Return the ordinal that a label begins with, or what is left of it; None if it begins otherwise.

    A bare numeral may be the first character of a word that is not known here.
    """
    if found := _NO_NUMERAL.match(text):
        return Head("bracket", None, found.end(), False)
    if found := _BRACKETS.match(text):
        numeral = found[1] or found[2]
        return Head("bracket", NUMBERS.get(numeral), found.end(), found[0][0] in "（(" and found[0][-1] in "）)")
    if found := _COMMA.match(text):
        return Head("comma", NUMBERS.get(found[1]), found.end(), found[1] in NUMBERS)
    if found := _LIKE_COMMA.match(text):
        return Head("bare", NUMBERS.get(found[1]), found.end(), False)
    if found := _BARE.match(text):
        return Head("bare", NUMBERS.get(found[1]), found.end(), False)
    return None


def strip_head(text: str) -> str:
    """Return a label without its ordinal, or without the signs and numerals that may be left of one."""
    head = read_head(text)
    rest = text[head.length :] if head is not None else text
    remains = _REMAINS.match(rest)
    return rest[remains.end() :] if remains else rest


def begins_word(text: str) -> bool:
    """Tell whether a text begins with a word that begins with a numeral."""
    return _WORDS.match(text) is not None


def is_numbered_in_digits(text: str) -> bool:
    """Tell whether a label has its number in digits: `1.`, `（2）`."""
    return _IN_DIGITS.match(text) is not None
