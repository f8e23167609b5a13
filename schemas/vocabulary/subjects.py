"""Official budget subjects: 政府收支分类科目, codes and names.

Three classifications: what the state does (``function``, 2xx), what a department buys (``department_economic``, 301
to 399) and the same from the treasury's side (``government_economic``, 501 to 599). Names changed over the years, so
a code may have several; the newest comes first. The lists are not complete, as every year and every province adds
subjects: a code that is missing here says nothing about a document.

Sources and years stand at the head of the data files beside this module.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

Classification = Literal["function", "department_economic", "government_economic"]
_FILES: dict[Classification, str] = {
    "function": "expenditure_functions.tsv",
    "department_economic": "department_economic_classes.tsv",
    "government_economic": "government_economic_classes.tsv",
}


class Subject(NamedTuple):
    """One name of one code, with the first and last budget year it is known to be valid (None: open)."""

    code: str
    name: str
    classification: Classification
    first_year: int | None = None
    last_year: int | None = None


def subjects() -> Iterator[Subject]:
    """Go through all subjects, in the order of their codes within a classification."""
    return (subject for found in _by_code().values() for subject in found)


def lookup(code: str) -> tuple[Subject, ...]:
    """Return what a code stands for, newest name first; empty when it is not listed."""
    return _by_code().get(code, ())


def names_of(code: str) -> tuple[str, ...]:
    """Return the names of a code, newest first."""
    return tuple(subject.name for subject in lookup(code))


def codes_of(name: str) -> tuple[str, ...]:
    """Return the codes that have, or had, a name; full-width marks and white space do not matter."""
    return _by_name().get(_comparable(name), ())


def is_subject_name(name: str) -> bool:
    """Tell whether some classification has, or had, a subject of this name."""
    return _comparable(name) in _by_name()


def _comparable(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


@cache
def _by_code() -> dict[str, tuple[Subject, ...]]:
    found: dict[str, tuple[Subject, ...]] = {}
    for classification, file in _FILES.items():
        for line in (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                subject = _subject(line.split("\t"), classification)
                known = found.get(subject.code, ())
                found[subject.code] = tuple(sorted((*known, subject), key=_newest_first)) if known else (subject,)
    return found


def _subject(columns: list[str], classification: Classification) -> Subject:
    code, name, *years = columns
    first, last = [int(year) if year else None for year in (*years, "", "")[:2]]
    return Subject(code, name, classification, first, last)


def _newest_first(subject: Subject) -> int:
    return -(subject.last_year or 9999)


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for subject in subjects():
        key = _comparable(subject.name)
        codes = found.get(key, ())
        if subject.code not in codes:
            found[key] = (*codes, subject.code)
    return found
