"""The ``pages`` option, checked at the door: what no document can make right is refused before anything is stored."""

from __future__ import annotations

import re

#: Also in the OpenAPI document, so that clients can check it.
PATTERN = r"^\d{1,7}(-\d{0,7})?(,\d{1,7}(-\d{0,7})?)*$"


def fault_of(pages: str) -> str | None:
    """Return what is wrong with a range such as ``1-3,7``, or None when it is well formed."""
    if re.fullmatch(PATTERN, pages) is None:
        return "expected numbers and ranges such as 1-3,7"
    for piece in pages.split(","):
        first, dash, last = piece.partition("-")
        if int(first) < 1 or (dash and last and int(last) < int(first)):
            return "a range must begin at 1 or later and must not run backwards"
    return None
