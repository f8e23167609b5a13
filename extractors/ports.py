"""Every seam of the extractors: one Protocol each, one verb, the docstring is the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.content import PageContent
from schemas.table import LineReading, Table

Picture = NDArray[np.uint8]
#: Height x width, paper near 255, ink near 0.
Gray = NDArray[np.uint8]
#: The paper of a flattened picture is even, its noise stays above INK. What is darker is ink: thin print in a coarse or
#: pale scan is hardly darker, and breaks at less.
PAPER, INK = 250, 190


class OcrEngine(Protocol):
    """Reads pictures of single text lines. Runs in a worker: keeps no state between calls, never uses the network.

    Threads that read pages at the same time share it.
    """

    @property
    def name(self) -> str:
        """The engine's name as options give it."""
        ...

    def read_lines(self, pictures: Sequence[Picture], *, plain: bool = False) -> list[LineReading]:
        """Return the candidates for each picture, best first, in the order given.

        A picture is height x width x 3, BGR, upright. One without text gives no candidates; a failure of the engine
        raises EngineFailed. ``plain`` asks for what the picture alone says, without a lattice: enough, and sooner
        there, where it only matters how well a line reads.
        """
        ...


class TableFinder(Protocol):
    """Finds the tables of one page. Pure: the same page gives the same tables, in any thread."""

    @property
    def name(self) -> str:
        """What `finder` says in the result."""
        ...

    def find_tables(self, page: PageContent) -> list[Table]:
        """Return the page's tables from top to bottom, each with one part; an empty page gives none.

        Cells tile their grid; ids, captions and header rows are filled in later. A failure raises EngineFailed.
        """
        ...
