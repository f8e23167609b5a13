"""What a page holds before anyone has looked for tables: characters and rulings, as arrays.

Arrays, not objects, because a page has thousands of characters and every stage that follows asks the same question
of all of them. A text layer and an OCR engine fill the same shape.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from schemas.geometry import Box
from schemas.page import PageSource
from schemas.table import Lattice, Reading

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]


@dataclass(slots=True)
class Characters:
    """The visible, non-blank characters of a page, in any order.

    ``text[i]`` is a character (an OCR engine may give a whole line as one entry), ``boxes`` is n x 4 (x0, top, x1,
    bottom in points, advance width and line height rather than ink), ``spaced[i]`` tells that white space stands
    before it. ``confidence`` is 1.0 for a text layer. ``readings`` are an engine's candidates by index, if any, and
    ``lattices`` what it saw where it doubts.

    ``anchors`` (n x 2, x and y) tell to which cell a character belongs. It is the middle of its box, except where the
    page clips the text to a smaller area, a cell's: then it lies in that area, wherever the text runs.

    ``objects[i]`` is the same for characters that were drawn in one go; 0, or missing, where nobody knows.
    """

    text: list[str]
    boxes: Floats
    spaced: Bools
    confidence: Floats
    readings: dict[int, tuple[Reading, ...]] = field(default_factory=dict)
    lattices: dict[int, Lattice] = field(default_factory=dict)
    anchors: Floats = field(default_factory=lambda: np.empty((0, 2)))
    objects: Ints = field(default_factory=lambda: np.empty(0, dtype=np.intp))

    def __post_init__(self) -> None:
        """Anchor characters in the middle of their boxes unless told otherwise."""
        if len(self.anchors) != len(self.text):
            self.anchors = (self.boxes[:, :2] + self.boxes[:, 2:]) / 2

    def __len__(self) -> int:
        """Count the characters."""
        return len(self.text)


@dataclass(slots=True)
class Rulings:
    """Straight lines along the axes, in points.

    ``horizontal`` is n x 3 (y, x0, x1), ``vertical`` is n x 3 (x, top, bottom).
    """

    horizontal: Floats
    vertical: Floats


@dataclass(slots=True)
class PageContent:
    """One page, upright: what stages need of it, without a handle to the file."""

    number: int
    width: float
    height: float
    characters: Characters
    rulings: Rulings
    images: list[Box]
    source: PageSource = "text"
    turned: int = 0
    deskewed: float = 0.0


def no_characters() -> Characters:
    """Return an empty set of characters."""
    return Characters([], np.empty((0, 4)), np.empty(0, dtype=bool), np.empty(0))


def chosen_characters(characters: Characters, chosen: Bools) -> Characters:
    """Return some of the characters, with what is known of each."""
    kept = np.flatnonzero(chosen).tolist()
    return Characters(
        text=[characters.text[index] for index in kept],
        boxes=characters.boxes[chosen],
        spaced=characters.spaced[chosen],
        confidence=characters.confidence[chosen],
        readings={at: characters.readings[index] for at, index in enumerate(kept) if index in characters.readings},
        lattices={at: characters.lattices[index] for at, index in enumerate(kept) if index in characters.lattices},
        anchors=characters.anchors[chosen],
        objects=characters.objects[chosen] if len(characters.objects) else characters.objects,
    )
