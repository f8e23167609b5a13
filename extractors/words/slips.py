"""How far a text of a scan is from another that it may be."""

from __future__ import annotations


def differing(text: str, other: str) -> int:
    """Return in how many places two texts of one length differ; texts of other lengths are far apart."""
    if len(text) != len(other):
        return len(text)
    return sum(1 for a, b in zip(text, other, strict=True) if a != b)


def is_one_slip(text: str, code: str) -> bool:
    """Tell whether a text is the code with one or two characters misread, or one lost or added."""
    if not any(character.isdigit() for character in text):
        return False
    if len(text) == len(code):
        return differing(text, code) <= 2
    longer, shorter = (text, code) if len(text) > len(code) else (code, text)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
