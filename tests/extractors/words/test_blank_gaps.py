"""Signs read in gaps of prose."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from extractors.lattices import keep_lattice, log_likelihoods
from extractors.ports import Gray
from extractors.words.blank_gaps import without_signs_in_gaps
from schemas.table import LineReading, Reading

#: Of a crop 48 pixels high a recogniser's step is eight columns; characters are 32 broad here, four steps.
ALPHABET = ["", *"意识提升，“"]


def prose(sign: str, before: int, ink: int | None) -> tuple[LineReading, Gray]:
    """Return 意识 and 提升 with a gap of a character between, in which a sign was read, and of which this is the ink.

    ``before`` is how far behind 识 the ink of the sign stands, in pixels.
    """
    crop = np.full((48, 180), 250, np.uint8)
    for x in (0, 33, 98, 131):
        crop[8:40, x : x + 31] = 20
    if ink is not None:
        crop[34:40, 64 + before : 70 + before] = ink
    places = {1: "意", 6: "识", 9: sign, 14: "提", 18: "升"}
    steps = np.full((22, len(ALPHABET)), 1e-6, np.float32)
    for step in range(22):
        steps[step, ALPHABET.index(places.get(step, ""))] = 0.9
    steps[9, 0] = 0.1
    line = LineReading((Reading(f"意识{sign}提升", 0.6), Reading("意识提升", 0.2)), keep_lattice(steps, ALPHABET))
    return line, crop


@pytest.mark.parametrize(
    ("sign", "before", "ink", "read"),
    [
        pytest.param("，", 0, None, "意识提升", id="blank"),
        pytest.param("，", 4, 20, "意识，提升", id="comma"),
        pytest.param("，", 4, 205, "意识，提升", id="faint comma"),
        pytest.param("“", 24, 20, "意识“提升", id="opening quotes"),
    ],
)
def test_a_sign_in_a_blank_gap_of_prose_is_none(sign: str, before: int, ink: int | None, read: str) -> None:
    line, crop = prose(sign, before, ink)
    found = without_signs_in_gaps(line, crop)
    assert found.readings[0].text == read
    assert found.lattice is not None
    likelier = log_likelihoods(found.lattice, ["意识提升", f"意识{sign}提升"])
    assert (likelier[0] > likelier[1]) == (read == "意识提升")


def test_a_bracket_behind_a_gap_is_no_pause_that_left_no_ink() -> None:
    line, crop = prose("“", 24, 20)
    assert line.lattice is not None
    crop[6:42, 90:94] = 20
    seen = replace(line.lattice, characters=line.lattice.characters.replace("“", "（"))
    line = LineReading((Reading("意识（提升", 0.6),), seen)
    assert without_signs_in_gaps(line, crop) is line
