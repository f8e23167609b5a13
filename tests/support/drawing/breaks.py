"""Cuts a set table into the pieces that stand on pages: whole rows, or a row torn where the page ends."""

from __future__ import annotations

from dataclasses import dataclass

from .look import Look
from .typeset import SetTable


@dataclass(frozen=True)
class Band:
    """A row, or a part of a torn one, as one page shows it: lines ``first_line`` up to ``last_line`` (None: all)."""

    row: int
    height: float
    first_line: int = 0
    last_line: int | None = None

    @property
    def torn(self) -> bool:
        """Tell whether this is not the whole row."""
        return self.first_line > 0 or self.last_line is not None


@dataclass
class Piece:
    """What of a table stands on one page."""

    bands: list[Band]
    header: bool

    def height(self) -> float:
        """Return the height of the bands."""
        return sum(band.height for band in self.bands)


def pieces_of(table: SetTable, look: Look, first_room: float, later_room: float) -> list[Piece]:
    """Distribute the rows: ``first_room`` and ``later_room`` are the heights free on the first and later pages."""
    grid = table.grid
    head = [Band(row, table.heights[row]) for row in range(grid.header_rows)]
    head_height = sum(band.height for band in head)
    pieces = [Piece(list(head), True)]
    room = first_room - head_height
    waiting = [Band(row, table.heights[row]) for row in range(grid.header_rows, grid.rows)]
    last = waiting[-1] if waiting else None
    while waiting:
        band = waiting[0]
        lone = (
            look.last_page != "any"
            and band is last
            and len(waiting) == 1
            and len(pieces[-1].bands) > grid.header_rows + 1
        )
        whole_page = later_room - (head_height if look.repeat_header else 0.0)
        if band.height <= room and not (lone and len(pieces) > 1):
            pieces[-1].bands.append(band)
            room -= band.height
            waiting.pop(0)
            continue
        if band.height > room and (look.torn_rows or band.height > whole_page):
            upper, lower = _tear(table, look, band, room, forced=band.height > whole_page)
            if upper is not None and lower is not None:
                pieces[-1].bands.append(upper)
                waiting[0] = lower
        pieces.append(Piece(list(head) if look.repeat_header else [], look.repeat_header))
        room = whole_page
    return pieces


def _tear(table: SetTable, look: Look, band: Band, room: float, forced: bool) -> tuple[Band | None, Band | None]:
    """Return the two parts of a band torn so that the upper fits, or None twice when it cannot be."""
    step = table.size * look.leading
    lines = max(
        (len(one.lines) for one in table.slots if one.slot.row == band.row and one.slot.row_span == 1), default=0
    )
    spanned = any(
        one.slot.row <= band.row < one.slot.row + one.slot.row_span and one.slot.row_span > 1 for one in table.slots
    )
    left = lines - band.first_line
    fits = int((room - look.row_air) / step)
    if fits < 1 or left - fits < 1 or (not forced and (left < 4 or spanned or fits < 2 or left - fits < 2)):
        return None, None
    cut = band.first_line + fits
    upper = Band(band.row, fits * step + look.row_air, band.first_line, cut)
    lower_lines = left - fits
    return upper, Band(band.row, lower_lines * step + look.row_air, cut, band.last_line)
