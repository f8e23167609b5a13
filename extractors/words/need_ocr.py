"""Which pages have to be read from their picture."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.content import Characters
from extractors.space import PageSpace
from extractors.words.garble import is_garbled
from schemas.geometry import Box
from schemas.options import OcrMode

#: A page is a scan when pictures cover this share of it ...
_COVERED = 0.5
#: ... and it has fewer characters than this: a page number or a stamp may have been typed onto the scan.
_FEW = 20


def needs_ocr(mode: OcrMode, characters: Characters, pictures: Sequence[Box], space: PageSpace) -> bool:
    """Tell whether a page is to be read from its picture, given what its text layer holds and what it shows."""
    if mode == "never":
        return False
    if mode == "always":
        return True
    if is_garbled(characters):
        return True
    return len(characters) < _FEW and covered_share(pictures, space) > _COVERED


def covered_share(pictures: Sequence[Box], space: PageSpace) -> float:
    """Return how much of the page its pictures cover, at most 1; overlaps count twice."""
    page = Box(0, 0, space.width, space.height)
    covered = sum(page.overlap(picture) for picture in pictures)
    return min(1.0, covered / max(1.0, space.width * space.height))
