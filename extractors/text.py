"""How Chinese and Latin text is joined, normalised and compared. Pure functions on strings, used by every stage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

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
_SET_APART = re.compile(r"\S(?: \S){3,}")
_SPACED_ORDINAL = re.compile(r"^([(（])? ?([1-9]) (\d) ?(?=[、)）])")
_SPACED_FIGURE = re.compile(r"-? ?(?:\d+(?: ?[.,] ?\d+)+|\d(?: \d)*(?: [.,](?: \d)+)+)")
_FIGURE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)")
_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}])\\s+|\\s+(?=[{_WIDE}])")


@lru_cache(maxsize=16384)
def normalise(text: str) -> str:
    """Return the form in which texts are compared: NFKC, one kind of quotes and dashes, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_UNIFIED))


def letters_of(text: str) -> str:
    """Return a normalised text without its marks: brackets are thin, and the first thing that a copy loses."""
    return "".join(character for character in normalise(text) if character.isalnum())


def is_wide(character: str) -> bool:
    """Tell whether a character belongs to a script that is set without spaces between words."""
    return bool(_IS_WIDE.match(character))


def drop_layout_spaces(text: str) -> str:
    """Return the text without spaces next to CJK characters and with single spaces elsewhere.

    Where every single character of a text in Chinese is set apart, its digits are too: ``第 1 2 条``. Those of an
    ordinal are one number in any case, ``1 0 、支出``, and a figure is one whose points and commas stand apart.
    """
    typed = _SPACED_ORDINAL.sub(r"\1\2\3", _SPACE.sub(" ", text).strip())
    if _SET_APART.fullmatch(typed) and _IS_WIDE.search(typed):
        return typed.replace(" ", "")
    if _SPACED_FIGURE.fullmatch(typed) and _FIGURE.fullmatch(figure := typed.replace(" ", "")):
        return figure
    return _BETWEEN_WIDE.sub("", typed)


_NUMBER = re.compile(r"[-+(（]?[¥￥$€£]?(\d{1,3}([,，]\d{3})+|\d+)(\.\d*)?%?[)）]?")


def join_printed_lines(lines: Sequence[str]) -> str:
    """Return the text that was typed, from the lines that the printer broke it into; see ``_join``."""
    return _join(tuple(lines))


def shared_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines as a tuple; equal ones of recent cells are one object, as tables repeat the same few labels."""
    return _shared(tuple(lines))


@lru_cache(maxsize=4096)
def _shared(lines: tuple[str, ...]) -> tuple[str, ...]:
    return lines


@lru_cache(maxsize=4096)
def _join(lines: tuple[str, ...]) -> str:
    """Join printed lines.

    Nothing goes between CJK characters, between CJK and Latin or digits, or inside a number or a code; a single space
    goes between Latin words. Layout spaces between CJK characters go.
    """
    if len(lines) == 1 and drop_layout_spaces(lines[0]) == lines[0]:
        return lines[0]
    joined = ""
    for line in lines:
        piece = drop_layout_spaces(line)
        if not piece:
            continue
        joined += (" " if joined and _needs_space(joined, piece) else "") + piece
    return joined


def _needs_space(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if is_wide(last) or is_wide(first):
        return False
    if last.isdigit() or last in ".,，":
        return not _is_torn_number(before, after)
    return not (last in "-/([{" or first in ")]}%/,.;:")


def _is_torn_number(before: str, after: str) -> bool:
    """Tell whether a break fell inside a number, a code or a date rather than between two of them."""
    head = before.rsplit(" ", 1)[-1]
    tail = after.split(" ", 1)[0]
    if not tail[0].isdigit() and tail[0] not in ".,，%":
        return False
    if not head[-1].isdigit() and head[-1] not in ".,，":
        return False
    both = head + tail
    if _NUMBER.fullmatch(both):
        # 12.50 over 13 would make 12.5013: two decimals that are already there end the number.
        return not (re.search(r"\.\d\d$", head) and tail[0].isdigit())
    return head.isdigit() and tail.isdigit()
