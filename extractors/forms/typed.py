"""Printed texts to typed values: numbers, dates, codes, lists. Pure functions on strings."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Literal

from extractors.forms.amounts import parse_amount

DateOrder = Literal["ymd", "dmy", "mdy"]

_CURRENCY = re.compile(r"^(?:[A-Z]{3}(?=[\s\d(+-])|[€£$¥]|US\$)\s*|\s*(?:(?<=[\d\s)])[A-Z]{3}|[€£$¥]|元)$")
_SIGNS = ("-", "−", "–", "+")
_SWAPPED = str.maketrans(",.", ".,")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_SHORT_YEAR_FIRST = re.compile(r"(\d{2})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-\s./]*([A-Za-z]{3,9})\.?[-\s./,]*(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?[-\s]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})")
_MONTHS: tuple[str, ...] = ("january", "february", "march", "april", "may", "june")
_MONTHS += ("july", "august", "september", "october", "november", "december")
#: Years of two digits count from here, as in POSIX: 69 is 1969, 68 is 2068.
_FIRST_SHORT_YEAR = 69


class AmbiguousDate(ValueError):
    """A date whose day and month could change places, and nothing says which is which."""


def parse_decimal(text: str, decimal_mark: str = ".") -> str | None:
    """Return a printed number as a decimal string, or None; a currency before or after it and a last minus are read."""
    body = unicodedata.normalize("NFKC", text).strip()
    sign = body[0] if body[:1] in _SIGNS else ""
    body = sign + _CURRENCY.sub("", _CURRENCY.sub("", body.removeprefix(sign).strip())).strip()
    if body.endswith(("-", "−", "–")) and len(body) > 1:
        body = "-" + body[:-1].strip()
    return parse_amount(body.translate(_SWAPPED) if decimal_mark == "," else body)


def parse_integer(text: str, decimal_mark: str = ".") -> str | None:
    """Return a printed whole number as a decimal string, or None when it is none or has decimals."""
    number = parse_decimal(text, decimal_mark)
    return number if number is not None and "." not in number else None


def parse_date(text: str, order: DateOrder | None) -> str | None:
    """Return a printed day as YYYY-MM-DD, or None when the text is no day of the calendar.

    ``order`` settles days printed as three numbers. Raises AmbiguousDate where it is needed and not given.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if found := _YEAR_FIRST.fullmatch(plain.replace(" ", "")):
        year, month, day = (part for part in found.groups() if part is not None)
        return _iso(year, month, day)
    if found := _DAY_MONTH.fullmatch(plain):
        return _iso(found[3], _month(found[2]), found[1])
    if found := _MONTH_DAY.fullmatch(plain):
        return _iso(found[3], _month(found[1]), found[2])
    return _numeric(plain.replace(" ", ""), order)


def split_list(text: str, separator: str) -> list[str]:
    """Return the texts of a list without the blanks around them; empty ones are left out."""
    return [part for piece in re.split(separator, text) if (part := piece.strip())]


def _numeric(plain: str, order: DateOrder | None) -> str | None:
    if order == "ymd":
        found = _SHORT_YEAR_FIRST.fullmatch(plain)
        return _iso(found[1], found[2], found[3]) if found else None
    found = _NUMERIC.fullmatch(plain)
    if found is None:
        return None
    first, second, year = found.groups()
    as_dmy, as_mdy = _iso(year, second, first), _iso(year, first, second)
    if order is not None:
        return as_dmy if order == "dmy" else as_mdy
    if as_dmy and as_mdy and as_dmy != as_mdy:
        raise AmbiguousDate(plain)
    return as_dmy or as_mdy


def _month(name: str) -> str | None:
    """Return the number of an English month, named in full or by at least three letters."""
    matching = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())]
    if name.lower() == "sept":
        matching = [9]
    return str(matching[0]) if len(matching) == 1 else None


def _iso(year: str, month: str | None, day: str) -> str | None:
    if month is None:
        return None
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= _FIRST_SHORT_YEAR else 2000
    try:
        return date(number, int(month), int(day)).isoformat()
    except ValueError:
        return None
