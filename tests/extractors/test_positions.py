"""Positions that follow each other."""

from __future__ import annotations

import pytest

from extractors.positions import consecutive


@pytest.mark.parametrize(
    ("numbers", "found"),
    [([], []), ([4], [(4, 4)]), ([1, 2, 3], [(1, 3)]), ([1, 3, 4, 8], [(1, 1), (3, 4), (8, 8)])],
)
def test_numbers_without_a_gap_are_told_by_their_ends(numbers: list[int], found: list[tuple[int, int]]) -> None:
    assert list(consecutive(numbers)) == found
