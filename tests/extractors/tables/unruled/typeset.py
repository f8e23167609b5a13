"""A page set in Helvetica for tests: words by position, rules by position; no PDF in between."""

from dataclasses import dataclass, field

import numpy as np
from reportlab.pdfbase.pdfmetrics import stringWidth

from extractors.content import Characters, PageContent, Rulings

FONT = "Helvetica"
#: Height of the character box over the type size, as text layers give it.
LINE_BOX = 1.12


@dataclass
class Sheet:
    """Collects what is printed; y is the top of a line, sizes are points."""

    width: float = 595.0
    height: float = 842.0
    size: float = 10.0
    text: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)
    horizontal: list[tuple[float, float, float]] = field(default_factory=list)
    vertical: list[tuple[float, float, float]] = field(default_factory=list)

    def write(self, x: float, y: float, text: str, align: str = "left", size: float | None = None) -> "Sheet":
        """Print a text with its left edge, right edge or middle at x."""
        points = size or self.size
        length = measure(text, points)
        at = x - {"left": 0.0, "right": length, "centre": length / 2}[align]
        space = False
        for character in text:
            advance = measure(character, points)
            if character == " ":
                space = True
            else:
                self.text.append(character)
                self.boxes.append((at, y, at + advance, y + points * LINE_BOX))
                self.spaced.append(space)
                space = False
            at += advance
        return self

    def row(self, y: float, *cells: tuple[float, str] | tuple[float, str, str]) -> "Sheet":
        """Print the pieces of one line; each is (x, text) or (x, text, align)."""
        for cell in cells:
            self.write(cell[0], y, *cell[1:])
        return self

    def rule(self, y: float, x0: float, x1: float) -> "Sheet":
        """Draw a horizontal rule."""
        self.horizontal.append((y, x0, x1))
        return self

    def upright(self, x: float, top: float, bottom: float) -> "Sheet":
        """Draw a vertical rule."""
        self.vertical.append((x, top, bottom))
        return self

    def page(self, order: list[int] | None = None) -> PageContent:
        """Return the page, its characters in the order given."""
        indices = list(range(len(self.text))) if order is None else order
        characters = Characters(
            [self.text[index] for index in indices],
            np.array([self.boxes[index] for index in indices], dtype=float).reshape(-1, 4),
            np.array([self.spaced[index] for index in indices], dtype=bool),
            np.ones(len(indices)),
        )
        rulings = Rulings(
            np.array(sorted(self.horizontal), dtype=float).reshape(-1, 3),
            np.array(sorted(self.vertical), dtype=float).reshape(-1, 3),
        )
        return PageContent(1, self.width, self.height, characters, rulings, [])


def measure(text: str, size: float) -> float:
    """Return the advance of a text; ideographs are one em wide."""
    return sum(size if ord(character) > 0x2E7F else stringWidth(character, FONT, size) for character in text)


def grid_of(table) -> list[list[str]]:
    """Return the texts of a table row by row; a merged cell's text stands in its first slot."""
    return [
        [cell.text if (cell.row, cell.column) == (row, column) else "" for column, cell in enumerate(slots)]
        for row, slots in enumerate(table.slots())
    ]


def spans_of(table) -> dict[str, tuple[int, int]]:
    """Return (row span, column span) of the merged cells with text."""
    return {
        cell.text: (cell.row_span, cell.column_span)
        for cell in table.cells
        if cell.text and cell.row_span * cell.column_span > 1
    }
