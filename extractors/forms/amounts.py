"""Printed figures to decimal strings. Nothing is rounded, scaled or guessed."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+", re.ASCII)
#: What stands for "nothing" in a column of figures, once dashes are unified and spaces gone.
_ABSENT = re.compile(r"-*|[/\\*_.…]{1,6}")
_DASHES = str.maketrans(dict.fromkeys("—–－﹣−‐‑―─━ー", "-"))
_NEGATIVE = "△▲▽▼"


def is_absent(text: str) -> bool:
    """Tell whether a text is blank or a dash: no figure was printed."""
    if not text:
        return True
    if text[-1].isdigit():
        return False
    return bool(_ABSENT.fullmatch(_plain(text)))


def parse_amount(text: str) -> str | None:
    """Return a printed amount as a decimal string, scale as printed, or None when the text is no number.

    Thousands separators go; (1.00), △1.00 and −1.00 are negative; full-width digits become ASCII; a currency sign
    goes.
    """
    if _PLAIN.fullmatch(text):
        return text
    body = _plain(text)
    sign = ""
    if body.startswith("(") and body.endswith(")"):
        sign, body = "-", body[1:-1]
    body = body.lstrip("¥￥$")
    if body.startswith(("-", "+", *_NEGATIVE)):
        if body[0] != "+":
            sign = "" if sign else "-"
        body = body[1:].lstrip("¥￥$")
    if not _GROUPED.fullmatch(body):
        return None
    digits = body.replace(",", "")
    return sign + ("0" + digits if digits.startswith(".") else digits)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())


def parse_percent(text: str) -> str | None:
    """Return a printed percentage without its sign as a decimal string, or None when the text is no number."""
    body = unicodedata.normalize("NFKC", text).strip()
    return parse_amount(body.removesuffix("%").strip())
