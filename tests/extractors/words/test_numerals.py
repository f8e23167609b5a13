from __future__ import annotations

from extractors.words.numerals import ordinal


def test_numerals() -> None:
    assert [ordinal(number) for number in (1, 10, 11, 20, 28, 30)] == ["一", "十", "十一", "二十", "二十八", "三十"]
