"""The `pages` option: `1-3,7` -> page numbers."""

from __future__ import annotations

import re

from extractors.errors import InvalidOption

_PIECE = re.compile(r"(\d{1,7})(?:-(\d{0,7}))?")


def parse_page_range(pages: str | None, page_count: int) -> list[int]:
    """Return the 1-based numbers that the option names, in document order, without doubles.

    `3-` means from 3 to the end. Numbers past the last page are left out, unless nothing remains. Raises InvalidOption
    for anything else, and when no page of the document is named.
    """
    if pages is None:
        return list(range(1, page_count + 1))
    chosen: set[int] = set()
    for piece in pages.replace(" ", "").split(","):
        match = _PIECE.fullmatch(piece)
        if match is None:
            raise InvalidOption("pages: expected numbers and ranges such as 1-3,7", stage="intake")
        first = int(match[1])
        last = first if match[2] is None else int(match[2] or max(first, page_count))
        if first < 1 or last < first:
            raise InvalidOption("pages: a range must begin at 1 or later and must not run backwards", stage="intake")
        chosen.update(range(first, min(last, page_count) + 1))
    if not chosen:
        raise InvalidOption(f"pages: the document has {page_count} pages, none of them is named", stage="intake")
    return sorted(chosen)
