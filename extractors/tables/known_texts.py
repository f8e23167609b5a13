"""Texts that a cell may hold in full: what halves that a page break tore are measured against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractors.text import normalise
from schemas.table import Table
from schemas.vocabulary.indicators import level1_names, level2_names
from schemas.vocabulary.subjects import subjects


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """Normalised texts that a cell may hold in full: a document's own and official names, and labels of forms.

    Halves that are whole texts themselves are none of another; a label may be the half of one.
    """

    own: frozenset[str]
    labels: frozenset[str] = frozenset()

    def are_halves(self, upper: str, lower: str, whole: str) -> bool:
        """Tell whether two texts are the halves of a known one, of which they are not both."""
        return (whole in self.own or whole in self.labels) and not (upper in self.own and lower in self.own)


@cache
def official_texts() -> frozenset[str]:
    """Return the normalised names of official subjects and of the first two levels of indicators."""
    names = {normalise(subject.name) for subject in subjects()}
    return frozenset(names | set(map(normalise, (*level1_names(), *level2_names()))))


def known_texts(pieces: Iterable[tuple[Table, int]]) -> frozenset[str]:
    """Return official names, and a document's whole cells and organisations, normalised.

    ``pieces`` are the tables of each page with how many heading rows they print again. Cells in a piece's first row,
    below such headings, and in its last one are left out: a page break may have cut them.
    """
    found: set[str] = set()
    for table, repeated in pieces:
        found.update(
            normalise(cell.text)
            for cell in table.cells
            if cell.text and cell.row > repeated and cell.last_row < table.row_count - 1
        )
        if table.caption.entity:
            found.add(normalise(table.caption.entity))
    return official_texts() | found
