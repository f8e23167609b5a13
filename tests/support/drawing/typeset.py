"""Fits a grid into a width: font size, column widths, lines of every cell, row heights. Points."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .fonts import Face
from .grid import Grid, Slot
from .look import Look

_TOKEN = re.compile(r"[0-9A-Za-z.,%+\-]+|.", re.DOTALL)
#: Natural width of a column in characters, least and most, by what it holds.
NAME_EMS, TEXT_EMS, MARK_EMS = (6.0, 20.0), (4.2, 26.0), (2.6, 5.0)


@dataclass
class SetSlot:
    """A cell with its printed lines; ``full`` is what the author typed, even if lines were cut away."""

    slot: Slot
    lines: list[str]
    cut: bool = False


@dataclass
class SetTable:
    """A grid with all its measures: column edges from 0, row heights, and the cells with their lines."""

    grid: Grid
    size: float
    edges: list[float]
    heights: list[float]
    slots: list[SetSlot]

    @property
    def width(self) -> float:
        """Return the table's width."""
        return self.edges[-1]

    def span_height(self, slot: Slot) -> float:
        """Return the height of the rows that a cell covers."""
        return sum(self.heights[slot.row : slot.row + slot.row_span])


def wrap(text: str, width: float, face: Face, size: float) -> list[str]:
    """Break a text into lines no wider than ``width``; figures break only when they are wider than a whole line.

    A line may begin with a full stop: spreadsheet programs break that way.
    """
    lines: list[str] = []
    line, used = "", 0.0
    for token in _TOKEN.findall(text):
        need = face.width(token, size)
        if line and used + need > width:
            lines.append(line)
            line, used = "", 0.0
        if need > width:
            for character in token:
                step = face.width(character, size)
                if line and used + step > width:
                    lines.append(line)
                    line, used = "", 0.0
                line, used = line + character, used + step
        else:
            line, used = line + token, used + need
    return [*lines, line] if line or not lines else lines


#: Tells whether a cell may lose its last lines, given what would still be printed.
Cuttable = Callable[[Slot, str], bool]


def never(slot: Slot, printed: str) -> bool:
    """Allow no cut."""
    return False


def typeset(grid: Grid, width: float, look: Look, cuttable: Cuttable = never) -> SetTable:
    """Fit the grid into the width, with a smaller font when it must be; rows as high as their lines need."""
    slots = grid.slots()
    pads = 2 * look.pad * grid.columns
    least, natural = _least_widths(grid, slots, look), _natural_widths(grid, slots, look)
    room = (width - pads) / look.size
    if sum(natural) > room > sum(least):  # give way in proportion to what each column has to spare
        share = (sum(natural) - room) / (sum(natural) - sum(least))
        natural = [wish - share * (wish - floor) for wish, floor in zip(natural, least, strict=True)]
    elif sum(natural) > room:
        natural = least
    size = min(look.size, (width - pads) / sum(natural))
    widths = [ems * size + 2 * look.pad for ems in natural]
    target = width if not look.narrow_table else min(width, sum(widths) * 1.05)
    widths = [one * target / sum(widths) for one in widths]
    edges = [0.0]
    for one in widths:
        edges.append(edges[-1] + one)
    return _with_heights(grid, slots, size, edges, look, cuttable)


def _least_widths(grid: Grid, slots: list[Slot], look: Look) -> list[float]:
    """Return the width in ems below which a column would be unreadable: figures and codes stay on one line."""
    floors = [
        {"name": NAME_EMS[0], "text": TEXT_EMS[0], "mark": MARK_EMS[0], "code": 1.2, "money": 2.0}[kind]
        for kind in grid.kinds
    ]
    for slot in slots:
        if slot.column_span == 1 and not slot.header and slot.kind in ("code", "money"):
            floors[slot.column] = max(floors[slot.column], look.face.width(slot.text, 1.0) + 0.15)
    if look.torn_numbers and "money" in grid.kinds:
        last = max(index for index, kind in enumerate(grid.kinds) if kind == "money")
        floors[last] *= 0.75
    return floors


def _natural_widths(grid: Grid, slots: list[Slot], look: Look) -> list[float]:
    """Return each column's wish in ems of text, padding not counted."""
    wishes = _least_widths(grid, slots, look)
    bounds = {"name": (NAME_EMS, 1.0), "text": (TEXT_EMS, 1.8), "mark": (MARK_EMS, 1.0)}
    for slot in slots:
        if slot.column_span > 1:
            continue
        ems = look.face.width(slot.text, 1.0) + 0.15
        if slot.header or slot.kind in ("code", "money"):
            wish = ems if not slot.header else min(ems, 5.2)
        else:
            (least, most), factor = bounds[slot.kind]
            wish = min(max(factor * ems**0.5 if slot.kind == "text" else ems, least), most)
        wishes[slot.column] = max(wishes[slot.column], wish)
    if look.torn_numbers and "money" in grid.kinds:
        last = max(index for index, kind in enumerate(grid.kinds) if kind == "money")
        wishes[last] = min(wishes[last], _least_widths(grid, slots, look)[last])
    return wishes


def _with_heights(
    grid: Grid, slots: list[Slot], size: float, edges: list[float], look: Look, cuttable: Cuttable
) -> SetTable:
    step = size * look.leading
    placed = []
    heights = [step + look.row_air] * grid.rows
    for slot in slots:
        inner = edges[slot.column + slot.column_span] - edges[slot.column] - 2 * look.pad
        lines = wrap(slot.text, max(inner, size * 0.6), look.face, size) if slot.text else []
        cut = (
            0 < look.cut_lines < len(lines) and slot.row_span == 1 and cuttable(slot, "".join(lines[: look.cut_lines]))
        )
        placed.append(SetSlot(slot, lines, cut))
        if slot.row_span == 1 and lines:
            shown = look.cut_lines if cut else len(lines)
            heights[slot.row] = max(heights[slot.row], shown * step + look.row_air)
    for one in placed:
        slot, need = one.slot, (len(one.lines) + 1) * step + look.row_air  # a line to spare for a page break within
        if slot.row_span > 1:
            missing = need - sum(heights[slot.row : slot.row + slot.row_span])
            if missing > 0:
                for row in range(slot.row, slot.row + slot.row_span):
                    heights[row] += missing / slot.row_span
    table = SetTable(grid, size, edges, heights, placed)
    for one in placed:
        if one.cut:
            room = int((table.span_height(one.slot) - look.row_air) / step + 0.01)
            one.lines, one.cut = one.lines[:room], room < len(one.lines)
    return table
