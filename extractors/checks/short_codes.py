"""Codes of which only the two digits of their own level are printed: 208, 05, 2080501; what they are in full."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.text import normalise
from schemas.vocabulary.subjects import names_of

#: Digits of a level below the class, and of the codes that such a level may go on from: 项 under 款, 款 under 类.
_LEVEL, _ABOVE = 2, (5, 3)


def full_codes(codes: Sequence[str], names: Sequence[str]) -> list[str]:
    """Return the codes of a form's rows in full, as far as the codes above, the next one and the names tell.

    ``names`` are normalised. A code that nothing completes stays as printed; so do all others.
    """
    found: list[str] = []
    opened: dict[int, str] = {}
    for index, (code, name) in enumerate(zip(codes, names, strict=True)):
        if len(code) == _LEVEL and code.isdecimal():
            following = next((other for other in codes[index + 1 :] if other), "")
            code = _completed(code, name, following, [opened[size] for size in _ABOVE if size in opened])
        if code.isdecimal():
            opened = {size: above for size, above in opened.items() if size < len(code)} | {len(code): code}
        found.append(code)
    return found


def _completed(code: str, name: str, following: str, above: Sequence[str]) -> str:
    wholes = [start + code for start in above]
    named = [whole for whole in wholes if name in map(normalise, names_of(whole))]
    begun = [whole for whole in wholes if following != whole and following.startswith(whole)]
    return next(iter([*named, *begun]), code)
