"""Texts that may settle a doubtful one: official names, headings, and what the document surely says elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.context.fits import SETTLED, TRUSTED
from extractors.context.official_names import SHORTEST, official_names
from extractors.context.outvoted import outvoted
from extractors.decoding.language import has_ideograph
from extractors.text import normalise
from schemas.table import Cell

#: Of so many characters are words before an official name that say whose it is; so many names have them.
WHOSE, NAMES = (2, 3), 3
#: The source of texts that head columns.
HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Known:
    """A text that may settle another: as printed, how often the document has it, and where it is from."""

    text: str
    count: int
    source: str
    believed: float = SETTLED

    @property
    def evidence(self) -> str:
        """What a repair says of it."""
        return f"same document: {self.count} times" if self.count else f"{self.source}: {self.text}"


def known_texts(cells: Sequence[Cell], headings: Iterable[str], entities: Counter[str]) -> dict[str, Known]:
    """Return the texts of more than a letter or two that may stand in cells, official ones as such."""
    words = [cell for cell in cells if len(cell.text) >= SHORTEST and has_ideograph(cell.text)]
    counts = Counter(normalise(cell.text) for cell in words if cell.confidence >= TRUSTED)
    slips = outvoted(counts.keys() | entities.keys(), Counter(normalise(cell.text) for cell in words) + entities)
    known = {text: Known(text, 0, HEADING) for text in headings}
    known |= {text: Known(text, count, "same document") for text, count in counts.items() if text not in slips}
    names = official_names().union(_whose_names(counts))
    known |= {name: Known(name, counts[name], "vocabulary") for name in names}
    return known | {text: Known(text, count, "caption") for text, count in entities.items() if text not in slips}


def _whose_names(texts: Iterable[str]) -> Iterator[str]:
    """Yield the official names that texts have, behind each of the words that name whose they are: 行政, 事业.

    Where a department has 奖金 and 行政奖金, and other names of 事业, it may have 事业奖金.
    """
    names, found = official_names(), Counter[str]()
    bare = {text for text in texts if text in names}
    for text in texts:
        for length in WHOSE:
            if text not in names and text[length:] in names:
                found[text[:length]] += 1
                bare.add(text[length:])
    for whose, count in found.items():
        if count >= NAMES:
            yield from (whose + name for name in bare)


def short_texts(cells: Iterable[Cell]) -> dict[str, Known]:
    """Return texts too short to be told by a letter or two that a document has more than once: units of measure."""
    counts = Counter(
        normalise(cell.text)
        for cell in cells
        if cell.confidence >= TRUSTED and 0 < len(cell.text) < SHORTEST and not cell.text.isdigit()
    )
    return {text: Known(text, count, "same document") for text, count in counts.items() if count > 1}
