"""How Chinese and Latin text is joined, normalised and compared. Pure functions on strings, used by every stage."""

from __future__ import annotations

import re
import unicodedata

_UNIFIED = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "—": "-",
        "–": "-",
        "﹣": "-",
        "－": "-",
        "〔": "[",
        "〕": "]",
        "【": "[",
        "】": "]",
        "︰": ":",
    }
)
_SPACE = re.compile(r"\s+")
#: Scripts and marks set without spaces between words: CJK punctuation, kana, ideographs, full-width forms.
_WIDE = r"\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·"
_IS_WIDE = re.compile(f"[{_WIDE}]")
_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}])\\s+|\\s+(?=[{_WIDE}])")


def normalise(text: str) -> str:
    """Return the form in which texts are compared: NFKC, one kind of quotes and dashes, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_UNIFIED))


def is_wide(character: str) -> bool:
    """Tell whether a character belongs to a script that is set without spaces between words."""
    return bool(_IS_WIDE.match(character))


def drop_layout_spaces(text: str) -> str:
    """Return the text without spaces next to CJK characters and with single spaces elsewhere."""
    return _BETWEEN_WIDE.sub("", _SPACE.sub(" ", text)).strip()
