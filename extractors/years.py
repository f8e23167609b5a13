"""Years in Chinese numerals: `二〇二四年` as `2024年`."""

from __future__ import annotations

import re

#: The round nought is typed as a numeral, a circle or a letter.
_NOUGHTS = "〇○零OoＯ0"
_FIGURES = str.maketrans(_NOUGHTS + "一二三四五六七八九", "0" * len(_NOUGHTS) + "123456789")
_YEAR = re.compile(rf"(?:二[{_NOUGHTS}]|一九)[{_NOUGHTS}一二三四五六七八九]{{2}}(?=年)")


def with_plain_years(text: str) -> str:
    """Return a text with the years that it spells in Chinese numerals in figures, all else as it is."""
    return _YEAR.sub(lambda year: year.group().translate(_FIGURES), text)
