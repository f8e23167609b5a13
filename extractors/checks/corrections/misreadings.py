"""Which amounts a recogniser may have taken for the one it read: one character off, or among its own readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.checks.figures import scaled
from extractors.text import normalise
from schemas.table import Reading

_DIGITS = "0123456789"


def other_amounts(text: str, places: int, readings: Sequence[Reading]) -> dict[int, bool]:
    """Return the amounts, in millionths, that may stand where ``text`` was read.

    The value tells whether the engine itself offered the amount. Beside its readings, these are texts with one digit
    exchanged, lost or added, with the decimal point lost or moved, with a minus that was lost or without one that was
    none, that have ``places`` decimals; never ``text``.
    """
    printed = plain_amount(text)
    own = scaled(printed)
    found = {
        value: False for near in _near(printed) if _has_places(near, places) and (value := scaled(near)) is not None
    }
    for reading in readings:
        value = read_amount(reading.text)
        if value is not None:
            found[value] = True
    return {value: offered for value, offered in found.items() if value != own}


def plain_amount(text: str) -> str:
    """Return a printed amount as figures are compared: normalised, without thousands separators."""
    return normalise(text).replace(",", "")


def read_amount(text: str) -> int | None:
    """Return a printed amount in millionths, None for what is none."""
    return scaled(plain_amount(text))


def _has_places(text: str, places: int) -> bool:
    whole, _, rest = text.partition(".")
    if text == "0":
        return True  # nothing may be printed without decimals among amounts with them
    return len(rest) == places and whole.strip("-") != "" and not (whole.strip("-").startswith("0") and len(whole) > 1)


def _near(text: str) -> Iterator[str]:
    for position, character in enumerate(text):
        if character in _DIGITS:
            yield text[:position] + text[position + 1 :]
            yield from (text[:position] + digit + text[position + 1 :] for digit in _DIGITS)
    for position in range(len(text) + 1):
        yield from (text[:position] + digit + text[position:] for digit in _DIGITS)
    yield text[1:] if text.startswith("-") else f"-{text}"
    bare = text.replace(".", "")
    yield from (f"{bare[:position]}.{bare[position:]}" for position in range(1, len(bare)))
