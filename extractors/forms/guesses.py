"""What type of values a column of printed texts has, guessed for a first definition of a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.forms.amounts import is_absent, parse_percent
from extractors.forms.typed import AmbiguousDate, DateOrder, parse_date, parse_decimal, parse_integer
from extractors.forms.wording import as_code
from schemas.forms.definition import ValueType

#: So much of a column has to fit a type; the rest are labels of totals and the odd remark.
_ENOUGH = 0.8
_GERMAN_DECIMALS = re.compile(r".*\d,\d{1,2}\D*|.*\d\.\d{3},\d+\D*")
_POINT_DECIMALS = re.compile(r".*\d\.\d{1,2}\D*|.*\d,\d{3}\.\d+\D*")
_NUMBERED = re.compile(
    r"(?:.*[_\s])?(?:no|nr|id|code|ref|reference|number|account)\.?|.*(?:编号|号码|代码|编码|账号|号)", re.IGNORECASE
)
_LISTED = re.compile(r"[^、;；。]{1,20}(?:[、;；][^、;；。]{1,20})+")
_LIKE_CODES = re.compile(r"0\d+|\d{9,}")


@dataclass(frozen=True, slots=True)
class Guess:
    """A type, and what has to be said with it; ``doubtful`` tells that the day and month may be the other way."""

    type: ValueType
    date_order: DateOrder | None = None
    decimal_mark: str = "."
    doubtful: bool = False


def guess_type(heading: str, texts: Sequence[str]) -> Guess:
    """Return the narrowest type that most of a column's texts fit; text for a column that prints nothing."""
    said = [text for text in texts if not is_absent(text)]
    if not said:
        return Guess("text")
    if date := _date(said):
        return date
    if _most(said, lambda text: text.rstrip().endswith(("%", "％")) and parse_percent(text) is not None):
        return Guess("percent")
    return _code(heading, said) or _number(said) or _words(said)


def _date(said: Sequence[str]) -> Guess | None:
    if _most(said, lambda text: _day(text, None) is not None):
        return Guess("date")
    counts: dict[DateOrder, int] = {"dmy": 0, "mdy": 0, "ymd": 0}
    for order in counts:
        counts[order] = sum(_day(text, order) is not None for text in said)
    best = max(counts, key=lambda order: counts[order])
    if counts[best] < _ENOUGH * len(said):
        return None
    return Guess("date", best, doubtful=list(counts.values()).count(counts[best]) > 1)


def _day(text: str, order: DateOrder | None) -> str | None:
    try:
        return parse_date(text, order)
    except AmbiguousDate:
        return None


def _code(heading: str, said: Sequence[str]) -> Guess | None:
    """Return the type code for numbers that count nothing: so headed, too long, or with leading zeros, or letters."""
    coded = _most(said, lambda text: as_code(text) is not None and any(mark.isdigit() for mark in text))
    if not coded or any(any(mark.isspace() for mark in text.strip()) for text in said if as_code(text)):
        return None
    lettered = _most(said, lambda text: parse_decimal(text) is None and as_code(text) is not None)
    numbers = [text for text in said if text.isdigit()]
    long = bool(numbers) and _most(numbers, lambda text: bool(_LIKE_CODES.fullmatch(text)))
    return Guess("code") if lettered or long or _NUMBERED.fullmatch(heading.strip()) else None


def _number(said: Sequence[str]) -> Guess | None:
    comma = any(_GERMAN_DECIMALS.fullmatch(text) for text in said)
    mark = "," if comma and not any(_POINT_DECIMALS.fullmatch(text) for text in said) else "."
    if _most(said, lambda text: parse_integer(text, mark) is not None):
        return Guess("integer", decimal_mark=mark)
    if _most(said, lambda text: parse_decimal(text, mark) is not None):
        return Guess("decimal", decimal_mark=mark)
    return None


def _words(said: Sequence[str]) -> Guess:
    return Guess("list" if _most(said, lambda text: bool(_LISTED.fullmatch(text))) else "text")


def _most(texts: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return sum(map(fits, texts)) >= _ENOUGH * len(texts)
