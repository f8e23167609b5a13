from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.decoding.ctc import Steps, candidates, dense_steps, rarity_prior, spelt

ALPHABET = ["", *"0123456789.,"]
EVEN = np.ones(len(ALPHABET), np.float32)


def lattice(*steps: dict[str, float]) -> Steps:
    rows = np.full((len(steps), len(ALPHABET)), 1e-6, np.float32)
    for row, step in zip(rows, steps, strict=True):
        for character, probability in step.items():
            row[ALPHABET.index(character)] = probability
    return rows


def test_repeats_are_one_character_unless_a_blank_parts_them() -> None:
    steps = [{"7": 0.9999}, {"7": 0.9999}, {"": 0.9999}, {"7": 0.9999}]
    assert candidates(lattice(*steps), ALPHABET, EVEN)[0].text == "77"


def test_a_doubtful_character_gives_both_texts_with_their_probabilities() -> None:
    found = candidates(lattice({"1": 0.9999}, {"": 1.0}, {"3": 0.7, "8": 0.3}), ALPHABET, EVEN)
    assert [reading.text for reading in found] == ["13", "18"]
    assert found[0].score == pytest.approx(0.7, abs=0.01)
    assert found[1].score == pytest.approx(0.3, abs=0.01)


def test_blank_lattice_gives_nothing() -> None:
    assert candidates(lattice({"": 0.9999}, {"": 0.9999}), ALPHABET, EVEN) == ()


@given(st.lists(st.sampled_from("0123456789.,"), min_size=1, max_size=12))
def test_a_certain_lattice_spells_its_text(text: list[str]) -> None:
    steps = [step for character in text for step in ({character: 0.99999}, {"": 0.99999})]
    found = candidates(lattice(*steps), ALPHABET, EVEN)
    assert found[0].text == "".join(text)
    assert found[0].score > 0.99


def test_common_characters_weigh_more_than_rare_ones() -> None:
    common, rare, foreign, ascii_letter = rarity_prior(["费", "鳌", "總", "A"]).tolist()
    assert common == ascii_letter == 1.0
    assert common > rare > foreign


@given(st.lists(st.tuples(*[st.floats(0.05, 1.0)] * 3), min_size=1, max_size=3))
def test_texts_have_the_probability_of_all_their_paths(weights: list[tuple[float, ...]]) -> None:
    rows = np.array(weights, dtype=np.float32)
    rows /= rows.sum(axis=1, keepdims=True)
    alphabet, every = ["", "7", "8"], dict[str, float]()
    for path in product(range(3), repeat=len(rows)):
        text = "".join(alphabet[one] for before, one in pairwise((0, *path)) if one != before)
        every[text] = every.get(text, 0.0) + float(np.prod([row[one] for row, one in zip(rows, path, strict=True)]))
    found = spelt(dense_steps(rows, alphabet, np.ones(3, np.float32), more=False), None)
    assert found[0].score >= max(every.values()) - 1e-6
    for reading in found:
        assert reading.score == pytest.approx(every[reading.text], rel=0.1)
