"""A table before it is drawn: texts and merges as a matrix in which ``<`` goes on to the left and ``^`` upward."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

LEFT, UP = "<", "^"
Kind = Literal["code", "name", "money", "text", "mark"]


@dataclass(frozen=True)
class Slot:
    """One cell: place, spans, what the author typed, and the kind of its first column."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    kind: Kind
    header: bool


@dataclass
class Grid:
    """Headings, then body rows; ``kinds`` says what each column holds, which decides its alignment and width."""

    head: list[list[str]]
    kinds: list[Kind]
    body: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for row in self.head:
            self._check(row)

    @property
    def columns(self) -> int:
        """Count the columns."""
        return len(self.kinds)

    @property
    def header_rows(self) -> int:
        """Count the heading rows."""
        return len(self.head)

    @property
    def rows(self) -> int:
        """Count all rows."""
        return len(self.head) + len(self.body)

    def add(self, *texts: str) -> int:
        """Append a body row and return its index in the whole table."""
        self._check(list(texts))
        self.body.append(list(texts))
        return self.rows - 1

    def _check(self, row: list[str]) -> None:
        if len(row) != len(self.kinds):
            raise ValueError(f"a row of {len(row)} in a grid of {len(self.kinds)} columns: {row}")

    def slots(self) -> list[Slot]:
        """Return the cells in reading order; together they tile the grid."""
        matrix = self.head + self.body
        found = []
        for row, texts in enumerate(matrix):
            for column, text in enumerate(texts):
                if text in (LEFT, UP):
                    continue
                across = 1
                while column + across < self.columns and texts[column + across] == LEFT:
                    across += 1
                down = 1
                while row + down < len(matrix) and matrix[row + down][column] == UP:
                    down += 1
                found.append(Slot(row, column, down, across, text, self.kinds[column], row < self.header_rows))
        return found
