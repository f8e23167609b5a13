"""Changes of drawn sheets that leave their tables as they were: place, size, rulings, order of drawing."""

from __future__ import annotations

import random
from dataclasses import replace

from .look import Look, Rulings
from .rulings import styled
from .sheet import Box, Fill, Mark, Run, Sheet, Stroke, Watermark, Wedge


def moved(sheets: list[Sheet], dx: float, dy: float) -> list[Sheet]:
    """Shift everything by some points on pages that grow as much."""
    return [
        Sheet(sheet.width + abs(dx), sheet.height + abs(dy), [_moved(mark, dx, dy) for mark in sheet.marks])
        for sheet in sheets
    ]


def _moved(mark: Mark, dx: float, dy: float) -> Mark:
    if isinstance(mark, Run):
        clip = mark.clip and (mark.clip[0] + dx, mark.clip[1] + dy, mark.clip[2] + dx, mark.clip[3] + dy)
        return replace(mark, x=mark.x + dx, y=mark.y + dy, clip=clip)
    if isinstance(mark, Stroke):
        return replace(mark, x0=mark.x0 + dx, y0=mark.y0 + dy, x1=mark.x1 + dx, y1=mark.y1 + dy)
    if isinstance(mark, Wedge | Watermark):
        return replace(mark, x=mark.x + dx, y=mark.y + dy)
    return replace(mark, x0=mark.x0 + dx, top=mark.top + dy, x1=mark.x1 + dx, bottom=mark.bottom + dy)


def scaled(sheets: list[Sheet], factor: float) -> list[Sheet]:
    """Draw everything larger or smaller, pages too; rulings keep their width."""
    return [
        Sheet(sheet.width * factor, sheet.height * factor, [_scaled(mark, factor) for mark in sheet.marks])
        for sheet in sheets
    ]


def _scaled(mark: Mark, factor: float) -> Mark:
    if isinstance(mark, Run):
        clip = mark.clip and tuple(side * factor for side in mark.clip)
        return replace(mark, x=mark.x * factor, y=mark.y * factor, size=mark.size * factor, clip=clip)  # type: ignore[arg-type]
    if isinstance(mark, Stroke):
        return replace(mark, x0=mark.x0 * factor, y0=mark.y0 * factor, x1=mark.x1 * factor, y1=mark.y1 * factor)
    if isinstance(mark, Wedge):
        return replace(mark, x=mark.x * factor, y=mark.y * factor, radius=mark.radius * factor)
    if isinstance(mark, Watermark):
        return replace(mark, x=mark.x * factor, y=mark.y * factor, size=mark.size * factor)
    return replace(mark, x0=mark.x0 * factor, top=mark.top * factor, x1=mark.x1 * factor, bottom=mark.bottom * factor)


def ruled_with(sheets: list[Sheet], style: Rulings, rng: random.Random) -> list[Sheet]:
    """Draw every straight line in another style: bars, doubled, in pieces, a point short, dashed."""
    changed = []
    for sheet in sheets:
        marks: list[Mark] = []
        for mark in sheet.marks:
            marks += styled(mark, style, rng) if isinstance(mark, Stroke) else [mark]
        changed.append(Sheet(sheet.width, sheet.height, marks))
    return changed


def shuffled(sheets: list[Sheet], rng: random.Random) -> list[Sheet]:
    """Draw texts and lines in random order; grounds stay behind."""
    changed = []
    for sheet in sheets:
        behind = [mark for mark in sheet.marks if isinstance(mark, Fill | Box) and getattr(mark, "gray", 0) > 0.5]
        rest = [mark for mark in sheet.marks if mark not in behind]
        rng.shuffle(rest)
        changed.append(Sheet(sheet.width, sheet.height, [*behind, *rest]))
    return changed


def letter_by_letter(sheets: list[Sheet], look: Look) -> list[Sheet]:
    """Draw every character on its own; white space is not drawn."""
    changed = []
    for sheet in sheets:
        marks: list[Mark] = []
        for mark in sheet.marks:
            marks += letters_of(mark, look) if isinstance(mark, Run) else [mark]
        changed.append(Sheet(sheet.width, sheet.height, marks))
    return changed


def letters_of(run: Run, look: Look) -> list[Run]:
    """Return a run's characters as runs, each where it stood."""
    letters, x = [], run.x
    for character in run.text:
        if not character.isspace():
            letters.append(Run(x, run.y, character, run.size, run.bold, run.clip))
        x += look.face.width(character, run.size)
    return letters
