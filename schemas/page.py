"""A page as the result tells it: its size, how it was read, and its regions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from schemas.findings import Warning
from schemas.geometry import Box
from schemas.table import Lattice, Table

PageSource = Literal["text", "ocr", "mixed", "blank"]
RegionKind = Literal["title", "caption", "table", "note", "text", "header", "footer", "figure", "stamp"]


@dataclass(slots=True)
class Region:
    """A rectangle of a page with one role; ``text`` is None for tables, figures and stamps."""

    kind: RegionKind
    box: Box
    text: str | None = None


@dataclass(slots=True)
class PageFacts:
    """One page of the document: width and height in points as displayed, turns in degrees clockwise."""

    number: int
    width: float
    height: float
    source: PageSource = "text"
    turned: int = 0
    deskewed: float = 0.0
    regions: list[Region] = field(default_factory=list)


@dataclass(slots=True)
class TextLine:
    """A printed line outside tables, or a piece of one that wide gaps part from its neighbours.

    ``size`` is the height of its characters in points, ``kind`` its role on the page; ``confidence`` and ``lattice``
    are an OCR engine's, as a cell's are.
    """

    page: int
    box: Box
    text: str
    size: float
    kind: RegionKind = "text"
    confidence: float = 1.0
    lattice: Lattice | None = None


@dataclass(slots=True)
class Word:
    """Characters without white space between them: edges in points, height, baseline, least confidence.

    ``number`` tells that it is a figure.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    size: float
    baseline: float
    number: bool = False
    confidence: float = 1.0

    @property
    def centre(self) -> float:
        """Vertical middle in points."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class PageHead:
    """The printed lines at the head of a page that brings no caption: they may go on with the table before it.

    ``rows`` are the words of each line, from the left; ``rules`` are horizontal ones among them (y, x0, x1), in points.
    """

    rows: list[list[Word]]
    rules: list[tuple[float, float, float]] = field(default_factory=list)


@dataclass(slots=True)
class PageReading:
    """All that later stages need of one page; small, picklable, without a handle to the file.

    ``gutter`` is where two pages on one sheet meet, from its left in points; None where it is one page.
    """

    facts: PageFacts
    pictures: list[Box] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    failed: bool = False
    head: PageHead | None = None
    gutter: float | None = None
