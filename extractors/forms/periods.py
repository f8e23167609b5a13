"""Years in headings and titles: which block is the form's own year and which the year before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from extractors.years import with_plain_years

Period = Literal["own", "prior", "comparison", "later"]

_YEAR = re.compile(r"(?<!\d)(20\d{2}|19[89]\d)(?=年)|(?:^|年度[:：]\s*)(20\d{2})$")
_COMPARISON = re.compile(r".*(?:比|较|对比).*(?:年|上年|数|预算|执行).*")
_CHANGE = re.compile(r"(?:增减|增长|增加|变动|变化|增幅|差额).*")
_LEADING_YEAR = re.compile(r"(?P<year>20\d{2}|19[89]\d)(?:年度|年)?")
_PRIOR_WORDS = re.compile(r"(?:上年度|上年|上一年度|上一年|去年|前一年)(?:同期)?")
_OWN_WORDS = re.compile(r"(?:本年度|本年|当年|今年)")


def year_in(*texts: str | None) -> int | None:
    """Return the first year that one of the texts names (2024年, 二〇二四年), in the order given, or None."""
    for text in texts:
        if not text:
            continue
        found = _YEAR.search(with_plain_years(text))
        if found:
            return int(found.group(1) or found.group(2))
    return None


def own_year(headings: Iterable[str], year: int | None) -> int | None:
    """Return the form's own year: the given one, else the latest that the headings name."""
    if year is not None:
        return year
    years = [int(found.group(1) or found.group(2)) for heading in headings for found in _YEAR.finditer(heading)]
    return max(years, default=None)


def split_period(heading: str, year: int | None) -> tuple[Period, str] | None:
    """Split a heading such as 2023年预算数 into its period relative to ``year`` and the rest; None when it has none.

    ``later`` is a year after the form's own: no measure says that.
    """
    if _is_comparison(heading):
        found = _CHANGE.search(heading)
        return "comparison", found.group() if found else ""
    found = _LEADING_YEAR.match(heading)
    if found:
        named = int(found["year"])
        if year is None or named == year:
            return "own", heading[found.end() :]
        return ("prior" if named < year else "later"), heading[found.end() :]
    found = _PRIOR_WORDS.match(heading)
    if found:
        return "prior", heading[found.end() :]
    found = _OWN_WORDS.match(heading)
    return ("own", heading[found.end() :]) if found else None


def _is_comparison(heading: str) -> bool:
    periods = len(_YEAR.findall(heading)) + len(_PRIOR_WORDS.findall(heading)) + len(_OWN_WORDS.findall(heading))
    return bool(_COMPARISON.fullmatch(heading)) and (periods >= 2 or bool(re.match(r"(?:与|比|较|同比)", heading)))
