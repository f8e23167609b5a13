from __future__ import annotations

from extractors.context.numerals import Head, ordinal, read_head


def test_numerals() -> None:
    assert [ordinal(number) for number in (1, 10, 11, 20, 28, 30)] == ["一", "十", "十一", "二十", "二十八", "三十"]


def test_a_closing_bracket_may_be_read_as_another_mark() -> None:
    for text in ("(三:国有资本", "（三.国有资本", "(三、国有资本"):
        assert read_head(text) == Head("bracket", 3, 3, False)
    assert read_head("(三国有资本") == Head("bracket", 3, 2, False)
    assert read_head("（三）国有资本") == Head("bracket", 3, 3, True)


def test_the_sign_behind_a_numeral_may_be_read_as_a_stroke() -> None:
    assert read_head("一-教育支出") == read_head("一：教育支出")
    assert read_head("一-2") is None
