"""Draws the rulings of a grid in the ways that office programs and PDF printers do."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .look import Look, Rulings
from .sheet import Box, Fill, Sheet, Stroke


@dataclass(frozen=True)
class CellBox:
    """The rectangle of one cell on a page."""

    x0: float
    top: float
    x1: float
    bottom: float
    header: bool = False


def draw_rulings(sheet: Sheet, boxes: list[CellBox], look: Look, rng: random.Random, continued: bool) -> None:
    """Add the rulings around the cells to a sheet; ``continued`` says that the table began on an earlier page."""
    if not boxes:
        return
    boxes = [_shifted(box, look.header_offset) for box in boxes] if look.header_offset else boxes
    frame = (
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
    below = max((box.bottom for box in boxes if box.header), default=0.0)
    if look.double_rule and below:
        sheet.marks.append(
            Stroke(frame[0], below + look.double_rule, frame[2], below + look.double_rule, look.ruling_width)
        )
    if look.rulings == "boxes":
        sheet.marks += [Box(box.x0, box.top, box.x1, box.bottom, look.ruling_width) for box in boxes]
        return
    edges = list(_merged_edges(boxes))
    if look.top_rule_missing and continued:
        edges = [edge for edge in edges if not (edge.flat and abs(edge.y0 - frame[1]) < 0.01)]
    if look.open_sides:
        edges = [edge for edge in edges if edge.flat or min(abs(edge.x0 - frame[0]), abs(edge.x0 - frame[2])) > 4]
    for edge in edges:
        outer = look.thick_frame and (abs(edge.y0 - frame[1]) < 0.01 or abs(edge.y0 - frame[3]) < 0.01) and edge.flat
        width = look.ruling_width * (2.5 if outer else 1.0)
        sheet.marks += styled(Stroke(edge.x0, edge.y0, edge.x1, edge.y1, width), look.rulings, rng)


def _shifted(box: CellBox, offset: float) -> CellBox:
    """Move a header cell's inner edges a little to the right, as when heading and body were two objects."""
    return CellBox(box.x0 + offset, box.top, box.x1 + offset, box.bottom, True) if box.header else box


def _merged_edges(boxes: list[CellBox]) -> Iterator[Stroke]:
    """Return every edge once, collinear ones that touch joined to one long stroke."""
    flat: dict[float, set[tuple[float, float]]] = defaultdict(set)
    upright: dict[float, set[tuple[float, float]]] = defaultdict(set)
    for box in boxes:
        for y in (box.top, box.bottom):
            flat[round(y, 3)].add((round(box.x0, 3), round(box.x1, 3)))
        for x in (box.x0, box.x1):
            upright[round(x, 3)].add((round(box.top, 3), round(box.bottom, 3)))
    for y, spans in sorted(flat.items()):
        for start, end in _joined(spans):
            yield Stroke(start, y, end, y)
    for x, spans in sorted(upright.items()):
        for start, end in _joined(spans):
            yield Stroke(x, start, x, end)


def _joined(spans: set[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 0.01:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def styled(stroke: Stroke, style: Rulings, rng: random.Random) -> list[Stroke | Fill]:
    """Return the marks that draw a line in a style."""
    x0, y0, x1, y1, width = stroke.x0, stroke.y0, stroke.x1, stroke.y1, stroke.width
    if style == "bars":
        half = width / 2
        return [Fill(x0 - half, y0 - half, x1 + half, y1 + half)]
    if style == "doubled":
        shift = 0.5
        moved = (
            Stroke(x0, y0 + shift, x1, y1 + shift, width)
            if stroke.flat
            else Stroke(x0 + shift, y0, x1 + shift, y1, width)
        )
        return [stroke, moved]
    if style == "short":
        cut = 1.0
        return [Stroke(x0 + cut, y0, x1 - cut, y1, width) if stroke.flat else Stroke(x0, y0 + cut, x1, y1 - cut, width)]
    if style == "dashes":
        return [Stroke(x0, y0, x1, y1, width, dash=(1.5, 1.5))]
    if style == "hairs":
        return [Stroke(x0, y0, x1, y1, 0.0)]
    if style == "pieces":
        return list(_split(stroke, rng))
    return [stroke]


def _split(stroke: Stroke, rng: random.Random) -> Iterator[Stroke]:
    """Yield a stroke in pieces that overlap or leave gaps of up to a third of a point."""
    length = (stroke.x1 - stroke.x0) if stroke.flat else (stroke.y1 - stroke.y0)
    at = 0.0
    while at < length:
        end = min(length, at + rng.uniform(8, 60))
        if stroke.flat:
            yield Stroke(stroke.x0 + at, stroke.y0, stroke.x0 + end, stroke.y0, stroke.width)
        else:
            yield Stroke(stroke.x0, stroke.y0 + at, stroke.x0, stroke.y0 + end, stroke.width)
        at = end + rng.uniform(-0.5, 0.33)
