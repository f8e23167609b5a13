"""How many digits a figure has, by how broad its ink is, and whether it was cut, by how high."""

from __future__ import annotations

import pytest

from extractors.words.figure_sizes import BELIEVED, MeasuredLine, measured
from schemas.table import Lattice, Reading
from tests.support.lattices import lattice_of

ALPHABET = ["", *"0123456789,."]
DIGIT = 8.0
SURE = [f"{number},{number:03}.{number:02}" for number in range(11, 31)]


def width_of(text: str, digit: float = DIGIT) -> float:
    """Return how broad a text is in print whose marks are half as broad as its digits."""
    marks = sum(mark in ",." for mark in text)
    return digit * (len(text) - marks) + digit / 2 * marks - 1


def line(
    text: str, width: float | None = None, score: float = 0.99, lattice: Lattice | None = None, height: float = 15.0
) -> MeasuredLine:
    height += "," in text
    return MeasuredLine(width_of(text) if width is None else width, height, (Reading(text, score),), lattice)


def seen(text: str, *, weak: float = 0.2) -> Lattice:
    """Return a lattice that spells a text, in which between any two steps the one before may go on."""
    steps: list[dict[str, float]] = []
    for one in text:
        steps += [{one: 0.9}, {"": 1 - weak, one: weak}]
    return lattice_of(ALPHABET, *steps)


def read(doubted: MeasuredLine, digit: float = DIGIT) -> Reading:
    sure = [line(text, width_of(text, digit)) for text in SURE]
    return measured([*sure, doubted])[-1][0]


@pytest.mark.parametrize(("printed", "text"), [("9560000.00", "956000.00"), ("3490000.00", "349000.0")])
def test_digits_lost_in_a_row_of_equal_ones_come_back(printed: str, text: str) -> None:
    found = read(line(text, width_of(printed), 0.6, seen(text)))
    assert found.text == printed
    assert found.score <= BELIEVED


def test_a_lost_point_comes_back_where_the_width_has_room_for_it() -> None:
    steps = [{one: 0.9} for one in "2310000"]
    lattice = lattice_of(ALPHABET, *steps, {"": 0.9, ".": 0.1}, {"0": 0.9}, {"0": 0.9})
    assert read(line("231000000", width_of("2310000.00"), 0.6, lattice)).text == "2310000.00"


@pytest.mark.parametrize(("often", "text"), [(0, "0.01"), (8, "0.00")])
def test_what_the_table_prints_often_is_the_likelier(often: int, text: str) -> None:
    lattice = lattice_of(ALPHABET, {"0": 0.9}, {".": 0.9}, {"0": 0.9}, {"": 0.8, "1": 0.15, "0": 0.05})
    doubted = MeasuredLine(width_of("0.00"), 15.0, (Reading("0.0", 0.6), Reading("0.01", 0.1)), lattice)
    sure = [line(one) for one in (*SURE, *["0.00"] * often)]
    assert measured([*sure, doubted])[-1][0].text == text


def test_what_measures_up_is_left_alone() -> None:
    for text in ("9560000.00", "0.00", "31,415.92"):
        assert read(line(text, None, 0.6, seen(text))) == Reading(text, 0.6)


def test_a_sure_figure_that_does_not_measure_up_is_doubted_and_kept() -> None:
    assert read(line("956000.00", width_of("9560000.00"))) == Reading("956000.00", BELIEVED)


def test_what_the_recogniser_could_not_have_seen_is_not_put_there() -> None:
    text = "956120.00"
    found = read(line(text, width_of("9956120.00"), 0.6, seen(text, weak=1e-6)))
    assert found == Reading(text, 0.6)


@pytest.mark.parametrize(("height", "is_cut"), [(15, False), (14, False), (13, True), (12, True)])
def test_a_figure_that_is_lower_than_others_lost_a_part_and_is_doubted(height: float, is_cut: bool) -> None:
    assert read(line("13,216,121", height=height)) == Reading("13,216,121", BELIEVED if is_cut else 0.99)


def test_words_and_figures_with_signs_are_not_measured() -> None:
    for text in ("合计", "12.50%", "-3.20"):
        assert read(line(text, 300.0)) == Reading(text, 0.99)


def test_figures_shrunk_to_their_cells_tell_nothing() -> None:
    shrunk = [line(text, width_of(text, 4.0 + number % 7)) for number, text in enumerate(SURE)]
    doubted = line("956000.00", width_of("9560000.00"), 0.6, seen("956000.00"))
    assert measured([*shrunk, doubted])[-1] == doubted.readings
    assert measured([line(text) for text in SURE[:5]] + [doubted])[-1] == doubted.readings
