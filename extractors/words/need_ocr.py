"""Which pages have to be read from their picture."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.content import Characters, Rulings
from extractors.space import PageSpace
from extractors.words.garble import is_garbled
from schemas.geometry import Box
from schemas.options import OcrMode

#: A page is a scan when pictures cover this share of it ...
_COVERED = 0.5
#: ... and it has fewer characters than this: a page number or a stamp may have been typed onto the scan.
_FEW = 20
#: A page with fewer level rulings draws no table; pictures on less of the page than this hold none either.
_FEW_RULINGS, _PICTURED = 3, 0.04


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


def hides_rulings(rulings: Rulings, characters: Characters, pictures: Sequence[Box], space: PageSpace) -> bool:
    """Tell whether a page of text may have its rulings in a picture or a shading: it draws hardly any itself."""
    drawn = len(rulings.horizontal) >= _FEW_RULINGS and len(rulings.vertical) > 0
    return not drawn and len(characters) >= _FEW and covered_share(pictures, space) > _PICTURED
