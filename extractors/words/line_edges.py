"""Where the lines of one text begin or end, if enough of them do so at one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from extractors.words.ink_lines import InkLine

#: So many lines have to begin or end at one place.
FEWEST = 3
_Edge = TypeVar("_Edge")


def lines_of_texts(lines: Sequence[InkLine]) -> dict[int, list[int]]:
    """Return the numbers of the lines of each box that has more of them than have to agree."""
    boxes: dict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        boxes[line.box].append(number)
    return {box: numbers for box, numbers in boxes.items() if box >= 0 and len(numbers) > FEWEST}


def usual_edges(edges: Sequence[_Edge], are_one: Callable[[_Edge, _Edge], bool]) -> list[_Edge]:
    """Return the edges that are one with the first, in their order, that enough of them are one with; else none."""
    for edge in edges:
        same = [other for other in edges if are_one(edge, other)]
        if len(same) >= FEWEST:
            return same
    return []
