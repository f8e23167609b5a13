"""Characters -> printed lines: the one way in which a cell, a title and a paragraph are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.content import Characters, Ints

#: Characters whose middles differ by less than this share of their height stand on one line.
_SAME_LINE = 0.45
#: A gap wider than this share of the height parts two Latin words even where no space was typed.
_WORD_GAP = 0.25
#: Digits are all as wide as each other; their middles are farther apart than this only where a space is between them.
#: Where a box holds ink only, that of a 1 leaves a gap beside it that is none.
_DIGIT_PITCH = 0.85
#: A typed space shows as a gap of at least this share of the height; less is a space that was squeezed away.
_TYPED_GAP = 0.05
_CERTAIN = 1.0


@dataclass(slots=True, frozen=True)
class Line:
    """One printed line of a group: its text, its edges in points, and which characters it is made of."""

    group: int
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    members: Ints


def read_lines(characters: Characters, indices: Ints, groups: Ints) -> list[Line]:
    """Return the lines of the chosen characters, group by group, from top to bottom.

    ``groups[i]`` is the group (a cell, say) of character ``indices[i]``. Reading goes by position only, never by the
    order in which the characters come.
    """
    if len(indices) == 0:
        return []
    boxes = characters.boxes[indices]
    height = np.maximum(boxes[:, 3] - boxes[:, 1], 0.5)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    down = np.lexsort((middle, groups))
    fresh = np.ones(len(down), dtype=bool)
    step = middle[down][1:] - middle[down][:-1]
    least = np.minimum(height[down][1:], height[down][:-1])
    fresh[1:] = (groups[down][1:] != groups[down][:-1]) | (step > _SAME_LINE * least)
    line_of = np.empty(len(down), dtype=np.intp)
    line_of[down] = np.cumsum(fresh) - 1
    across = np.lexsort((boxes[:, 0], line_of))
    ordered, boxes, height, lines = indices[across], boxes[across], height[across], line_of[across]
    gap = np.empty(len(across))
    gap[0] = 0
    gap[1:] = boxes[1:, 0] - boxes[:-1, 2]
    spaced = gap > _WORD_GAP * height
    middles = (boxes[:, 0] + boxes[:, 2]) / 2
    near = np.flatnonzero(spaced[1:] & (np.diff(middles) <= _DIGIT_PITCH * height[1:])) + 1
    spaced[[at for at in near.tolist() if _both_digits(characters.text, ordered[at - 1 : at + 1])]] = False
    spaced |= characters.spaced[ordered] & (gap > _TYPED_GAP * height)
    starts = np.flatnonzero(np.concatenate(([True], lines[1:] != lines[:-1])))
    spaced[starts] = False
    return _build(characters, ordered, boxes, spaced, starts, groups[across])


def _both_digits(text: Sequence[str], pair: Ints) -> bool:
    return all(text[number] in "0123456789" for number in pair.tolist())


def _build(
    characters: Characters,
    ordered: Ints,
    boxes: NDArray[np.float64],
    spaced: NDArray[np.bool_],
    starts: Ints,
    groups: Ints,
) -> list[Line]:
    text = characters.text
    x0 = np.minimum.reduceat(boxes[:, 0], starts).tolist()
    top = np.minimum.reduceat(boxes[:, 1], starts).tolist()
    x1 = np.maximum.reduceat(boxes[:, 2], starts).tolist()
    bottom = np.maximum.reduceat(boxes[:, 3], starts).tolist()
    # One object for the certainty of a text layer: it stands in every cell.
    sure = [
        _CERTAIN if value == _CERTAIN else value
        for value in np.minimum.reduceat(characters.confidence[ordered], starts).tolist()
    ]
    any_space = np.logical_or.reduceat(spaced, starts).tolist()
    group = groups[starts].tolist()
    ends = [*starts[1:].tolist(), len(ordered)]
    numbers, spaces = ordered.tolist(), spaced.tolist()
    found = []
    for index, (start, end) in enumerate(zip(starts.tolist(), ends, strict=True)):
        pieces = [text[number] for number in numbers[start:end]]
        if any_space[index]:
            pieces = [" " + piece if spaces[start + at] else piece for at, piece in enumerate(pieces)]
        found.append(
            Line(
                group[index],
                "".join(pieces),
                x0[index],
                top[index],
                x1[index],
                bottom[index],
                sure[index],
                ordered[start:end],
            )
        )
    return found
