"""Columns of two forms that print the same amounts for the same subjects: revenue and expenditure by subject.

No definition says so of every budget: what was left of the year before may stand in one form only. A document shows it
where its columns agree for many subjects, and nowhere differ where both are read well. Such a column is a second
reading of the other, often in larger print. That is no check: only where sums bear it out it says what a figure is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from extractors.checks.apply_rules import amount_fields
from extractors.checks.corrections.scanned_cells import ScannedCells
from extractors.checks.document import Document
from extractors.checks.equation import Equation, Term
from extractors.checks.figures import Figure, FormFigures
from schemas.form import Form
from schemas.forms.library import FormLibrary

#: Columns are alike for so many subjects, this share of those that both print, and differ for none that both have
#: in cells believed so much.
FEWEST, MOST, BELIEVED = 5, 0.25, 0.9
SAME_SUBJECT = "same_subject"

#: A subject's code and the unit's beside it.
Key = tuple[str, str]


def copies(forms: Sequence[Form], library: FormLibrary, cells: ScannedCells) -> Iterator[Equation]:
    """Yield equations of a figure and its copy in another form, for columns that print the same amounts."""
    document = Document(forms, amount_fields(library))
    listed = [
        figures for figures in document.forms if any(record.get("subject_code") for record in figures.form.records)
    ]
    for first, second in combinations(listed, 2):
        if first.form.unit != second.form.unit or document.beside(second.form.form, first) is not second:
            continue
        theirs = _columns(second)
        for path, column in _columns(first).items():
            # What is spent on projects stands in the total too, for most subjects: the likest column is meant.
            likest = max((_alike(column, other) for other in theirs.values()), default=0)
            for name, other in theirs.items():
                if _alike(column, other) == likest and _is_copy(column, other, cells):
                    yield from _equal(column, other, f"{first.form.form}.{path} = {second.form.form}.{name}")


def _columns(figures: FormFigures) -> Mapping[str, Mapping[Key, Figure]]:
    """Return a form's columns by measure, each figure by its subject; subjects that come twice are left out."""
    columns: dict[str, dict[Key, Figure]] = {}
    twice: set[Key] = set()
    seen: set[Key] = set()
    for record, row in zip(figures.form.records, figures.records, strict=True):
        key = (record.get("subject_code") or "", record.get("unit_code") or "")
        twice |= {key} & seen
        seen.add(key)
        for path, figure in row.items() if key[0] else ():
            columns.setdefault(path, {})[key] = figure
    return {path: {key: one for key, one in column.items() if key not in twice} for path, column in columns.items()}


def _pairs(column: Mapping[Key, Figure], other: Mapping[Key, Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield the figures of two columns for one subject, but where both are nought."""
    return ((one, other[key]) for key, one in column.items() if key in other and (one.value or other[key].value))


def _alike(column: Mapping[Key, Figure], other: Mapping[Key, Figure]) -> int:
    return sum(one.value == copy.value for one, copy in _pairs(column, other))


def _is_copy(column: Mapping[Key, Figure], other: Mapping[Key, Figure], cells: ScannedCells) -> bool:
    """Tell whether two columns print the same amounts, as far as they were read well."""
    pairs = list(_pairs(column, other))
    if _alike(column, other) < max(FEWEST, MOST * len(pairs)):
        return False
    return not any(one.value != copy.value and _is_read(one, cells) and _is_read(copy, cells) for one, copy in pairs)


def _equal(column: Mapping[Key, Figure], other: Mapping[Key, Figure], label: str) -> Iterator[Equation]:
    for one, copy in _pairs(column, other):
        yield Equation(SAME_SUBJECT, label, Term(one), (Term(copy),))


def _is_read(figure: Figure, cells: ScannedCells) -> bool:
    cell = cells.of(figure)
    return cell is None or cell.confidence >= BELIEVED
