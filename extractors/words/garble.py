"""Is a text layer to be believed? What it says is looked at, not how it looks.

Fonts without a usable ToUnicode map give private-use characters, ``(cid:…)``, replacement characters or letters of
scripts that nobody mixes. The invisible text that someone else's OCR laid under a scan is not among the characters at
all: such a page is a scan.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from extractors.content import Characters

#: The share of characters that may be without meaning before the page is read from its picture.
TOLERATED = 0.15
#: Pages with fewer characters than this are judged by nothing: a logo's odd letters are no text layer.
FEWEST = 10
#: Characters looked at: a broken font shows at once.
SAMPLE = 1000
_CID = re.compile(r"\(cid:\d+\)")
#: Private use, unassigned, surrogate and control characters mean nothing to a reader.
_MEANINGLESS = {"Co", "Cn", "Cs", "Cc"}
#: Latin letters that come of UTF-8 or GBK bytes taken for Latin-1: in a run of them no language is written.
_MOJIBAKE = re.compile(r"[\u0080-\u00bf\u00c0-\u00ff]{3,}")
_SCRIPTS = ("LATIN", "CJK", "GREEK", "CYRILLIC", "HANGUL", "HIRAGANA", "KATAKANA", "ARABIC", "THAI", "DEVANAGARI")


def is_garbled(characters: Characters) -> bool:
    """Tell whether the text of a page is noise to a reader, so that the picture is the better source."""
    text = "".join(characters.text[:SAMPLE])
    if len(text) < FEWEST:
        return False
    meaningless = sum(len(match) for match in _CID.findall(text))
    meaningless += sum(1 for character in text if _is_meaningless(character))
    meaningless += sum(len(match) for match in _MOJIBAKE.findall(text))
    if meaningless > TOLERATED * len(text):
        return True
    return _scripts_at_random(text)


def _is_meaningless(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in _MEANINGLESS


def _scripts_at_random(text: str) -> bool:
    """Tell whether letters of many scripts are mixed: a map shifted to another place of Unicode."""
    scripts: Counter[str] = Counter()
    for character in text:
        if character.isalpha():
            name = unicodedata.name(character, "")
            scripts[next((script for script in _SCRIPTS if name.startswith(script)), name.split(" ")[0])] += 1
    letters = sum(scripts.values())
    if letters < FEWEST:
        return False
    common = sum(count for _, count in scripts.most_common(3))
    return letters - common > TOLERATED * letters
