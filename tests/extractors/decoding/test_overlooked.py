"""Characters that a recogniser passed over."""

from __future__ import annotations

import pytest

from extractors.decoding.ctc import kept_steps, spelt
from extractors.decoding.overlooked import overlooked
from extractors.lattices import steps_of
from schemas.table import Lattice
from tests.support.lattices import lattice_of

ALPHABET = ["", *"各类党报刊订门阅数量12"]


def paced(text: str, between: int = 1, **likely: float) -> Lattice:
    """Return a lattice that speaks at every third or so of its steps; ``□`` is a silence that may be ``likely``."""
    steps: list[dict[str, float]] = [{"": 1.0}]
    for one in text:
        steps.append({"": 1 - sum(likely.values()), **likely} if one == "□" else {one: 0.9, "": 0.1})
        steps += [{"": 1.0}] * between
    return lattice_of(ALPHABET, *steps)


def read(lattice: Lattice) -> str:
    return spelt(kept_steps(lattice), None)[0].text


@pytest.mark.parametrize("text", ["各类党报党刊□", "□类党报党刊订", "各类党报□刊订"])
def test_a_silence_as_long_as_a_character_is_one_if_something_was_seen(text: str) -> None:
    seen = paced(text, 订=0.1, 门=0.1)
    (at,) = overlooked(steps_of(seen))
    assert {one for one, _ in steps_of(seen)[at][:3]} == {"\0", "订", "门"}
    assert len(read(seen)) == len(text)
    blank = paced(text, 订=0.01)
    assert overlooked(steps_of(blank)) == frozenset()
    assert read(blank) == text.replace("□", "")


def test_print_that_is_not_even_or_short_or_no_chinese_tells_nothing() -> None:
    for text in ("党报□", "各类12□□", "各□类□党□报□□"):
        assert overlooked(steps_of(paced(text, 订=0.1))) == frozenset()


def test_an_even_line_without_a_silence_is_left_alone() -> None:
    assert overlooked(steps_of(paced("各类党报党刊订", 订=0.1))) == frozenset()
