"""Official names that may stand in the cells of a budget: subjects, and the first two levels of indicators."""

from __future__ import annotations

from functools import cache

from extractors.context.numerals import ordinal
from extractors.text import normalise
from schemas.vocabulary.indicators import level1_names, level2_names
from schemas.vocabulary.subjects import subjects

#: Shorter texts are too alike to be told apart by their neighbours.
SHORTEST = 3
_ORDINALS = [form.format(ordinal(number)) for number in range(1, 31) for form in ("{}、", "({})")]


@cache
def official_names() -> frozenset[str]:
    """Return the normalised official names that may stand in cells, classes of expenditure with their ordinals too."""
    names = {subject.name for subject in subjects()} | {*level1_names(), *level2_names()}
    # Classes of expenditure are numbered in the forms, as each department needs them.
    functions = (subject for subject in subjects() if subject.classification == "function")
    classes = [function.name for function in functions if len(function.code) == 3]
    names |= {f"{ordinal}{name}" for ordinal in _ORDINALS for name in classes}
    return frozenset(normalise(name) for name in names if len(name) >= SHORTEST)
