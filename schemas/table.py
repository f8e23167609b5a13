"""Tables as the stages hand them on: plain values, no engine, no image, no page handle."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from struct import unpack
from typing import Literal

from schemas.geometry import Box

CellKind = Literal["header", "data"]
TextSource = Literal["text", "ocr"]


@dataclass(slots=True, frozen=True)
class Reading:
    """One way to read a picture of text, with the engine's score from 0 to 1."""

    text: str
    score: float


#: A lattice's sign for a step at which no character begins.
BLANK = "\0"
#: Bytes of a lattice's count and score.
_COUNT, _SCORE = 2, 2


@dataclass(slots=True, frozen=True)
class Lattice:
    """What an OCR engine saw of a line, step by step from left to right.

    Each step has candidates, at least one, the likeliest first: ``characters`` names them, step after step, BLANK being
    none; ``scores`` are the natural logarithms of their probabilities in the same order, little-endian float16, and
    ``counts`` how many each step has, little-endian unsigned integers of two bytes. Of several lines in one
    ``line_ends`` are the steps with which the second and every further line begin.
    """

    characters: str
    scores: bytes
    counts: bytes
    line_ends: tuple[int, ...] = ()

    def __len__(self) -> int:
        """Count the steps."""
        return len(self.counts) // _COUNT

    def followed_by(self, other: Lattice) -> Lattice:
        """Return the lattice of two lines read as one."""
        ends = (*self.line_ends, len(self), *(len(self) + end for end in other.line_ends))
        return Lattice(self.characters + other.characters, self.scores + other.scores, self.counts + other.counts, ends)

    def lines(self) -> list[Lattice]:
        """Return the lattices of the lines of which this one was made."""
        found, begin = [], 0
        for first, last in pairwise((0, *self.line_ends, len(self))):
            counts = self.counts[first * _COUNT : last * _COUNT]
            end = begin + sum(unpack(f"<{last - first}H", counts))
            found.append(Lattice(self.characters[begin:end], self.scores[begin * _SCORE : end * _SCORE], counts))
            begin = end
        return found


@dataclass(slots=True, frozen=True)
class LineReading:
    """What an engine gives for one line: candidates, best first, and for a line that it doubts its lattice, if any."""

    readings: tuple[Reading, ...] = ()
    lattice: Lattice | None = None


@dataclass(slots=True)
class Cell:
    """One cell of a grid: where it stands, what it says and where that was read.

    ``lines`` are the printed lines from top to bottom, ``text`` is what the author typed. ``box`` is in points on
    ``page`` (1-based). ``readings`` holds an OCR engine's candidates for the whole text, best first; a text layer
    has none. ``lattice`` is what the engine saw where it doubts. ``ink`` is where the text stands, for tables whose
    columns are guessed from it; None where that is not kept.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    lines: tuple[str, ...]
    page: int
    box: Box
    kind: CellKind = "data"
    confidence: float = 1.0
    source: TextSource = "text"
    readings: tuple[Reading, ...] = ()
    lattice: Lattice | None = None
    ink: Box | None = None

    @property
    def last_row(self) -> int:
        """Index of the lowest grid row that the cell covers."""
        return self.row + self.row_span - 1

    @property
    def last_column(self) -> int:
        """Index of the rightmost grid column that the cell covers."""
        return self.column + self.column_span - 1


@dataclass(slots=True)
class Part:
    """The piece of a table that stands on one page; rows count from 0 in the logical table."""

    page: int
    box: Box
    first_row: int
    row_count: int
    repeated_header_rows: int = 0


@dataclass(slots=True)
class Caption:
    """What is printed around a table about it; each as printed, layout spaces removed, or None."""

    title: str | None = None
    code: str | None = None
    entity: str | None = None
    unit: str | None = None
    period: str | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A logical table: cells tile ``row_count`` x ``column_count`` without overlap, blank ones included.

    The first ``header_row_count`` rows are headings. A table that goes on over pages is one table with several parts.
    """

    id: str
    cells: list[Cell]
    row_count: int
    column_count: int
    header_row_count: int
    finder: str
    parts: list[Part]
    caption: Caption = field(default_factory=Caption)

    def slots(self) -> list[list[Cell]]:
        """Return the cell that covers each grid position, as ``[row][column]``.

        Raises ValueError when the cells do not tile the grid.
        """
        grid: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    if grid[row][column] is not None:
                        raise ValueError(f"table {self.id}: two cells cover row {row}, column {column}")
                    grid[row][column] = cell
        full: list[list[Cell]] = []
        for row_index, slots in enumerate(grid):
            covered = [cell for cell in slots if cell is not None]
            if len(covered) != self.column_count:
                raise ValueError(f"table {self.id}: row {row_index} is not covered")
            full.append(covered)
        return full
