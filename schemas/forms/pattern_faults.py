"""Why a pattern that compiles can never match: texts are compared in a form that it does not have."""

from __future__ import annotations

import re
import unicodedata
import warnings

_QUOTES = "\"'“”„‘’《》「」"
_ESCAPED = re.compile(r"\\.")
_SPACE = re.compile(r"\\?\s+")
_SET = re.compile(r"\[[^\]]*\]")


def pattern_fault(pattern: str) -> str | None:
    """Return what is wrong with a pattern for titles, headings or labels, or None; those that do not compile pass."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            if re.compile(pattern).fullmatch(""):
                return "the pattern matches the empty text, and so anything"
    except (re.error, FutureWarning):
        return None
    plain = _SET.sub("", _ESCAPED.sub(lambda escaped: escaped.group()[1:], pattern))
    if any(mark.isspace() for mark in plain):
        better = _SPACE.sub("", pattern)
        return f"the pattern never matches: texts are compared without white space; write {better}"
    narrow = unicodedata.normalize("NFKC", pattern)
    if narrow != pattern:
        wide = next(mark for mark in pattern if unicodedata.normalize("NFKC", mark) != mark)
        plain_mark = unicodedata.normalize("NFKC", wide)
        escaped = re.escape(plain_mark)
        return f"the pattern never matches: texts are compared with {plain_mark} for {wide}; write {escaped}"
    quote = next((mark for mark in plain if mark in _QUOTES), None)
    if quote:
        return f"the pattern never matches: texts are compared without quotation marks; leave {quote} out"
    return None
